//! Where reports are put: all files together or none, and nothing of anybody else's is touched.

use std::collections::BTreeMap;
use std::fs;

use baseplan::workflow::forms::Outputs;
use baseplan::workflow::{Stop, place};
use tempfile::TempDir;

use crate::run::files;

fn outputs(text: &str) -> Outputs {
    BTreeMap::from([("report.html".into(), text.into()), ("report.json".into(), b"{}".to_vec())])
}

/// A small site: one page in a folder of its own, and the list of its files.
fn site(text: &str, page: &str) -> Outputs {
    let manifest = format!(r#"{{"files": [{{"path": "index.html"}}, {{"path": "{page}"}}]}}"#);
    BTreeMap::from([
        ("index.html".into(), text.into()),
        (page.into(), text.into()),
        ("manifest.json".into(), manifest.into()),
    ])
}

#[test]
fn a_second_report_takes_the_place_of_the_first_as_a_whole() {
    let desk = TempDir::new().unwrap();
    let folder = desk.path().join("out/c/2025-26");
    place::report(&folder, &BTreeMap::from([("measures.csv".into(), b"old".to_vec())])).unwrap();
    place::report(&folder, &outputs("new")).unwrap();
    let stands: Vec<String> = files(&folder).into_iter().map(|(name, _)| name).collect();
    assert_eq!(stands, ["report.html", "report.json"]);
    assert_eq!(fs::read_dir(desk.path().join("out/c")).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn a_folder_with_somebodys_own_file_is_left_as_it_is() {
    let desk = TempDir::new().unwrap();
    let folder = desk.path().join("out/c/2025-26");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("my notes.txt"), "mine").unwrap();
    assert!(matches!(place::report(&folder, &outputs("new")), Err(Stop::World { .. })));
    assert_eq!(files(&folder), [("my notes.txt".to_string(), b"mine".to_vec())]);
}

#[test]
fn a_second_site_takes_the_place_of_the_first_as_a_whole() {
    let desk = TempDir::new().unwrap();
    let folder = desk.path().join("site");
    place::site(&folder, &site("old", "measures/a.html")).unwrap();
    place::site(&folder, &site("new", "plans/b.html")).unwrap();
    assert_eq!(fs::read(folder.join("plans/b.html")).unwrap(), b"new");
    assert!(!folder.join("measures").exists(), "nothing of the first remains");
}

#[test]
fn a_site_leaves_a_folder_with_somebodys_own_file_as_it_is() {
    for own in ["mine.txt", "measures/mine.txt", "report.html"] {
        let desk = TempDir::new().unwrap();
        let folder = desk.path().join("site");
        place::site(&folder, &site("old", "measures/a.html")).unwrap();
        fs::write(folder.join(own), "mine").unwrap();
        assert!(matches!(place::site(&folder, &site("new", "measures/a.html")), Err(Stop::World { .. })), "{own}");
        assert_eq!(fs::read(folder.join(own)).unwrap(), b"mine");
        assert_eq!(fs::read(folder.join("index.html")).unwrap(), b"old");
    }
}

#[test]
fn a_site_is_not_written_where_files_stand_that_no_manifest_lists() {
    let desk = TempDir::new().unwrap();
    fs::write(desk.path().join("index.html"), "mine").unwrap();
    assert!(matches!(place::site(desk.path(), &site("new", "a.html")), Err(Stop::World { .. })));
    assert_eq!(fs::read(desk.path().join("index.html")).unwrap(), b"mine");
}

#[test]
fn a_new_council_is_not_written_over_anything() {
    let desk = TempDir::new().unwrap();
    let folder = desk.path().join("c");
    let files = || [("council.toml", b"new".as_slice()), ("values/2025-26.csv", b"".as_slice())].into_iter();
    place::new_folder(&folder, files()).unwrap();
    assert_eq!(fs::read(folder.join("council.toml")).unwrap(), b"new");
    assert!(matches!(place::new_folder(&folder, files()), Err(Stop::Asked { .. })));
    fs::write(desk.path().join("f"), "").unwrap();
    assert!(matches!(place::new_folder(&desk.path().join("f"), files()), Err(Stop::Asked { .. })));
}

#[test]
fn a_place_that_cannot_be_written_is_told_and_leaves_nothing() {
    let desk = TempDir::new().unwrap();
    fs::write(desk.path().join("out"), "a file where a folder should be").unwrap();
    let told = place::report(&desk.path().join("out/c/2025-26"), &outputs("new"));
    assert!(matches!(told, Err(Stop::World { .. })));
}
