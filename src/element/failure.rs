//! Why there is no article: for the reader in the reader's words, for events in English.

use yew::AttrValue;

use super::events::Stage;
use crate::decimal::decimal;
use crate::effects::document::FetchError;
use crate::effects::formats::Unread;
use crate::language::{Label, Language};

/// Why there is no article.
pub(super) enum Failure {
    /// The page names none.
    Missing,
    /// The page names one at an address that is none.
    Address,
    /// Its document did not come.
    Fetch(FetchError),
    /// Its document cannot be read.
    Read(Unread),
}

impl Failure {
    /// Whether the review service may still have the article: it needs no leave of the publisher's system, and has all
    /// formats within.
    pub(super) fn is_for_the_service(&self) -> bool {
        match self {
            Self::Fetch(FetchError::Unreachable | FetchError::Redirected) | Self::Read(Unread::Formats) => {
                true
            }
            Self::Read(Unread::Document { reason, .. }) => matches!(reason.as_str(), "not-built" | "unknown"),
            _ => false,
        }
    }

    /// Whether it is the publisher's word on the article, and not a fault on the way to it.
    pub(super) fn is_final(&self) -> bool {
        matches!(self, Self::Fetch(FetchError::Withheld { .. }))
    }

    /// The stage in the event.
    pub(super) fn stage(&self) -> Stage {
        match self {
            Self::Missing | Self::Address => Stage::Attribute,
            Self::Read(Unread::Document { .. }) | Self::Fetch(FetchError::Withheld { .. }) => Stage::Read,
            Self::Fetch(_) | Self::Read(Unread::Formats) => Stage::Fetch,
        }
    }

    /// The attribute in the event.
    pub(super) fn attribute(&self) -> Option<&'static str> {
        matches!(self, Self::Missing | Self::Address).then_some("src")
    }

    /// What happened, in English.
    pub(super) fn message(&self) -> String {
        match self {
            Self::Missing => "neither src nor subject is set".to_owned(),
            Self::Address => "src is no http or https address".to_owned(),
            Self::Read(Unread::Document { message, .. })
            | Self::Fetch(FetchError::Withheld { message, .. }) => message.clone(),
            Self::Read(Unread::Formats) => {
                "what reads this format could not be loaded, or broke down".to_owned()
            }
            Self::Fetch(FetchError::Status(status)) => {
                let mut message = String::from("the server answered ");
                message.push_str(&decimal(u64::from(*status)));
                message
            }
            Self::Fetch(error) => match error {
                FetchError::Redirected => {
                    "the address redirects to an origin that does not let this page read it"
                }
                FetchError::Broken => "the connection broke off before the whole document had come",
                FetchError::TooLarge => "the document is larger than 8 MiB",
                FetchError::Aborted => "the request was aborted",
                FetchError::Unreachable | FetchError::Status(_) | FetchError::Withheld { .. } => {
                    "the server cannot be reached, or does not let this page read it"
                }
            }
            .to_owned(),
        }
    }

    /// What happened, in the reader's words.
    pub(super) fn words(&self, language: &Language) -> AttrValue {
        let label = match self {
            Self::Missing => Label::ArticleMissing,
            Self::Address => Label::ArticleAddress,
            Self::Fetch(FetchError::Status(404 | 410)) => Label::ArticleNotFound,
            Self::Fetch(FetchError::Status(401 | 403)) => Label::ArticleForbidden,
            Self::Fetch(FetchError::Status(status)) => {
                return language.fill(Label::ArticleServerError, &[("status", &decimal(u64::from(*status)))]);
            }
            Self::Fetch(FetchError::Unreachable | FetchError::Aborted) => Label::ArticleUnreachable,
            Self::Fetch(FetchError::Redirected) => Label::ArticleRedirected,
            Self::Fetch(FetchError::Broken) => Label::ArticleBroken,
            Self::Fetch(FetchError::TooLarge) => Label::ArticleTooLarge,
            Self::Read(Unread::Formats) => Label::ArticleUnreachable,
            // The names are those of `ReadErrorKind`, and `crates/formats` has one more.
            Self::Read(Unread::Document { reason, .. })
            | Self::Fetch(FetchError::Withheld { reason, .. }) => match reason.as_str() {
                "empty" | "no-body" | "no-headline" => Label::ArticleEmpty,
                "not-expected" => Label::ArticleNotExpected,
                "no-article" => Label::ArticleNotFound,
                "not-text" => Label::ArticleNotText,
                "protected" => Label::ArticleProtected,
                "gated" => Label::ArticleGated,
                "embargoed" => Label::ArticleEmbargoed,
                "withheld" => Label::ArticleWithheld,
                "too-large" | "too-deep" => Label::ArticleTooLarge,
                "malformed" => Label::ArticleDamaged,
                _ => Label::ArticleUnreadable,
            },
        };
        language.text(label)
    }
}
