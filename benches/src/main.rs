//! The benchmarks that need a browser. `cargo xtask bench` builds what they need and starts this program; what is
//! measured, and how, is in docs/performance.md.

mod browser;
mod cases;
mod load;
mod options;
mod posting;
mod process;
mod service;
mod site;
mod smooth;
mod table;

use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::browser::Driver;
use crate::cases::Case;
use crate::load::Load;
use crate::options::Options;
use crate::service::Service;
use crate::site::Site;

/// What is known of one case.
struct Outcome {
    case: &'static Case,
    loads: Vec<Load>,
    /// Why it was not measured, where it was not.
    missing: Option<String>,
}

#[tokio::main(worker_threads = 2)]
async fn main() -> ExitCode {
    match run().await {
        Ok(tables) => {
            print!("{tables}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Measures what is asked for, and gives it as tables.
async fn run() -> Result<String> {
    let options = Options::read()?;
    let service = Service::start(&options).await?;
    service.seed(cases::SUBJECT, cases::REVIEWS).await?;
    let site = Site::build(&options, &service).await?;
    let driver = Driver::start(&options).await?;
    warn_of_others().await;
    if options.smooth {
        return smooth::measure(&options, &driver, &site, &service).await;
    }
    let mut outcomes = Vec::new();
    for case in options.cases() {
        let missing = site.missing(&case.path(site.origin())).await?;
        outcomes.push(Outcome { case, loads: Vec::new(), missing });
    }
    // Case by case within a run, so that whatever else the machine does meets all of them alike.
    for run in 1..=options.runs {
        for outcome in outcomes.iter_mut().filter(|outcome| outcome.missing.is_none()) {
            let load = load::measure(&driver, &site, outcome.case).await?;
            eprintln!("run {run} of {}: {} {load}", options.runs, outcome.case.letter);
            outcome.loads.push(load);
        }
    }
    check_texts(&outcomes)?;
    for outcome in outcomes.iter().filter(|outcome| outcome.missing.is_none() && outcome.case.posts) {
        posting::check(&driver, &site, &service, outcome.case).await?;
    }
    Ok(table::table(&outcomes, options.markdown))
}

/// What else the machine does is measured with the pages, so whoever reads the figures should know of it. Only Linux
/// tells it in this way (proc(5), /proc/stat); elsewhere nothing is said.
async fn warn_of_others() {
    /// Of so many parts of a second the processors have to be idle before anything is measured.
    const IDLE: f64 = 0.8;
    let before = processor_times();
    tokio::time::sleep(Duration::from_secs(1)).await;
    let Some(((idle, all), (idle_now, all_now))) = before.zip(processor_times()) else { return };
    let share = (idle_now - idle) / (all_now - all);
    if share < IDLE {
        let busy = 100.0 * (1.0 - share);
        eprintln!(
            "warning: other programs keep {busy:.0} % of this machine busy, which is measured with the pages"
        );
    }
}

/// For how long all processors have been idle, and for how long they have been there.
fn processor_times() -> Option<(f64, f64)> {
    let text = std::fs::read_to_string("/proc/stat").ok()?;
    let times: Vec<f64> =
        text.lines().next()?.split_whitespace().skip(1).filter_map(|time| time.parse().ok()).collect();
    // The fourth is idle, the fifth waits for disks.
    Some((times.iter().skip(3).take(2).sum(), times.iter().sum()))
}

/// Whoever shows less text is no rival.
fn check_texts(outcomes: &[Outcome]) -> Result<()> {
    let mut texts = outcomes.iter().filter_map(|outcome| {
        let text = &outcome.loads.first()?.text;
        (!text.is_empty()).then_some((outcome.case.letter, text))
    });
    let Some((letter, text)) = texts.next() else { return Ok(()) };
    for (other, other_text) in texts {
        if text != other_text {
            let same = text.chars().zip(other_text.chars()).take_while(|(one, other)| one == other).count();
            let part = |text: &str| text.chars().skip(same.saturating_sub(20)).take(60).collect::<String>();
            bail!(
                "{letter} and {other} show different articles: “{}” and “{}”",
                part(text),
                part(other_text)
            );
        }
    }
    Ok(())
}
