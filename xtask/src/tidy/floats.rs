//! Figures are decimals: floats live in the geometry of graphics, in the contrast of two colours and at the border of spreadsheets.

use super::{Finding, Source, code, has_word};

/// Where floats may be.
const PLACES: [&str; 5] = [
    "crates/report/src/chart/",
    "crates/report/src/look.rs",
    "crates/office/src/picture.rs",
    "crates/office/src/excel/double.rs",
    "crates/collect/src/double.rs",
];

/// Checks the rooms' sources.
pub fn check(sources: &[Source]) -> Vec<Finding> {
    let rooms = sources.iter().filter(|s| {
        let place = PLACES.iter().any(|place| s.path.starts_with(place));
        s.path.starts_with("crates/") && s.path.contains("/src/") && s.path.ends_with(".rs") && !place
    });
    rooms.flat_map(in_source).collect()
}

fn in_source(source: &Source) -> Vec<Finding> {
    let float = |line: &str| ["f64", "f32"].into_iter().find(|word| has_word(line, word));
    let found = code(source).filter_map(|(at, line)| Some((at, float(line)?)));
    found
        .map(|(at, word)| Finding::failure(format!("{}:{at}", source.path), format!("{word}: figures are decimals")))
        .collect()
}

#[cfg(test)]
mod cases {
    use super::super::source;
    use super::*;

    #[test]
    fn a_float_outside_geometry_and_contrast_fails() {
        assert_eq!(check(&[source("crates/rate/src/gap.rs", "fn gap(a: f64) -> f64 {")]).len(), 1);
        assert_eq!(check(&[source("crates/report/src/chart/bar.rs", "let x: f64 = 1.0;")]), []);
        assert_eq!(check(&[source("crates/rate/src/gap.rs", "// no f64 here")]), []);
    }
}
