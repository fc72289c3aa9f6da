//! The texts of an item, which have roles.

use json::Value;

use crate::html::read_text;
use crate::loose;
use crate::url::Resolver;

/// One text of an item.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    /// What it is for, as the publisher calls it; in version 1 the end of the member's name.
    pub(super) role: &'a str,
    /// Its media type; empty where none is said.
    pub(super) media_type: &'a str,
    pub(super) value: &'a str,
}

/// The texts of a kind: a list such as `headlines`, or members such as `headline` and `headline_main`.
pub(super) fn texts<'a>(item: &'a Value, plural: &str, singular: &str) -> Vec<Text<'a>> {
    let mut texts = Vec::new();
    for entry in loose::list(item, plural) {
        if let Some(value) = loose::named(entry, &["value"]) {
            let media_type = loose::first(entry, &["contentType", "contenttype"]).unwrap_or_default();
            texts.push(Text { role: entry.text("role").unwrap_or_default(), media_type, value });
        }
    }
    for (name, value) in item.as_object().into_iter().flat_map(|object| object.iter()) {
        let role = name.strip_prefix(singular).and_then(|end| {
            if end.is_empty() { Some(end) } else { end.strip_prefix('_') }
        });
        if let (Some(role), Some(value)) = (role, loose::text(value)) {
            texts.push(Text { role, media_type: "", value });
        }
    }
    texts
}

/// The items under a name: a list, or in version 1 an object of named items.
pub(super) fn entries<'a>(item: &'a Value, name: &str) -> Vec<&'a Value> {
    match item.get(name) {
        Some(Value::Array(entries)) => entries.iter().collect(),
        Some(Value::Object(entries)) => entries.iter().map(|(_, entry)| entry).collect(),
        _ => Vec::new(),
    }
}

/// The headline: the one that is called the main one, else the first.
pub(super) fn headline(item: &Value, resolver: &Resolver<'_>) -> Option<String> {
    let texts = texts(item, "headlines", "headline");
    let main = texts.iter().find(|text| matches!(text.role, "main" | "")).or(texts.first());
    let found = main.map(|text| text.value).or_else(|| loose::first(item, &["title"]))?;
    Some(read_text(found, resolver)).filter(|headline| !headline.is_empty())
}

/// The description, which is the standfirst of a story and the caption of a picture.
pub(super) fn description(item: &Value) -> Option<&str> {
    let texts = texts(item, "descriptions", "description");
    let captions = texts.iter().find(|text| text.role == "caption");
    captions.or_else(|| texts.iter().find(|text| !is_credit(text.role) && !is_alternative(text.role))).map(|text| text.value)
}

/// Whose work it is: a description of that role, else who made it, else who holds the rights.
pub(super) fn credit<'a>(item: &'a Value) -> Option<&'a str> {
    let texts = texts(item, "descriptions", "description");
    let said: Option<&'a str> = texts.iter().find(|text| text.role.starts_with("credit")).map(|text| text.value);
    said.or_else(|| {
        loose::first(item, &["by", "byline", "copyrightHolder", "copyrightholder", "infoSources/0/name", "infosources/0/name"])
    })
}

/// What a picture shows, for whoever does not see it: a description of that role, else the headline.
pub(super) fn alternative(item: &Value, resolver: &Resolver<'_>) -> String {
    let texts = texts(item, "descriptions", "description");
    match texts.iter().find(|text| is_alternative(text.role)) {
        Some(text) => read_text(text.value, resolver),
        None => headline(item, resolver).unwrap_or_default(),
    }
}

/// Roles of descriptions that describe nothing.
fn is_credit(role: &str) -> bool {
    role.starts_with("credit") || matches!(role, "writer" | "byline" | "copyright" | "source" | "location")
}

fn is_alternative(role: &str) -> bool {
    role.to_ascii_lowercase().starts_with("alt")
}
