//! Reading a folder, in the order in which things refer to one another.

mod commitments;
pub(crate) mod council;
mod editions;
pub(crate) mod fits;
mod measures;
mod plans;
mod progress;
mod records;
mod schemes;
mod serves;
pub(crate) mod targets;
mod values;
mod words;

use domain::Council;

use crate::known::Known;
use crate::problems::Problems;
use crate::shape::Texts;
use crate::{Files, Read};

/// Reads everything; what has a fault is left out of the council and told.
pub(crate) fn read(files: &Files) -> Read {
    let mut problems = Problems::default();
    if council::is_of_a_later_form(files, &mut problems) {
        return Read { council: Council::default(), problems: problems.sorted() };
    }
    let texts = Texts::sort(files, &mut problems);
    let mut known = Known::default();
    let mut council = council::read(&texts, &mut known, &mut problems);
    council.outlines = outlines(&texts, &mut known);
    for key in texts.plans() {
        known.plans.entry(key).or_default();
    }
    council.schemes = schemes::read(&texts, &mut known, &mut problems);
    council.editions = editions::read(&texts, &mut known, &mut problems);
    council.notes = records::notes(&texts, &mut known, &mut problems);
    council.measures = measures::read(&texts, &mut known, &mut problems);
    council.plans = plans::read(&texts, &mut known, &mut problems);
    (council.progress, council.risk_scores) = progress::read(&texts, &known, &mut problems);
    council.observations = values::read(&texts, &known, &mut problems);
    council.targets = targets::targets(&texts, &known, &mut problems);
    council.benchmarks = targets::benchmarks(&texts, &known, &mut problems);
    council.published = records::ratings(&texts, &known, &mut problems);
    council.published_travel = records::travel(&texts, &known, &mut problems);
    council.passages = words::read(&texts, &known, &mut problems);
    in_order(&mut council);
    Read { council, problems: problems.sorted() }
}

fn outlines(texts: &Texts, known: &mut Known) -> Vec<(String, String)> {
    for name in texts.names("outlines", ".toml") {
        known.outlines.add(&name);
    }
    let name = |path: &str| path.trim_start_matches("outlines/").trim_end_matches(".toml").to_string();
    texts.under("outlines/").into_iter().map(|(path, text)| (name(path), text.to_string())).collect()
}

/// What may stand in any file of a folder gets an order that does not hang on the names of files: schemes by family and
/// date, values and targets by measure, period and edition, words by edition, slot and subject.
fn in_order(council: &mut Council) {
    let places: std::collections::BTreeMap<&str, usize> =
        council.measures.iter().enumerate().map(|(place, measure)| (measure.key.as_str(), place)).collect();
    let place = |key: &str| places.get(key).copied().unwrap_or(usize::MAX);
    council.schemes.sort_by(|a, b| (&a.family, a.from).cmp(&(&b.family, b.from)));
    council.passages.sort_by(|a, b| (a.edition, &a.slot, &a.about).cmp(&(b.edition, &b.slot, &b.about)));
    council.observations.sort_by_cached_key(|o| (place(&o.measure), o.measure.clone(), o.period, o.stated));
    council.targets.sort_by_cached_key(|t| (place(&t.measure), t.measure.clone(), t.period, t.stated));
}
