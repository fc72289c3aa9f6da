//! Documents read as RSS 2.0.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| standfirst_fuzz::format(bytes, "rss"));
