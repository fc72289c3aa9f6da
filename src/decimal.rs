//! Whole numbers in decimal. The standard library's way to format them is some KB of code.

/// A whole number in decimal.
#[inline(never)]
pub(crate) fn decimal(number: u64) -> String {
    let mut text = String::new();
    standfirst_json::push_number(&mut text, number);
    text
}
