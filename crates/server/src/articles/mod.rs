//! Articles of the publishers' own systems, fetched and kept for a while, for whoever renders them.

mod addresses;
mod fetch;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use sha2::{Digest, Sha256};
use standfirst_article::{
    Document, Format, NativeUrls, ReadError, ReadErrorKind, Reading, RelatedHeadline, Selector, Timestamp,
    decode, read_at, read_related,
};
use standfirst_review::problem::code;
use tokio::sync::Semaphore;
use url::Url;

use crate::config::Sites;
use fetch::{Answer, Fetcher};

/// How long a document is taken as it is. A correction is on every page a minute after it was made.
const FRESH: Duration = Duration::from_secs(60);

/// How long a document is better than none, where its system is out of order.
const BETTER_THAN_NONE: Duration = Duration::from_secs(24 * 60 * 60);

/// How long such a system is left alone, so that its outage does not make every reader wait for an answer that does not
/// come.
const PAUSE: Duration = Duration::from_secs(10);

/// How many bytes of documents are kept: some hundred long articles.
const CACHE_BYTES: u64 = 64 << 20;

/// How many documents are fetched at once. Publishers' systems are slower than this service, and each request holds a
/// thread.
const REQUESTS_AT_ONCE: usize = 16;

/// The documents of articles.
pub(crate) struct Articles {
    fetcher: Arc<Fetcher>,
    cache: Cache<String, Kept, Weight>,
    /// One lock for each document that is being fetched, so that it is asked for once however many wait for it.
    under_way: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
    requests: Semaphore,
    now: Now,
}

/// Tells the time. A test has one that it can set.
type Now = Box<dyn Fn() -> Instant + Send + Sync>;

/// The document of an article, as text.
pub(crate) struct Source {
    text: String,
    media_type: Option<String>,
    url: Url,
    digest: [u8; 32],
}

/// How the article in a document is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct How {
    /// Its format; nothing where that is to be found out.
    pub(crate) format: Option<Format>,
    /// Which element of an HTML page is the story.
    pub(crate) selector: Option<Selector>,
}

/// Why there is no article.
#[derive(Debug)]
pub(crate) enum ArticleError {
    /// No site lists the origin, at which it was looked for or to which it was redirected.
    NotAllowed,
    /// The name leads to an address of a private network, which only a site that lists the address may reach.
    PrivateAddress,
    /// No answer, or one that broke off.
    Unreachable(String),
    /// A status that is no success.
    Status(u16),
    /// It leads from one address to the next and on.
    Redirects,
    /// It is longer than an article may be.
    TooLarge,
    /// Its bytes are no text.
    NotText,
    /// It cannot be read.
    Unreadable(ReadError),
}

impl ArticleError {
    /// Whether it is an outage of the publisher's system: no answer, or one that says that the system is at fault. Its
    /// word that there is no such article is none.
    fn is_outage(&self) -> bool {
        matches!(self, Self::Unreachable(_) | Self::Status(500..=599))
    }

    /// Whether the document is read well, and says that its article is not to be shown.
    pub(crate) fn is_withheld(&self) -> bool {
        use ReadErrorKind::{Embargoed, Gated, Protected, Withheld};
        match self {
            Self::Unreadable(error) => {
                matches!(error.kind, Gated(_) | Embargoed(_) | Withheld(_) | Protected)
            }
            _ => false,
        }
    }

    /// What happened, for the log.
    fn cause(&self) -> String {
        match self {
            Self::Unreachable(why) => why.clone(),
            other => other.to_string(),
        }
    }

    /// The code of the error in a problem's list of fields.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed | Self::PrivateAddress => code::NOT_ALLOWED,
            Self::Unreachable(_) | Self::Status(_) | Self::Redirects => code::UNAVAILABLE,
            Self::Unreadable(error) if self.is_withheld() => error.kind.name(),
            Self::TooLarge | Self::NotText | Self::Unreadable(_) => code::UNREADABLE,
        }
    }
}

impl fmt::Display for ArticleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAllowed => f.write_str("no site here lists the origin of this address"),
            Self::PrivateAddress => f.write_str(
                "the name leads to an address of a private network; a site may list the address itself",
            ),
            // What went wrong between this machine and another is for the log; it would tell of the network.
            Self::Unreachable(_) => f.write_str("there was no answer, or it broke off"),
            Self::Status(status) => write!(f, "the answer was status {status}"),
            Self::Redirects => f.write_str("it leads from one address to the next and on"),
            Self::TooLarge => f.write_str("the document is larger than 8 MiB"),
            Self::NotText => f.write_str("the document is no text"),
            Self::Unreadable(error) => error.fmt(f),
        }
    }
}

#[derive(Clone)]
struct Kept {
    source: Arc<Source>,
    /// What makes the next request conditional.
    validators: fetch::Validators,
    fetched: Instant,
    /// Until when it is taken as it is.
    until: Instant,
}

#[derive(Clone)]
struct Weight;

impl Weighter<String, Kept> for Weight {
    fn weight(&self, key: &String, kept: &Kept) -> u64 {
        (key.len() + kept.source.text.len()) as u64
    }
}

impl Articles {
    pub(crate) fn new() -> Articles {
        Articles::by(Box::new(Instant::now))
    }

    /// Articles that grow old by the clock `now`.
    fn by(now: Now) -> Articles {
        Articles {
            fetcher: Arc::new(Fetcher::new()),
            cache: Cache::with_weighter(512, CACHE_BYTES, Weight),
            under_way: Mutex::default(),
            requests: Semaphore::new(REQUESTS_AT_ONCE),
            now,
        }
    }

