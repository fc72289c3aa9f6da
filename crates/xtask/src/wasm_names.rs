//! The names of functions in a WebAssembly, from its section of names (core specification, appendix A.4).

use anyhow::Result;

use crate::wasm_binary::{CUSTOM, IMPORTS, Kind, Reader, sections};

/// The functions that have a body and a name: the place of the body in the section of the code, and the name without
/// the compiler's hashes.
pub(crate) fn functions(wasm: &[u8]) -> Result<Vec<(usize, String)>> {
    let mut imported = 0;
    let mut functions = Vec::new();
    for (id, content) in sections(wasm)? {
        match id {
            IMPORTS => imported = imported_functions(content)?,
            CUSTOM => {
                let mut reader = Reader::new(content);
                if reader.name()? == "name" {
                    functions = function_names(&mut reader)?;
                }
            }
            _ => {}
        }
    }
    let bodies = functions.into_iter().filter_map(|(index, name)| Some((index.checked_sub(imported)?, name)));
    Ok(bodies.map(|(body, name)| (body, without_hashes(name))).collect())
}

fn imported_functions(content: &[u8]) -> Result<usize> {
    let mut reader = Reader::new(content);
    let mut functions = 0;
    for _ in 0..reader.number()? {
        reader.name()?;
        reader.name()?;
        functions += usize::from(reader.import()?.0 == Kind::Function);
    }
    Ok(functions)
}

fn function_names<'a>(reader: &mut Reader<'a>) -> Result<Vec<(usize, &'a str)>> {
    const FUNCTIONS: u8 = 1;
    let mut names = Vec::new();
    while !reader.is_at_end() {
        let id = reader.byte()?;
        let content = reader.bytes()?;
        if id == FUNCTIONS {
            let mut reader = Reader::new(content);
            for _ in 0..reader.number()? {
                names.push((reader.number()?, reader.name()?));
            }
        }
    }
    Ok(names)
}

/// Takes the hash of the crate, `[0123456789abcdef]`, out of a name.
fn without_hashes(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let hash = after
            .split_once(']')
            .filter(|(inside, _)| inside.len() > 8 && inside.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match hash {
            Some((_, after)) => rest = after,
            None => {
                out.push('[');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashes_are_taken_out_of_names() {
        assert_eq!(without_hashes("<a[0123456789abcdef]::B>::c[1]"), "<a::B>::c[1]");
    }
}
