// Under the welcome: which language, how to explain, a first question, erase.
export default function TeachbackWelcome() {
  const choose = (language, level) =>
    callAction({ name: "choose", payload: { value: `${language}/${level}` } })
  const row = (title, options, chosen, pick) => (
    <fieldset className="tb-choice">
      <legend>{title}</legend>
      {options.map((option) => (
        <button
          key={option.value} type="button" aria-pressed={option.value === chosen}
          lang={option.value === "auto" ? undefined : option.value.length === 2 ? option.value : undefined}
          onClick={() => pick(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  )
  return (
    <div className="tb-welcome">
      {row(props.languagesTitle, props.languages, props.chosen, (tag) => choose(tag, props.level))}
      {row(props.levelsTitle, props.levels, props.level, (level) => choose(props.chosen, level))}
      <section className="tb-starters" aria-label={props.startersTitle}>
        <h3>{props.startersTitle}</h3>
        {props.starters.map((starter, i) => (
          <button
            key={i} id={`starter-${i + 1}`} type="button"
            onClick={() => sendUserMessage(starter.message)}
          >
            {starter.label}
          </button>
        ))}
      </section>
      <div className="tb-foot">
        <span>{props.codeLine}</span>
        <small>{props.codeHint}</small>
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
