// How readers rate the subject as a whole.
import { Stars } from "./stars.jsx";
import { inDigits, words } from "./words.jsx";

export function Summary({ summary: { count, mean, histogram } }) {
  if (!count) return <p part="summary" class="quiet">{words("no-reviews")}</p>;
  const number = mean.toFixed(1);
  return (
    <div part="summary" class="summary">
      <div class="mean">
        <span class="mean-number" aria-hidden="true">{number}</span>
        <Stars tenths={Math.round(mean * 10)} name={words("mean-of-five", { mean: number })} />
        <span class="mean-count">{words("reviews-count", { count })}</span>
      </div>
      <table class="histogram">
        <caption class="visually-hidden">{words("histogram-caption")}</caption>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">{words("histogram-stars")}</th>
            <td />
            <th scope="col">{words("histogram-reviews")}</th>
          </tr>
        </thead>
        <tbody>
          {[5, 4, 3, 2, 1].map((stars) => (
            <tr>
              <th scope="row">{words("stars", { count: stars })}</th>
              <td class="bar" aria-hidden="true">
                <svg viewBox="0 0 100 8" preserveAspectRatio="none">
                  <rect class="bar-all" width="100" height="8" />
                  <rect class="bar-share" height="8" width={Math.floor((histogram[stars - 1] * 100) / count)} />
                </svg>
              </td>
              <td class="bar-count">{inDigits(histogram[stars - 1])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The summary with one more review in it. */
export function withReview({ count, mean, histogram }, rating) {
  const counts = histogram.map((reviews, index) => reviews + (index + 1 === rating));
  return { count: count + 1, mean: ((mean ?? 0) * count + rating) / (count + 1), histogram: counts };
}
