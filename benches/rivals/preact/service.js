// The client of the review service.

/** What the service refused, with its problem details (RFC 9457). */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? `the review service answered ${status}`);
    this.status = status;
    this.errors = problem?.errors ?? [];
  }
}

async function ask(url, options) {
  const response = await fetch(url, options);
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(response.status, answer);
  return answer;
}

export function list(base, subject, cursor) {
  const page = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
  return ask(`${base}v1/reviews?subject=${encodeURIComponent(subject)}${page}`);
}

export function one(base, { id, key }) {
  return ask(`${base}v1/reviews/${id}`, { headers: { Authorization: `Bearer ${key}` } });
}

export function put(base, { id, key }, draft) {
  return ask(`${base}v1/reviews/${id}`, {
    method: "PUT",
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
    body: JSON.stringify(draft),
  });
}
