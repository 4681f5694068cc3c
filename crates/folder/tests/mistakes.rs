//! One mistake in the starting council gives one problem, where it stands. The table is `mistakes.csv`.

mod reading;

use folder::Files;
use reading::told;

#[test]
fn one_mistake_gives_one_problem_where_it_stands() {
    let mut reader = csv::Reader::from_reader(include_bytes!("mistakes.csv").as_slice());
    let mut wrong = String::new();
    for record in reader.records() {
        let record = record.unwrap();
        let [file, good, bad, rule, line, column] = std::array::from_fn(|i| record.get(i).unwrap());
        let mut files = folder::starter();
        let text = String::from_utf8(files[file].clone()).unwrap();
        if !text.contains(good) {
            wrong += &format!("{file} has no “{good}”\n");
            continue;
        }
        files.insert(file.into(), text.replacen(good, bad, 1).into_bytes());
        let problems = folder::read(&files).problems;
        let found: Vec<String> =
            problems.iter().map(|p| format!("{},{},{},{}", p.file, p.rule, p.line, p.column)).collect();
        if found != [format!("{file},{rule},{line},{column}")] {
            wrong +=
                &format!("{file}: “{bad}” for “{good}”, expected {rule} at {line},{column}:\n{}\n", told(&problems));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What files can be as a whole: (file, bytes, the problem).
#[test]
fn files_that_are_missing_unreadable_or_out_of_place_are_told_once() {
    let cases: [(&str, Option<&[u8]>, &str); 16] = [
        ("council.toml", None, "council.toml,missing-file,0,0"),
        ("measures.csv", None, "measures.csv,missing-file,0,0"),
        ("plans/2025-28/headings.csv", None, "plans/2025-28/headings.csv,missing-file,0,0"),
        ("notes.csv", Some(b"key,text\nlate-weights,caf\x81\n"), "notes.csv,not-utf8,2,0"),
        ("measures.csv", Some(b"\xFF\xFEk\0e\0y\0"), "measures.csv,not-utf8,0,0"),
        ("measures.csv", Some(b"key,\0"), "measures.csv,control-character,1,5"),
        ("measures.csv", Some(b""), "measures.csv,missing-header,0,0"),
        ("measures.csv", Some(b"\n\n,,\n"), "measures.csv,missing-header,0,0"),
        ("measures.csv", Some(b"key,title\n"), "measures.csv,missing-column,1,0"),
        ("editions.toml", Some(b"[[edition]\n"), "editions.toml,toml-syntax,1,11"),
        ("values/2026.xlsx", Some(b"PK"), "values/2026.xlsx,unknown-file,0,0"),
        ("value/2026.csv", Some(b"measure"), "value/2026.csv,unknown-file,0,0"),
        (
            "plans/2025-28/titles.csv",
            Some(b"reference,from,title\nA9,2025-26-Q2,New words\n"),
            "plans/2025-28/titles.csv,unknown-reference,2,1",
        ),
        (
            "plans/2025-28/titles.csv",
            Some(b"reference,from,title\nA1,2025-26-Q1,New words\n"),
            "plans/2025-28/titles.csv,unknown-edition,2,2",
        ),
        ("words/2026-27/x.md", Some(b"Words."), "words/2026-27/x.md,unknown-edition,0,0"),
        ("words/2025-26-Q2/commentary/Z.md", Some(b"Words."), "words/2025-26-Q2/commentary/Z.md,unknown-reference,0,0"),
    ];
    for (file, bytes, expected) in cases {
        let mut files = folder::starter();
        match bytes {
            Some(bytes) => files.insert(file.into(), bytes.to_vec()),
            None => files.remove(file),
        };
        let problems = folder::read(&files).problems;
        let found: Vec<String> =
            problems.iter().map(|p| format!("{},{},{},{}", p.file, p.rule, p.line, p.column)).collect();
        assert_eq!(found, [expected], "{}", told(&problems));
    }
}

/// The starting council with one file written anew.
fn with(file: &str, bytes: &[u8]) -> Files {
    let mut files = folder::starter();
    files.insert(file.into(), bytes.to_vec());
    files
}

#[test]
fn what_excel_and_editors_do_to_a_file_does_no_harm() {
    let plain = folder::read(&folder::starter());
    let values = String::from_utf8(folder::starter()["values/2025-26.csv"].clone()).unwrap();
    for (what, text) in [
        ("lines end as in Windows", values.replace('\n', "\r\n")),
        ("a byte order mark stands in front", format!("\u{FEFF}{values}")),
        ("zeros at the end are lost", values.replace("49.0", "49").replace("17.0", "17")),
        ("zeros at the end are added", values.replace("10480", "10480.00")),
        ("cells have blanks around them", values.replace(',', " , ")),
        ("empty rows follow", format!("{values},,,,,,,,\n\n,,,,,,,,\n")),
        ("empty columns follow", values.replace('\n', ",,\n")),
        ("the last line does not end", values.trim_end().to_string()),
    ] {
        let read = folder::read(&with("values/2025-26.csv", text.as_bytes()));
        assert_eq!((read.council.observations, read.problems), (plain.council.observations.clone(), vec![]), "{what}");
    }
    let read = folder::read(&with("notes.csv", b"key,text\nlate-weights,\xA3 caf\xE9 \x96\nregister,x\n"));
    assert_eq!((read.council.notes[0].text.as_str(), read.problems), ("£ café –", vec![]));
}

#[test]
fn what_has_a_fault_is_left_out_and_everything_else_is_there() {
    let values = String::from_utf8(folder::starter()["values/2025-26.csv"].clone()).unwrap();
    let read = folder::read(&with("values/2025-26.csv", values.replace("10480", "ten").as_bytes()));
    let whole = folder::read(&folder::starter()).council;
    assert_eq!(read.council.observations.len() + 1, whole.observations.len());
    let left_out = whole.observations.iter().filter(|o| !read.council.observations.contains(o)).collect::<Vec<_>>();
    assert_eq!(
        (left_out.len(), left_out[0].measure.as_str(), left_out[0].period.to_string().as_str()),
        (1, "park-visits", "2025-26-Q1")
    );
}
