// Reviews, as everybody sees them.
import { Stars } from "./stars.jsx";
import { date, elapsed, words } from "./words.jsx";

export function List({ reviews }) {
  if (!reviews.length) return null;
  return (
    <ol class="review-list">
      {reviews.map((review) => (
        <li class="review" part="review" tabindex="-1" key={review.id}>
          <Review review={review} />
        </li>
      ))}
    </ol>
  );
}

export function Review({ review: { rating, title, text = "", author, created, edited, lang } }) {
  const paragraphs = text.split(/\n(?:[^\S\n]*\n)+/).filter((paragraph) => paragraph.trim());
  return (
    <>
      <div class="review-head">
        <Stars tenths={rating * 10} name={words("stars-of-five", { count: rating })} />
        {title && <p class="review-title" dir="auto" lang={lang}>{title}</p>}
      </div>
      <div class="review-text" lang={lang}>{paragraphs.map((paragraph) => <p dir="auto">{paragraph}</p>)}</div>
      <p class="review-meta">
        <bdi>{author ?? words("anonymous")}</bdi>
        <time datetime={created} title={date(created)}>{elapsed(created)}</time>
        {edited && <span>{words("edited")}</span>}
      </p>
    </>
  );
}
