//! The widget's look at a selector, beside the reader of selectors, which only those have that read HTML pages.
#![cfg(target_arch = "wasm32")]

use standfirst::effects::browser::is_selector;
use standfirst_article::Selector;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn both_take_the_same() {
    let (many, too_many) = ("a ".repeat(15) + "b", "a ".repeat(16) + "b");
    let cases = [
        "main",
        "*",
        "*.a",
        ".a#b[c]",
        "MAIN #page\t.story.long[Data-x][lang = 'f i'][b=c] *",
        "[ a = \"'\" ]",
        "é-_1",
        "a\nb",
        "[a='']",
        "a > b",
        "a, b",
        "p:first-child",
        "a.",
        "..a",
        "#",
        "[a",
        "[a=",
        "[a='b]",
        "[a~=b]",
        "[a=b c]",
        "[]",
        "<script>",
        "a*",
        "**",
        "a [b] c]",
        "[a=\"b'] c",
        "a{}",
        "\\a",
        &many,
        &too_many,
    ];
    for text in cases {
        assert_eq!(is_selector(text), Selector::parse(text).is_ok(), "{text:?}");
    }
    // What would take for ever if the pattern were to try all ways to part it.
    for part in ["a ", "a.", "[a", "[a='", "a-"] {
        assert!(!is_selector(&(part.repeat(100) + "!")), "{part}");
    }
}
