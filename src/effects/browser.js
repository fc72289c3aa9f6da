/**
 * What the widget's Rust asks of the browser where bindings would be more code than what they do. Each part serves one
 * module, and what decides anything is there. One file, since the test runner's server may lose one of several requests
 * that come at once.
 */

// src/effects/browser.rs

/** An address in full; nothing of one that is none. */
export function join(reference, base) {
  try {
    return new URL(reference, base).href;
  } catch {
    return undefined;
  }
}

export function isSelector(text) {
  const name = "[\\w\\u0080-\\uffff-]+";
  const attribute = `\\[\\s*${name}\\s*(=\\s*("[^"]*"|'[^']*'|${name})\\s*)?]`;
  return RegExp(`^((^|\\s+)(?=\\S)(\\*|${name})?([.#]${name}|${attribute})*){1,16}$`).test(text);
}

export function nfc(text) {
  return text.normalize();
}

/** Throws where the browser has no segmenter. */
export function graphemes(text) {
  return [...new Intl.Segmenter().segment(text)].length;
}

// src/effects/device.rs

/** What the device's storage would keep, where the browser lends none or has no room. */
const memory = new Map();

export function recall(name) {
  try {
    return localStorage.getItem(name) ?? memory.get(name);
  } catch {
    return memory.get(name);
  }
}

export function keep(name, value) {
  forget(name);
  try {
    localStorage.setItem(name, value);
  } catch {
    memory.set(name, value);
  }
}

export function forget(name) {
  memory.delete(name);
  try {
    localStorage.removeItem(name);
  } catch {
    // A storage that refuses to forget is one that would not have kept it either.
  }
}

// src/effects/clock.rs

/** Waits for so many milliseconds, a number that is written out. */
export function pause(millis) {
  return new Promise((done) => setTimeout(done, millis));
}

// src/effects/http.rs. What is left out is undefined, and the browser takes it as such.

/** The requests that the entry began while the WebAssembly was on its way, and that nobody has taken yet. */
export const early = new Set();

/** Begins a request just as `ask` does for the article and for the list of reviews. */
export function askEarly(url) {
  const controller = new AbortController();
  const answer = fetch(url, { signal: controller.signal });
  // Whoever takes it hears of its failure; one that is never taken has failed unnoticed.
  answer.catch(() => {});
  const request = { url, controller, answer };
  early.add(request);
  return request;
}

/** Asks for an address, or takes what was asked for early, once. */
export async function ask(method, url, key, body, redirect, signal) {
  for (const request of early) {
    if (request.url !== url || signal?.aborted) continue;
    early.delete(request);
    signal?.addEventListener("abort", () => request.controller.abort());
    return request.answer;
  }
  const headers = new Headers();
  if (key) headers.set("authorization", `Bearer ${key}`);
  // Without a body there is no type of one.
  if (body) headers.set("content-type", "application/json");
  return fetch(url, { method, headers, body, redirect, signal });
}

/** Reads a body of at most `limit` bytes; undefined for a longer one. What comes beyond is not even fetched. */
export async function readBody(body, limit) {
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

// src/effects/intl.rs

/** The formatters that were made already: making one takes far longer than using it. */
const formatters = new Map();

function formatter(kind, tag, options) {
  const key = JSON.stringify([kind, tag, options]);
  if (!formatters.has(key)) formatters.set(key, new Intl[kind](tag, options));
  return formatters.get(key);
}

/** A date in words, with the time of day in the reader's zone; a date alone is that date everywhere. */
export function date(tag, millis, alone) {
  const rest = alone ? { timeZone: "UTC" } : { timeStyle: "short" };
  return formatter("DateTimeFormat", tag, { dateStyle: "long", ...rest }).format(millis);
}

export function elapsed(tag, amount, unit) {
  return formatter("RelativeTimeFormat", tag, { numeric: "auto" }).format(amount, unit);
}

export function number(tag, value, digits) {
  return formatter("NumberFormat", tag, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

export function plural(tag, count) {
  return formatter("PluralRules", tag).select(count);
}

/** The canonical form of a language tag; nothing of one that is not well formed. */
export function canonical(tag) {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

// src/element/events.rs: events bubble, and leave the shadow trees around the element.

export function dispatch(host, name, detail) {
  host.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail: JSON.parse(detail) }));
}

// src/once.rs

/** Makes an element as it is described: name, attributes, and children, each of them an element or a text. */
export function build(tree, parent) {
  const element = make(JSON.parse(tree), "http://www.w3.org/1999/xhtml");
  parent?.append(element);
  return element;
}

function make([name, attributes, ...children], outside) {
  const namespace = name === "svg" ? "http://www.w3.org/2000/svg" : outside;
  const element = document.createElementNS(namespace, name);
  for (const key in attributes) element.setAttribute(key, attributes[key]);
  for (const child of children) element.append(typeof child === "string" ? child : make(child, namespace));
  return element;
}

/** Fires an event in a task of its own. Timers would wait a second each in a tab that nobody sees. */
export function later(place, event) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => place.dispatchEvent(new Event(event));
  port2.postMessage(null);
}

// src/reviews/form.rs: the fields as the JSON of a draft.

export function readForm(form) {
  const { rating, title, text, author } = Object.fromEntries(new FormData(form));
  // Stars that are not chosen are not there.
  return JSON.stringify({ rating: rating && Number(rating), title, text, author });
}

export function fillForm(form, draft) {
  const { rating, ...texts } = JSON.parse(draft);
  for (const radio of form.elements.rating) radio.checked = Number(radio.value) === rating;
  for (const [name, text] of Object.entries(texts)) form.elements[name].value = text;
}
