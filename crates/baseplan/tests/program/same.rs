//! What must come out the same: bytes from the same input, and a council from its own files.

use baseplan::workflow::disk;

use crate::run::{COUNCILS, Desk, root};

#[test]
fn the_same_input_gives_the_same_bytes_of_html_pdf_json_and_csv() {
    for (council, period) in COUNCILS {
        let (once, again) = (Desk::new().report(council, period), Desk::new().report(council, period));
        let names: Vec<&str> = once.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["measures.csv", "report.html", "report.json", "report.pdf"]);
        for ((name, first), (_, second)) in once.iter().zip(&again) {
            assert!(first == second, "{council}: {name} differs between two runs");
        }
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
