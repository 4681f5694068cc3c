//! The demonstration opens without a fault, and what was entered in it makes a draft that reads.

use std::path::Path;

use cycle::{Folded, demo, fold};
use domain::cycle::{ROLES, Standing};

use super::reading;

#[test]
fn the_demonstration_is_a_council_at_work() {
    let examples = reading::from_disk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples"));
    let demo = demo::read(&examples).unwrap();
    let before = folder::read(&demo.files);
    assert_eq!(before.problems, []);
    assert!(demo.round.demonstration && before.council.edition(demo.round.key.period).unwrap().demonstration);
    for (role, word) in ROLES {
        assert!(demo.people.iter().any(|(person, _)| person.holds(role)), "{word}");
    }
    let standing = |item| {
        let steps: Vec<_> = demo.steps.iter().filter(|step| step.item == item).cloned().collect();
        Standing::of(Some(1), &steps)
    };
    for wanted in [Standing::Entered, Standing::Submitted, Standing::Approved, Standing::Returned] {
        assert!(demo.entries.iter().any(|entry| standing(entry.item.clone()) == wanted), "{wanted:?}");
    }
    let folded: Vec<Folded> = demo.entries.iter().map(|entry| Folded { entry, approved_by: None }).collect();
    let names = demo.people.iter().map(|(person, _)| (person.id.clone(), person.name.clone())).collect();
    let draft = fold(&demo.files, &before.council, &demo.round, &folded, "commentary", &names).unwrap();
    let draft = folder::read(&draft);
    assert_eq!(draft.problems, []);
    let edition = draft.council.edition(demo.round.key.period).unwrap();
    let (name, text) = draft.council.outlines.iter().find(|(name, _)| *name == edition.outline).unwrap();
    let outline = report::outline::parse(name, text).unwrap();
    let snapshot = rate::snapshot(&draft.council, edition);
    let look = report::look::Look::new(&snapshot.look);
    assert_eq!(report::compose::compose(&snapshot, &outline, &look).problems, []);
}
