//! What moderators decide, and what they need to know for it. Whatever is asked names the sites that it may touch; what
//! is another site's is as if it were not there.

use std::sync::Arc;

use standfirst_review::{Note, Review, ReviewId, State, Subject};

use super::{KeyDigest, Mode, SiteSubject};

/// The most reviews that are decided at once: the writer does nothing else meanwhile.
pub const DECIDE_MAX: usize = 1_000;

/// A review as a moderator sees it.
#[derive(Clone, Debug)]
pub struct Case {
    /// The review, in any state.
    pub review: Review,
    /// The name of its site.
    pub site: String,
    /// Whose it is: the same for all reviews of an edit key.
    pub key: KeyDigest,
    /// Where it stands in moderators' lists.
    pub seq: i64,
    /// Counts every change of the review, by its author and by decisions. It goes with a decision, which is only made
    /// of what was looked at.
    pub version: i64,
    /// How many reports of readers are not settled.
    pub reports: u32,
    /// The last change, where that was a decision; nothing where it was its author's.
    pub decided: Option<Decided>,
}

/// What was decided last about a review.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Decided {
    /// By which moderator; nothing where it is held because readers reported it.
    pub by: Option<String>,
    /// What.
    pub action: Action,
    /// When: RFC 3339, UTC, milliseconds.
    pub at: String,
}

/// What the audit log has.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Action {
    /// A review was published.
    Publish,
    /// A review was rejected: its author may change it, and it waits again.
    Reject,
    /// A review was removed for good.
    Remove,
    /// A review was made to wait.
    Hold,
    /// The decision before was taken back.
    Undo,
    /// A subject's mode was chosen, or given back to the site's configuration.
    Mode,
}

impl Action {
    const ALL: [Action; 6] =
        [Action::Publish, Action::Reject, Action::Remove, Action::Hold, Action::Undo, Action::Mode];

    /// As the database has it.
    pub const fn name(self) -> &'static str {
        match self {
            Action::Publish => "publish",
            Action::Reject => "reject",
            Action::Remove => "remove",
            Action::Hold => "hold",
            Action::Undo => "undo",
            Action::Mode => "mode",
        }
    }

    /// The action of that name.
    pub fn from_name(name: &str) -> Option<Action> {
        Action::ALL.into_iter().find(|action| action.name() == name)
    }
}

/// What may be decided about a review.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Decision {
    /// Everybody sees it. It settles the reports that there are.
    Publish,
    /// Its author alone sees it, and may change it. It settles the reports that there are.
    Reject(Option<Note>),
    /// Its author alone sees it, and may not change it. It settles the reports that there are.
    Remove(Option<Note>),
    /// It waits.
    Hold,
    /// The last decision is taken back: state, reason and reports are as before it. An undo itself is not undone; one
    /// decides again instead.
    Undo,
}

impl Decision {
    /// What the audit log calls it.
    pub const fn action(&self) -> Action {
        match self {
            Decision::Publish => Action::Publish,
            Decision::Reject(_) => Action::Reject,
            Decision::Remove(_) => Action::Remove,
            Decision::Hold => Action::Hold,
            Decision::Undo => Action::Undo,
        }
    }

    /// The state of a review after it; nothing for an undo, which depends on what it takes back.
    pub const fn state(&self) -> Option<State> {
        match self {
            Decision::Publish => Some(State::Published),
            Decision::Reject(_) => Some(State::Rejected),
            Decision::Remove(_) => Some(State::Removed),
            Decision::Hold => Some(State::Pending),
            Decision::Undo => None,
        }
    }
}

/// A decision about many reviews at once.
#[derive(Clone, Debug)]
pub struct Decide {
    /// The sites that the moderator may touch.
    pub sites: Vec<Arc<str>>,
    /// The moderator's name, for the audit log.
    pub moderator: String,
    /// The reviews, at most [`DECIDE_MAX`], each with the [`Case::version`] that was looked at.
    pub reviews: Vec<(ReviewId, i64)>,
    /// What is decided.
    pub decision: Decision,
}

