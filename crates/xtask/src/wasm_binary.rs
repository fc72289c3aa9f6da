//! The binary format of WebAssembly, as far as the release build rewrites it: sections, numbers, names, imports and
//! exports (core specification, chapter 5).

use anyhow::{Context, Result, bail};

/// The section ids of the core specification, section 5.5.2.
pub(crate) const CUSTOM: u8 = 0;
pub(crate) const IMPORTS: u8 = 2;
pub(crate) const EXPORTS: u8 = 7;
pub(crate) const CODE: u8 = 10;

/// The length of the preamble: magic and version.
const PREAMBLE: usize = 8;

/// Rewrites the sections of a module, each by its id and content, in their order.
pub(crate) fn map_sections(
    wasm: &[u8],
    mut rewrite: impl FnMut(u8, &[u8]) -> Result<Vec<u8>>,
) -> Result<Vec<u8>> {
    let mut out = wasm.get(..PREAMBLE).context("the module ends before it begins")?.to_vec();
    for section in sections(wasm)? {
        let (id, content) = section;
        out.push(id);
        push_bytes(&mut out, &rewrite(id, content)?);
    }
    Ok(out)
}

/// The sections of a module, each with its id, in their order.
pub(crate) fn sections(wasm: &[u8]) -> Result<Vec<(u8, &[u8])>> {
    let mut reader = Reader::new(wasm);
    reader.take(PREAMBLE)?;
    let mut sections = Vec::new();
    while !reader.is_at_end() {
        sections.push((reader.byte()?, reader.bytes()?));
    }
    Ok(sections)
}

/// What kind of thing an import or export is, as it is numbered there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Function,
    Other,
}

/// Reads from the front of some bytes.
pub(crate) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.at >= self.bytes.len()
    }

    pub(crate) fn byte(&mut self) -> Result<u8> {
        let byte = *self.bytes.get(self.at).context("the module ends early")?;
        self.at += 1;
        Ok(byte)
    }

    /// An unsigned LEB128 (core specification, section 5.2.2).
    pub(crate) fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        bail!("a number in the module is too long")
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let bytes = self.bytes.get(self.at..self.at + length).context("the module ends early")?;
        self.at += length;
        Ok(bytes)
    }

    /// Bytes, with their number before them.
    pub(crate) fn bytes(&mut self) -> Result<&'a [u8]> {
        let length = self.number()?;
        self.take(length)
    }

    pub(crate) fn name(&mut self) -> Result<&'a str> {
        Ok(std::str::from_utf8(self.bytes()?)?)
    }

    /// What an export is: its kind and index.
    pub(crate) fn export(&mut self) -> Result<&'a [u8]> {
        let from = self.at;
        self.byte()?;
        self.number()?;
        Ok(self.since(from))
    }

    /// What an import is: its kind and type.
    pub(crate) fn import(&mut self) -> Result<(Kind, &'a [u8])> {
        let from = self.at;
        let kind = self.byte()?;
        match kind {
            0 => {
                self.number()?;
            }
            1 => {
                self.byte()?;
                self.skip_limits()?;
            }
            2 => self.skip_limits()?,
            3 => {
                self.take(2)?;
            }
            kind => bail!("an import of the unknown kind {kind}"),
        }
        Ok((if kind == 0 { Kind::Function } else { Kind::Other }, self.since(from)))
    }

    fn skip_limits(&mut self) -> Result<()> {
        let has_maximum = self.byte()? & 1 == 1;
        self.number()?;
        if has_maximum {
            self.number()?;
        }
        Ok(())
    }

    fn since(&self, from: usize) -> &'a [u8] {
        self.bytes.get(from..self.at).unwrap_or_default()
    }
}

pub(crate) fn push_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Appends bytes, with their number before them.
pub(crate) fn push_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    push_number(out, bytes.len());
    out.extend(bytes);
}
