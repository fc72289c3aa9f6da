//! The command line, which `cargo xtask bench` writes.

use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use lexopt::{Arg, Parser, ValueExt};

use crate::cases::{CASES, Case};

/// What to measure, and where what it takes is.
pub(crate) struct Options {
    /// Whether it is measured how smoothly pages run, instead of how soon they are there.
    pub(crate) smooth: bool,
    /// How often each case is measured.
    pub(crate) runs: usize,
    /// Letters of the cases to measure; all of them where there is none.
    only: Vec<char>,
    /// Whether tables are printed as Markdown.
    pub(crate) markdown: bool,
    /// The program of the review service.
    pub(crate) server: PathBuf,
    /// The built widget.
    pub(crate) widget: PathBuf,
    /// The script that builds the site.
    pub(crate) build: PathBuf,
    /// The `node_modules` folder of the rivals.
    pub(crate) modules: PathBuf,
    /// The folder of the package esbuild.
    pub(crate) esbuild: PathBuf,
    /// Where the site is built.
    pub(crate) out: PathBuf,
    /// The browser.
    pub(crate) chromium: PathBuf,
    /// Its WebDriver.
    pub(crate) chromedriver: PathBuf,
}

impl Options {
    pub(crate) fn read() -> Result<Self> {
        Self::parse(Parser::from_env())
    }

    fn parse(mut arguments: Parser) -> Result<Self> {
        let (mut smooth, mut runs, mut only, mut markdown) = (false, 7, Vec::new(), false);
        let mut paths = Vec::new();
        while let Some(argument) = arguments.next()? {
            match argument {
                Arg::Value(part) if part == "smooth" => smooth = true,
                Arg::Long("runs") => runs = arguments.value()?.parse()?,
                Arg::Long("only") => only = letters(&arguments.value()?.string()?)?,
                Arg::Long("markdown") => markdown = true,
                Arg::Long(name) if PATHS.contains(&name) => {
                    let name = name.to_owned();
                    paths.push((name, PathBuf::from(arguments.value()?)));
                }
                other => return Err(other.unexpected().into()),
            }
        }
        ensure!(runs > 0, "--runs takes a number from 1");
        let mut path = |name: &str| {
            let place = paths.iter().position(|(known, _)| known == name);
            let place = place.with_context(|| format!("--{name} is missing: run `cargo xtask bench`"))?;
            Ok::<_, anyhow::Error>(paths.swap_remove(place).1)
        };
        Ok(Self {
            smooth,
            runs,
            only,
            markdown,
            server: path("server")?,
            widget: path("widget")?,
            build: path("build")?,
            modules: path("modules")?,
            esbuild: path("esbuild")?,
            out: path("out")?,
            chromium: path("chromium")?,
            chromedriver: path("chromedriver")?,
        })
    }

    /// The cases that were asked for, in their order.
    pub(crate) fn cases(&self) -> impl Iterator<Item = &'static Case> {
        CASES.iter().filter(|case| self.only.is_empty() || self.only.contains(&case.letter))
    }
}

const PATHS: [&str; 8] =
    ["server", "widget", "build", "modules", "esbuild", "out", "chromium", "chromedriver"];

/// Reads `a,c` as the cases a and c.
fn letters(list: &str) -> Result<Vec<char>> {
    list.split(',')
        .map(|name| {
            let case = CASES.iter().find(|case| case.letter.to_string() == name.trim());
            match case {
                Some(case) => Ok(case.letter),
                None => {
                    let known: String = CASES.iter().map(|case| case.letter).collect();
                    bail!("--only takes letters of {known} with commas between them, not “{name}”")
                }
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths() -> Vec<String> {
        PATHS.iter().flat_map(|name| [format!("--{name}"), format!("/{name}")]).collect()
    }

    #[test]
    fn cases_are_chosen_by_letter() {
        let arguments = [vec!["--only".to_owned(), "c, a".to_owned()], paths()].concat();
        let options = Options::parse(Parser::from_args(arguments)).unwrap();
        assert_eq!(options.cases().map(|case| case.letter).collect::<String>(), "ac");
        assert_eq!((options.runs, options.server), (7, PathBuf::from("/server")));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let wrong = |arguments: &[&str]| {
            let error = Options::parse(Parser::from_args(arguments)).err().unwrap();
            error.to_string()
        };
        assert!(wrong(&["--only", "a,x"]).contains('x'));
        assert!(wrong(&["--runs", "0"]).contains("--runs"));
        assert!(wrong(&[]).contains("--server"));
        assert!(wrong(&["--fast"]).contains("--fast"));
    }
}
