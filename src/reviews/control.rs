//! The buttons of the reviews, and telling which one was pressed.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent};

use crate::language::{Label, Language};
use crate::markup::Tag;

/// A button of the reviews, but for the one that submits the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// Asks for the list again.
    Retry,
    /// Asks for more reviews.
    More,
    /// Puts one's own review into the form.
    Edit,
    /// Leaves one's own review as it was.
    Cancel,
    /// Asks whether to delete one's own review.
    Delete,
    /// Deletes it.
    Confirm,
    /// Does not.
    Keep,
}

/// Each control with its name in the attribute `data-control` and its words.
const CONTROLS: [(Control, &str, Label); 7] = [
    (Control::Retry, "retry", Label::Retry),
    (Control::More, "more", Label::ShowMore),
    (Control::Edit, "edit", Label::Edit),
    (Control::Cancel, "cancel", Label::Cancel),
    (Control::Delete, "delete", Label::Delete),
    (Control::Confirm, "confirm", Label::DeleteConfirm),
    (Control::Keep, "keep", Label::Keep),
];

impl Control {
    /// Which control an event comes from. The second click of a double click was meant for whatever stood there at
    /// the first, so it confirms nothing.
    pub(super) fn of(event: &Event) -> Option<Self> {
        let target = event.target()?.dyn_into::<Element>().ok()?.closest("[data-control]").ok()??;
        let name = target.get_attribute("data-control")?;
        let (control, ..) = CONTROLS.into_iter().find(|(_, known, _)| *known == name)?;
        // Only clicks are asked for, and what else a script may call a click counts none.
        let repeated = event.unchecked_ref::<MouseEvent>().detail() > 1;
        (!repeated || control != Self::Confirm).then_some(control)
    }

    /// The name of the control in the attribute `data-control`.
    pub(super) fn name(self) -> &'static str {
        CONTROLS.into_iter().find(|(control, ..)| *control == self).map_or("", |(_, name, _)| name)
    }

    /// The control as a button, which waits while something is under way.
    pub(super) fn button(self, language: &Language, busy: bool) -> Tag {
        let label = CONTROLS.into_iter().find(|(control, ..)| *control == self).map(|(.., label)| label);
        Tag::new("button", "type=button;class=button;part=button")
            .fix("data-control", self.name())
            .when("aria-disabled", busy, "true")
            .text(label.map(|label| language.text(label)).unwrap_or_default())
    }
}
