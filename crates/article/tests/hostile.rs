//! Documents that mean harm, judged by what must hold of every article: only allowed addresses, harmless text kept,
//! an answer for every input.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use standfirst_article::to_json;
use support::hostile::{check, inputs};
use support::{body_json, post, read_document, samples};

#[test]
fn what_others_collected_does_no_harm() {
    let ammonia = inputs(include_str!("fixtures/hostile/ammonia.json"));
    let payloads = inputs(include_str!("fixtures/hostile/payloadbox.json"));
    assert!(ammonia.len() > 40 && payloads.len() > 300);
    for input in ammonia.iter().chain(&payloads) {
        for html in [
            input.clone(),
            format!("<p>before</p>{input}<p>after</p>"),
            format!(
                "<a href=\"{input}\">x</a><img src='{input}'><iframe src=\"{input}\"></iframe><video poster={input} src={input}>"
            ),
            format!("<svg>{input}</svg><math>{input}</math><table>{input}</table><style>{input}"),
        ] {
            check(read_document(&post(&html), None), &html);
        }
        assert!(body_json(&format!("<p>before</p>{input}")).contains("before"), "{input}");
        let mut json = json::Writer::new();
        json.string(input);
        let quoted = json.finish();
        let article = format!(
            r#"{{"standfirst": 1, "url": {quoted}, "headline": {quoted}, "lang": {quoted}, "hero": {{"image": {quoted}}}, "body": [
                {quoted}, {{"embed": {quoted}}}, {{"video": {{"src": {quoted}, "poster": {quoted}}}}},
                {{"paragraph": [{{"link": {{"url": {quoted}, "content": {quoted}}}}}]}}, {{{quoted}: {quoted}}}]}}"#
        );
        check(read_document(&article, None), &article);
        check(read_document(&format!("{input}\n\n{input}\n\n- {input}"), None), input);
        check_markup(input);
    }
}

/// One input in every place of the formats that are no JSON, as it stands and escaped.
fn check_markup(input: &str) {
    let escaped = input.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    for text in [input, &escaped] {
        let rss = format!(
            "<rss xmlns:media='http://search.yahoo.com/mrss/' xml:base=\"{text}\"><channel><link>{text}</link><item><title>t {text}</title>
            <link>{text}</link><guid>{text}</guid><author>{text}</author><category>{text}</category><description>before {text}</description>
            <content:encoded>before {text}</content:encoded><enclosure url=\"{text}\" type='image/png'/><media:content url=\"{text}\" medium='image'>
            <media:credit>{text}</media:credit></media:content></item></channel></rss>"
        );
        let atom = format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry xml:base=\"{text}\"><title type='html'>t {text}</title><link href=\"{text}\"/>
            <author><name>{text}</name></author><summary>before {text}</summary><content type='xhtml'><div>before {text}<a href=\"{text}\">x</a></div>
            </content></entry></feed>"
        );
        let page = format!(
            "<!doctype html><html lang=\"{text}\"><base href=\"{text}\"><title>t {text}</title><link rel=canonical href=\"{text}\">
            <meta property=og:image content=\"{text}\"><meta name=author content=\"{text}\"><script type=application/ld+json>{text}</script>
            <article><p>before {text}</p>{text}</article>"
        );
        let markdown = format!(
            "---\ntitle: t {text}\nimage: {text}\ncanonical: {text}\n---\nbefore {text}\n\n[a]({text}) ![b](<{text}>)\n\n{text}\n\n> {text}\n\n`{text}` <{text}>\n"
        );
        for document in [rss, atom, page, markdown] {
            check(read_document(&document, None), &document);
        }
    }
    // Where the document is sound around it, whatever is escaped is text and no more.
    let sound = format!(
        "<rss><channel><item><title>t</title><description>before &lt;p>{escaped}</description></item></channel></rss>"
    );
    let json = to_json(&read_document(&sound, None).unwrap().article);
    assert!(json.contains("before"), "{sound}");
}

