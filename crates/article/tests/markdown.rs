//! Markdown, as writers and systems of files write it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use standfirst_article::{Article, Format, to_json};
use support::read_document;

fn article(text: &str) -> Article {
    let reading = read_document(text, Some("text/markdown; charset=utf-8")).unwrap();
    assert_eq!(reading.format, Format::Markdown);
    reading.article
}

fn body(text: &str) -> String {
    let json = to_json(&article(&format!("# x\n\n{text}")));
    json.split_once("\"body\":").unwrap().1.strip_suffix('}').unwrap().to_owned()
}

#[test]
fn front_matter_says_what_is_around_the_text() {
    let cases = [
        (
            "---\ntitle: \"Lamps: a story\"\ndescription: The intro &amp; more\nauthors: [Jane Doe, {name: J. Roe}]\ndate: 2026-11-24 10:00 +0100\nlastmod: 2026-11-25\n\
             tags: lamps, stars\ncategories: [Islands, World]\ncover: {image: /c.jpg, alt: Lamp, caption: Slipway}\nlang: en_US\ncanonical_url: https://paper.example/lamps\n---\n\n# Lamps: a story\n\n[Text](more)\n",
            r#"{"standfirst":1,"url":"https://paper.example/lamps","headline":"Lamps: a story","intro":"The intro & more","byline":["Jane Doe","J. Roe"],"published":"2026-11-24T09:00:00Z","updated":"2026-11-25","section":"Islands","tags":["lamps","stars"],"lang":"en-US","dir":"ltr","hero":{"media":[{"image":{"src":"https://paper.example/c.jpg","alt":"Lamp"}}],"caption":"Slipway"},"body":[{"paragraph":[{"link":{"url":"https://paper.example/more","content":"Text"}}]}]}"#,
        ),
        (
            "---\ntitle: Lamps: it's a story\nauthor: Jane\nfeature_image: /f.jpg\nfeature_image_alt: Lamp\nlang: he\n---\nText",
            r#"{"standfirst":1,"headline":"Lamps: it's a story","byline":["Jane"],"lang":"he","dir":"rtl","hero":{"media":[{"image":{"src":"https://paper.example/f.jpg","alt":"Lamp"}}]},"body":[{"paragraph":"Text"}]}"#,
        ),
        (
            "Intro\n\n# Title *here*\n\nText",
            r#"{"standfirst":1,"headline":"Title here","body":[{"paragraph":"Intro"},{"paragraph":"Text"}]}"#,
        ),
        ("## Title\n\nText", r#"{"standfirst":1,"headline":"Title","body":[{"paragraph":"Text"}]}"#),
    ];
    for (text, expected) in cases {
        assert_eq!(to_json(&article(text)), expected, "{text}");
    }
}

#[test]
fn blocks_are_read() {
    let cases = [
        (
            "a *b* **c** `d` ~~e~~ <https://x.example/>\\\nf",
            r#"[{"paragraph":["a ",{"emphasis":"b"}," ",{"strong":"c"}," ",{"code":"d"}," ",{"strike":"e"}," ",{"link":{"url":"https://x.example/","content":"https://x.example/"}},{"break":true},"f"]}]"#,
        ),
        (
            "3. a\n   - b\n4. c\n\n- [x] d\n",
            r#"[{"list":{"ordered":true,"start":3,"items":[[{"paragraph":"a"},{"list":{"items":["b"]}}],"c"]}},{"list":{"items":["☑ d"]}}]"#,
        ),
        (
            "![Alt *text*](/p.jpg \"A caption\")\n\n![](q.jpg)",
            r#"[{"figure":{"media":[{"image":{"src":"https://paper.example/p.jpg","alt":"Alt text"}}],"caption":"A caption"}},{"figure":{"media":[{"image":{"src":"https://paper.example/wp-json/wp/v2/posts/q.jpg","alt":""}}]}}]"#,
        ),
        (
            "| a | b |\n|---|--:|\n| 1 | *2* |",
            r#"[{"table":{"head":[["a",{"align":"right","content":"b"}]],"body":[["1",{"align":"right","content":[{"emphasis":"2"}]}]]}}]"#,
        ),
        (
            "```rust,ignore\n\nfn main() {}\n```\n\n    <b>\n\n---",
            r#"[{"code":{"language":"rust","text":"\nfn main() {}"}},{"code":{"text":"<b>"}},{"divider":true}]"#,
        ),
        ("> a\n>\n> — Elin", r#"[{"quote":{"blocks":[{"paragraph":"a"}],"citation":"Elin"}}]"#),
        (
            "See [there](#who-else).\n\n## Who else?\n\n## Who else?\n\n## Z {#own}",
            r##"[{"paragraph":["See ",{"link":{"url":"#who-else","content":"there"}},"."]},{"heading":{"level":2,"id":"who-else","content":"Who else?"}},{"heading":{"level":2,"id":"who-else-1","content":"Who else?"}},{"heading":{"level":2,"id":"own","content":"Z"}}]"##,
        ),
        (
            "a[^x] b[^y]\n\n[^y]: Two\n\n[^x]: One[^y]\n",
            r##"[{"paragraph":["a",{"superscript":[{"anchor":{"id":"fnref-1","content":[{"link":{"url":"#fn-1","content":"1"}}]}}]}," b",{"superscript":[{"anchor":{"id":"fnref-2","content":[{"link":{"url":"#fn-2","content":"2"}}]}}]}]},{"list":{"ordered":true,"items":[{"id":"fn-1","blocks":[{"paragraph":["One",{"superscript":[{"link":{"url":"#fn-2","content":"2"}}]}," ",{"link":{"url":"#fnref-1","content":"↩"}}]}]},{"id":"fn-2","blocks":[{"paragraph":["Two ",{"link":{"url":"#fnref-2","content":"↩"}}]}]}]}}]"##,
        ),
    ];
    let mut wrong = String::new();
    for (text, expected) in cases {
        let found = body(text);
        if found != expected {
            wrong.push_str(&format!("\n{text}\n   gives {found}\nexpected {expected}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn html_in_it_is_read_as_all_html() {
    let cases = [
        (
            "a<sup>2</sup> <script>alert(1)</script>b <b onclick=x>c",
            r#"[{"paragraph":["a",{"superscript":"2"}," b ",{"strong":"c"}]}]"#,
        ),
        (
            "<div class=x>\n\nInside *it*\n\n</div>\n\n<table><tr><td>a<td>b</table>\n\nafter",
            r#"[{"paragraph":["Inside ",{"emphasis":"it"}]},{"table":{"body":[["a","b"]]}},{"paragraph":"after"}]"#,
        ),
        ("[a](javascript:x) ![b](data:image/png,) c", r#"[{"paragraph":"a c"}]"#),
        ("<script>\nalert(1)\n</script>\n\na <!-- b --> c", r#"[{"paragraph":"a c"}]"#),
        ("a <script>b\n\nc", r#"[{"paragraph":"a"},{"paragraph":"c"}]"#),
    ];
    for (text, expected) in cases {
        assert_eq!(body(text), expected, "{text}");
    }
}
