//! The reviews' root in a browser, with a service that nobody answers for.
#![cfg(target_arch = "wasm32")]

#[path = "article/stage.rs"]
#[allow(dead_code, reason = "the stage has more than these stories need")]
mod stage;

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use standfirst::effects::clock::Clock;
use standfirst::effects::device::{Device, KeptDraft};
use standfirst::effects::service::ReviewService;
use standfirst::reviews::{ReviewsEvent, ReviewsRoot, ReviewsRootProps, Topic};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlTextAreaElement, ShadowRootInit, ShadowRootMode};
use yew::{AppHandle, Callback};

wasm_bindgen_test_configure!(run_in_browser);

/// The port of the discard protocol (RFC 863), to which browsers do not connect (Fetch, "port blocking").
const NOBODY: &str = "http://127.0.0.1:9";

/// The reviews in an open shadow root; they leave the page when they are dropped.
struct Reviews {
    host: Element,
    root: Element,
    device: Rc<Device>,
    events: Rc<RefCell<Vec<ReviewsEvent>>>,
    app: Option<AppHandle<ReviewsRoot>>,
}

impl Reviews {
    /// Shows the reviews of a subject once it is known that the service does not answer.
    async fn show(subject: &str) -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let host = document.create_element("div").unwrap();
        document.body().unwrap().append_child(&host).unwrap();
        let shadow = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).unwrap();
        let root = document.create_element("div").unwrap();
        shadow.append_child(&root).unwrap();
        let device = Rc::new(Device::new(NOBODY));
        let events = Rc::new(RefCell::new(Vec::new()));
        let on_event = {
            let events = events.clone();
            Callback::from(move |event| events.borrow_mut().push(event))
        };
        let service = ReviewService::new(NOBODY);
        let props = ReviewsRootProps {
            topic: Rc::new(Topic {
                subject: subject.to_owned(),
                service,
                device: device.clone(),
                first: None,
                page: None,
            }),
            language: stage::language(),
            clock: Clock::new(|| 0),
            heading_level: 2,
            on_event,
        };
        let app = yew::Renderer::<ReviewsRoot>::with_root_and_props(root.clone(), props).render();
        let reviews = Self { host, root, device, events, app: Some(app) };
        reviews.until("the service is given up", || reviews.find("[part=error]").is_some()).await;
        reviews.until("the form is there", || reviews.find("form").is_some()).await;
        reviews
    }

    fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.root.query_selector(selector).unwrap().map(|found| found.unchecked_into())
    }

    fn get(&self, selector: &str) -> HtmlElement {
        self.find(selector).unwrap_or_else(|| panic!("{selector} in {}", self.root.inner_html()))
    }

    fn text(&self, selector: &str) -> String {
        self.get(selector).text_content().unwrap_or_default()
    }

    fn story(&self) -> HtmlTextAreaElement {
        self.get("[name=text]").unchecked_into()
    }

    /// Puts text into the field for it, as typing does.
    fn write(&self, text: &str) {
        self.story().set_value(text);
        let init = EventInit::new();
        init.set_bubbles(true);
        let event = Event::new_with_event_init_dict("input", &init).unwrap();
        self.story().dispatch_event(&event).unwrap();
    }

    /// Waits until something holds; a request that nobody answers takes a moment to fail.
    async fn until(&self, what: &str, holds: impl Fn() -> bool) {
        for _ in 0..500 {
            if holds() {
                return;
            }
            yew::platform::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("it does not happen: {what}; {}", self.root.inner_html());
    }
}

impl Drop for Reviews {
    fn drop(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
        self.host.remove();
    }
}

#[wasm_bindgen_test]
async fn stars_are_five_named_radios_in_a_named_group() {
    let reviews = Reviews::show("https://a.example/stars").await;
    assert_eq!(reviews.text("fieldset[part=rating] > legend"), "Your rating");
    let radios = reviews.root.query_selector_all("fieldset input[type=radio][name=rating]").unwrap();
    let names: Vec<String> = (0..radios.length())
        .map(|place| {
            let radio: Element = radios.item(place).unwrap().unchecked_into();
            radio.closest("label").unwrap().unwrap().text_content().unwrap()
        })
        .collect();
    assert_eq!(names, ["1 star", "2 stars", "3 stars", "4 stars", "5 stars"]);
}

