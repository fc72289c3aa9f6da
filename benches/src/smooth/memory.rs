//! What a page holds on to while its element shows one article after the other.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::browser::{Browser, Driver};
use crate::cases::CASES;
use crate::load;
use crate::site::Site;

/// After how many changes it is measured, each time.
const CHANGES: [u32; 4] = [0, 10, 30, 50];

/// Changes the article again and again, and gives a table of what is held on to.
pub(super) async fn measure(driver: &Driver, site: &Site) -> Result<Vec<Vec<String>>> {
    let [case, ..] = &CASES;
    let browser = super::open(driver, site, case).await?;
    let rows = async {
        load::load(&browser, site, case).await?;
        let header = ["", "article changes", "heap KB", "WebAssembly KB", "nodes", "listeners"];
        let mut rows = vec![header.map(str::to_owned).to_vec()];
        let mut changed = 0;
        for changes in CHANGES {
            let more = changes - changed;
            changed = changes;
            let articles = r#"["/samples/world.json", "/samples/long.json"]"#;
            browser.wait_for(&format!("smooth.changeArticle({articles}, {more})")).await?;
            rows.push(row(&browser, changes).await?);
        }
        Ok(rows)
    };
    let rows = rows.await;
    browser.close().await?;
    rows
}

async fn row(browser: &Browser, changes: u32) -> Result<Vec<String>> {
    // What only the first collection sets free, the second takes.
    for _ in 0..2 {
        browser.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    }
    let heap = browser.devtools("Runtime.getHeapUsage", json!({})).await?;
    let counters = browser.devtools("Memory.getDOMCounters", json!({})).await?;
    let number = |value: Option<&Value>| value.and_then(Value::as_f64).context("the browser gives no number");
    let kilobytes = |bytes: f64| format!("{:.0}", bytes / 1_000.0);
    Ok(vec![
        "a".to_owned(),
        changes.to_string(),
        kilobytes(number(heap.get("usedSize"))?),
        kilobytes(number(Some(&browser.wait_for("smooth.wasmBytes()").await?))?),
        number(counters.get("nodes"))?.to_string(),
        number(counters.get("jsEventListeners"))?.to_string(),
    ])
}
