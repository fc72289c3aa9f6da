//! A browser with its cookie, as far as these pages need one.

use scraper::{ElementRef, Html, Selector};
use url::form_urlencoded::Serializer;

use crate::app::{Answer, TestApp};
use crate::forms::page::text;

pub(super) struct Browser<'a> {
    app: &'a TestApp,
    pub(super) cookie: String,
}

/// A page, or a redirect.
pub(super) struct Page {
    pub(super) status: u16,
    answer: Answer,
    html: Html,
}

impl<'a> Browser<'a> {
    pub(super) fn new(app: &'a TestApp) -> Browser<'a> {
        Browser { app, cookie: String::new() }
    }

    pub(super) fn log_in(&mut self, name: &str, password: &str) -> Page {
        self.post("login", &[("name", name), ("password", password)])
    }

    pub(super) fn get(&mut self, path: &str) -> Page {
        let answer = self.app.send("GET", &format!("/moderation/{path}"), &[("cookie", &self.cookie)], None);
        self.read(answer)
    }

    /// Posts from a page of the service's.
    pub(super) fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let origin = self.app.url.clone();
        self.post_from(&[("origin", &origin), ("sec-fetch-site", "same-origin")], path, fields)
    }

    pub(super) fn post_from(
        &mut self,
        headers: &[(&str, &str)],
        path: &str,
        fields: &[(&str, &str)],
    ) -> Page {
        let body = Serializer::new(String::new()).extend_pairs(fields).finish();
        let mut all =
            vec![("cookie", self.cookie.as_str()), ("content-type", "application/x-www-form-urlencoded")];
        all.extend(headers);
        let answer = self.app.send("POST", &format!("/moderation/{path}"), &all, Some(body.as_bytes()));
        self.read(answer)
    }

    /// Presses the button with that name and value in the page, with those other fields typed or ticked, and follows.
    #[track_caller]
    pub(super) fn press(&mut self, page: &Page, button: (&str, &str), typed: &[(&str, &str)]) -> Page {
        let (name, value) = button;
        let selector = format!("button[name='{name}'][value='{value}']");
        let pressed = page.one(&selector);
        let form =
            pressed.ancestors().filter_map(ElementRef::wrap).find(|it| it.value().name() == "form").unwrap();
        let hidden = Selector::parse("input[type=hidden]").unwrap();
        let mut fields: Vec<(&str, &str)> = form
            .select(&hidden)
            .map(|input| (input.attr("name").unwrap(), input.attr("value").unwrap()))
            .collect();
        fields.extend(typed);
        fields.push(button);
        let answer = self.post(form.attr("action").unwrap(), &fields);
        assert_eq!(answer.status, 303, "{}", answer.text());
        let location = answer.location().unwrap().to_owned();
        self.get(&location)
    }

    /// The token that forms carry.
    #[track_caller]
    pub(super) fn csrf(&mut self) -> String {
        let page = self.get("queue");
        page.all("input[name=csrf]")[0].attr("value").unwrap().to_owned()
    }

    #[track_caller]
    fn read(&mut self, answer: Answer) -> Page {
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        if let Some(cookie) = answer.header("set-cookie") {
            let (pair, flags) = cookie.split_once("; ").unwrap();
            assert!(flags.contains("HttpOnly; SameSite=Strict") && flags.contains("Path=/;"), "{cookie}");
            self.cookie = pair.to_owned();
        }
        let page = Page { status: answer.status, html: Html::parse_document(&answer.text()), answer };
        if page.status != 303 {
            let policy = page.answer.header("content-security-policy").unwrap();
            assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
            assert!(page.html.errors.is_empty(), "{:?} in {}", page.html.errors, page.answer.text());
            assert!(page.all("script, style, img, iframe, [style], [onclick]").is_empty());
            assert_eq!(page.all("h1").len(), 1);
        }
        page
    }
}

impl Page {
    pub(super) fn location(&self) -> Option<&str> {
        self.answer.header("location")
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.answer.header(name)
    }

    pub(super) fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.html.select(&Selector::parse(selector).unwrap()).collect()
    }

    #[track_caller]
    pub(super) fn one(&self, selector: &str) -> ElementRef<'_> {
        let found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector} in {}", self.html.html());
        found[0]
    }

    /// All words of the page.
    pub(super) fn text(&self) -> String {
        text(self.one("body"))
    }

    /// The texts of the listed reviews.
    pub(super) fn listed(&self) -> Vec<String> {
        self.all(".case-text").into_iter().map(text).collect()
    }

    /// The values of the boxes to tick: each review with the version that is looked at.
    pub(super) fn boxes(&self) -> Vec<String> {
        let boxes = self.all("input[type=checkbox]");
        boxes.into_iter().map(|it| it.attr("value").unwrap().to_owned()).collect()
    }
}
