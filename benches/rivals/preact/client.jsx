// The entry of the page that is rendered in the browser. By the hints of the page, stylesheet, article and reviews are
// on their way before this runs.
import { render } from "preact";

import { Article, followFragments } from "./article.jsx";
import { Reviews } from "./reviews.jsx";
import { words } from "./words.jsx";

/** What the skeleton is made of, in the order of what it stands for. */
const SKELETON = ["headline", "headline", "standfirst", "standfirst", "byline", "figure", ...Array(8).fill("text")];

const host = document.querySelector("[data-rival]");
const { src, base, subject, style } = host.dataset;
const article = fetch(src).then((response) => response.json());
const css = fetch(style).then((response) => response.text());

const sheet = new CSSStyleSheet();
const shadow = host.attachShadow({ mode: "open" });
shadow.adoptedStyleSheets = [sheet];
const [frame, articleRoot, reviewsRoot] = ["standfirst", "article-root", "reviews-root"].map((name) => {
  const part = document.createElement("div");
  part.className = name;
  return part;
});
frame.lang = "en";
frame.append(articleRoot, reviewsRoot);
sheet.replaceSync(await css);
shadow.append(frame);

render(<Skeleton />, articleRoot);
render(<Reviews {...{ base, subject }} />, reviewsRoot);
try {
  render(<Article article={await article} />, articleRoot);
  followFragments(articleRoot);
} catch {
  render(<p class="error-box" part="error" role="alert">{words("article-unreadable")}</p>, articleRoot);
}

function Skeleton() {
  return <div class="skeleton" aria-hidden="true">{SKELETON.map((kind) => <div class={`skeleton-line ${kind}`} />)}</div>;
}
