// The pages that are measured. All have the same frame, and hints for every file that the page is known to need.

const STYLE = "/widget/standfirst.css";

/** What every page shows: an article of the demo, and the reviews of its subject. */
export const ARTICLE = { src: "/samples/long.json", subject: "https://standfirst.example/science/tide-house" };

/** An article of a thousand blocks with a thousand reviews. */
export const LARGE = { src: "/large.json", subject: "https://standfirst.example/large" };

/** This widget, rendered in the browser. */
export function widget({ src, subject }) {
  return page({
    hints: [script("/widget/standfirst.js"), ...["/widget/standfirst.wasm", STYLE, src, reviews(subject)].map(data)],
    body: `<standfirst-article src="${src}" reviews="/" subject="${subject}"><a href="${src}">Read the article</a></standfirst-article>
<script type="module" src="/widget/standfirst.js"></script>`,
  });
}

/** The same interface in Preact, rendered in the browser. */
export function client({ src, subject }) {
  return page({
    hints: [script("/preact/client.js"), ...[STYLE, src, reviews(subject)].map(data)],
    body: `<div data-rival data-src="${src}" data-base="/" data-subject="${subject}" data-style="${STYLE}"><a href="${src}">Read the article</a></div>
<script type="module" src="/preact/client.js"></script>`,
  });
}

/** The same, rendered here and taken over in the browser. */
export function takeover(html, first) {
  return page({
    hints: [style(STYLE), script("/preact/hydrate.js")],
    body: `<div data-rival data-base="/" data-subject="${ARTICLE.subject}"><template shadowrootmode="open"><link rel="stylesheet" href="${STYLE}">${html}</template></div>
<script type="application/json" id="first-page">${JSON.stringify(first).replaceAll("<", "\\u003c")}</script>
<script type="module" src="/preact/hydrate.js"></script>`,
  });
}

/** The limit: the same text, and nothing that runs. */
export function plain(html) {
  return page({ hints: [`<link rel="stylesheet" href="${STYLE}">`], body: html });
}

/** Waline's client, as its documentation includes it, without what it would load from third parties. */
export function waline() {
  return page({
    hints: [`<link rel="stylesheet" href="/waline/waline.css">`, script("/waline/waline.js")],
    body: `<div id="waline"></div>
<script type="module">
import { init } from "/waline/waline.js";
init({ el: "#waline", serverURL: location.origin + "/waline", path: "/tide-house", lang: "en", emoji: false, search: false });
</script>`,
  });
}

/** Artalk's client, likewise. */
export function artalk() {
  return page({
    hints: [`<link rel="stylesheet" href="/artalk/Artalk.css">`, `<link rel="preload" as="script" href="/artalk/Artalk.js">`],
    body: `<div id="artalk"></div>
<script src="/artalk/Artalk.js"></script>
<script>
Artalk.init({ el: "#artalk", pageKey: "/tide-house", pageTitle: "The tide house", server: location.origin + "/artalk", site: "Bench", locale: "en", emoticons: false });
</script>`,
  });
}

function page({ hints, body }) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The tide house</title>
<link rel="icon" href="data:,">
${hints.join("\n")}
</head>
<body>
<header><p>The Standfirst</p></header>
<main>
${body}
</main>
<footer><p>The Standfirst is not a newspaper.</p></footer>
</body>
</html>
`;
}

const reviews = (subject) => `/v1/reviews?subject=${encodeURIComponent(subject)}`;
const script = (url) => `<link rel="modulepreload" href="${url}">`;
const style = (url) => `<link rel="preload" as="style" href="${url}">`;
/** What a script asks for by `fetch()` with its defaults. */
const data = (url) => `<link rel="preload" as="fetch" crossorigin href="${url}">`;
