/** What src/effects/browser.rs asks of the browser's parsers and tables. */

/** An address in full; nothing of one that is none. */
export function join(reference, base) {
  try {
    return new URL(reference, base).href;
  } catch {
    return undefined;
  }
}

/** The text of bytes in an encoding; nothing where the browser does not know the encoding. */
export function decode(bytes, encoding) {
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return undefined;
  }
}

export function nfc(text) {
  return text.normalize();
}

/** Throws where the browser has no segmenter. */
export function graphemes(text) {
  return [...new Intl.Segmenter().segment(text)].length;
}
