// The form to leave a review. The fields are the browser's own.
import { useEffect, useRef, useState } from "preact/hooks";

import * as device from "./device.js";
import { check, fill, isEmpty, read, room } from "./draft.js";
import { Field } from "./field.jsx";
import * as service from "./service.js";
import { StarsField } from "./stars.jsx";
import { words } from "./words.jsx";

export function Form({ base, subject, onPosted }) {
  const form = useRef();
  const [errors, setErrors] = useState({});
  const [trouble, setTrouble] = useState("");
  const [busy, setBusy] = useState(false);
  const [restored, setRestored] = useState(false);
  const [left, setLeft] = useState(room(""));

  useEffect(() => {
    const kept = device.draft(subject);
    if (!kept) return;
    fill(form.current, kept);
    setLeft(room(kept.text));
    setRestored(true);
  }, []);

  function typed(event) {
    const draft = read(form.current);
    if (isEmpty(draft)) device.clearDraft(subject);
    else device.keepDraft(subject, draft);
    if (event.target.name === "text") setLeft(room(draft.text));
    if (errors[event.target.name]) setErrors({ ...errors, [event.target.name]: undefined });
  }

  async function submit(event) {
    event.preventDefault();
    if (busy) return;
    const { draft, errors } = check(subject, read(form.current));
    if (Object.keys(errors).length) return wrong(errors, "");
    setErrors({});
    setTrouble("");
    setBusy(true);
    const own = device.own(subject) ?? device.newOwn(subject);
    try {
      const review = await service.put(base, own, draft);
      device.clearDraft(subject);
      onPosted(review);
    } catch (error) {
      setBusy(false);
      if (!(error instanceof service.Refused)) return wrong({}, words("post-unreachable"));
      if ([403, 409, 410].includes(error.status)) device.forgetOwn(subject);
      const named = error.errors.filter(({ field }) => form.current.elements[field]);
      const refused = named.map(({ field, message }) => [field, words("field-refused", { message })]);
      wrong(Object.fromEntries(refused), refused.length ? "" : refusal(error));
    }
  }

  /** Says what is wrong, and brings the reader there. */
  function wrong(errors, trouble) {
    setErrors(errors);
    setTrouble(trouble);
    const [first] = ["rating", "title", "text", "author"].filter((name) => errors[name]);
    form.current.querySelector(first ? `[name=${first}]` : ".form-error").focus();
  }

  return (
    <form class="review-form" part="form" novalidate aria-labelledby="standfirst-form" ref={form} onInput={typed} onSubmit={submit}>
      <h3 class="ui-heading" tabindex="-1" id="standfirst-form">{words("leave-review")}</h3>
      {restored && <p class="quiet">{words("draft-kept")}</p>}
      <p class="form-error" role="alert" tabindex="-1">{trouble}</p>
      <StarsField error={errors.rating} />
      <Field name="title" error={errors.title} type="text" autocomplete="off" />
      <Field name="text" error={errors.text} as="textarea" rows="5" />
      <p id="standfirst-text-room" class="hint" data-over={left.over ? "true" : undefined} aria-live={left.short ? "polite" : undefined}>
        {left.words}
      </p>
      <Field name="author" error={errors.author} type="text" autocomplete="name" />
      <div class="actions">
        <button type="submit" class="button primary" part="button" aria-disabled={busy ? "true" : undefined}>
          {words(busy ? "posting" : "post")}
        </button>
      </div>
    </form>
  );
}

function refusal({ status, message }) {
  if (status === 403 || status === 409) return words("post-not-yours");
  if (status === 410) return words("post-gone");
  return status < 500 ? words("post-refused", { message }) : words("post-failed");
}
