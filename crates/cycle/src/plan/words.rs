//! The words of the fields of a plan's tables.

/// The label and hint of a column's field.
pub const COLUMN_WORDS: [(&str, &str, &str); 51] = [
    ("measures.level", "Level in the council", "As the council names its levels of measures. Usually empty."),
    ("levels", "Names of its levels", "Only for the unit level: worst first, separated by semicolons."),
    ("reference", "Reference", "As the plan prints it, for example SO-12. It is never used again for anything else."),
    ("level", "Level", "1 is the outermost."),
    ("parent", "Stands under", "The reference of the heading above; empty at the outermost level."),
    ("short", "Short name", "For places where the title is too long."),
    ("title", "Title", ""),
    ("notes", "Notes", "Keys of notes, separated by semicolons."),
    ("kind", "Kind", "As the plan names its kinds."),
    ("under", "Stands under", "The reference of a heading or commitment."),
    ("lead", "Led by", "A name or a post."),
    ("starts", "Starts", "For example 2025-10-01."),
    ("predecessor", "Follows on from", "Plan and reference, for example 2024-25 SO-11."),
    ("from", "From", "The first edition or period, for example 2025-26-Q3."),
    ("commitment", "Commitment", "Its reference."),
    ("due", "Due", "For example 2025-10-01."),
    ("revised", "New dates", "Edition and date, for example 2025-26-Q3 2026-03-31, separated by semicolons."),
    ("done", "Done on", "Empty until it is done."),
    ("key", "Key", "It is never used again for anything else."),
    ("definition", "Definition", "What is counted, what of, and what is left out."),
    ("unit", "Unit", ""),
    ("places", "Decimal places", "How many are printed."),
    ("scale", "Printed in", "Only where the amounts are too long to read."),
    ("polarity", "Which way is better", ""),
    ("aggregation", "What one value covers", ""),
    ("frequency", "How often it is reported", ""),
    ("reported", "When it is reported", "In words, where the frequency does not say it."),
    ("arrives_late", "Periods late", "How many periods after its own the value arrives. Usually empty."),
    ("scheme", "Rating scheme", "The scheme's family; empty for the council's usual one."),
    ("owner", "Entered by", "A name or a post."),
    ("source", "Source", "Where the data come from."),
    ("plausible_from", "Lowest plausible value", "A value below it is questioned."),
    ("plausible_to", "Highest plausible value", "A value above it is questioned."),
    ("measure", "Measure", "Its key."),
    ("counts", "Counts in the summary", ""),
    ("chart", "Chart number", "Where charts are numbered."),
    ("period", "Period", "For example 2025-26-Q3."),
    (
        "target",
        "Target",
        "A number, “10 to 20”, “at most 30”, “words: increase”, “baseline”, “not set”, “no target” or “n/a”.",
    ),
    ("rationale", "Why this target", "For readers."),
    ("group", "Who they are", "For example England average."),
    ("why", "Why", "In a sentence for readers."),
    ("floor", "Floor", "The value on the adverse side of the target that the scheme asks for."),
    ("high", "High target", "The value beyond the target that the scheme asks for."),
    ("tolerance", "Tolerance", "How far short of the target is tolerated, as the scheme says."),
    ("value", "Value", ""),
    ("dated", "Of", "The benchmark's own date, often an earlier year."),
    ("stated", "Stated in", "The edition that first says it."),
    ("risk", "Risk", "Its reference."),
    ("score", "Score", ""),
    ("likelihood", "Likelihood", "Counted from 1."),
    ("impact", "Impact", "Counted from 1."),
];

/// The label and hint of a table's column: its own words in that table, or those of all columns of the name. The name
/// itself where it has no words.
pub fn column_words(table: &str, name: &'static str) -> (&'static str, &'static str) {
    let find = |wanted: &str| COLUMN_WORDS.iter().find(|(known, ..)| *known == wanted);
    let words = find(&format!("{table}.{name}")).or_else(|| find(name));
    words.map_or((name, ""), |(_, label, hint)| (*label, *hint))
}
