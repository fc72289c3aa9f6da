//! Items of ninjs, versions 1 to 3.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use standfirst_article::{Article, Document, Format, Media, NativeUrls, read, to_json};
use support::{article_of, body_of, error_of, read_now, samples};

fn article(text: &str) -> Article {
    article_of(text, Format::Ninjs)
}

/// An item with these members.
fn item(members: &str) -> Article {
    article(&format!(r#"{{"uri": "urn:x:1", "headline": "T", {members}}}"#))
}

#[test]
fn an_item_of_version_1() {
    assert_eq!(
        to_json(&article(samples::NINJS_1)),
        r#"{"standfirst":1,"headline":"The lamps go out","intro":"All but four.","byline":["Ida Berg"],"published":"2026-11-24T10:00:00Z","updated":"2026-11-24T11:00:00Z","tags":["Power","Ida Berg","Great Tarn"],"lang":"en","dir":"ltr","hero":{"media":[{"image":{"src":"https://paper.example/b.jpg","srcset":[{"src":"https://paper.example/s.jpg","descriptor":"300w"},{"src":"https://paper.example/b.jpg","descriptor":"600w"}],"width":600,"height":400,"alt":"A lamp"}}],"caption":"Off.","credit":"Jon Moe"},"body":[{"paragraph":["The ",{"strong":"lamps"}," go out."]},{"paragraph":"Nobody minds."}],"related":[{"title":"Ports share a lane","summary":"They agree.","published":"2026-11-20T10:00:00Z"}]}"#
    );
}

#[test]
fn an_item_of_version_3() {
    assert_eq!(
        to_json(&article(samples::NINJS_3)),
        r#"{"standfirst":1,"url":"https://paper.example/lamps.html","headline":"The lamps go out","intro":"All but four.","byline":["Ida Berg"],"published":"2026-11-24T10:00:00Z","updated":"2026-11-24T11:00:00Z","tags":["Power","Ida Berg","Great Tarn"],"lang":"en","dir":"ltr","hero":{"media":[{"image":{"src":"https://paper.example/p.jpg","width":500,"height":400,"alt":"A lamp"}}],"caption":"Off.","credit":"Reuters"},"body":[{"paragraph":["The ",{"strong":"lamps"}," go out."]},{"figure":{"media":[{"image":{"src":"https://paper.example/logo.png","alt":""}}]}},{"figure":{"media":[{"video":{"src":"https://paper.example/f.mp4","poster":"https://paper.example/f.jpg","width":1280,"height":720}}]}},{"figure":{"media":[{"audio":{"src":"https://paper.example/s.mp3"}}]}}],"related":[{"title":"Ports share a lane","url":"https://paper.example/ports","summary":"They agree.","image":{"src":"https://paper.example/ports.jpg","alt":""}}]}"#
    );
}

#[test]
fn all_versions_of_the_standard_s_example_are_one_article() {
    let first = article(include_str!("fixtures/ninjs/1.6.json"));
    assert_eq!(
        (first.headline.as_str(), first.body.len()),
        ("Captain of wrecked cruise ship on trial in Italy", 5)
    );
    assert_eq!(first.tags, ["Francesco Schettino", "Grossetto", "Tuscany", "Italy"]);
    for other in [include_str!("fixtures/ninjs/2.2.json"), include_str!("fixtures/ninjs/3.1.json")] {
        assert_eq!(to_json(&article(other)), to_json(&first));
    }
}

#[test]
fn the_richest_body_is_read() {
    let nitf = r#"<?xml version=\"1.0\"?><nitf><head><title>T</title></head><body><body.head><hedline><hl1>T</hl1></hedline><byline>By X</byline></body.head><body.content><p>One</p><hl2>Sub</hl2><p>Two</p></body.content></body></nitf>"#;
    let cases = [
        (r#""body_text": "Plain", "body_xhtml": "<p>Rich</p>""#.to_owned(), r#"[{"paragraph":"Rich"}]"#),
        (r#""body_text": "Plain", "body_xhtml": "<p></p>""#.to_owned(), r#"[{"paragraph":"Plain"}]"#),
        (r#""body_main": "1 < 2 &amp; 3\n\nTwo""#.to_owned(), r#"[{"paragraph":"1 < 2 &amp; 3"},{"paragraph":"Two"}]"#),
        (
            format!(r#""bodies": [{{"role": "x", "value": "{nitf}"}}, {{"contentType": "text/plain", "value": "Plain, and longer than the other, which is no matter at all, as it is richer than this one and so it is read."}}]"#),
            r#"[{"paragraph":"One"},{"heading":{"level":2,"content":"Sub"}},{"paragraph":"Two"}]"#,
        ),
        (
            r#""bodies": [{"contentType": "text/xml", "value": "<?xml version=\"1.0\"?><x><id>123</id></x>"}, {"contenttype": "text/plain", "value": "T\nPlain"}]"#.to_owned(),
            r#"[{"paragraph":"Plain"}]"#,
        ),
        (r#""bodies": "Only text""#.to_owned(), r#"[{"paragraph":"Only text"}]"#),
        (r#""description_text": "Nothing but this.""#.to_owned(), r#"[{"paragraph":"Nothing but this."}]"#),
    ];
    for (members, expected) in cases {
        assert_eq!(body_of(&item(&members)), expected, "{members}");
    }
}

#[test]
fn pictures_stand_once_and_in_the_best_sizes() {
    let association = r#""associations": {"a": {"type": "picture", "byline": "Jon Moe", "description_text": "A lamp, off.", "renditions": {
        "wide": {"href": "/w.jpg", "width": 3000, "height": 2000}, "main": {"href": "/m.jpg", "width": "1500", "height": "1000"}, "square": {"href": "/q.jpg", "width": 500, "height": 500}, "wmv": {"href": "/x.wmv"}}}}"#;
    let hero = item(&format!(r#"{association}, "body_xhtml": "<p>x</p>""#)).hero.unwrap();
    let [Media::Image(image)] = hero.media.as_slice() else { panic!("{hero:?}") };
    assert_eq!((image.src.as_str(), image.width), ("https://paper.example/m.jpg", Some(1500)));
    let widths: Vec<&str> = image.srcset.iter().map(|candidate| candidate.descriptor.as_str()).collect();
    assert_eq!(widths, ["1500w", "3000w"], "without the cropped one");
    // The body shows it itself, in a small size, with the same caption.
    let shown = item(&format!(
        r#"{association}, "body_xhtml": "<p>x</p><figure><img src='/small.jpg'><div class='byline'>Jon Moe</div><figcaption>A lamp, off.</figcaption></figure>""#
    ));
    assert_eq!((shown.hero.as_ref(), shown.body.len()), (None, 2));
    assert!(body_of(&shown).contains(r#""src":"https://paper.example/m.jpg""#), "{}", body_of(&shown));
    assert!(
        body_of(&shown).ends_with(r#""caption":"A lamp, off.","credit":"Jon Moe"}}]"#),
        "{}",
        body_of(&shown)
    );
    // A picture alone.
    let alone = article(
        r#"{"uri": "x", "type": "picture", "headlines": [{"value": "A lamp"}], "descriptions": [{"role": "caption", "value": "Off since Tuesday."}], "renditions": [{"href": "/a.jpg", "contentType": "image/jpeg"}, {"href": "/b.jpg", "contentType": "image/jpeg"}]}"#,
    );
    assert_eq!(
        to_json(&alone),
        r#"{"standfirst":1,"headline":"A lamp","hero":{"media":[{"image":{"src":"https://paper.example/a.jpg","alt":"A lamp"}}]},"body":[{"paragraph":"Off since Tuesday."}]}"#
    );
}

#[test]
fn a_list_is_its_newest_story() {
    let list = article(
        r#"[{"uri": "1", "type": "event", "title": "Soon"}, {"uri": "2", "headline": "Old", "body_text": "x", "versioncreated": "2026-11-20T10:00:00Z"},
            {"uri": "3", "headline": "New", "body_text": "x", "versioncreated": "2026-11-22T10:00:00Z"},
            {"uri": "4", "headline": "Secret", "body_text": "x", "versioncreated": "2026-11-23T10:00:00Z", "embargoed": "2026-12-01T00:00:00Z"}]"#,
    );
    assert_eq!(list.headline, "New");
    assert_eq!(list.related.iter().map(|related| related.title.as_str()).collect::<Vec<_>>(), ["Old"]);
}

#[test]
fn what_is_no_article_is_said() {
    let cases = [
        (
            r#"{"uri": "x", "type": "event", "title": "A meeting", "versionCreated": "2026-11-24T10:00:00Z"}"#,
            "ninjs: The document is an event (“A meeting”), no article.",
        ),
        (
            r#"{"uri": "x", "type": "planning", "headlines": [{"value": "Soon"}]}"#,
            "ninjs: The document is a planning item (“Soon”), no article.",
        ),
        (
            r#"{"uri": "x", "eventDetails": {}, "bodies": [{"value": "x"}]}"#,
            "ninjs: The document is an event (“x”), no article.",
        ),
        (
            r#"[{"uri": "x", "type": "event", "versionCreated": "2026-11-24T10:00:00Z"}]"#,
            "ninjs: The document is an event (“x”), no article.",
        ),
        (
            r#"{"uri": "x", "headline": "T", "body_text": "x", "pubstatus": "canceled"}"#,
            "ninjs: The publisher has set the item to “canceled”.",
        ),
        (
            r#"{"uri": "x", "headlines": [{"value": "T"}], "bodies": [{"value": "x"}], "pubStatus": "withheld"}"#,
            "ninjs: The publisher has set the item to “withheld”.",
        ),
        (
            r#"{"uri": "x", "headline": "T", "body_text": "x", "embargoed": "2026-11-24T14:00:00+01:00"}"#,
            "ninjs: The article is under embargo until 2026-11-24T13:00:00Z.",
        ),
        (
            r#"{"uri": "x", "headline": "T", "body_text": "x", "embargoedUntil": "tomorrow"}"#,
            "ninjs: The article is under embargo.",
        ),
        (r#"{"uri": "x", "body_text": "x"}"#, "ninjs: The article has no headline."),
        (r#"{"uri": "x", "headline": "T"}"#, "ninjs: The article has no text."),
    ];
    for (text, expected) in cases {
        assert_eq!(error_of(text), expected);
    }
    // Without a clock nobody can say that an embargo is over.
    let document = Document { text: samples::NINJS_1, media_type: None, url: None, selector: None };
    assert_eq!(
        read(&document, None, &NativeUrls).unwrap_err().to_string(),
        "ninjs: The article is under embargo until 2026-11-24T09:00:00Z."
    );
    // A schema, and what has a `uri` alone.
    for text in
        [r#"{"$schema": "x", "type": "object", "properties": {"uri": {}}}"#, r#"{"uri": "x", "title": "T"}"#]
    {
        assert_eq!(read_now(text).unwrap_err().format, None, "{text}");
    }
}

#[test]
fn a_credit_of_which_nothing_can_be_read_is_none() {
    let picture = r##""type": "picture", "byline": "<video src=/v.mp4>", "renditions": {"a": {"href": "/p.jpg", "mimetype": "image/jpeg"}}"##;
    let hero = item(picture).hero.unwrap();
    assert_eq!((hero.media.len(), hero.credit), (1, None));
}
