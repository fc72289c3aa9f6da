//! RSS and Atom, as sites answer them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use standfirst_article::{Article, Format, to_json};
use support::read_document;

fn article(text: &str) -> Article {
    read_document(text, Some("text/xml")).unwrap().article
}

fn error(text: &str) -> String {
    read_document(text, None).unwrap_err().to_string()
}

/// A feed of RSS with these items.
fn rss(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"
        xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\">
        <channel><title>Paper</title><link>https://paper.example/</link><language>en_US</language>{items}</channel></rss>"
    )
}

/// A feed of Atom with these entries.
fn atom(entries: &str) -> String {
    format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:media=\"http://search.yahoo.com/mrss/\" xml:lang=\"he\" xml:base=\"https://paper.example/news/\">
        <title>Paper</title><link href=\"/\"/><author><name>The Paper</name></author>{entries}</feed>"
    )
}

/// Checks the article of a feed, without what all of these have.
fn check(cases: &[(String, &str)]) {
    for (feed, expected) in cases {
        let json = to_json(&article(feed));
        assert_eq!(json.strip_prefix("{\"standfirst\":1,").unwrap(), *expected, "{feed}");
    }
}

#[test]
fn a_whole_feed_of_rss() {
    let reading = read_document(include_str!("fixtures/feeds/rss.xml"), Some("text/plain")).unwrap();
    assert_eq!(reading.format, Format::Rss);
    let expected = include_str!("fixtures/feeds/rss.json");
    assert_eq!(to_json(&reading.article), expected.trim());
}

#[test]
fn a_whole_feed_of_atom() {
    let reading = read_document(include_str!("fixtures/feeds/atom.xml"), Some("text/html")).unwrap();
    assert_eq!(reading.format, Format::Atom);
    let expected = include_str!("fixtures/feeds/atom.json");
    assert_eq!(to_json(&reading.article), expected.trim());
}

#[test]
fn items_of_rss_as_sites_write_them() {
    let item = |inside: &str| rss(&format!("<item>{inside}</item>"));
    check(&[
        (
            item("<title>A &amp;amp; B</title><description>It&amp;#039;s &lt;b&gt;bold&lt;/b&gt;</description>"),
            r#""headline":"A & B","lang":"en-US","dir":"ltr","body":[{"paragraph":["It's ",{"strong":"bold"}]}]}"#,
        ),
        (
            item("<title>x</title><link/><guid>https://paper.example/1</guid><description>What <em>is</em> it?<br>Well</description>"),
            r#""url":"https://paper.example/1","headline":"x","lang":"en-US","dir":"ltr","body":[{"paragraph":["What ",{"emphasis":"is"}," it?",{"break":true},"Well"]}]}"#,
        ),
        (
            item("<title>x</title><guid isPermaLink='false'>https://paper.example/1</guid><description>One.\n\nTwo &amp;amp; three</description>"),
            r#""headline":"x","lang":"en-US","dir":"ltr","body":[{"paragraph":"One."},{"paragraph":"Two & three"}]}"#,
        ),
        (
            item(
                "<title>x</title><author>desk@paper.example (Jane Doe)</author><author>desk@paper.example</author>
                <pubDate>Sat, Dec 16 2023 02:02:33 PM</pubDate><category>a</category><category><![CDATA[b &amp; c]]></category>
                <description>The intro.</description><content:encoded><![CDATA[<h1>x</h1><p>The <a href='y'>text</a></p>]]></content:encoded>",
            ),
            r#""headline":"x","intro":"The intro.","byline":["Jane Doe"],"published":"2023-12-16T14:02:33Z","tags":["a","b & c"],"lang":"en-US","dir":"ltr","body":[{"paragraph":["The ",{"link":{"url":"https://paper.example/wp-json/wp/v2/posts/y","content":"text"}}]}]}"#,
        ),
        (
            item("<title>x</title><content:encoded/><description>The text.</description>"),
            r#""headline":"x","lang":"en-US","dir":"ltr","body":[{"paragraph":"The text."}]}"#,
        ),
        (
            item("<description>The council voted. It has its reasons.</description>"),
            r#""headline":"The council voted","lang":"en-US","dir":"ltr","body":[{"paragraph":"The council voted. It has its reasons."}]}"#,
        ),
    ]);
}

#[test]
fn pictures_and_sounds_of_items() {
    let hero = |inside: &str| {
        let json = to_json(&article(&rss(&format!(
            "<item><title>x</title><description>y</description>{inside}</item>"
        ))));
        let hero =
            json.split_once("\"hero\":").map(|(_, hero)| hero.split_once(",\"body\"").unwrap().0.to_owned());
        hero.unwrap_or_default()
    };
    let cases = [
        (
            "<media:content url='/s.jpg' medium='image' width='10' height='5'/><media:content url='/l.jpg' medium='image' width='90' height='45'>
             <media:description>A &amp;amp; b</media:description><media:credit>J. Roe</media:credit></media:content>",
            r#"{"media":[{"image":{"src":"https://paper.example/l.jpg","width":90,"height":45,"alt":""}}],"caption":"A & b","credit":"J. Roe"}"#,
        ),
        (
            "<enclosure url='/a.mp3' type='audio/mpeg' length='1'/>",
            r#"{"media":[{"audio":{"src":"https://paper.example/a.mp3"}}]}"#,
        ),
        (
            "<media:group><media:content url='/a.mp4' type='video/mp4'/><media:thumbnail url='/a.png'/></media:group>",
            r#"{"media":[{"video":{"src":"https://paper.example/a.mp4","poster":"https://paper.example/a.png"}}]}"#,
        ),
        (
            "<media:content url='https://player.example/1' medium='video'/><media:thumbnail url='/a.png' width='1'/>",
            r#"{"media":[{"image":{"src":"https://paper.example/a.png","width":1,"alt":""}}]}"#,
        ),
        ("<media:content url='javascript:x' medium='image'/><enclosure url='data:image/png,' type='image/png'/>", ""),
    ];
    for (inside, expected) in cases {
        assert_eq!(hero(inside), expected, "{inside}");
    }
}

