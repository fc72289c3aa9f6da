//! Stars: drawn as a picture of a rating, and as the field to choose one.

use standfirst_review::Rating;
use yew::AttrValue;

use super::form::field_error;
use crate::decimal::decimal;
use crate::language::{Label, Language};
use crate::markup::Tag;

/// The outline of a star in a square of 24 by 24.
const STAR: &str = "M12 2.6l2.9 5.9 6.5.9-4.7 4.6 1.1 6.5-5.8-3.1-5.8 3.1 1.1-6.5-4.7-4.6 6.5-.9z";

/// Five of them in a row. One drawing of all takes a browser a fifth of what five take.
const STARS: &str = "M12 2.6l2.9 5.9 6.5.9-4.7 4.6 1.1 6.5-5.8-3.1-5.8 3.1 1.1-6.5-4.7-4.6 6.5-.9z\
                     M36 2.6l2.9 5.9 6.5.9-4.7 4.6 1.1 6.5-5.8-3.1-5.8 3.1 1.1-6.5-4.7-4.6 6.5-.9z\
                     M60 2.6l2.9 5.9 6.5.9-4.7 4.6 1.1 6.5-5.8-3.1-5.8 3.1 1.1-6.5-4.7-4.6 6.5-.9z\
                     M84 2.6l2.9 5.9 6.5.9-4.7 4.6 1.1 6.5-5.8-3.1-5.8 3.1 1.1-6.5-4.7-4.6 6.5-.9z\
                     M108 2.6l2.9 5.9 6.5.9-4.7 4.6 1.1 6.5-5.8-3.1-5.8 3.1 1.1-6.5-4.7-4.6 6.5-.9z";

/// Five stars, filled as far as `tenths` of a star say, with `name` for whoever does not see them.
pub(super) fn stars(tenths: u64, name: AttrValue) -> Tag {
    // A nested drawing clips what is beyond its width; a star is 24 wide.
    let width = AttrValue::from(decimal(tenths * 24 / 10));
    Tag::new("svg", "class=stars-shown;viewBox=0 0 120 24;role=img")
        .set("aria-label", Some(name))
        .tag(path("class=star-outline", STARS))
        .tag(Tag::new("svg", "height=24").set("width", Some(width)).tag(path("class=star-filled", STARS)))
}

fn path(class: &'static str, outline: &'static str) -> Tag {
    Tag::new("path", class).fix("d", outline)
}

/// The field to choose a rating: five native radios, so that pointer, arrow keys and screen readers work as
/// everywhere (ARIA Authoring Practices, radio group). The form around it reads what is chosen.
pub(super) fn stars_field(language: &Language, error: Option<AttrValue>) -> Tag {
    let wrong = error.is_some();
    let mut choices = Tag::new("div", "class=stars");
    for rating in Rating::ALL {
        let stars = rating.stars();
        let radio = Tag::new("input", "type=radio;name=rating")
            .set("value", Some(AttrValue::from(decimal(u64::from(stars)))))
            .when("aria-describedby", wrong, "standfirst-rating-error")
            .when("aria-invalid", wrong, "true");
        let name = language.count(Label::Stars, u64::from(stars));
        choices = choices.tag(
            Tag::new("label", "class=star")
                .tag(radio)
                .tag(Tag::new("svg", "viewBox=0 0 24 24;aria-hidden=true").tag(path("", STAR)))
                .tag(Tag::new("span", "class=star-name").text(name)),
        );
    }
    Tag::new("fieldset", "class=field rating-field;part=rating")
        .tag(Tag::new("legend", "").say(language, Label::Rating))
        .tag(choices)
        .maybe(field_error("standfirst-rating-error".into(), error))
}
