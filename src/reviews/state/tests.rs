//! What happens to the reviews, without a browser.

use standfirst_review::{Rating, ReviewId};

use super::*;

fn review(number: u128, stars: u8, state: State) -> Review {
    Review {
        id: ReviewId::from_random(number),
        subject: "https://a.example/".to_owned(),
        rating: Rating::new(stars).unwrap(),
        title: None,
        text: Some("Text".to_owned()),
        author: None,
        lang: None,
        state,
        reason: None,
        created: "2026-11-24T12:00:00.000Z".to_owned(),
        edited: None,
    }
}

fn page(reviews: Vec<Review>) -> ReviewPage {
    let mut summary = Summary::default();
    for review in &reviews {
        summary.add(review.rating);
    }
    ReviewPage { reviews, next: None, summary, open: true }
}

fn after(actions: Vec<Action>) -> ReviewsState {
    let mut state = ReviewsState::default();
    for action in actions {
        state.apply(action);
    }
    state
}

#[test]
fn ones_own_review_is_counted_once_and_listed_apart() {
    let (mine, other) = (review(1, 5, State::Published), review(2, 3, State::Published));
    let state = after(vec![
        Action::Listed(page(vec![mine.clone(), other.clone()])),
        Action::OwnFound { own: Some(mine.clone()), draft: None, stands: false },
    ]);
    assert_eq!(state.reviews, std::slice::from_ref(&other));
    assert_eq!(state.summary.count, 2);
    // The other order of arrival comes to the same.
    let other_order = after(vec![
        Action::OwnFound { own: Some(mine.clone()), draft: None, stands: false },
        Action::Listed(page(vec![mine, other])),
    ]);
    assert_eq!(other_order, state);
}

#[test]
fn posting_changing_and_deleting_keep_the_summary_true() {
    let mut state = after(vec![
        Action::Listed(page(vec![review(2, 3, State::Published)])),
        Action::OwnFound { own: None, draft: None, stands: false },
        Action::PostAsked,
        Action::Posted(review(1, 5, State::Published)),
    ]);
    assert_eq!((state.summary.count, state.summary.mean, state.notice), (2, Some(4.0), Some(Notice::Posted)));
    state.apply(Action::Edit);
    assert_eq!(state.initial.rating, Rating::new(5));
    state.apply(Action::Posted(review(1, 1, State::Published)));
    assert_eq!((state.summary.count, state.summary.mean, state.notice), (2, Some(2.0), Some(Notice::Saved)));
    state.apply(Action::Deleted);
    assert_eq!((state.summary.count, state.own, state.notice), (1, None, Some(Notice::Deleted)));
}

#[test]
fn a_held_review_does_not_count() {
    let state = after(vec![Action::Listed(page(vec![])), Action::Posted(review(1, 5, State::Pending))]);
    assert_eq!((state.summary.count, state.notice), (0, Some(Notice::Held)));
}

#[test]
fn what_was_typed_comes_back_unless_it_has_arrived() {
    let mine = review(1, 5, State::Published);
    let arrived =
        after(vec![Action::OwnFound { own: Some(mine.clone()), draft: Some(typed(&mine)), stands: false }]);
    assert!(!arrived.editing && !arrived.restored);
    let other = KeptDraft { text: "Another text".to_owned(), ..typed(&mine) };
    let editing =
        after(vec![Action::OwnFound { own: Some(mine), draft: Some(other.clone()), stands: false }]);
    assert!(editing.editing && editing.restored && editing.initial == other);
    let new = after(vec![Action::OwnFound { own: None, draft: Some(other.clone()), stands: false }]);
    assert!(!new.editing && new.restored && new.initial == other);
}

#[test]
fn what_is_typed_is_rendered_only_where_that_shows() {
    let mut state = after(vec![]);
    let room = Room::default();
    assert!(!state.typed(Some("rating"), room), "a star shows by itself");
    let missing = FieldError::new("rating", "required", "a review has a rating");
    state.apply(Action::PostFailed(vec![missing], None));
    assert!(state.typed(Some("rating"), room), "what was wrong may be right");
    assert!(!state.typed(Some("rating"), room));
}

#[test]
fn pages_that_overlap_show_nothing_twice() {
    let [a, b, c] = [1, 2, 3].map(|number| review(number, 4, State::Published));
    let state = after(vec![
        Action::Listed(page(vec![a.clone(), b.clone()])),
        Action::MoreAsked,
        Action::More(Ok(page(vec![b.clone(), c.clone()]))),
    ]);
    assert_eq!(*state.reviews, [a, b, c]);
}

#[test]
fn a_failed_page_leaves_what_is_there() {
    let a = review(1, 4, State::Published);
    let state = after(vec![
        Action::Listed(page(vec![a.clone()])),
        Action::MoreAsked,
        Action::More(Err(Trouble::Fault)),
    ]);
    assert_eq!((state.reviews.len(), state.busy), (1, None));
}
