//! Character references, such as `&amp;` and `&#8217;`.

use json::text::split_once_any;

use super::dictionary::Dictionary;
use super::entities::{MAX_BARE_BYTES, counts_bare};
use crate::text::first;

/// Resolves the references in a text or in an attribute's value, where a bare name before `=` or a letter is none,
/// since addresses are full of them.
pub(super) fn decode(text: &str, in_attribute: bool, names: &Dictionary<'_>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = split_once_any(rest, "&") {
        out.push_str(before);
        let (found, length) = match after.strip_prefix("#") {
            Some(number) => numeric(number).map(|(found, length)| (found, length + 1)),
            None => by_name(after, in_attribute, names),
        }
        .unwrap_or(('&', 0));
        out.push(found);
        rest = after.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The character of what stands after `&#`, and how long that is.
fn numeric(text: &str) -> Option<(char, usize)> {
    let (radix, prefix) = if matches!(first(text), 'x' | 'X') { (16, 1) } else { (10, 0) };
    let mut code: u32 = 0;
    let mut length = prefix;
    while let Some(digit) = text.as_bytes().get(length).and_then(|byte| char::from(*byte).to_digit(radix)) {
        // A code point past the last one stays past it.
        code = code.saturating_mul(radix).saturating_add(digit);
        length += 1;
    }
    if length == prefix {
        return None;
    }
    let semicolon = usize::from(text.as_bytes().get(length) == Some(&b';'));
    Some((character(code), length + semicolon))
}

/// The character of a number: the HTML standard reads the C1 controls as Windows-1252, which is what was meant.
fn character(code: u32) -> char {
    const WINDOWS_1252: [u16; 32] = [
        0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152,
        0x8d, 0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122,
        0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
    ];
    if code == 0 {
        return char::REPLACEMENT_CHARACTER;
    }
    let code = match code.checked_sub(0x80).and_then(|index| WINDOWS_1252.get(index as usize)) {
        Some(meant) => u32::from(*meant),
        None => code,
    };
    char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The character of the name that stands after `&`, and how long that is.
fn by_name(text: &str, in_attribute: bool, names: &Dictionary<'_>) -> Option<(char, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = text.get(..length)?;
    if text.as_bytes().get(length) == Some(&b';')
        && let Some(found) = named(name, names)
    {
        return Some((found, length + 1));
    }
    // Without a semicolon the longest known beginning counts: `&notit;` is `¬it;`.
    for end in (1..=length.min(MAX_BARE_BYTES)).rev() {
        let beginning = name.get(..end)?;
        let Some(found) = named(beginning, names).filter(|found| counts_bare(beginning, *found)) else {
            continue;
        };
        let next = text.as_bytes().get(end);
        if in_attribute && next.is_some_and(|next| *next == b'=' || next.is_ascii_alphanumeric()) {
            return None;
        }
        return Some((found, end));
    }
    None
}

fn named(name: &str, names: &Dictionary<'_>) -> Option<char> {
    char::from_u32(names.find(name)?)
}
