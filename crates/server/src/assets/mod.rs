//! The widget's files, from the folder that `--assets` names, kept in memory with their compressed forms.
//!
//! They are read once, when the service starts. A developer's build replaces them while the service runs, so each
//! request looks at the file's time and length, and reads it anew where one of them changed.

mod file;

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, Weak, mpsc};
use std::time::{Duration, SystemTime};

pub(crate) use self::file::{File, Variant};
use crate::coding::Coding;

/// How long after a change a file's time does not tell whether it changed once more: what the coarsest file systems
/// keep.
const GRAIN: Duration = Duration::from_secs(2);

/// The folder, in memory.
pub(crate) struct Assets {
    folder: PathBuf,
    files: RwLock<HashMap<String, Entry>>,
    to_compress: mpsc::Sender<Weak<File>>,
}

#[derive(Clone)]
struct Entry {
    file: Arc<File>,
    stamp: Stamp,
    /// Whether the same stamp means the same bytes.
    settled: bool,
}

#[derive(Clone, Copy, Eq, PartialEq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
}

impl Assets {
    /// Reads the widget's files. Their compressed forms are taken from beside them, or made while the service runs
    /// already; until then they are sent as they are.
    ///
    /// # Errors
    /// The thread that compresses cannot be started. A file that cannot be read is logged, and tried again when it is
    /// asked for.
    pub(crate) fn load(folder: &Path) -> io::Result<Assets> {
        let (to_compress, files) = mpsc::channel();
        std::thread::Builder::new().name("compress".into()).spawn(move || file::compress_all(&files))?;
        let assets = Assets { folder: folder.to_owned(), files: RwLock::default(), to_compress };
        for path in assets.paths() {
            if let Err(error) = assets.current(&path) {
                tracing::warn!(path, %error, "cannot read a file of the widget's");
            }
        }
        if !assets.files.read().unwrap_or_else(PoisonError::into_inner).contains_key("standfirst.js") {
            tracing::warn!(folder = %folder.display(), "there is no standfirst.js");
        }
        Ok(assets)
    }

    /// The file of this path inside the folder, as it is on the disk now; nothing where there is none, or where the
    /// path is not made of plain names.
    ///
    /// # Errors
    /// The file is there and cannot be read, or reading did not end.
    pub(crate) async fn get(self: &Arc<Assets>, path: &str) -> io::Result<Option<Arc<File>>> {
        if !path.split('/').all(is_plain) {
            return Ok(None);
        }
        let (assets, path) = (Arc::clone(self), path.to_owned());
        // A disk may be a network away.
        tokio::task::spawn_blocking(move || assets.current(&path)).await.map_err(io::Error::other)?
    }

    fn current(&self, path: &str) -> io::Result<Option<Arc<File>>> {
        let full = self.full(path);
        let known = self.files.read().unwrap_or_else(PoisonError::into_inner).get(path).cloned();
        let looked = SystemTime::now();
        let stamp = match std::fs::metadata(&full) {
            Ok(data) if data.is_file() => Stamp { modified: data.modified().ok(), length: data.len() },
            Err(error) if !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                // The disk does not answer; what it held last is likely what it holds.
                return known.map(|known| Some(known.file)).ok_or(error);
            }
            _ => {
                self.files.write().unwrap_or_else(PoisonError::into_inner).remove(path);
                return Ok(None);
            }
        };
        if let Some(known) = known.as_ref().filter(|known| known.settled && known.stamp == stamp) {
            return Ok(Some(Arc::clone(&known.file)));
        }
        let bytes = std::fs::read(&full)?;
        let settled = stamp
            .modified
            .is_some_and(|modified| looked.duration_since(modified).is_ok_and(|age| age > GRAIN));
        let file = match known {
            Some(known) if known.file.is(&bytes) => known.file,
            _ => self.read_siblings(path, File::new(kind(path), bytes)),
        };
        let entry = Entry { file: Arc::clone(&file), stamp, settled };
        self.files.write().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), entry);
        Ok(Some(file))
    }

    /// Takes the compressed forms that lie beside the file, and has the others made.
    fn read_siblings(&self, path: &str, file: File) -> Arc<File> {
        for (coding, extension) in [(Coding::Brotli, "br"), (Coding::Gzip, "gz")] {
            let sibling = format!("{path}.{extension}");
            if let Ok(bytes) = std::fs::read(self.full(&sibling))
                && !file.take(coding, bytes)
            {
                // One of an earlier build, most likely: with it pages would get another script than without.
                tracing::warn!(path = sibling, "does not hold what the file beside it does, and is not used");
            }
        }
        let file = Arc::new(file);
        // The thread ends with its sender alone.
        let _ = self.to_compress.send(Arc::downgrade(&file));
        file
    }

    /// The widget's own files in the folder.
    fn paths(&self) -> Vec<String> {
        let names = |folder: &Path| -> Vec<String> {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
        };
        let is_compressed = |name: &str| name.ends_with(".br") || name.ends_with(".gz");
        let own = names(&self.folder).into_iter().filter(|name| name.starts_with("standfirst."));
        let words = names(&self.folder.join("locales")).into_iter().map(|name| format!("locales/{name}"));
        own.chain(words).filter(|path| path.split('/').all(is_plain) && !is_compressed(path)).collect()
    }

    fn full(&self, path: &str) -> PathBuf {
        let mut full = self.folder.clone();
        full.extend(path.split('/'));
        full
    }
}

/// Whether a part of a path is a plain name, which leads to no other folder on any system.
fn is_plain(part: &str) -> bool {
    !part.is_empty()
        && !part.starts_with('.')
        && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

/// The media type by the file's name. WebAssembly is compiled while it loads only as `application/wasm`.
fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
