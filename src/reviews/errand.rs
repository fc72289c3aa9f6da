//! What the reviews ask of the service, and what they keep on the device while they do.

use standfirst_review::{Draft, Review, ReviewPage};
use web_sys::AbortSignal;
use yew::AttrValue;

use super::Topic;
use crate::effects::device::OwnReview;
use crate::effects::secret::{new_edit_key, new_review_id};
use crate::effects::service::ServiceError;

/// Something to ask of the service. All are one future, since each kind of future costs every page half a kilobyte.
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
    /// Runs the errand. The signal ends those that only serve what is shown.
    pub(super) async fn run(self, topic: &Topic, signal: Option<AbortSignal>) -> Answer {
        let Topic { subject, service, device } = topic;
        let signal = signal.as_ref();
        match self {
            Self::List(cursor) => {
                Answer::List(service.list(subject, cursor.as_deref(), signal).await, cursor.is_some())
            }
            Self::FindOwn => Answer::Own(match device.own(subject) {
                // Where the service cannot be asked, the list says so, and the form can be filled all the same.
                Some(own) => service.own(&own, signal).await.ok().flatten(),
                None => None,
            }),
            Self::Post(draft, edits) => {
                let own = device.own(subject);
                let own = own.or_else(|| Some(OwnReview { id: new_review_id()?, key: new_edit_key()? }));
                // A browser without a source of secrets cannot post.
                let Some(own) = own else { return Answer::Posted(Err(ServiceError::Unreadable), edits) };
                // Kept before it is sent: should the answer get lost, the next try is the same review and not a
                // second one.
                device.keep_own(subject, &own);
                let answer = service.put(&own, &draft).await;
                match &answer {
                    Ok(_) => device.clear_draft(subject),
                    // The id is spent or another's: the next try is a new review.
                    Err(ServiceError::Refused { status: 403 | 409 | 410, .. }) => device.forget_own(subject),
                    Err(_) => {}
                }
                Answer::Posted(answer, edits)
            }
            Self::Delete(review) => {
                let deleted = match device.own(subject) {
                    Some(own) => service.delete(&own).await,
                    None => Ok(()),
                };
                if deleted.is_ok() {
                    device.forget_own(subject);
                    device.clear_draft(subject);
                }
                Answer::Deleted(deleted, review)
            }
        }
    }
}
