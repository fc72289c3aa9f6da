/**
 * The entry that publishers and the demo page load: it defines `<standfirst-article>` and starts the WebAssembly.
 *
 * Attributes, each also a property: src, format, selector, related, related-limit, reviews, subject, lang,
 * heading-level, embeds, loading.
 * Events (bubble, composed): standfirst-load, standfirst-error, standfirst-review.
 * Method: reload().
 *
 * What lives here is only what must work before, or without, the WebAssembly: the element class, the frame inside its
 * shadow root, when an element is started, what is asked for while the WebAssembly is on its way, and what is shown when
 * the widget cannot start or has crashed. All else is in src/.
 */

import { askEarly, dispatch, early, join } from "standfirst-browser";
import * as glue from "standfirst-glue";
import * as formatsGlue from "standfirst-formats-glue";

const NAME = "standfirst-article";
const ATTRIBUTES = ["src", "format", "selector", "related", "related-limit", "reviews", "subject", "lang", "heading-level", "embeds", "loading"];

/** The property of each attribute; `lang` is one of every element already. */
const PROPERTIES = new Map(
  ATTRIBUTES.filter((name) => name !== "lang").map((name) => [name, name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())]),
);

/** What the skeleton is made of, in the order of what it stands for. */
const SKELETON = ["headline", "headline", "standfirst", "standfirst", "byline", "figure", ...Array(8).fill("text")];

/** How far from what is seen an element is started, above and below, in heights of the window: some 1,200 px on a phone. */
const MARGIN = "150%";

/** The elements in a document that were started. */
const running = new Set();

/**
 * The style of an element that was not started or has no stylesheet yet: a box as high as the skeleton that is to come,
 * so that nothing moves then, and so that not all of a page's elements are near at first, being without any height.
 */
const reserve = new CSSStyleSheet();
reserve.replaceSync(":host(:not([hidden])){display:block}@media screen{:host([src]:not([hidden])){min-height:100vh}}");

/** One stylesheet for all shadow roots; it is empty until it has come. */
const sheet = new CSSStyleSheet();

/** What ended the WebAssembly, once something has. It is never entered again after that. */
let fault = null;

/** What a function of the WebAssembly gives that did not run to its end: the glue looks into what comes from some. */
const NOTHING = Object.freeze([]);

/** The start under way or done; a failed one is not kept, so that the next element tries again. */
let started = null;

function start() {
  started ??= startWasm().catch((error) => {
    started = null;
    throw error;
  });
  return started;
}

/** The stylesheet under way or there, for elements whose page does not carry a link to it. */
let dressed = null;

function dress() {
  dressed ??= loadSheet().catch((error) => {
    dressed = null;
    throw error;
  });
  return dressed;
}

async function load(name) {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) throw new Error(`${name} answered ${response.status}`);
  return response;
}

async function loadSheet() {
  sheet.replaceSync(await (await load("standfirst.css")).text());
  for (const element of running) element.styled();
}

/** Loads a WebAssembly, gives its glue what it exports and starts it. */
async function begin(name, glue, guarded) {
  const response = await load(`${name}.wasm`);
  const imports = { [`./${name.replace("-", "_")}_bg.js`]: glue.imports };
  // A server that does not know the media type must not keep the widget from starting.
  const { instance } = response.headers.get("content-type")?.startsWith("application/wasm")
    ? await WebAssembly.instantiateStreaming(response, imports)
    : await WebAssembly.instantiate(await response.arrayBuffer(), imports);
  glue.__wbg_set_wasm(guarded(instance.exports));
  instance.exports.__wbindgen_start?.();
}

function startWasm() {
  // The first number or date that a page formats takes a slow device most of a tenth of a second, and those that follow
  // next to nothing: while the network is waited for, nobody waits for that.
  setTimeout(() => (0).toLocaleString());
  return begin("standfirst", glue, guard);
}

/** The other formats under way or there; a failed start is not kept. */
let reading = null;

/** What ended the other formats, once a document has. They are not entered again, and the widget goes on. */
let broken = null;

