//! The summaries that were asked for last, so that listing pages, which ask for a hundred at a time, seldom ask the
//! database.
//!
//! A summary from here is never older than a write that was acknowledged before it was asked for. The writer commits,
//! then [forgets](Summaries::forget) what it touched, then acknowledges; and what was read from the database is kept
//! only if nothing at all was forgotten since before the read began, since the read may then be from before the
//! commit.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use standfirst_review::Summary;

use crate::storage::SiteSubject;

/// How long a summary is kept. Only what another process writes into the file needs it: of that nobody tells.
const MAX_AGE: Duration = Duration::from_secs(1);

/// How many summaries are kept, some 200 bytes each. Subjects are any page of a site, also such as do not exist.
const CAPACITY: usize = 20_000;

/// The cache. Its lock is held for look-ups in memory alone, never while anything is read or written.
#[derive(Default)]
pub(super) struct Summaries(RwLock<Kept>);

#[derive(Default)]
struct Kept {
    /// How often something was forgotten.
    generation: Generation,
    /// By site and URL.
    sites: HashMap<Arc<str>, HashMap<String, Entry>>,
    count: usize,
}

struct Entry {
    summary: Summary,
    read: Instant,
}

/// A moment between two writes.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Generation(u64);

impl Summaries {
    /// What is known of the subjects, in their order; and the moment, for [`Summaries::keep`].
    pub(super) fn get(&self, subjects: &[SiteSubject], now: Instant) -> (Generation, Vec<Option<Summary>>) {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let known = subjects.iter().map(|subject| {
            let entry = kept.sites.get(&subject.site)?.get(subject.subject.as_str())?;
            entry.is_fresh(now).then(|| entry.summary.clone())
        });
        (kept.generation, known.collect())
    }

    /// Keeps what was read from the database in a transaction that began after `since`, at `now`.
    pub(super) fn keep(
        &self,
        since: Generation,
        now: Instant,
        found: impl Iterator<Item = (SiteSubject, Summary)>,
    ) {
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.generation != since {
            return;
        }
        for (subject, summary) in found {
            if kept.count >= CAPACITY {
                kept.discard(now);
            }
            if kept.count >= CAPACITY {
                return;
            }
            let entry = Entry { summary, read: now };
            let site = kept.sites.entry(subject.site).or_default();
            if site.insert(subject.subject.as_str().to_owned(), entry).is_none() {
                kept.count += 1;
            }
        }
    }

    /// Forgets the subjects that a transaction has changed, after its commit and before its acknowledgement.
    pub(super) fn forget<'a>(&self, touched: impl Iterator<Item = (&'a str, &'a str)>) {
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        kept.generation.0 += 1;
        for (site, url) in touched {
            if kept.sites.get_mut(site).and_then(|subjects| subjects.remove(url)).is_some() {
                kept.count -= 1;
            }
        }
    }
}

impl Kept {
    /// Makes room: throws out what is too old to be used.
    fn discard(&mut self, now: Instant) {
        for subjects in self.sites.values_mut() {
            subjects.retain(|_, entry| entry.is_fresh(now));
        }
        self.count = self.sites.values().map(HashMap::len).sum();
    }
}

impl Entry {
    fn is_fresh(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.read) < MAX_AGE
    }
}

#[cfg(test)]
mod tests {
    use standfirst_review::Subject;

    use super::*;

    fn subject(site: &str, path: &str) -> SiteSubject {
        let subject = Subject::from_serialised(&format!("https://news.example/{path}")).unwrap();
        SiteSubject { site: site.into(), subject }
    }

    fn summary(count: u64) -> Summary {
        Summary::from_histogram([count, 0, 0, 0, 0])
    }

    fn known(summaries: &Summaries, site: &str, path: &str, now: Instant) -> Option<u64> {
        let (_, known) = summaries.get(&[subject(site, path)], now);
        known[0].as_ref().map(|summary| summary.count)
    }

    fn keep(summaries: &Summaries, since: Generation, now: Instant, site: &str, path: &str, count: u64) {
        summaries.keep(since, now, std::iter::once((subject(site, path), summary(count))));
    }

    #[test]
    fn a_write_forgets_its_subject_alone() {
        let (summaries, now) = (Summaries::default(), Instant::now());
        let (since, none) = summaries.get(&[subject("news", "a"), subject("news", "b")], now);
        assert_eq!(none, [None, None]);
        for (site, path, count) in [("news", "a", 1), ("news", "b", 2), ("other", "a", 3)] {
            keep(&summaries, since, now, site, path, count);
        }
        summaries.forget([("news", "https://news.example/a"), ("none", "https://x.example/")].into_iter());
        assert_eq!(known(&summaries, "news", "a", now), None);
        assert_eq!(known(&summaries, "news", "b", now), Some(2));
        assert_eq!(known(&summaries, "other", "a", now), Some(3));
    }

    #[test]
    fn what_was_read_before_a_write_is_not_kept_after_it() {
        let (summaries, now) = (Summaries::default(), Instant::now());
        let (before, _) = summaries.get(&[subject("news", "a")], now);
        summaries.forget(std::iter::once(("news", "https://news.example/a")));
        keep(&summaries, before, now, "news", "a", 1);
        assert_eq!(known(&summaries, "news", "a", now), None);
        let (after, _) = summaries.get(&[subject("news", "a")], now);
        keep(&summaries, after, now, "news", "a", 2);
        assert_eq!(known(&summaries, "news", "a", now), Some(2));
    }

    #[test]
    fn nothing_is_kept_longer_than_another_process_may_go_unnoticed() {
        let (summaries, now) = (Summaries::default(), Instant::now());
        keep(&summaries, Generation::default(), now, "news", "a", 1);
        assert_eq!(known(&summaries, "news", "a", now + MAX_AGE / 2), Some(1));
        assert_eq!(known(&summaries, "news", "a", now + MAX_AGE), None);
    }

    #[test]
    fn it_has_an_end() {
        let (summaries, now) = (Summaries::default(), Instant::now());
        let many = |from: usize, to: usize| {
            (from..to).map(|number| (subject("news", &number.to_string()), summary(1)))
        };
        let count = || summaries.0.read().unwrap().sites.values().map(HashMap::len).sum::<usize>();
        summaries.keep(Generation::default(), now, many(0, CAPACITY + 10));
        assert_eq!((count(), known(&summaries, "news", "0", now)), (CAPACITY, Some(1)));
        // Those that can be used go on being used; those that are too old make room.
        let later = now + MAX_AGE;
        summaries.keep(Generation::default(), later, many(CAPACITY, CAPACITY + 10));
        assert_eq!((count(), known(&summaries, "news", &CAPACITY.to_string(), later)), (10, Some(1)));
    }
}
