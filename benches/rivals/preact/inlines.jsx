// Runs of text inside a block: TEXT in docs/formats.md.

const MARKS = {
  strong: "strong",
  emphasis: "em",
  code: "code",
  subscript: "sub",
  superscript: "sup",
  mark: "mark",
  strike: "s",
  quote: "q",
};

const LINKS = ["http:", "https:", "mailto:", "tel:"];

/** An address that a link may have, else nothing. */
export function link(url) {
  return allowed(url, LINKS);
}

/** An address that a picture, video or sound may have, else nothing. */
export function media(url) {
  return allowed(url, LINKS.slice(0, 2));
}

function allowed(url, schemes) {
  try {
    return schemes.includes(new URL(url, "https://relative.invalid").protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

export function inlines(text) {
  return Array.isArray(text) ? text.map(inline) : inline(text);
}

function inline(part) {
  if (typeof part !== "object" || part === null) return part;
  const [[kind, value]] = Object.entries(part);
  const Mark = MARKS[kind];
  if (Mark) return <Mark>{inlines(value)}</Mark>;
  switch (kind) {
    case "break":
      return <br />;
    case "link":
      return link(value.url) ? <a href={value.url}>{inlines(value.content)}</a> : inlines(value.content);
    case "abbreviation":
      return <abbr title={value.title}>{inlines(value.content)}</abbr>;
    case "time":
      return <time datetime={value.datetime}>{inlines(value.content)}</time>;
    case "anchor":
      return <span id={value.id}>{inlines(value.content)}</span>;
    default:
      return inlines(value?.content ?? "");
  }
}

/** The text of a run without its marks. */
export function plain(text) {
  if (Array.isArray(text)) return text.map(plain).join("");
  if (typeof text !== "object" || text === null) return text ?? "";
  const [[kind, value]] = Object.entries(text);
  return kind === "break" ? " " : plain(value?.content ?? value);
}

export function hasLink(text) {
  if (Array.isArray(text)) return text.some(hasLink);
  if (typeof text !== "object" || text === null) return false;
  const [[kind, value]] = Object.entries(text);
  return kind === "link" || hasLink(value?.content ?? value);
}
