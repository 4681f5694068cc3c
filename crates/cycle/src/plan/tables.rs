//! The tables of a council's papers, as `docs/folder.md` has them, with the words of their forms.

/// Where a table stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A paper of the council.
    Council(&'static str),
    /// A paper of the plan.
    Plan(&'static str),
    /// A folder of papers, one an edition, whose rows are stated in an edition.
    Stated(&'static str),
}

/// What a form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// A line of text.
    Text,
    /// Several lines.
    Long,
    /// A number.
    Number,
    /// A date.
    Date,
    /// A period.
    Period,
    /// One of these words; empty where it may be.
    Word(&'static [&'static str]),
    /// The key of a measure.
    Measure,
    /// A heading's or commitment's reference.
    Reference,
}

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in the paper.
    pub name: &'static str,
    /// What a form asks for.
    pub asks: Asks,
    /// Whether it must be filled in.
    pub must: bool,
}

/// One table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// Its name in addresses.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// Where it stands.
    pub place: Place,
    /// Columns that make the key of a row.
    pub key: &'static [&'static str],
    /// Columns in the order of the form.
    pub columns: &'static [Column],
}

const fn must(name: &'static str, asks: Asks) -> Column {
    Column { name, asks, must: true }
}

const fn may(name: &'static str, asks: Asks) -> Column {
    Column { name, asks, must: false }
}

const UNITS: Asks = Asks::Word(&[
    "count",
    "percent",
    "percent_unmarked",
    "pp",
    "gbp",
    "days",
    "weeks",
    "minutes",
    "per_1k",
    "per_10k",
    "per_100k",
    "score",
    "level",
    "yes_no",
    "km",
    "m2",
    "kg",
    "tonnes",
    "ratio",
]);
const POLARITIES: Asks = Asks::Word(&["higher", "lower", "on_target", "in_range", "neutral"]);
const AGGREGATIONS: Asks = Asks::Word(&[
    "cumulative",
    "cumulative_ratio",
    "rolling12",
    "rolling6",
    "rolling3",
    "snapshot",
    "latest_month",
    "quarter_only",
    "annual",
    "annual_snapshot",
    "academic_year",
    "calendar_year",
]);
const FREQUENCIES: Asks = Asks::Word(&["monthly", "quarterly", "half-yearly", "yearly"]);

