//! Names and what they stand for.

/// Names in order, each with the character that stands for it.
///
/// It is made of one text, in which each name stands before its character, since that is a third of the bytes of a
/// list of pairs in the widget; and it is made once a document, since searching the text for every name of a large
/// document would take minutes.
pub(super) struct Dictionary(Vec<(&'static str, char)>);

impl Dictionary {
    /// Reads a text of names, which are of ASCII letters and digits and sorted, each before a character that is neither.
    pub(super) fn of(text: &'static str) -> Self {
        let mut words = Vec::new();
        let mut rest = text;
        while let Some(end) = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric()) {
            let (name, after) = rest.split_at(end);
            let mut after = after.chars();
            words.push((name, after.next().unwrap_or_default()));
            rest = after.as_str();
        }
        Self(words)
    }

    /// Where a name stands among the names, and its character.
    pub(super) fn find(&self, name: &str) -> Option<(usize, char)> {
        let place = self.0.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
        Some((place, self.0.get(place)?.1))
    }
}

#[cfg(test)]
mod tests {
    use super::Dictionary;
    use crate::html::{elements, entities};

    #[test]
    fn every_name_is_found() {
        for text in [elements::NAMES, entities::NAMES] {
            let dictionary = Dictionary::of(text);
            assert!(dictionary.0.len() > 100);
            for (place, (name, found)) in dictionary.0.iter().enumerate() {
                assert_eq!(dictionary.find(name), Some((place, *found)), "{name}");
            }
            assert_eq!(dictionary.find(""), None);
            assert_eq!(dictionary.find("made-up"), None);
        }
    }
}
