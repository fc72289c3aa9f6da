//! Content codings (RFC 9110, section 12.5.3): which of them a client takes, and how a body is written in one.

use std::io::{self, Read, Write};

use axum::http::{HeaderMap, header};

/// How a body is written on the wire.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Coding {
    Brotli,
    Gzip,
    /// As it is.
    Identity,
}

/// How much time a smaller body is worth.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Effort {
    /// Written once and sent many times.
    Once,
    /// Written for each answer.
    EachTime,
}

/// What a client accepts, as weights in thousandths; 0 is not at all.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Accepted {
    brotli: u16,
    gzip: u16,
    /// Where no weight is given, it is taken after all others.
    identity: u16,
}

impl Accepted {
    /// Reads `Accept-Encoding`. An element that cannot be read is passed over; no header is nothing but identity.
    pub(crate) fn of(headers: &HeaderMap) -> Accepted {
        let elements = headers
            .get_all(header::ACCEPT_ENCODING)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .filter_map(element);
        let (mut brotli, mut gzip, mut identity, mut others) = (None, None, None, None);
        for (name, weight) in elements {
            let slot = match name.to_ascii_lowercase().as_str() {
                "br" => &mut brotli,
                "gzip" | "x-gzip" => &mut gzip,
                "identity" => &mut identity,
                "*" => &mut others,
                _ => continue,
            };
            *slot = Some(weight);
        }
        let or_others = |weight: Option<u16>| weight.or(others).unwrap_or(0);
        Accepted { brotli: or_others(brotli), gzip: or_others(gzip), identity: or_others(identity) }
    }

    /// The coding that the client likes best among those that there are; of equals, the smallest. Identity is always
    /// there: a client that refuses it gets it rather than nothing.
    pub(crate) fn choose(self, there_is: impl Fn(Coding) -> bool) -> Coding {
        let mut best = (Coding::Identity, self.identity);
        for (coding, weight) in [(Coding::Gzip, self.gzip), (Coding::Brotli, self.brotli)] {
            if weight > 0 && weight >= best.1 && there_is(coding) {
                best = (coding, weight);
            }
        }
        best.0
    }
}

/// `name` or `name;q=0.8`.
fn element(text: &str) -> Option<(&str, u16)> {
    let Some((name, parameter)) = text.split_once(';') else { return Some((text.trim(), 1_000)) };
    let (key, value) = parameter.split_once('=')?;
    if !key.trim().eq_ignore_ascii_case("q") {
        return None;
    }
    Some((name.trim(), weight(value.trim())?))
}

/// A `qvalue`: 0 to 1 with up to three digits after the point.
fn weight(text: &str) -> Option<u16> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let thousandths = format!("{fraction:0<3}").parse().ok()?;
    match (whole, thousandths) {
        ("0", thousandths) => Some(thousandths),
        ("1", 0) => Some(1_000),
        _ => None,
    }
}

