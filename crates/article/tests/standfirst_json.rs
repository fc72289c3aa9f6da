//! Standfirst JSON, there and back.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use standfirst_article::{
    Align, Article, Block, Cell, Direction, Document, Embed, Figure, Image, ImageCandidate, Inline,
    LinkTarget, List, ListItem, Media, NativeUrls, RelatedHeadline, Resolver, Row, Table, Timestamp, read,
    to_json,
};
use support::read_document;

fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.to_owned())]
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph { id: None, content: text(words) }
}

fn every_inline(resolver: &Resolver<'_>) -> Vec<Inline> {
    let word = || text("word");
    vec![
        Inline::Text("A \"quoted\" \\ line\nand 😀\u{2028} ".to_owned()),
        Inline::Strong(vec![Inline::Emphasis(vec![Inline::Text("both".to_owned()), Inline::Break])]),
        Inline::Link { target: LinkTarget::Url(resolver.link("/a?b=1&c#d").unwrap()), content: word() },
        Inline::Link {
            target: LinkTarget::Url(resolver.link("mailto:a@b.example").unwrap()),
            content: word(),
        },
        Inline::Link { target: LinkTarget::Fragment("100%25 é".to_owned()), content: word() },
        Inline::Code(word()),
        Inline::Subscript(word()),
        Inline::Superscript(word()),
        Inline::Mark(word()),
        Inline::Strike(word()),
        Inline::Quote(word()),
        Inline::Abbreviation { title: "Words".to_owned(), content: word() },
        Inline::Time { datetime: "2026-11-24".to_owned(), content: word() },
        Inline::Anchor { id: "fn1-link".to_owned(), content: Vec::new() },
        Inline::Break,
        Inline::Text("end".to_owned()),
    ]
}

fn image(resolver: &Resolver<'_>) -> Image {
    Image {
        src: resolver.media("/1.jpg").unwrap(),
        srcset: vec![
            ImageCandidate { src: resolver.media("/1-300.jpg").unwrap(), descriptor: "300w".to_owned() },
            ImageCandidate { src: resolver.media("/1-600.jpg").unwrap(), descriptor: "600w".to_owned() },
        ],
        sizes: Some("100vw".to_owned()),
        width: Some(640),
        height: Some(480),
        alt: "A lamp".to_owned(),
    }
}

fn every_block(resolver: &Resolver<'_>) -> Vec<Block> {
    let cell = |header, colspan, rowspan, content| Cell {
        header,
        colspan,
        rowspan,
        align: (colspan > 1).then_some(Align::Right),
        content,
    };
    let plain_image = Image {
        srcset: Vec::new(),
        sizes: None,
        width: None,
        height: None,
        alt: String::new(),
        ..image(resolver)
    };
    let quote = Block::Quote {
        blocks: vec![paragraph("quoted"), Block::Divider],
        citation: text("Somebody"),
        source: resolver.link("https://books.example/1"),
    };
    let items = vec![
        ListItem { id: None, blocks: vec![paragraph("one")] },
        ListItem {
            id: None,
            blocks: vec![Block::Paragraph { id: None, content: vec![Inline::Strong(text("two"))] }],
        },
        ListItem { id: Some("three".to_owned()), blocks: vec![paragraph("three")] },
        ListItem {
            id: None,
            blocks: vec![Block::Paragraph { id: Some("four".to_owned()), content: text("four") }],
        },
        ListItem {
            id: None,
            blocks: vec![
                quote.clone(),
                Block::List(List {
                    ordered: false,
                    start: None,
                    items: vec![ListItem { id: None, blocks: vec![paragraph("inner")] }],
                }),
            ],
        },
    ];
    vec![
        Block::Heading { level: 2, id: Some("first".to_owned()), content: text("Heading") },
        Block::Heading { level: 6, id: None, content: every_inline(resolver) },
        paragraph("Plain"),
        Block::Paragraph { id: Some("p1".to_owned()), content: every_inline(resolver) },
        Block::List(List { ordered: true, start: Some(-3), items }),
        quote,
        Block::Quote { blocks: vec![paragraph("short")], citation: Vec::new(), source: None },
        Block::Figure(Figure {
            media: vec![
                Media::Image(image(resolver)),
                Media::Image(plain_image),
                Media::Video {
                    src: resolver.media("/1.mp4").unwrap(),
                    poster: resolver.media("/1.jpg"),
                    width: Some(1280),
                    height: Some(720),
                },
                Media::Video {
                    src: resolver.media("/2.mp4").unwrap(),
                    poster: None,
                    width: None,
                    height: None,
                },
                Media::Audio { src: resolver.media("/1.mp3").unwrap() },
            ],
            caption: every_inline(resolver),
            credit: Some("J. Doe".to_owned()),
        }),
        Block::Gallery {
            figures: vec![
                Figure {
                    media: vec![Media::Image(image(resolver))],
                    caption: text("one"),
                    credit: Some("J. Doe".to_owned()),
                },
                Figure { media: vec![Media::Image(image(resolver))], caption: Vec::new(), credit: None },
            ],
            caption: every_inline(resolver),
        },
        Block::Correction { title: Some("Clarification".to_owned()), blocks: vec![paragraph("was wrong")] },
        Block::Correction { title: None, blocks: vec![paragraph("was wrong"), Block::Divider] },
        Block::Table(Table {
            caption: text("Caption"),
            head: vec![Row { cells: vec![cell(true, 1, 1, text("a")), cell(false, 2, 1, Vec::new())] }],
            body: vec![
                Row { cells: vec![cell(true, 1, 2, text("b")), cell(false, 1, 1, every_inline(resolver))] },
                Row { cells: vec![cell(false, 1, 1, Vec::new()), cell(false, 1000, 65_534, text("c"))] },
            ],
        }),
        Block::Code { language: Some("rust".to_owned()), text: "fn main() {\n\t1 < 2;\n}".to_owned() },
        Block::Code { language: None, text: "x".to_owned() },
        Block::Embed(Embed {
            url: resolver.link("https://www.youtube.com/watch?v=1").unwrap(),
            provider: Some("YouTube".to_owned()),
            title: Some("Lamps".to_owned()),
            still: Some(Image {
                src: resolver.media("/still.jpg").unwrap(),
                srcset: Vec::new(),
                sizes: None,
                width: Some(16),
                height: Some(9),
                alt: String::new(),
            }),
            caption: text("A film"),
        }),
        Block::Embed(Embed {
            url: resolver.link("https://maps.example/").unwrap(),
            provider: None,
            title: None,
            still: None,
            caption: Vec::new(),
        }),
        Block::Divider,
    ]
}

