//! A measure as a case table describes it: `unit: percent · places: 1 · plausible: -50 to 150`.

use domain::measure::Naming;
use domain::{Aggregation, Frequency, Measure, Polarity, Scale, Unit};

use crate::table::Row;

/// The measure of a row.
pub fn of(row: &Row) -> Measure {
    let number = |text: &str| text.parse().unwrap_or_else(|_| panic!("{}: {text}", row.place));
    let scale = match row.get("scale") {
        Some("k") => Scale::Thousand,
        Some("m") => Scale::Million,
        _ => Scale::One,
    };
    Measure {
        key: "M1".into(),
        names: vec![Naming { from: None, title: "Things done".into() }],
        definition: None,
        unit: Unit::parse(row.must("unit")).unwrap_or_else(|| panic!("{}: unit", row.place)),
        places: row.get("places").map_or(0, |places| places.parse().unwrap()),
        scale,
        polarity: Polarity::Higher,
        aggregation: Aggregation::Snapshot,
        frequency: Frequency::Quarterly,
        reported: None,
        arrives_late: 0,
        scheme: None,
        level: None,
        levels: row.get("levels").into_iter().flat_map(|text| text.split(", ")).map(str::to_string).collect(),
        owner: None,
        source: None,
        breaks: Vec::new(),
        notes: Vec::new(),
        predecessor: None,
        plausible: row.get("plausible").and_then(|text| text.split_once(" to ")).map(|(a, b)| (number(a), number(b))),
    }
}
