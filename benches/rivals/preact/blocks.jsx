// The blocks of a text: docs/formats.md.
import { figure, gallery, thumbnail } from "./figure.jsx";
import { frameOf } from "./frames.js";
import { hasLink, inlines, link, plain } from "./inlines.jsx";
import { Words, words } from "./words.jsx";

/** Renders blocks in document order. `open` holds the levels of the headings that the next one may stand below. */
export function blocks(content, open) {
  return content.map((part) => block(part, open));
}

function block(part, open) {
  if (typeof part === "string") return <p>{part}</p>;
  const [[kind, value]] = Object.entries(part);
  switch (kind) {
    case "paragraph":
      return <p id={value.id}>{inlines(value.content ?? value)}</p>;
    case "heading":
      return heading(value, open);
    case "list":
      return list(value, open);
    case "quote":
      return quote(value, open);
    case "figure":
      return figure(value);
    case "gallery":
      return gallery(value);
    case "correction":
      return correction(value, open);
    case "image":
      return figure({ media: [part] });
    case "table":
      return table(value);
    case "code":
      return code(value);
    case "embed":
      return embed(value);
    case "divider":
      return <hr />;
    default:
      return <p>{plain(value)}</p>;
  }
}

function heading({ level, id, content }, open) {
  while (open.at(-1) >= level) open.pop();
  open.push(level);
  const Heading = `h${Math.min(1 + open.length, 6)}`;
  const rank = ["heading", "heading minor"][open.length - 1] ?? "heading least";
  return <Heading class={rank} part="heading" id={id}>{inlines(content)}</Heading>;
}

function list({ ordered, start, items }, open) {
  const List = ordered ? "ol" : "ul";
  return <List start={ordered ? start : undefined}>{items.map((one) => item(one, open))}</List>;
}

function item(one, open) {
  if (typeof one === "string") return <li>{one}</li>;
  const content = one.blocks ?? one;
  const [first, second] = content;
  const paragraph = first?.paragraph;
  // An item that is one paragraph, with or without a list under it, stands close to its neighbours.
  const close = paragraph && !paragraph.id && (content.length === 1 || (content.length === 2 && second.list));
  return (
    <li id={one.id}>
      {close ? inlines(paragraph.content ?? paragraph) : block(first, open)}
      {blocks(content.slice(1), open)}
    </li>
  );
}

function quote({ blocks: content, citation, source }, open) {
  const address = source && link(source);
  const cited = address && !hasLink(citation) ? <a href={address}>{inlines(citation)}</a> : inlines(citation);
  return (
    <blockquote cite={address}>
      {blocks(content, open)}
      {citation && (
        <footer>
          <cite>{cited}</cite>
        </footer>
      )}
    </blockquote>
  );
}

function table({ caption, head = [], body }) {
  return (
    <div class="table" role="region" tabindex="0" aria-label={plain(caption) || words("table-region")}>
      <table>
        {caption && <caption>{inlines(caption)}</caption>}
        {head.length > 0 && <thead>{head.map((row) => <tr>{row.map((one) => cell(one, true))}</tr>)}</thead>}
        <tbody>{body.map((row) => <tr>{row.map((one) => cell(one, false))}</tr>)}</tbody>
      </table>
    </div>
  );
}

function cell(one, head) {
  const content = one.content ?? one;
  const { header = head, colspan, rowspan, align } = one;
  if (!header || !content.length) return <td {...{ colspan, rowspan, class: align }}>{inlines(content)}</td>;
  const scope = head ? (colspan > 1 ? "colgroup" : "col") : rowspan > 1 ? "rowgroup" : "row";
  return <th {...{ scope, colspan, rowspan, class: align }}>{inlines(content)}</th>;
}

function correction({ title, blocks: content }, open) {
  return (
    <div class="correction" role="note" aria-label={title ?? words("correction")}>
      {title && <p class="note-title">{title}</p>}
      {blocks(content, open)}
    </div>
  );
}

function code({ language, text }) {
  return (
    <pre dir="ltr" tabindex="0" translate="no">
      <code class={language && `language-${language}`}>{text}</code>
    </pre>
  );
}

function embed({ url, provider, title, caption, still }) {
  const shown = frameOf(url);
  const site = provider ?? shown?.site;
  const label = provider ? words("open-embed-at", { provider }) : words("open-embed");
  return (
    <figure class="figure embed" part="figure">
      <div class="embed-box">
        {title && <p class="embed-title">{title}</p>}
        {shown && (
          <button class="button" type="button" data-frame={shown.frame} data-name={title ?? site} data-shape={shown.shape ?? ""}>
            {still && thumbnail(still)}
            <Words>{words("show-embed", { provider: site })}</Words>
          </button>
        )}
        <p>
          <a href={link(url)}>
            <Words>{label}</Words>
          </a>
        </p>
      </div>
      {caption && <figcaption>{inlines(caption)}</figcaption>}
    </figure>
  );
}
