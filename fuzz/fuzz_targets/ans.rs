//! Documents read as ANS.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| standfirst_fuzz::format(bytes, "ans"));
