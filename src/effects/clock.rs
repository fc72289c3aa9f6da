//! The time of day, as components take it.

use std::rc::Rc;

#[cfg(feature = "browser")]
use wasm_bindgen::prelude::*;

#[cfg(feature = "browser")]
#[wasm_bindgen(module = "/src/effects/browser.js")]
extern "C" {
    /// Waits for so many milliseconds, a number that is written out.
    pub(crate) async fn pause(millis: &str);
}

/// Tells the time. A prop, so that a test or a server can set it.
#[derive(Clone)]
pub struct Clock(Rc<dyn Fn() -> i64>);

impl Clock {
    /// A clock that asks `now` each time.
    pub fn new(now: impl Fn() -> i64 + 'static) -> Self {
        Self(Rc::new(now))
    }

    /// The browser's clock.
    pub fn browser() -> Self {
        Self::new(|| js_sys::Date::now() as i64)
    }

    /// What time it is, in milliseconds since the beginning of 1970 in UTC.
    pub fn now(&self) -> i64 {
        (self.0)()
    }
}

impl PartialEq for Clock {
    /// Two clocks are the same where they are the same object.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
