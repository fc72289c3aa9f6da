//! Short names between the WebAssembly and its glue.
//!
//! wasm-bindgen names every import and export after what it is, with sixteen hexadecimal digits behind it, in the
//! WebAssembly and in the glue alike. No reader needs them, and digits do not compress: without them the two files
//! are 5 KB brotli smaller. wasm-opt has a pass for it, but only for the modules of Emscripten.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};

/// The section ids of the core specification, section 5.5.2.
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;

/// The length of the preamble: magic and version.
const PREAMBLE: usize = 8;

/// Gives every import and export of the module a short name, and the glue the same names. The module's one import
/// namespace, and an export that the entry knows by name, keep theirs.
pub(crate) fn shorten(wasm: &[u8], glue: &str, kept: &[&str]) -> Result<(Vec<u8>, String)> {
    let mut names = Names { short: HashMap::new(), kept };
    let mut out = wasm.get(..PREAMBLE).context("the module ends before it begins")?.to_vec();
    let mut reader = Reader { bytes: wasm, at: PREAMBLE };
    while reader.at < wasm.len() {
        let id = reader.byte()?;
        let length = reader.number()?;
        let content = reader.take(length)?;
        let content = match id {
            IMPORTS => names.section(content, true)?,
            EXPORTS => names.section(content, false)?,
            _ => content.to_vec(),
        };
        out.push(id);
        push_number(&mut out, content.len());
        out.extend(content);
    }
    Ok((out, names.rename(glue)))
}

struct Names<'a> {
    short: HashMap<String, String>,
    kept: &'a [&'a str],
}

impl Names<'_> {
    /// Rewrites the section of the imports, each of which has a namespace before its name, or of the exports.
    fn section(&mut self, content: &[u8], imports: bool) -> Result<Vec<u8>> {
        let mut reader = Reader { bytes: content, at: 0 };
        let mut out = Vec::with_capacity(content.len());
        let count = reader.number()?;
        push_number(&mut out, count);
        for _ in 0..count {
            if imports {
                push_bytes(&mut out, reader.name()?.as_bytes());
            }
            let name = self.short_for(reader.name()?);
            push_bytes(&mut out, name.as_bytes());
            let from = reader.at;
            reader.skip_description(imports)?;
            out.extend(content.get(from..reader.at).unwrap_or_default());
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

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Result<u8> {
        let byte = *self.bytes.get(self.at).context("the module ends early")?;
        self.at += 1;
        Ok(byte)
    }

    /// An unsigned LEB128 (core specification, section 5.2.2).
    fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        bail!("a number in the module is too long")
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let end = self.at + length;
        let bytes = self.bytes.get(self.at..end).context("the module ends early")?;
        self.at = end;
        Ok(bytes)
    }

    fn name(&mut self) -> Result<&'a str> {
        let length = self.number()?;
        Ok(std::str::from_utf8(self.take(length)?)?)
    }

    /// What an import or export is: of an export only its kind and index, of an import its type.
    fn skip_description(&mut self, import: bool) -> Result<()> {
        match (self.byte()?, import) {
            (_, false) | (0, true) => {
                self.number()?;
            }
            (1, true) => {
                self.byte()?;
                self.skip_limits()?;
            }
            (2, true) => self.skip_limits()?,
            (3, true) => {
                self.take(2)?;
            }
            (kind, true) => bail!("an import of the unknown kind {kind}"),
        }
        Ok(())
    }

    fn skip_limits(&mut self) -> Result<()> {
        let has_maximum = self.byte()? & 1 == 1;
        self.number()?;
        if has_maximum {
            self.number()?;
        }
        Ok(())
    }
}

fn push_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn push_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    push_number(out, bytes.len());
    out.extend(bytes);
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
