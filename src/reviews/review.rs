//! One review, as everybody sees it.

use standfirst_article::Timestamp;
use standfirst_review::Review;
use yew::prelude::*;

use super::stars::stars;
use crate::effects::clock::Clock;
use crate::language::{Label, Language};

/// Stars, title, text, name and date of a review.
pub(super) fn review(review: &Review, language: &Language, clock: &Clock) -> Html {
    let rating = review.rating.stars();
    let author = review.author.clone().map_or_else(|| language.text(Label::Anonymous), AttrValue::from);
    let text = review.text.as_deref().unwrap_or_default();
    // Nobody knows the direction of what a reader wrote before it is there.
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let paragraphs: Html =
        paragraphs.map(|paragraph| html! { <p dir="auto">{ paragraph.to_owned() }</p> }).collect();
    html! {
        <>
            <div class="review-head">
                { stars(f64::from(rating), language.count(Label::StarsOfFive, u64::from(rating))) }
                { review.title.clone().map(|title| html! {
                    <p class="review-title" dir="auto" lang={review.lang.clone()}>{ title }</p>
                }) }
            </div>
            <div class="review-text" lang={review.lang.clone()}>
                { paragraphs }
            </div>
            <p class="review-meta">
                <bdi>{ author }</bdi>
                { time(&review.created, language, clock) }
                { review.edited.is_some().then(|| html! { <span>{ language.text(Label::Edited) }</span> }) }
            </p>
        </>
    }
}

fn time(created: &str, language: &Language, clock: &Clock) -> Html {
    let Some(time) = Timestamp::parse(created) else { return Html::default() };
    html! {
        <time datetime={created.to_owned()} title={language.locale.date(time)}>
            { language.locale.elapsed(time, clock.now()) }
        </time>
    }
}
