// Runs in every page before any other script, and keeps what tests ask for.
globalThis.e2e = { events: [], uncaught: [], violations: [] };

for (const type of ["standfirst-load", "standfirst-error", "standfirst-review"]) {
  addEventListener(type, (event) => {
    const { target, detail, bubbles, composed } = event;
    const headline = target.shadowRoot?.querySelector("[part~=headline]")?.textContent ?? null;
    e2e.events.push({ type, detail, bubbles, composed, element: target.id, headline });
  });
}
addEventListener("error", (event) => e2e.uncaught.push(String(event.message)));
addEventListener("unhandledrejection", (event) => e2e.uncaught.push(String(event.reason)));
addEventListener("securitypolicyviolation", (event) => {
  e2e.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});
