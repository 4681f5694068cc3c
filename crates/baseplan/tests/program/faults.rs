//! A folder with faults, and a disk that refuses.

use std::fs;
use std::os::unix::fs::symlink;

use crate::run::Desk;

#[test]
fn a_folder_with_thirty_mistakes_is_not_reported_on() {
    let desk = Desk::new();
    let output = desk.run(&["report", "thirty", "--period", "2025-26-Q2"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.ends_with("30 problems; nothing was written.\n"), "{told}");
    assert!(!desk.path("out").exists());
}

#[test]
fn a_folder_with_thirty_mistakes_is_not_published() {
    let desk = Desk::new();
    let output = desk.run(&["publish", "thirty", "--to", "site"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8(output.stderr).unwrap().ends_with("30 problems; nothing was written.\n"));
    assert!(!desk.path("site").exists());
}

#[test]
fn a_council_with_drafts_alone_has_nothing_to_publish() {
    let desk = Desk::new();
    starter(&desk);
    let editions = fs::read_to_string(desk.path("c/editions.toml")).unwrap();
    assert!(editions.contains("\"draft\""), "the starter's edition is a draft");
    let output = desk.run(&["publish", "c", "--to", "site"]);
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(!desk.path("site").exists());
}

/// A starting council in a folder of its own, to be spoiled.
fn starter(desk: &Desk) {
    desk.answer(&["new", "c"]);
}

fn told_by_check(desk: &Desk) -> String {
    let output = desk.run(&["check", "c"]);
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_link_out_of_the_folder_is_a_problem_and_is_not_followed() {
    let desk = Desk::new();
    starter(&desk);
    fs::write(desk.path("secret.csv"), "a secret").unwrap();
    symlink(desk.path("secret.csv"), desk.path("c/breaks.csv")).unwrap();
    let told = told_by_check(&desk);
    assert!(told.starts_with("breaks.csv: "), "{told}");
    assert!(told.contains("[link]") && told.contains("1 problem;") && !told.contains("a secret"), "{told}");
}

#[test]
fn a_link_to_a_file_within_the_folder_is_read() {
    let desk = Desk::new();
    starter(&desk);
    fs::rename(desk.path("c/measures.csv"), desk.path("c/.measures.csv")).unwrap();
    symlink(".measures.csv", desk.path("c/measures.csv")).unwrap();
    assert!(desk.run(&["check", "c"]).status.success());
}

#[test]
fn a_file_of_more_than_twenty_megabytes_is_one_problem_and_is_not_read_whole() {
    let desk = Desk::new();
    starter(&desk);
    fs::write(desk.path("c/breaks.csv"), vec![b'a'; 21 * 1024 * 1024]).unwrap();
    let told = told_by_check(&desk);
    assert!(told.starts_with("breaks.csv: ") && told.contains("1 problem;"), "{told}");
}

#[test]
fn a_name_that_is_no_unicode_is_a_problem() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    starter(&desk);
    fs::write(desk.path("c").join(std::ffi::OsStr::from_bytes(b"values/\xff.csv")), "").unwrap();
    let told = told_by_check(&desk);
    assert!(told.contains("[file-name]"), "{told}");
}

#[test]
fn files_that_the_desk_leaves_about_are_no_problems() {
    let desk = Desk::new();
    starter(&desk);
    for name in ["README.md", ".DS_Store", "~$measures.xlsx"] {
        fs::write(desk.path("c").join(name), "x").unwrap();
    }
    assert!(desk.run(&["check", "c"]).status.success());
}
