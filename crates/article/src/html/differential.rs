//! Our tokenizer beside a conforming one, html5gum: the same tags, attributes and texts.

use html5gum::emitters::default::DefaultEmitter;

use super::tokenizer::{Names, Token, Tokenizer, normalise};

fn ours(html: &str) -> Vec<String> {
    let html = normalise(html);
    let names = Names::read();
    let mut tokenizer = Tokenizer::new(&html, &names);
    let mut out = Vec::new();
    while let Some(token) = tokenizer.next_token() {
        match token {
            Token::Text(text) => push_text(&mut out, &text),
            Token::End(tag) => out.push(format!("</{}>", tag.name)),
            Token::Start(tag) => out.push(start(&tag.name, tag.attributes, tag.self_closing)),
        }
    }
    out
}

fn theirs(html: &str) -> Vec<String> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut out = Vec::new();
    for token in html5gum::Tokenizer::new_with_emitter(html, emitter) {
        match token.unwrap() {
            html5gum::Token::StartTag(tag) => {
                let attributes =
                    tag.attributes.iter().map(|(name, value)| (text(name), text(value))).collect();
                out.push(start(&text(&tag.name), attributes, tag.self_closing));
            }
            html5gum::Token::EndTag(tag) => out.push(format!("</{}>", text(&tag.name))),
            html5gum::Token::String(found) => push_text(&mut out, &text(&found)),
            _ => {}
        }
    }
    out
}

fn start(name: &str, mut attributes: Vec<(String, String)>, self_closing: bool) -> String {
    attributes.sort();
    format!("<{name} {attributes:?} {self_closing}>")
}

/// Texts that touch are one; NUL is the tree's affair, which drops it.
fn push_text(out: &mut Vec<String>, text: &str) {
    let text = text.replace('\0', "");
    match out.last_mut() {
        Some(before) if before.starts_with('"') => before.push_str(&text),
        _ if !text.is_empty() => out.push(format!("\"{text}")),
        _ => {}
    }
}

fn check(html: &str) {
    assert_eq!(ours(html), theirs(html), "{html:?}");
}

#[test]
fn nasty_cases_are_read_alike() {
    let cases = [
        "<a href=x>y</a>",
        "<A HREF = 'x\"' B=\"y'\" c d=e/f g=/>",
        "<a/b/c=d/>",
        "<a =b =c= d==e>",
        "<a b=c b=d B=e>",
        "<a b='c'd=\"e\"f=g>",
        "<a b=>c",
        "<a b= >c",
        "<a\nb\r\n=\tc\u{c}d>",
        "<a b='&amp;&lt&notit;&copy=1&copy;' c=?x&lang=en&amp=1>",
        "<a b=\"c",
        "<a b",
        "<a ",
        "</a b=c>d",
        "</a/>",
        "< a>",
        "</ a>b",
        "</>b",
        "</",
        "<",
        "<?xml version='1.0'?>a",
        "<!doctype html 'a>b'>c",
        "<!a>b<!>c<!->d",
        "<!--a-->b<!--->c<!---->d<!-->e",
        "<!--a--!>b<!--a--b-->c<!--a<!--b-->c-->d",
        "<!--a",
        "<![CDATA[a]]>b",
        "a&#65;&#x41;&#X41&#0;&#x80;&#x9f;&#xd800;&#x110000;&#99999999999;&#;&#x;b",
        "&amp&AMP;&ampx;&nbsp;&notin;&not;&noti;&hearts;&Aacute&aacute;&unknown;&;&",
        "<script>a</script>b",
        "<script>a<!-- <script>b</script> c</script>d--></script>e",
        "<script><!--></script>a",
        "<script><!---></script>a",
        "<script><!-- <script></script>a</script>b",
        "<script>a</scripty></script >b",
        "<SCRIPT>a</sCrIpT/b>c",
        "<style>a</b></style>c",
        "<title>a<b>&amp;</title>c",
        "<textarea>a</textarea",
        "<textarea>a</textarea b",
        "<iframe><p></iframe><noscript><p>a</noscript>b<xmp><p></xmp>",
        "<plaintext>a</plaintext><b>",
        "<img src=x onerror=alert(1)//",
        "<svg><![CDATA[a>b]]></svg>",
        "a\0b<a\0b c\0d=e\0f><style>\0</style>",
        "a\rb\r\nc",
    ];
    for html in cases {
        check(html);
    }
}

/// The pieces of which mistakes are made, in 30,000 orders.
#[test]
fn pieces_in_any_order_are_read_alike() {
    const PIECES: &[&str] = &[
        "<",
        "</",
        ">",
        "/>",
        "/",
        "=",
        "\"",
        "'",
        " ",
        "\n",
        "\r",
        "\0",
        "a",
        "A",
        "x1",
        "é",
        "😀",
        "-",
        "!",
        "?",
        "<!--",
        "-->",
        "--!>",
        "--",
        "<!",
        "<!doctype",
        "<![CDATA[",
        "]]>",
        "<a",
        "<b>",
        "</b>",
        "<p ",
        "</p>",
        "<script>",
        "</script>",
        "<script",
        "</script",
        "<style>",
        "</style>",
        "<title>",
        "</title>",
        "<textarea",
        "</textarea ",
        "<xmp>",
        "</xmp>",
        "<iframe>",
        "</iframe>",
        "<plaintext>",
        "&",
        "&amp",
        "&amp;",
        "&lt",
        "&#",
        "&#x",
        "&#65;",
        "&#x41",
        "41",
        ";",
        "&not",
        "xyz;",
        "&copy=",
        "&nbsp;",
        "href=",
        "src='",
        "title=\"",
    ];
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut next = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % limit
    };
    for _ in 0..30_000 {
        let length = 1 + next(14);
        let html: String = (0..length).map(|_| PIECES[next(PIECES.len())]).collect();
        check(&html);
    }
}
