// The page's own script: language, banner, names for unnamed buttons, a calm word
// when the connection is lost, citations that open, and a quick way out.
// It asks nothing of any host and stores nothing.
(() => {
  "use strict"
  let words = null
  let lost = false

  const byId = (id) => document.getElementById(id)

  // --- what the server tells the page (web/greeting.py: page_words) ------------------
  window.addEventListener("message", (event) => {
    if (event.origin !== location.origin || !event.data || !event.data.teachback) return
    words = event.data.teachback
    document.documentElement.lang = words.lang
    const banner = byId("tb-banner")
    if (banner) {
      banner.textContent = words.banner
      banner.hidden = !words.banner
    }
    const skip = byId("tb-skip")
    if (skip) skip.textContent = words.skip
    name()
  })

  // --- names and live regions: Chainlit leaves some buttons without a name -----------
  const set = (element, attribute, value) => {
    if (element && value && element.getAttribute(attribute) !== value)
      element.setAttribute(attribute, value)
  }

  function name() {
    const log = document.querySelector('[data-step-type]')?.parentElement
    set(log, "aria-live", "polite")
    set(log, "role", "log")
    set(byId("root"), "role", "main")
    if (!words) return
    set(log, "aria-label", document.title)
    for (const [selector, label] of Object.entries(words.names))
      set(document.querySelector(selector), "aria-label", label)
    set(byId("side-view-title")?.closest('[role="dialog"]'), "aria-labelledby", "side-view-title")
    const input = byId("chat-input")
    set(input, "placeholder", words.placeholder)
    for (const button of document.querySelectorAll("button:not([aria-label])")) {
      if (button.textContent.trim()) continue
      if (button.querySelector(".lucide-copy, .lucide-check")) set(button, "aria-label", words.copy)
      else if (button.querySelector(".lucide-arrow-down")) set(button, "aria-label", words.scrollDown)
    }
    for (const image of document.querySelectorAll('img[alt^="Avatar for"]')) set(image, "alt", " ")
  }

  // --- the connection ------------------------------------------------------------------
  function connection() {
    const gone = !navigator.onLine || Boolean(byId("session-error"))
    if (gone === lost || !words) return
    lost = gone
    const status = byId("tb-status")
    if (!status) return
    status.hidden = false
    status.className = gone ? "tb-lost" : "tb-back"
    status.textContent = gone ? words.lost : words.back
    if (!gone) setTimeout(() => { if (!lost) status.hidden = true }, 5000)
  }
  window.addEventListener("offline", connection)
  window.addEventListener("online", connection)

  // --- a citation in the text opens its source -------------------------------------------
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#source-"]')
    if (link) {
      event.preventDefault()
      const marker = link.getAttribute("href").slice("#source-".length)
      const answer = link.closest("[data-step-type]")
      answer?.querySelector(`.tb-source[data-marker="${CSS.escape(marker)}"]`)?.click()
      return
    }
    if (event.target.id === "tb-skip") {
      event.preventDefault()
      byId("chat-input")?.focus()
    }
  }, true)

  // --- the quick exit: somewhere harmless, and no way back by the back button -----------
  window.teachbackLeave = () => {
    document.documentElement.innerHTML = ""
    location.replace("about:blank")
  }

  let waiting = false
  new MutationObserver(() => {
    if (waiting) return
    waiting = true
    requestAnimationFrame(() => { waiting = false; name(); connection() })
  }).observe(document.documentElement, { childList: true, subtree: true })
})()
