//! Where ANS keeps texts.

use json::Value;

use crate::loose;

/// The headline of a story, a gallery or a film.
pub(super) const HEADLINE: &[&str] = &[
    "headlines/basic",
    "headlines/native",
    "headlines/web",
    "headlines/mobile",
    "headlines/print",
    "headlines",
    "headline",
    "title",
];

/// What a story, a gallery or a film is about.
pub(super) const DESCRIPTION: &[&str] = &["description/basic", "description", "subheadlines/basic"];

/// The text of an element, or of what an element has in place of a text: an object of type `text`.
pub(super) fn content(element: &Value) -> Option<&str> {
    loose::named(element, &["content", "content/content", "text", "text/content"])
}

/// The names of people, and of those they work for, in one line.
pub(super) fn credit(item: &Value) -> Option<String> {
    let vanity = loose::list(item, "vanity_credits/by");
    let by = if vanity.is_empty() { loose::list(item, "credits/by") } else { vanity };
    let mut credit = String::new();
    for name in by.iter().chain(loose::list(item, "credits/affiliation")) {
        if let Some(name) = loose::named(name, &["name", "byline"]) {
            if !credit.is_empty() {
                credit.push_str(", ");
            }
            credit.push_str(name);
        }
    }
    Some(credit).filter(|credit| !credit.is_empty())
}
