//! size-budget.toml: how many bytes the widget may have, and how few would be a mistake.

use std::fmt;

use anyhow::{Context, Result, bail, ensure};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Bounds of a size in bytes after brotli -q 11, both allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Band {
    min: u64,
    max: u64,
}

impl Band {
    /// What is wrong with a size, if it is outside.
    pub(crate) fn complaint(self, bytes: u64) -> Option<String> {
        if bytes > self.max {
            Some(format!("{} bytes over its budget of {}", bytes - self.max, self.max))
        } else if bytes < self.min {
            Some(format!(
                "{} bytes under {}: something is missing from it, or the band is out of date",
                self.min - bytes,
                self.min
            ))
        } else {
            None
        }
    }
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.min, self.max)
    }
}

/// The bands of the files that every page loads, of those together, and of files that are loaded where they are needed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Budget {
    pub(crate) total: Band,
    pub(crate) files: Vec<(String, Band)>,
    pub(crate) on_demand: Vec<(String, Band)>,
}

impl Budget {
    /// Reads the text of size-budget.toml. An error names the key that is wrong.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let table = DeTable::parse(text)?;
        let mut total = None;
        let (mut files, mut on_demand) = (Vec::new(), Vec::new());
        for (key, value) in table.get_ref() {
            match key.get_ref().as_ref() {
                "total" => total = Some(band("total", value)?),
                "file" => files = bands("file", value)?,
                "on-demand" => on_demand = bands("on-demand", value)?,
                other => bail!("unknown key `{other}`: it has `total`, `file` and `on-demand`"),
            }
        }
        Ok(Self { total: total.context("`total` is missing")?, files, on_demand })
    }
}

/// The bands of files, by their names.
fn bands(key: &str, value: &Spanned<DeValue<'_>>) -> Result<Vec<(String, Band)>> {
    let table = value.get_ref().as_table().with_context(|| format!("`{key}` has to be a table"))?;
    let bands = table.iter().map(|(name, value)| {
        let name = name.get_ref().to_string();
        band(&format!("{key}.\"{name}\""), value).map(|band| (name, band))
    });
    let mut bands = bands.collect::<Result<Vec<_>>>()?;
    bands.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(bands)
}

fn band(name: &str, value: &Spanned<DeValue<'_>>) -> Result<Band> {
    let table = value.get_ref().as_table().with_context(|| format!("`{name}` has to be a table"))?;
    let (mut min, mut max) = (None, None);
    for (key, value) in table {
        let bound = match key.get_ref().as_ref() {
            "min" => &mut min,
            "max" => &mut max,
            other => bail!("unknown key `{name}.{other}`: a band has `min` and `max`"),
        };
        let number =
            value.get_ref().as_integer().and_then(|number| number.to_string().replace('_', "").parse().ok());
        *bound =
            Some(number.with_context(|| format!("`{name}.{}` has to be a number of bytes", key.get_ref()))?);
    }
    let min = min.with_context(|| format!("`{name}.min` is missing"))?;
    let max = max.with_context(|| format!("`{name}.max` is missing"))?;
    ensure!(min <= max, "`{name}.min` is above `{name}.max`");
    Ok(Band { min, max })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_has_a_band_for_the_total_and_for_each_file() {
        let text = "[total]\nmin = 60_000\nmax = 110_000\n[file.\"standfirst.js\"]\nmin = 1\nmax = 2\n\
                    [on-demand.\"rare.wasm\"]\nmin = 3\nmax = 4\n";
        let budget = Budget::parse(text).unwrap();
        assert_eq!(budget.total, Band { min: 60_000, max: 110_000 });
        assert_eq!(budget.files, [("standfirst.js".to_owned(), Band { min: 1, max: 2 })]);
        assert_eq!(budget.on_demand, [("rare.wasm".to_owned(), Band { min: 3, max: 4 })]);
    }

    #[test]
    fn what_is_wrong_with_a_budget_is_named() {
        let wrong = |text: &str| format!("{:#}", Budget::parse(text).unwrap_err());
        assert!(wrong("").contains("`total` is missing"));
        assert!(wrong("[total]\nmin = 1\n").contains("`total.max` is missing"));
        assert!(wrong("[total]\nmin = 1\nmax = \"2\"\n").contains("`total.max`"));
        assert!(wrong("[total]\nmin = -1\nmax = 2\n").contains("`total.min`"));
        assert!(wrong("[total]\nmin = 3\nmax = 2\n").contains("above"));
        assert!(wrong("[total]\nmin = 1\nmax = 2\nmaximum = 3\n").contains("`total.maximum`"));
        assert!(wrong("[totals]\nmin = 1\nmax = 2\n").contains("`totals`"));
    }

    #[test]
    fn both_ends_of_a_band_are_inside_it() {
        let band = Band { min: 10, max: 20 };
        assert_eq!(band.complaint(10), None);
        assert_eq!(band.complaint(20), None);
        assert!(band.complaint(9).is_some_and(|text| text.contains("1 bytes under 10")));
        assert!(band.complaint(25).is_some_and(|text| text.contains("5 bytes over")));
    }
}
