//! The columns of a workbook's tables, by the headings that people see.

/// The sheet that figures stand in.
pub(crate) const FIGURES: &str = "Figures";
/// The sheet that progress stands in.
pub(crate) const PROGRESS: &str = "Progress";

/// Who fills a column in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filled {
    /// The workbook's maker; nobody may change it.
    Beforehand,
    /// The owner.
    ByOwner,
}

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Column {
    /// What it holds.
    pub what: What,
    /// Its heading.
    pub title: &'static str,
    /// Its width in characters.
    pub width: u16,
    /// Who fills it in.
    pub filled: Filled,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum What {
    Reference,
    Title,
    Period,
    PeriodKey,
    Unit,
    YearAgo,
    Last,
    Target,
    Value,
    Reason,
    Numerator,
    Denominator,
    Marker,
    AsAt,
    Forecast,
    Note,
    LastRating,
    LastCommentary,
    Rating,
    Completes,
    Commentary,
    Mark,
}

const fn shown(what: What, title: &'static str, width: u16) -> Column {
    Column { what, title, width, filled: Filled::Beforehand }
}

const fn asked(what: What, title: &'static str, width: u16) -> Column {
    Column { what, title, width, filled: Filled::ByOwner }
}

const MARK: Column = shown(What::Mark, "Key (leave as it is)", 28);

const FIGURE_COLUMNS: [Column; 17] = [
    shown(What::Reference, "Reference", 14),
    shown(What::Title, "Measure", 44),
    shown(What::Period, "Period", 20),
    shown(What::PeriodKey, "Period key", 13),
    shown(What::Unit, "Counted in", 20),
    shown(What::YearAgo, "Same period last year", 17),
    shown(What::Last, "Last period", 17),
    shown(What::Target, "Target", 15),
    asked(What::Value, "Value", 15),
    asked(What::Reason, "Why there is no value", 19),
    asked(What::Numerator, "Numerator", 15),
    asked(What::Denominator, "Denominator", 15),
    asked(What::Marker, "Marker", 17),
    asked(What::AsAt, "Data as at", 19),
    asked(What::Forecast, "Forecast for the year end", 16),
    asked(What::Note, "Note", 44),
    MARK,
];

const PROGRESS_COLUMNS: [Column; 8] = [
    shown(What::Reference, "Reference", 14),
    shown(What::Title, "Title", 44),
    shown(What::LastRating, "Last rating", 15),
    shown(What::LastCommentary, "Last commentary", 60),
    asked(What::Rating, "Proposed rating", 17),
    asked(What::Completes, "Expected completion", 19),
    asked(What::Commentary, "Commentary", 60),
    MARK,
];

/// The columns of the figures, with forecasts or without.
pub(crate) fn of_figures(forecasts: bool) -> Vec<Column> {
    FIGURE_COLUMNS.into_iter().filter(|column| forecasts || column.what != What::Forecast).collect()
}

/// The columns of progress.
pub(crate) fn of_progress() -> Vec<Column> {
    PROGRESS_COLUMNS.to_vec()
}
