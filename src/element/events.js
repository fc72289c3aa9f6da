/** Events of the element, for src/element/events.rs. They bubble, and they leave the shadow trees around them. */
export function dispatch(host, name, detail) {
  host.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail: JSON.parse(detail) }));
}