fn every_field() -> Article {
    let resolver = Resolver::new(&NativeUrls, Some("https://paper.example/"));
    Article {
        url: resolver.link("/2026/lamps/"),
        headline: "The lamps go out".to_owned(),
        standfirst: Some("All but four.".to_owned()),
        byline: vec!["Jane Doe".to_owned(), "J. Roe".to_owned()],
        published: Timestamp::parse("2026-11-24T10:00:00.5+02:00"),
        updated: Timestamp::parse("2026-11-25"),
        section: Some("World".to_owned()),
        tags: vec!["lamps".to_owned()],
        lang: Some("he-IL".to_owned()),
        dir: Some(Direction::Ltr),
        hero: Some(Figure { media: vec![Media::Image(image(&resolver))], caption: Vec::new(), credit: None }),
        body: every_block(&resolver),
        related: vec![
            RelatedHeadline {
                title: "Another".to_owned(),
                url: resolver.link("/another"),
                summary: Some("It says more.".to_owned()),
                published: Timestamp::parse("2026-11-23"),
                image: Some(image(&resolver)),
            },
            RelatedHeadline {
                title: "A third".to_owned(),
                url: None,
                summary: None,
                published: None,
                image: None,
            },
        ],
    }
}

#[test]
fn code_of_nothing_is_none() {
    let document =
        r#"{"standfirst":1,"headline":"T","body":["a",{"code":""},{"code":" \n"},{"code":{"text":""}}]}"#;
    let reading = read_document(document, None).unwrap();
    assert_eq!(reading.article.body, [paragraph("a")]);
}

#[test]
fn every_kind_comes_back() {
    let article = every_field();
    let json = to_json(&article);
    let reading = read_document(&json, None).unwrap();
    assert_eq!(reading.article, article, "{json}");
    assert_eq!(to_json(&reading.article), json);
}

#[test]
fn relative_addresses_stay_relative_where_nothing_is_known() {
    let text = r#"{"standfirst":1,"headline":"x","hero":{"media":[{"image":{"src":"/1.jpg","alt":""}}]},"body":[{"paragraph":[{"link":{"url":"b?c","content":"d"}}]}]}"#;
    let document = Document { text, media_type: None, url: None, selector: None };
    assert_eq!(to_json(&read(&document, None, &NativeUrls).unwrap().article), text);
}