/// What came of a decision about one review. Those that changed meanwhile are left alone, and the others decided.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// It is as decided; the case is as it stands now, for the next decision and for an undo.
    Decided(Box<Case>),
    /// It is not what was looked at any more: [`Case::decided`] tells who changed it, another moderator or its author.
    Changed(Box<Case>),
    /// Its last change was no decision of a moderator's, or an undo.
    NothingToUndo(Box<Case>),
    /// There is no such review, or it is another site's, or its author has deleted it.
    Unknown(ReviewId),
}

/// A mode that a moderator chooses for a subject.
#[derive(Clone, Debug)]
pub struct SetMode {
    /// The sites that the moderator may touch.
    pub sites: Vec<Arc<str>>,
    /// The moderator's name, for the audit log.
    pub moderator: String,
    /// Whose mode it is; it need not have reviews.
    pub subject: SiteSubject,
    /// The mode; nothing gives it back to the site's configuration.
    pub mode: Option<Mode>,
}

/// Which reviews of the queue.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Which {
    /// Those that wait, and those that are published and reported.
    Waiting,
    /// Those with reports that nobody settled, in any state.
    Reported,
    /// Those in that state.
    Of(State),
    /// All.
    All,
}

/// Which page of which list of moderators. All that is said must hold.
#[derive(Clone, Debug)]
pub struct QueueQuery {
    /// The sites that the moderator may see.
    pub sites: Vec<Arc<str>>,
    /// Which reviews.
    pub which: Which,
    /// Only of this subject.
    pub subject: Option<Subject>,
    /// Only with this anywhere in title, text or author's name; case does not matter.
    pub text: Option<String>,
    /// Only with this anywhere in the author's name.
    pub author: Option<String>,
    /// Only with this edit key.
    pub key: Option<KeyDigest>,
    /// The oldest first, instead of the newest.
    pub oldest_first: bool,
    /// Only those after this [`Queue::next`].
    pub after: Option<i64>,
    /// How many at most.
    pub limit: u32,
}

/// A page of moderators' list.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    /// The reviews.
    pub cases: Vec<Case>,
    /// Where the next page begins; nothing on the last one. A page may be short and yet have a next one, where a search
    /// looked through many reviews and found few.
    pub next: Option<i64>,
}

/// A line of the audit log.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct AuditEntry {
    /// Its number.
    pub seq: i64,
    /// When: RFC 3339, UTC, milliseconds.
    pub at: String,
    /// The site's name.
    pub site: String,
    /// The subject's URL.
    pub subject: String,
    /// The review, where it is about one.
    pub review: Option<ReviewId>,
    /// Who; nothing where it was held because readers reported it.
    pub moderator: Option<String>,
    /// What.
    pub action: Action,
    /// The state of the review, or the mode of the subject, before (nothing for the mode of the site).
    pub before: Option<String>,
    /// The same after it.
    pub after: Option<String>,
    /// What its author was told.
    pub reason: Option<String>,
    /// The number of the decision that it takes back.
    pub undoes: Option<i64>,
}

/// Which page of the audit log, the newest first.
#[derive(Clone, Debug)]
pub struct AuditQuery {
    /// The sites that the moderator may see.
    pub sites: Vec<Arc<str>>,
    /// Only of this review.
    pub review: Option<ReviewId>,
    /// Only before this [`AuditEntry::seq`].
    pub before: Option<i64>,
    /// How many at most.
    pub limit: u32,
}

/// The figures of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// The site's name.
    pub site: String,
    /// The day, in days since 1970-01-01, UTC.
    pub day: i64,
    /// How many reviews were made on it and not deleted since.
    pub reviews: u64,
    /// How many of them ever waited.
    pub held: u64,
    /// How many of them are published.
    pub published: u64,
    /// The mean of those that are published; nothing where none is.
    pub mean: Option<f64>,
}
