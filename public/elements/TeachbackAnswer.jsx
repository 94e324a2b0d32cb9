// What stands under an answer: whom to call, the sources, the level, the code.
// `props` come from web/cards.py; React shows them as text, never as HTML.
import { useSetRecoilState } from "recoil"
import { sideViewState } from "@chainlit/react-client"

export default function TeachbackAnswer() {
  const openSide = useSetRecoilState(sideViewState)
  const open = (source) =>
    openSide({
      title: source.label,
      elements: [{
        id: `source-${props.codeLine}-${source.marker}`, type: "custom", name: "TeachbackSource",
        display: "side", props: { ...source, lang: props.lang },
      }],
    })

  return (
    <div className={props.urgent ? "tb-answer tb-urgent" : "tb-answer"} lang={props.lang}>
      {props.calls.length > 0 && (
        <nav className="tb-calls" aria-label={props.urgent}>
          {props.calls.map((call) => (
            <a key={call.href} className="tb-call" href={call.href}>
              <span aria-hidden="true">☎</span> {call.label}
            </a>
          ))}
        </nav>
      )}
      {props.leave && (
        <button type="button" className="tb-leave" onClick={() => window.teachbackLeave()}>
          {props.leave}
        </button>
      )}
      {props.sources.length > 0 && (
        <section className="tb-sources" aria-label={props.sourcesTitle}>
          <h3>{props.sourcesTitle}</h3>
          <ul>
            {props.sources.map((source) => (
              <li key={source.marker}>
                <button
                  type="button" className="element-link tb-source" data-marker={source.marker}
                  onClick={() => open(source)}
                >
                  <span className="tb-marker">[{source.marker}]</span>
                  <span>
                    <strong>{source.title}</strong> · {source.heading}
                    <small>{[source.status, source.country].filter(Boolean).join(" · ")}</small>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="tb-foot">
        {props.level && <span className="tb-level">{props.level}</span>}
        {props.demo && <span className="tb-demo">{props.demo}</span>}
        <span>{props.codeLine}</span>
        <button
          type="button" className="tb-plain"
          onClick={() => callAction({ name: "erase", payload: { value: "" } })}
        >
          {props.erase}
        </button>
      </div>
    </div>
  )
}
