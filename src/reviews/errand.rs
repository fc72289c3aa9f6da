//! What the reviews ask of the service, and what they keep on the device while they do.

use standfirst_json::Value;
use standfirst_review::{Draft, Review, ReviewPage};
use web_sys::AbortSignal;
use yew::AttrValue;

use super::Topic;
use crate::effects::answers;
use crate::effects::device::OwnReview;
use crate::effects::http::Ask;
use crate::effects::secret::{new_edit_key, new_review_id};
use crate::effects::service::ServiceError;

/// Something to ask of the service. One future waits for all kinds of it: what comes before and after is no part of it,
/// since each further future costs every page half a kilobyte, and written out inside the future these would be larger.
pub(super) enum Errand {
    /// A page of the list: the first, or the one at a cursor.
    List(Option<AttrValue>),
    /// The reader's own review, where the device knows of one.
    FindOwn,
    /// Takes a review; whether it changes one that is there.
    Post(Draft, bool),
    /// Deletes the reader's own review.
    Delete(Review),
}

/// What became of an errand.
pub enum Answer {
    /// A page of the list; whether it is a further one.
    List(Result<ReviewPage, ServiceError>, bool),
    /// The reader's own review.
    Own(Option<Review>),
    /// The review as the service has it; whether it changed one that was there.
    Posted(Result<Review, ServiceError>, bool),
    /// Whether the review is deleted.
    Deleted(Result<(), ServiceError>, Review),
}

impl Errand {
    /// What is to be asked; nothing where there is no review of one's own to ask about. The signal ends what only
    /// serves what is shown.
    #[inline(never)]
    pub(super) fn ask(&self, topic: &Topic, signal: Option<AbortSignal>) -> Option<Ask> {
        let Topic { subject, service, device, .. } = topic;
        let own = device.own(subject);
        Some(match self {
            Self::List(cursor) => service.list(subject, cursor.as_deref(), signal),
            Self::FindOwn => service.own(&own?, signal),
            Self::Post(draft, _) => {
                // A browser without a source of secrets cannot post.
                let own = own.or_else(|| Some(OwnReview { id: new_review_id()?, key: new_edit_key()? }))?;
                // Kept before it is sent: should the answer get lost, the next try is the same review and not a
                // second one.
                device.keep_own(subject, &own);
                service.put(&own, draft)
            }
            Self::Delete(_) => service.delete(&own?),
        })
    }

    /// What became of it, by what the service answered; null where there was nothing to ask.
    #[inline(never)]
    pub(super) fn done(self, topic: &Topic, answer: Result<Value, ServiceError>) -> Answer {
        let Topic { subject, device, .. } = topic;
        match self {
            Self::List(cursor) => {
                let page = answer.and_then(|answer| answers::page(&answer).ok_or(ServiceError::Unreadable));
                Answer::List(page, cursor.is_some())
            }
            // Where the service cannot be asked, the list says so, and the form can be filled all the same.
            Self::FindOwn => Answer::Own(answer.ok().as_ref().and_then(answers::review)),
            Self::Post(_, edits) => {
                let review =
                    answer.and_then(|answer| answers::review(&answer).ok_or(ServiceError::Unreadable));
                match &review {
                    Ok(_) => device.clear_draft(subject),
                    // The id is spent or another's: the next try is a new review.
                    Err(ServiceError::Refused { status: 403 | 409 | 410, .. }) => device.forget_own(subject),
                    Err(_) => {}
                }
                Answer::Posted(review, edits)
            }
            Self::Delete(review) => Answer::Deleted(
                match answer {
                    // One that is gone already counts as deleted.
                    Ok(_) | Err(ServiceError::Refused { status: 404 | 410, .. }) => {
                        device.forget_own(subject);
                        device.clear_draft(subject);
                        Ok(())
                    }
                    Err(error) => Err(error),
                },
                review,
            ),
        }
    }
}
