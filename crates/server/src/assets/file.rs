use std::sync::{OnceLock, Weak, mpsc};

use axum::body::Bytes;
use axum::http::HeaderValue;

use crate::coding::{Accepted, Coding, Effort};
use crate::etag;

/// The largest file that is compressed, in bytes. A release of the widget has half a megabyte; what is larger is a build
/// for debugging, which changes sooner than it is compressed.
const COMPRESSED_MAX: usize = 2 * 1024 * 1024;

/// A file with its compressed forms.
pub(crate) struct File {
    /// Its media type.
    pub(crate) kind: &'static str,
    plain: Variant,
    brotli: Form,
    gzip: Form,
}

/// Not there yet; or there for good, as nothing where it would be no smaller.
type Form = OnceLock<Option<Variant>>;

/// The bytes of one form, and the entity tag of just these.
pub(crate) struct Variant {
    pub(crate) bytes: Bytes,
    pub(crate) tag: HeaderValue,
}

impl Variant {
    fn new(bytes: Vec<u8>) -> Variant {
        Variant { tag: etag::of(&bytes, Coding::Identity), bytes: bytes.into() }
    }
}

impl File {
    pub(super) fn new(kind: &'static str, bytes: Vec<u8>) -> File {
        File { kind, plain: Variant::new(bytes), brotli: Form::new(), gzip: Form::new() }
    }

    /// Whether these are its bytes.
    pub(super) fn is(&self, bytes: &[u8]) -> bool {
        self.plain.bytes == bytes
    }

    /// The form that the client likes best among those that there are by now.
    pub(crate) fn best(&self, accepted: Accepted) -> (Coding, &Variant) {
        let coding = accepted.choose(|coding| self.form(coding).is_some());
        (coding, self.form(coding).unwrap_or(&self.plain))
    }

    /// Takes a compressed form, unless it is one of something else.
    pub(super) fn take(&self, coding: Coding, bytes: Vec<u8>) -> bool {
        if !coding.is_of(&bytes, &self.plain.bytes) {
            return false;
        }
        self.set(coding, Some(bytes));
        true
    }

    fn form(&self, coding: Coding) -> Option<&Variant> {
        self.slot(coding)?.get()?.as_ref()
    }

    fn slot(&self, coding: Coding) -> Option<&Form> {
        match coding {
            Coding::Brotli => Some(&self.brotli),
            Coding::Gzip => Some(&self.gzip),
            Coding::Identity => None,
        }
    }

    fn set(&self, coding: Coding, bytes: Option<Vec<u8>>) {
        let smaller = bytes.filter(|bytes| bytes.len() < self.plain.bytes.len());
        if let Some(slot) = self.slot(coding) {
            // What is there already is as good.
            let _ = slot.set(smaller.map(Variant::new));
        }
    }

    fn compress(&self, coding: Coding) {
        let made = self.slot(coding).is_none_or(|slot| slot.get().is_some());
        if made || self.plain.bytes.len() > COMPRESSED_MAX {
            return;
        }
        match coding.write(&self.plain.bytes, Effort::Once) {
            Ok(bytes) => self.set(coding, Some(bytes)),
            Err(error) => tracing::warn!(%error, "a file of the widget's cannot be compressed"),
        }
    }
}

/// Compresses all files that come, until nobody can send any more. A file that was replaced meanwhile is passed over.
pub(super) fn compress_all(files: &mpsc::Receiver<Weak<File>>) {
    while let Ok(first) = files.recv() {
        let mut waiting: Vec<_> = std::iter::once(first).chain(files.try_iter()).collect();
        waiting.sort_by_key(|file| file.upgrade().map_or(0, |file| file.plain.bytes.len()));
        // Gzip takes a moment, brotli's best takes seconds: nobody should wait for both.
        for coding in [Coding::Gzip, Coding::Brotli] {
            for file in waiting.iter().filter_map(Weak::upgrade) {
                file.compress(coding);
            }
        }
    }
}
