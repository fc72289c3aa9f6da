//! What stands above the text: section, headline, standfirst, byline and dates.

use standfirst_article::{Article, Timestamp};
use yew::prelude::*;

use super::context::words;
use super::heading_tag;
use super::inline::{attribute, text};
use crate::language::{Label, Language};

/// Renders the head of an article.
pub(super) fn header(article: &Article, language: &Language, heading_level: u8) -> Html {
    let dates = dates(article, language);
    html! {
        <header>
            if let Some(section) = &article.section {
                <p class="section">{ text(section) }</p>
            }
            <@{heading_tag(heading_level)} class="headline" part="headline">{ text(&article.headline) }</@>
            if let Some(standfirst) = &article.standfirst {
                <p class="intro" part="standfirst">{ text(standfirst) }</p>
            }
            if !article.byline.is_empty() || dates.is_some() {
                <div class="meta">
                    if !article.byline.is_empty() {
                        <p class="byline" part="byline">
                            { words(language, language.fill(Label::ByLine, &[("names", &article.byline.join(", "))])) }
                        </p>
                    }
                    { for dates }
                </div>
            }
        </header>
    }
}

/// When it was published and, only where that is later, when it was changed.
fn dates(article: &Article, language: &Language) -> Option<Html> {
    let updated =
        article.updated.filter(|updated| article.published.is_none_or(|published| *updated > published));
    if article.published.is_none() && updated.is_none() {
        return None;
    }
    let published = article.published.map(|time| date(time, Label::Published, language));
    let updated = updated.map(|time| date(time, Label::Updated, language));
    Some(html! { <p class="dates">{ for published }{ for updated }</p> })
}

fn date(time: Timestamp, label: Label, language: &Language) -> Html {
    let said = language.fill(label, &[("date", &language.locale.date(time))]);
    html! { <time datetime={attribute(&time.to_rfc3339())}>{ words(language, said) }</time> }
}
