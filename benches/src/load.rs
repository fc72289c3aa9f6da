//! Loading one page once, in a browser that has never seen it.

use std::fmt;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::browser::{Browser, Driver};
use crate::cases::Case;
use crate::site::{Site, Wire};

/// What is noted in the page: load.js.
const SCRIPT: &str = include_str!("load.js");

/// What was measured. Times are in milliseconds after the navigation began.
#[derive(Debug, Deserialize)]
pub(crate) struct Load {
    /// When the headline was painted.
    pub(crate) headline: Option<f64>,
    /// When a form was on the page that would post.
    pub(crate) form: Option<f64>,
    /// When the page was as interactive as it gets.
    pub(crate) hydrated: Option<f64>,
    /// The largest contentful paint.
    pub(crate) lcp: f64,
    /// The cumulative layout shift.
    pub(crate) cls: f64,
    /// The total blocking time: what tasks of the main thread took beyond 50 ms.
    pub(crate) tbt: f64,
    /// The longest task of the main thread.
    pub(crate) longest: f64,
    /// What can be read in the article.
    pub(crate) text: String,
    /// What went over the wire.
    #[serde(skip)]
    pub(crate) wire: Wire,
}

impl fmt::Display for Load {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, time) in [("headline", self.headline), ("form", self.form), ("hydrated", self.hydrated)] {
            if let Some(time) = time {
                write!(f, "{name} {time:.0}, ")?;
            }
        }
        write!(f, "LCP {:.0}, longest task {:.0}", self.lcp, self.longest)
    }
}

/// Opens a browser, slows it down, and loads the page of a case.
pub(crate) async fn measure(driver: &Driver, site: &Site, case: &Case) -> Result<Load> {
    let browser = open(driver, site, case).await?;
    browser.slow_network().await?;
    browser.slow_down().await?;
    site.take_wire();
    let load = load(&browser, site, case).await.with_context(|| format!("measuring {}", case.name));
    browser.close().await?;
    load
}

/// Opens a browser that has shown another site, ready to note what the page of a case does.
pub(crate) async fn open(driver: &Driver, site: &Site, case: &Case) -> Result<Browser> {
    let browser = Browser::open(driver).await?;
    browser.goto(&site.warm_page()).await?;
    browser.run_first(&script(case)).await?;
    Ok(browser)
}

/// Loads the page of a case, and waits until it has come to rest.
pub(crate) async fn load(browser: &Browser, site: &Site, case: &Case) -> Result<Load> {
    browser.goto(&format!("{}{}", site.origin(), case.path(site.origin()))).await?;
    let report = browser.wait_for("bench.finished").await?;
    let mut load: Load = serde_json::from_value(report).context("the page reports something else")?;
    load.wire = site.take_wire();
    Ok(load)
}

/// load.js, called with the conditions of a case.
fn script(case: &Case) -> String {
    let conditions: String = [("headline", case.headline), ("form", case.form), ("hydrated", case.hydrated)]
        .into_iter()
        .filter_map(|(name, condition)| Some(format!("{name}: () => {},", condition?)))
        .collect();
    format!("({SCRIPT})(({{ find, seen, text, posts, listens }}) => ({{ {conditions} }}));")
}
