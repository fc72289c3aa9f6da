// The words of the interface: the same catalogue as the widget’s.
import english from "../../../static/locales/en.json";

/** Makes an object of `Intl` when it is first used, and only once: each takes a millisecond. */
const once = (make) => {
  let made;
  return () => (made ??= make());
};

const plural = once(() => new Intl.PluralRules("en"));
const day = once(() => new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }));
const moment = once(() => new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short" }));
const relative = once(() => new Intl.RelativeTimeFormat("en", { numeric: "auto" }));
const number = once(() => new Intl.NumberFormat("en"));

/** The words of a key, with each `{name}` replaced by its value. With a `count`, the plural form for it. */
export function words(key, values = {}) {
  const entry = english[key];
  const text = typeof entry === "string" ? entry : entry[plural().select(values.count)] ?? entry.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** A moment, or a date alone, in words. */
export function date(text) {
  return (text.includes("T") ? moment() : day()).format(new Date(text));
}

const UNITS = [["day", 86_400], ["hour", 3_600], ["minute", 60]];

/** How long ago a moment was; after a week, when it was. */
export function elapsed(text) {
  const seconds = Math.floor((Date.now() - new Date(text)) / 1_000);
  if (seconds < 0 || seconds >= 7 * 86_400) return date(text);
  const [unit, length] = UNITS.find(([, length]) => seconds >= length) ?? ["second", Infinity];
  return relative().format(-Math.floor(seconds / length) || 0, unit);
}

/** A whole number as readers write it. */
export function inDigits(value) {
  return number().format(value);
}

/** Words of the interface inside an article, which may be in another language. */
export const Words = ({ children }) => <bdi lang="en">{children}</bdi>;
