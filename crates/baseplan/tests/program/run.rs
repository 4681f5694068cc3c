//! Running the program in a folder of its own that sees the examples as a clone of the project does.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A working folder with `examples` in it, as in a clone, `councils` of the tests and the folder of `thirty` mistakes.
pub struct Desk {
    folder: TempDir,
}

/// What is tested end to end: every example and the invented council, each with its editions.
pub const COUNCILS: [(&str, &str); 3] =
    [("examples/derbyshire", "2025-26-Q2"), ("examples/derby", "2024-25"), ("councils/marlhaven", "2025-26-H1")];

/// The root of the work tree.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

impl Desk {
    pub fn new() -> Desk {
        let folder = TempDir::new().unwrap();
        let places = [
            ("examples", "examples"),
            ("crates/baseplan/tests/councils", "councils"),
            ("crates/folder/tests/thirty", "thirty"),
        ];
        for (place, name) in places {
            std::os::unix::fs::symlink(root().join(place), folder.path().join(name)).unwrap();
        }
        Desk { folder }
    }

    pub fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_baseplan")).args(arguments).current_dir(self.folder.path()).output().unwrap()
    }

    /// Standard output of a command that must do what it is asked.
    pub fn answer(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Writes a report and gives its files: name and bytes, in the order of names.
    pub fn report(&self, council: &str, period: &str) -> Vec<(String, Vec<u8>)> {
        self.answer(&["report", council, "--period", period]);
        let name = council.rsplit('/').next().unwrap();
        files(&self.path(&format!("out/{name}/{period}")))
    }
}

/// The files of a folder with their bytes, in the order of names.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_string(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

/// One file of a report.
pub fn file<'a>(files: &'a [(String, Vec<u8>)], name: &str) -> &'a [u8] {
    &files.iter().find(|(known, _)| known == name).unwrap().1
}
