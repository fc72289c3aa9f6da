// Runs in the page that the documents are shown on, one after the other, each in an element of its own, and compares what
// the widget makes of a document with what the service's own reader and the same components make of it.

/** Elements that the article part may have, and the attributes of each beside those that all may have. */
const ALLOWED = {
  a: ["href"], abbr: ["title"], article: [], aside: [], audio: ["controls", "preload", "src"], bdi: [],
  blockquote: ["cite"], br: [], button: ["type", "data-frame", "data-name"], caption: [], cite: [], code: [], col: [], colgroup: [], del: [],
  div: ["role", "tabindex"], dd: [], dl: [], dt: [], em: [], figcaption: [], figure: [], footer: [], h1: [], h2: [], h3: [], h4: [],
  h5: [], h6: [], header: [], hr: [], img: ["alt", "decoding", "fetchpriority", "height", "loading", "sizes", "src", "srcset", "width"],
  ins: [], kbd: [], li: ["value"], mark: [], ol: ["start", "reversed", "type"], p: [], pre: ["tabindex"], q: ["cite"], rp: [], rt: [], ruby: [],
  s: [], samp: [], section: [], small: [], span: [], strong: [], sub: [], sup: [], table: [], tbody: [], td: ["colspan", "rowspan"],
  tfoot: [], th: ["colspan", "rowspan", "scope"], thead: [], time: ["datetime"], tr: [], u: [], ul: ["role"], var: [],
  video: ["controls", "height", "playsinline", "poster", "preload", "src", "width"],
};
const OF_ALL = ["aria-describedby", "aria-hidden", "aria-label", "aria-labelledby", "class", "dir", "id", "lang", "part", "role", "translate"];

/** Where attributes may lead. */
const LINKS = { href: /^(https?:|mailto:|tel:|#)/, cite: /^(https?:|mailto:|tel:|#)/, "data-frame": /^https:/, src: /^https?:/, poster: /^https?:/ };

/** How long a document may take before it counts as one that hangs. */
const PATIENCE = 30_000;

/** What must never happen while documents are shown. */
const breaches = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
  globalThis[name] = (...words) => { breaches.push(`${name}(${words.map(String).join(", ").slice(0, 80)}) was called`); return null; };
}
addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) => {
  breaches.push(`the policy would have stopped ${effectiveDirective} ${blockedURI} ${sample}`);
});
addEventListener("error", (event) => breaches.push(`the page heard of an error: ${event.message}`));
addEventListener("unhandledrejection", (event) => breaches.push(`the page heard of a rejection: ${event.reason}`));
performance.setResourceTimingBufferSize(1_000_000);

/** The only one that may make markup of a text: what the service rendered, to compare it. */
const ours = trustedTypes.createPolicy("corpus", { createHTML: (html) => html });

/** Shows documents in turn; `results` grows as it goes, and it stops at one that ends the widget. */
globalThis.corpus = { results: [], done: false, run };

async function run(documents) {
  corpus.done = false;
  for (const found of documents) {
    const result = await look(found).catch((error) => ({ wrong: [`looking at it failed: ${error.stack ?? error}`] }));
    corpus.results.push({ path: found.path, ...result });
    if (result.panic) break;
  }
  corpus.done = true;
}

async function look({ path, marks }) {
  const source = new URL(path, location.href).href;
  const element = document.createElement("standfirst-article");
  // The service reads what is not built into the widget.
  const attributes = { src: source, reviews: location.origin, subject: "https://standfirst.example/corpus", lang: "en", loading: "eager" };
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  const started = performance.now();
  const end = new Promise((resolve) => {
    element.addEventListener("standfirst-load", (event) => resolve({ format: event.detail.format }));
    element.addEventListener("standfirst-error", ({ detail }) => {
      if (detail.stage !== "reviews") resolve({ error: detail.message, stage: detail.stage });
    });
    setTimeout(() => resolve({ error: "no answer", stage: "hang" }), PATIENCE);
  });
  document.body.append(element);
  const [widget, native] = await Promise.all([end, rendered(attributes)]);
  const took = Math.round(performance.now() - started);
  const part = element.shadowRoot.querySelector(".article-root");
  const wrong = breaches.splice(0);
  let same = null;
  if (widget.stage === "panic" || widget.stage === "hang") {
    wrong.push(`the widget ends with: ${widget.stage}, ${widget.error}`);
  } else if (widget.error !== undefined) {
    same = native.error === undefined ? `the widget refuses it (${widget.error}), the service does not` : null;
  } else if (native.error !== undefined) {
    same = `the service refuses it (${native.error}), the widget does not`;
  } else {
    same = difference(lines(part), lines(native.part));
  }
  if (widget.error === undefined) {
    inspect(part, wrong);
    const text = part.textContent;
    for (const mark of marks ?? []) {
      // One is enough to see that something is lost.
      if (!text.includes(mark)) { wrong.push(`“${mark}” is lost`); break; }
    }
  }
  requests(part, wrong);
  element.remove();
  return { format: widget.format ?? null, refused: widget.error ?? null, different: same, wrong, took, panic: widget.stage === "panic" };
}

