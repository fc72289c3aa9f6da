//! Ghost posts, as its Content API answers them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use standfirst_article::{Article, Format, to_json};
use support::{article_of, body_of, error_of, read_now, samples};

fn article(text: &str) -> Article {
    article_of(text, Format::Ghost)
}

/// A post with this HTML.
fn post(html: &str) -> Article {
    let mut out = json::Writer::new();
    out.string(html);
    article(&format!(
        r#"{{"posts": [{{"uuid": "u", "title": "T", "url": "https://paper.example/1/", "html": {}}}]}}"#,
        out.finish()
    ))
}

#[test]
fn a_whole_post() {
    assert_eq!(
        to_json(&article(samples::GHOST)),
        r#"{"standfirst":1,"url":"https://first.example/lamps/","headline":"The lamps & the sea","intro":"All but four.","byline":["Ida Berg","Jon Moe"],"published":"2026-11-24T10:00:00Z","updated":"2026-11-24T11:30:00Z","section":"World","tags":["Lamps"],"hero":{"media":[{"image":{"src":"https://paper.example/content/images/lamp.jpg","alt":"A lamp"}}],"caption":["Photo: ",{"link":{"url":"https://x.example/","content":"X"}}]},"body":[{"paragraph":["The ",{"strong":"lamps"}," go out."]},{"heading":{"level":2,"id":"a","content":"Why"}},{"paragraph":["Nobody ",{"link":{"url":"https://paper.example/x","content":"minds"}},"."]}],"related":[{"title":"A second post","url":"https://paper.example/second/","summary":"It says more.","published":"2026-11-20T10:00:00Z","image":{"src":"https://paper.example/content/images/2.jpg","alt":"Two"}}]}"#
    );
}

#[test]
fn cards_become_blocks() {
    let cases = [
        (
            r#"<figure class="kg-card kg-image-card kg-width-wide kg-card-hascaption"><img src="/content/images/2.jpg" class="kg-image" alt="A" loading="lazy" width="2000" height="1333" srcset="/content/images/size/w600/2.jpg 600w, /content/images/2.jpg 2000w" sizes="(min-width: 1200px) 1200px"><figcaption><span style="white-space: pre-wrap;">Caption</span></figcaption></figure>"#,
            r#"[{"figure":{"media":[{"image":{"src":"https://paper.example/content/images/2.jpg","srcset":[{"src":"https://paper.example/content/images/size/w600/2.jpg","descriptor":"600w"},{"src":"https://paper.example/content/images/2.jpg","descriptor":"2000w"}],"sizes":"(min-width: 1200px) 1200px","width":2000,"height":1333,"alt":"A"}}],"caption":"Caption"}}]"#,
        ),
        (
            r#"<figure class="kg-card kg-gallery-card"><div class="kg-gallery-container"><div class="kg-gallery-row"><div class="kg-gallery-image"><img src="/1.jpg" alt="1"></div><div class="kg-gallery-image"><img src="/2.jpg" alt="2"></div></div></div><figcaption><p>Both</p></figcaption></figure>"#,
            r#"[{"figure":{"media":[{"image":{"src":"https://paper.example/1.jpg","alt":"1"}},{"image":{"src":"https://paper.example/2.jpg","alt":"2"}}],"caption":"Both"}}]"#,
        ),
        (
            r#"<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://x.example/"><div class="kg-bookmark-content"><div class="kg-bookmark-title">Title</div><div class="kg-bookmark-description">What it is</div><div class="kg-bookmark-metadata"><img class="kg-bookmark-icon" src="/i.ico" alt=""><span class="kg-bookmark-author">A site</span><span class="kg-bookmark-publisher">Someone</span></div></div><div class="kg-bookmark-thumbnail"><img src="/t.jpg" alt=""></div></a><figcaption><p>Ours</p></figcaption></figure>"#,
            r#"[{"embed":{"url":"https://x.example/","provider":"A site","title":"Title","caption":["What it is",{"break":true},"Ours"]}}]"#,
        ),
        (
            r#"<figure class="kg-card kg-bookmark-card"><div class="kg-bookmark-title">No link</div></figure>"#,
            r#"[{"paragraph":"No link"}]"#,
        ),
        (
            r#"<div class="kg-card kg-file-card"><a class="kg-file-card-container" href="/f.pdf"><div class="kg-file-card-title">A file</div><div class="kg-file-card-metadata"><div>f.pdf</div><div>1 MB</div></div></a></div>"#,
            r#"[{"embed":{"url":"https://paper.example/f.pdf","title":"A file","caption":["f.pdf",{"break":true},"1 MB"]}}]"#,
        ),
        (
            r#"<figure class="kg-card kg-video-card" data-kg-thumbnail="/still.jpg"><div class="kg-video-container"><video src="/v.mp4" poster="https://spacer.example/1280x720.png" width="1280" height="720"></video><div class="kg-video-overlay"><button>Play</button></div><div class="kg-video-player-container"><span>0:00</span></div></div><figcaption>A film</figcaption></figure>"#,
            r#"[{"figure":{"media":[{"video":{"src":"https://paper.example/v.mp4","poster":"https://paper.example/still.jpg","width":1280,"height":720}}],"caption":"A film"}}]"#,
        ),
        (
            r#"<div class="kg-card kg-audio-card"><img src="/t.jpg" class="kg-audio-thumbnail"><div class="kg-audio-player-container"><audio src="/a.mp3"></audio><div class="kg-audio-title">A song</div><div class="kg-audio-player"><span>0:00</span></div></div></div>"#,
            r#"[{"figure":{"media":[{"audio":{"src":"https://paper.example/a.mp3"}}]}},{"paragraph":"A song"}]"#,
        ),
        (
            r#"<figure class="kg-card kg-code-card"><pre><code class="language-rust">fn main() {}</code></pre><figcaption>A program</figcaption></figure>"#,
            r#"[{"code":{"language":"rust","text":"fn main() {}"}},{"paragraph":"A program"}]"#,
        ),
        (
            r#"<div class="kg-card kg-callout-card"><div class="kg-callout-emoji">💡</div><div class="kg-callout-text">Look <b>here</b></div></div><div class="kg-card kg-toggle-card"><div class="kg-toggle-heading"><h4>Why?</h4><button>+</button></div><div class="kg-toggle-content"><p>So.</p></div></div>"#,
            r#"[{"paragraph":["Look ",{"strong":"here"}]},{"heading":{"level":4,"content":"Why?"}},{"paragraph":"So."}]"#,
        ),
        (
            r#"<div class="kg-card kg-signup-card"><h2>Sign up</h2><form><input></form></div><div class="kg-card kg-new-card"><p>Unknown</p></div>"#,
            r#"[{"paragraph":"Unknown"}]"#,
        ),
    ];
    for (html, expected) in cases {
        assert_eq!(body_of(&post(html)), expected, "{html}");
    }
}

