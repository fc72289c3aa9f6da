// What is rendered when the benchmark is set up, by Node.js.
import { render } from "preact-render-to-string";

import { Article } from "./article.jsx";
import { List } from "./list.jsx";
import { Reviews } from "./reviews.jsx";
import { Summary } from "./summary.jsx";
import { words } from "./words.jsx";

/** The frame with both roots in it, as the entry hydrates it. */
export function takeover({ article, first, base, subject }) {
  return render(
    <div class="standfirst" lang="en">
      <div class="article-root"><Article article={article} /></div>
      <div class="reviews-root"><Reviews {...{ base, subject, first }} /></div>
    </div>,
  );
}

/** The same text for a page that nothing takes over. */
export function plain({ article, first: { summary, reviews } }) {
  return render(
    <div class="standfirst" lang="en">
      <div class="article-root"><Article article={article} /></div>
      <section class="reviews">
        <h2 class="ui-heading">{words("reviews")}</h2>
        <Summary summary={summary} />
        <List reviews={reviews} />
      </section>
    </div>,
  );
}
