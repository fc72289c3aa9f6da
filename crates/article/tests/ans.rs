//! Stories in ANS.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use standfirst_article::{Article, Block, Document, Format, NativeUrls, Timestamp, read, read_at, to_json};
use support::{article_of, body_of, error_of, read_now, samples};

fn article(text: &str) -> Article {
    article_of(text, Format::Ans)
}

/// A story of these elements.
fn story(elements: &str) -> Article {
    article(&format!(
        r#"{{"type": "story", "version": "0.10.9", "headlines": {{"basic": "T"}}, "promo_items": {{"basic": {{"type": "image", "url": "/hero.jpg"}}}}, "content_elements": {elements}}}"#
    ))
}

#[test]
fn the_fields_of_a_story() {
    let found = article(samples::ANS);
    let head = to_json(&Article { body: Vec::new(), ..found });
    assert_eq!(
        head,
        r#"{"standfirst":1,"url":"https://paper.example/world/lamps/","headline":"The lamps go out","intro":"All but four.","byline":["Ida Berg"],"published":"2026-11-24T10:00:00Z","updated":"2026-11-24T11:00:00Z","section":"World","tags":["lamps","islands"],"lang":"en","dir":"ltr","hero":{"media":[{"image":{"src":"https://paper.example/lamp.jpg","width":800,"height":600,"alt":"A lamp"}}],"caption":"Off.","credit":"Jon Moe, Reuters"},"body":[],"related":[{"title":"Ports share a lane","url":"https://paper.example/world/ports/","summary":"They agree.","published":"2026-11-20T10:00:00Z","image":{"src":"https://paper.example/ports.jpg","alt":"A port"}}]}"#
    );
}

#[test]
fn elements_become_blocks() {
    let blocks = [
        r#"{"paragraph":["The ",{"strong":"lamps"}," go out."]}"#,
        r#"{"heading":{"level":3,"content":["Why ",{"emphasis":"now"}]}}"#,
        r#"{"list":{"ordered":true,"items":[[{"paragraph":"One"},{"list":{"items":["Inner"]}}]]}}"#,
        r#"{"quote":{"blocks":[{"paragraph":"Quoted"}],"citation":"Jon Moe"}}"#,
        r#"{"quote":{"blocks":[{"paragraph":[{"emphasis":"Plain"}]}]}}"#,
        r#"{"figure":{"media":[{"image":{"src":"https://paper.example/two.jpg","width":640,"height":480,"alt":""}}],"caption":"Two"}}"#,
        r#"{"gallery":{"figures":[{"media":[{"image":{"src":"https://paper.example/g1.jpg","alt":""}}],"caption":"G1","credit":"A"},{"media":[{"image":{"src":"https://paper.example/g2.jpg","alt":""}}],"caption":"G2","credit":"A"}],"caption":"Both"}}"#,
        r#"{"figure":{"media":[{"image":{"src":"https://paper.example/e1.jpg","alt":""}},{"image":{"src":"https://paper.example/e2.jpg","alt":""}}]}}"#,
        r#"{"figure":{"media":[{"video":{"src":"https://paper.example/f.mp4","poster":"https://paper.example/still.jpg","width":1280,"height":720}}],"caption":"Film"}}"#,
        r#"{"figure":{"media":[{"audio":{"src":"https://paper.example/s.mp3"}}],"caption":"Sound"}}"#,
        r#"{"table":{"head":[["Year","Lamps"]],"body":[["2025",[{"strong":"40"}]],["2026","4"]]}}"#,
        r#"{"code":{"language":"rust","text":"fn main() {}"}}"#,
        r#"{"embed":{"url":"https://www.youtube.com/watch?v=abc","provider":"YouTube","title":"Film"}}"#,
        r#"{"figure":{"media":[{"image":{"src":"https://x.example/p.jpg","width":10,"height":20,"alt":"Still"}}],"credit":"B"}}"#,
        r#"{"embed":{"url":"https://x.example/chart","provider":"Charts","title":"Chart"}}"#,
        r#"{"embed":{"url":"https://x.example/post/1"}}"#,
        r#"{"paragraph":"Raw"}"#,
        r#"{"paragraph":[{"link":{"url":"https://x.example/map","content":"Map"}}]}"#,
        r#"{"paragraph":"Where it is"}"#,
        r#"{"paragraph":[{"link":{"url":"https://paper.example/more/","content":"Read more"}}]}"#,
        r#"{"paragraph":"Of the same"}"#,
        r#"{"paragraph":[{"strong":"Links"}]}"#,
        r#"{"list":{"items":[[{"paragraph":[{"link":{"url":"https://paper.example/l1/","content":"L1"}}]}]]}}"#,
        r#"{"divider":true}"#,
        r#"{"correction":{"title":"Clarification","blocks":[{"paragraph":"Four, not three."}]}}"#,
        r#"{"paragraph":"4.5 / 5 stars"}"#,
        r#"{"paragraph":"Recommended"}"#,
        r#"{"heading":{"level":2,"content":[{"link":{"url":"https://paper.example/inside/","content":"Inside"}}]}}"#,
        r#"{"paragraph":"A story within a story"}"#,
        r#"{"paragraph":"M"}"#,
        r#"{"paragraph":"Mystery"}"#,
        r#"{"paragraph":"Item"}"#,
        r#"{"correction":{"title":"Correction","blocks":[{"paragraph":"At the end."}]}}"#,
    ];
    let body = body_of(&article(samples::ANS));
    let expected = format!("[{}]", blocks.join(","));
    if body != expected {
        let at = body.bytes().zip(expected.bytes()).take_while(|(one, other)| one == other).count();
        panic!("differs at …{}\nnot …{}", &body[at.saturating_sub(80)..], &expected[at.saturating_sub(80)..]);
    }
}

