/** What src/effects/http.rs asks of the browser. What is left out is undefined, and the browser takes it as such. */

export function request(method, url, key, body, redirect, signal) {
  const headers = new Headers();
  if (key) headers.set("authorization", `Bearer ${key}`);
  // Without a body there is no type of one.
  if (body) headers.set("content-type", "application/json");
  return new Request(url, { method, headers, body, redirect, signal });
}

/** Reads a body of at most `limit` bytes; undefined for a longer one. What comes beyond is not even fetched. */
export async function read(body, limit) {
  const reader = body.getReader();
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer());
    length += value.length;
    if (length > limit) {
      // What the cancelled stream answers is of no interest any more.
      reader.cancel();
      return undefined;
    }
    parts.push(value);
  }
}
