//! The small part of CSS selectors that names the story in an HTML page.
//!
//! Elements by name, `.class`, `#id`, `[attribute]`, `[attribute=value]`, all of these together as in
//! `div.story[lang="fi"]`, and what is inside another: `#page .story`. `*` is any element. No lists with commas, no
//! `>`, `+` or `~`, no pseudo-classes and no escapes.

use std::fmt;

/// Most compounds that a selector may have; each is looked for around every element that matches the last.
const MAX_COMPOUNDS: usize = 16;

/// Longest selector, in bytes.
pub const MAX_BYTES: usize = 500;

/// A selector: what an element must be, and what must be around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    /// The outermost first; the last is the element itself. Never empty.
    pub(crate) compounds: Vec<Compound>,
}

/// What one element must be, all at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Compound {
    /// Its name in lower case; any where there is none.
    pub(crate) name: Option<String>,
    pub(crate) classes: Vec<String>,
    /// Attributes in lower case, and the values that they must have.
    pub(crate) attributes: Vec<(String, Option<String>)>,
}

/// What is wrong with a selector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SelectorError {
    /// There is nothing in it.
    Empty,
    /// It has this, which is not among what is understood here.
    Unknown(char),
    /// It ends too early, in the middle of a name, a value or brackets.
    Unfinished,
    /// It is longer than 500 bytes, or has more than 16 parts.
    TooLong,
}

impl Selector {
    /// Reads a selector.
    ///
    /// # Errors
    /// For what is none, or is none of the part of CSS that is understood here.
    pub fn parse(text: &str) -> Result<Self, SelectorError> {
        if text.len() > MAX_BYTES {
            return Err(SelectorError::TooLong);
        }
        let mut rest = text.trim();
        let mut compounds = Vec::new();
        while !rest.is_empty() {
            let (compound, after) = compound(rest)?;
            compounds.push(compound);
            rest = after.trim_start();
        }
        match compounds.len() {
            0 => Err(SelectorError::Empty),
            1..=MAX_COMPOUNDS => Ok(Self { compounds }),
            _ => Err(SelectorError::TooLong),
        }
    }
}

fn compound(text: &str) -> Result<(Compound, &str), SelectorError> {
    let mut found = Compound::default();
    let mut rest = text;
    if let Some(after) = rest.strip_prefix('*') {
        rest = after;
    } else if rest.starts_with(is_name) {
        let (name, after) = name(rest)?;
        found.name = Some(name.to_ascii_lowercase());
        rest = after;
    }
    loop {
        let mut characters = rest.chars();
        let mark = characters.next();
        let after = characters.as_str();
        rest = match mark {
            None => return Ok((found, rest)),
            Some(mark) if mark.is_whitespace() => return Ok((found, rest)),
            Some('.') => {
                let (class, after) = name(after)?;
                found.classes.push(class.to_owned());
                after
            }
            Some('#') => {
                let (id, after) = name(after)?;
                found.attributes.push(("id".to_owned(), Some(id.to_owned())));
                after
            }
            Some('[') => attribute(after, &mut found)?,
            Some(other) => return Err(SelectorError::Unknown(other)),
        };
    }
}

/// An attribute from behind its bracket on.
fn attribute<'a>(text: &'a str, found: &mut Compound) -> Result<&'a str, SelectorError> {
    let (known, rest) = name(text.trim_start())?;
    let known = known.to_ascii_lowercase();
    let rest = rest.trim_start();
    if let Some(rest) = rest.strip_prefix(']') {
        found.attributes.push((known, None));
        return Ok(rest);
    }
    let Some(rest) = rest.strip_prefix('=') else {
        return Err(rest.chars().next().map_or(SelectorError::Unfinished, SelectorError::Unknown));
    };
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|mark| matches!(mark, '"' | '\''));
    let (value, rest) = match quote {
        Some(quote) => {
            let inside = rest.get(1..).unwrap_or_default();
            inside.split_once(quote).ok_or(SelectorError::Unfinished)?
        }
        None => name(rest)?,
    };
    found.attributes.push((known, Some(value.to_owned())));
    let rest = rest.trim_start();
    rest.strip_prefix(']')
        .ok_or_else(|| rest.chars().next().map_or(SelectorError::Unfinished, SelectorError::Unknown))
}

fn name(text: &str) -> Result<(&str, &str), SelectorError> {
    let (name, rest) = text.split_at(text.find(|found| !is_name(found)).unwrap_or(text.len()));
    if name.is_empty() {
        return Err(text.chars().next().map_or(SelectorError::Unfinished, SelectorError::Unknown));
    }
    Ok((name, rest))
}

fn is_name(found: char) -> bool {
    found.is_ascii_alphanumeric() || matches!(found, '-' | '_') || !found.is_ascii()
}

impl fmt::Display for SelectorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("The selector is empty."),
            Self::Unknown(found) => {
                f.write_str("The selector has “")?;
                f.write_str(found.encode_utf8(&mut [0; 4]))?;
                f.write_str("” where it is not understood.")
            }
            Self::Unfinished => f.write_str("The selector ends too early."),
            Self::TooLong => f.write_str("The selector is too long."),
        }
    }
}

impl std::error::Error for SelectorError {}

#[cfg(test)]
mod tests {
    use super::{Compound, Selector, SelectorError};

    #[test]
    fn selectors_are_read() {
        let selector = Selector::parse(" MAIN #page\t.story.long[Data-x][lang = 'f i'][b=c] * ").unwrap();
        let name = |name: &str| Compound { name: Some(name.to_owned()), ..Compound::default() };
        let value = |name: &str, value: Option<&str>| (name.to_owned(), value.map(str::to_owned));
        assert_eq!(
            selector.compounds,
            [
                name("main"),
                Compound { attributes: vec![value("id", Some("page"))], ..Compound::default() },
                Compound {
                    name: None,
                    classes: vec!["story".to_owned(), "long".to_owned()],
                    attributes: vec![
                        value("data-x", None),
                        value("lang", Some("f i")),
                        value("b", Some("c"))
                    ],
                },
                Compound::default(),
            ]
        );
    }

    #[test]
    fn what_is_not_understood_is_said() {
        use SelectorError::{Empty, TooLong, Unfinished, Unknown};
        let long = "a ".repeat(17);
        let cases = [
            ("", Empty),
            (" \n", Empty),
            ("a > b", Unknown('>')),
            ("a, b", Unknown(',')),
            ("p:first-child", Unknown(':')),
            ("a.", Unfinished),
            ("..a", Unknown('.')),
            ("#", Unfinished),
            ("[a", Unfinished),
            ("[a=", Unfinished),
            ("[a='b]", Unfinished),
            ("[a~=b]", Unknown('~')),
            ("[a=b c]", Unknown('c')),
            ("[]", Unknown(']')),
            ("<script>", Unknown('<')),
            (&long, TooLong),
            (&"a".repeat(501), TooLong),
        ];
        for (text, expected) in cases {
            assert_eq!(Selector::parse(text), Err(expected), "{text:?}");
        }
    }
}
