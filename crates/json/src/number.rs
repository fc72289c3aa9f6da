use crate::text::split_once_any;

/// A JSON number, kept as it is written.
///
/// Most numbers of a document are never looked at, and the standard library's exact `f64` parser is large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(pub(crate) String);

impl Number {
    /// The number as it is written in the document, such as `6.02e23`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number, where it is a whole one without fraction or exponent that fits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match self.0.strip_prefix("-") {
            Some(digits) => 0_i64.checked_sub_unsigned(whole(digits)?),
            None => i64::try_from(whole(&self.0)?).ok(),
        }
    }

    /// The number, where it is a whole one without sign, fraction or exponent that fits.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        whole(&self.0)
    }

    /// The number as a float, exact up to 15 digits and small exponents and within a few units in the last place
    /// beyond; infinite where it is too large.
    #[must_use]
    pub fn as_f64(&self) -> f64 {
        let (negative, digits) = match self.0.strip_prefix("-") {
            Some(rest) => (true, rest),
            None => (false, self.0.as_str()),
        };
        let (digits, exponent) = match split_once_any(digits, "eE") {
            Some((digits, exponent)) => (digits, read_exponent(exponent)),
            None => (digits, 0),
        };
        let mut mantissa: u64 = 0;
        let mut power: i64 = exponent;
        let mut past_point = false;
        for byte in digits.bytes() {
            if byte == b'.' {
                past_point = true;
                continue;
            }
            // Digits past the nineteenth are below a float's precision: only their places count.
            if mantissa < u64::MAX / 10 - 1 {
                mantissa = mantissa * 10 + u64::from(byte.wrapping_sub(b'0'));
                power -= i64::from(past_point);
            } else {
                power += i64::from(!past_point);
            }
        }
        #[expect(clippy::cast_precision_loss)]
        let mut value = mantissa as f64;
        if mantissa != 0 {
            // A power of ten beyond a float's range is taken in two steps, so that subnormals are reached.
            let step = power.clamp(-300, 300);
            value = scale(value, step);
            value = scale(value, (power - step).clamp(-400, 400));
        }
        if negative { -value } else { value }
    }
}

/// The number that decimal digits write, if it fits; `None` where there is anything else or nothing. The standard
/// library's parsing is compiled apart for each type of number.
#[must_use]
pub fn whole(digits: &str) -> Option<u64> {
    let mut value: u64 = 0;
    for byte in digits.bytes() {
        if !byte.is_ascii_digit() || value > u64::MAX / 10 {
            return None;
        }
        value = (value * 10).checked_add(u64::from(byte - b'0'))?;
    }
    (!digits.is_empty()).then_some(value)
}

/// Multiplies by a power of ten, by division where it is negative, since positive powers up to 22 are exact.
fn scale(value: f64, power: i64) -> f64 {
    let mut factor = 1.0;
    let mut square = 10.0;
    let mut left = power.unsigned_abs();
    while left > 0 {
        if left & 1 == 1 {
            factor *= square;
        }
        square *= square;
        left >>= 1;
    }
    if power < 0 { value / factor } else { value * factor }
}

/// An exponent beyond every float is as good as any other such.
fn read_exponent(text: &str) -> i64 {
    let (negative, digits) = match text.strip_prefix("-") {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix("+").unwrap_or(text)),
    };
    let mut exponent: i64 = 0;
    for byte in digits.bytes() {
        exponent = (exponent * 10 + i64::from(byte.wrapping_sub(b'0'))).min(100_000_000);
    }
    if negative { -exponent } else { exponent }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn integers_are_exact_and_nothing_else_is_one() {
        let number = |text: &str| Number(text.to_owned());
        assert_eq!(number("-0").as_i64(), Some(0));
        assert_eq!(number("9223372036854775807").as_i64(), Some(i64::MAX));
        assert_eq!(number("9223372036854775808").as_i64(), None);
        assert_eq!(number("18446744073709551615").as_u64(), Some(u64::MAX));
        assert_eq!(number("-1").as_u64(), None);
        assert_eq!(number("2.0").as_i64(), None);
        assert_eq!(number("1e3").as_i64(), None);
    }

    #[test]
    fn floats_are_close_to_the_standard_library_s() {
        let cases = [
            "0",
            "-0.0",
            "4.25",
            "3.3333333333333335",
            "0.1",
            "123456789.123456789",
            "1e22",
            "1E-7",
            "6.02214076e+23",
            "1.7976931348623e308",
            "2.2250738585072014e-308",
            "5e-324",
            "12345678901234567890123",
            "0.000000000000000000000000123",
            "100000000000000000000000000000000.5",
        ];
        for text in cases {
            let ours = Number(text.to_owned()).as_f64();
            let theirs: f64 = text.parse().unwrap();
            assert!((ours - theirs).abs() <= theirs.abs() * 4e-15, "{text}: {ours:e} is not {theirs:e}");
        }
        assert!(Number("1e999999999999999999999".to_owned()).as_f64().is_infinite());
        assert_eq!(Number("1e-99999999999".to_owned()).as_f64().to_bits(), 0.0f64.to_bits());
        assert_eq!(Number("0e999999999".to_owned()).as_f64().to_bits(), 0.0f64.to_bits());
        assert_eq!(Number("4.25".to_owned()).as_f64().to_bits(), 4.25f64.to_bits());
    }
}
