//! Other articles, as a ruled list of headlines.

use std::rc::Rc;

use standfirst_article::{Article, LinkUrl, RelatedHeadline};
use standfirst_review::Subject;
use yew::AttrValue;

use crate::article::{attribute, direction, heading_tag, text, thumbnail, words};
use crate::language::{Label, Language};
use crate::markup::Tag;

/// Headlines from elsewhere, and which headlines lead to the article itself.
#[derive(Clone, Default)]
pub struct Related {
    /// What lists the headlines that take the place of those that the article names.
    list: Option<Rc<Article>>,
    /// A bit for each headline that is the article's own; there are no more headlines than bits.
    own: u64,
}

impl Related {
    /// Headlines beside an article whose document came from `src`, and whose reviews are about `subject`. Its own is what
    /// has one of these addresses or the one that it names, or, where nothing has, what has its title.
    pub fn new(
        list: Option<Rc<Article>>,
        article: &Article,
        src: Option<&str>,
        subject: Option<&Subject>,
    ) -> Self {
        let all = &list.as_deref().unwrap_or(article).related;
        let canonical = article.url.as_ref().map(LinkUrl::as_str);
        let addresses = [canonical.and_then(normalised), src.and_then(normalised), subject.cloned()];
        let (mut by_address, mut by_title) = (0, 0);
        let mut bit: u64 = 1;
        for headline in all {
            let address = headline.url.as_ref().and_then(|url| normalised(url.as_str()));
            if address.is_some() && addresses.contains(&address) {
                by_address |= bit;
            }
            if headline.title == article.headline {
                by_title |= bit;
            }
            bit <<= 1;
        }
        Self { own: if by_address == 0 { by_title } else { by_address }, list }
    }
}

impl PartialEq for Related {
    /// A list that has come is never changed, so the same object is the same list.
    fn eq(&self, other: &Self) -> bool {
        let list = |related: &Self| related.list.as_ref().map(Rc::as_ptr);
        list(self) == list(other) && self.own == other.own
    }
}

fn normalised(url: &str) -> Option<Subject> {
    Subject::from_serialised(url).ok()
}

/// The headlines beside an article, under the name of its section; nothing where there are none. At most `limit` are
/// shown, and never the article itself; the heading of the list stands one level below the article's headline.
pub(crate) fn related(
    article: &Article,
    others: &Related,
    language: &Language,
    heading_level: u8,
    limit: usize,
) -> Option<Tag> {
    let all = &others.list.as_deref().unwrap_or(article).related;
    // A list without marks is none to some screen readers unless its role says so.
    let mut list = Tag::new("ul", "role=list");
    let (mut shown, mut own) = (0, others.own);
    for headline in all {
        if own & 1 == 0 && shown < limit {
            list = list.tag(item(headline, language));
            shown += 1;
        }
        own >>= 1;
    }
    if shown == 0 {
        return None;
    }
    let heading = match &article.section {
        Some(section) => language.fill(Label::InSection, &[("section", section)]),
        None => language.text(Label::Related),
    };
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
