// What the formats ask of the browser.

/** An address in full; nothing of one that is none. */
export function join(reference, base) {
  try {
    return new URL(reference, base).href;
  } catch {
    return undefined;
  }
}

/** The time, in milliseconds since 1970: an embargo ends at one. */
export function now() {
  return Date.now();
}

/** The text of bytes in an encoding; nothing where the browser does not know the encoding. */
export function decode(bytes, encoding) {
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return undefined;
  }
}
