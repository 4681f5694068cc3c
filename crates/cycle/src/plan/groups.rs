//! Fields of a long form that people think of together.

/// Some columns of a table under a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// The heading.
    pub title: &'static str,
    /// Columns that nearly every row has, in the order of the form.
    pub columns: &'static [&'static str],
    /// Columns that few rows have, in the order of the form.
    pub rare: &'static [&'static str],
}

const MEASURES: [Group; 5] = [
    Group { title: "What it is", columns: &["key", "title", "definition"], rare: &["level", "notes", "predecessor"] },
    Group {
        title: "How it is counted",
        columns: &["unit", "places", "aggregation"],
        rare: &["scale", "levels", "plausible_from", "plausible_to"],
    },
    Group { title: "When it is due", columns: &["frequency"], rare: &["reported", "arrives_late"] },
    Group { title: "How it is rated", columns: &["polarity", "scheme"], rare: &[] },
    Group { title: "Who answers for it", columns: &["owner", "source"], rare: &[] },
];

/// The groups of a table's form in the order in which people think. Empty: the form is short enough without.
pub fn groups(table: &str) -> &'static [Group] {
    match table {
        "measures" => &MEASURES,
        _ => &[],
    }
}
