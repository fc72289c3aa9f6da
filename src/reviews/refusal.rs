//! What a refusal of the service means, in the reader's words.

use standfirst_review::FieldError;
use standfirst_review::problem::code;
use yew::AttrValue;

use super::form::FIELDS;
use crate::effects::service::ServiceError;
use crate::language::{Label, Language};

/// Puts a refusal at its fields where it names them, else into words for the form as a whole.
pub(super) fn explain(error: ServiceError, language: &Language) -> (Vec<FieldError>, Option<AttrValue>) {
    let detail = error.message();
    let whole = match error {
        ServiceError::Unreachable => language.text(Label::PostUnreachable),
        ServiceError::Unreadable => language.text(Label::PostFailed),
        ServiceError::Refused { status, errors, .. } => {
            if errors.iter().any(|error| FIELDS.contains(&&*error.field)) {
                return (errors, None);
            }
            match status {
                403 | 409 => language.text(Label::PostNotYours),
                410 => language.text(Label::PostGone),
                400..=499 => {
                    let message = errors.first().map_or(&detail, |error| &error.message);
                    language.fill(Label::PostRefused, &[("message", message)])
                }
                _ => language.text(Label::PostFailed),
            }
        }
    };
    (Vec::new(), Some(whole))
}

/// What is wrong with a field.
pub(super) fn field_words(error: &FieldError, language: &Language) -> AttrValue {
    match &*error.code {
        code::REQUIRED => language.text(Label::RatingRequired),
        code::TOO_LONG => language.text(Label::FieldTooLong),
        _ => language.fill(Label::FieldRefused, &[("message", &error.message)]),
    }
}
