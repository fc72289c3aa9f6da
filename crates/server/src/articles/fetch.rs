//! One request for a document: where it may go, how long it may take, how much it may bring.

use std::error::Error as _;
use std::time::Duration;

use standfirst_article::limits::MAX_DOCUMENT_BYTES;
use ureq::Agent;
use ureq::http::{Response, StatusCode, header};
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

use super::ArticleError;
use super::addresses::{Private, PublicAddresses};
use crate::config::Sites;

/// How long a request may take in all. A reader waits for it.
const TIMEOUT: Duration = Duration::from_secs(10);

/// How many redirects are followed: to https, to www, to a slash at the end, and one more.
const REDIRECTS: usize = 4;

/// Asks publishers' systems.
pub(super) struct Fetcher {
    agent: Agent,
}

/// What came of a request.
pub(super) enum Answer {
    /// The document.
    Document(Fetched),
    /// It is the one that the validators are of.
    Unchanged,
}

/// A document as it came.
pub(super) struct Fetched {
    pub(super) bytes: Vec<u8>,
    pub(super) media_type: Option<String>,
    /// Where it finally came from.
    pub(super) url: Url,
    pub(super) validators: Validators,
}

/// What makes a request conditional (RFC 9110, section 8.8).
#[derive(Clone, Default)]
pub(super) struct Validators {
    etag: Option<String>,
    last_modified: Option<String>,
}

impl Fetcher {
    pub(super) fn new() -> Fetcher {
        let config = Agent::config_builder()
            // Redirects are followed here, where each is looked at.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(TIMEOUT))
            .user_agent(concat!("standfirst-server/", env!("CARGO_PKG_VERSION")))
            .build();
        Fetcher { agent: Agent::with_parts(config, DefaultConnector::default(), PublicAddresses) }
    }

    /// Fetches the document at `url`, whose origin a site lists. It blocks.
    pub(super) fn get(
        &self,
        sites: &Sites,
        mut url: Url,
        validators: &Validators,
    ) -> Result<Answer, ArticleError> {
        for _ in 0..=REDIRECTS {
            let mut request = self.agent.get(url.as_str());
            if let Some(etag) = &validators.etag {
                request = request.header(header::IF_NONE_MATCH, etag);
            }
            if let Some(last_modified) = &validators.last_modified {
                request = request.header(header::IF_MODIFIED_SINCE, last_modified);
            }
            let mut response = request.call().map_err(unreachable)?;
            let status = response.status();
            if status == StatusCode::NOT_MODIFIED {
                return Ok(Answer::Unchanged);
            }
            let moved = text(&response, header::LOCATION).filter(|_| status.is_redirection());
            if let Some(location) = moved {
                url = url.join(&location).map_err(|_| ArticleError::Redirects)?;
                if !sites.lists_article(&url) {
                    return Err(ArticleError::NotAllowed);
                }
                continue;
            }
            if !status.is_success() {
                return Err(ArticleError::Status(status.as_u16()));
            }
            let media_type = text(&response, header::CONTENT_TYPE);
            let validators = Validators {
                etag: text(&response, header::ETAG),
                last_modified: text(&response, header::LAST_MODIFIED),
            };
            let body = response.body_mut().with_config().limit(MAX_DOCUMENT_BYTES as u64);
            let bytes = body.read_to_vec().map_err(unreachable)?;
            return Ok(Answer::Document(Fetched { bytes, media_type, url, validators }));
        }
        Err(ArticleError::Redirects)
    }
}

fn text<T>(response: &Response<T>, name: header::HeaderName) -> Option<String> {
    Some(response.headers().get(name)?.to_str().ok()?.to_owned())
}

fn unreachable(error: ureq::Error) -> ArticleError {
    match error {
        ureq::Error::BodyExceedsLimit(_) => ArticleError::TooLarge,
        ureq::Error::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<Private>()) => {
            ArticleError::PrivateAddress
        }
        error => {
            let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
            ArticleError::Unreachable(format!("{error}{cause}"))
        }
    }
}
