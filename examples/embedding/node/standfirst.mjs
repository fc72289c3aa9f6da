// Writes an article and its reviews, as the review service renders them, into a page that is being sent.

/** How long a page waits for the service to begin its answer, in milliseconds, before it goes on without. */
const PATIENCE = 2_000;

/** How long the service may take for all of it. */
const LIMIT = 10_000;

/**
 * Writes the element to `response`, piece by piece as it comes. Where the service does not answer, or cannot render
 * this article, it writes the element as a publisher would by hand, and the widget renders it in the browser.
 *
 * @param {import("node:http").ServerResponse} response the page, of which all before the element is written
 * @param {{ service: string, reviews?: string, src?: string, subject?: string, page: string, headline: string }} options
 *   `service` is where this server reaches the review service, `reviews` where browsers do; `src`, `subject` and
 *   `page` are the parameters of GET /render, `headline` are the words of the link in the element's place
 */
export async function writeArticle(response, options) {
  const { service, page, headline } = options;
  const { reviews = service, src, subject } = options;
  const url = new URL("render", service.endsWith("/") ? service : `${service}/`);
  for (const [name, value] of Object.entries({ src, reviews, subject, page })) {
    if (value) url.searchParams.set(name, value);
  }
  const ended = new AbortController();
  response.once("close", () => ended.abort());
  const late = setTimeout(() => ended.abort(), PATIENCE);
  let rendered = null;
  try {
    const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(LIMIT)]);
    const answer = await fetch(url, { signal, redirect: "error" });
    if (answer.ok) rendered = answer.body;
    else await answer.body?.cancel();
  } catch {
    // No answer, or none in time.
  } finally {
    clearTimeout(late);
  }
  if (!rendered) {
    response.write(element({ src, reviews, subject }, page, headline));
    return;
  }
  try {
    for await (const piece of rendered) {
      // A reader who is slow to read must not fill this server's memory.
      if (!response.write(piece)) await drained(response);
    }
  } catch (error) {
    // Half an element is on its way already: the page ends in an error, so that no cache takes it for a whole one.
    response.destroy(error);
  }
}

/** The element without its content. */
function element(attributes, page, headline) {
  const written = Object.entries(attributes)
    .filter(([, value]) => value)
    .map(([name, value]) => ` ${name}="${escape(value)}"`);
  return `<standfirst-article${written.join("")}><a href="${escape(page)}">${escape(headline)}</a></standfirst-article>`;
}

function drained(response) {
  return new Promise((resolve, reject) => {
    response.once("drain", resolve);
    response.once("close", () => reject(new Error("the reader has left")));
  });
}

/** Text as it stands in HTML, also between quotation marks. */
export function escape(text) {
  const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => entities[character]);
}
