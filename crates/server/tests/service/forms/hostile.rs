//! Strings that broke other programs, and addresses that lead elsewhere.

use standfirst_review::{Draft, NativeUnicode};

use super::page::{Page, text};
use crate::app::{SUBJECT, TestApp, fixture};

/// Sends strings through both steps, in every field, and expects each as text: on the page, in what the page carries
/// on, and in what is stored. [`Page::of`] checks that no page has an element or attribute that it should not have.
#[test]
fn naughty_strings_stay_text() {
    let strings: Vec<String> = serde_json::from_slice(&fixture("blns.json")).unwrap();
    let app = TestApp::start();
    let (mut posted, mut refused) = (0, 0);
    for string in strings.iter().map(String::as_str).chain([
        "\"><script>alert(1)</script>",
        "</textarea><script>alert(1)</script>",
        "</title><img src=x onerror=alert(1)>",
        "' autofocus onfocus='alert(1)",
        "<!--",
        "&lt;b&gt; &amp;amp; &#x27;",
        "\n\nfirst line empty",
    ]) {
        let draft = Draft {
            subject: SUBJECT.into(),
            rating: standfirst_review::Rating::new(3).unwrap(),
            title: Some(string.into()),
            text: Some(string.into()),
            author: Some(string.into()),
            lang: None,
        }
        .normalise(&NativeUnicode);
        let sent =
            [("subject", SUBJECT), ("rating", "3"), ("title", string), ("text", string), ("author", string)];
        let page = Page::after(&app, &sent);
        let carried = |page: &Page| {
            for (name, value) in [("title", &draft.title), ("text", &draft.text), ("author", &draft.author)] {
                let found = page.value(name).filter(|value| !value.is_empty());
                assert_eq!(found.map(|found| found.replace("\r\n", "\n")), *value, "{name} of {string:?}");
            }
        };
        carried(&page);
        if draft.validate(&NativeUnicode).is_err() {
            assert_eq!(page.status, 400);
            refused += 1;
            continue;
        }
        assert_eq!(page.heading(), "Check your review");
        if let Some(title) = &draft.title {
            assert_eq!(text(page.one(".review-title")), *title);
        }
        if let Some(author) = &draft.author {
            assert_eq!(text(page.one(".review-author")), *author);
        }
        let form = page.press(&app, "Change it");
        carried(&form);
        let page = page.press(&app, "Post review");
        assert_eq!(page.status, 201);
        carried(&page);
        let stored = app.get(&format!("/v1/reviews/{}", page.value("id").unwrap())).json();
        assert_eq!(stored["text"].as_str(), draft.text.as_deref());
        assert_eq!(stored["author"].as_str(), draft.author.as_deref());
        posted += 1;
    }
    assert!(posted > 400 && refused > 0, "{posted} posted, {refused} refused");
}

#[test]
fn hostile_strings_in_fields_that_are_not_shown() {
    let app = TestApp::start();
    for string in ["\"><script>alert(1)</script>", "'><img src=x onerror=alert(1)>", "\u{0}\u{202e}<b>"] {
        for name in ["subject", "page", "lang", "id", "key", "step", "rating", string] {
            let mut sent = vec![("subject", SUBJECT), ("rating", "3"), ("text", "Fine.")];
            sent.retain(|(found, _)| *found != name);
            sent.push((name, string));
            let page = Page::after(&app, &sent);
            assert_eq!(page.status, if name == "page" { 200 } else { 400 }, "{name}");
            assert_eq!(page.value("text").as_deref(), Some("Fine."));
            assert_eq!(page.back(), None);
        }
    }
}

#[test]
fn nothing_leads_to_another_site() {
    let app = TestApp::builder()
        .config(
            r#"
            [[sites]]
            name = "daily"
            origins = ["https://www.daily.example"]
            subject-hosts = ["daily.example", "*.stories.example"]

            [[sites]]
            name = "weekly"
            origins = ["https://weekly.example"]
            "#,
        )
        .start();
    let back = |page: &str| {
        let sent = [("subject", "https://daily.example/a"), ("rating", "3"), ("page", page)];
        let confirm = Page::after(&app, &sent);
        let posted = confirm.press(&app, "Post review");
        assert_eq!((confirm.status, posted.status), (200, 201), "{page}");
        assert_eq!(confirm.back(), posted.back());
        assert_eq!(confirm.value("page").as_deref(), confirm.back());
        // The links are all that leads anywhere: no page moves on by itself.
        assert!(confirm.all("meta[http-equiv]").is_empty() && posted.all("meta[http-equiv]").is_empty());
        posted.back().map(str::to_owned)
    };
    for page in [
        "https://daily.example/a?x=1#reviews",
        "http://daily.example:8080/",
        "https://www.daily.example/b",
        "https://summer.stories.example/",
    ] {
        assert_eq!(back(page).as_deref(), Some(page));
    }
    assert_eq!(
        back("https:/\\daily.example\\@evil.example").as_deref(),
        Some("https://daily.example/@evil.example")
    );
    for page in [
        "",
        "/a",
        "//daily.example/",
        "https://evil.example/",
        "https://evil.example/?https://daily.example/",
        "https://daily.example.evil.example/",
        "https://evildaily.example/",
        "https://daily.example@evil.example/",
        "https://daily.example:pass@evil.example/",
        "https://user:pass@daily.example/",
        "https://daily.example%00.evil.example/",
        "https://weekly.example/",
        "https://stories.example/",
        "javascript:alert(1)",
        "javascript://daily.example/%0aalert(1)",
        "java\tscript://daily.example/",
        "data:text/html,<script>alert(1)</script>",
        "blob:https://daily.example/1",
        "ftp://daily.example/",
        "file://daily.example/",
    ] {
        assert_eq!(back(page), None, "{page}");
    }
}
