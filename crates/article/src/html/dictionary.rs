//! Names and what they stand for.

/// Names in order, each with a number that it stands for.
///
/// Those of elements and characters are made of one text, since that is a third of the bytes of a list of pairs in the
/// widget; and a dictionary is made once, since searching the text for every name of a large document would take
/// minutes.
pub(super) struct Dictionary<'a>(Vec<(&'a str, u32)>);

impl Dictionary<'static> {
    /// Reads a text of names, which are of ASCII letters and digits. A name stands before the character that it means, or
    /// before a blank: its number is then the next one after the number of the name before, and 0 for the first.
    pub(super) fn read(text: &'static str) -> Self {
        let mut words = Vec::new();
        let mut rest = text;
        let mut next = 0;
        while let Some(end) = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric()) {
            let (name, after) = rest.split_at(end);
            let mut after = after.chars();
            let number = after.next().map_or(next, |mark| if mark == ' ' { next } else { u32::from(mark) });
            words.push((name, number));
            next = number + 1;
            rest = after.as_str();
        }
        Self::of(words)
    }
}

impl<'a> Dictionary<'a> {
    /// The dictionary of some names. Of one that is there more than once, always the same is found.
    pub(super) fn of(mut words: Vec<(&'a str, u32)>) -> Self {
        words.sort_unstable_by_key(|(name, _)| *name);
        Self(words)
    }

    /// What a name stands for.
    pub(super) fn find(&self, name: &str) -> Option<u32> {
        self.0.get(self.place(name)?).map(|(_, number)| *number)
    }

    /// What a name stands for, to be changed.
    pub(super) fn find_mut(&mut self, name: &str) -> Option<&mut u32> {
        let place = self.place(name)?;
        self.0.get_mut(place).map(|(_, number)| number)
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.0.binary_search_by(|(known, _)| (*known).cmp(name)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::Dictionary;
    use crate::html::{elements, entities};

    #[test]
    fn every_name_is_found() {
        for text in [elements::NAMES, entities::NAMES] {
            let mut dictionary = Dictionary::read(text);
            assert!(dictionary.0.len() > 100);
            assert!(dictionary.0.windows(2).all(|pair| pair[0].0 < pair[1].0));
            for (name, number) in dictionary.0.clone() {
                assert_eq!(dictionary.find(name), Some(number), "{name}");
                assert_eq!(dictionary.find_mut(name).copied(), Some(number), "{name}");
            }
            assert_eq!(dictionary.find(""), None);
            assert_eq!(dictionary.find("made-up"), None);
        }
    }

    #[test]
    fn a_blank_stands_for_the_next_number() {
        let dictionary = Dictionary::read("b a nbsp\u{a0}iexcl yen¥");
        for (name, number) in [("b", 0), ("a", 1), ("nbsp", 0xa0), ("iexcl", 0xa1), ("yen", 0xa5)] {
            assert_eq!(dictionary.find(name), Some(number), "{name}");
        }
    }
}
