//! Every edition of the examples and of the invented council, written once by the program in every form.

use std::sync::OnceLock;

use baseplan::workflow::{open, report};

use crate::expected::{self, Expected};
use crate::run::{COUNCILS, Desk, file, files, root};

/// An edition with what it must say and the files that must say it.
pub struct Edition {
    /// `marlhaven 2025-26-H1`.
    pub name: String,
    /// The tables of its document.
    pub tables: Vec<Expected>,
    files: Vec<(String, Vec<u8>)>,
}

impl Edition {
    /// A file's bytes.
    pub fn file(&self, name: &str) -> &[u8] {
        file(&self.files, name)
    }

    /// How many facts its tables state.
    pub fn facts(&self) -> usize {
        self.tables.iter().map(Expected::facts).sum()
    }
}

/// Every edition.
pub fn all() -> &'static [Edition] {
    static ALL: OnceLock<Vec<Edition>> = OnceLock::new();
    ALL.get_or_init(|| {
        let desk = Desk::new();
        COUNCILS.into_iter().flat_map(|(council, _)| of(&desk, council)).collect()
    })
}

/// The edition of a name.
pub fn named(name: &str) -> &'static Edition {
    all().iter().find(|edition| edition.name == name).unwrap()
}

fn of(desk: &Desk, council: &str) -> Vec<Edition> {
    desk.answer(&["report", council, "--all"]);
    let opened = open::open(&root().join(council.replace("councils/", "crates/baseplan/tests/councils/"))).unwrap();
    let edition = |edition: &domain::Edition| {
        let composed = report::composed(&opened.council, edition).unwrap();
        let period = edition.period;
        Edition {
            name: format!("{} {period}", opened.name),
            tables: expected::tables(&composed.report),
            files: files(&desk.path(&format!("out/{}/{period}", opened.name))),
        }
    };
    opened.council.editions.iter().map(edition).collect()
}
