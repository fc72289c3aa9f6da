//! The results as a table: the median of all runs, and what they are against one another.

use crate::Outcome;
use crate::load::Load;

/// What a figure is of a run; nothing where the case has none.
type Figure = fn(&Load) -> Option<f64>;

/// The columns, each with what it shows of a run and how many digits behind the point.
const COLUMNS: [(&str, Figure, usize); 9] = [
    ("headline ms", |load| load.headline, 0),
    ("form ms", |load| load.form, 0),
    ("hydrated ms", |load| load.hydrated, 0),
    ("LCP ms", |load| Some(load.lcp), 0),
    ("CLS", |load| Some(load.cls), 3),
    ("KB", |load| Some(load.wire.bytes as f64 / 1_000.0), 1),
    ("pictures KB", |load| Some(load.wire.media_bytes as f64 / 1_000.0), 1),
    ("requests", |load| Some(load.wire.requests as f64), 0),
    ("TBT ms", |load| Some(load.tbt), 0),
];

/// What is asked of the project: the letters of two cases, and of what the ratio is.
const RATIOS: [(&str, char, char, Figure); 4] = [
    ("headline", 'b', 'f', |load| load.headline),
    ("hydrated", 'b', 'd', |load| load.hydrated),
    ("headline", 'a', 'c', |load| load.headline),
    ("form", 'a', 'c', |load| load.form),
];

/// The table of all cases, and the ratios under it.
pub(crate) fn table(outcomes: &[Outcome], markdown: bool) -> String {
    let header = ["", "page"].into_iter().chain(COLUMNS.iter().map(|(name, ..)| *name));
    let mut rows = vec![header.map(str::to_owned).collect::<Vec<_>>()];
    for outcome in outcomes {
        let mut row = vec![outcome.case.letter.to_string(), outcome.case.name.to_owned()];
        match &outcome.missing {
            Some(why) => {
                row.push(format!("not measured: {why}"));
                row.resize(2 + COLUMNS.len(), String::new());
            }
            None => row.extend(COLUMNS.iter().map(|(_, of, digits)| {
                median(outcome.loads.iter().filter_map(*of))
                    .map_or("–".to_owned(), |value| format!("{value:.digits$}"))
            })),
        }
        rows.push(row);
    }
    let mut text = if markdown { as_markdown(&rows) } else { as_text(&rows) };
    text.push('\n');
    for (what, one, other, of) in RATIOS {
        let of_case = |letter| {
            let outcome = outcomes.iter().find(|outcome| outcome.case.letter == letter)?;
            median(outcome.loads.iter().filter_map(of))
        };
        if let Some((first, second)) = of_case(one).zip(of_case(other)) {
            let bullet = if markdown { "- " } else { "" };
            text.push_str(&format!("{bullet}{what}, {one} / {other}: {:.2}\n", first / second));
        }
    }
    text
}

/// As a table of Markdown.
pub(crate) fn as_markdown(rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    for (index, row) in rows.iter().enumerate() {
        text.push_str(&format!("| {} |\n", row.join(" | ")));
        if index == 0 {
            text.push_str(&format!("|---|---|{}\n", "--:|".repeat(row.len().saturating_sub(2))));
        }
    }
    text
}

/// As plain text in columns: the first two to the left, numbers to the right. A row without numbers is as long as its words.
pub(crate) fn as_text(rows: &[Vec<String>]) -> String {
    let measured = |row: &&Vec<String>| row.last().is_some_and(|last| !last.is_empty());
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let cells = rows.iter().filter(measured).filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> =
        (0..columns).map(|column| width(column).max(if column == 1 { 34 } else { 0 })).collect();
    let mut text = String::new();
    for row in rows {
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let cell = if column < 2 || !measured(&row) {
                format!("{cell:<width$}")
            } else {
                format!("{cell:>width$}")
            };
            text.push_str(&cell);
            text.push_str("  ");
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text
}

/// The middle of what the runs gave; of an even number, the mean of the two in the middle.
pub(crate) fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let upper = *values.get(values.len() / 2)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    Some((values.get(values.len() / 2 - 1)? + upper) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::CASES;
    use crate::site::Wire;

    fn load(headline: f64) -> Load {
        let wire = Wire { requests: 7, bytes: 12_345, media_bytes: 0 };
        let text = String::new();
        Load {
            headline: Some(headline),
            form: None,
            hydrated: None,
            lcp: 1.0,
            cls: 0.0,
            tbt: 0.0,
            longest: 0.0,
            text,
            wire,
        }
    }

    fn outcome(letter: char, headlines: &[f64], missing: Option<&str>) -> Outcome {
        let case = CASES.iter().find(|case| case.letter == letter).unwrap();
        let loads = headlines.iter().copied().map(load).collect();
        Outcome { case, loads, missing: missing.map(str::to_owned) }
    }

    #[test]
    fn medians_are_the_middle() {
        let of = |values: &[f64]| median(values.iter().copied());
        assert_eq!(of(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(of(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn what_was_not_measured_says_why_and_has_no_ratio() {
        let outcomes = [
            outcome('a', &[1_000.0], None),
            outcome('b', &[], Some("/render answers 404")),
            outcome('c', &[800.0], None),
        ];
        let text = table(&outcomes, false);
        assert!(text.contains("not measured: /render answers 404"), "{text}");
        assert!(text.contains("headline, a / c: 1.25\n"), "{text}");
        assert!(!text.contains("b / "), "{text}");
        let markdown = table(&outcomes, true);
        let cells: Vec<usize> = markdown.lines().take(5).map(|line| line.matches('|').count()).collect();
        assert_eq!(cells, [12; 5], "{markdown}");
    }
}