impl Coding {
    /// Its name in `Content-Encoding`; identity is not named.
    pub(crate) fn name(self) -> Option<&'static str> {
        match self {
            Coding::Brotli => Some("br"),
            Coding::Gzip => Some("gzip"),
            Coding::Identity => None,
        }
    }

    /// The bytes in this coding.
    ///
    /// # Errors
    /// The coder's own; writing into memory has none that is known.
    pub(crate) fn write(self, bytes: &[u8], effort: Effort) -> io::Result<Vec<u8>> {
        // Brotli's best takes seconds for the WebAssembly, too long for a developer's build, whose service starts
        // and ends all the time.
        let best = effort == Effort::Once && !cfg!(debug_assertions);
        match self {
            Coding::Brotli => {
                let parameters = brotli::enc::BrotliEncoderParams {
                    quality: if best { 11 } else { 5 },
                    size_hint: bytes.len(),
                    ..Default::default()
                };
                let mut out = Vec::new();
                brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters)?;
                Ok(out)
            }
            Coding::Gzip => {
                let level = if best { flate2::Compression::best() } else { flate2::Compression::default() };
                let mut out = flate2::write::GzEncoder::new(Vec::new(), level);
                out.write_all(bytes)?;
                out.finish()
            }
            Coding::Identity => Ok(bytes.to_owned()),
        }
    }

    /// Whether `coded` is `plain` in this coding. No more is decoded than it takes to tell.
    pub(crate) fn is_of(self, coded: &[u8], plain: &[u8]) -> bool {
        let limit = u64::try_from(plain.len()).unwrap_or(u64::MAX).saturating_add(1);
        let mut decoded = Vec::new();
        let read = match self {
            Coding::Brotli => brotli::Decompressor::new(coded, 4_096).take(limit).read_to_end(&mut decoded),
            Coding::Gzip => flate2::read::GzDecoder::new(coded).take(limit).read_to_end(&mut decoded),
            Coding::Identity => return coded == plain,
        };
        read.is_ok() && decoded == plain
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn choose(header: &str, there_are: &[Coding]) -> Coding {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_str(header).unwrap());
        Accepted::of(&headers).choose(|coding| there_are.contains(&coding))
    }

    #[test]
    fn the_clients_weights_decide_and_then_the_size() {
        use Coding::{Brotli, Gzip, Identity};
        for (header, expect) in [
            ("gzip, deflate, br, zstd", Brotli),
            ("GZIP", Gzip),
            ("x-gzip", Gzip),
            ("deflate", Identity),
            ("", Identity),
            ("br;q=0.5, gzip;q=0.8", Gzip),
            ("br;q=0.5,gzip;q=0.5", Brotli),
            ("br ; Q=0.001", Brotli),
            ("br;q=0, gzip;q=0.000", Identity),
            ("*", Brotli),
            ("*;q=0.1, br;q=0", Gzip),
            ("*;q=0", Identity),
            ("identity, br;q=0.9", Identity),
            ("identity;q=0.5, br;q=0.9", Brotli),
            ("identity;q=0, *;q=0", Identity),
            // What cannot be read is passed over, not guessed at.
            ("br;q=2, gzip;q=0.1", Gzip),
            ("br;q=1.001, br;q=0.0001, br;q=, br;q=x, br;level=1", Identity),
            (",,;,=,;q=1", Identity),
        ] {
            assert_eq!(choose(header, &[Brotli, Gzip]), expect, "{header}");
        }
        assert_eq!(choose("br, gzip;q=0.1", &[Gzip]), Gzip);
        assert_eq!(choose("br, gzip", &[]), Identity);
        assert_eq!(Accepted::of(&HeaderMap::new()).choose(|_| true), Identity);
    }

    #[test]
    fn several_headers_are_one_list() {
        let mut headers = HeaderMap::new();
        headers.append(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip;q=0.5"));
        headers.append(header::ACCEPT_ENCODING, HeaderValue::from_static("br;q=0.6"));
        assert_eq!(Accepted::of(&headers).choose(|_| true), Coding::Brotli);
    }

    #[test]
    fn what_is_written_is_recognised_and_nothing_else() {
        let plain = "the same again, ".repeat(2_000).into_bytes();
        for coding in [Coding::Brotli, Coding::Gzip, Coding::Identity] {
            for effort in [Effort::Once, Effort::EachTime] {
                let coded = coding.write(&plain, effort).unwrap();
                assert!(coding.is_of(&coded, &plain), "{coding:?}");
                assert!(!coding.is_of(&coded, &plain[1..]), "{coding:?}");
                assert!(!coding.is_of(&coded, &plain[..100]), "{coding:?}");
                assert!(!coding.is_of(&coded[..coded.len() / 2], &plain), "{coding:?}");
            }
        }
        assert!(!Coding::Brotli.is_of(b"not brotli at all", &plain));
        assert!(!Coding::Gzip.is_of(b"", b""));
    }
}
