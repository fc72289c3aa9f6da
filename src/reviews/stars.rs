//! Stars: drawn as a picture of a rating, and as the field to choose one.

use standfirst_review::Rating;
use yew::prelude::*;

use crate::language::{Label, Language};

/// The outline of a star in a square of 24 by 24.
const STAR: &str = "M12 2.6l2.9 5.9 6.5.9-4.7 4.6 1.1 6.5-5.8-3.1-5.8 3.1 1.1-6.5L2.6 9.4l6.5-.9z";

/// Five stars, filled as far as `stars` says, with `name` for whoever does not see them.
pub(super) fn stars(stars: f64, name: AttrValue) -> Html {
    // Tenths of a star in units of the drawing: a nested drawing clips what is beyond its width.
    let width = AttrValue::from(((stars * 240.0).round() as u32 / 10).to_string());
    html! {
        <svg class="stars-shown" viewBox="0 0 120 24" role="img" aria-label={name}>
            <g class="star-outline">{ five() }</g>
            <svg {width} height="24"><g class="star-filled">{ five() }</g></svg>
        </svg>
    }
}

fn five() -> Html {
    ["0", "24", "48", "72", "96"].iter().map(|x| html! { <path d={STAR} transform={shift(x)} /> }).collect()
}

fn shift(x: &str) -> AttrValue {
    let mut transform = String::from("translate(");
    transform.push_str(x);
    transform.push(')');
    AttrValue::from(transform)
}

/// The field to choose a rating: five native radios, so that pointer, arrow keys and screen readers work as
/// everywhere (ARIA Authoring Practices, radio group). The form around it reads what is chosen.
pub(super) fn stars_field(language: &Language, error: Option<AttrValue>) -> Html {
    let describedby = error.is_some().then_some("standfirst-rating-error");
    let invalid = error.is_some().then_some("true");
    let choices: Html = Rating::ALL.iter().map(|rating| {
        let stars = rating.stars();
        html! {
            <label class="star">
                <input type="radio" name="rating" value={stars.to_string()} aria-describedby={describedby} aria-invalid={invalid} />
                <svg viewBox="0 0 24 24" aria-hidden="true"><path d={STAR} /></svg>
                <span class="star-name">{ language.count(Label::Stars, u64::from(stars)) }</span>
            </label>
        }
    }).collect();
    html! {
        <fieldset class="field rating-field" part="rating">
            <legend>{ language.text(Label::Rating) }</legend>
            <div class="stars">{ choices }</div>
            { super::form::field_error("standfirst-rating-error".into(), error) }
        </fieldset>
    }
}
