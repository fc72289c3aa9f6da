/** What src/effects/browser.rs asks of the browser's tables. */

export function nfc(text) {
  return text.normalize();
}

/** Throws where the browser has no segmenter. */
export function graphemes(text) {
  return [...new Intl.Segmenter().segment(text)].length;
}
