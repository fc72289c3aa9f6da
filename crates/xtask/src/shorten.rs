//! Short names between the WebAssembly and its glue.
//!
//! wasm-bindgen names every import and export after what it is, with sixteen hexadecimal digits behind it, in the
//! WebAssembly and in the glue alike. No reader needs them, and digits do not compress: without them the two files
//! are 5 KB brotli smaller. wasm-opt has a pass for it, but only for the modules of Emscripten.

use std::collections::HashMap;

use anyhow::Result;

use crate::wasm_binary::{EXPORTS, IMPORTS, Reader, map_sections, push_bytes, push_number};

/// Gives every import and export of the module a short name, and the glue the same names. The module's one import
/// namespace, and what the entry knows by name, keep theirs. A function that the glue exports for a module which
/// does not import it any more is exported no longer, so that the bundler leaves it out.
pub(crate) fn shorten(wasm: &[u8], glue: &str, kept: &[&str]) -> Result<(Vec<u8>, String)> {
    let mut names = Names { short: HashMap::new(), kept };
    let out = map_sections(wasm, |id, content| match id {
        IMPORTS => names.section(content, true),
        EXPORTS => names.section(content, false),
        _ => Ok(content.to_vec()),
    })?;
    Ok((out, names.rename(&names.unexport(glue))))
}

struct Names<'a> {
    short: HashMap<String, String>,
    kept: &'a [&'a str],
}

impl Names<'_> {
    /// Rewrites the section of the imports, each of which has a namespace before its name, or of the exports.
    fn section(&mut self, content: &[u8], imports: bool) -> Result<Vec<u8>> {
        let mut reader = Reader::new(content);
        let mut out = Vec::with_capacity(content.len());
        let count = reader.number()?;
        push_number(&mut out, count);
        for _ in 0..count {
            if imports {
                push_bytes(&mut out, reader.name()?.as_bytes());
            }
            let name = self.short_for(reader.name()?);
            push_bytes(&mut out, name.as_bytes());
            let description = if imports { reader.import()?.1 } else { reader.export()? };
            out.extend(description);
        }
        Ok(out)
    }

    fn short_for(&mut self, name: &str) -> String {
        if self.kept.contains(&name) {
            return name.to_owned();
        }
        let next = self.short.len();
        // Glue never has a name that begins with a dollar sign, so the short ones meet no other.
        self.short.entry(name.to_owned()).or_insert_with(|| format!("${}", letters(next))).clone()
    }

    /// Takes the `export` from functions that nothing imports.
    fn unexport(&self, script: &str) -> String {
        let mut out = String::with_capacity(script.len());
        for line in script.split_inclusive('\n') {
            let function = line.strip_prefix("export function ");
            let name = function.and_then(|function| function.split('(').next());
            let unused =
                name.is_some_and(|name| !self.short.contains_key(name) && !self.kept.contains(&name));
            out.push_str(if unused { line.trim_start_matches("export ") } else { line });
        }
        out
    }

    /// Renames whole identifiers of a script.
    fn rename(&self, script: &str) -> String {
        let part_of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
        let mut out = String::with_capacity(script.len());
        let mut rest = script;
        while let Some(start) = rest.find(part_of_name) {
            let (before, after) = rest.split_at(start);
            let end = after.find(|letter| !part_of_name(letter)).unwrap_or(after.len());
            let (name, after) = after.split_at(end);
            out.push_str(before);
            out.push_str(self.short.get(name).map_or(name, String::as_str));
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

/// A number in letters: a, b, … z, aa, ab, …
fn letters(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'a' + (number % 26) as u8);
        if number < 26 {
            break;
        }
        number = number / 26 - 1;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Imports a function `long_1` from `m`, and exports `memory`, `long_2` and `start`.
    fn module() -> Vec<u8> {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.extend(b"\x01\x04\x01\x60\0\0");
        module.extend(b"\x02\x0c\x01\x01m\x06long_1\0\0");
        module.extend(b"\x07\x1b\x03\x06memory\x02\0\x06long_2\0\0\x05start\0\0");
        module
    }

    #[test]
    fn names_are_short_in_both_files() {
        let glue = "export function long_1(long_10) { wasm.long_2(wasm.memory, long_10); }";
        let (wasm, glue) = shorten(&module(), glue, &["memory", "start"]).unwrap();
        assert_eq!(glue, "export function $a(long_10) { wasm.$b(wasm.memory, long_10); }");
        let mut expected = b"\0asm\x01\0\0\0".to_vec();
        expected.extend(b"\x01\x04\x01\x60\0\0");
        expected.extend(b"\x02\x08\x01\x01m\x02$a\0\0");
        expected.extend(b"\x07\x17\x03\x06memory\x02\0\x02$b\0\0\x05start\0\0");
        assert_eq!(wasm, expected);
    }

    #[test]
    fn what_the_module_does_not_import_is_not_exported_to_it() {
        let glue = "export function long_1() {}\nexport function long_3() {}\nexport function start() {}\n";
        let (_, glue) = shorten(&module(), glue, &["memory", "start"]).unwrap();
        assert_eq!(glue, "export function $a() {}\nfunction long_3() {}\nexport function start() {}\n");
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(shorten(b"\0asm", "", &[]).is_err());
        let cut = module();
        assert!(shorten(cut.get(..cut.len() - 3).unwrap_or_default(), "", &[]).is_err());
    }

    #[test]
    fn letters_count_on() {
        assert_eq!([0, 25, 26, 27, 701, 702].map(letters), ["a", "z", "aa", "ab", "zz", "aaa"]);
    }
}
