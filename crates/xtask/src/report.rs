//! How steps are told: a line each, with the time it took.

use std::time::{Duration, Instant};

/// Tells of one step of the set-up that is over.
pub(crate) fn setup(step: &str, how: &str, started: Instant) {
    eprintln!("  {step:<14} {how} ({})", duration(started.elapsed()));
}

/// Tells that a step has begun that takes long enough to make one wonder.
pub(crate) fn setup_begins(step: &str, what: &str) {
    eprintln!("  {step:<14} {what} …");
}

/// Tells that a part of a task begins.
pub(crate) fn heading(text: &str) {
    eprintln!("\n== {text}");
}

/// A duration as a person says it: "0.3 s", "42 s", "5 min 07 s".
pub(crate) fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_a_person_says_them() {
        let say = |milliseconds| duration(Duration::from_millis(milliseconds));
        assert_eq!(say(0), "0.0 s");
        assert_eq!(say(1_260), "1.3 s");
        assert_eq!(say(42_900), "42 s");
        assert_eq!(say(307_000), "5 min 07 s");
    }
}
