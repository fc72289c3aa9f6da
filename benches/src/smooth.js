// Runs in a page before any other script, and tells how smoothly what is done to the page goes.
{
  const interactions = [];
  const tasks = [];
  const observe = (type, take, options) => {
    const observer = new PerformanceObserver((list) => list.getEntries().forEach(take));
    observer.observe({ type, ...options });
    return () => observer.takeRecords().forEach(take);
  };
  const flushes = [
    observe("event", ({ interactionId, duration }) => interactionId && interactions.push(duration), { durationThreshold: 16 }),
    observe("longtask", ({ duration }) => tasks.push(duration)),
  ];

  // How much memory the WebAssembly has is known from what it exports.
  const memories = [];
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const instantiate = WebAssembly[name];
    WebAssembly[name] = async (...parts) => {
      const made = await instantiate.apply(WebAssembly, parts);
      const memory = (made.instance ?? made).exports.memory;
      if (memory) memories.push(memory);
      return made;
    };
  }

  const frame = () => new Promise(requestAnimationFrame);
  const find = (selector) => bench.root().querySelector(selector);
  const until = async (condition) => {
    const end = performance.now() + 20_000;
    while (!condition()) {
      if (performance.now() > end) throw new Error(`it does not come true that ${condition}`);
      await frame();
    }
  };

  globalThis.smooth = {
    find,
    until,

    /** From now on counts what happens. */
    begin() {
      flushes.forEach((flush) => flush());
      interactions.length = tasks.length = 0;
    },

    /** What was counted, once the page is at rest: no long task for half a second. */
    async end() {
      let [seen, since] = [-1, performance.now()];
      await until(() => {
        flushes.forEach((flush) => flush());
        if (seen !== tasks.length) [seen, since] = [tasks.length, performance.now()];
        return performance.now() - since > 500;
      });
      return { response: Math.max(0, ...interactions), task: Math.max(0, ...tasks) };
    },

    /** Brings something into the middle of the window, and says where that is. */
    async place(selector) {
      const element = find(selector);
      element.scrollIntoView({ block: "center", behavior: "instant" });
      for (let count = 0; count < 5; count += 1) await frame();
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    },

    /** Loads reviews until so many are there. */
    async loadReviews(wanted) {
      const count = () => find(".review-list")?.children.length ?? 0;
      await until(count);
      const end = Math.min(wanted, count() + 100);
      while (count() < end) {
        const before = count();
        find(".more button").click();
        await until(() => count() > before);
      }
      return count();
    },

    /** Shows articles in turn, so many times, each until it stands on the page. */
    async changeArticle(addresses, times) {
      const element = document.querySelector("standfirst-article");
      for (let count = 0; count < times; count += 1) {
        const shown = new Promise((resolve) => element.addEventListener("standfirst-load", resolve, { once: true }));
        element.src = addresses[count % addresses.length];
        await shown;
      }
    },

    /** Bytes of the memories of WebAssembly. */
    wasmBytes: () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
  };
}
