//! Other articles, as a ruled list of headlines.

use standfirst_article::{Article, RelatedHeadline};
use yew::AttrValue;

use crate::article::{attribute, direction, heading_tag, text, thumbnail, words};
use crate::language::{Label, Language};
use crate::markup::Tag;

/// The related headlines of an article, under the name of its section; nothing where there are none. At most `limit`
/// are shown; the heading of the list stands one level below the article's headline.
pub(crate) fn related(
    article: &Article,
    language: &Language,
    heading_level: u8,
    limit: usize,
) -> Option<Tag> {
    if article.related.is_empty() || limit == 0 {
        return None;
    }
    let heading = match &article.section {
        Some(section) => language.fill(Label::InSection, &[("section", section)]),
        None => language.text(Label::Related),
    };
    // A list without marks is none to some screen readers unless its role says so.
    let mut list = Tag::new("ul", "role=list");
    for headline in article.related.iter().take(limit) {
        list = list.tag(item(headline, language));
    }
    let tag = Tag::new("aside", "class=related;part=related")
        .set("aria-label", Some(heading.clone()))
        .set("lang", article.lang.as_deref().map(attribute))
        .fix("dir", direction(article.dir))
        .tag(Tag::new(heading_tag(heading_level + 1), "class=heading").tag(words(language, heading)))
        .tag(list);
    Some(tag)
}

fn item(headline: &RelatedHeadline, language: &Language) -> Tag {
    let title = Tag::new("p", "class=related-title");
    let words_of_title = text(&headline.title);
    let title = match &headline.url {
        Some(url) => {
            title.tag(Tag::new("a", "").set("href", Some(attribute(url.as_str()))).child(words_of_title))
        }
        None => title.child(words_of_title),
    };
    let summary =
        headline.summary.as_ref().map(|summary| Tag::new("p", "class=related-summary").child(text(summary)));
    let date = headline.published.map(|published| {
        let time = Tag::new("time", "").set("datetime", Some(attribute(&published.to_rfc3339())));
        let said = AttrValue::from(language.locale.date(published));
        Tag::new("p", "class=related-date").tag(time.tag(words(language, said)))
    });
    Tag::new("li", "").maybe(headline.image.as_ref().map(thumbnail)).tag(title).maybe(summary).maybe(date)
}
