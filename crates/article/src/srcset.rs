//! HTML's `srcset`.

use crate::limits::MAX_CANDIDATES;
use crate::model::ImageCandidate;
use crate::text::is_space;
use crate::url::Resolver;

/// Reads a `srcset` attribute by the HTML standard's algorithm. A candidate with an address or a descriptor that
/// makes no sense is dropped.
pub(crate) fn read_srcset(text: &str, resolver: &Resolver<'_>) -> Vec<ImageCandidate> {
    let mut candidates = Vec::new();
    let mut rest = text;
    while candidates.len() < MAX_CANDIDATES {
        rest = rest.trim_start_matches(|found| is_space(found) || found == ',');
        if rest.is_empty() {
            break;
        }
        // An address ends at white space, not at a comma, which addresses may contain.
        let (address, after) = rest.split_at(rest.find(is_space).unwrap_or(rest.len()));
        let bare = address.trim_end_matches(',');
        let text = if bare.len() < address.len() {
            rest = after;
            "1x"
        } else {
            let (text, after) = after.split_at(after.find(',').unwrap_or(after.len()));
            rest = after;
            if text.trim_matches(is_space).is_empty() { "1x" } else { text }
        };
        if let (Some(src), Some(descriptor)) = (resolver.media(bare), descriptor(text)) {
            candidates.push(ImageCandidate { src, descriptor });
        }
    }
    candidates
}

/// A descriptor of one width (`640w`) or one density (`1.5x`); the height that some systems add (`640w 480h`) is
/// dropped.
pub(crate) fn descriptor(text: &str) -> Option<String> {
    let text = text.trim_matches(is_space).split(is_space).next()?;
    let number = text.strip_suffix(['w', 'x'])?;
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let digits =
        |part: &str| !part.is_empty() && part.len() < 8 && part.bytes().all(|byte| byte.is_ascii_digit());
    let some = number.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    let width_is_whole = text.ends_with('x') || !number.contains('.');
    (digits(whole) && digits(fraction) && some && width_is_whole).then(|| text.to_owned())
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
