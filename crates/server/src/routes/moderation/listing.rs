//! Which list is shown, and its address.

use std::sync::Arc;

use maud::{Markup, html};
use standfirst_review::State;
use url::form_urlencoded::Serializer;

use super::super::parse_subject;
use super::fields::Fields;
use super::layout::hidden;
use crate::storage::{QueueQuery, Which};

/// How many reviews a page lists: a screenful or two, and few enough that an answer's address can name them all.
const LIMIT: u32 = 25;

/// The lists, by their name in the address and their words.
pub(super) const LISTS: [(&str, &str, Which); 7] = [
    ("waiting", "To decide", Which::Waiting),
    ("held", "Held", Which::Of(State::Pending)),
    ("reported", "Reported", Which::Reported),
    ("published", "Published", Which::Of(State::Published)),
    ("rejected", "Rejected", Which::Of(State::Rejected)),
    ("removed", "Removed", Which::Of(State::Removed)),
    ("all", "All", Which::All),
];

/// Which list is looked at, and what is searched for in it. It goes along in every form, so that one comes back to it.
#[derive(Clone)]
pub(super) struct Listing {
    pub(super) show: &'static str,
    which: Which,
    pub(super) text: String,
    pub(super) author: String,
    pub(super) subject: String,
    after: Option<i64>,
}

impl Listing {
    pub(super) fn of(fields: &Fields) -> Listing {
        let text = |name: &str| fields.one(name).unwrap_or_default().trim().to_owned();
        let named = |(name, _, _): &&(&str, _, _)| Some(*name) == fields.one("show");
        let (show, _, which) =
            LISTS.iter().find(named).copied().unwrap_or(("waiting", "To decide", Which::Waiting));
        let after = fields.one("after").and_then(|after| after.parse().ok());
        Listing { show, which, text: text("text"), author: text("author"), subject: text("subject"), after }
    }

    /// The same search in another list, from its start.
    pub(super) fn showing(&self, show: &'static str) -> Listing {
        Listing { show, after: None, ..self.clone() }
    }

    pub(super) fn after(&self, after: i64) -> Listing {
        Listing { after: Some(after), ..self.clone() }
    }

    /// Nothing where the subject is no address, so that nothing is found.
    pub(super) fn query(&self, sites: &[Arc<str>]) -> Option<QueueQuery> {
        let subject = match self.subject.as_str() {
            "" => None,
            subject => Some(parse_subject(subject).ok()?),
        };
        let part = |text: &String| (!text.is_empty()).then(|| text.clone());
        Some(QueueQuery {
            sites: sites.to_vec(),
            which: self.which,
            subject,
            text: part(&self.text),
            author: part(&self.author),
            key: None,
            // Whoever has waited longest comes first.
            oldest_first: matches!(self.which, Which::Waiting | Which::Of(State::Pending) | Which::Reported),
            after: self.after,
            limit: LIMIT,
        })
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("show", self.show.to_owned())];
        for (name, value) in [("text", &self.text), ("author", &self.author), ("subject", &self.subject)] {
            if !value.is_empty() {
                pairs.push((name, value.clone()));
            }
        }
        pairs.extend(self.after.map(|after| ("after", after.to_string())));
        pairs
    }

    /// Its address, with more in the query.
    pub(super) fn address(&self, more: &[(&str, String)]) -> String {
        let query = Serializer::new(String::new()).extend_pairs(self.pairs()).extend_pairs(more).finish();
        format!("queue?{query}")
    }

    pub(super) fn carried(&self) -> Markup {
        html! {
            @for (name, value) in self.pairs() { (hidden(name, &value)) }
        }
    }
}
