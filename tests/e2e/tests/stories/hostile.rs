//! Text that wants to be more than text.

use serde_json::json;
use standfirst_e2e::article::article;
use standfirst_e2e::publisher::Answer;
use standfirst_e2e::story;

use crate::acts::{WORLD, open_demo, open_page};

/// What attackers write into fields, each calling a function that says that it ran.
const PAYLOADS: [&str; 9] = [
    "<script>pwned()</script>",
    "<img src=x onerror=pwned()>",
    "\"><svg onload=pwned()>",
    "</p></article><iframe srcdoc=\"<script>parent.pwned()</script>\"></iframe>",
    "<a href=\"javascript:pwned()\">Press here</a>",
    "<style>* { display: none }</style>",
    "<template shadowrootmode=open><script>pwned()</script></template>",
    "{{constructor.constructor('pwned()')()}} ${pwned()} <%= pwned() %>",
    "<!--><math><mtext></table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=pwned()&gt;\">",
];

/// Addresses that do something when they are followed.
const ADDRESSES: [&str; 6] = [
    "javascript:pwned()",
    " \u{1}jAvAsCrIpT:pwned()",
    "java\nscript:pwned()",
    "data:text/html,<script>pwned()</script>",
    "vbscript:pwned()",
    "blob:https://standfirst.example/x",
];

/// Counts what could only be there if text had become markup.
const MARKUP: &str = "[typeof pwned.calls, pwned.calls, $$('script, iframe, template, math, [onerror], [onload], [srcdoc], img[src=x]').length]";

const TRAP: &str = "globalThis.pwned = () => { pwned.calls += 1; }; pwned.calls = 0;";

#[test]
fn reviews_stay_text() {
    story(async |stage| {
        for (number, payload) in (1..).zip(PAYLOADS) {
            stage.service.review(number, WORLD, 3, payload).await;
        }
        stage.browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": TRAP })).await;
        open_demo(stage).await;
        stage.browser.until_is("$$('.review-list > li').length", json!(PAYLOADS.len())).await;
        let shown: Vec<&str> = PAYLOADS.into_iter().rev().collect();
        assert_eq!(
            stage.browser.eval("$$('.review-list .review-text').map((text) => text.textContent)").await,
            json!(shown)
        );
        assert_eq!(stage.browser.eval(MARKUP).await, json!(["number", 0, 0]));
        assert_eq!(stage.browser.eval("$$('.review-list a').length").await, json!(0));
    });
}

#[test]
fn articles_stay_text_and_their_links_lead_somewhere_harmless() {
    story(async |stage| {
        let browser = &stage.browser;
        let mut hostile = article(PAYLOADS[1], "https://standfirst.example/hostile");
        hostile["intro"] = json!(PAYLOADS[0]);
        hostile["byline"] = json!([PAYLOADS[2]]);
        hostile["section"] = json!(PAYLOADS[3]);
        let texts = PAYLOADS.map(|payload| json!({ "paragraph": payload }));
        let links =
            ADDRESSES.map(|url| json!({ "paragraph": [{ "link": { "url": url, "content": "A link" } }] }));
        hostile["body"] = json!([texts.to_vec(), links.to_vec()].concat());
        hostile["related"] =
            json!(ADDRESSES.map(|url| json!({ "title": PAYLOADS[4], "url": url, "summary": PAYLOADS[1] })));
        hostile["hero"] =
            json!({ "media": [{ "image": { "src": "javascript:pwned()", "alt": PAYLOADS[1] } }] });
        stage.publisher.answer("/article", Answer::json(hostile.to_string()));
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": TRAP })).await;
        open_page(stage, "src=\"/article\"").await;
        browser.until_is("$('[part~=headline]')?.textContent", PAYLOADS[1].into()).await;
        assert_eq!(browser.eval("$('[part~=standfirst]').textContent").await, PAYLOADS[0]);
        let shown = "$$('[part~=body] > p').map((p) => p.textContent).slice(0, 9)";
        assert_eq!(browser.eval(shown).await, json!(PAYLOADS));
        assert_eq!(browser.eval(MARKUP).await, json!(["number", 0, 0]));
        let addresses = "$$('[href], [src], [srcset], [action]').flatMap((e) => [e.href, e.src]).filter((url) => url && !/^https?:/.test(url))";
        assert_eq!(browser.eval(addresses).await, json!([]), "no address but those of the web");
        // Whatever can be pressed is.
        browser.run("for (const link of $$('[part~=body] a, .related a')) link.click();").await;
        assert_eq!(browser.eval("pwned.calls").await, json!(0));
    });
}
