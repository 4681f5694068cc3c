//! Keys of the kinds of section that show tables of commitments and measures, and charts.

use serde::Deserialize;

use super::{ColumnSpec, Yield, commentary};

/// Keys of `kind = "progress"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgressSpec {
    /// Keys of kinds of commitment.
    pub of: Vec<String>,
    /// Only those with one of these grades: a list of exceptions. `None`: all.
    pub only: Option<Vec<String>>,
    /// The slot of the comments.
    #[serde(default = "commentary")]
    pub comments: String,
    /// What makes groups of rows: `lead`, or the key of a dimension. `None`: no groups.
    pub by: Option<String>,
    /// The columns.
    #[serde(deserialize_with = "some_columns")]
    pub columns: Vec<ColumnSpec>,
}

/// Keys of `kind = "measures"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasuresSpec {
    /// Which measures.
    #[serde(default)]
    pub which: Which,
    /// Only those whose rating shown is one of these grades: a list of exceptions. `None`: all.
    pub only: Option<Vec<String>>,
    /// Only these, by key. `None`: all.
    pub measures: Option<Vec<String>>,
    /// Only those that have a value for their period, or that have none. `None`: both.
    pub value: Option<Yield>,
    /// The slot of the comments.
    #[serde(default = "commentary")]
    pub comments: String,
    /// The columns.
    #[serde(deserialize_with = "some_columns")]
    pub columns: Vec<ColumnSpec>,
}

/// Keys of `kind = "charts"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChartsSpec {
    /// Which measures.
    #[serde(default)]
    pub which: Which,
    /// Only those whose rating shown is one of these grades: a list of exceptions. `None`: all.
    pub only: Option<Vec<String>>,
    /// Whether they stand under the title of the commitment that they serve.
    #[serde(default)]
    pub by: By,
    /// The slot of the words about a measure, which stand beneath its chart.
    #[serde(default = "commentary")]
    pub comments: String,
}

/// How charts are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// One after another.
    #[default]
    Nothing,
    /// Under the title of the commitment that each serves.
    Commitment,
}

/// Which measures of a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Which {
    /// All.
    #[default]
    All,
    /// Those that are reported within the year.
    InYear,
    /// Those that are reported once a year.
    Yearly,
    /// Those of the whole council, under no commitment or heading.
    Overarching,
}

/// Columns of a table, at least one.
pub(super) fn some_columns<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<ColumnSpec>, D::Error> {
    let columns = Vec::<ColumnSpec>::deserialize(from)?;
    if columns.is_empty() {
        return Err(serde::de::Error::custom("a table needs at least one column"));
    }
    Ok(columns)
}
