//! HTML's `srcset`.

use crate::limits::MAX_CANDIDATES;
use crate::model::ImageCandidate;
use crate::text::{SPACE, last, split_at, strip_end, strip_start};
use crate::url::Resolver;

/// Reads a `srcset` attribute by the HTML standard's algorithm. A candidate with an address or a descriptor that
/// makes no sense is dropped.
pub(crate) fn read_srcset(text: &str, resolver: &Resolver<'_>) -> Vec<ImageCandidate> {
    let mut candidates = Vec::new();
    let mut rest = text;
    while candidates.len() < MAX_CANDIDATES {
        rest = strip_start(rest, " \t\n\r\u{c},");
        if rest.is_empty() {
            break;
        }
        // An address ends at white space, not at a comma, which addresses may contain.
        let (address, after) = split_at(rest, SPACE);
        let bare = strip_end(address, ",");
        let mut text = "";
        rest = after;
        if bare.len() == address.len() {
            (text, rest) = split_at(after, ",");
        }
        let text = strip_start(text, SPACE);
        let found = if text.is_empty() { Some("1x".to_owned()) } else { descriptor(text) };
        if let (Some(src), Some(descriptor)) = (resolver.media(bare), found) {
            candidates.push(ImageCandidate { src, descriptor });
        }
    }
    candidates
}

/// A descriptor of one width (`640w`) or one density (`1.5x`); the height that some systems add (`640w 480h`) is
/// dropped.
pub(crate) fn descriptor(text: &str) -> Option<String> {
    let (text, _) = split_at(strip_start(text, SPACE), SPACE);
    let number = text.strip_suffix("w").or_else(|| text.strip_suffix("x"))?;
    let (whole, fraction) = split_at(number, ".");
    let fraction = match fraction.get(1..) {
        Some(digits) if last(text) == 'x' => short_number(digits)?,
        Some(_) => return None,
        None => 0,
    };
    (short_number(whole)? + fraction > 0).then(|| text.to_owned())
}

fn short_number(digits: &str) -> Option<u64> {
    json::whole(digits).filter(|_| digits.len() < 8)
}

#[cfg(all(test, feature = "native"))]
mod tests {
    use super::read_srcset;
    use crate::url::{NativeUrls, Resolver};

    #[test]
    fn candidates_are_read() {
        let cases: &[(&str, &[(&str, &str)])] = &[
            ("a.jpg 300w, b.jpg 600w", &[("a.jpg", "300w"), ("b.jpg", "600w")]),
            ("a.jpg, b.jpg 2x", &[("a.jpg", "1x"), ("b.jpg", "2x")]),
            ("  a,b.jpg 1.5x ,\n c.jpg", &[("a,b.jpg", "1.5x"), ("c.jpg", "1x")]),
            ("a.jpg 640w 480h, b.jpg 0w, c.jpg 5q", &[("a.jpg", "640w")]),
            ("javascript:alert(1) 1x, data:image/png;base64,AAAA 2x, d.jpg 3x", &[("d.jpg", "3x")]),
            (",,, ,", &[]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            let found = read_srcset(text, &Resolver::new(&NativeUrls, None));
            let found: Vec<(&str, &str)> = found
                .iter()
                .map(|candidate| (candidate.src.as_str(), candidate.descriptor.as_str()))
                .collect();
            assert_eq!(&found, expected, "{text:?}");
        }
    }
}
