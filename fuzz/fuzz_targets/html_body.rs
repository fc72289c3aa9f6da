//! HTML as it stands in the fields of other formats.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| standfirst_fuzz::html_body(bytes));
