/** The fields of the form, for src/reviews/form.rs, as the JSON of a draft. */

export function read(form) {
  const { rating, title, text, author } = Object.fromEntries(new FormData(form));
  // Stars that are not chosen are not there.
  return JSON.stringify({ rating: rating && Number(rating), title, text, author });
}

export function fill(form, draft) {
  const { rating, ...texts } = JSON.parse(draft);
  for (const radio of form.elements.rating) radio.checked = Number(radio.value) === rating;
  for (const [name, text] of Object.entries(texts)) form.elements[name].value = text;
}
