//! The columns of the open data: what each holds, in one place for CSVW, Parquet and the data package.

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// An exact decimal.
    Decimal,
    /// A day.
    Date,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in the header row.
    pub name: &'static str,
    /// What its cells are.
    pub kind: Kind,
    /// Whether every row has a cell.
    pub presence: Presence,
}

/// Whether every row has a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// In every row.
    Always,
    /// Where there is something to say.
    MayBeEmpty,
}

/// A table of the open data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// Its name: that of its files, and of its words.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// Names of the columns that together name a row.
    pub key: &'static [&'static str],
}

const fn always(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, presence: Presence::Always }
}

const fn maybe(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, presence: Presence::MayBeEmpty }
}

const PERIOD_TYPES: Kind = Kind::OneOf(&["month", "quarter", "half", "year", "academic year", "calendar year"]);
const POLARITIES: Kind = Kind::OneOf(&["higher", "lower", "on_target", "in_range", "neutral"]);
const STATUSES: Kind = Kind::OneOf(&["provisional", "revised", "final"]);
const DIRECTIONS: Kind = Kind::OneOf(&["improving", "same", "deteriorating"]);
const PUBLISHED_DIRECTIONS: Kind = Kind::OneOf(&["improving", "same", "deteriorating", "none"]);
const COMPARATORS: Kind = Kind::OneOf(&["same period last year", "previous period", "previous year end"]);
const ITEM_TYPES: Kind = Kind::OneOf(&["commitment", "risk"]);

/// Every value and target, ratings and directions of travel; written by `report`.
pub const MEASURES: Table = Table {
    name: "measures",
    columns: &[
        always("area_code", Kind::Text),
        always("council", Kind::Text),
        always("edition", Kind::Text),
        always("measure", Kind::Text),
        always("title", Kind::Text),
        always("period", Kind::Text),
        always("period_start", Kind::Date),
        always("period_end", Kind::Date),
        always("period_type", PERIOD_TYPES),
        always("aggregation", Kind::Text),
        maybe("value", Kind::Decimal),
        maybe("value_reason", Kind::Text),
        maybe("numerator", Kind::Decimal),
        maybe("denominator", Kind::Decimal),
        maybe("forecast", Kind::Decimal),
        always("unit", Kind::Text),
        always("polarity", POLARITIES),
        maybe("target_says", Kind::Text),
        maybe("target", Kind::Decimal),
        maybe("target_low", Kind::Decimal),
        maybe("target_high", Kind::Decimal),
        maybe("floor", Kind::Decimal),
        maybe("high", Kind::Decimal),
        maybe("tolerance", Kind::Decimal),
        maybe("rating", Kind::Text),
        maybe("published_rating", Kind::Text),
        maybe("shown_rating", Kind::Text),
        maybe("scheme", Kind::Text),
        maybe("scheme_from", Kind::Date),
        maybe("direction", DIRECTIONS),
        maybe("direction_reason", Kind::Text),
        maybe("direction_rule", Kind::Text),
        maybe("direction_against", COMPARATORS),
        maybe("published_direction", PUBLISHED_DIRECTIONS),
        maybe("further_directions", Kind::Text),
        maybe("status", STATUSES),
        maybe("shorthand", Kind::Text),
        maybe("note", Kind::Text),
        maybe("as_at", Kind::Date),
        maybe("own_time", Kind::Text),
        maybe("benchmark", Kind::Decimal),
        maybe("benchmark_group", Kind::Text),
        maybe("benchmark_dated", Kind::Text),
        maybe("stated", Kind::Text),
        maybe("target_stated", Kind::Text),
    ],
    key: &["measure", "period"],
};

/// What the council promised, and its strategic risks, period by period.
pub const ITEMS: Table = Table {
    name: "items",
    columns: &[
        always("area_code", Kind::Text),
        always("council", Kind::Text),
        always("edition", Kind::Text),
        always("plan", Kind::Text),
        always("type", ITEM_TYPES),
        maybe("kind", Kind::Text),
        always("reference", Kind::Text),
        always("title", Kind::Text),
        always("under", Kind::Text),
        maybe("under_title", Kind::Text),
        maybe("lead", Kind::Text),
        always("period", Kind::Text),
        maybe("period_start", Kind::Date),
        maybe("period_end", Kind::Date),
        maybe("rating", Kind::Text),
        maybe("rating_reason", Kind::Text),
        maybe("progress", Kind::Text),
        maybe("completes", Kind::Date),
        maybe("score", Kind::Decimal),
        maybe("likelihood", Kind::Decimal),
        maybe("impact", Kind::Decimal),
        maybe("target_score", Kind::Decimal),
        maybe("scheme", Kind::Text),
        maybe("scheme_from", Kind::Date),
        maybe("stated", Kind::Text),
    ],
    key: &["type", "reference", "period"],
};
