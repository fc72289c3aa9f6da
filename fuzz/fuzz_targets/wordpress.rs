//! Documents read as WordPress REST.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| standfirst_fuzz::format(bytes, "wordpress"));