#[test]
fn short_forms_and_odd_ones_are_read() {
    let cases = [
        (r#"{"paragraph": {"content": "a"}}"#, r#"[{"paragraph":"a"}]"#),
        (r#""a""#, r#"[{"paragraph":"a"}]"#),
        (r#"["a", {"strong": "b"}]"#, r#"[{"paragraph":["a",{"strong":"b"}]}]"#),
        (r#"{"heading": "a"}"#, r#"[{"heading":{"level":2,"content":"a"}}]"#),
        (r#"{"heading": {"level": 99, "content": "a"}}"#, r#"[{"heading":{"level":6,"content":"a"}}]"#),
        (r#"{"list": ["a", "b"]}"#, r#"[{"list":{"items":["a","b"]}}]"#),
        (r#"{"quote": "a"}"#, r#"[{"quote":{"blocks":[{"paragraph":"a"}]}}]"#),
        (
            r#"{"image": "/1.jpg"}"#,
            r#"[{"figure":{"media":[{"image":{"src":"https://paper.example/1.jpg","alt":""}}]}}]"#,
        ),
        (
            r#"{"figure": {"image": {"src": "/1.jpg"}}}"#,
            r#"[{"figure":{"media":[{"image":{"src":"https://paper.example/1.jpg","alt":""}}]}}]"#,
        ),
        (r#"{"code": "a"}"#, r#"[{"code":{"text":"a"}}]"#),
        (r#"{"embed": "https://vimeo.com/1"}"#, r#"[{"embed":{"url":"https://vimeo.com/1"}}]"#),
        (
            r#"{"paragraph": ["a", 1, null, {"blink": ["b", {"strong": "c"}]}, {"x": 1, "y": 2}, [["d"]]]}"#,
            r#"[{"paragraph":["a1b",{"strong":"c"},"d"]}]"#,
        ),
        (r#"{"poll": {"content": "a"}}"#, r#"[{"paragraph":"a"}]"#),
        (
            r#"{"paragraph": [{"link": {"url": "javascript:alert(1)", "content": "a"}}, {"link": "b"}]}"#,
            r#"[{"paragraph":"ab"}]"#,
        ),
        (
            r#"{"paragraph": {"link": {"url": "/a", "content": ["a", {"strong": {"link": {"url": "/b", "content": "b"}}}]}}}"#,
            r#"[{"paragraph":[{"link":{"url":"https://paper.example/a","content":["a",{"strong":"b"}]}}]}]"#,
        ),
        (
            r#"{"paragraph": {"link": {"url": "data:,", "content": {"link": {"url": "/b", "content": "b"}}}}}"#,
            r#"[{"paragraph":[{"link":{"url":"https://paper.example/b","content":"b"}}]}]"#,
        ),
        (
            r#"{"list": {"items": "a", "ordered": "yes"}}, {"table": {"body": [[], "x"]}}, {"figure": {"media": [{"image": {"src": "data:,"}}]}}, {"embed": {"url": "file:///x"}}, "a""#,
            r#"[{"paragraph":"a"}]"#,
        ),
        (
            r#"{"table": {"body": [[{"colspan": 0, "content": "a"}, {"colspan": 99999, "content": "b"}]]}}"#,
            r#"[{"table":{"body":[["a",{"colspan":1000,"content":"b"}]]}}]"#,
        ),
    ];
    for (block, expected) in cases {
        let text = format!(r#"{{"standfirst": 1, "headline": "x", "body": [{block}]}}"#);
        let json = to_json(&read_document(&text, None).unwrap().article);
        assert_eq!(json.split_once("\"body\":").unwrap().1.strip_suffix('}').unwrap(), expected, "{block}");
    }
}

#[test]
fn fields_are_lenient() {
    let text = r#"{"standfirst": 1, "headline": " A\n headline ", "byline": "Jane Doe", "published": "soon", "lang": "ar_EG",
        "updated": "2026-11-24", "tags": ["a", 1, "a", ""], "dir": "up", "section": 5, "hero": "x", "unknown": {},
        "related": ["One", {"url": "/x"}, {"title": "Two", "url": "javascript:x"}], "body": "Text"}"#;
    let article = read_document(text, None).unwrap().article;
    assert_eq!(
        to_json(&article),
        r#"{"standfirst":1,"headline":"A headline","byline":["Jane Doe"],"updated":"2026-11-24","tags":["a"],"lang":"ar-EG","dir":"rtl","body":[{"paragraph":"Text"}],"related":[{"title":"One"},{"title":"Two"}]}"#
    );
}

#[test]
fn deep_nesting_is_flattened_and_keeps_its_text() {
    let nest = |open: &str, close: &str, depth: usize| {
        format!(
            r#"{{"standfirst": 1, "headline": "x", "body": [{}"deep"{}]}}"#,
            open.repeat(depth),
            close.repeat(depth)
        )
    };
    for (open, close) in [
        (r#"{"quote": ["#, "]}"),
        (r#"{"list": {"items": [["#, "]]}}"),
        (r#"{"strong": ["#, "]}"),
        ("[", "]"),
    ] {
        let article = read_document(&nest(open, close, 50), None).unwrap().article;
        assert!(to_json(&article).contains("deep"), "{open}");
        let written = to_json(&article);
        assert_eq!(to_json(&read_document(&written, None).unwrap().article), written);
    }
}

#[test]
fn the_example_of_the_documentation_is_read() {
    let page = include_str!("../../../docs/formats.md");
    let example = page.split_once("```json").unwrap().1.split_once("```").unwrap().0;
    let article = read_document(example, None).unwrap().article;
    assert_eq!(article.standfirst.as_deref(), Some("All but four, from eleven in the evening."));
    assert_eq!((article.body.len(), article.related.len(), article.dir), (4, 1, Some(Direction::Ltr)));
    let written = to_json(&article);
    let names = |text: &str| -> Vec<String> {
        let value = json::parse(text).unwrap();
        value.as_object().unwrap().iter().map(|(name, _)| name.to_owned()).collect()
    };
    let written = names(&written);
    for name in names(example) {
        assert!(written.contains(&name), "{name} of the example is lost");
    }
}
