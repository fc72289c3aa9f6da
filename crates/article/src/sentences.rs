//! Where a sentence or a clause ends.

use json::text::{trim, trim_end_of, trim_start};

use crate::text::{cut, first, is_any, is_letter, is_lower, is_one_of, is_upper, last, length, strip_start};

/// The longest first sentence, in characters, that makes a title; of a longer one, a clause does.
const MAX_TITLE_CHARS: usize = 120;

/// The fewest characters of a clause that make a title.
const MIN_CLAUSE_CHARS: usize = 20;

/// Makes a title out of a text's first sentence, and a summary out of the rest. Where the first sentence is too long,
/// its first clause is the title and the summary is the whole text, since the sentence would lack its beginning.
pub(crate) fn title_and_summary(text: &str) -> (String, Option<String>) {
    let end = sentence_end(text);
    let (sentence, rest) = text.split_at(end);
    if length(sentence) <= MAX_TITLE_CHARS {
        let rest = trim(rest);
        let summary = (!rest.is_empty()).then(|| rest.to_owned());
        return (without_full_stop(sentence), summary);
    }
    let title = match clause_end(sentence) {
        Some(end) => sentence.get(..end).unwrap_or_default().to_owned(),
        None => cut(sentence, MAX_TITLE_CHARS),
    };
    (title, Some(text.to_owned()))
}

fn without_full_stop(sentence: &str) -> String {
    let sentence = trim(sentence);
    let stop = last(sentence);
    let stop_bytes = if is_any(".。।۔", stop) { stop.len_utf8() } else { 0 };
    let bare = sentence.get(..sentence.len() - stop_bytes).unwrap_or_default();
    // Three points, or two, are no full stop.
    if last(bare) == '.' { sentence } else { bare }.to_owned()
}

/// The byte after the first sentence, its closing quotation marks included.
fn sentence_end(text: &str) -> usize {
    let mut rest = text;
    while !rest.is_empty() {
        let found = first(rest);
        let at = text.len() - rest.len();
        rest = rest.get(found.len_utf8()..).unwrap_or_default();
        if is_any("。！？", found) {
            break;
        }
        let ends = is_any(".!?…।۔؟", found);
        if !ends || (found == '.' && is_abbreviation(text.get(..at).unwrap_or_default())) {
            continue;
        }
        rest = strip_start(rest, "\"”’»).!?…");
        // What goes on in lower case is the same sentence: `“Why?” she asked`.
        let next = trim_start(rest);
        if rest.is_empty() || (next.len() < rest.len() && !is_lower(first(next))) {
            break;
        }
    }
    text.len() - rest.len()
}

/// Whether the word before a full stop is likely cut short by it: an initial, as in `J. Doe` and `U.S.`, or a title.
fn is_abbreviation(before: &str) -> bool {
    let word = before.get(trim_end_of(before, is_letter).len()..).unwrap_or_default();
    let initial = length(word) == 1 && is_upper(first(word));
    initial || is_one_of("Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|Rep|Gov|Lt|Col|Sgt|No|vs|approx", word)
}

/// The byte where the first clause that is long enough, and no longer than a title may be, ends.
fn clause_end(sentence: &str) -> Option<usize> {
    let mut count = 0;
    for (at, found) in sentence.char_indices() {
        count += 1;
        if count > MAX_TITLE_CHARS {
            return None;
        }
        let after = first(sentence.get(at + found.len_utf8()..)?);
        let parts = is_any("，；—", found)
            || (is_any(",;:،", found) && after.is_whitespace())
            || (found == ' ' && is_any("–—", after));
        if parts && count > MIN_CLAUSE_CHARS {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::title_and_summary;

    #[test]
    fn a_title_is_a_sentence_or_a_clause() {
        let long = "The council of Great Tarn, an island of nine hundred people that lies forty miles off the coast, \
                    voted on Tuesday night to switch off its lamps";
        let cases = [
            (
                "Ports share one lane. The harbours agree.",
                "Ports share one lane",
                Some("The harbours agree."),
            ),
            ("Ports share one lane.", "Ports share one lane", None),
            ("Ports share one lane", "Ports share one lane", None),
            ("Who pays? Nobody knows.", "Who pays?", Some("Nobody knows.")),
            ("“Why?” she asked. No answer came.", "“Why?” she asked", Some("No answer came.")),
            (
                "Dr. J. Doe of the U.S. Navy left. He did.",
                "Dr. J. Doe of the U.S. Navy left",
                Some("He did."),
            ),
            ("It rose by 2.5 per cent. Rates fell.", "It rose by 2.5 per cent", Some("Rates fell.")),
            ("And then... Nothing.", "And then...", Some("Nothing.")),
            ("首都で会議。明日も続く。", "首都で会議", Some("明日も続く。")),
            (long, "The council of Great Tarn", Some(long)),
        ];
        for (text, title, summary) in cases {
            assert_eq!(title_and_summary(text), (title.to_owned(), summary.map(str::to_owned)), "{text}");
        }
    }
}
