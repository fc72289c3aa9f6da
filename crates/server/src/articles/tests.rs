//! Documents by a clock that a test sets.

use std::sync::atomic::{AtomicU64, Ordering};

use super::*;

#[path = "../../tests/service/publisher.rs"]
mod publisher;

use publisher::Publisher;

const PATH: &str = "/article.txt";

/// A publisher whose article says "before", and a service's articles that have fetched it.
struct Stage {
    publisher: Publisher,
    articles: Articles,
    /// By how many seconds the clock was put forward.
    later: Arc<AtomicU64>,
    sites: Arc<Sites>,
}

impl Stage {
    async fn start() -> Stage {
        let (publisher, later) = (Publisher::start(), Arc::<AtomicU64>::default());
        publisher.serve(PATH, "text/plain", "before");
        let (start, seconds) = (Instant::now(), Arc::clone(&later));
        let now = move || start + Duration::from_secs(seconds.load(Ordering::SeqCst));
        let articles = Articles::by(Box::new(now));
        let stage = Stage { publisher, articles, later, sites: Arc::new(Sites::local()) };
        assert_eq!(stage.read().await.unwrap(), "before");
        stage
    }

    async fn read(&self) -> Result<String, ArticleError> {
        let url = Url::parse(&format!("{}{PATH}", self.publisher.url)).unwrap();
        Ok(self.articles.source(&self.sites, &url).await?.text.clone())
    }

    fn pass(&self, time: Duration) {
        self.later.fetch_add(time.as_secs(), Ordering::SeqCst);
    }

    /// How often the publisher's system was asked.
    fn asked(&self) -> usize {
        self.publisher.requests(PATH).len()
    }
}

#[tokio::test]
async fn a_document_is_asked_for_again_after_its_minute() {
    let stage = Stage::start().await;
    stage.publisher.serve(PATH, "text/plain", "after");
    stage.pass(FRESH - Duration::from_secs(1));
    assert_eq!((stage.read().await.unwrap().as_str(), stage.asked()), ("before", 1));
    stage.pass(Duration::from_secs(1));
    assert_eq!((stage.read().await.unwrap().as_str(), stage.asked()), ("after", 2));
}

#[tokio::test]
async fn an_outage_takes_down_no_article_for_a_day() {
    let stage = Stage::start().await;
    stage.publisher.fail(PATH);
    stage.pass(FRESH);
    assert_eq!((stage.read().await.unwrap().as_str(), stage.asked()), ("before", 2));
    // Nobody waits for the system that is out of order more often than need be.
    assert_eq!((stage.read().await.unwrap().as_str(), stage.asked()), ("before", 2));
    stage.publisher.serve_with(PATH, "503 Service Unavailable", &[], "");
    stage.pass(PAUSE);
    assert_eq!((stage.read().await.unwrap().as_str(), stage.asked()), ("before", 3));

    // It is over, and then there is another one, which lasts.
    stage.publisher.serve(PATH, "text/plain", "after");
    stage.pass(PAUSE);
    assert_eq!((stage.read().await.unwrap().as_str(), stage.asked()), ("after", 4));
    stage.publisher.fail(PATH);
    stage.pass(BETTER_THAN_NONE - Duration::from_secs(1));
    assert_eq!(stage.read().await.unwrap(), "after");
    stage.pass(PAUSE);
    assert!(matches!(stage.read().await, Err(ArticleError::Unreachable(_))));
}

#[tokio::test]
async fn an_article_that_was_taken_back_is_shown_no_longer() {
    let stage = Stage::start().await;
    stage.publisher.serve_with(PATH, "410 Gone", &[], "");
    stage.pass(FRESH);
    assert!(matches!(stage.read().await, Err(ArticleError::Status(410))));
}

#[test]
fn an_embargo_ends_by_the_clock() {
    let read = |until: &str| {
        let item =
            format!(r#"{{"uri": "x", "headline": "Lamps", "body_text": "Off.", "embargoed": "{until}"}}"#);
        let url = Url::parse("https://paper.example/lamps.json").unwrap();
        Source::new(item.as_bytes(), None, url).unwrap().read(&How::default())
    };
    assert_eq!(read("2020-01-01T00:00:00Z").unwrap().article.headline, "Lamps");
    let early = read("9999-01-01T00:00:00Z").unwrap_err();
    assert_eq!((early.is_withheld(), early.code()), (true, "embargoed"));
}
