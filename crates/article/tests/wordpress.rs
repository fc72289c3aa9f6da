//! WordPress posts, as sites answer them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use json::Value;
use standfirst_article::{Article, Block, Format, Inline, Media, to_json};
use support::read_document;

fn article(text: &str) -> Article {
    let reading = read_document(text, Some("application/json; charset=UTF-8")).unwrap();
    assert_eq!(reading.format, Format::WordPress);
    reading.article
}

/// A post of these fields, among those that every post has.
fn post(fields: &str, content: &str) -> Article {
    article(&format!(
        r#"[{{"title": {{"rendered": "Title"}}, "content": {{"rendered": {content:?}}}, "_links": {{}}, "link": "https://paper.example/1/"{fields}}}]"#
    ))
}

#[test]
fn a_whole_post() {
    let article = article(include_str!("fixtures/wordpress/post-60.json"));
    assert_eq!(article.url.as_ref().unwrap().as_str(), "https://demo.worona.org/the-beauties-of-gullfoss/");
    assert_eq!(article.headline, "The Beauties of Gullfoss");
    assert_eq!(article.standfirst, None, "its excerpt is its first paragraph");
    assert_eq!(article.byline, ["Alan Martin"]);
    assert_eq!(article.published.unwrap().to_string(), "2016-11-25T18:31:11Z");
    assert_eq!(article.updated.unwrap().to_string(), "2018-03-22T17:09:55Z");
    assert_eq!(article.section.as_deref(), Some("Photography"));
    assert_eq!(article.tags, ["Gullfoss", "Iceland", "Nature", "Waterfall"]);
    assert!(article.related.is_empty());
    let hero = article.hero.unwrap();
    let [Media::Image(image)] = hero.media.as_slice() else { panic!("{hero:?}") };
    assert_eq!((image.width, image.height, image.alt.as_str()), (Some(5000), Some(3025), "iceland"));
    let widths: Vec<&str> = image.srcset.iter().map(|candidate| candidate.descriptor.as_str()).collect();
    assert_eq!(widths, ["300w", "768w", "1024w", "1200w", "5000w"], "without the cropped thumbnail");
    let kinds: Vec<&str> = article
        .body
        .iter()
        .take(5)
        .map(|block| match block {
            Block::Heading { .. } => "heading",
            Block::Paragraph { .. } => "paragraph",
            Block::Figure(_) => "figure",
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(kinds, ["paragraph", "paragraph", "heading", "figure", "paragraph"]);
    let Block::Figure(figure) = &article.body[3] else { panic!() };
    assert_eq!(figure.caption, [Inline::Text("Gullfoss, an iconic waterfall of Iceland.".to_owned())]);
}

#[test]
fn the_first_of_a_list() {
    let article = article(include_str!("fixtures/wordpress/posts.json"));
    assert_eq!(
        to_json(&article),
        r#"{"standfirst":1,"url":"http://frontity.test/hello-world/","headline":"Hello world!","byline":["admin"],"published":"2019-03-11T11:46:53Z","section":"Uncategorized","body":[{"paragraph":"Welcome to WordPress. This is your first post. Edit or delete it, then start writing!"}]}"#
    );
}

#[test]
fn pages_are_posts_too() {
    let sound = article(include_str!("fixtures/wordpress/page-211.json"));
    assert!(matches!(sound.body.as_slice(), [Block::Paragraph { .. }, Block::Figure(_)]), "{:?}", sound.body);
    let about = article(include_str!("fixtures/wordpress/page-with-subpage.json"));
    assert_eq!(about.standfirst, None, "its excerpt is the beginning of its text, cut off");
    assert!(to_json(&about).contains(r#"{"heading":{"level":5,"content":"If you are just curious about our story you’re in the right spot 🙂"}}"#));
}

#[test]
fn excerpts_become_standfirsts_only_where_somebody_wrote_them() {
    let body = "<h2>One &amp; two</h2><p>The <b>lamps</b> of “Great Tarn” go out. All but four.</p><figure><img src=/1.jpg alt=x></figure>";
    let cases = [
        ("<p>Nobody minds.</p>\\n", Some("Nobody minds.")),
        ("<p>Who minds&hellip;</p>", Some("Who minds…")),
        ("<p>One &#038; two The lamps of &#8220;Great Tarn&#8221; go out. All but four.</p>", None),
        ("<p>One &amp; two The lamps of [&hellip;]</p>", None),
        ("<p>The lamps of Great Tarn go [&hellip;]</p>", None),
        (
            "<p>One &amp; two The lamps &hellip; <a class=\\\"more-link\\\" href=\\\"/\\\">Continue reading</a></p>",
            None,
        ),
        ("<p>Elsewhere entirely [&hellip;]</p>", Some("Elsewhere entirely")),
        ("<p>*** [&hellip;]</p>", Some("***")),
        ("", None),
    ];
    for (excerpt, expected) in cases {
        let article = post(&format!(r#", "excerpt": {{"rendered": "{excerpt}"}}"#), body);
        assert_eq!(article.standfirst.as_deref(), expected, "{excerpt}");
    }
}

#[test]
fn fields_of_real_sites() {
    let fields = r#", "date_gmt": "0000-00-00T00:00:00", "date": "2026-11-24T10:00:00", "modified_gmt": "2026-11-24T09:00:00",
        "yoast_head_json": {"og_locale": "he_IL"},
        "_embedded": {
            "author": [{"code": "rest_user_cannot_view", "message": "No.", "data": {"status": 403}}, {"name": "A &amp; B"}],
            "wp:term": [[], [{"taxonomy": "category", "name": "Arts &amp; Letters"}, {"taxonomy": "category", "name": "World"}],
                [{"taxonomy": "post_tag", "name": "<b>lamps</b>"}]],
            "wp:featuredmedia": [{"code": "rest_forbidden", "message": "No.", "data": {"status": 401}}]
        },
        "jetpack-related-posts": [{"title": "One &amp; two", "url": "/2/", "excerpt": "It says [&hellip;]"}, {"url": "/3/"}]"#;
    let article = post(fields, "<p>Text</p>");
    assert_eq!(
        to_json(&article),
        r#"{"standfirst":1,"url":"https://paper.example/1/","headline":"Title","byline":["A & B"],"published":"2026-11-24T10:00:00Z","section":"Arts & Letters","tags":["lamps"],"lang":"he-IL","dir":"rtl","body":[{"paragraph":"Text"}],"related":[{"title":"One & two","url":"https://paper.example/2/","summary":"It says"}]}"#
    );
}

#[test]
fn heroes_and_their_repetition() {
    let media = r#", "_embedded": {"wp:featuredmedia": [{"source_url": "/uploads/lamp-scaled.jpg", "alt_text": " A lamp ", "caption": {"rendered": "<p>Off.</p>"},
        "media_details": {"width": "2560", "height": 1440, "image_meta": {"credit": "J. Doe"}, "sizes": {
            "thumbnail": {"width": 150, "height": 150, "source_url": "/uploads/lamp-150x150.jpg"},
            "large": {"width": 1024, "height": 576, "source_url": "/uploads/lamp-1024x576.jpg"},
            "medium": {"width": 300, "height": 169, "source_url": "/uploads/lamp-300x169.jpg"},
            "bad": {"width": 600, "height": 338, "source_url": "data:image/png,"}}}}]}"#;
    let hero = r#""hero":{"media":[{"image":{"src":"https://paper.example/uploads/lamp-scaled.jpg","srcset":[{"src":"https://paper.example/uploads/lamp-300x169.jpg","descriptor":"300w"},{"src":"https://paper.example/uploads/lamp-1024x576.jpg","descriptor":"1024w"}],"width":2560,"height":1440,"alt":"A lamp"}}],"caption":"Off.","credit":"J. Doe"}"#;
    for (first, kept) in [
        ("<figure><img src='/uploads/lamp-1024x576.jpg?x'></figure>", false),
        ("<p><img src=/uploads/lamp.jpg></p>", false),
        ("<img src=/uploads/lamp-post.jpg>", true),
        ("<img src=https://elsewhere.example/uploads/lamp.jpg>", true),
    ] {
        let article = post(media, &format!("{first}<p>Text</p>"));
        assert!(to_json(&article).contains(hero), "{}", to_json(&article));
        assert_eq!(article.body.len(), if kept { 2 } else { 1 }, "{first}");
    }
    let film = post(
        r#", "_embedded": {"wp:featuredmedia": [{"source_url": "/a.mp4", "mime_type": "video/mp4"}]}"#,
        "",
    );
    assert!(
        matches!(film.hero.unwrap().media.as_slice(), [Media::Video { .. }]),
        "a film alone is worth a page"
    );
}

#[test]
fn headlines_are_text() {
    let cases = [
        ("Lamps &#8211; <em>off</em> &amp; <script>on</script>out", "Lamps – off & out"),
        ("1 < 2", "1 < 2"),
        ("&lt;b&gt;x&lt;/b&gt;", "<b>x</b>"),
        ("One<br>two", "One two"),
    ];
    for (title, expected) in cases {
        let mut out = json::Writer::new();
        out.string(title);
        let text = format!(
            r#"{{"title": {{"rendered": {}}}, "content": {{"rendered": "x"}}, "_links": {{}}}}"#,
            out.finish()
        );
        assert!(matches!(json::parse(&text), Ok(Value::Object(_))));
        assert_eq!(article(&text).headline, expected);
    }
}
