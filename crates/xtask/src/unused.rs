//! Leaves out of the WebAssembly what is linked and can never run.
//!
//! Yew reaches its delegated listeners, its portals, its raw nodes and more from functions that this widget does need,
//! so that no linker can tell that they are never asked for. We can: components listen without `on…` attributes (see
//! docs/ARCHITECTURE.md), and elements and text are all that they are made of. The bodies of these functions become a
//! trap, as wasm-snip did it, and wasm-opt then drops all that only they had called. Were one of them called after
//! all, it would be a panic like any other, and the end-to-end suite runs on what was built so.

use std::collections::HashSet;

use anyhow::{Context, Result};

use crate::wasm_binary::{CODE, Reader, map_sections, push_bytes, push_number};
use crate::wasm_names;

/// The functions, by how their names begin once the compiler's hashes are taken out.
const NEVER_CALLED: &[&str] = &[
    // Attributes in maps: `Tag` makes none.
    "<indexmap::",
    // Listeners given as `on…` attributes.
    "<yew::dom_bundle::btag::listeners::ListenerRegistration>::register",
    "<yew::dom_bundle::btag::listeners::Registry>::unregister",
    "<yew::dom_bundle::subtree_root::BSubtree>::ensure_handled",
    "<yew::dom_bundle::subtree_root::EventDescriptor as ",
    "<yew::dom_bundle::subtree_root::SubtreeData>::add_listener",
    "<yew::virtual_dom::listeners::ListenerKind as ",
    "<hashbrown::map::HashMap<yew::dom_bundle::subtree_root::EventDescriptor",
    "<hashbrown::raw::RawTableInner>::drop_elements::<(yew::dom_bundle::subtree_root::EventDescriptor",
    // Copies of nodes: each is made anew and shown once.
    "<yew::virtual_dom::vnode::VNode as core::clone::Clone>",
    "<yew::virtual_dom::vlist::VList as core::clone::Clone>",
    "<yew::virtual_dom::AttributeOrProperty as core::clone::Clone>",
    "<alloc::boxed::Box<[core::option::Option<alloc::rc::Rc<dyn yew::virtual_dom::listeners::Listener>>]> as core::clone",
    "<alloc::boxed::Box<[core::option::Option<yew::virtual_dom::AttributeOrProperty>]> as core::clone",
    "<alloc::vec::Vec<yew::virtual_dom::vnode::VNode> as core::clone::Clone>",
    // Nodes of markup, which the widget must not have, and of other trees.
    "<yew::virtual_dom::vraw::VRaw",
    "<yew::dom_bundle::braw::BRaw",
    "<yew::virtual_dom::vportal::VPortal",
    "<yew::dom_bundle::bportal::BPortal",
    "<alloc::rc::Rc<yew::virtual_dom::vportal::VPortal>",
    // Moving nodes: reviews come and go and keep their order, and the roots stay where they are.
    "<yew::dom_bundle::bnode::BNode as yew::dom_bundle::traits::ReconcileTarget>::shift",
    "<yew::dom_bundle::feat_hydration::fragment::Fragment>::shift",
    // Components inside components: the two roots are the only ones.
    "<yew::virtual_dom::vcomp::VComp",
    "<alloc::rc::Rc<yew::virtual_dom::vcomp::VComp>",
    // Suspense.
    "<yew::suspense::",
    "<yew::html::component::scope::Scope<yew::suspense::",
    "<yew::virtual_dom::vsuspense::VSuspense",
    "<yew::dom_bundle::bsuspense::BSuspense",
    "<alloc::rc::Rc<yew::virtual_dom::vsuspense::VSuspense>",
    // What only the words of a panic need: the kind of a node, and the hook. A panic traps before any of them runs.
    "yew::dom_bundle::utils::feat_hydration::node_type_str",
    "console_error_panic_hook::hook",
];

/// A body without locals that traps: `unreachable` and `end` (core specification, sections 5.4.1 and 5.4.9).
const TRAP: [u8; 3] = [0x00, 0x00, 0x0b];

/// Gives every function that can never run a trap for its body, and the names that no function had: another version
/// of Yew or of the compiler may call them otherwise, or have written them out where they are called.
pub(crate) fn cut(wasm: &[u8]) -> Result<(Vec<u8>, Vec<&'static str>)> {
    let doomed = find(wasm)?;
    let cut = map_sections(wasm, |id, content| match id {
        CODE => cut_bodies(content, &doomed.bodies),
        _ => Ok(content.to_vec()),
    })?;
    Ok((cut, doomed.missing))
}

/// What is to be cut.
struct Doomed {
    /// The indices of bodies in the section of the code.
    bodies: HashSet<usize>,
    /// The names that no function begins with.
    missing: Vec<&'static str>,
}

fn find(wasm: &[u8]) -> Result<Doomed> {
    let mut bodies = HashSet::new();
    let mut found = HashSet::new();
    for (body, name) in wasm_names::functions(wasm)? {
        if let Some(beginning) = NEVER_CALLED.iter().find(|beginning| name.starts_with(**beginning)) {
            bodies.insert(body);
            found.insert(*beginning);
        }
    }
    let missing = NEVER_CALLED.iter().copied().filter(|beginning| !found.contains(beginning)).collect();
    Ok(Doomed { bodies, missing })
}

fn cut_bodies(content: &[u8], doomed: &HashSet<usize>) -> Result<Vec<u8>> {
    let mut reader = Reader::new(content);
    let count = reader.number().context("the code of the module")?;
    let mut out = Vec::with_capacity(content.len());
    push_number(&mut out, count);
    for index in 0..count {
        let body = reader.bytes()?;
        push_bytes(&mut out, if doomed.contains(&index) { &TRAP } else { body });
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wasm_binary::sections;

    /// Imports a function, and has two: the hook for panics and another.
    fn module() -> Vec<u8> {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        module.extend(b"\x01\x04\x01\x60\0\0");
        module.extend(b"\x02\x07\x01\x01m\x01f\0\0");
        module.extend(b"\x03\x03\x02\0\0");
        module.extend(b"\x0a\x0b\x02\x04\0\x10\0\x0b\x04\0\x10\0\x0b");
        let hook = b"console_error_panic_hook[0123456789abcdef]::hook";
        let mut names = b"\x04name\x01".to_vec();
        let mut functions = vec![2, 1];
        push_bytes(&mut functions, hook);
        functions.push(2);
        push_bytes(&mut functions, b"needed[0]");
        push_bytes(&mut names, &functions);
        module.push(0);
        push_bytes(&mut module, &names);
        module
    }

    #[test]
    fn what_never_runs_becomes_a_trap_and_the_rest_stays() {
        let (cut, missing) = cut(&module()).unwrap();
        let code = sections(&cut).unwrap().into_iter().find(|(id, _)| *id == CODE).unwrap().1;
        assert_eq!(code, b"\x02\x03\0\0\x0b\x04\0\x10\0\x0b");
        assert_eq!(missing.len(), NEVER_CALLED.len() - 1);
        assert!(!missing.contains(&"console_error_panic_hook::hook"));
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(cut(b"\0asm").is_err());
        let module = module();
        assert!(cut(module.get(..module.len() - 3).unwrap_or_default()).is_err());
    }
}
