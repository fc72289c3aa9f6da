//! Selectors, and pages that they look for the story in.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| standfirst_fuzz::selector(bytes));
