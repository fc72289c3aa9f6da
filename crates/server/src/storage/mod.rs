//! Where reviews are kept: one interface, an engine behind it, one set of contract tests for all of them.
//!
//! An engine promises two things of every write: what it acknowledges is on the disk (a crash or a power cut loses
//! nothing of it), and a subject's summary changes in the same transaction as its reviews.

mod deciding;
mod mode;
mod moderators;
pub mod sqlite;

use std::fmt;
use std::ops::RangeInclusive;
use std::pin::Pin;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use standfirst_review::{Draft, EditKey, Rating, Review, ReviewId, Sort, Subject, Summary};
use subtle::ConstantTimeEq;

pub use self::deciding::{
    Action, AuditEntry, AuditQuery, Case, DECIDE_MAX, Day, Decide, Decided, Decision, Queue, QueueQuery,
    SetMode, Verdict, Which,
};
pub use self::mode::Mode;
pub use self::moderators::{
    Moderator, ModeratorChange, Role, SESSION_IDLE, SESSION_LIFE, Session, TokenDigest,
};

/// What an operation comes to, later.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, StorageError>> + Send + 'a>>;

/// A store of reviews.
pub trait Storage: Send + Sync {
    /// Creates a review, or changes it, or finds that it is as it should be.
    fn put(&self, put: Put) -> Answer<'_, PutOutcome>;

    /// Deletes a review for good: its id is never taken again.
    fn delete(&self, delete: Delete) -> Answer<'_, DeleteOutcome>;

    /// Finds a review in any state; `key` tells whether it is asked for by its author. Who may see it is for the
    /// caller to decide.
    fn get(&self, id: ReviewId, key: Option<KeyDigest>) -> Answer<'_, Option<Found>>;

    /// A page of published reviews with the subject's summary, both of the same moment.
    fn page(&self, query: PageQuery) -> Answer<'_, Page>;

    /// The summaries of many subjects, in their order, in constant time each: none older than any write that was
    /// acknowledged before. What another process writes may show a second late.
    fn summaries(&self, subjects: Vec<SiteSubject>) -> Answer<'_, Vec<Summary>>;

    /// A review in any state, as moderators of these sites see it.
    fn case(&self, sites: Vec<Arc<str>>, id: ReviewId) -> Answer<'_, Option<Case>>;

    /// A page of the reviews that moderators look at.
    fn queue(&self, query: QueueQuery) -> Answer<'_, Queue>;

    /// Decides about reviews, each of which has still the version that was looked at, and writes that into the audit log,
    /// in one transaction. The verdicts are in the order of the reviews. Of more than [`DECIDE_MAX`] nothing is decided.
    fn decide(&self, decide: Decide) -> Answer<'_, Vec<Verdict>>;

    /// Chooses a subject's mode and writes that into the audit log; false where the moderator may not.
    fn set_mode(&self, set: SetMode) -> Answer<'_, bool>;

    /// Lines of the audit log, the newest first. It can be added to, and by no way be changed.
    fn audit(&self, query: AuditQuery) -> Answer<'_, Vec<AuditEntry>>;

    /// The figures of those days (since 1970-01-01, UTC) on which there are reviews, by site and day.
    fn days(&self, sites: Vec<Arc<str>>, range: RangeInclusive<i64>) -> Answer<'_, Vec<Day>>;

    /// All moderators, by name.
    fn moderators(&self) -> Answer<'_, Vec<Moderator>>;

    /// The hash of a moderator's password, in PHC form; nothing where there is no such name.
    fn password(&self, name: String) -> Answer<'_, Option<String>>;

    /// Changes moderators or their sessions; [`ModeratorChange`] says what false means.
    fn change_moderators(&self, change: ModeratorChange) -> Answer<'_, bool>;

    /// The session of that token, unless it has ended: it was idle for [`SESSION_IDLE`], is older than [`SESSION_LIFE`],
    /// or its moderator was removed. Asking counts as use.
    fn session(&self, token: TokenDigest) -> Answer<'_, Option<Session>>;

    /// Whether both reading and writing work.
    fn check(&self) -> Answer<'_, ()>;

    /// Finishes what was begun and leaves everything in the main file. Later writes are refused.
    fn close(&self) -> Answer<'_, ()>;
}

/// The SHA-256 of an edit key. The key itself has 128 bits or more of chance in it, so that no slow hash is needed.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KeyDigest([u8; 32]);

