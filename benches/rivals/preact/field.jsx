// A labelled field with its error under it.
import { words } from "./words.jsx";

export function Field({ name, error, as: Control = "input", ...attributes }) {
  const id = `standfirst-${name}`;
  const described = [error && `${id}-error`, name === "text" && "standfirst-text-room"].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={id}>
        {words(name)}
        <span class="optional">{words("optional")}</span>
      </label>
      <Control
        {...{ id, name, dir: "auto" }}
        {...attributes}
        aria-describedby={described || undefined}
        aria-invalid={error ? "true" : undefined}
      />
      <FieldError name={name} error={error} />
    </div>
  );
}

export function FieldError({ name, error }) {
  return error && <p class="field-error" role="alert" id={`standfirst-${name}-error`}>{error}</p>;
}
