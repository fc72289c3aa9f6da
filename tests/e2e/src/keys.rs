//! What a reader does with a keyboard and a mouse, as input of the whole browser and not as events of an element.

use std::time::Duration;

use fantoccini::Client;
use fantoccini::actions::{
    Actions, InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use fantoccini::elements::Element;

/// Keys that are no letters (WebDriver, section 17.4.2).
pub mod key {
    /// To the next control.
    pub const TAB: char = '\u{E004}';
    /// Presses a button, sends a form.
    pub const ENTER: char = '\u{E007}';
    /// Presses a button, chooses a radio.
    pub const SPACE: char = ' ';
    /// To the radio on the right.
    pub const RIGHT: char = '\u{E014}';
    /// Held down with another key.
    pub const SHIFT: char = '\u{E008}';
}

/// Presses keys one after the other.
pub async fn press(client: &Client, keys: impl IntoIterator<Item = char>) {
    let keyboard = keys.into_iter().fold(KeyActions::new("keyboard".to_owned()), |actions, value| {
        actions.then(KeyAction::Down { value }).then(KeyAction::Up { value })
    });
    client.perform_actions(Actions::from(keyboard)).await.expect("keys");
}

/// Presses one key while another is held down.
pub async fn press_with(client: &Client, held: char, value: char) {
    let keyboard = KeyActions::new("keyboard".to_owned())
        .then(KeyAction::Down { value: held })
        .then(KeyAction::Down { value })
        .then(KeyAction::Up { value })
        .then(KeyAction::Up { value: held });
    client.perform_actions(Actions::from(keyboard)).await.expect("keys");
}

/// Clicks twice, as quickly as a double click, wherever the element was at the first click.
pub async fn double_click(client: &Client, element: &Element) {
    let (down, up) =
        (PointerAction::Down { button: MOUSE_BUTTON_LEFT }, PointerAction::Up { button: MOUSE_BUTTON_LEFT });
    let to = PointerAction::MoveToElement {
        element: element.clone(),
        duration: Some(Duration::ZERO),
        x: 0.0,
        y: 0.0,
    };
    let mouse = MouseActions::new("mouse".to_owned())
        .then(to)
        .then(down.clone())
        .then(up.clone())
        .then(down)
        .then(up);
    client.perform_actions(Actions::from(mouse)).await.expect("a double click");
}
