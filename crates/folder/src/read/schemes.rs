//! `schemes/*.toml`: each scheme, and that no two of a family are in force at once.

use domain::Scheme;

use crate::known::Known;
use crate::problems::{Fault, Place, Problems};
use crate::scheme;
use crate::shape::Texts;

/// Reads the schemes in the order of their files.
pub(super) fn read(texts: &Texts, known: &mut Known, problems: &mut Problems) -> Vec<Scheme> {
    let mut schemes: Vec<(String, Scheme)> = Vec::new();
    known.families_torn = texts.lost_under("schemes/");
    for (file, text) in texts.under("schemes/") {
        let read = scheme::read(file, text, problems);
        let Some((family, read)) = read.and_then(|read| Some((read.family.clone()?, read))) else {
            known.families_torn = true;
            continue;
        };
        let names = known.families.entry(family).or_default();
        names.grades.join(read.grades);
        let Some(scheme) = read.scheme else { continue };
        let (line, column) = read.from_at;
        match schemes.iter().find(|(_, earlier)| clash(earlier, &scheme)) {
            Some((other, earlier)) => {
                let says = format!(
                    "“{}” is in force at the same time as “{}” of {other}, and both are of the family “{}”.",
                    scheme.title, earlier.title, scheme.family
                );
                let hint = "Give the earlier one a last day (until), or this one a family of its own.";
                problems.tell(Place::new(file, line, column), Fault::new("schemes-overlap", says, hint));
            }
            None => schemes.push((file.to_string(), scheme)),
        }
    }
    schemes.into_iter().map(|(_, scheme)| scheme).collect()
}

/// Whether some day is in force for both.
fn clash(one: &Scheme, other: &Scheme) -> bool {
    let begins_within = |early: &Scheme, late: &Scheme| late.from >= early.from && early.in_force(late.from);
    one.family == other.family && (begins_within(one, other) || begins_within(other, one))
}
