/// What of Unicode's tables normalisation and limits need. The widget asks the browser
/// (`String.prototype.normalize`, `Intl.Segmenter`), everything else uses `NativeUnicode` (feature `native`).
pub trait Unicode {
    /// Normalization Form C (UAX #15).
    fn nfc(&self, text: &str) -> String;
    /// How many extended grapheme clusters (UAX #29): what a reader calls characters.
    fn graphemes(&self, text: &str) -> usize;
}

/// [`Unicode`] from tables in the program.
#[cfg(feature = "native")]
#[derive(Clone, Copy, Debug, Default)]
pub struct NativeUnicode;

#[cfg(feature = "native")]
impl Unicode for NativeUnicode {
    fn nfc(&self, text: &str) -> String {
        unicode_normalization::UnicodeNormalization::nfc(text).collect()
    }

    fn graphemes(&self, text: &str) -> usize {
        unicode_segmentation::UnicodeSegmentation::graphemes(text, true).count()
    }
}
