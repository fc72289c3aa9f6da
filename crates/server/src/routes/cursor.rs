//! The text that leads to the next page. It names the list it is of, so that it cannot be used on another.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use standfirst_review::problem::code;
use standfirst_review::{FieldError, Rating, Sort};

use crate::storage::Position;

/// Writes the cursor of a page that ended at `position`.
pub(super) fn encode(sort: Sort, stars: Option<Rating>, position: Position) -> String {
    let Position { rating, created, seq } = position;
    let stars = stars.map_or(0, Rating::stars);
    URL_SAFE_NO_PAD.encode(format!("{} {stars} {} {created} {seq}", sort.name(), rating.stars()))
}

/// Reads it back.
///
/// # Errors
/// `bad_cursor` where it is not one of this order and these stars.
pub(super) fn decode(text: &str, sort: Sort, stars: Option<Rating>) -> Result<Position, FieldError> {
    let bad = || FieldError::new("cursor", code::BAD_CURSOR, "this is not a cursor of a list in this order");
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| bad())?;
    let plain = String::from_utf8(bytes).map_err(|_| bad())?;
    let parts: Vec<&str> = plain.split(' ').collect();
    let &[list, filter, rating, created, seq] = parts.as_slice() else { return Err(bad()) };
    let rating = rating.parse().ok().and_then(Rating::new).ok_or_else(bad)?;
    let of_list = list == sort.name()
        && filter == stars.map_or(0, Rating::stars).to_string()
        && stars.is_none_or(|stars| stars == rating);
    let (Ok(created), Ok(seq), true) = (created.parse(), seq.parse(), of_list) else { return Err(bad()) };
    Ok(Position { rating, created, seq })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_of_one_list() {
        let four = Rating::new(4);
        let position = Position { rating: four.unwrap(), created: 1_700_000_000_000, seq: 42 };
        let cursor = encode(Sort::Highest, None, position);
        assert_eq!(decode(&cursor, Sort::Highest, None), Ok(position));
        assert!(decode(&cursor, Sort::Lowest, None).is_err());
        assert!(decode(&cursor, Sort::Highest, four).is_err());
        let cursor = encode(Sort::Newest, four, position);
        assert_eq!(decode(&cursor, Sort::Newest, four), Ok(position));
        assert!(decode(&cursor, Sort::Newest, Rating::new(5)).is_err());
        for plain in ["", "newest", "newest 0 9 1 1", "newest 0 4 x 1", "newest 0 4 1 1 1", "newest 5 4 1 1"]
        {
            assert!(decode(&URL_SAFE_NO_PAD.encode(plain), Sort::Newest, None).is_err(), "{plain}");
        }
        for text in ["?", "é", "bmV3ZXN0=", &"a".repeat(10_000)] {
            assert!(decode(text, Sort::Newest, None).is_err(), "{text}");
        }
    }
}