#[test]
fn the_schema_s_own_example() {
    let story = article(include_str!("fixtures/ans/story.json"));
    assert_eq!(
        story.url.as_ref().unwrap().as_str().get(..40),
        Some("https://paper.example/local/anesthesiolo")
    );
    assert_eq!((story.section.as_deref(), story.tags.join(", ").as_str()), (Some("News"), "Fred, Writing"));
    assert_eq!(story.byline, ["John Q. Reporter"]);
    assert!(story.related.is_empty(), "references to other stories say nothing of them");
    let quotes: Vec<&Block> =
        story.body.iter().filter(|block| matches!(block, Block::Quote { .. })).collect();
    let [_, Block::Quote { blocks, .. }] = quotes.as_slice() else { panic!("{quotes:?}") };
    assert!(matches!(blocks.as_slice(), [Block::Paragraph { .. }, Block::Quote { .. }]), "{blocks:?}");
}

#[test]
fn what_is_missing_or_odd_gives_its_text() {
    let cases = [
        (r#"["Text alone", 7, null, [], {}]"#, r#"[{"paragraph":"Text alone"},{"paragraph":"7"}]"#),
        (r#"[{"type": "image", "caption": "No address"}]"#, r#"[{"paragraph":"No address"}]"#),
        (r#"[{"type": "image", "url": "javascript:x", "caption": "Bad"}]"#, r#"[{"paragraph":"Bad"}]"#),
        (
            r#"[{"type": "header", "level": 99, "content": "Deep"}]"#,
            r#"[{"heading":{"level":6,"content":"Deep"}}]"#,
        ),
        (
            r#"[{"type": "text", "content": {"type": "text", "content": "Wrapped"}}]"#,
            r#"[{"paragraph":"Wrapped"}]"#,
        ),
        (
            r#"[{"type": "text", "content": "<h1>Head</h1><p>x</p>"}]"#,
            r#"[{"heading":{"level":1,"content":"Head"}},{"paragraph":"x"}]"#,
        ),
        (r#"[{"type": "list", "items": "One"}]"#, r#"[{"list":{"items":["One"]}}]"#),
        (r#"[{"type": "quote", "citation": "Only who"}]"#, r#"[{"paragraph":"Only who"}]"#),
        (r#"[{"type": "table", "rows": [[]], "caption": "Empty"}]"#, r#"[{"paragraph":"Empty"}]"#),
        (
            r#"[{"type": "video", "headlines": {"basic": "Film"}, "canonical_url": "/film/"}]"#,
            r#"[{"embed":{"url":"https://paper.example/film/","title":"Film"}}]"#,
        ),
        (
            r#"[{"type": "element_group", "content_elements": [{"type": "image", "url": "/1.jpg"}, {"type": "text", "content": "x"}]}]"#,
            r#"[{"figure":{"media":[{"image":{"src":"https://paper.example/1.jpg","alt":""}}]}},{"paragraph":"x"}]"#,
        ),
        (
            r#"[{"type": "new", "url": "https://x.example/"}]"#,
            r#"[{"paragraph":[{"link":{"url":"https://x.example/","content":"https://x.example/"}}]}]"#,
        ),
        (
            r#"[{"type": "story", "headlines": {"basic": "In"}, "description": {"basic": "Said"}}]"#,
            r#"[{"heading":{"level":2,"content":"In"}},{"paragraph":"Said"}]"#,
        ),
        (r#"[{"type": "reference", "referent": {"id": "123"}}]"#, "[]"),
    ];
    for (elements, expected) in cases {
        assert_eq!(body_of(&story(elements)), expected, "{elements}");
    }
}

#[test]
fn lists_and_other_documents() {
    let list = article(
        r#"{"type": "results", "version": "0.6.0", "content_elements": [
            {"type": "story", "headlines": {"basic": "Old"}, "canonical_url": "/old/", "display_date": "2026-11-20T10:00:00Z", "content_elements": [{"type": "text", "content": "x"}]},
            {"type": "story", "headlines": {"basic": "New"}, "display_date": "2026-11-22T10:00:00Z", "content_elements": [{"type": "text", "content": "x"}]},
            {"type": "story", "headlines": {"basic": "Secret"}, "display_date": "2026-11-23T10:00:00Z", "content_restrictions": {"embargo": {"active": true}}, "content_elements": []}]}"#,
    );
    assert_eq!(
        (list.headline.as_str(), list.related.len(), list.related[0].title.as_str()),
        ("New", 1, "Old")
    );
    let gallery = article(
        r#"{"type": "gallery", "version": "0.10.9", "headlines": {"basic": "Lamps"}, "description": {"basic": "All of them"}, "content_elements": [{"type": "image", "url": "/1.jpg"}, {"type": "image", "url": "/2.jpg"}]}"#,
    );
    assert_eq!((gallery.headline.as_str(), gallery.body.len(), gallery.hero), ("Lamps", 1, None));
    let relative = article(
        r#"{"type": "story", "version": "0.10.9", "website": "b", "websites": {"b": {"website_section": {"name": "Bulls"}}}, "canonical_url": "/x/", "headlines": {"basic": "T"}, "description": {"basic": "T"}, "taxonomy": {"tags": ["a", "b"]}, "content_elements": [{"type": "text", "content": "<a href='y'>y</a>"}]}"#,
    );
    assert_eq!(
        (relative.section.as_deref(), relative.standfirst, relative.tags.len()),
        (Some("Bulls"), None, 2)
    );
    assert!(matches!(relative.body.as_slice(), [Block::Paragraph { .. }]));
}

#[test]
fn what_is_no_article_is_said() {
    let with = |members: &str| {
        format!(
            r#"{{"type": "story", "version": "0.10.9", "headlines": {{"basic": "T"}}, "content_elements": [{{"type": "text", "content": "x"}}], {members}}}"#
        )
    };
    let embargo = |embargo: &str| with(&format!(r#""content_restrictions": {{"embargo": {embargo}}}"#));
    let cases = [
        (
            r#"{"type": "not-a-story", "version": "0.10.9", "content_elements": []}"#.to_owned(),
            "ANS: The document is of type “not-a-story”, no story.",
        ),
        (r#"{"type": "results", "content_elements": []}"#.to_owned(), "ANS: The list has no stories."),
        (
            embargo(r#"{"active": true, "end_time": "2026-11-25T00:00:00Z"}"#),
            "ANS: The article is under embargo until 2026-11-25T00:00:00Z.",
        ),
        (embargo(r#"{"active": true}"#), "ANS: The article is under embargo."),
        (embargo(r#"{"end_time": false}"#), "ANS: The article is under embargo."),
        (with(r#""revision": {"published": false}"#), "ANS: The story is not published."),
        (with(r#""publishing": {"has_published_edition": false}"#), "ANS: The story is not published."),
        (
            r#"{"type": "story", "version": "0.10.9", "headlines": {"basic": "T"}}"#.to_owned(),
            "ANS: The article has no text.",
        ),
        (
            r#"{"type": "story", "version": "0.10.9", "content_elements": ["x"]}"#.to_owned(),
            "ANS: The article has no headline.",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(error_of(&text), expected);
    }
    for over in [
        embargo(r#"{"active": true, "end_time": "2026-11-24T12:00:00Z"}"#),
        embargo(r#"{"active": false}"#),
        embargo("null"),
    ] {
        assert!(read_now(&over).is_ok(), "{over}");
    }
    let document = Document { text: samples::ANS, media_type: None, url: None, selector: None };
    assert!(read(&document, None, &NativeUrls).is_err(), "without a clock");
    assert!(read_at(&document, None, &NativeUrls, Timestamp::parse("2026-11-24T08:59:59Z")).is_err());
    assert!(read_at(&document, None, &NativeUrls, Timestamp::parse("2026-11-24T09:00:00Z")).is_ok());
    // Other systems have stories and versions as well.
    for text in [
        r#"{"type": "story", "title": "T"}"#,
        r#"{"type": "x", "version": "1.0.0"}"#,
        r#"{"type": "x", "version": "0.1"}"#,
    ] {
        assert_eq!(read_now(text).unwrap_err().format, None, "{text}");
    }
}

#[test]
fn a_link_that_leads_elsewhere_by_itself_stays_one() {
    let story = r#"{"type": "story", "version": "0.10.9", "headlines": {"basic": "T"}, "content_elements": [
        {"type": "interstitial_link", "url": "/outer", "content": "Read <a href='/inner'>this</a>"},
        {"type": "interstitial_link", "url": "/outer", "content": "Read that"}]}"#;
    let article = read_now(story).unwrap().article;
    assert_eq!(
        body_of(&article),
        r#"[{"paragraph":["Read ",{"link":{"url":"https://paper.example/inner","content":"this"}}]},{"paragraph":[{"link":{"url":"https://paper.example/outer","content":"Read that"}}]}]"#
    );
}
