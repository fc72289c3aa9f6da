// The article and the related headlines beside it.
import { showFrame } from "./frames.js";
import { blocks } from "./blocks.jsx";
import { figure, thumbnail } from "./figure.jsx";
import { link } from "./inlines.jsx";
import { Words, date, words } from "./words.jsx";

const RELATED_LIMIT = 4;

export function Article({ article }) {
  const { lang, dir = "auto", hero, body } = article;
  return (
    <>
      <article class="article" part="article" lang={lang} dir={dir}>
        <Header article={article} />
        {hero && figure(hero, true)}
        <div class="body" part="body">{blocks(body, [])}</div>
      </article>
      <Related article={article} />
    </>
  );
}

function Header({ article: { section, headline, intro, byline, published, updated } }) {
  return (
    <header>
      {section && <p class="section">{section}</p>}
      <h1 class="headline" part="headline">{headline}</h1>
      {intro && <p class="intro" part="standfirst">{intro}</p>}
      <div class="meta">
        {byline?.length > 0 && (
          <p class="byline" part="byline">
            <Words>{words("byline", { names: byline.join(", ") })}</Words>
          </p>
        )}
        <p class="dates">
          {published && <Time at={published} of="published" />}
          {updated && !(updated <= published) && <Time at={updated} of="updated" />}
        </p>
      </div>
    </header>
  );
}

function Time({ at, of }) {
  return (
    <time datetime={at}>
      <Words>{words(of, { date: date(at) })}</Words>
    </time>
  );
}

function Related({ article: { section, lang, dir = "auto", related = [] } }) {
  if (!related.length) return null;
  const heading = section ? words("in-section", { section }) : words("related");
  return (
    <aside class="related" part="related" aria-label={heading} {...{ lang, dir }}>
      <h2 class="heading">
        <Words>{heading}</Words>
      </h2>
      <ul role="list">
        {related.slice(0, RELATED_LIMIT).map(({ title, url, summary, published, image }) => (
          <li>
            {image && thumbnail(image)}
            <p class="related-title">{url && link(url) ? <a href={url}>{title}</a> : title}</p>
            {summary && <p class="related-summary">{summary}</p>}
            {published && (
              <p class="related-date">
                <time datetime={published}>
                  <Words>{date(published)}</Words>
                </time>
              </p>
            )}
          </li>
        ))}
      </ul>
    </aside>
  );
}

/** Follows links to a place in the article, which browsers look for in the page and not in a shadow root. */
export function followFragments(root) {
  root.addEventListener("click", showFrame);
  root.addEventListener("click", (event) => {
    const href = event.target.closest("a[href]")?.getAttribute("href");
    if (!href?.startsWith("#") || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const place = root.getRootNode().getElementById(href.slice(1));
    if (!place) return;
    if (place.tabIndex < 0) place.tabIndex = -1;
    place.focus();
    place.scrollIntoView();
  });
}