function readFormats() {
  reading ??= begin("standfirst-formats", formatsGlue, (exports) => exports).catch((error) => {
    reading = null;
    throw error;
  });
  return reading;
}

/** What the widget asks for an article in another format than Standfirst JSON. */
const formats = {
  async convert(...document) {
    await readFormats();
    if (broken) throw broken;
    try {
      return formatsGlue.convert(...document);
    } catch (error) {
      throw (broken = error);
    }
  },
};

/**
 * Wraps every function of the WebAssembly, closures that listeners and promises call included, so that a panic ends
 * the widget and reaches neither the page's `window.onerror` nor another script.
 */
function guard(exports) {
  const guarded = {};
  for (const [name, value] of Object.entries(exports)) {
    guarded[name] = typeof value === "function" ? (...values) => enter(value, values) : value;
  }
  return guarded;
}

function enter(call, values) {
  if (fault) return NOTHING;
  try {
    return call(...values);
  } catch (error) {
    crash(error);
    return NOTHING;
  }
}

/** Nothing of the WebAssembly can be trusted after a panic: every element says so, none stays half alive. */
function crash(error) {
  fault ??= error;
  for (const element of running) element.fail("panic", error);
}

/**
 * Follows an in-page link, such as a footnote's, as the browser does in a page. By itself it looks for the place in the
 * page around the shadow root alone, and leaves the page where that has a `<base>`.
 */
function follow(event) {
  const link = event.target.closest("a[href^='#']");
  // With a key held down, the reader asks the browser for a new tab or window.
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const place = link.getRootNode().getElementById(link.getAttribute("href").slice(1));
  if (!place) return;
  // Without it only links and fields can have the focus; it puts nothing into the order of the Tab key.
  if (place.tabIndex < 0) place.tabIndex = -1;
  place.focus();
  place.scrollIntoView();
}

/**
 * What a frame of another site may do. It keeps its own origin, since players that find no storage, or whose requests come
 * from no origin, may not start; none of them is the page's origin. It can neither lead the page away nor open a dialog.
 */
const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation";

/** Puts the frame of an embed in the place of the button that asks for it. */
function showFrame({ target }) {
  const button = target.closest("[data-frame]");
  if (!button) return;
  const { frame, name, shape } = button.dataset;
  const place = make("iframe", {
    class: shape,
    title: name,
    sandbox: SANDBOX,
    allow: "encrypted-media; fullscreen; picture-in-picture",
    referrerpolicy: "strict-origin-when-cross-origin",
    src: frame,
  });
  button.replaceWith(place);
  place.focus();
}

function make(name, attributes = {}, children = []) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

