// Stars: as a picture of a rating, and as the field to choose one.
import { FieldError } from "./field.jsx";
import { words } from "./words.jsx";

const STAR = "M12 2.6l2.9 5.9 6.5.9-4.7 4.6 1.1 6.5-5.8-3.1-5.8 3.1 1.1-6.5L2.6 9.4l6.5-.9z";
const PLACES = [1, 2, 3, 4, 5];

/** Five stars, filled as far as `tenths` of a star say. */
export function Stars({ tenths, name }) {
  return (
    <svg class="stars-shown" viewBox="0 0 120 24" role="img" aria-label={name}>
      <Five kind="star-outline" />
      <svg height="24" width={Math.floor((tenths * 24) / 10)}>
        <Five kind="star-filled" />
      </svg>
    </svg>
  );
}

function Five({ kind }) {
  return <g class={kind}>{PLACES.map((place) => <path d={STAR} transform={`translate(${24 * (place - 1)})`} />)}</g>;
}

export function StarsField({ error }) {
  const wrong = error && { "aria-invalid": "true", "aria-describedby": "standfirst-rating-error" };
  return (
    <fieldset class="field rating-field" part="rating">
      <legend>{words("rating")}</legend>
      <div class="stars">
        {PLACES.map((stars) => (
          <label class="star">
            <input type="radio" name="rating" value={stars} {...wrong} />
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d={STAR} />
            </svg>
            <span class="star-name">{words("stars", { count: stars })}</span>
          </label>
        ))}
      </div>
      <FieldError name="rating" error={error} />
    </fieldset>
  );
}
