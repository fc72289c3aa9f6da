//! Where the article's own headings stand below its headline.

/// Turns the levels that a document gives its headings into depths below the headline: in order and without gaps,
/// as WCAG's technique H42 and the outline of the host page want them.
///
/// A heading stands below the nearest one before it that the document ranks higher, whatever the distance; one that
/// has none above it stands right below the headline.
#[derive(Default)]
pub(super) struct Headings {
    /// The document's levels of the headings that the next one may stand below, outermost first.
    open: Vec<u8>,
}

impl Headings {
    /// The depth of the next heading in document order, from 1.
    pub(super) fn place(&mut self, level: u8) -> u8 {
        while self.open.last().is_some_and(|above| *above >= level) {
            self.open.pop();
        }
        self.open.push(level);
        // There are at most as many open headings as there are levels.
        self.open.len() as u8
    }
}

/// The element for a heading of a level; past 6 it stays `h6`.
pub(crate) fn heading_tag(level: u8) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

#[cfg(test)]
mod tests {
    use super::{Headings, heading_tag};

    #[test]
    fn depths_have_no_gaps() {
        let cases: [(&[u8], &[u8]); 7] = [
            (&[2, 2, 3, 2], &[1, 1, 2, 1]),
            (&[1, 2, 3, 4, 5, 6], &[1, 2, 3, 4, 5, 6]),
            (&[4, 4, 6, 4], &[1, 1, 2, 1]),
            // Levels that the document skips: siblings stay siblings.
            (&[2, 4, 4, 3, 6, 2], &[1, 2, 2, 2, 3, 1]),
            // A document that begins low never opens a gap under the headline.
            (&[3, 2, 3, 1], &[1, 1, 2, 1]),
            (&[6, 5, 4, 3, 2, 1], &[1, 1, 1, 1, 1, 1]),
            (&[], &[]),
        ];
        for (levels, expected) in cases {
            let mut headings = Headings::default();
            let depths: Vec<u8> = levels.iter().map(|level| headings.place(*level)).collect();
            assert_eq!(depths, expected, "{levels:?}");
        }
    }

    #[test]
    fn past_six_stays_six() {
        assert_eq!(heading_tag(1), "h1");
        assert_eq!(heading_tag(6), "h6");
        assert_eq!(heading_tag(10), "h6");
    }
}
