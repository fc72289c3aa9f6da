//! How readers rate the subject as a whole.

use yew::prelude::*;

use super::control::Control;
use super::stars::stars;
use super::state::{Listing, ReviewsState, Trouble};
use crate::language::{Label, Language};

/// Mean, count, and a histogram that is a table, so that it can be read as well as seen; or why there is none.
pub(super) fn summary(state: &ReviewsState, language: &Language) -> Html {
    let quiet = |label| html! { <p part="summary" class="quiet">{ language.text(label) }</p> };
    let trouble = match state.listing {
        Listing::Loading => return quiet(Label::ReviewsLoading),
        Listing::Failed(Trouble::Unreachable) => Label::ReviewsUnreachable,
        Listing::Failed(Trouble::Fault) => Label::ReviewsFailed,
        Listing::Ready => {
            return state
                .summary
                .mean
                .map_or_else(|| quiet(Label::NoReviews), |mean| numbers(state, mean, language));
        }
    };
    html! {
        <div class="error-box" part="error" role="alert">
            <p>{ language.text(trouble) }</p>
            { Control::Retry.button(language, false) }
        </div>
    }
}

fn numbers(state: &ReviewsState, mean: f64, language: &Language) -> Html {
    let summary = &state.summary;
    let number = language.locale.number(mean, 1);
    let name = language.fill(Label::MeanOfFive, &[("mean", &number)]);
    let rows = summary.histogram.iter().zip([1, 2, 3, 4, 5]).rev().map(|(&reviews, stars)| {
        let share = reviews as f64 / summary.count.max(1) as f64;
        // Whole steps in a drawing 100 wide: an inline style would be against a strict security policy.
        let width = (share * 100.0).round() as u32;
        html! {
            <tr>
                <th scope="row">{ language.count(Label::Stars, stars) }</th>
                <td class="bar" aria-hidden="true">
                    <svg viewBox="0 0 100 8" preserveAspectRatio="none">
                        <rect class="bar-all" width="100" height="8" />
                        <rect class="bar-share" width={width.to_string()} height="8" />
                    </svg>
                </td>
                <td class="bar-count">{ language.locale.number(reviews as f64, 0) }</td>
            </tr>
        }
    });
    let rows: Html = rows.collect();
    html! {
        <div part="summary" class="summary">
            <div class="mean">
                <span class="mean-number" aria-hidden="true">{ number }</span>
                { stars(mean, name) }
                <span class="mean-count">{ language.count(Label::ReviewsCount, summary.count) }</span>
            </div>
            <table class="histogram">
                <caption class="visually-hidden">{ language.text(Label::HistogramCaption) }</caption>
                <thead class="visually-hidden">
                    <tr>
                        <th scope="col">{ language.text(Label::HistogramStars) }</th>
                        <td></td>
                        <th scope="col">{ language.text(Label::HistogramReviews) }</th>
                    </tr>
                </thead>
                <tbody>{ rows }</tbody>
            </table>
        </div>
    }
}
