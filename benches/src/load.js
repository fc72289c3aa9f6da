// Runs in a page before any other script, and notes when what is waited for can be seen. It is called with functions
// by name, each of which tells whether its condition holds.
(wanted) => {
  const listeners = new WeakSet();
  const { addEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    if (type === "submit" && this instanceof Node) listeners.add(this);
    return addEventListener.call(this, type, ...rest);
  };

  const root = () => document.querySelector("standfirst-article, [data-rival]")?.shadowRoot ?? document;
  const find = (selector) => root().querySelector(selector);
  // What has a box and is not hidden; it need not be inside of the window.
  const seen = (selector) => find(selector)?.checkVisibility({ visibilityProperty: true }) && find(selector).getBoundingClientRect().height > 0;
  const text = (selector) => find(selector)?.textContent.trim() && seen(selector);
  // Whether a form goes to the service without any script.
  const posts = (selector) => find(selector)?.method === "post" && new URL(find(selector).action).pathname.endsWith("/v1/reviews");
  // Whether a script takes what a form sends.
  const listens = (selector) => {
    for (let node = find(selector); node; node = node.parentNode ?? node.host) if (listeners.has(node)) return true;
    return false;
  };

  const times = {};
  const shifts = [];
  const tasks = [];
  let largest = 0;
  let active = 0;
  const observe = (type, take) => {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(take));
    observer.observe({ type, buffered: true });
  };
  const isActive = () => (active = performance.now());
  observe("largest-contentful-paint", ({ startTime }) => (largest = startTime));
  observe("layout-shift", ({ startTime, value, hadRecentInput }) => hadRecentInput || shifts.push([startTime, value]));
  observe("longtask", ({ startTime, duration }) => {
    tasks.push([startTime, duration]);
    isActive();
  });
  observe("resource", isActive);

  const conditions = wanted({ find, seen, text, posts, listens });
  const waiting = new Set(Object.keys(conditions));
  const painted = () => Object.keys(times).length === Object.keys(conditions).length;
  const quiet = 1_000;

  const finished = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`it did not come: ${[...waiting].join(", ")}`)), 25_000);
    const look = () => {
      for (const name of waiting) {
        if (!conditions[name]()) continue;
        waiting.delete(name);
        // The first task after this frame: it is painted by then.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          times[name] = performance.now();
          isActive();
        };
        port2.postMessage(null);
      }
      if (painted() && document.readyState === "complete" && performance.now() - active > quiet) {
        clearTimeout(late);
        resolve(report());
      } else {
        requestAnimationFrame(look);
      }
    };
    requestAnimationFrame(look);
  });

  const report = () => ({
    ...times,
    lcp: largest,
    cls: cumulativeShift(),
    tbt: tasks.reduce((sum, [, duration]) => sum + duration - 50, 0),
    longest: Math.max(0, ...tasks.map(([, duration]) => duration)),
    // Without the line of dates, which are in each renderer's own words.
    text: ["headline", "standfirst", "body"].map((part) => find(`[part~=${part}]`)?.textContent.replace(/\s+/g, " ").trim() ?? "").join(" ").trim(),
  });

  // The largest session window: shifts less than a second apart, of five seconds at most (web.dev, CLS).
  const cumulativeShift = () => {
    let [most, sum, first, last] = [0, 0, -Infinity, -Infinity];
    for (const [time, value] of shifts) {
      if (time - last > 1_000 || time - first > 5_000) [sum, first] = [0, time];
      [sum, last] = [sum + value, time];
      most = Math.max(most, sum);
    }
    return most;
  };

  globalThis.bench = { finished, root };
}
