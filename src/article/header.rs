//! What stands above the text: section, headline, standfirst, byline and dates.

use standfirst_article::{Article, Timestamp};

use super::context::words;
use super::heading_tag;
use super::inline::{attribute, text};
use crate::language::{Label, Language};
use crate::markup::Tag;

/// Renders the head of an article.
pub(super) fn header(article: &Article, language: &Language, heading_level: u8) -> Tag {
    let line = |attributes, words: &String| Tag::new("p", attributes).child(text(words));
    let headline = Tag::new(heading_tag(heading_level), "class=headline;part=headline");
    let names = (!article.byline.is_empty()).then(|| {
        let mut names = String::new();
        for name in &article.byline {
            names.push_str(if names.is_empty() { "" } else { ", " });
            names.push_str(name);
        }
        let names = language.fill(Label::ByLine, &[("names", &names)]);
        Tag::new("p", "class=byline;part=byline").tag(words(language, names))
    });
    let dates = dates(article, language);
    let meta =
        (names.is_some() || dates.is_some()).then(|| Tag::new("div", "class=meta").maybe(names).maybe(dates));
    Tag::new("header", "")
        .maybe(article.section.as_ref().map(|section| line("class=section", section)))
        .tag(headline.child(text(&article.headline)))
        .maybe(article.standfirst.as_ref().map(|standfirst| line("class=intro;part=standfirst", standfirst)))
        .maybe(meta)
}

/// When it was published and, only where that is later, when it was changed.
fn dates(article: &Article, language: &Language) -> Option<Tag> {
    let updated =
        article.updated.filter(|updated| article.published.is_none_or(|published| *updated > published));
    if article.published.is_none() && updated.is_none() {
        return None;
    }
    let published = article.published.map(|time| date(time, Label::Published, language));
    let updated = updated.map(|time| date(time, Label::Updated, language));
    Some(Tag::new("p", "class=dates").maybe(published).maybe(updated))
}

fn date(time: Timestamp, label: Label, language: &Language) -> Tag {
    let said = language.fill(label, &[("date", &language.locale.date(time))]);
    Tag::new("time", "").set("datetime", Some(attribute(&time.to_rfc3339()))).tag(words(language, said))
}