/// Every table that can be edited, in the order in which a plan is made.
pub const TABLES: [Table; 12] = [
    Table {
        name: "headings",
        title: "Outcomes and priorities",
        about: "The headings that the plan's commitments stand under.",
        place: Place::Plan("headings.csv"),
        key: &["reference"],
        columns: &[
            must("reference", Asks::Text),
            must("level", Asks::Number),
            may("parent", Asks::Reference),
            may("short", Asks::Text),
            must("title", Asks::Text),
            may("notes", Asks::Text),
        ],
    },
    Table {
        name: "commitments",
        title: "Objectives and deliverables",
        about: "What the plan promises, and who leads it.",
        place: Place::Plan("commitments.csv"),
        key: &["reference"],
        columns: &[
            must("reference", Asks::Text),
            must("kind", Asks::Text),
            must("under", Asks::Reference),
            must("title", Asks::Text),
            may("lead", Asks::Text),
            may("starts", Asks::Date),
            may("predecessor", Asks::Text),
        ],
    },
    Table {
        name: "titles",
        title: "Rewordings of commitments",
        about: "A title that holds from an edition on. Earlier editions keep the old one.",
        place: Place::Plan("titles.csv"),
        key: &["reference", "from"],
        columns: &[must("reference", Asks::Reference), must("from", Asks::Period), must("title", Asks::Text)],
    },
    Table {
        name: "milestones",
        title: "Milestones",
        about: "Dated steps of a commitment: a new date stands beside the first one.",
        place: Place::Plan("milestones.csv"),
        key: &["commitment", "reference"],
        columns: &[
            must("commitment", Asks::Reference),
            must("reference", Asks::Text),
            must("title", Asks::Text),
            must("due", Asks::Date),
            may("revised", Asks::Text),
            may("done", Asks::Date),
        ],
    },
    Table {
        name: "measures",
        title: "Measures",
        about: "What is counted, in which unit, which way is better, and who enters it.",
        place: Place::Council("measures.csv"),
        key: &["key"],
        columns: &[
            must("key", Asks::Text),
            must("title", Asks::Text),
            may("definition", Asks::Long),
            must("unit", UNITS),
            must("places", Asks::Number),
            may("scale", Asks::Word(&["k", "m"])),
            must("polarity", POLARITIES),
            must("aggregation", AGGREGATIONS),
            must("frequency", FREQUENCIES),
            may("reported", Asks::Text),
            may("arrives_late", Asks::Number),
            may("scheme", Asks::Text),
            may("level", Asks::Text),
            may("levels", Asks::Text),
            may("owner", Asks::Text),
            may("source", Asks::Text),
            may("notes", Asks::Text),
            may("predecessor", Asks::Text),
            may("plausible_from", Asks::Number),
            may("plausible_to", Asks::Number),
        ],
    },
    Table {
        name: "measure-names",
        title: "Renamings of measures",
        about: "A name that holds from an edition on. Earlier editions keep the old one.",
        place: Place::Council("measure-names.csv"),
        key: &["measure", "from"],
        columns: &[must("measure", Asks::Measure), must("from", Asks::Period), must("title", Asks::Text)],
    },
    Table {
        name: "serves",
        title: "What measures serve",
        about: "Which commitment or heading a measure is reported under; empty for one of the whole council.",
        place: Place::Plan("measures.csv"),
        key: &["measure", "under"],
        columns: &[
            must("measure", Asks::Measure),
            may("under", Asks::Reference),
            may("counts", Asks::Word(&["yes"])),
            may("from", Asks::Period),
            may("chart", Asks::Text),
        ],
    },
    Table {
        name: "targets",
        title: "Targets",
        about: "What is aimed at. A changed target is stated anew in the open edition; what was printed stays.",
        place: Place::Stated("targets"),
        key: &["measure", "period", "stated"],
        columns: &[
            must("measure", Asks::Measure),
            must("period", Asks::Period),
            must("target", Asks::Text),
            may("floor", Asks::Number),
            may("high", Asks::Number),
            may("tolerance", Asks::Number),
            may("rationale", Asks::Long),
            may("notes", Asks::Text),
            must("stated", Asks::Period),
        ],
    },
    Table {
        name: "benchmarks",
        title: "Benchmarks",
        about: "What others reached.",
        place: Place::Council("benchmarks.csv"),
        key: &["measure", "period", "stated"],
        columns: &[
            must("measure", Asks::Measure),
            must("period", Asks::Period),
            may("value", Asks::Number),
            must("group", Asks::Text),
            may("dated", Asks::Text),
            must("stated", Asks::Period),
        ],
    },
    Table {
        name: "breaks",
        title: "Breaks in comparability",
        about: "From when on values do not compare with those before, and why.",
        place: Place::Council("breaks.csv"),
        key: &["measure", "from"],
        columns: &[
            must("measure", Asks::Measure),
            must("from", Asks::Period),
            must("why", Asks::Long),
            may("stated", Asks::Period),
        ],
    },
    Table {
        name: "risks",
        title: "Risks",
        about: "Strategic risks, and who owns them.",
        place: Place::Plan("risks.csv"),
        key: &["reference"],
        columns: &[
            must("reference", Asks::Text),
            must("under", Asks::Reference),
            must("title", Asks::Text),
            may("owner", Asks::Text),
        ],
    },
    Table {
        name: "risk-scores",
        title: "Risk scores",
        about: "The score of each risk in a period.",
        place: Place::Plan("risk-scores.csv"),
        key: &["risk", "period", "stated"],
        columns: &[
            must("risk", Asks::Text),
            must("period", Asks::Period),
            must("score", Asks::Number),
            may("likelihood", Asks::Number),
            may("impact", Asks::Number),
            may("target", Asks::Number),
            must("stated", Asks::Period),
        ],
    },
];