#[test]
fn entries_of_atom_as_sites_write_them() {
    let entry = |inside: &str| atom(&format!("<entry>{inside}</entry>"));
    check(&[
        (
            entry("<title>1 &lt; 2</title><link href='1'/><summary>a &lt;b> c</summary>"),
            r#""url":"https://paper.example/news/1","headline":"1 < 2","byline":["The Paper"],"lang":"he","dir":"rtl","body":[{"paragraph":"a <b> c"}]}"#,
        ),
        (
            entry(
                "<title type='html'>A &lt;i&gt;b&lt;/i&gt;</title><link rel='alternate' type='application/json' href='/j'/><link rel='alternate' type='text/html' href='/h'/>
                <content type='xhtml' xml:lang='en' xml:base='https://other.example/'><x:div xmlns:x='http://www.w3.org/1999/xhtml'><x:p>a<x:br/>b <x:a href='l'/><x:a href='m'>c</x:a></x:p><script>d</script></x:div></content>",
            ),
            r#""url":"https://paper.example/h","headline":"A b","byline":["The Paper"],"lang":"en","dir":"ltr","body":[{"paragraph":["a",{"break":true},"b ",{"link":{"url":"https://other.example/m","content":"c"}}]}]}"#,
        ),
        (
            entry("<title>x</title><content type='text/plain' src='/x.txt'/>"),
            r#""headline":"x","byline":["The Paper"],"lang":"he","dir":"rtl","body":[{"paragraph":"https://paper.example/x.txt"}]}"#,
        ),
        (
            entry(
                "<title>x</title><link href='https://www.youtube.com/watch?v=1'/><source><author><name>Them</name></author></source><updated>2026-11-24T10:00:00+01:00</updated>
                <category term='t' label='T'/><media:group><media:thumbnail url='/t.jpg'/><media:description>About it</media:description></media:group>",
            ),
            r#""url":"https://www.youtube.com/watch?v=1","headline":"x","byline":["Them"],"published":"2026-11-24T09:00:00Z","tags":["T"],"lang":"he","dir":"rtl","hero":{"media":[{"image":{"src":"https://paper.example/t.jpg","alt":""}}],"caption":"About it"},"body":[{"embed":{"url":"https://www.youtube.com/watch?v=1","provider":"YouTube"}},{"paragraph":"About it"}]}"#,
        ),
    ]);
}

#[test]
fn the_newest_is_the_article_and_its_siblings_are_related() {
    let item = |title: &str, date: &str| {
        format!(
            "<item><title>{title}</title><link>https://paper.example/{title}</link><description>About {title}</description><pubDate>{date}</pubDate></item>"
        )
    };
    let dated = rss(&[item("a", "1 Jan 2026"), item("b", "3 Jan 2026"), item("c", "2 Jan 2026")].concat());
    let found = article(&dated);
    let related: Vec<_> = found.related.iter().map(|related| related.title.as_str()).collect();
    assert_eq!((found.headline.as_str(), related.as_slice()), ("b", ["a", "c"].as_slice()));
    assert_eq!(found.related[1].url.as_ref().unwrap().as_str(), "https://paper.example/c");
    assert_eq!(found.related[1].summary.as_deref(), Some("About c"));
    assert_eq!(found.related[1].published.unwrap().to_string(), "2026-01-02");
    let undated = rss(&[item("a", ""), item("b", "soon")].concat());
    assert_eq!(article(&undated).headline, "a");
}

#[test]
fn what_is_wrong_is_said() {
    let cases = [
        (rss(""), "RSS 2.0: The feed has no items."),
        (atom(""), "Atom: The feed has no items."),
        (rss("<item><title>x</title></item>"), "RSS 2.0: The article has no text."),
        (
            "<rss><channel><item><title>x".to_owned(),
            "RSS 2.0: The document is no valid XML: it ends too early.",
        ),
        ("<rss/>".to_owned(), "RSS 2.0: The feed has no items."),
        (format!("<rss>{}", "<a>".repeat(100_000)), "RSS 2.0: The document is nested too deep."),
        (format!("<rss>{}", "<a/>".repeat(600_000)), "RSS 2.0: The document is too large."),
    ];
    for (feed, expected) in cases {
        assert_eq!(error(&feed), expected, "{feed:.100}");
    }
    // What has come of a feed that is cut off is read, without the item that is not whole.
    let whole = rss(
        "<item><title>a</title><description>b</description></item><item><title>c</title><description>d</description></item>",
    );
    let cut = whole.split_once("</description></item></channel>").unwrap().0;
    let found = article(cut);
    assert_eq!((found.headline.as_str(), found.related.len()), ("a", 0));
}

#[test]
fn entities_of_a_dtd_do_not_expand() {
    let bomb: String = (1..30).map(|n| format!("<!ENTITY e{n} '&e{0};&e{0};&e{0};'>", n - 1)).collect();
    let feed = format!(
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY e0 'ha'><!ENTITY f SYSTEM 'file:///etc/passwd'>{bomb}]>
        <rss><channel><item><title>x &e29; &f;</title><description>y &nbsp; &e29;</description></item></channel></rss>"
    );
    let found = article(&feed);
    assert_eq!(found.headline, "x &e29; &f;");
    assert!(to_json(&found).len() < 200);
}
