//! How smoothly a page runs: the longest task of the main thread while it loads and while a review is posted, how soon
//! it responds on a very long article, and what it holds on to.

mod acts;
mod memory;

use anyhow::Result;
use serde::Deserialize;

use crate::browser::{Browser, Driver};
use crate::cases::{Case, LARGE_REVIEWS, LARGE_SUBJECT};
use crate::load;
use crate::options::Options;
use crate::service::Service;
use crate::site::Site;
use crate::table::{as_markdown, as_text, median};

/// What is noted in the page beside load.js: smooth.js.
const SCRIPT: &str = include_str!("smooth.js");

/// What something that is done to a page takes, in milliseconds.
#[derive(Clone, Copy, Debug, Deserialize)]
struct Act {
    /// From what a person does to the next frame (Interaction to Next Paint), 0 where it is below 16 ms; nothing where
    /// nobody does anything.
    response: Option<f64>,
    /// The longest task of the main thread, 0 where none reaches 50 ms.
    task: f64,
}

/// Measures all of it, and gives it as tables.
pub(crate) async fn measure(
    options: &Options,
    driver: &Driver,
    site: &Site,
    service: &Service,
) -> Result<String> {
    // One page more than is loaded, to be asked for.
    service.seed(LARGE_SUBJECT, LARGE_REVIEWS + 20).await?;
    let cases: Vec<_> = options.cases().filter_map(|case| Some((case, case.large?))).collect();
    let mut runs = vec![Vec::new(); cases.len()];
    for run in 1..=options.runs {
        for ((case, large), runs) in cases.iter().zip(&mut runs) {
            let acts = acts::measure(driver, site, case, large).await?;
            eprintln!("run {run} of {}: {} {acts:?}", options.runs, case.letter);
            runs.push(acts);
        }
    }
    let letters: Vec<char> = cases.iter().map(|(case, _)| case.letter).collect();
    let acts = acts_table(&letters, &runs);
    let memory = memory::measure(driver, site).await?;
    let [acts, memory] =
        [acts, memory].map(|rows| if options.markdown { as_markdown(&rows) } else { as_text(&rows) });
    Ok(format!("{acts}\n{memory}"))
}

/// A row for each act, two columns for each case.
fn acts_table(letters: &[char], runs: &[Vec<[Act; acts::NAMES.len()]>]) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new(), "what is done".to_owned()]];
    rows.extend(acts::NAMES.map(|name| vec![String::new(), name.to_owned()]));
    for (letter, runs) in letters.iter().zip(runs) {
        let of_act = |place: usize, of: fn(&Act) -> Option<f64>| {
            let values = runs.iter().filter_map(|acts| acts.get(place).and_then(of));
            median(values).map_or("–".to_owned(), |value| format!("{value:.0}"))
        };
        for (place, row) in rows.iter_mut().enumerate() {
            match place.checked_sub(1) {
                None => row.extend([format!("{letter} response ms"), format!("{letter} longest task ms")]),
                Some(act) => {
                    row.extend([of_act(act, |act| act.response), of_act(act, |act| Some(act.task))]);
                }
            }
        }
    }
    rows
}

/// Opens a browser that is ready to note what pages like that of a case do.
async fn open(driver: &Driver, site: &Site, case: &Case) -> Result<Browser> {
    let browser = load::open(driver, site, case).await?;
    browser.run_first(SCRIPT).await?;
    Ok(browser)
}
