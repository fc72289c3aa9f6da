//! Two rules of the widget that no compiler holds: nothing of it makes markup from a string, and none of its components
//! uses Yew's delegated listeners, which are never taken off their root.
//!
//! The check reads lines, not syntax. It finds what is written by mistake, not what is hidden on purpose.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::workspace;

/// What turns a string into markup, in Rust's bindings, in Yew, or in JavaScript.
const SINKS: [&str; 13] = [
    "inner_html",
    "innerHTML",
    "outer_html",
    "outerHTML",
    "insert_adjacent_html",
    "insertAdjacentHTML",
    "from_html_unchecked",
    "VRaw",
    "DomParser",
    "DOMParser",
    "create_contextual_fragment",
    "createContextualFragment",
    "document.write",
];

/// The breaches in the widget's sources, each as `file:line: what`.
pub(crate) fn breaches() -> Result<Vec<String>> {
    let mut found = Vec::new();
    for folder in ["src", "static"] {
        search(&workspace::root().join(folder), &mut found)?;
    }
    Ok(found)
}

fn search(folder: &Path, found: &mut Vec<String>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<_> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            search(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "js") {
            let text =
                fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let name = path.strip_prefix(workspace::root()).unwrap_or(&path).display();
            found.extend(in_text(&text).map(|(line, what)| format!("{name}:{line}: {what}")));
        }
    }
    Ok(())
}

/// The breaches in a source text, by line number. Comments may name what code may not.
fn in_text(text: &str) -> impl Iterator<Item = (usize, String)> {
    text.lines().enumerate().filter_map(|(index, line)| {
        let code = line.split("//").next().unwrap_or_default();
        let is_comment = line.trim_start().starts_with(['*', '/']);
        if is_comment {
            return None;
        }
        let what = match SINKS.iter().find(|sink| code.contains(**sink)) {
            Some(sink) => format!("{sink} makes markup from a string"),
            None => format!("{} is a listener in an attribute, which is never taken off", listener(code)?),
        };
        Some((index + 1, what))
    })
}

/// The first `onclick={…}` or `{onclick}` of `html!` in a line, or the first `"onclick"` or `onclick=…` among the
/// attributes of a `Tag`. Callbacks of our own components are named `on_…`.
fn listener(code: &str) -> Option<&str> {
    let word = |at: usize| {
        let rest = code.get(at..)?;
        let end = rest.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(rest.len());
        (end > 3).then(|| rest.split_at(end))
    };
    code.match_indices("on").find_map(|(at, _)| {
        let before = code.get(..at)?.chars().next_back();
        let (name, after) = word(at)?;
        let attribute =
            matches!(before, None | Some(' ')) && (after.starts_with("={") || after.starts_with("=\""));
        let shorthand = before == Some('{') && after.starts_with('}');
        let of_tag = matches!(before, Some('"' | ';')) && after.starts_with(['=', '"']);
        (attribute || shorthand || of_tag).then_some(name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_from_strings_is_found_by_line() {
        let text =
            "let a = 1;\nroot.set_inner_html(&text);\n// innerHTML is not used.\nroot.innerHTML = text;\n";
        let lines: Vec<usize> = in_text(text).map(|(line, _)| line).collect();
        assert_eq!(lines, [2, 4]);
    }

    #[test]
    fn listeners_in_attributes_are_found_in_every_spelling() {
        assert_eq!(listener("<button onclick={retry}>"), Some("onclick"));
        assert_eq!(listener("    onkeydown={move |_| ()}"), Some("onkeydown"));
        assert_eq!(listener("<button {onclick}>"), Some("onclick"));
        assert_eq!(listener(r#".set("onclick", Some(script))"#), Some("onclick"));
        assert_eq!(listener(r#"Tag::new("button", "type=button;onclick=go()")"#), Some("onclick"));
        assert_eq!(listener(r#"Tag::new("form", "onsubmit=go()")"#), Some("onsubmit"));
    }

    #[test]
    fn what_only_resembles_a_listener_is_left_alone() {
        for line in [
            "<Retry on_retry={retry}/>",
            "let onclick = {",
            "button={retry}",
            "let on = true;",
            "{one}",
            "<Panel caption={text}/>",
            "format!(\"{on}\")",
            "options={list}",
        ] {
            assert_eq!(listener(line), None, "{line}");
        }
    }
}
