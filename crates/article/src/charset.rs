//! Which charset bytes are in, for whoever decodes them before they are read here.

use crate::text::is_space;

/// How many of the first bytes may declare a charset: as many as the HTML standard looks at.
const LOOKED_AT: usize = 1024;

/// The label of the charset of a document's bytes, for the Encoding Standard's decoders (`TextDecoder`, `encoding_rs`),
/// in lower case. It is not checked to be one that they know: where it is none, the bytes are UTF-8 or Windows-1252.
///
/// In this order: the byte order mark; the `charset` of the media type; two bytes a letter, by where the zeros are (XML,
/// appendix F); what a document that begins like markup declares in its first 1,024 bytes, the encoding of the XML
/// declaration or a `meta` element (HTML standard, section 13.2.3.2); UTF-8, where the bytes are that; Windows-1252.
#[must_use]
pub fn charset_of(bytes: &[u8], media_type: Option<&str>) -> String {
    let marked = match bytes {
        [0xef, 0xbb, 0xbf, ..] => Some("utf-8"),
        [0xff, 0xfe, ..] => Some("utf-16le"),
        [0xfe, 0xff, ..] => Some("utf-16be"),
        _ => None,
    };
    let wide = || match bytes {
        [first @ 1..=0x7f, 0, second, 0, ..] if *second != 0 && *first != 0 => Some("utf-16le"),
        [0, first @ 1..=0x7f, 0, second, ..] if *second != 0 && *first != 0 => Some("utf-16be"),
        _ => None,
    };
    if let Some(label) = marked {
        return label.to_owned();
    }
    if let Some(label) = media_type.and_then(parameter) {
        return label;
    }
    if let Some(label) = wide() {
        return label.to_owned();
    }
    if let Some(label) = declared(bytes) {
        return label;
    }
    if std::str::from_utf8(bytes).is_ok() { "utf-8" } else { "windows-1252" }.to_owned()
}

/// Whether bytes are text in that charset, by their looks: a byte of zero among the first says that they are a picture or
/// the like, unless two bytes make a letter.
#[must_use]
pub fn is_text(bytes: &[u8], label: &str) -> bool {
    label.starts_with("utf-16") || !bytes.iter().take(LOOKED_AT).any(|byte| *byte == 0)
}

/// The `charset` parameter of a media type (RFC 9110, section 8.3.2).
fn parameter(media_type: &str) -> Option<String> {
    media_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = label(value.trim().trim_matches('"'))?;
        name.trim().eq_ignore_ascii_case("charset").then_some(value)
    })
}

/// What the markup says itself.
fn declared(bytes: &[u8]) -> Option<String> {
    let head: String =
        bytes.iter().take(LOOKED_AT).map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let head = head.trim_start_matches(is_space);
    if !head.starts_with('<') {
        return None;
    }
    let found = match head.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((declaration, _)) if declaration.contains("encoding") => value_after(declaration, "encoding"),
        _ => in_meta(head),
    }?;
    // Bytes in which this could be read are not of two a letter.
    Some(match found.as_str() {
        label if label.starts_with("utf-16") => "utf-8".to_owned(),
        "x-user-defined" => "windows-1252".to_owned(),
        _ => found,
    })
}

/// The charset that the first `meta` element with one names, outside comments.
fn in_meta(head: &str) -> Option<String> {
    let mut rest = head;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at..)?;
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->")?.1;
        } else if let Some(meta) = rest.strip_prefix("<meta") {
            // An element that the looking ends in is not looked at.
            let (tag, after) = meta.split_once('>')?;
            if let Some(found) = value_after(tag, "charset") {
                return Some(found);
            }
            rest = after;
        } else {
            rest = rest.get(1..)?;
        }
    }
    None
}

/// The value that stands after a name and an equals sign, with or without quotation marks.
fn value_after(text: &str, name: &str) -> Option<String> {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(name) {
        if let Some(value) = after.trim_start_matches(is_space).strip_prefix('=') {
            let value = value.trim_start_matches(is_space).trim_start_matches(['"', '\'']);
            let end = value.find(|found: char| is_space(found) || matches!(found, '"' | '\'' | ';' | '/'));
            return label(value.get(..end.unwrap_or(value.len()))?);
        }
        rest = after;
    }
    None
}

fn label(text: &str) -> Option<String> {
    let sound = |found: char| found.is_ascii_alphanumeric() || matches!(found, '-' | '_' | ':' | '.' | '+');
    let sound = !text.is_empty() && text.len() <= 40 && text.chars().all(sound);
    sound.then(|| text.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::charset_of;

    #[test]
    fn charsets_are_found() {
        let cases: &[(&[u8], Option<&str>, &str)] = &[
            (b"", None, "utf-8"),
            (b"plain", Some("text/plain"), "utf-8"),
            (b"\xe9", None, "windows-1252"),
            (b"\xef\xbb\xbf<?xml encoding='iso-8859-1'?>", Some("text/xml; charset=koi8-r"), "utf-8"),
            (b"\xff\xfe<\0", Some("text/html; charset=utf-8"), "utf-16le"),
            (b"\xfe\xff\0<", None, "utf-16be"),
            (b"<\0?\0x\0", None, "utf-16le"),
            (b"\0<\0?\0x", None, "utf-16be"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None, "windows-1252"),
            (b"<p>", Some("text/html; x=1; Charset=\"ISO-8859-15\""), "iso-8859-15"),
            (b"<p>", Some("text/html; charset="), "utf-8"),
            (b"<p>", Some("text/html; charset=a b"), "utf-8"),
            (b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\" ?><rss>", Some("application/rss+xml"), "iso-8859-1"),
            (b"<?xml version='1.0' encoding = 'UTF-8'?><x>\xff", None, "utf-8"),
            (b"<?xml version='1.0'?><x encoding='koi8-r'>", None, "utf-8"),
            (b"<?xml version='1.0' encoding='UTF-16'?><x>", None, "utf-8"),
            (b"<!doctype html><META Charset = Windows-1251 />\xe9", None, "windows-1251"),
            (
                b"<html><head><meta name=x><meta http-equiv='Content-Type' content='text/html; charset=Shift_JIS'>",
                None,
                "shift_jis",
            ),
            (b"<!-- <meta charset=koi8-r> --><p>", None, "utf-8"),
            (b"{\"a\": \"<meta charset=koi8-r>\"}", None, "utf-8"),
            (b"<meta charset=koi8-r", None, "utf-8"),
            (b"<meta charset='<script>'>", None, "utf-8"),
        ];
        for (bytes, media_type, expected) in cases {
            let text = String::from_utf8_lossy(bytes);
            assert_eq!(charset_of(bytes, *media_type), *expected, "{text:?} {media_type:?}");
        }
        let late = [" ".repeat(1024).as_bytes(), b"<meta charset=koi8-r>"].concat();
        assert_eq!(charset_of(&late, None), "utf-8");
    }
}
