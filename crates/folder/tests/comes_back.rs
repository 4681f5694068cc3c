//! Writing and reading a folder gives the same council.

mod made;
mod reading;

use proptest::prelude::*;
use reading::told;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_council_that_is_written_reads_without_a_problem_and_is_the_same(council in made::council()) {
        let files = folder::write(&council);
        let read = folder::read(&files);
        prop_assert!(read.problems.is_empty(), "{}", told(&read.problems));
        prop_assert_eq!(&read.council, &council);
        prop_assert_eq!(folder::write(&read.council), files);
    }
}
