//! Documents whose format is found, in whatever charset they are.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| standfirst_fuzz::document(bytes, None, None));
