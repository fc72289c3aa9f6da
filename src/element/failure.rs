//! Why there is no article: for the reader in the reader's words, for events in English.

use standfirst_article::{ReadError, ReadErrorKind};
use yew::AttrValue;

use super::events::Stage;
use crate::decimal::decimal;
use crate::effects::document::FetchError;
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
    Read(ReadError),
}

impl Failure {
    /// The stage in the event.
    pub(super) fn stage(&self) -> Stage {
        match self {
            Self::Missing | Self::Address => Stage::Attribute,
            Self::Fetch(_) => Stage::Fetch,
            Self::Read(_) => Stage::Read,
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
            Self::Read(error) => error.to_string(),
            Self::Fetch(FetchError::Status(status)) => {
                let mut message = String::from("the server of the article answered ");
                message.push_str(&decimal(u64::from(*status)));
                message
            }
            Self::Fetch(error) => match error {
                FetchError::Redirected => {
                    "the address of the article redirects to an origin that does not let this page read it"
                }
                FetchError::Broken => "the connection broke off before the whole document had come",
                FetchError::TooLarge => "the document is larger than 8 MiB",
                FetchError::NotText => "the document is no text",
                FetchError::Aborted => "the request was aborted",
                FetchError::Unreachable | FetchError::Status(_) => {
                    "the server of the article cannot be reached, or does not let this page read it"
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
            Self::Fetch(FetchError::NotText) => Label::ArticleNotText,
            Self::Read(error) => match &error.kind {
                ReadErrorKind::Empty | ReadErrorKind::NoBody | ReadErrorKind::NoHeadline => {
                    Label::ArticleEmpty
                }
                ReadErrorKind::NotExpected { .. } => Label::ArticleNotExpected,
                ReadErrorKind::NoArticle(_) => Label::ArticleNotFound,
                ReadErrorKind::Protected => Label::ArticleProtected,
                ReadErrorKind::TooLarge | ReadErrorKind::TooDeep => Label::ArticleTooLarge,
                ReadErrorKind::Malformed(_) => Label::ArticleDamaged,
                ReadErrorKind::Unknown { .. } => Label::ArticleUnreadable,
            },
        };
        language.text(label)
    }
}
