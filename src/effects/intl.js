/**
 * Numbers and dates by `Intl`, for src/effects/intl.rs. A formatter is an object whose class, options and method the
 * browser knows by name, so that a few lines here take the place of three bindings for each of them.
 */

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
