//! Other articles, as a ruled list of headlines.

use standfirst_article::{Article, RelatedHeadline};
use yew::prelude::*;

use crate::article::{attribute, direction, heading_tag, text, thumbnail, words};
use crate::language::{Label, Language};

/// The related headlines of an article, under the name of its section; nothing where there are none. At most `limit`
/// are shown; the heading of the list stands one level below the article's headline.
pub(crate) fn related(article: &Article, language: &Language, heading_level: u8, limit: usize) -> Html {
    if article.related.is_empty() || limit == 0 {
        return Html::default();
    }
    let heading = match &article.section {
        Some(section) => language.fill(Label::InSection, &[("section", section)]),
        None => language.text(Label::Related),
    };
    let items = article.related.iter().take(limit).map(|headline| item(headline, language)).collect::<Html>();
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
