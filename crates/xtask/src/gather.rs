//! One object of all that the glue does for the WebAssembly.
//!
//! wasm-bindgen exports a function for each import of the WebAssembly. What instantiates it needs them as an object, so
//! the bundler makes one of the whole module, with a getter for each of them: half a kilobyte after brotli.

use anyhow::{Result, bail};

const FUNCTION: &str = "export function ";

/// Makes each function that the glue exports a method of one object, `imports`, but for those that the entry knows by
/// name. wasm-bindgen begins and ends a function at the beginning of a line.
///
/// # Errors
/// Where a function does not end so.
pub(crate) fn gather(glue: &str, kept: &[&str]) -> Result<String> {
    let mut rest = String::with_capacity(glue.len());
    let mut methods = String::with_capacity(glue.len());
    let mut inside = false;
    for line in glue.split_inclusive('\n') {
        let function = line.strip_prefix(FUNCTION).filter(|function| {
            let name = function.split('(').next().unwrap_or_default();
            !kept.contains(&name)
        });
        match function {
            Some(_) if inside => bail!("a function of the glue does not end before {line}"),
            Some(function) => {
                inside = true;
                methods.push_str(function);
            }
            None if inside => methods.push_str(line),
            None => rest.push_str(line),
        }
        if inside && ends(line) {
            inside = false;
            methods.push_str(",\n");
        }
    }
    if inside {
        bail!("the last function of the glue does not end");
    }
    Ok(format!("{rest}\nexport const imports = {{\n{methods}}};\n"))
}

/// Whether a function ends with this line: with its own brace, or with that of the function that it hands on.
fn ends(line: &str) -> bool {
    let line = line.trim_end();
    line == "}" || (line.ends_with('}') && (line.starts_with('}') || line.starts_with(FUNCTION)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_become_methods_of_one_object() {
        let glue = "import { a } from './a.js';\n\
                    export class Instance {\n}\n\
                    export function $a(arg0) {\n    a(arg0);\n}\n\
                    function helper() {\n}\n\
                    export function $b() { return handleError(function (arg0) {\n    a({});\n}, arguments); }\n\
                    export function $c() {}\n\
                    export function set_wasm(val) {\n    wasm = val;\n}\n";
        let expected = "import { a } from './a.js';\n\
                        export class Instance {\n}\n\
                        function helper() {\n}\n\
                        export function set_wasm(val) {\n    wasm = val;\n}\n\
                        \n\
                        export const imports = {\n\
                        $a(arg0) {\n    a(arg0);\n}\n,\n\
                        $b() { return handleError(function (arg0) {\n    a({});\n}, arguments); }\n,\n\
                        $c() {}\n,\n\
                        };\n";
        assert_eq!(gather(glue, &["set_wasm"]).unwrap(), expected);
    }

    #[test]
    fn a_function_without_an_end_is_refused() {
        for glue in ["export function $a() {\n", "export function $a() {\nexport function $b() {}\n"] {
            assert!(gather(glue, &[]).is_err(), "{glue}");
        }
    }
}
