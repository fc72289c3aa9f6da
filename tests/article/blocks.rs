//! Every kind of block and inline, and the markup it becomes.

use standfirst::article::{ArticleRootProps, ArticleState, Related};
use standfirst_article::{
    Align, Article, Block, Cell, Embed, Figure, ImageCandidate, Inline, LinkTarget, List, ListItem, Media,
    Row, Table,
};
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;
use yew::Callback;

use super::stage::{Stage, bare, heading, image, language, link, media, paragraph, run};

async fn check(block: Block, expected: &str) {
    let stage = Stage::show(Article { body: vec![block], ..bare() }).await;
    assert_eq!(stage.get(".body").inner_html(), expected);
}

async fn check_inline(inline: Inline, expected: &str) {
    check(Block::Paragraph { id: None, content: vec![inline] }, &format!("<p>{expected}</p>")).await;
}

#[wasm_bindgen_test]
async fn inlines() {
    check_inline(Inline::Text("a < b & c".to_owned()), "a &lt; b &amp; c").await;
    check_inline(Inline::Strong(run("a")), "<strong>a</strong>").await;
    check_inline(Inline::Emphasis(run("a")), "<em>a</em>").await;
    check_inline(Inline::Code(run("a")), "<code>a</code>").await;
    check_inline(Inline::Subscript(run("a")), "<sub>a</sub>").await;
    check_inline(Inline::Superscript(run("a")), "<sup>a</sup>").await;
    check_inline(Inline::Mark(run("a")), "<mark>a</mark>").await;
    check_inline(Inline::Strike(run("a")), "<s>a</s>").await;
    check_inline(Inline::Quote(run("a")), "<q>a</q>").await;
    check_inline(Inline::Break, "<br>").await;
    let target = LinkTarget::Url(link("https://a.example/b?c=1&d=2"));
    check_inline(
        Inline::Link { target, content: run("a") },
        r#"<a href="https://a.example/b?c=1&amp;d=2">a</a>"#,
    )
    .await;
    let target = LinkTarget::Fragment("note-1".to_owned());
    check_inline(Inline::Link { target, content: run("a") }, r##"<a href="#note-1">a</a>"##).await;
    check_inline(
        Inline::Abbreviation { title: "Long".to_owned(), content: run("L.") },
        r#"<abbr title="Long">L.</abbr>"#,
    )
    .await;
    check_inline(
        Inline::Time { datetime: "2026-11".to_owned(), content: run("November") },
        r#"<time datetime="2026-11">November</time>"#,
    )
    .await;
    check_inline(Inline::Anchor { id: "a".to_owned(), content: run("b") }, r#"<span id="a">b</span>"#).await;
    check_inline(Inline::Anchor { id: String::new(), content: run("b") }, "<span>b</span>").await;
    check_inline(
        Inline::Strong(vec![Inline::Emphasis(run("a")), Inline::Text(" b".to_owned())]),
        "<strong><em>a</em> b</strong>",
    )
    .await;
}

#[wasm_bindgen_test]
async fn plain_blocks() {
    check(Block::Paragraph { id: Some("p1".to_owned()), content: run("a") }, r#"<p id="p1">a</p>"#).await;
    check(
        Block::Heading { level: 4, id: Some("h1".to_owned()), content: run("a") },
        r#"<h2 class="heading" part="heading" id="h1">a</h2>"#,
    )
    .await;
    check(Block::Divider, "<hr>").await;
    check(
        Block::Code { language: Some("rust".to_owned()), text: "\nfn a() {}\n  <b>".to_owned() },
        "<pre dir=\"ltr\" tabindex=\"0\" translate=\"no\"><code class=\"language-rust\">\nfn a() {}\n  &lt;b&gt;</code></pre>",
    )
    .await;
    check(
        Block::Code { language: Some("a button".to_owned()), text: "b".to_owned() },
        r#"<pre dir="ltr" tabindex="0" translate="no"><code>b</code></pre>"#,
    )
    .await;
}

#[wasm_bindgen_test]
async fn lists() {
    let item = |blocks| ListItem { id: None, blocks };
    let inner = Block::List(List { ordered: false, start: None, items: vec![item(vec![paragraph("b")])] });
    check(
        Block::List(List {
            ordered: true,
            start: Some(3),
            items: vec![
                ListItem { id: Some("i".to_owned()), blocks: vec![paragraph("a"), inner] },
                item(vec![paragraph("c"), paragraph("d")]),
                item(Vec::new()),
            ],
        }),
        r#"<ol start="3"><li id="i">a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li><li></li></ol>"#,
    )
    .await;
}

#[wasm_bindgen_test]
async fn quotes() {
    let quote = |citation, source| Block::Quote { blocks: vec![paragraph("a")], citation, source };
    check(quote(Vec::new(), None), "<blockquote><p>a</p></blockquote>").await;
    check(quote(run("b"), None), "<blockquote><p>a</p><footer><cite>b</cite></footer></blockquote>").await;
    check(
        quote(run("b"), Some(link("https://a.example/"))),
        concat!(
            r#"<blockquote cite="https://a.example/"><p>a</p>"#,
            r#"<footer><cite><a href="https://a.example/">b</a></cite></footer></blockquote>"#
        ),
    )
    .await;
    // Links do not nest.
    let linked = Inline::Link { target: LinkTarget::Url(link("https://b.example/")), content: run("b") };
    check(
        quote(vec![Inline::Emphasis(vec![linked])], Some(link("https://a.example/"))),
        concat!(
            r#"<blockquote cite="https://a.example/"><p>a</p>"#,
            r#"<footer><cite><em><a href="https://b.example/">b</a></em></cite></footer></blockquote>"#
        ),
    )
    .await;
}

#[wasm_bindgen_test]
async fn figures() {
    let figure = |media: Vec<Media>| Figure { media, caption: Vec::new(), credit: None };
    let mut picture = image("https://a.example/a.jpg");
    picture.width = Some(1200);
    picture.height = Some(800);
    picture.srcset = vec![
        ImageCandidate { src: media("https://a.example/s.jpg"), descriptor: "600w".to_owned() },
        ImageCandidate { src: media("https://a.example/a.jpg"), descriptor: "1200w".to_owned() },
    ];
    picture.sizes = Some("100vw".to_owned());
    check(
        Block::Figure(Figure {
            caption: run("There."),
            credit: Some("Ada Moen".to_owned()),
            ..figure(vec![Media::Image(picture.clone())])
        }),
        concat!(
            r#"<figure class="figure" part="figure"><img decoding="async" loading="lazy" alt="What it shows" "#,
            r#"width="1200" height="800" sizes="100vw" "#,
            r#"srcset="https://a.example/s.jpg 600w, https://a.example/a.jpg 1200w" src="https://a.example/a.jpg">"#,
            r#"<figcaption>There. <small class="credit"><bdi lang="en">Picture: Ada Moen</bdi></small></figcaption>"#,
            r#"</figure>"#,
        ),
    )
    .await;
    picture.height = Some(1600);
    picture.srcset.clear();
    picture.alt.clear();
    check(
        Block::Figure(figure(vec![Media::Image(picture)])),
        concat!(
            r#"<figure class="figure tall" part="figure"><img decoding="async" loading="lazy" alt="" "#,
            r#"width="1200" height="1600" src="https://a.example/a.jpg"></figure>"#,
        ),
    )
    .await;
    let video = |poster| Media::Video {
        src: media("https://a.example/a.mp4"),
        poster,
        width: Some(640),
        height: Some(360),
    };
    check(
        Block::Figure(figure(vec![video(Some(media("https://a.example/a.jpg")))])),
        concat!(
            r#"<figure class="figure" part="figure"><video controls="controls" playsinline="playsinline" preload="none" "#,
            r#"poster="https://a.example/a.jpg" width="640" height="360" src="https://a.example/a.mp4"></video></figure>"#,
        ),
    )
    .await;
    check(
        Block::Figure(figure(vec![video(None), Media::Audio { src: media("https://a.example/a.mp3") }])),
        concat!(
            r#"<figure class="figure" part="figure"><div class="gallery"><video controls="controls" playsinline="playsinline" "#,
            r#"preload="metadata" width="640" height="360" src="https://a.example/a.mp4"></video>"#,
            r#"<audio controls="controls" preload="metadata" src="https://a.example/a.mp3"></audio></div></figure>"#,
        ),
    )
    .await;
}

#[wasm_bindgen_test]
async fn galleries_with_captions_of_their_own() {
    let figure = |address: &str, caption: &str, credit: Option<&str>| Figure {
        media: vec![Media::Image(image(address))],
        caption: if caption.is_empty() { Vec::new() } else { run(caption) },
        credit: credit.map(str::to_owned),
    };
    check(
        Block::Gallery {
            figures: vec![
                figure("https://a.example/1.jpg", "One", Some("Ada Moen")),
                figure("https://a.example/2.jpg", "", None),
            ],
            caption: run("Both"),
        },
        concat!(
            r#"<figure class="figure" part="figure"><div class="gallery"><figure class="figure" part="figure">"#,
            r#"<img decoding="async" loading="lazy" alt="What it shows" src="https://a.example/1.jpg">"#,
            r#"<figcaption>One <small class="credit"><bdi lang="en">Picture: Ada Moen</bdi></small></figcaption></figure>"#,
            r#"<figure class="figure" part="figure"><img decoding="async" loading="lazy" alt="What it shows" src="https://a.example/2.jpg"></figure>"#,
            r#"</div><figcaption>Both</figcaption></figure>"#,
        ),
    )
    .await;
}

#[wasm_bindgen_test]
async fn corrections_say_what_they_are() {
    check(
        Block::Correction { title: Some("Clarification".to_owned()), blocks: vec![paragraph("Four.")] },
        concat!(
            r#"<div class="correction" role="note" aria-label="Clarification">"#,
            r#"<p class="note-title">Clarification</p><p>Four.</p></div>"#
        ),
    )
    .await;
    check(
        Block::Correction { title: None, blocks: vec![paragraph("Correction: four.")] },
        r#"<div class="correction" role="note" aria-label="Correction"><p>Correction: four.</p></div>"#,
    )
    .await;
}

#[wasm_bindgen_test]
async fn tables() {
    let cell = |header, content| Cell { header, colspan: 1, rowspan: 1, align: None, content };
    let head = vec![
        Row { cells: vec![cell(true, Vec::new()), Cell { colspan: 2, ..cell(true, run("b")) }] },
        Row { cells: vec![cell(false, run("c")), cell(true, run("d")), cell(true, run("e"))] },
    ];
    let body = vec![Row {
        cells: vec![
            Cell { rowspan: 2, ..cell(true, run("f")) },
            cell(true, run("g")),
            Cell { align: Some(Align::Right), ..cell(false, run("h")) },
        ],
    }];
    check(
        Block::Table(Table { caption: vec![Inline::Strong(run("Tides")), Inline::Break, Inline::Text("in May".to_owned())], head, body: body.clone() }),
        concat!(
            r#"<div class="table" role="region" tabindex="0" aria-label="Tides in May"><table>"#,
            r#"<caption><strong>Tides</strong><br>in May</caption>"#,
            r#"<thead><tr><td></td><th scope="colgroup" colspan="2">b</th></tr>"#,
            r#"<tr><td>c</td><th scope="col">d</th><th scope="col">e</th></tr></thead>"#,
            r#"<tbody><tr><th scope="rowgroup" rowspan="2">f</th><th scope="row">g</th><td class="right">h</td></tr></tbody>"#,
            r#"</table></div>"#,
        ),
    )
    .await;
    let stage = Stage::show(Article {
        body: vec![Block::Table(Table { caption: Vec::new(), head: Vec::new(), body })],
        ..bare()
    })
    .await;
    assert_eq!(stage.get(".table").get_attribute("aria-label").as_deref(), Some("Table, scrolls sideways"));
    assert_eq!(stage.count("caption, thead"), 0);
}

#[wasm_bindgen_test]
async fn embeds_load_nothing() {
    let embed = Embed {
        url: link("https://video.example/watch?v=1"),
        provider: Some("Video".to_owned()),
        title: Some("The tide comes in".to_owned()),
        still: None,
        caption: run("From the pier."),
    };
    check(
        Block::Embed(embed.clone()),
        concat!(
            r#"<figure class="figure embed" part="figure"><div class="embed-box">"#,
            r#"<p class="embed-title">The tide comes in</p>"#,
            r#"<p><a href="https://video.example/watch?v=1"><bdi lang="en">See it on Video</bdi></a></p></div>"#,
            r#"<figcaption>From the pier.</figcaption></figure>"#,
        ),
    )
    .await;
    check(
        Block::Embed(Embed { provider: None, title: None, caption: Vec::new(), ..embed.clone() }),
        concat!(
            r#"<figure class="figure embed" part="figure"><div class="embed-box"><p>"#,
            r#"<a href="https://video.example/watch?v=1"><bdi lang="en">See it on the original site</bdi></a></p></div>"#,
            r#"</figure>"#,
        ),
    )
    .await;
    check(
        Block::Embed(Embed {
            url: link("https://www.youtube.com/watch?v=tide"),
            still: Some(image("https://a.example/still.jpg")),
            title: None,
            caption: Vec::new(),
            ..embed
        }),
        concat!(
            r#"<figure class="figure embed" part="figure"><div class="embed-box"><button class="button" type="button" "#,
            r#"data-frame="https://www.youtube-nocookie.com/embed/tide" data-name="Video" data-shape="">"#,
            r#"<img decoding="async" loading="lazy" alt="What it shows" src="https://a.example/still.jpg">"#,
            r#"<bdi lang="en">Show it here, from Video</bdi></button>"#,
            r#"<p><a href="https://www.youtube.com/watch?v=tide"><bdi lang="en">See it on Video</bdi></a></p></div></figure>"#,
        ),
    )
    .await;
}

#[wasm_bindgen_test]
async fn headings_follow_the_headline_without_gaps() {
    let quoted = Block::Quote { blocks: vec![heading(6, "e")], citation: Vec::new(), source: None };
    let body =
        vec![heading(3, "a"), heading(2, "b"), heading(4, "c"), heading(4, "d"), quoted, heading(2, "f")];
    let article = Rc::new(Article { body, ..bare() });
    let cases: [(u8, [&str; 7]); 3] = [
        (1, ["H1", "H2", "H2", "H3", "H3", "H4", "H2"]),
        (2, ["H2", "H3", "H3", "H4", "H4", "H5", "H3"]),
        // Past h6 a heading stays h6.
        (4, ["H4", "H5", "H5", "H6", "H6", "H6", "H5"]),
    ];
    for (heading_level, expected) in cases {
        let stage = Stage::show_props(ArticleRootProps {
            state: ArticleState::Ready(article.clone()),
            language: language(),
            heading_level,
            related: Related::default(),
            related_limit: 0,
            on_retry: Callback::noop(),
            on_shown: Callback::noop(),
        })
        .await;
        let found = stage.shadow.query_selector_all("h1, h2, h3, h4, h5, h6").unwrap();
        let names: Vec<String> =
            (0..found.length()).map(|index| found.item(index).unwrap().node_name()).collect();
        assert_eq!(names, expected, "headline at level {heading_level}");
    }
}

#[wasm_bindgen_test]
async fn hostile_strings_stay_text() {
    const HOSTILE: &str =
        r#""><img src=x onerror=alert(1)><script>alert(1)</script></article><style>*{}</style>"#;
    let hostile = || HOSTILE.to_owned();
    let stage = Stage::show(Article {
        headline: hostile(),
        standfirst: Some(hostile()),
        byline: vec![hostile()],
        section: Some(hostile()),
        lang: Some(hostile()),
        body: vec![
            Block::Paragraph { id: Some(hostile()), content: run(HOSTILE) },
            heading(2, HOSTILE),
            Block::Code { language: Some(hostile()), text: hostile() },
            Block::Paragraph {
                id: None,
                content: vec![
                    Inline::Abbreviation { title: hostile(), content: run(HOSTILE) },
                    Inline::Time { datetime: hostile(), content: run(HOSTILE) },
                    Inline::Link { target: LinkTarget::Fragment(hostile()), content: run(HOSTILE) },
                ],
            },
        ],
        ..bare()
    })
    .await;
    assert_eq!(stage.count("img, script, style, [onerror]"), 0);
    assert_eq!(stage.count("article"), 1);
    assert_eq!(stage.get("[part=headline]").text_content().as_deref(), Some(HOSTILE));
    assert_eq!(stage.get(".body > p").text_content().as_deref(), Some(HOSTILE));
    assert_eq!(stage.get(".body > p").id(), HOSTILE);
}
