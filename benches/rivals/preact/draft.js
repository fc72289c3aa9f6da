// A review before it is sent: its one form, and its limits, which are those of crates/review.
import { words } from "./words.jsx";

export const TEXT_GRAPHEMES = 5_000;
const TEXT_BYTES = 20_000;

/** Each field's most graphemes and bytes. */
const LIMITS = { title: [120, 2_048], text: [TEXT_GRAPHEMES, TEXT_BYTES], author: [80, 1_024] };

let segmenter;
const encoder = new TextEncoder();

export function graphemes(text) {
  if (!text) return 0;
  segmenter ??= new Intl.Segmenter();
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/** How much more text there is room for, in words, and whether there is little of it or none. */
export function room(text) {
  const left = TEXT_GRAPHEMES - graphemes(text.trim());
  const tooManyBytes = encoder.encode(text.trim()).length > TEXT_BYTES;
  const count = Math.abs(left);
  const said = left < 0 ? words("characters-over", { count }) : tooManyBytes ? words("bytes-over") : words("characters-left", { count });
  return { words: said, over: left < 0 || tooManyBytes, short: left < 100 || tooManyBytes };
}

/** What stands in the form. */
export function read(form) {
  const fields = new FormData(form);
  const [title, text, author] = ["title", "text", "author"].map((name) => fields.get(name) ?? "");
  return { rating: Number(fields.get("rating")) || undefined, title, text, author };
}

/** Writes what was kept into the form. */
export function fill(form, { rating, title, text, author }) {
  Object.entries({ title, text, author }).forEach(([name, value]) => (form.elements[name].value = value ?? ""));
  for (const radio of form.elements.rating) radio.checked = Number(radio.value) === rating;
}

export function isEmpty({ rating, title, text, author }) {
  return !rating && !`${title}${text}${author}`.trim();
}

/** Makes a draft of what was typed, and says which fields are wrong, by name. */
export function check(subject, typed) {
  const draft = { subject, rating: typed.rating };
  const errors = {};
  if (!typed.rating) errors.rating = words("rating-required");
  for (const [name, [most, bytes]] of Object.entries(LIMITS)) {
    const value = normalise(typed[name], name === "text");
    if (!value) continue;
    draft[name] = value;
    if (graphemes(value) > most || encoder.encode(value).length > bytes) errors[name] = words("field-too-long");
  }
  return { draft, errors };
}

function normalise(text, lines) {
  const broken = text.replace(/\r\n?/g, "\n").replace(/[\u2028\u2029]/g, lines ? "$&" : " ");
  const seen = (lines ? broken : broken.replace(/\n/g, " ")).replace(/[\u202d\u202e]|(?![\n\t])\p{Cc}/gu, "");
  return seen.normalize("NFC").trim();
}