    /// The document at `src`, where a site of `sites` lists its origin.
    pub(crate) async fn source(&self, sites: &Arc<Sites>, src: &Url) -> Result<Arc<Source>, ArticleError> {
        if !sites.lists_article(src) {
            return Err(ArticleError::NotAllowed);
        }
        let key = src.as_str();
        if let Some(kept) = self.fresh(key) {
            return Ok(kept);
        }
        let gate = Arc::clone(
            self.under_way.lock().unwrap_or_else(PoisonError::into_inner).entry(key.to_owned()).or_default(),
        );
        let fetched = {
            let _held = gate.lock().await;
            match self.fresh(key) {
                Some(kept) => Ok(kept),
                None => self.fetch(sites, src).await,
            }
        };
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
        fetched
    }

    fn fresh(&self, key: &str) -> Option<Arc<Source>> {
        self.cache.get(key).filter(|kept| (self.now)() < kept.until).map(|kept| kept.source)
    }

    async fn fetch(&self, sites: &Arc<Sites>, src: &Url) -> Result<Arc<Source>, ArticleError> {
        let before = self.cache.get(src.as_str());
        let validators = before.as_ref().map(|kept| kept.validators.clone()).unwrap_or_default();
        let Ok(_permit) = self.requests.acquire().await else {
            return Err(ArticleError::Unreachable("the service is stopping".to_owned()));
        };
        let (fetcher, allowed, url) = (Arc::clone(&self.fetcher), Arc::clone(sites), src.clone());
        let fetched = tokio::task::spawn_blocking(move || fetcher.get(&allowed, url, &validators)).await;
        let answer = fetched.map_err(|error| ArticleError::Unreachable(error.to_string())).flatten();
        let source = match (answer, before) {
            (Ok(Answer::Document(document)), _) => {
                let source = Arc::new(Source::new(&document.bytes, document.media_type, document.url)?);
                self.keep(src, &source, document.validators);
                source
            }
            (Ok(Answer::Unchanged), Some(before)) => {
                self.keep(src, &before.source, before.validators);
                before.source
            }
            (Ok(Answer::Unchanged), None) => return Err(ArticleError::Status(304)),
            // An outage of the publisher's system takes down no page that was there before it.
            (Err(outage), Some(before))
                if outage.is_outage() && (self.now)() < before.fetched + BETTER_THAN_NONE =>
            {
                let why = outage.cause();
                tracing::warn!(%src, why, "an article cannot be fetched again; the one that is there is used");
                let source = Arc::clone(&before.source);
                self.cache.insert(src.as_str().to_owned(), Kept { until: (self.now)() + PAUSE, ..before });
                source
            }
            (Err(error), _) => return Err(error),
        };
        Ok(source)
    }

    fn keep(&self, src: &Url, source: &Arc<Source>, validators: fetch::Validators) {
        let fetched = (self.now)();
        let kept = Kept { source: Arc::clone(source), validators, fetched, until: fetched + FRESH };
        self.cache.insert(src.as_str().to_owned(), kept);
    }
}

impl Source {
    /// A document that is here already.
    ///
    /// # Errors
    /// [`ArticleError::NotText`] for bytes that are no text.
    pub(crate) fn new(bytes: &[u8], media_type: Option<String>, url: Url) -> Result<Source, ArticleError> {
        let text = decode(bytes, media_type.as_deref()).ok_or(ArticleError::NotText)?;
        Ok(Source { text, media_type, url, digest: Sha256::digest(bytes).into() })
    }

    /// The document at an address that whoever runs this program has named. It blocks.
    ///
    /// # Errors
    /// Why it did not come.
    pub(crate) fn fetch(url: &Url) -> Result<Source, ArticleError> {
        let mut sites = Sites::local();
        // An address of the web has an origin.
        let _ = sites.allow_origin(&url.origin().ascii_serialization());
        match Fetcher::new().get(&sites, url.clone(), &fetch::Validators::default())? {
            Answer::Document(document) => Source::new(&document.bytes, document.media_type, document.url),
            Answer::Unchanged => Err(ArticleError::Status(304)),
        }
    }

    /// Reads the article.
    ///
    /// # Errors
    /// [`ArticleError::Unreadable`], which says what is wrong.
    pub(crate) fn read(&self, how: &How) -> Result<Reading, ArticleError> {
        let document = self.document(how.selector.as_ref());
        read_at(&document, how.format, &NativeUrls, now()).map_err(ArticleError::Unreadable)
    }

    /// Reads the headlines that the document lists.
    ///
    /// # Errors
    /// [`ArticleError::Unreadable`], which says what is wrong.
    pub(crate) fn related(&self, format: Option<Format>) -> Result<Vec<RelatedHeadline>, ArticleError> {
        read_related(&self.document(None), format, &NativeUrls, now()).map_err(ArticleError::Unreadable)
    }

    fn document<'a>(&'a self, selector: Option<&'a Selector>) -> Document<'a> {
        Document {
            text: &self.text,
            media_type: self.media_type.as_deref(),
            url: Some(self.url.as_str()),
            selector,
        }
    }

    /// What tells this document from every other.
    pub(crate) fn digest(&self) -> &[u8] {
        &self.digest
    }
}

/// What time it is: embargoes end by it.
fn now() -> Option<Timestamp> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Timestamp::from_millis(i64::try_from(now.as_millis()).ok()?)
}