/// The text of a body, which is all that is left of it here.
#[test]
fn nothing_runs_and_harmless_text_stays() {
    let cases = [
        (
            "a<img src=x onerror=alert(1)>b",
            r#"[{"paragraph":"a"},{"figure":{"media":[{"image":{"src":"https://paper.example/2026/lamps/x","alt":""}}]}},{"paragraph":"b"}]"#,
        ),
        ("a<svg onload=alert(1)><script>alert(2)</script></svg>b", r#"[{"paragraph":"ab"}]"#),
        ("<a href=\"jav&#x09;ascript:alert(1)\">a</a>", r#"[{"paragraph":"a"}]"#),
        ("<a href=\"&#106;&#97;vascript&colon;alert(1)\">a</a>", r#"[{"paragraph":"a"}]"#),
        ("<a href=' javascript:alert(1)'>a</a><a href='\u{1}javascript:x'>b</a>", r#"[{"paragraph":"ab"}]"#),
        ("<a href='data:text/html,<script>alert(1)</script>'>a</a>", r#"[{"paragraph":"a"}]"#),
        (
            "<base href='javascript:/'><a href='x'>a</a>",
            r#"[{"paragraph":[{"link":{"url":"https://paper.example/2026/lamps/x","content":"a"}}]}]"#,
        ),
        ("<meta http-equiv=refresh content='0;url=javascript:x'>a", r#"[{"paragraph":"a"}]"#),
        ("<object data='javascript:x'>a</object><embed src='javascript:x'>b", r#"[{"paragraph":"ab"}]"#),
        (
            "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
            "[]",
        ),
        (
            "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>a",
            r#"[{"figure":{"media":[{"image":{"src":"https://paper.example/2026/lamps/x","alt":""}}]}},{"paragraph":"'>a"}]"#,
        ),
        (
            "a<div style='background:url(javascript:x)' onclick=x>b</div>",
            r#"[{"paragraph":"a"},{"paragraph":"b"}]"#,
        ),
        ("<input autofocus onfocus=x>a<isindex>b<keygen>c", r#"[{"paragraph":"abc"}]"#),
        ("<x onclick=alert(1)>a", r#"[{"paragraph":"a"}]"#),
        ("a\u{202e}b\u{200b}c\u{0}d", "[{\"paragraph\":\"a\u{202e}b\u{200b}cd\"}]"),
    ];
    support::check_bodies(&cases);
}

#[test]
fn nesting_to_any_depth_is_read_on_a_small_stack() {
    let run = || {
        // Far past the limit of depth; two of them as far as a document goes, below.
        let depth = 4000;
        let nest = |open: &str| open.repeat(depth);
        let opening = [
            "<div>",
            "<b>",
            "<i><b>",
            "<a href=/x>",
            "<span id=x>",
            "<blockquote>",
            "<ul><li>",
            "<ol>",
            "<figure>",
            "<table><tr><td>a<td>",
            "<table>",
            "<p><b>",
            "<h2>",
            "<dl><dd>",
            "<svg>",
            "<math>",
            "<svg><g>",
            "<figcaption>",
            "<section><em>",
            "<details>",
            "<object>",
            "<button>",
            "<font><p>",
            "<li>",
            "<pre>",
            "<picture>",
            "<video>",
            "<ruby><rt>",
            "<x>",
            "<figure><figcaption>",
        ];
        for open in opening {
            check(read_document(&post(&nest(open)), None), open);
            let inside = format!("<p>before</p>{}deep", nest(open));
            let json = body_json(&inside);
            assert!(json.contains("before"), "{open}");
            let drops = ["<button>", "<svg>", "<svg><g>", "<picture>", "<video>"].contains(&open);
            assert!(drops || json.contains("deep"), "{open}");
        }
        for open in opening {
            let deep = nest(open);
            for document in [
                format!("<!doctype html><title>x</title><article><p>before</p>{deep}deep"),
                format!(
                    "<rss><channel><item><title>x</title><description><![CDATA[<p>before</p>{deep}deep]]></description></item></channel></rss>"
                ),
                format!("# x\n\nbefore\n\n{deep}deep"),
            ] {
                let media_type = document.starts_with('#').then_some("text/markdown");
                let reading = read_document(&document, media_type).unwrap();
                assert!(to_json(&reading.article).contains("before"), "{document:.200}");
                check(Ok(reading), open);
            }
            // Where nothing says what the story is, it may be what is deep.
            check(
                read_document(&format!("<!doctype html><title>x</title><p>before</p>{deep}deep"), None),
                open,
            );
            check(read_document(&format!("<rss>{deep}"), None), open);
            check(read_document(&format!("<feed><entry><content type='xhtml'>{deep}"), None), open);
        }
        for open in [
            ">", "> ", "- ", "1. ", "[", "![", "*", "_a", "**a ", "`", "<b>", "|a", "\\[", "[^a]: ", "~~",
            "<!--", "</", "&#", "[a](", "* * ",
        ] {
            let text = format!("# x\n\nbefore\n\n{}", open.repeat(50_000));
            let reading = read_document(&text, Some("text/markdown")).unwrap();
            assert!(to_json(&reading.article).contains("before"), "{open}");
            check(Ok(reading), open);
            check(
                read_document(
                    &format!("# x\n\n{}", format!("{open}\n").repeat(20_000)),
                    Some("text/markdown"),
                ),
                open,
            );
        }
        let nested: String = (0..300).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
        check(read_document(&format!("# x\n\n{nested}"), Some("text/markdown")), "lists");
        check(read_document(&format!("---\na: {}\n---\nx", "[".repeat(60_000)), None), "front matter");
        check(read_document(&format!("---\na: {}\n---\nx", "{b: ".repeat(15_000)), None), "front matter");
        for open in ["<div>", "<b>"] {
            let page = format!("<!doctype html><title>x</title><article>before{}deep", open.repeat(100_000));
            assert!(to_json(&read_document(&page, None).unwrap().article).contains("deep"), "{open}");

            assert!(body_json(&format!("{}deep", open.repeat(100_000))).contains("deep"), "{open}");
        }
        check(read_document(&post(&"</div></b></p>".repeat(depth)), None), "end tags");
        check(
            read_document(
                &post(&format!("{}{}", "<div><i>".repeat(depth), "</div>x</i>".repeat(depth))),
                None,
            ),
            "closed",
        );
        check(read_document(&post(&format!("{}<script>alert(1)", "<div>".repeat(depth))), None), "script");
        assert_eq!(
            body_json(&format!("a{}<script>alert(1)</script><style>b", "<b>".repeat(depth))),
            r#"[{"paragraph":"a"}]"#
        );
    };
    // The stack that the widget has.
    std::thread::Builder::new().stack_size(1024 * 1024).spawn(run).unwrap().join().unwrap();
}

#[test]
fn size_in_any_direction_ends_in_an_answer() {
    let many = 200_000;
    for html in [
        format!("<a {}>x</a>", "b c d=e ".repeat(many)),
        format!("<a {}>x</a>", (0..many).map(|n| format!("a{n} ")).collect::<String>()),
        format!("<a href='{}'>x</a>", "x".repeat(many)),
        format!("<img srcset='{}'>x", "a.jpg 1w,".repeat(many)),
        format!("<p class='{}'>x", "a ".repeat(many)),
        "&amp;&#65;&notin".repeat(many),
        "&abcdef &zzzzzz;".repeat(many),
        "</wbrx>".repeat(many),
        "<!--".repeat(many),
        "<!--x--!".repeat(many),
        "<script><!--".repeat(many),
        "</".repeat(many),
        "<".repeat(many),
        (0..many / 4).map(|n| format!("<h2 id=i{n}>x</h2>")).collect(),
        (0..many / 4).map(|n| format!("<a href='#i{n}' id=i{n}>x</a>")).collect(),
        "<table><td>".repeat(many / 4),
        "x<br>".repeat(many / 4),
        "x<br><br>".repeat(many / 4),
    ] {
        check(read_document(&post(&html), None), html.get(..40).unwrap());
        // Each reads it in a way of its own; how each grows shows in less.
        let html = html.get(..html.len() / 8).unwrap();
        check(
            read_document(&format!("<!doctype html><title>x</title><main>{html}"), None),
            html.get(..40).unwrap(),
        );
        check(read_document(&format!("<rss><channel>{html}"), None), html.get(..40).unwrap());
        check(read_document(&format!("# x\n\n{html}"), Some("text/markdown")), html.get(..40).unwrap());
    }
    let items = "<item><title>a</title><description>b</description></item>".repeat(many / 16);
    check(read_document(&format!("<rss><channel>{items}</channel></rss>"), None), "items");
    let declarations: String = (0..many / 4).map(|n| format!(" xmlns:a{n}='b'")).collect();
    check(
        read_document(&format!("<rss{declarations}><channel>{}", "<a:b/>".repeat(many / 4)), None),
        "namespaces",
    );
    let notes: String = (0..many / 16).map(|n| format!("[^{n}] ")).collect();
    let definitions: String = (0..many / 16).map(|n| format!("[^{n}]: x\n\n")).collect();
    check(read_document(&format!("# x\n\n{notes}\n\n{definitions}"), Some("text/markdown")), "footnotes");
    check(
        read_document(&format!("# x\n\n{}", "## a\n\nb\n\n".repeat(many / 8)), Some("text/markdown")),
        "headings",
    );
    check(read_document(&"- \n".repeat(many), None), "marks");
    check(read_document(&format!("x\n{}", "-\n".repeat(many)), None), "marks alone");
    check(read_document(&format!("x\n\n{}", "In World\n\n- a\n\n".repeat(many / 8)), None), "furniture");
}

#[test]
fn every_beginning_of_a_document_gives_an_answer() {
    let html = post(
        "<h2 id='a'>One &amp; two</h2><p>The <b>lamps</b> of <a href='/x?a=1&amp;b'>Great Tarn</a></p><!-- c --><ul><li>x<li>\
         <img src=/1.jpg srcset='/2.jpg 2x, /3.jpg 3x' alt='é'></ul><figure><table><tr><th>a<td>b</table><figcaption>c</figcaption>\
         </figure><pre><code class=language-rust>fn</code></pre><script>x<!-- y --></script><blockquote>q<cite>w</cite></blockquote>",
    );
    let body = html.clone();
    for (end, _) in html.char_indices() {
        check(read_document(&html[..end], None), &html[..end]);
    }
    let inner = json::parse(&body).unwrap();
    let inner = inner.text("content/rendered").unwrap();
    for (end, _) in inner.char_indices() {
        check(read_document(&post(&inner[..end]), None), &inner[..end]);
    }
    for text in [
        include_str!("fixtures/text/page.txt"),
        include_str!("fixtures/feeds/rss.xml"),
        include_str!("fixtures/feeds/atom.xml"),
        include_str!("fixtures/page/story.html"),
        "---\ntitle: \"é\"\ntags: [a, {b: c}]\n---\n# x\n\na[^1] `b` **c** [d](e) ![f](g \"h\")\n\n| a |\n|---|\n| b |\n\n<div>x</div>\n\n[^1]: n\n",
        include_str!("fixtures/wordpress/page-211.json"),
        samples::GHOST,
        samples::JSON_FEED,
        samples::NINJS_1,
        samples::NINJS_3,
        samples::ANS,
        r##"{"standfirst":1,"headline":"é","body":[{"paragraph":["a",{"link":{"url":"#x","content":"\u00e9"}}]},{"list":{"items":["x"]}}]}"##,
    ] {
        for (end, _) in text.char_indices() {
            check(read_document(&text[..end], None), &text[..end]);
        }
    }
}
