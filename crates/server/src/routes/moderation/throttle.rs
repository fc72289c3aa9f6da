//! How often a password may be tried.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Semaphore;

/// How often a name may be tried within [`NAME_SPAN`].
const NAME_MOST: usize = 5;
const NAME_SPAN: Duration = Duration::from_secs(15 * 60);

/// How often all names together may be tried within [`ALL_SPAN`].
const ALL_MOST: usize = 30;
const ALL_SPAN: Duration = Duration::from_secs(60);

/// Passwords that are checked at once: each takes 19 MiB and tens of milliseconds of a core.
const CHECKS: usize = 2;

/// Keeps passwords from being guessed. It counts by name, whether there is such a name or not, and in all; a login that
/// succeeds clears its name. It is in memory alone, and holds at most as many names as may be tried in [`NAME_SPAN`].
pub(crate) struct Logins {
    tries: Mutex<Tries>,
    /// Turns to check a password.
    pub(super) checks: Semaphore,
}

#[derive(Default)]
struct Tries {
    names: HashMap<String, VecDeque<Instant>>,
    all: VecDeque<Instant>,
}

impl Logins {
    pub(crate) fn new() -> Logins {
        Logins { tries: Mutex::default(), checks: Semaphore::new(CHECKS) }
    }

    /// Whether a name may be tried now; that counts as a try.
    pub(super) fn may_try(&self, name: &str, now: Instant) -> bool {
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        let Tries { names, all } = &mut *tries;
        names.retain(|_, times| {
            drop_old(times, now, NAME_SPAN);
            !times.is_empty()
        });
        drop_old(all, now, ALL_SPAN);
        if all.len() >= ALL_MOST || names.get(name).is_some_and(|times| times.len() >= NAME_MOST) {
            return false;
        }
        all.push_back(now);
        names.entry(name.to_owned()).or_default().push_back(now);
        true
    }

    /// The name's login succeeded.
    pub(super) fn succeeded(&self, name: &str) {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner).names.remove(name);
    }
}

fn drop_old(times: &mut VecDeque<Instant>, now: Instant, span: Duration) {
    while times.front().is_some_and(|time| now.saturating_duration_since(*time) >= span) {
        times.pop_front();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_tried_a_few_times_and_all_together_some_more() {
        let (logins, start) = (Logins::new(), Instant::now());
        for _ in 0..NAME_MOST {
            assert!(logins.may_try("ada", start));
        }
        assert!(!logins.may_try("ada", start + NAME_SPAN - Duration::from_secs(1)));
        assert!(logins.may_try("bob", start), "one name does not lock another");
        assert!(logins.may_try("ada", start + NAME_SPAN));
        let later = start + 2 * NAME_SPAN;
        for number in 0..ALL_MOST {
            assert!(logins.may_try(&number.to_string(), later));
        }
        assert!(!logins.may_try("cy", later));
        assert!(logins.may_try("cy", later + ALL_SPAN));
    }

    #[test]
    fn a_login_clears_its_name() {
        let (logins, now) = (Logins::new(), Instant::now());
        for _ in 0..3 {
            for _ in 1..NAME_MOST {
                assert!(logins.may_try("ada", now));
            }
            logins.succeeded("ada");
        }
    }
}
