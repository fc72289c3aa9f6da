// Stars: as a picture of a rating, and as the field to choose one.
import { FieldError } from "./field.jsx";
import { words } from "./words.jsx";

const STAR = "M12 2.6l2.9 5.9 6.5.9-4.7 4.6 1.1 6.5-5.8-3.1-5.8 3.1 1.1-6.5-4.7-4.6 6.5-.9z";
const PLACES = [1, 2, 3, 4, 5];
/** Five of them in a row, as one outline. */
const STARS = PLACES.map((place) => STAR.replace("M12", `M${24 * place - 12}`)).join("");

/** Five stars, filled as far as `tenths` of a star say. */
export function Stars({ tenths, name }) {
  return (
    <svg class="stars-shown" viewBox="0 0 120 24" role="img" aria-label={name}>
      <path class="star-outline" d={STARS} />
      <svg height="24" width={Math.floor((tenths * 24) / 10)}>
        <path class="star-filled" d={STARS} />
      </svg>
    </svg>
  );
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
