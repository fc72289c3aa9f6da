//! The stage that a story is played on.

use std::panic::{AssertUnwindSafe, resume_unwind};

use futures_util::FutureExt;
use tokio::runtime::Builder;
use tokio::sync::Semaphore;

use crate::browser::Browser;
use crate::console::Console;
use crate::http::Http;
use crate::publisher::Publisher;
use crate::service::Service;

/// A publisher, a review service and a browser that nobody else uses.
pub struct Stage {
    /// The review service, on an empty database.
    pub service: Service,
    /// The site that the pages are on.
    pub publisher: Publisher,
    /// A browser that has never been anywhere.
    pub browser: Browser,
    /// What its console is expected to say.
    pub console: Console,
    /// A client for what is asked past the browser.
    pub http: Http,
}

/// How many browsers there are at a time, however many stories the test program tells at once.
static BROWSERS: Semaphore = Semaphore::const_new(4);

/// Plays a story, and then looks whether the browser's console or the page heard of anything that the story did not
/// name.
///
/// # Panics
/// Where the story does, or where there is something in the console. The browser is closed in any case.
pub fn story(play: impl AsyncFnOnce(&Stage)) {
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let _place = BROWSERS.acquire().await.expect("nobody closes it");
        let service = Service::start().await;
        let publisher = Publisher::start(&service.origin()).await;
        let browser = Browser::open().await;
        let stage = Stage { service, publisher, browser, console: Console::default(), http: Http::default() };
        let played = AssertUnwindSafe(async {
            play(&stage).await;
            stage.browser.check_uncaught().await;
            stage.console.check(&stage.browser.console().await);
            assert!(!stage.publisher.has_diversions(), "no request took the road that the story laid");
        })
        .catch_unwind()
        .await;
        if played.is_err() {
            eprintln!("{}", stage.browser.describe().await);
            eprintln!("The review service says:\n{}", stage.service.said());
        }
        stage.browser.close().await;
        if let Err(panic) = played {
            resume_unwind(panic);
        }
    });
}
