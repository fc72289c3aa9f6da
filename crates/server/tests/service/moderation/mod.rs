//! Moderators, from the command that makes one to what they decide.

mod browser;
mod command;
mod forged;
mod login;
mod story;

use self::browser::Browser;
use self::command::moderator;
use crate::app::TestApp;

const PASSWORD: &str = "correct horse battery";

/// A service for two sites, each with a moderator of its own, and one for all. It holds all reviews.
fn start() -> TestApp {
    let site = |name: &str, host: &str| {
        format!("[[sites]]\nname = '{name}'\norigins = ['https://{host}']\nmoderation = 'hold-all'\n")
    };
    let config = [site("news", "standfirst.example"), site("other", "other.example")].concat();
    let app = TestApp::builder().config(&config).start();
    for args in [
        &["add", "Ada", "--site", "news"][..],
        &["add", "Bob", "--site", "other"],
        &["add", "Cy", "--role", "admin"],
    ] {
        assert_eq!(command(&app, args), Some(0));
    }
    app
}

/// `standfirst-server moderator` beside the running service.
fn command(app: &TestApp, args: &[&str]) -> Option<i32> {
    moderator(&app.database(), Some(&app.path("standfirst.toml")), args, PASSWORD).0
}

/// A browser in which that moderator is logged in.
fn signed<'a>(app: &'a TestApp, name: &str) -> Browser<'a> {
    let mut browser = Browser::new(app);
    let page = browser.log_in(name, PASSWORD);
    assert_eq!((page.status, page.location()), (303, Some("queue")));
    browser
}
