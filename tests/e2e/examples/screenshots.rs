//! Saves pictures of every sample of the demo, at the widths of a phone, a tablet and a desk, in light and in dark.
//!
//! `cargo run --package standfirst-e2e --example screenshots -- FOLDER`, with the environment that `cargo xtask e2e`
//! sets for the suite. With `--top` after the folder, each picture is the first screen and not the whole page.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a tool for developers, which stops at what it cannot do"
)]

use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::json;
use standfirst_e2e::{Browser, Publisher, Service};

const SAMPLES: [&str; 13] = [
    "world",
    "long",
    "arabic",
    "wordpress",
    "ghost",
    "ninjs",
    "ans",
    "json-feed",
    "rss",
    "atom",
    "html",
    "markdown",
    "plain",
];

/// The subject of the sample that has reviews, as most articles have.
const REVIEWED: &str = "https://standfirst.example/world/shared-winter-lane";

const REVIEWS: [(u8, &str, &str); 3] = [
    (
        5,
        "Ragna Holt",
        "At last somebody explains who pays for the channel, and why the smallest harbour held out.",
    ),
    (4, "P. Lindqvist", "Clear on the money. I should have liked a map of the lane."),
    (
        2,
        "A reader in Kallvik",
        "The timetable is what matters to us who work on the ships, and it gets one sentence.",
    ),
];

/// Widths of the page in CSS pixels, each with the height of a first screen.
const SIZES: [(u32, u32); 3] = [(360, 740), (768, 1024), (1440, 900)];

#[tokio::main]
async fn main() {
    let mut arguments = env::args_os().skip(1);
    let folder = PathBuf::from(arguments.next().expect("the folder to save the pictures in"));
    let top = arguments.next().is_some_and(|argument| argument == "--top");
    fs::create_dir_all(&folder).expect("the folder");
    let service = Service::start().await;
    for (number, (stars, author, text)) in (1..).zip(REVIEWS) {
        service.review_by(number, REVIEWED, stars, text, author).await;
    }
    let publisher = Publisher::start(&service.origin()).await;
    let browser = Browser::open().await;
    browser.devtools("Emulation.setScrollbarsHidden", json!({ "hidden": true })).await;
    for sample in SAMPLES {
        for scheme in ["light", "dark"] {
            let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
            browser.devtools("Emulation.setEmulatedMedia", media).await;
            for size in SIZES {
                let page = publisher.url(&format!("/?article={sample}"));
                let file = folder.join(format!("{sample}-{}-{scheme}.png", size.0));
                save(&browser, &page, size, top, &file).await;
            }
        }
    }
    browser.close().await;
}

async fn save(browser: &Browser, page: &str, (width, height): (u32, u32), top: bool, file: &Path) {
    browser.resize(width, height).await;
    browser.goto(page).await;
    browser.until("shown('[part~=headline]') && shown('.review-form') && shown('[part~=summary]')").await;
    // Pictures that are not near the first screen would wait for somebody to scroll.
    browser.run("for (const image of $$('img')) image.loading = 'eager';").await;
    browser.until("$$('img').every((image) => image.complete)").await;
    fs::write(file, browser.screenshot(!top).await)
        .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    println!("{}", file.display());
}
