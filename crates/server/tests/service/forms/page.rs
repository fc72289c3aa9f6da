//! A page as a browser has it: parsed by a real HTML parser, checked, and its form sent as browsers send forms.

use std::collections::HashSet;

use scraper::{ElementRef, Html, Selector};
use url::form_urlencoded::Serializer;

use crate::app::{Answer, TestApp};

/// Sends fields as a form.
pub(crate) fn post(app: &TestApp, headers: &[(&str, &str)], fields: &[(&str, &str)]) -> Answer {
    let body = Serializer::new(String::new()).extend_pairs(fields).finish();
    let mut headers = headers.to_vec();
    headers.push(("content-type", "application/x-www-form-urlencoded"));
    app.send("POST", "/v1/reviews", &headers, Some(body.as_bytes()))
}

/// A page of the service's.
pub(crate) struct Page {
    pub(crate) status: u16,
    html: Html,
}

impl Page {
    /// Sends fields and reads the page that comes.
    #[track_caller]
    pub(crate) fn after(app: &TestApp, fields: &[(&str, &str)]) -> Page {
        Page::of(&post(app, &[], fields))
    }

    /// Reads an answer and checks what holds for every page.
    #[track_caller]
    pub(crate) fn of(answer: &Answer) -> Page {
        let text = answer.text();
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"), "{text}");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("referrer-policy"), Some("same-origin"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(
            answer.header("content-security-policy"),
            Some(
                "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; \
                 frame-ancestors 'none'"
            )
        );
        assert!(answer.header("etag").is_none() && answer.header("set-cookie").is_none());
        let page = Page { status: answer.status, html: Html::parse_document(&text) };
        assert!(page.html.errors.is_empty(), "{:?} in {text}", page.html.errors);
        page.check();
        page
    }

    #[track_caller]
    fn check(&self) {
        let known = "html head meta title link body main header section article h1 h2 p ul li a bdi div span form \
                     fieldset legend label input textarea button svg path";
        let known: HashSet<_> = known.split(' ').collect();
        let mut ids = HashSet::new();
        for element in self.all("*") {
            let value = element.value();
            assert!(known.contains(value.name()), "<{}> is no element of these pages", value.name());
            for (name, _) in value.attrs() {
                assert!(!name.starts_with("on") && name != "style", "{name} on <{}>", value.name());
            }
            if let Some(id) = value.id() {
                assert!(ids.insert(id), "the id {id} is there twice");
            }
        }
        assert_eq!(self.one("html").attr("lang"), Some("en"));
        assert_eq!(self.all("h1").len(), 1);
        assert_eq!(self.one("link").attr("href"), Some("../forms.css"));
        let title = text(self.one("title"));
        assert_eq!(title.starts_with("Error: "), self.status >= 400, "{title}");
        assert_eq!(title.trim_start_matches("Error: "), text(self.one("h1")));
        for (selector, attribute) in [
            ("[aria-describedby]", "aria-describedby"),
            ("[aria-labelledby]", "aria-labelledby"),
            ("label[for]", "for"),
        ] {
            for element in self.all(selector) {
                for id in element.attr(attribute).unwrap().split(' ') {
                    assert!(ids.contains(id), "{attribute}={id} leads nowhere");
                }
            }
        }
        for link in self.all("a") {
            let href = link.attr("href").unwrap();
            match href.strip_prefix('#') {
                Some(id) => assert!(ids.contains(id), "{href} leads nowhere"),
                None => assert!(href.starts_with("http://") || href.starts_with("https://"), "{href}"),
            }
        }
        for control in self.all("input:not([type=hidden]), textarea") {
            let labelled =
                control.attr("id").is_some_and(|id| !self.all(&format!("label[for={id}]")).is_empty())
                    || control.ancestors().any(|parent| {
                        ElementRef::wrap(parent).is_some_and(|parent| parent.value().name() == "label")
                    });
            assert!(labelled, "{} has no label", control.html());
        }
        for form in self.all("form") {
            assert_eq!((form.attr("method"), form.attr("action")), (Some("post"), None));
        }
    }

    pub(crate) fn all(&self, selector: &str) -> Vec<ElementRef<'_>> {
        self.html.select(&Selector::parse(selector).unwrap()).collect()
    }

    #[track_caller]
    pub(crate) fn one(&self, selector: &str) -> ElementRef<'_> {
        let found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector} in {}", self.html.html());
        found[0]
    }

    pub(crate) fn heading(&self) -> String {
        text(self.one("h1"))
    }

    /// Where the link back leads.
    pub(crate) fn back(&self) -> Option<&str> {
        let found = self.all(".back a");
        assert!(found.len() < 2);
        found.first().and_then(|link| link.attr("href"))
    }

    /// The value of a field, as a browser would send it.
    pub(crate) fn value(&self, name: &str) -> Option<String> {
        self.fields().into_iter().find(|(found, _)| found == name).map(|(_, value)| value)
    }

    /// What a browser would send, without a button (HTML Standard, constructing the entry list).
    pub(crate) fn fields(&self) -> Vec<(String, String)> {
        let mut fields = Vec::new();
        for control in self.all("form input, form textarea") {
            let value = match (control.value().name(), control.attr("type")) {
                ("textarea", _) => text(control),
                (_, Some("radio")) if control.attr("checked").is_none() => continue,
                _ => control.attr("value").unwrap_or_default().to_owned(),
            };
            let value = value.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n");
            fields.push((control.attr("name").unwrap().to_owned(), value));
        }
        fields
    }

    /// Presses the button with those words, and gives what comes back.
    #[track_caller]
    pub(crate) fn answer(&self, app: &TestApp, button: &str, headers: &[(&str, &str)]) -> Answer {
        let pressed = self.all("form button").into_iter().find(|found| text(*found) == button);
        let pressed = pressed.unwrap_or_else(|| panic!("no button {button}: {}", self.html.html()));
        let mut fields = self.fields();
        let attribute = |name| pressed.attr(name).unwrap().to_owned();
        fields.push((attribute("name"), attribute("value")));
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        post(app, headers, &fields)
    }

    /// Presses the button with those words, and reads the page that comes.
    #[track_caller]
    pub(crate) fn press(&self, app: &TestApp, button: &str) -> Page {
        Page::of(&self.answer(app, button, &[]))
    }
}

/// The text in an element.
pub(crate) fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}
