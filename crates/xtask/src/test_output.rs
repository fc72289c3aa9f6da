//! What `cargo test` and wasm-bindgen's test runner say of the tests they ran.

use std::ops::AddAssign;

/// How many tests there were, by how they ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) ignored: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
    }
}

impl Counts {
    /// The counts in a test binary's closing line, if `line` is one.
    pub(crate) fn of_line(line: &str) -> Option<Self> {
        let (_, parts) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
        let mut counts = Self::default();
        for part in parts.split(';') {
            let (number, what) = part.trim().split_once(' ')?;
            let place = match what {
                "passed" => &mut counts.passed,
                "failed" => &mut counts.failed,
                "ignored" => &mut counts.ignored,
                _ => continue,
            };
            *place = number.parse().ok()?;
        }
        Some(counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_of_both_runners_are_read() {
        let native =
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.03s";
        assert_eq!(Counts::of_line(native), Some(Counts { passed: 12, failed: 0, ignored: 1 }));
        let browser = "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 filtered out; finished in 1.20s";
        assert_eq!(Counts::of_line(browser), Some(Counts { passed: 3, failed: 2, ignored: 0 }));
    }

    #[test]
    fn no_other_line_counts() {
        for line in ["running 12 tests", "test result", "test a::test_result ... ok", "test result: ok", ""] {
            assert_eq!(Counts::of_line(line), None, "{line}");
        }
    }
}
