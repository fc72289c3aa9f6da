//! Other articles, as a ruled list of headlines.

use std::rc::Rc;

use standfirst_article::{Article, RelatedHeadline};
use yew::prelude::*;

use crate::article::{attribute, direction, heading_tag, text, thumbnail, words};
use crate::language::{Label, Language};

/// Props of [`Related`].
#[derive(Clone, Properties)]
pub struct RelatedProps {
    /// The article whose related headlines these are.
    pub article: Rc<Article>,
    /// The language of the interface.
    pub language: Language,
    /// Level of the article's headline; the heading of the list stands one below it.
    pub heading_level: u8,
    /// How many headlines are shown at most.
    pub limit: usize,
}

impl PartialEq for RelatedProps {
    /// An article that was read is never changed: the same object is the same article.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.article, &other.article)
            && self.language == other.language
            && self.heading_level == other.heading_level
            && self.limit == other.limit
    }
}

/// The related headlines of an article, under the name of its section; nothing where there are none.
#[component]
pub fn Related(props: &RelatedProps) -> Html {
    let RelatedProps { article, language, heading_level, limit } = props;
    if article.related.is_empty() || *limit == 0 {
        return Html::default();
    }
    let heading = match &article.section {
        Some(section) => language.fill(Label::InSection, &[("section", section)]),
        None => language.text(Label::Related),
    };
    let items =
        article.related.iter().take(*limit).map(|headline| item(headline, language)).collect::<Html>();
    // A list without marks is none to some screen readers unless its role says so.
    html! {
        <aside
            class="related"
            part="related"
            aria-label={heading.clone()}
            lang={article.lang.as_deref().map(attribute)}
            dir={direction(article.dir)}
        >
            <@{heading_tag(heading_level + 1)} class="heading">{ words(language, heading) }</@>
            <ul role="list">{ items }</ul>
        </aside>
    }
}

fn item(headline: &RelatedHeadline, language: &Language) -> Html {
    let title = text(&headline.title);
    html! {
        <li>
            { for headline.image.as_ref().map(thumbnail) }
            <p class="related-title">
                if let Some(url) = &headline.url {
                    <a href={attribute(url.as_str())}>{ title }</a>
                } else {
                    { title }
                }
            </p>
            if let Some(summary) = &headline.summary {
                <p class="related-summary">{ text(summary) }</p>
            }
            if let Some(published) = headline.published {
                <p class="related-date">
                    <time datetime={attribute(&published.to_rfc3339())}>
                        { words(language, AttrValue::from(language.locale.date(published))) }
                    </time>
                </p>
            }
        </li>
    }
}
