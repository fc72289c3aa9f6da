//! What readers do to a page, and what it takes.

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;

use super::Act;
use crate::browser::{Browser, Driver};
use crate::cases::{Case, LARGE_REVIEWS};
use crate::load;
use crate::site::Site;

/// What is done, in the order of what [`measure`] gives.
pub(super) const NAMES: [&str; 5] = [
    "loading the long sample",
    "posting a review on it",
    "typing, with 1,000 blocks and 1,000 reviews",
    "choosing a star, with as much",
    "opening more reviews, with as much",
];

const STAR: &str = ".stars .star:nth-child(4)";

/// What is typed: a sentence, letter by letter.
const TYPED: &str = "It is the pencil that I shall remember.";

/// A place in the window, in CSS pixels.
#[derive(Deserialize)]
struct Place {
    x: f64,
    y: f64,
}

/// Loads the long sample and posts a review on it, then loads the page at `large` and uses its form.
pub(super) async fn measure(
    driver: &Driver,
    site: &Site,
    case: &Case,
    large: &str,
) -> Result<[Act; NAMES.len()]> {
    let [loading, posting] =
        on_page(driver, site, case, async |browser| load_and_post(browser, site, case).await)
            .await
            .with_context(|| format!("loading and posting on {}", case.name))?;
    let [typing, star, more] =
        on_page(driver, site, case, async |browser| use_large(browser, site, large).await)
            .await
            .with_context(|| format!("the large article of {}", case.name))?;
    Ok([loading, posting, typing, star, more])
}

/// Does something in a browser of its own, which is closed whatever comes of it.
async fn on_page<const N: usize>(
    driver: &Driver,
    site: &Site,
    case: &Case,
    act: impl AsyncFnOnce(&Browser) -> Result<[Act; N]>,
) -> Result<[Act; N]> {
    let browser = super::open(driver, site, case).await?;
    let acts = act(&browser).await;
    browser.close().await?;
    acts
}

async fn load_and_post(browser: &Browser, site: &Site, case: &Case) -> Result<[Act; 2]> {
    browser.slow_network().await?;
    browser.slow_down().await?;
    let load = load::load(browser, site, case).await?;
    let loading = Act { response: None, task: load.longest };
    click(browser, STAR).await?;
    click(browser, "[name=text]").await?;
    browser.type_text(TYPED).await?;
    let submit = place(browser, "form [type=submit]").await?;
    begin(browser).await?;
    browser.click_at(submit.x, submit.y).await?;
    browser.wait_for("smooth.until(() => smooth.find('.notice').textContent)").await?;
    Ok([loading, end(browser).await?])
}

async fn use_large(browser: &Browser, site: &Site, large: &str) -> Result<[Act; 3]> {
    browser.goto(&format!("{}{large}", site.origin())).await?;
    browser.wait_for("bench.finished").await?;
    let mut loaded = 0;
    while loaded < u64::from(LARGE_REVIEWS) {
        let count = browser.wait_for(&format!("smooth.loadReviews({LARGE_REVIEWS})")).await?;
        loaded = count.as_u64().context("no number of reviews")?;
    }
    browser.slow_down().await?;

    click(browser, "[name=text]").await?;
    begin(browser).await?;
    browser.type_text(TYPED).await?;
    let typing = end(browser).await?;

    let star = place(browser, STAR).await?;
    begin(browser).await?;
    browser.click_at(star.x, star.y).await?;
    let star = end(browser).await?;

    let more = place(browser, ".more button").await?;
    begin(browser).await?;
    browser.click_at(more.x, more.y).await?;
    let grown = format!("smooth.until(() => smooth.find('.review-list').children.length > {loaded})");
    browser.wait_for(&grown).await?;
    Ok([typing, star, end(browser).await?])
}

async fn click(browser: &Browser, selector: &str) -> Result<()> {
    let place = place(browser, selector).await?;
    browser.click_at(place.x, place.y).await
}

async fn place(browser: &Browser, selector: &str) -> Result<Place> {
    let selector = Value::from(selector);
    let place = browser.wait_for(&format!("smooth.place({selector})")).await;
    Ok(serde_json::from_value(place.with_context(|| format!("there is no {selector}"))?)?)
}

async fn begin(browser: &Browser) -> Result<()> {
    browser.wait_for("smooth.begin()").await.map(drop)
}

async fn end(browser: &Browser) -> Result<Act> {
    Ok(serde_json::from_value(browser.wait_for("smooth.end()").await?)?)
}
