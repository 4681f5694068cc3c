//! Packages: zip archives whose bytes depend on nothing but what stands in them.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::OfficeError;

/// How a part lies in its package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Compressed.
    Deflated,
    /// As it is: pictures, and the type that OpenDocument wants to read at a fixed place.
    Stored,
}

/// A package being packed. Every part carries the same date, the first that a zip can say.
pub struct Package {
    zip: ZipWriter<Cursor<Vec<u8>>>,
}

impl Package {
    /// An empty package.
    pub fn new() -> Package {
        Package { zip: ZipWriter::new(Cursor::new(Vec::new())) }
    }

    /// Adds a part under its path.
    pub fn add(&mut self, path: &str, kept: Kept, bytes: &[u8]) -> Result<(), OfficeError> {
        let method = match kept {
            Kept::Deflated => CompressionMethod::Deflated,
            Kept::Stored => CompressionMethod::Stored,
        };
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        self.zip.start_file(path, options).map_err(OfficeError::Package)?;
        self.zip.write_all(bytes).map_err(|why| OfficeError::Package(why.into()))
    }

    /// The package's bytes.
    pub fn finish(self) -> Result<Vec<u8>, OfficeError> {
        self.zip.finish().map(Cursor::into_inner).map_err(OfficeError::Package)
    }
}
