//! How many have which rating, by the rating that is shown, and what headings roll up to.

use domain::{Scheme, Snapshot};
use serde_json::{Value, json};

use super::grade_name;

/// Counts by kind of commitment and by scheme of measures.
pub fn counts(snapshot: &Snapshot) -> Value {
    let kinds = snapshot.plan.kinds.iter().flat_map(|kind| {
        snapshot.schemes.iter().filter_map(move |scheme| {
            let of_kind = snapshot.commitments.iter().filter(|one| one.commitment.kind == kind.key);
            let judged = of_kind.filter(|one| one.scheme == scheme.family);
            let grades = judged.map(|one| scheme.grade_named(one.progress.as_ref()?.grade.as_ref()?));
            tally(json!({ "kind": kind.key, "kind_name": kind.plural, "scheme": scheme.family }), scheme, grades)
        })
    });
    json!({
        "commitments": kinds.collect::<Vec<_>>(),
        "measures": measures(snapshot, Which::All),
        "measures_in_summary": measures(snapshot, Which::InSummary),
    })
}

/// Which measures are counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    All,
    /// Those that the council counts in its summary.
    InSummary,
}

fn measures(snapshot: &Snapshot, which: Which) -> Vec<Value> {
    let counted = |scheme: &Scheme| {
        let rated = snapshot.measures.iter().filter(|one| one.scheme == scheme.family);
        let of = rated.filter(|one| which == Which::All || one.links.iter().any(|link| link.counts));
        tally(json!({ "scheme": scheme.family }), scheme, of.map(|one| one.shown_grade(scheme)))
    };
    snapshot.schemes.iter().filter_map(counted).collect()
}

/// Every grade with its count and those without; `None` where there is nothing to count.
fn tally(mut of: Value, scheme: &Scheme, places: impl Iterator<Item = Option<usize>>) -> Option<Value> {
    let places: Vec<Option<usize>> = places.collect();
    let count = |wanted: Option<usize>| places.iter().filter(|place| **place == wanted).count();
    let grades = scheme.grades.iter().enumerate();
    let ratings = grades.map(|(place, grade)| json!({ "rating": grade.name, "count": count(Some(place)) }));
    let map = of.as_object_mut()?;
    map.insert("all".into(), json!(places.len()));
    map.insert("ratings".into(), ratings.collect());
    map.insert("unrated".into(), json!({ "name": scheme.unrated.name, "count": count(None) }));
    (!places.is_empty()).then_some(of)
}

/// The rating of each heading that rolls up.
pub fn rollups(snapshot: &Snapshot) -> Vec<Value> {
    let one = |one: &domain::snapshot::RolledUp| {
        json!({
            "heading": one.heading,
            "scheme": one.scheme,
            "rating": grade_name(snapshot, &one.scheme, one.grade),
            "rated": one.rated,
            "of": one.of,
        })
    };
    snapshot.rollups.iter().map(one).collect()
}
