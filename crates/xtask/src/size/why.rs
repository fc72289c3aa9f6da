//! `cargo xtask size --why`: what each crate, and each of the larger functions, adds to the widget's WebAssembly.
//!
//! What a part adds is how much smaller the compressed file would be without it. That is less than its share of the
//! file, since parts that look alike compress each other; so the parts add up to less than the whole.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fs;
use std::ops::Range;

use anyhow::{Context, Result, ensure};

use crate::wasm_binary::{CODE, CUSTOM, Reader, sections};
use crate::{process, wasm_names, widget};

/// How many of the largest functions are measured one by one.
const FUNCTIONS: usize = 60;

/// Crates that only serve: a function of theirs is counted to the crate whose types it works on.
const SERVING: [&str; 4] = ["core", "alloc", "std", "hashbrown"];

/// Gives the brotli bytes of a file, and how many fewer they are without each part. A line of the second file is a part:
/// ranges of bytes, `from-to`, in their order.
const MEASURE: &str = "\
const { readFileSync } = require('fs');
const { brotliCompressSync, constants } = require('zlib');
const [file, parts] = process.argv.slice(1).map((name) => readFileSync(name));
const brotli = (bytes) => brotliCompressSync(bytes, { params: {
  [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
const whole = brotli(file);
console.log(whole);
for (const part of parts.toString().trim().split('\\n')) {
  const kept = [];
  let at = 0;
  for (const [from, to] of part.split(' ').map((range) => range.split('-').map(Number))) {
    kept.push(file.subarray(at, from));
    at = to;
  }
  kept.push(file.subarray(at));
  console.log(whole - brotli(Buffer.concat(kept)));
}";

/// A part of the file under the name that it is shown by.
struct Part {
    name: String,
    ranges: Vec<Range<usize>>,
}

impl Part {
    fn new(name: String, range: Range<usize>) -> Self {
        Self { name, ranges: std::iter::once(range).collect() }
    }

    fn bytes(&self) -> usize {
        self.ranges.iter().map(ExactSizeIterator::len).sum()
    }

    /// The line of the part for [`MEASURE`].
    fn line(&self) -> String {
        let ranges: Vec<String> =
            self.ranges.iter().map(|range| format!("{}-{}", range.start, range.end)).collect();
        ranges.join(" ")
    }
}

/// Prints what is in the widget's WebAssembly.
pub(super) fn explain() -> Result<()> {
    let named = widget::build_with_names()?;
    let (bytes, functions, rest) = take_apart(&fs::read(&named)?)?;
    let mut crates = by_crate(&functions);
    crates.push(Part::new("data and tables".to_owned(), rest));
    let mut functions = functions;
    functions.sort_by_key(|function| Reverse(function.bytes()));
    functions.truncate(FUNCTIONS);

    let file = named.with_extension("bare");
    fs::write(&file, &bytes)?;
    let parts: Vec<&Part> = crates.iter().chain(&functions).collect();
    let lines = file.with_extension("parts");
    fs::write(&lines, parts.iter().map(|part| part.line() + "\n").collect::<String>())?;
    let mut node = process::program("node");
    node.args(["-e", MEASURE, "--"]).args([&file, &lines]);
    let answer = process::answer(&mut node).context("cannot measure the parts of the WebAssembly")?;
    let numbers = answer.lines().map(str::parse).collect::<Result<Vec<i64>, _>>()?;
    ensure!(numbers.len() == parts.len() + 1, "one number for the whole and one for each part");
    let (whole, added) = numbers.split_first().context("nothing was measured")?;

    println!("\nWebAssembly without names: {} bytes, {whole} in brotli. What is added by", bytes.len());
    let (of_crates, of_functions) = added.split_at(crates.len());
    print("each crate", &crates, of_crates);
    print(&format!("each of the {FUNCTIONS} longest functions"), &functions, of_functions);
    Ok(())
}

fn print(title: &str, parts: &[Part], added: &[i64]) {
    println!("\n{:>8}{:>8}{:>11}   {title}", "brotli", "raw", "functions");
    let mut rows: Vec<(&Part, i64)> = parts.iter().zip(added.iter().copied()).collect();
    rows.sort_by_key(|(_, added)| Reverse(*added));
    for (part, added) in rows {
        println!("{added:>8}{:>8}{:>11}   {}", part.bytes(), part.ranges.len(), part.name);
    }
}

/// The module without its names: its bytes, the functions, and where everything else is. The sections stand one behind
/// the other, the code first, without what only separates them.
fn take_apart(wasm: &[u8]) -> Result<(Vec<u8>, Vec<Part>, Range<usize>)> {
    let mut names: HashMap<usize, String> = wasm_names::functions(wasm)?.into_iter().collect();
    let mut bytes = Vec::with_capacity(wasm.len());
    let mut functions = Vec::new();
    let mut rest: Vec<u8> = Vec::new();
    for (id, content) in sections(wasm)? {
        match id {
            CODE => {
                let mut reader = Reader::new(content);
                for index in 0..reader.number()? {
                    let from = bytes.len();
                    bytes.extend(reader.bytes()?);
                    let name = names.remove(&index).unwrap_or_else(|| "without a name".to_owned());
                    functions.push(Part::new(name, from..bytes.len()));
                }
            }
            CUSTOM => {}
            _ => rest.extend(content),
        }
    }
    let code = bytes.len();
    bytes.extend(rest);
    let all = code..bytes.len();
    Ok((bytes, functions, all))
}

/// Sums functions up by crate; those of the widget itself by module.
fn by_crate(functions: &[Part]) -> Vec<Part> {
    let mut crates: Vec<Part> = Vec::new();
    for function in functions {
        let name = owner(&function.name);
        match crates.iter_mut().find(|part| part.name == name) {
            Some(part) => part.ranges.extend(function.ranges.iter().cloned()),
            None => crates.push(Part { name, ranges: function.ranges.clone() }),
        }
    }
    crates
}

/// The crate that a function belongs to, by its name: the first one that does not only serve. Of the widget's own crate
/// the module as well.
fn owner(name: &str) -> String {
    let part_of_path = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == ':';
    let paths = name.split(|letter: char| !part_of_path(letter)).filter(|path| path.contains("::"));
    let mut serving = None;
    for path in paths {
        let mut parts = path.split("::").filter(|part| !part.is_empty());
        let Some(first) = parts.next() else { continue };
        // What follows a bracket, as in `<T>::drop`, begins with two colons and names no crate.
        if path.starts_with("::") {
            continue;
        }
        if SERVING.contains(&first) {
            serving.get_or_insert(first);
        } else if first == "standfirst" {
            return parts.next().map_or_else(|| first.to_owned(), |module| format!("{first}::{module}"));
        } else {
            return first.to_owned();
        }
    }
    serving.unwrap_or("other").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_belong_to_the_first_crate_that_does_not_only_serve() {
        let cases = [
            ("<yew::virtual_dom::vtag::VTag>::new", "yew"),
            ("<standfirst::reviews::form::Form as core::ops::drop::Drop>::drop", "standfirst::reviews"),
            (
                "core::ptr::drop_in_place::<alloc::vec::Vec<standfirst_article::model::Block>>",
                "standfirst_article",
            ),
            ("<alloc::string::String>::push", "alloc"),
            ("instance_new", "other"),
        ];
        for (name, expected) in cases {
            assert_eq!(owner(name), expected, "{name}");
        }
    }

    #[test]
    fn a_module_is_taken_apart_into_its_functions_and_the_rest() {
        // A function that traps and is called `f`, and a section of data.
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.extend(b"\x0a\x05\x01\x03\0\0\x0b");
        module.extend(b"\x0b\x01\0");
        module.extend(b"\0\x0b\x04name\x01\x04\x01\0\x01f");
        let (bytes, functions, rest) = take_apart(&module).unwrap();
        assert_eq!(bytes, b"\0\0\x0b\0");
        assert_eq!((functions[0].name.as_str(), functions[0].ranges[0].clone()), ("f", 0..3));
        assert_eq!(rest, 3..4);
    }
}
