//! How readers rate the subject as a whole.

use standfirst_review::Summary;
use yew::prelude::*;

use super::stars::stars;
use crate::language::{Label, Language};

/// Props of [`SummaryView`].
#[derive(Clone, PartialEq, Properties)]
pub struct SummaryViewProps {
    /// Count, mean and histogram.
    pub summary: Summary,
    /// The reader's language.
    pub language: Language,
}

/// Mean, count, and a histogram that is a table, so that it can be read as well as seen.
#[component]
pub fn SummaryView(props: &SummaryViewProps) -> Html {
    let (summary, language) = (&props.summary, &props.language);
    let Some(mean) = summary.mean else {
        return html! { <p part="summary" class="quiet">{ language.text(Label::NoReviews) }</p> };
    };
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
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}
