// The reviews of a subject: summary, list, one's own, and the form.
import { useEffect, useRef, useState } from "preact/hooks";

import * as device from "./device.js";
import { Form } from "./form.jsx";
import { List, Review } from "./list.jsx";
import * as service from "./service.js";
import { Summary, withReview } from "./summary.jsx";
import { words } from "./words.jsx";

/** `first` is the first page of reviews, where the server has put it into the document. */
export function Reviews({ base, subject, first }) {
  const [page, setPage] = useState(first);
  const [failed, setFailed] = useState(false);
  const [own, setOwn] = useState(null);
  // Until it is known whether there is a review of one's own, the form might only be taken away again.
  const [known, setKnown] = useState(() => Boolean(first) || !device.own(subject));
  const [notice, setNotice] = useState("");
  const [busy, setBusy] = useState(false);
  const [moreFailed, setMoreFailed] = useState(false);
  const said = useRef();
  const section = useRef();

  function load() {
    setFailed(false);
    service.list(base, subject).then(setPage, () => setFailed(true));
  }

  useEffect(() => {
    if (!first) load();
    const kept = device.own(subject);
    if (kept) service.one(base, kept).then(setOwn, () => {}).finally(() => setKnown(true));
  }, []);

  useEffect(() => {
    if (notice) said.current.focus();
  }, [notice]);

  async function more() {
    if (busy) return;
    setBusy(true);
    setMoreFailed(false);
    try {
      const next = await service.list(base, subject, page.next);
      const ids = new Set(page.reviews.map(({ id }) => id));
      setPage({ ...next, reviews: [...page.reviews, ...next.reviews.filter(({ id }) => !ids.has(id))] });
      requestAnimationFrame(() => section.current.querySelector(".review-list").children[ids.size]?.focus());
    } catch {
      setMoreFailed(true);
    }
    setBusy(false);
  }

  function posted(review) {
    setOwn(review);
    setNotice(words(review.state === "published" ? "posted" : "held"));
    if (page && review.state === "published") setPage({ ...page, summary: withReview(page.summary, review.rating) });
  }

  return (
    <section part="reviews" class="reviews" aria-labelledby="standfirst-reviews" ref={section}>
      <h2 class="ui-heading" tabindex="-1" id="standfirst-reviews">{words("reviews")}</h2>
      {page ? <Summary summary={page.summary} /> : failed ? <Failed retry={load} /> : <Loading />}
      <p class="notice" role="status" tabindex="-1" ref={said}>{notice}</p>
      {own && (
        <div class="review own" part="review">
          <h3 class="ui-heading" tabindex="-1" id="standfirst-own">{words("your-review")}</h3>
          {own.state !== "published" && <p class="quiet">{words(`your-review-${own.state}`)}</p>}
          <Review review={own} />
        </div>
      )}
      {page && <List reviews={page.reviews.filter(({ id }) => id !== own?.id)} />}
      <div class="more">
        {moreFailed && <p class="field-error" role="alert">{words("reviews-failed")}</p>}
        {page?.next && (
          <button type="button" class="button" part="button" aria-disabled={busy ? "true" : undefined} onClick={more}>
            {words("show-more")}
          </button>
        )}
      </div>
      {!own && known && (page?.open === false ? <p class="quiet">{words("closed")}</p> : <Form {...{ base, subject }} onPosted={posted} />)}
    </section>
  );
}

const Loading = () => <p part="summary" class="quiet">{words("reviews-loading")}</p>;

function Failed({ retry }) {
  return (
    <div class="error-box" part="error" role="alert">
      <p>{words("reviews-failed")}</p>
      <button type="button" class="button" part="button" onClick={retry}>{words("retry")}</button>
    </div>
  );
}