#[wasm_bindgen_test]
async fn a_service_that_nobody_answers_for_can_be_asked_again() {
    let reviews = Reviews::show("https://a.example/unreachable").await;
    assert_eq!(reviews.get("[part=error]").get_attribute("role").as_deref(), Some("alert"));
    let said = |event: &ReviewsEvent| match event {
        ReviewsEvent::Error(error) => (error.posting, error.message.clone()),
        ReviewsEvent::Review(review) => panic!("nobody reviewed anything: {review:?}"),
    };
    let once = (false, "the review service cannot be reached".to_owned());
    assert_eq!(reviews.events.borrow().iter().map(said).collect::<Vec<_>>(), std::slice::from_ref(&once));
    let retry = reviews.get("[part=error] button");
    assert_eq!(retry.text_content().as_deref(), Some("Try again"));
    retry.click();
    reviews.until("it is asked again", || reviews.events.borrow().len() == 2).await;
    assert_eq!(reviews.events.borrow().iter().map(said).collect::<Vec<_>>(), [once.clone(), once]);
}

#[wasm_bindgen_test]
async fn a_review_without_stars_is_not_sent() {
    let subject = "https://a.example/no-stars";
    let reviews = Reviews::show(subject).await;
    let before = reviews.events.borrow().clone();
    reviews.write("Words alone");
    reviews.get("button[type=submit]").click();
    reviews.until("the error is shown", || reviews.find("#standfirst-rating-error").is_some()).await;
    let radio = reviews.get("[name=rating]");
    assert_eq!(radio.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(radio.get_attribute("aria-describedby").as_deref(), Some("standfirst-rating-error"));
    assert!(!reviews.text("#standfirst-rating-error").is_empty());
    let focused = || reviews.host.shadow_root().unwrap().active_element();
    reviews.until("it has the focus", || focused().as_ref() == Some(radio.as_ref())).await;
    // What is sent has its id kept before; and what cannot be sent is reported.
    assert_eq!(reviews.device.own(subject), None);
    assert_eq!(*reviews.events.borrow(), before);
    assert_eq!(reviews.text("button[type=submit]"), "Post review");
    reviews.device.clear_draft(subject);
}

#[wasm_bindgen_test]
async fn what_is_typed_is_counted_and_kept() {
    let subject = "https://a.example/typed";
    let typed = "A family: 👩‍👩‍👧‍👦";
    let reviews = Reviews::show(subject).await;
    assert_eq!(reviews.device.draft(subject), None);
    reviews.write(typed);
    let left = "4989 characters left";
    reviews.until("the family counts as one", || reviews.text("#standfirst-text-room") == left).await;
    let kept = KeptDraft { text: typed.to_owned(), ..KeptDraft::default() };
    assert_eq!(reviews.device.draft(subject), Some(kept));
    drop(reviews);

    let again = Reviews::show(subject).await;
    // Yew may give way between putting the form on the page and saying so.
    again.until("the draft is in the form", || again.story().value() == typed).await;
    assert_eq!(again.text("#standfirst-text-room"), left);
    again.device.clear_draft(subject);
}

#[wasm_bindgen_test]
async fn listeners_end_with_the_reviews() {
    let subject = "https://a.example/gone";
    let mut reviews = Reviews::show(subject).await;
    let section = reviews.get("section");
    let typed = |text: &str| {
        let area = section.query_selector("[name=text]").unwrap().unwrap();
        area.unchecked_ref::<HtmlTextAreaElement>().set_value(text);
        let init = EventInit::new();
        init.set_bubbles(true);
        area.dispatch_event(&Event::new_with_event_init_dict("input", &init).unwrap()).unwrap();
    };
    let submit = || {
        let init = EventInit::new();
        init.set_bubbles(true);
        init.set_cancelable(true);
        let form = section.query_selector("form").unwrap().unwrap();
        // What the browser would have done is what an event that nobody cancelled says.
        form.dispatch_event(&Event::new_with_event_init_dict("submit", &init).unwrap()).unwrap()
    };
    typed("Before");
    assert!(!submit(), "the browser would have sent the form too");
    reviews.until("it is kept", || reviews.device.draft(subject).is_some()).await;
    reviews.device.clear_draft(subject);
    reviews.app.take().unwrap().destroy();
    stage::settle().await;

    typed("After");
    assert!(submit(), "somebody still takes what is submitted");
    stage::settle().await;
    assert_eq!(reviews.device.draft(subject), None);
}
