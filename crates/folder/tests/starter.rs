//! The starting council.

mod reading;

use reading::told;

#[test]
fn the_starting_council_reads_without_a_problem_and_comes_back_from_being_written() {
    let read = folder::read(&folder::starter());
    assert!(read.problems.is_empty(), "{}", told(&read.problems));
    let again = folder::read(&folder::write(&read.council));
    assert_eq!((again.council, again.problems), (read.council, vec![]));
}

#[test]
fn the_starting_council_is_small_and_whole() {
    let council = folder::read(&folder::starter()).council;
    let plan = &council.plans[0];
    assert_eq!((plan.headings.len(), plan.commitments.len()), (2, 3));
    assert!(council.measures.len() >= 5 && council.schemes.len() == 2 && council.outlines.len() == 1);
    assert!(council.editions[0].demonstration);
}

#[test]
fn every_key_of_its_toml_has_a_comment_beside_its_first_use() {
    for (path, bytes) in folder::starter() {
        let text = String::from_utf8(bytes).unwrap();
        let mut met = std::collections::BTreeSet::new();
        for line in text.lines().filter(|_| path.ends_with(".toml")) {
            let Some((key, _)) = line.split_once(" = ") else { continue };
            let plain = key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            if plain && met.insert(key.to_string()) {
                assert!(line.contains(" # "), "{path}: {line}");
            }
        }
    }
}

#[test]
fn no_file_of_the_starting_council_is_forgotten() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("starter");
    assert_eq!(reading::from_disk(&root), folder::starter());
}
