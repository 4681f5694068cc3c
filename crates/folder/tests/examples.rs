//! The councils under `examples/` read without a problem, and come back from being written.

mod common;

use common::{examples, from_disk, told};

#[test]
fn every_example_reads_without_a_problem() {
    for folder in examples() {
        let read = folder::read(&from_disk(&folder));
        assert!(read.problems.is_empty(), "{}:\n{}", folder.display(), told(&read.problems));
        assert!(!read.council.measures.is_empty() && !read.council.observations.is_empty());
    }
}
