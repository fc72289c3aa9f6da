//! The YAML between two lines of dashes that a Markdown document may begin with.

use json::{Value, Writer};
use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::limits::MAX_FRONT_MATTER_BYTES;

/// How deep lists and mappings nest in it; none of what is read here is deeper than three.
const MAX_DEPTH: usize = 20;

/// The front matter of a document, and what follows it; `None` where it has none.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let after = text.trim_start().strip_prefix("---")?;
    let (blank, _) = after.split_once('\n')?;
    if !blank.trim().is_empty() {
        return None;
    }
    let content = after.get(blank.len() + 1..)?;
    let mut at = 0;
    for line in content.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == "---" || bare == "..." {
            let front = content.get(..at)?;
            // A text that begins with a line of dashes is none.
            let names = front.lines().any(is_member);
            return names.then_some((front, content.get(at + line.len()..)?));
        }
        at += line.len();
        if at > MAX_FRONT_MATTER_BYTES {
            return None;
        }
    }
    None
}

/// Whether a line names a member of the outermost mapping.
fn is_member(line: &str) -> bool {
    member(line).is_some()
}

fn member(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim_matches(['"', '\'']);
    let sound = |found: char| found.is_alphanumeric() || matches!(found, '_' | '-');
    (!name.is_empty() && name.chars().all(sound)).then_some((name, value))
}

/// Reads front matter as an object whose values are texts, lists and objects. Where it is no valid YAML, such as after
/// a colon in a title, texts are put into quotation marks, and where that does not help each line counts for itself.
pub(super) fn read(yaml: &str) -> Value {
    let text = events(yaml).or_else(|| events(&quoted(yaml))).unwrap_or_else(|| lines(yaml));
    json::parse(&text).unwrap_or(Value::Null)
}

/// What is open in the YAML.
enum Open {
    List,
    /// A mapping, and whether a value is next.
    Mapping(bool),
}

/// As JSON; `None` where it is none or no mapping. An alias is nothing, so that none can expand.
fn events(yaml: &str) -> Option<String> {
    let mut out = Writer::new();
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(yaml) {
        let (event, _) = event.ok()?;
        let is_key = matches!(open.last(), Some(Open::Mapping(false)));
        match &event {
            Event::Scalar(text, style, ..) => {
                if open.is_empty() {
                    return None;
                }
                if is_key {
                    out.key(text);
                } else if *style == ScalarStyle::Plain && matches!(&**text, "" | "~" | "null" | "Null" | "NULL") {
                    out.null();
                } else {
                    out.string(text);
                }
            }
            Event::Alias(_) if is_key => return None,
            Event::Alias(_) => {
                out.null();
            }
            Event::SequenceStart(..) | Event::MappingStart(..) if is_key || open.len() >= MAX_DEPTH => return None,
            Event::SequenceStart(..) => {
                if open.is_empty() {
                    return None;
                }
                out.begin_array();
                open.push(Open::List);
                continue;
            }
            Event::MappingStart(..) => {
                out.begin_object();
                open.push(Open::Mapping(false));
                continue;
            }
            Event::SequenceEnd => {
                out.end_array();
                open.pop();
            }
            Event::MappingEnd => {
                out.end_object();
                open.pop();
                if open.is_empty() {
                    return Some(out.finish());
                }
            }
            _ => continue,
        }
        if let Some(Open::Mapping(value_next)) = open.last_mut() {
            *value_next = !*value_next;
        }
    }
    None
}

/// The same with quotation marks around the texts that people forget them around, since a colon stands in them.
fn quoted(yaml: &str) -> String {
    let mut out = String::with_capacity(yaml.len());
    for line in yaml.lines() {
        match member(line) {
            Some((name, value)) if value.contains(": ") && !value.trim().starts_with(['"', '\'', '[', '{', '&', '!', '|', '>']) => {
                out.push_str(name);
                out.push_str(": '");
                out.push_str(&value.trim().replace('\'', "''"));
                out.push('\'');
            }
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

fn lines(yaml: &str) -> String {
    let mut out = Writer::new();
    out.begin_object();
    for line in yaml.lines() {
        if let Some((name, value)) = member(line) {
            let value = value.trim();
            let quoted = ['"', '\''].iter().find_map(|mark| value.strip_prefix(*mark)?.strip_suffix(*mark));
            out.key(name).string(quoted.unwrap_or(value));
        }
    }
    out.end_object();
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::{read, split};

    #[test]
    fn front_matter_is_told_from_text() {
        assert_eq!(split("---\ntitle: x\n---\nText"), Some(("title: x\n", "Text")));
        assert_eq!(split("\n---  \r\ntitle: x\r\n...\r\n"), Some(("title: x\r\n", "")));
        let long = format!("---\ntitle: x\n{}---\n", "a: b\n".repeat(20_000));
        for text in ["Text", "---", "---\n", "---\ntitle: x", "---\nOne day\n---\n", "--- a: b\n---\n", "----\na: b\n---\n", &long] {
            assert_eq!(split(text), None, "{text:.40}");
        }
    }

    #[test]
    fn values_are_read_and_nothing_expands() {
        let value = read(
            "title: \"A: \\u00e9\"\ndate: 2026-11-24\ntags: [a, 'b']\nauthors:\n  - name: Jane\n    x: ~\n  - Joe\ntext: >\n  one\n  two\n",
        );
        assert_eq!(value.text("title"), Some("A: é"));
        assert_eq!(value.text("date"), Some("2026-11-24"));
        assert_eq!((value.text("tags/1"), value.text("authors/0/name"), value.text("authors/1")), (Some("b"), Some("Jane"), Some("Joe")));
        assert_eq!(value.text("text"), Some("one two\n"));
        let bomb: String = (1..30).map(|n| format!("a{n}: &a{n} [*a{0}, *a{0}, *a{0}]\n", n - 1)).collect();
        assert_eq!(read(&format!("a0: &a0 x\n{bomb}title: t")).text("title"), Some("t"));
    }

    #[test]
    fn what_is_no_yaml_is_read_by_lines() {
        let value = read("title: Lamps: it's a story\ntags: [a, b]");
        assert_eq!((value.text("title"), value.text("tags/1")), (Some("Lamps: it's a story"), Some("b")));
        for yaml in ["title: Lamps: a story\ntags: [a", "title: 'Lamps: a story'\n\tx: {", "title: \"Lamps: a story\"\n? [a]: b"] {
            assert_eq!(read(yaml).text("title"), Some("Lamps: a story"), "{yaml}");
        }
        for yaml in ["- a", "just text", "a: ".repeat(1000).as_str(), "[".repeat(60_000).as_str(), &format!("a: {}", "[".repeat(60_000)), &format!("a:{}", " -".repeat(30_000))] {
            assert!(read(yaml).text("title").is_none());
        }
    }
}
