//! Whether a database's file is still where it was opened. On Unix a file may be moved away while it is open: what is
//! written then would be acknowledged and lost.

use std::path::{Path, PathBuf};

use crate::error::{Result, StoreError};

/// Where a SQLite database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// In memory, or read once: nothing to watch.
    Anywhere,
    /// This file, by its device and its number there.
    File(PathBuf, Option<(u64, u64)>),
}

impl Place {
    pub(crate) fn of(file: &Path) -> Place {
        Place::File(file.to_path_buf(), identity(file))
    }

    /// Refuses where the file was moved away, removed or replaced. A file moved back is welcome again.
    pub(crate) fn must_be_there(&self) -> Result<()> {
        match self {
            Place::File(file, there) if identity(file) != *there => {
                Err(StoreError::Gone(format!("the file {} was moved, removed or replaced", file.display())))
            }
            _ => Ok(()),
        }
    }
}

/// Makes an empty file that its owner alone may read, for it will hold digests of passwords. One that is there stays.
pub(crate) fn private(file: &Path) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(StoreError::Gone(format!("its file cannot be made: {}", error.kind()))),
    }
}

#[cfg(unix)]
fn identity(file: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(file).ok().map(|file| (file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn identity(file: &Path) -> Option<(u64, u64)> {
    std::fs::metadata(file).ok().map(|_| (0, 0))
}
