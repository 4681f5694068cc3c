//! What must come out the same: bytes from the same input, and a council from its own files.

use std::fs;

use baseplan::workflow::disk;
use baseplan::workflow::forms::{self, Form};

use crate::run::{COUNCILS, Desk, file, files, root};

#[test]
fn the_same_input_gives_the_same_bytes_in_every_form() {
    for (council, period) in COUNCILS {
        let (once, again) = (Desk::new().report(council, period), Desk::new().report(council, period));
        let names: Vec<&str> = once.iter().map(|(name, _)| name.as_str()).collect();
        let mut known: Vec<&str> = forms::files().collect();
        known.sort_unstable();
        assert_eq!(names, known, "{council}: every file of every form, and no other");
        for ((name, first), (_, second)) in once.iter().zip(&again) {
            assert!(first == second, "{council}: {name} differs between two runs");
        }
    }
}

#[test]
fn a_form_asked_for_alone_is_the_one_that_comes_with_all() {
    let (council, period) = COUNCILS[2];
    let all = Desk::new().report(council, period);
    for form in Form::ALL {
        let desk = Desk::new();
        desk.answer(&["report", council, "--period", period, "--form", form.name()]);
        let alone = files(&desk.path(&format!("out/marlhaven/{period}")));
        assert!(form.files().iter().all(|name| alone.iter().any(|(known, _)| known == name)), "{form:?}");
        for (name, bytes) in &alone {
            assert!(bytes == file(&all, name), "{form:?}: {name} differs");
        }
    }
}

#[test]
fn editions_written_at_once_are_those_written_one_by_one() {
    let desk = Desk::new();
    desk.answer(&["report", "councils/marlhaven", "--all"]);
    for period in ["2024-25", "2025-26-H1"] {
        let at_once = files(&desk.path(&format!("out/marlhaven/{period}")));
        assert!(at_once == Desk::new().report("councils/marlhaven", period), "{period} differs");
    }
}

#[test]
fn the_same_input_gives_the_same_site() {
    let site = || {
        let desk = Desk::new();
        desk.answer(&["publish", "councils/marlhaven", "--to", "site"]);
        fs::read(desk.path("site/manifest.json")).unwrap()
    };
    // The manifest holds the digest of every other file.
    assert!(site() == site());
}

#[test]
fn the_site_offers_every_file_of_a_published_report() {
    let (council, period) = ("councils/marlhaven", "2024-25");
    let desk = Desk::new();
    let report = desk.report(council, period);
    desk.answer(&["publish", council, "--to", "site"]);
    for (name, bytes) in report {
        let offered = fs::read(desk.path(&format!("site/editions/{period}/{name}")));
        assert!(offered.unwrap() == bytes, "{name}");
    }
}

#[test]
fn writing_and_reading_a_councils_folder_gives_the_same_council() {
    for folder in ["examples/derbyshire", "examples/derby", "crates/baseplan/tests/councils/marlhaven"] {
        let read = folder::read(&disk::read(&root().join(folder)).unwrap().files);
        assert_eq!(read.problems, [], "{folder}");
        let again = folder::read(&folder::write(&read.council));
        assert_eq!(again.problems, [], "{folder}, written and read");
        assert!(again.council == read.council, "{folder} changes when it is written and read");
    }
}
