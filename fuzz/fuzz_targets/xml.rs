//! XML that becomes a body.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| standfirst_fuzz::xml(bytes));