#[test]
fn fields_of_real_sites() {
    let repeated = article(
        r#"{"pages": [{"uuid": "u", "title": "About", "html": "<p>We are a paper of an island.</p>", "excerpt": "We are a paper of", "primary_author": {"name": "Ida"}, "tags": [{"name": "World"}], "feature_image": null}]}"#,
    );
    assert_eq!(repeated.standfirst, None, "an excerpt that Ghost made");
    assert_eq!((repeated.byline.join(", ").as_str(), repeated.section.as_deref()), ("Ida", Some("World")));
    let plain = article(
        r#"{"posts": [{"uuid": "u", "title": 7, "visibility": "public", "plaintext": "One\n\nTwo"}]}"#,
    );
    assert_eq!((plain.headline.as_str(), plain.body.len()), ("7", 2));
    let bare = article(r#"{"uuid": "u", "comment_id": "u", "title": "Bare", "html": "<p>x</p>"}"#);
    assert_eq!(bare.headline, "Bare");
    let preview = article(
        r#"{"posts": [{"uuid": "u", "title": "T", "visibility": "paid", "access": false, "html": "<p>The first part</p>"}]}"#,
    );
    assert_eq!(
        body_of(&preview),
        r#"[{"paragraph":"The first part"}]"#,
        "what a site shows of a gated post is read"
    );
    let shown_twice = article(
        r#"{"posts": [{"uuid": "u", "title": "T", "feature_image": "/content/images/lamp.jpg", "html": "<figure class='kg-card kg-image-card'><img src='/content/images/lamp.jpg'><figcaption>Off</figcaption></figure><p>x</p>"}]}"#,
    );
    assert_eq!((shown_twice.hero.unwrap().caption.len(), shown_twice.body.len()), (1, 1));
}

#[test]
fn what_is_no_article_is_said() {
    let cases = [
        (r#"{"posts": [], "meta": {"pagination": {}}}"#, "Ghost: No post matches the address."),
        (
            r#"{"errors": [{"message": "Unknown Content API Key", "type": "UnauthorizedError", "id": "1"}]}"#,
            "Ghost: The site answered “Unknown Content API Key” (UnauthorizedError).",
        ),
        (
            r#"{"posts": [{"uuid": "u", "title": "T", "visibility": "paid", "access": false, "html": null, "feature_image": "/x.jpg"}]}"#,
            "Ghost: The post is for the site’s members alone (visibility “paid”), and none of its text is public.",
        ),
        (
            r#"{"posts": [{"uuid": "u", "title": "T", "visibility": "members", "html": ""}]}"#,
            "Ghost: The post is for the site’s members alone (visibility “members”), and none of its text is public.",
        ),
        (
            r#"{"posts": [{"uuid": "u", "title": "T", "visibility": "public", "lexical": "{}"}]}"#,
            "Ghost: The post has no “html”, which the address must not leave out by “fields” or “formats”.",
        ),
        (r#"{"posts": [{"uuid": "u", "title": "T", "html": ""}]}"#, "Ghost: The article has no text."),
        (
            r#"{"posts": [{"uuid": "u", "html": "<p>x</p>", "title": ""}]}"#,
            "Ghost: The article has no headline.",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(error_of(text), expected);
    }
    // Answers of other systems that look alike.
    for text in [
        r#"{"posts": []}"#,
        r#"{"posts": [{"id": 1}]}"#,
        r#"{"errors": [{"title": "Forbidden", "status": "403"}]}"#,
    ] {
        assert_eq!(read_now(text).unwrap_err().format, None, "{text}");
    }
}
