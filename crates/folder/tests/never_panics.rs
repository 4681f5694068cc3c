//! Whatever the bytes, reading ends with problems and never in a panic, and places lie in the file.

use folder::Files;
use proptest::prelude::*;

/// Pieces that files are made of, to reach further than bytes alone would.
const PIECES: [&str; 40] = [
    ",",
    "\n",
    "\"",
    "\r\n",
    ";",
    "=",
    "[[",
    "]]",
    "[",
    "]",
    "{",
    "}",
    "{{",
    "}}",
    "---\n",
    "#",
    "'",
    "measure",
    "period",
    "value",
    "stated",
    "key",
    "title",
    "2025-26-Q2",
    "2009-10",
    "-",
    "0",
    "99999999999999999999",
    "0.",
    "E+06",
    "£",
    "é",
    "\u{FEFF}",
    "\0",
    "yes",
    "to",
    "at most ",
    "words:",
    "[[grade]]\n",
    "<b>",
];

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES.as_slice()), 0..60);
    prop_oneof![prop::collection::vec(any::<u8>(), 0..200), pieces.prop_map(|pieces| pieces.concat().into_bytes()),]
}

fn check(files: &Files) {
    let read = folder::read(files);
    for problem in &read.problems {
        prop_assert_in_file(files, problem);
    }
}

fn prop_assert_in_file(files: &Files, problem: &domain::Problem) {
    let lines = files.get(&problem.file).map_or(0_u64, |bytes| {
        let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
        text.split('\n').map(|_| 1_u64).sum::<u64>()
    });
    assert!(u64::from(problem.line) <= lines.max(1), "{problem} beyond {lines} lines");
    assert!(!problem.says.is_empty() && !problem.hint.is_empty(), "{problem}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_bytes_in_any_file_are_told_and_never_panic(bytes in bytes(), file in 0_usize..24) {
        let mut files = folder::starter();
        let path = files.keys().nth(file).unwrap().clone();
        files.insert(path, bytes);
        check(&files);
    }

    #[test]
    fn any_bytes_within_a_good_file_are_told_and_never_panic(bytes in bytes(), file in 0_usize..24, at in any::<prop::sample::Index>()) {
        let mut files = folder::starter();
        let path = files.keys().nth(file).unwrap().clone();
        let text = files.get_mut(&path).unwrap();
        let at = at.index(text.len() + 1);
        text.splice(at..at, bytes);
        check(&files);
    }

    #[test]
    fn any_path_is_read_ignored_or_told(path in "[a-z/.~$ é]{0,30}(toml|csv|md)?") {
        check(&Files::from([(path, b"x".to_vec())]));
    }

    #[test]
    fn any_scheme_text_reads_or_is_told(bytes in bytes()) {
        if let Ok(text) = String::from_utf8(bytes) {
            let told = folder::scheme(&text).err();
            prop_assert!(told.is_none_or(|problems| !problems.is_empty()));
        }
    }
}