/** What the service makes of the same document. */
async function rendered(attributes) {
  const { src, reviews, subject, lang } = attributes;
  const response = await fetch(`/render?${new URLSearchParams({ src, reviews, subject, lang })}`);
  const text = await response.text();
  if (!response.ok) return { error: text.slice(0, 300) };
  const page = Document.parseHTMLUnsafe(ours.createHTML(text));
  return { part: page.querySelector("standfirst-article").shadowRoot.querySelector(".article-root") };
}

/** A tree as lines, without what is the browser's or the server's own: comments of Yew, and how dates are worded. */
function lines(root) {
  const out = [];
  const walk = (node, depth) => {
    let text = "";
    const flush = () => { if (text) out.push(`${depth} “${text}”`); text = ""; };
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) text += child.data;
      if (child.nodeType !== Node.ELEMENT_NODE) continue;
      flush();
      const attributes = [...child.attributes].map(({ name, value }) => `${name}=${value}`).sort();
      out.push(`${depth} <${child.localName} ${attributes.join(" ")}>`);
      // One has the dates of the browser, the other those of ICU4X.
      if (!(child.localName === "time" && child.closest(".meta, .related-date"))) walk(child, depth + 1);
    }
    flush();
  };
  walk(root, 0);
  return out;
}

function difference(mine, theirs) {
  const at = mine.findIndex((line, index) => line !== theirs[index]);
  if (at < 0 && mine.length === theirs.length) return null;
  const place = at < 0 ? mine.length : at;
  const said = (list) => (list[place] ?? "nothing more").slice(0, 300);
  return `line ${place}: the widget has ${said(mine)}, the service ${said(theirs)}`;
}

/** Holds the article part to what it may have. */
function inspect(part, wrong) {
  for (const element of part.querySelectorAll("*")) {
    const name = element.localName;
    const own = ALLOWED[name];
    if (!own || element.namespaceURI !== "http://www.w3.org/1999/xhtml") {
      wrong.push(`there is an element <${name}>`);
      continue;
    }
    if (name === "button" && element.type !== "button") wrong.push("there is a button that sends");
    for (const { name: attribute, value } of element.attributes) {
      if (!own.includes(attribute) && !OF_ALL.includes(attribute)) wrong.push(`<${name}> has ${attribute}="${value.slice(0, 80)}"`);
      if (LINKS[attribute] && !LINKS[attribute].test(value)) wrong.push(`<${name}> leads to ${attribute}="${value.slice(0, 80)}"`);
    }
    for (const address of sources(element)) if (!/^https?:/.test(address)) wrong.push(`<${name}> shows ${address.slice(0, 80)}`);
  }
  if (wrong.length > 10) wrong.length = 10;
}

/** What an element of the article loads. */
function sources(element) {
  const srcset = element.getAttribute("srcset")?.split(/,\s+/).map((candidate) => candidate.trim().split(/\s+/)[0]) ?? [];
  return [element.getAttribute("src"), element.getAttribute("poster"), ...srcset].filter(Boolean);
}

/** What the article may load, once and for all: a picture may come after its element is gone. */
const asked = new Set();

/** Looks whether anything was asked for but the widget's own files, documents, reviews and the article's media. */
function requests(part, wrong) {
  for (const element of part.querySelectorAll("img, video, audio")) {
    for (const address of sources(element)) asked.add(new URL(address, location.href).href.split("#")[0]);
  }
  const own = /^\/(favicon\.ico$|corpus\/|corpus\.js$|v1\/|v\/|render$|standfirst[a-z-]*\.(js|wasm|css)$)/;
  for (const { name, initiatorType } of performance.getEntriesByType("resource")) {
    const url = new URL(name);
    const media = url.href.split("#")[0];
    if (url.origin === location.origin && own.test(url.pathname)) continue;
    if (!asked.has(media)) wrong.push(`${name.slice(0, 120)} was asked for (${initiatorType})`);
  }
  performance.clearResourceTimings();
}
