// What the reader's device keeps: what was typed and not posted, and the id and key of one's own review.

const name = (kind, subject) => `rival ${kind} ${subject}`;

export function draft(subject) {
  return JSON.parse(read("draft", subject) ?? "null");
}

export function keepDraft(subject, draft) {
  write("draft", subject, JSON.stringify(draft));
}

export function clearDraft(subject) {
  remove("draft", subject);
}

export function own(subject) {
  return JSON.parse(read("own", subject) ?? "null");
}

/** The id and key of a new review, kept before it is sent, so that a lost answer makes no second review. */
export function newOwn(subject) {
  const bytes = String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32)));
  const key = btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const made = { id: crypto.randomUUID(), key };
  write("own", subject, JSON.stringify(made));
  return made;
}

export function forgetOwn(subject) {
  remove("own", subject);
}

// Where the browser lends no storage, nothing is kept.
function read(kind, subject) {
  try {
    return localStorage.getItem(name(kind, subject));
  } catch {
    return null;
  }
}

function write(kind, subject, value) {
  try {
    localStorage.setItem(name(kind, subject), value);
  } catch {}
}

function remove(kind, subject) {
  try {
    localStorage.removeItem(name(kind, subject));
  } catch {}
}
