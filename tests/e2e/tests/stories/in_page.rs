//! Links from one place in an article to another: the shadow root is a scope of its own, so no browser follows them.

use serde_json::{Value, json};
use standfirst_e2e::article::{article, element, page_with};
use standfirst_e2e::http::query_value;
use standfirst_e2e::publisher::Answer;
use standfirst_e2e::{Stage, story};

const SUBJECT: &str = "https://standfirst.example/notes";

/// An article with a note at its end, a way there and back, and a link that leads to nothing.
fn notes() -> Value {
    let mark = json!({ "link": { "url": "#note-1", "content": [{ "superscript": "1" }] } });
    let lost = json!({ "link": { "url": "#nowhere", "content": "Lost" } });
    let back = json!({ "link": { "url": "#ref-1", "content": "Back" } });
    let mut body =
        vec![json!({ "paragraph": [{ "anchor": { "id": "ref-1", "content": [mark] } }, " ", lost] })];
    body.extend((0..200).map(|number| json!({ "paragraph": format!("Paragraph {number}") })));
    body.push(json!({ "list": { "ordered": true, "items": [{ "id": "note-1", "blocks": [{ "paragraph": [back] }] }] } }));
    let mut document = article("Notes", SUBJECT);
    document["body"] = Value::Array(body);
    document
}

/// Follows the links of the article that is open, there and back, and to where there is nothing.
async fn follow(stage: &Stage) {
    let browser = &stage.browser;
    browser.until("$('[part~=body] li a')").await;
    let address = browser.address().await;
    // The mark inside the link is what the pointer hits.
    browser.click("[part~=body] a sup").await;
    browser.until("root.activeElement?.id === 'note-1'").await;
    let in_view = "(() => { const box = root.activeElement.getBoundingClientRect();
        return box.top >= -1 && box.bottom <= innerHeight + 1; })()";
    browser.until(in_view).await;
    browser.click("[part~=body] li a").await;
    browser.until("root.activeElement?.id === 'ref-1'").await;
    browser.until(in_view).await;
    browser.click("[part~=body] a[href='#nowhere']").await;
    browser.until("root.activeElement?.getAttribute('href') === '#nowhere'").await;
    assert_eq!(browser.address().await, address);
    assert_eq!(browser.eval("host.shadowRoot.querySelectorAll('[tabindex=\"0\"]:not(pre)').length").await, 0);
    // What the browser does with a key held down is the browser's.
    let tab = "(() => {
        let prevented;
        const stop = (event) => { prevented = event.defaultPrevented; event.preventDefault(); };
        addEventListener('click', stop, { once: true });
        $('[part~=body] a sup').dispatchEvent(new MouseEvent('click',
            { bubbles: true, cancelable: true, composed: true, ctrlKey: true }));
        return prevented;
    })()";
    assert_eq!(browser.eval(tab).await, false);
}

#[test]
fn they_are_followed_inside_the_article_and_on_a_page_with_a_base() {
    story(async |stage| {
        stage.publisher.answer("/notes.json", Answer::json(notes().to_string()));
        let element = element(&format!("src={:?}", stage.publisher.url("/notes.json")));
        let base = format!("<base href=\"{}/\">", stage.publisher.url("/elsewhere"));
        stage.publisher.answer("/page", Answer::page(page_with(&base, &element)));
        stage.browser.goto(&stage.publisher.url("/page")).await;
        follow(stage).await;
    });
}

#[test]
fn they_are_followed_in_a_rendered_page_before_there_is_any_program() {
    story(async |stage| {
        stage.publisher.answer("/notes.json", Answer::json(notes().to_string()));
        let src = query_value(&stage.publisher.url("/notes.json"));
        stage.browser.goto(&format!("{}/render?src={src}&as=page", stage.service.origin())).await;
        stage.browser.until("events('standfirst-load').length === 1").await;
        follow(stage).await;
    });
}