class StandfirstArticle extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  #frame;
  #skeleton;
  #fallback;
  #roots;
  #instance = null;
  #scheduled = false;

  /** Looks out for when the element comes near, as long as it has not. */
  #lookout = null;

  /** What was asked for before there was an instance to ask. */
  #asked = [];

  /** The data of a page that carries its article and its reviews, until they are taken over. */
  #carried;

  /** Whether the shadow root came with the page, and its stylesheet with it. */
  #rendered = false;

  /** Whether the element was in a document before, so that what changes now is changed by somebody. */
  #known = false;

  /** Whether what stands here is that the widget cannot run. */
  #failed = false;

  constructor() {
    super();
    const lines = SKELETON.map((kind) => make("div", { class: `skeleton-line ${kind}` }));
    this.#skeleton = make("div", { class: "skeleton", "aria-hidden": "true", hidden: "" }, lines);
    const names = ["article-root", "reviews-root"];
    this.#frame = this.shadowRoot?.querySelector(".standfirst");
    if (this.#frame) {
      this.#rendered = true;
      this.#roots = names.map((name) => this.#frame.querySelector(`:scope > .${name}`));
      this.#fallback = this.shadowRoot.querySelector("slot");
      this.#carried = this.shadowRoot.querySelector("script")?.textContent;
      this.#frame.prepend(this.#skeleton);
      this.#frame.addEventListener("click", follow);
      return;
    }
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [reserve];
    this.#roots = names.map((name) => make("div", { class: name }));
    this.#fallback = make("slot");
    this.#frame = make("div", { class: "standfirst" }, [this.#skeleton, ...this.#roots]);
    this.#frame.addEventListener("click", follow);
    // The fallback stands beside the frame, where it looks as the publisher's page makes it look.
    root.append(this.#frame, this.#fallback);
  }

  connectedCallback() {
    // The same listener again is no second one.
    this.shadowRoot.addEventListener("click", showFrame);
    this.#adopt();
    this.#announce();
    this.#known = true;
    this.#schedule();
  }

  /** Says that the article is there, where the page carries it. */
  #announce() {
    if (this.#known || !this.#carried) return;
    const { subject, format } = JSON.parse(this.#carried);
    if (format) queueMicrotask(() => dispatch(this, "standfirst-load", JSON.stringify({ subject, format })));
  }

  /** What a script has set on the element before it was defined stands in the way of the properties. */
  #adopt() {
    for (const property of PROPERTIES.values()) {
      if (!Object.hasOwn(this, property)) continue;
      const value = this[property];
      delete this[property];
      this[property] = value;
    }
  }

  disconnectedCallback() {
    // An element that is only moved is back before the microtask runs, and goes on as it was.
    queueMicrotask(() => {
      if (this.isConnected) return;
      running.delete(this);
      this.#unwatch();
      this.#ask([]);
      this.#stop();
    });
  }

  /** Being here at all tells `moveBefore()` to move the element without disconnecting it. */
  connectedMoveCallback() {}

  attributeChangedCallback(name) {
    if (!this.isConnected) return;
    if (this.#known && this.#rendered && !["embeds", "loading"].includes(name)) this.#outdate();
    this.#schedule();
  }

  /** What the page carries is not what is wanted any more. */
  #outdate() {
    this.#carried = undefined;
    running.add(this);
  }

  /** Fetches the article and its reviews again. */
  reload() {
    this.#ask([]);
    if (this.#instance && !fault) this.#instance.reload();
    else if (this.isConnected) {
      if (this.#rendered) this.#outdate();
      this.#schedule();
    }
  }

  /** Once there is a stylesheet, the skeleton takes the place of the fallback until the article is there. */
  styled() {
    if (this.#rendered || this.#instance || !sheet.cssRules.length) return;
    this.shadowRoot.adoptedStyleSheets = [sheet];
    if (this.#failed || fault || !this.hasAttribute("src")) return;
    this.#skeleton.hidden = false;
    this.#fallback.hidden = true;
  }

  /**
   * Shows the fallback and says that the widget cannot run: it did not start, or it has crashed. What the page carries
   * stays: it reads as it is, and its form posts without a script.
   */
  fail(stage, error) {
    this.#instance = null;
    this.#ask([]);
    if (!this.#rendered || !this.#roots.some((root) => root.firstElementChild)) {
      this.#failed = true;
      if (!this.#rendered) this.shadowRoot.adoptedStyleSheets = [sheet];
      this.#skeleton.hidden = true;
      for (const root of this.#roots) root.replaceChildren();
      this.#fallback.hidden = false;
      const note = make("p", { class: "error-box", part: "error", role: "alert" }, [
        stage === "panic" ? "This part of the page has stopped working. Reload the page to see it again." : "This part of the page could not be loaded.",
      ]);
      this.#roots[0].hidden = false;
      this.#roots[0].append(note);
    }
    const detail = { stage, message: String(error?.message ?? error) };
    this.dispatchEvent(new CustomEvent("standfirst-error", { bubbles: true, composed: true, detail }));
  }

  /** Changes that come together are taken in together, once. */
  #schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#update();
    });
  }

  /**
   * Whether the element is to run: whether it was started already, is eager, or is near what is seen. One that is not
   * displayed is near nothing, and costs nothing. Of an element whose article came with the page it is the reviews that
   * are to be near: what stands before them needs nothing, and where there are none, nothing ever does.
   */
  #runs() {
    if (running.has(this) || this.getAttribute("loading")?.trim() === "eager" || !globalThis.IntersectionObserver) return true;
    // What stands in the window need not wait for the first frame, which an observer does, and a tab in the background
    // has none. Of a frame in the page, only the observer knows whether it is seen.
    const place = this.#rendered ? this.#roots[1] : this;
    if (this.#rendered && !this.hasAttribute("reviews")) return false;
    const box = parent === window && place.getClientRects()[0];
    if (box && box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0) return true;
    if (!this.#lookout) {
      const come = (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        running.add(this);
        this.#schedule();
      };
      this.#lookout = new IntersectionObserver(come, { rootMargin: MARGIN, scrollMargin: MARGIN });
      this.#lookout.observe(place);
      // A page may have made the element itself a box of nothing.
      if (!this.#rendered) this.#lookout.observe(this.#frame);
    }
    return false;
  }

  #unwatch() {
    this.#lookout?.disconnect();
    this.#lookout = null;
  }

  /**
   * What the WebAssembly is going to ask for, as far as that can be told without it. Whatever makes no sense is left to
   * it, and so is a subject that it may write otherwise.
   */
  #addresses() {
    const [src, reviews, subject] = ["src", "reviews", "subject"].map((name) => {
      const value = this.getAttribute(name)?.trim();
      const address = value && join(value, this.baseURI);
      return /^https?:/.test(address) && address;
    });
    const list = reviews && subject && !/[#@]|utm_|clid|[?&]$|.{2049}/.test(subject);
    return [src, list && `${reviews.split(/[?#]/)[0].replace(/\/?$/, "/v1/reviews")}?subject=${encodeURIComponent(subject)}`];
  }

  /** Asks for addresses, unless it has asked already, and aborts what else it has asked and nobody has taken yet. */
  #ask(addresses) {
    for (const request of this.#asked) {
      if (!addresses.includes(request.url) && early.delete(request)) request.controller.abort();
    }
    this.#asked = addresses.filter(Boolean).map((url) => this.#asked.find((request) => request.url === url) ?? askEarly(url));
  }

  async #update() {
    if (!this.isConnected || !this.#runs()) return;
    running.add(this);
    this.#unwatch();
    this.styled();
    // Where the page says that it is another format, what reads it comes beside the widget; a failure is met again.
    if (!this.#rendered && !["", "auto", "standfirst"].includes((this.getAttribute("format") ?? "").trim())) {
      readFormats().catch(() => {});
    }
    // What the page carries is there already.
    this.#ask(this.#instance || this.#rendered || fault ? [] : this.#addresses());
    try {
      await Promise.all([start(), this.#rendered || dress()]);
    } catch (error) {
      if (this.isConnected) this.fail("start", error);
      return;
    }
    if (!this.isConnected) return;
    if (fault) return this.fail("panic", fault);
    try {
      if (this.#failed) this.#roots[0].replaceChildren();
      this.#failed = false;
      this.#instance ??= new glue.Instance(formats, this, this.#frame, this.#skeleton, this.#fallback, ...this.#roots, this.#carried);
      this.#carried = undefined;
      this.#instance.update();
    } catch (error) {
      crash(error);
    }
  }

  #stop() {
    const instance = this.#instance;
    this.#instance = null;
    if (!instance || fault) return;
    try {
      instance.stop();
    } catch (error) {
      crash(error);
    }
  }
}

for (const [attribute, property] of PROPERTIES) {
  Object.defineProperty(StandfirstArticle.prototype, property, {
    configurable: true,
    enumerable: true,
    get() {
      return this.getAttribute(attribute);
    },
    set(value) {
      if (value == null) this.removeAttribute(attribute);
      else this.setAttribute(attribute, value);
    },
  });
}

// A page that includes the script twice keeps the first one's element.
if (!customElements.get(NAME)) customElements.define(NAME, StandfirstArticle);
