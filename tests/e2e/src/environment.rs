//! What `cargo xtask e2e` has built and found, as the environment names it.

use std::env;
use std::path::PathBuf;

/// The folder of the release demo: index.html, the widget's files and the samples.
pub fn demo() -> PathBuf {
    required("STANDFIRST_DEMO")
}

/// The program of the review service.
pub fn server() -> PathBuf {
    required("STANDFIRST_SERVER")
}

/// The browser.
pub fn chromium() -> PathBuf {
    required("CHROMIUM")
}

/// The browser's WebDriver.
pub fn chromedriver() -> PathBuf {
    match env::var_os("CHROMEDRIVER") {
        Some(path) => PathBuf::from(path),
        None => PathBuf::from("/usr/bin/chromedriver"),
    }
}

/// A path that must be there. A suite that passed because it found nothing to test would be worse than none.
fn required(name: &str) -> PathBuf {
    let path = env::var_os(name).map(PathBuf::from);
    let path =
        path.unwrap_or_else(|| panic!("{name} is not set: run the end-to-end suite with `cargo xtask e2e`"));
    assert!(
        path.exists(),
        "{name} names {}, which is not there: run the end-to-end suite with `cargo xtask e2e`",
        path.display()
    );
    path
}