impl KeyDigest {
    /// The digest of a key.
    pub fn of(key: &EditKey) -> KeyDigest {
        KeyDigest(Sha256::digest(key.as_str()).into())
    }

    /// The digest of these bytes; nothing where they are not 32.
    pub fn from_bytes(bytes: &[u8]) -> Option<KeyDigest> {
        bytes.try_into().ok().map(KeyDigest)
    }

    /// Reads what [`KeyDigest`] shows: 64 hexadecimal digits.
    pub fn parse(hex: &str) -> Option<KeyDigest> {
        let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let mut bytes = [0; 32];
        let (pairs, rest) = hex.as_bytes().as_chunks::<2>();
        if pairs.len() != bytes.len() || !rest.is_empty() {
            return None;
        }
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Some(KeyDigest(bytes))
    }

    /// The 32 bytes, for the database.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Compares in a time that does not tell how much is the same.
    pub(crate) fn matches(&self, stored: &[u8]) -> bool {
        bool::from(self.0.as_slice().ct_eq(stored))
    }
}

/// As 64 hexadecimal digits, for a link to all reviews of a key. It opens none of them.
impl fmt::Display for KeyDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A subject and the site that takes it.
#[derive(Clone, Debug)]
pub struct SiteSubject {
    /// The site's name.
    pub site: Arc<str>,
    /// What is reviewed.
    pub subject: Subject,
}

/// A review to be created or changed.
pub struct Put {
    /// Its id.
    pub id: ReviewId,
    /// Whose it is.
    pub key: KeyDigest,
    /// What it is about; [`Draft::subject`] is not looked at.
    pub subject: SiteSubject,
    /// What it says, normalised and valid.
    pub draft: Draft,
    /// The mode of the site. That of the subject, where a moderator chose one, goes before it, and is looked up in the
    /// transaction that stores the review.
    pub mode: Mode,
}

/// What came of a [`Put`].
#[derive(Clone, Debug)]
pub enum PutOutcome {
    /// It was not there before.
    Created(Review),
    /// It says something else now.
    Changed(Review),
    /// It said that already.
    Same(Review),
    /// It is another key's.
    WrongKey,
    /// It is about another subject.
    OtherSubject,
    /// It was deleted.
    Deleted,
    /// A moderator removed it.
    Removed,
    /// It is not there, and its subject takes no new ones.
    Closed,
}

/// A review to be deleted.
pub struct Delete {
    /// Its id.
    pub id: ReviewId,
    /// Who asks.
    pub key: KeyDigest,
    /// The sites that the asking page may change; nothing for any.
    pub sites: Option<Vec<Arc<str>>>,
}

/// What came of a [`Delete`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DeleteOutcome {
    /// It is gone, now or already, and the key was its author's.
    Gone,
    /// It is another key's.
    WrongKey,
    /// It was deleted, by another key.
    DeletedByOther,
    /// There is none.
    Unknown,
}

/// A review that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The review.
    pub review: Review,
    /// The name of its site.
    pub site: String,
    /// Whether the key that came with the question is its author's.
    pub own: bool,
}

/// Which page of which list.
#[derive(Clone, Debug)]
pub struct PageQuery {
    /// Whose reviews.
    pub subject: SiteSubject,
    /// In which order.
    pub sort: Sort,
    /// Only those with that many stars.
    pub stars: Option<Rating>,
    /// Only those after this one.
    pub after: Option<Position>,
    /// How many at most.
    pub limit: u32,
}

/// Where a review stands in every order.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Position {
    /// Its stars.
    pub rating: Rating,
    /// When it was made, in milliseconds since 1970.
    pub created: i64,
    /// Its number in the database, which tells apart those of one millisecond.
    pub seq: i64,
}

/// A page of a list.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The reviews.
    pub reviews: Vec<Review>,
    /// The position of the last one, where more follow.
    pub next: Option<Position>,
    /// Of all of the subject's reviews.
    pub summary: Summary,
    /// The mode that a moderator chose for the subject; nothing where that of the site holds.
    pub mode: Option<Mode>,
}

/// Why a store could not do what it was asked.
#[derive(Debug)]
pub enum StorageError {
    /// Not now: the disk is full, the service is stopping. Nothing was stored.
    Unavailable(String),
    /// Too many writes are waiting already. Nothing was stored; soon there is room again.
    Overloaded,
    /// It should never happen; nothing was stored.
    Internal(String),
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StorageError::Overloaded => f.write_str("too many writes are waiting"),
            StorageError::Unavailable(why) | StorageError::Internal(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for StorageError {}
