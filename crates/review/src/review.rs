use serde::{Deserialize, Serialize};

use crate::{Rating, ReviewId, Summary};

/// A review as the service shows it.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Review {
    /// Made by the browser of whoever wrote it.
    pub id: ReviewId,
    /// What is reviewed: a normalised URL, see [`crate::Subject`].
    pub subject: String,
    /// The stars.
    pub rating: Rating,
    /// A line above the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Plain text; a newline is a line break, an empty line a paragraph.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The name its author signed with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The language it is written in, a BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Whether anybody but its author sees it.
    pub state: State,
    /// Why a moderator rejected or removed it, where one says so: for its author alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When the service took it: RFC 3339, UTC, milliseconds.
    pub created: String,
    /// When its author last changed it, in the same form; nothing where it never was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Option<String>,
}

/// Where a review stands with the site's moderators.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Held until a moderator decides; only its author sees it.
    Pending,
    /// Everybody sees it, and it counts.
    Published,
    /// A moderator decided against it; only its author sees it, and may change it.
    Rejected,
    /// A moderator took it down; only its author sees it, and nobody can change it any more.
    Removed,
}

/// One page of a subject's published reviews.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct ReviewPage {
    /// The reviews, in the order asked for.
    pub reviews: Vec<Review>,
    /// What to send as `cursor` for the next page; nothing on the last one.
    pub next: Option<String>,
    /// All of the subject's published reviews, whatever the page is filtered by.
    pub summary: Summary,
    /// Whether the subject takes new reviews.
    pub open: bool,
}

/// The order of a list of reviews. Equal ones follow by age, the newest first ([`Sort::Oldest`]: the oldest first).
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// By age, the newest first.
    #[default]
    Newest,
    /// By age, the oldest first.
    Oldest,
    /// By stars, the best first.
    Highest,
    /// By stars, the worst first.
    Lowest,
}

impl Sort {
    /// Every order.
    pub const ALL: [Sort; 4] = [Sort::Newest, Sort::Oldest, Sort::Highest, Sort::Lowest];

    /// As the query parameter `sort` has it.
    pub const fn name(self) -> &'static str {
        match self {
            Sort::Newest => "newest",
            Sort::Oldest => "oldest",
            Sort::Highest => "highest",
            Sort::Lowest => "lowest",
        }
    }

    /// The order of that name.
    pub fn from_name(name: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|sort| sort.name() == name)
    }
}

impl State {
    /// Every state.
    pub const ALL: [State; 4] = [State::Pending, State::Published, State::Rejected, State::Removed];

    /// As the wire and the database have it.
    pub const fn name(self) -> &'static str {
        match self {
            State::Pending => "pending",
            State::Published => "published",
            State::Rejected => "rejected",
            State::Removed => "removed",
        }
    }

    /// The state of that name.
    pub fn from_name(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_the_wire_has() {
        for sort in Sort::ALL {
            assert_eq!(serde_json::to_string(&sort).unwrap(), format!("\"{}\"", sort.name()));
            assert_eq!(Sort::from_name(sort.name()), Some(sort));
        }
        for state in State::ALL {
            assert_eq!(serde_json::to_string(&state).unwrap(), format!("\"{}\"", state.name()));
            assert_eq!(State::from_name(state.name()), Some(state));
        }
        assert_eq!(Sort::from_name("Newest"), None);
    }

    #[test]
    fn a_page_survives_the_wire() {
        let wire = r#"{"reviews":[{"id":"0190d3a5-0000-7000-8000-000000000001","subject":"https://a.example/",
            "rating":4,"text":"Good.","state":"published","created":"2026-01-02T03:04:05.678Z"}],
            "next":null,"summary":{"count":1,"mean":4.0,"histogram":[0,0,0,1,0]},"open":true}"#;
        let page: ReviewPage = serde_json::from_str(wire).unwrap();
        assert_eq!(page.summary, Summary::from_histogram([0, 0, 0, 1, 0]));
        let again = serde_json::to_string(&page).unwrap();
        assert_eq!(serde_json::from_str::<ReviewPage>(&again).unwrap(), page);
        assert!(!again.contains("title"), "{again}");
    }
}
