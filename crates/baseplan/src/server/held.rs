//! Folders for what is kept in passing. Each is held by a lock for as long as its program lives, so that what a killed one
//! left behind can be told from what another still needs, and is cleared away at the next start.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::TempDir;

/// How the folder of a demonstration's database begins.
pub const DEMO: &str = "baseplan-demo";
/// How the folder of a report that is being made begins.
pub const PRESS: &str = "baseplan-press";
/// The file whose lock holds a folder.
const HELD: &str = "held";

/// A folder that goes when this is dropped.
pub struct Held {
    folder: TempDir,
    _lock: File,
}

impl Held {
    /// A new folder in the temporary place, that its owner alone may read.
    ///
    /// # Errors
    /// It cannot be made or locked.
    pub fn new(prefix: &str) -> io::Result<Held> {
        Held::within(&std::env::temp_dir(), prefix)
    }

    fn within(place: &Path, prefix: &str) -> io::Result<Held> {
        let folder = tempfile::Builder::new().prefix(prefix).tempdir_in(place)?;
        // Locked before it has the name by which others look for it.
        let unnamed = folder.path().join("new");
        let lock = File::create_new(&unnamed)?;
        lock.lock()?;
        fs::rename(&unnamed, folder.path().join(HELD))?;
        Ok(Held { folder, _lock: lock })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Clears away the folders of programs that do not live any more.
pub fn clear() {
    for prefix in [DEMO, PRESS] {
        clear_within(&std::env::temp_dir(), prefix);
    }
}

fn clear_within(place: &Path, prefix: &str) {
    for entry in fs::read_dir(place).into_iter().flatten().flatten() {
        let folder = entry.path();
        let named = entry.file_name().to_string_lossy().starts_with(prefix);
        if !named || !is_own(&folder) || is_held(&folder) {
            continue;
        }
        match fs::remove_dir_all(&folder) {
            Ok(()) => tracing::info!(folder = %folder.display(), "what a killed program left behind is cleared away"),
            Err(why) => tracing::warn!(folder = %folder.display(), %why, "a folder cannot be cleared away"),
        }
    }
}

/// Whether a living program holds a folder; also where that cannot be told.
fn is_held(folder: &Path) -> bool {
    File::open(folder.join(HELD)).map_or(true, |lock| lock.try_lock().is_err())
}

/// Whether it is a folder, and belongs to the user of this program: others may put anything into the temporary place.
#[cfg(unix)]
fn is_own(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let own = rustix::process::geteuid().as_raw();
    fs::symlink_metadata(folder).is_ok_and(|folder| folder.is_dir() && folder.uid() == own)
}

#[cfg(not(unix))]
fn is_own(folder: &Path) -> bool {
    fs::symlink_metadata(folder).is_ok_and(|folder| folder.is_dir())
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn what_a_killed_program_left_is_cleared_away_and_what_a_living_one_holds_is_not() {
        let place = tempfile::tempdir().unwrap();
        let living = Held::within(place.path(), DEMO).unwrap();
        fs::write(living.path().join("demonstration.db"), "figures").unwrap();
        // Killed: the lock goes with the program, the folder stays.
        let Held { folder, _lock: lock } = Held::within(place.path(), DEMO).unwrap();
        let killed = folder.keep();
        drop(lock);
        fs::write(killed.join("demonstration.db"), "figures").unwrap();
        let others: Vec<_> = ["baseplan-demo-of-somebody", "baseplan.db", "baseplan-press-1"]
            .map(|name| place.path().join(name))
            .into_iter()
            .inspect(|folder| fs::create_dir(folder).unwrap())
            .collect();
        let elsewhere = tempfile::tempdir().unwrap();
        fs::write(elsewhere.path().join(HELD), "").unwrap();
        let link = place.path().join("baseplan-demo-link");
        std::os::unix::fs::symlink(elsewhere.path(), &link).unwrap();

        clear_within(place.path(), DEMO);
        assert!(!killed.exists());
        assert!(living.path().join("demonstration.db").exists());
        assert!(others.iter().all(|folder| folder.exists()), "{others:?}");
        assert!(link.exists() && elsewhere.path().join(HELD).exists());

        let path = living.path().to_path_buf();
        drop(living);
        assert!(!path.exists());
    }
}
