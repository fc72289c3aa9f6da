//! How readers rate the subject as a whole.

use super::control::Control;
use super::stars::stars;
use super::state::{Listing, ReviewsState};
use crate::decimal::decimal;
use crate::language::{Label, Language};
use crate::markup::Tag;
use yew::AttrValue;

/// Mean, count, and a histogram that is a table, so that it can be read as well as seen; or why there is none.
pub(super) fn summary(state: &ReviewsState, language: &Language) -> Tag {
    let quiet = |label| Tag::new("p", "part=summary;class=quiet").say(language, label);
    let trouble = match state.listing {
        Listing::Loading => return quiet(Label::ReviewsLoading),
        Listing::Ready => {
            let mean = state.summary.mean;
            return mean.map_or_else(|| quiet(Label::NoReviews), |mean| numbers(state, mean, language));
        }
        Listing::Failed(trouble) => trouble.label(),
    };
    Tag::new("div", "class=error-box;part=error;role=alert")
        .tag(Tag::new("p", "").say(language, trouble))
        .tag(Control::Retry.button(language, false))
}

fn numbers(state: &ReviewsState, mean: f64, language: &Language) -> Tag {
    let number = language.locale.number(mean, 1);
    let name = language.fill(Label::MeanOfFive, &[("mean", &number)]);
    // A mean has no sign and is at most 5.
    let tenths = (mean * 10.0 + 0.5) as u64;
    let count = language.count(Label::ReviewsCount, state.summary.count);
    let mean = Tag::new("div", "class=mean")
        .tag(Tag::new("span", "class=mean-number;aria-hidden=true").text(number.into()))
        .tag(stars(tenths, name))
        .tag(Tag::new("span", "class=mean-count").text(count));
    Tag::new("div", "part=summary;class=summary").tag(mean).tag(histogram(state, language))
}

fn histogram(state: &ReviewsState, language: &Language) -> Tag {
    let column = |label| Tag::new("th", "scope=col").say(language, label);
    let head = Tag::new("tr", "")
        .tag(column(Label::HistogramStars))
        .tag(Tag::new("td", ""))
        .tag(column(Label::HistogramReviews));
    let mut body = Tag::new("tbody", "");
    for (&reviews, stars) in state.summary.histogram.iter().zip([1, 2, 3, 4, 5]).rev() {
        // A drawing 100 wide: an inline style would be against a strict security policy.
        let width = AttrValue::from(decimal(reviews * 100 / state.summary.count.max(1)));
        let bar = Tag::new("svg", "viewBox=0 0 100 8;preserveAspectRatio=none")
            .tag(Tag::new("rect", "class=bar-all;width=100;height=8"))
            .tag(Tag::new("rect", "class=bar-share;height=8").set("width", Some(width)));
        let row = Tag::new("tr", "")
            .tag(Tag::new("th", "scope=row").text(language.count(Label::Stars, stars)))
            .tag(Tag::new("td", "class=bar;aria-hidden=true").tag(bar))
            .tag(Tag::new("td", "class=bar-count").text(language.locale.number(reviews as f64, 0).into()));
        body = body.tag(row);
    }
    let caption = language.text(Label::HistogramCaption);
    Tag::new("table", "class=histogram")
        .tag(Tag::new("caption", "class=visually-hidden").text(caption))
        .tag(Tag::new("thead", "class=visually-hidden").tag(head))
        .tag(body)
}
