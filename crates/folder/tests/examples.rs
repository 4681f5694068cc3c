//! The councils under `examples/` read without a problem, and come back from being written.

mod reading;

use reading::{examples, from_disk, told};

#[test]
fn every_example_reads_without_a_problem() {
    for folder in examples() {
        let read = folder::read(&from_disk(&folder));
        assert!(read.problems.is_empty(), "{}:\n{}", folder.display(), told(&read.problems));
        assert!(!read.council.measures.is_empty() && !read.council.observations.is_empty());
    }
}

#[test]
fn every_example_comes_back_from_being_written() {
    for folder in examples() {
        let read = folder::read(&from_disk(&folder));
        let written = folder::write(&read.council);
        let again = folder::read(&written);
        assert!(again.problems.is_empty(), "{}:\n{}", folder.display(), told(&again.problems));
        assert_eq!(again.council, read.council, "{}", folder.display());
        assert_eq!(folder::write(&again.council), written, "{}", folder.display());
    }
}
