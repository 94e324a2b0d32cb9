// One source, as staff wrote it. Opened beside the chat.
export default function TeachbackSource() {
  return (
    <article className="tb-passage" lang={props.lang}>
      <h2>{props.title}</h2>
      <h3>{props.heading}</h3>
      <p className="tb-status">{[props.status, props.country].filter(Boolean).join(" · ")}</p>
      {props.text.split(/\n{2,}/).map((block, i) => {
        const lines = block.split("\n").map((line) => line.trim()).filter(Boolean)
        const items = lines.filter((line) => /^[-*] /.test(line))
        if (items.length && items.length === lines.length)
          return <ul key={i}>{items.map((line, j) => <li key={j}>{line.slice(2)}</li>)}</ul>
        return <p key={i}>{lines.join(" ")}</p>
      })}
    </article>
  )
}
