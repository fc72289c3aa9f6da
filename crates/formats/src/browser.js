// What the formats ask of the browser.

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
