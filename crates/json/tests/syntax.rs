//! What is JSON, what is not, and what is said about the latter.

mod suite;

use standfirst_json::{MAX_DEPTH, MAX_VALUES, Value, Writer, parse};

#[test]
fn the_suite_is_read_as_it_says() {
    assert!(suite::MUST_PARSE.len() > 90 && suite::MUST_BE_REFUSED.len() > 150);
    for (name, text) in suite::MUST_PARSE {
        assert!(parse(text).is_ok(), "{name}: {:?}", parse(text));
    }
    for (name, text) in suite::MUST_BE_REFUSED {
        assert!(parse(text).is_err(), "{name} was read");
    }
    for (_, text) in suite::EITHER {
        drop(parse(text));
    }
}

#[test]
fn every_beginning_of_a_document_is_refused_without_a_panic() {
    let text = r#"{"a": [1.5e+3, -0, true, false, null, "é\n😀 \uD83D\uDE00 \u00e9"], "b": {}}"#;
    assert!(parse(text).is_ok());
    for (end, _) in text.char_indices() {
        let error = parse(&text[..end]).unwrap_err();
        assert!(error.column >= 1 && error.to_string().contains("at line 1, column"), "{error}");
    }
}

#[test]
fn errors_say_what_and_where() {
    let cases = [
        ("", "unexpected end of the document at line 1, column 1"),
        ("{\n  \"a\": 1,\n  \"b\"", "unexpected end of the document at line 3, column 6"),
        ("\"é", "unexpected end of the document at line 1, column 3"),
        ("[1 2]", "unexpected character “2” at line 1, column 4"),
        ("<!doctype html>", "unexpected character “<” at line 1, column 1"),
        ("[tru]", "unexpected character “]” at line 1, column 5"),
        ("\"a\nb\"", "control character in a string at line 1, column 3"),
        (r#"["\x"]"#, "invalid escape in a string at line 1, column 3"),
        (r#"["\u12"]"#, "invalid escape in a string at line 1, column 3"),
        ("[01]", "invalid number at line 1, column 3"),
        ("[1.]", "invalid number at line 1, column 4"),
        ("{} {}", "text after the end of the value at line 1, column 4"),
    ];
    for (text, expected) in cases {
        assert_eq!(parse(text).unwrap_err().to_string(), expected, "{text:?}");
    }
}

#[test]
fn depth_is_limited_at_any_size() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    let limit = usize::try_from(MAX_DEPTH).unwrap();
    assert!(parse(&nested(limit)).is_ok());
    for text in [nested(limit + 1), nested(100_000), "[".repeat(100_000), r#"[{"":"#.repeat(50_000)] {
        let error = parse(&text).unwrap_err();
        assert!(error.to_string().starts_with("arrays and objects nested too deep"), "{error}");
    }
}

#[test]
fn the_number_of_values_is_limited() {
    let count = usize::try_from(MAX_VALUES).unwrap();
    let text = format!("[{}0]", "0,".repeat(count));
    assert!(parse(&text).unwrap_err().to_string().starts_with("too many values"));
}

#[test]
fn strings_come_out_as_they_are_meant() {
    let cases = [
        (r#""\u0041\t\/\"\\""#, "A\t/\"\\"),
        (r#""\uD83D\uDE00""#, "😀"),
        (r#""\uD83D""#, "\u{fffd}"),
        (r#""\uDE00\uD83D""#, "\u{fffd}\u{fffd}"),
        (r#""\uD83Dx\uDE00""#, "\u{fffd}x\u{fffd}"),
        (r#""\uD83D\n""#, "\u{fffd}\n"),
        (r#""\uD83D\u0041""#, "\u{fffd}A"),
        ("\u{feff}\"\u{feff}\"", "\u{feff}"),
    ];
    for (text, expected) in cases {
        assert_eq!(parse(text), Ok(Value::String(expected.to_owned())), "{text}");
    }
}

#[test]
fn look_ups_are_loose() {
    let value = parse(r#"{"a": {"b": [10, {"c": "x"}]}, "a2": 1, "a2": 2, "n": -3, "f": 2.5}"#).unwrap();
    assert_eq!(value.text("a/b/1/c"), Some("x"));
    assert_eq!(value.at("a/b/2/c"), None);
    assert_eq!(value.at("a/b/c"), None);
    assert_eq!(value.get("a2").and_then(Value::as_u64), Some(2));
    assert_eq!(value.get("n").and_then(Value::as_i64), Some(-3));
    assert_eq!(value.get("f").and_then(Value::as_f64), Some(2.5));
    assert_eq!(value.get("f").and_then(Value::as_i64), None);
    let names: Vec<&str> = value.as_object().unwrap().iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["a", "a2", "a2", "n", "f"]);
}

#[test]
fn what_is_written_is_read_back() {
    let text: String = (0..0x120).filter_map(char::from_u32).chain("\u{2028}\"\\😀".chars()).collect();
    let mut writer = Writer::new();
    writer.begin_array();
    writer.string(&text);
    writer.begin_object();
    writer.end_object();
    writer.begin_object();
    writer.key("").null();
    writer.key("t").bool(true);
    writer.key("n").number(i64::MIN);
    writer.key("list").begin_array();
    writer.end_array();
    writer.end_object();
    writer.end_array();
    let json = writer.finish();
    let value = parse(&json).unwrap();
    assert_eq!(value.element(0).and_then(Value::as_str), Some(text.as_str()));
    assert!(json.ends_with(r#",{},{"":null,"t":true,"n":-9223372036854775808,"list":[]}]"#), "{json}");
}
