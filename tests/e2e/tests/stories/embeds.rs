//! Embeds of other sites: nothing of them before a reader asks, and then a frame that may do little.

use serde_json::{Value, json};
use standfirst_e2e::article::{article, element, page, page_with};
use standfirst_e2e::http::query_value;
use standfirst_e2e::keys::key;
use standfirst_e2e::publisher::Answer;
use standfirst_e2e::{Stage, story};

/// No frame loads, so that no test asks another site for anything. Each that would have loaded is a violation.
const POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"frame-src 'none'\">";

/// What the console says of such a frame.
const REFUSED: &str = "/standfirst.js 0 Framing 'https://www.youtube-nocookie.com/' violates the following Content Security Policy directive: \
     \"frame-src 'none'\". The request has been blocked.\n";

/// What was asked of hosts that are not the page's, loaded or refused.
const ELSEWHERE: &str = "[performance.getEntriesByType('resource').map(({ name }) => name)
    .filter((name) => new URL(name).hostname !== location.hostname), e2e.violations]";

/// All that the frame is.
const FRAME: &str = "Object.fromEntries([...$('iframe').attributes].map(({ name, value }) => [name, value]))";

fn document() -> String {
    let mut document = article("With a film", "/with-a-film");
    document["body"] = json!([
        { "embed": { "url": "https://www.youtube.com/watch?v=tide", "provider": "YouTube", "title": "The tide",
            "still": { "src": "/samples/tide-poster.jpg", "width": 640, "height": 360, "alt": "" },
            "frame": "https://evil.example/" } },
        { "embed": { "url": "https://maps.example/", "provider": "Maps" } }
    ]);
    document.to_string()
}

async fn open(stage: &Stage, attributes: &str) {
    stage.publisher.answer("/article", Answer::json(document()));
    let body = element(&format!("src=\"/article\" {attributes}"));
    stage.publisher.answer("/page", Answer::page(page_with(POLICY, &body)));
    stage.browser.goto(&stage.publisher.url("/page")).await;
    stage.browser.until("events('standfirst-load').length > 0").await;
}

/// Asks for the frame by keyboard, and looks that it is there as it should be and has the focus.
async fn asks(stage: &Stage) {
    stage.console.expects(REFUSED);
    stage.browser.until("$('[data-frame]')").await;
    assert_eq!(stage.browser.eval("$$('iframe').length").await, 0);
    assert_eq!(stage.browser.eval(ELSEWHERE).await, json!([[], []]), "nothing before");
    stage.browser.run("$('[data-frame]').focus();").await;
    stage.browser.press([key::ENTER]).await;
    stage.browser.until("$('iframe')").await;
    let expected: Value = json!({
        "class": "",
        "title": "The tide",
        "sandbox": "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation",
        "allow": "encrypted-media; fullscreen; picture-in-picture",
        "referrerpolicy": "strict-origin-when-cross-origin",
        "src": "https://www.youtube-nocookie.com/embed/tide",
    });
    assert_eq!(stage.browser.eval(FRAME).await, expected);
    assert_eq!(stage.browser.eval("root.activeElement === $('iframe')").await, true, "the focus is in it");
    assert_eq!(stage.browser.eval("$('[data-frame]')").await, Value::Null, "the button is gone");
    let link = "$('.embed-box:has(iframe) a').href";
    assert_eq!(stage.browser.eval(link).await, "https://www.youtube.com/watch?v=tide", "the link stays");
}

#[test]
fn a_frame_comes_when_the_reader_asks_for_it() {
    story(async |stage| {
        open(stage, "").await;
        assert_eq!(stage.browser.eval("$$('[data-frame]').length").await, 1);
        assert_eq!(
            stage.browser.eval("$('[data-frame] img').complete").await,
            true,
            "the still is the paper's"
        );
        asks(stage).await;
    });
}

#[test]
fn a_rendered_page_gives_its_frame_as_well() {
    story(async |stage| {
        stage.publisher.answer("/article", Answer::json(document()));
        let src = query_value(&stage.publisher.url("/article"));
        let url = format!("{}/render?src={src}", stage.service.origin());
        let reply = stage.http.get(&url).await.expect("the service answers");
        assert_eq!(reply.status, 200);
        let part = String::from_utf8(reply.body.to_vec()).expect("it is text");
        stage
            .publisher
            .answer("/page", Answer::page(page(&part).replace("<head>", &format!("<head>{POLICY}"))));
        stage.browser.goto(&stage.publisher.url("/page")).await;
        stage.browser.until("events('standfirst-load').length > 0").await;
        asks(stage).await;
    });
}

#[test]
fn a_page_can_do_without_frames() {
    story(async |stage| {
        open(stage, "embeds=\"none\"").await;
        assert_eq!(stage.browser.eval("$('[data-frame]').checkVisibility()").await, false);
        assert_eq!(stage.browser.eval("$('.embed-box a').checkVisibility()").await, true);
        stage.browser.run("host.embeds = null;").await;
        stage.browser.until("$('[data-frame]').checkVisibility()").await;
        stage.browser.run("host.embeds = 'none';").await;
        stage.browser.until("!$('[data-frame]').checkVisibility()").await;
    });
}
