//! `measures.csv`, `measure-names.csv` and `breaks.csv`.

use std::collections::BTreeMap;

use domain::measure::{AGGREGATIONS, Aggregation, Break, FREQUENCIES, Frequency, Measure, Naming, POLARITIES};
use domain::unit::UNITS;
use domain::{Polarity, Scale, Unit};

use super::fits::{self, Whole};
use crate::forms;
use crate::known::{Known, Once, tell_cycles};
use crate::problems::{Fault, Place, Problems};
use crate::shape::Texts;
use crate::table::{Columns, NO_DIMENSIONS, Row};

/// Columns of `measures.csv`.
pub(crate) const MUST: [&str; 7] = ["key", "title", "unit", "places", "polarity", "aggregation", "frequency"];
/// Columns that `measures.csv` may have.
pub(crate) const MAY: [&str; 13] = [
    "definition",
    "scale",
    "reported",
    "arrives_late",
    "scheme",
    "level",
    "levels",
    "owner",
    "source",
    "notes",
    "predecessor",
    "plausible_from",
    "plausible_to",
];
/// The family that rates a measure which names none.
pub(crate) const DEFAULT_FAMILY: &str = "measures";
/// The most decimal places a measure may print.
const MOST_PLACES: u32 = 9;

/// Reads the measures with their later names and their breaks.
pub(super) fn read(texts: &Texts, known: &mut Known, problems: &mut Problems) -> Vec<Measure> {
    let columns = Columns { must: &MUST, may: &MAY, dimensions: NO_DIMENSIONS };
    let table = texts.table("measures.csv", columns, problems);
    known.measures_torn = !table.whole;
    let mut measures: Vec<Measure> = Vec::new();
    let mut follows = Vec::new();
    for row in &table.rows {
        let Some(key) = row.must("key", problems) else { continue };
        let before = problems.count();
        if known.measures.contains_key(key.text) {
            let says = format!("There are two measures “{}”.", key.text);
            key.tell(
                Fault::new("duplicate-reference", says, "Give each measure a key of its own, never used again."),
                problems,
            );
            continue;
        }
        known.measures.insert(key.text.to_string(), None);
        if !row.sound {
            continue;
        }
        if let Some(cell) = row.may("predecessor") {
            follows.push((key.text.to_string(), cell.text.to_string(), cell.place()));
        }
        let measure = measure(key.text, row, known, problems);
        measures.extend(measure.filter(|_| problems.count() == before));
    }
    predecessors(&follows, known, problems);
    default_family(&measures, known, problems);
    names(texts, known, &mut measures, problems);
    breaks(texts, known, &mut measures, problems);
    for measure in &measures {
        known.measures.insert(measure.key.clone(), Some(measure.clone()));
    }
    measures
}

fn measure(key: &str, row: &Row, known: &Known, problems: &mut Problems) -> Option<Measure> {
    let title = row.must("title", problems).map(|cell| cell.text.to_string());
    let unit = row.must_read("unit", |text| forms::word(&UNITS, text, "a unit"), problems);
    let places = row.must_read("places", places, problems);
    let scale = row.read(
        "scale",
        |text| forms::word(&[(Scale::Thousand, "k"), (Scale::Million, "m")], text, "a scale"),
        problems,
    );
    let polarity = row.must_read("polarity", |text| forms::word(&POLARITIES, text, "a polarity"), problems);
    let aggregation = row.must_read("aggregation", |text| forms::word(&AGGREGATIONS, text, "an aggregation"), problems);
    let frequency = row.must_read("frequency", |text| forms::word(&FREQUENCIES, text, "a frequency"), problems);
    if let (Some(aggregation), Some(frequency)) = (aggregation, frequency) {
        yearly_if_annual(row, aggregation, frequency, problems);
    }
    let scheme = row.read("scheme", |name| known.family(name), problems);
    let plausible = plausible(row, problems);
    Some(Measure {
        key: key.to_string(),
        names: vec![Naming { from: None, title: title? }],
        definition: row.text("definition"),
        places: places?,
        scale: scale.unwrap_or_default(),
        polarity: polarity?,
        aggregation: aggregation?,
        frequency: frequency?,
        reported: row.text("reported"),
        arrives_late: row.read("arrives_late", forms::whole, problems).unwrap_or(0),
        scheme,
        level: row.text("level"),
        levels: levels(row, unit?, problems),
        unit: unit?,
        owner: row.text("owner"),
        source: row.text("source"),
        breaks: Vec::new(),
        notes: known.notes(row, problems),
        predecessor: row.text("predecessor"),
        plausible,
    })
}

fn places(text: &str) -> Result<u32, Fault> {
    let places = forms::whole(text)?;
    if places <= MOST_PLACES {
        return Ok(places);
    }
    let says = format!("{places} decimal places are more than any figure needs.");
    Err(Fault::new("too-many-places", says, format!("Write 0 to {MOST_PLACES}.")))
}

fn yearly_if_annual(row: &Row, aggregation: Aggregation, frequency: Frequency, problems: &mut Problems) {
    use Aggregation::{AcademicYear, Annual, AnnualSnapshot, CalendarYear};
    let annual = matches!(aggregation, Annual | AnnualSnapshot | AcademicYear | CalendarYear);
    if let (true, false, Some(cell)) = (annual, frequency == Frequency::Yearly, row.may("frequency")) {
        let says = format!("The measure is annual, but is reported “{}”.", cell.text);
        let hint = "Write yearly, or an aggregation that says what one value covers, such as cumulative or snapshot.";
        cell.tell(Fault::new("frequency-does-not-fit", says, hint), problems);
    }
}

fn levels(row: &Row, unit: Unit, problems: &mut Problems) -> Vec<String> {
    let levels: Vec<String> =
        row.may("levels").map(|cell| cell.list().into_iter().map(String::from).collect()).unwrap_or_default();
    if (unit == Unit::Level) == levels.is_empty() {
        let place = row.may("levels").map_or_else(|| row.place(), |cell| cell.place());
        let says = if levels.is_empty() {
            "A measure of levels must name them."
        } else {
            "Only a measure of levels names levels."
        };
        let hint = "Write the unit “level” and the levels, worst first: Inadequate; Good; Outstanding.";
        problems.tell(place, Fault::new("levels-do-not-fit", says, hint));
    }
    levels
}

fn plausible(row: &Row, problems: &mut Problems) -> Option<(domain::Decimal, domain::Decimal)> {
    let from = row.may("plausible_from");
    let to = row.may("plausible_to");
    match (from, to) {
        (None, None) => None,
        (Some(one), None) | (None, Some(one)) => {
            let says = "A plausible range needs both its ends.";
            one.tell(
                Fault::new("incomplete-range", says, "Fill in plausible_from and plausible_to, or neither."),
                problems,
            );
            None
        }
        (Some(from), Some(to)) => {
            let (low, high) = (from.read(forms::number, problems)?, to.read(forms::number, problems)?);
            if low > high {
                let says = format!("The plausible range begins at {low}, above its end at {high}.");
                from.tell(Fault::new("range-reversed", says, "Write the lower number first."), problems);
            }
            Some((low, high))
        }
    }
}

fn predecessors(follows: &[(String, String, Place)], known: &Known, problems: &mut Problems) {
    for (_, predecessor, place) in follows {
        if !known.measures_torn && !known.measures.contains_key(predecessor) {
            let keys = known.measures.keys().map(String::as_str);
            problems.tell(place.clone(), crate::known::unknown(predecessor, "measure", keys, "measures.csv"));
        }
    }
    tell_cycles(follows, "Predecessors", problems);
}

fn default_family(measures: &[Measure], known: &Known, problems: &mut Problems) {
    let needs = measures.iter().find(|m| m.scheme.is_none() && m.polarity != Polarity::Neutral);
    if let (Some(measure), Err(fault)) = (needs, known.family(DEFAULT_FAMILY)) {
        let says =
            format!("Measures such as “{}” name no scheme, and there is none of the family “measures”.", measure.key);
        let hint = format!("{} Or name a family under “scheme”.", fault.hint);
        problems.tell(Place::file("measures.csv"), Fault::new("unknown-reference", says, hint));
    }
}

fn names(texts: &Texts, known: &Known, measures: &mut [Measure], problems: &mut Problems) {
    let columns = Columns { must: &["measure", "from", "title"], may: &[], dimensions: NO_DIMENSIONS };
    let table = texts.table("measure-names.csv", columns, problems);
    let mut once = Once::default();
    let mut later: BTreeMap<String, Vec<Naming>> = BTreeMap::new();
    for row in table.rows.iter().filter(|row| row.sound) {
        let key = row.must("measure", problems).and_then(|cell| known.measure(&cell, problems));
        let from = row.must_read("from", |text| known.edition(text), problems);
        let title = row.must("title", problems).map(|cell| cell.text.to_string());
        let (Some(key), Some(from), Some(title)) = (key, from, title) else { continue };
        if once.check((key.clone(), from), row.place(), &format!("The name of “{key}” from {from}"), problems) {
            let named = later.entry(key).or_default();
            if named.last().and_then(|last| last.from).is_some_and(|last| known.position(last) > known.position(from)) {
                let says = format!("The name from {from} stands after a later one.");
                problems.tell(row.place(), Fault::new("out-of-order", says, "Put a measure's names in order of time."));
            }
            named.push(Naming { from: Some(from), title });
        }
    }
    for measure in measures {
        measure.names.extend(later.remove(&measure.key).unwrap_or_default());
    }
}

fn breaks(texts: &Texts, known: &Known, measures: &mut [Measure], problems: &mut Problems) {
    let columns = Columns { must: &["measure", "from", "why"], may: &["stated"], dimensions: NO_DIMENSIONS };
    let table = texts.table("breaks.csv", columns, problems);
    let mut once = Once::default();
    let mut found: BTreeMap<String, Vec<Break>> = BTreeMap::new();
    for row in table.rows.iter().filter(|row| row.sound) {
        let key = row.must("measure", problems).and_then(|cell| known.measure(&cell, problems));
        let measure = key.as_ref().and_then(|key| measures.iter().find(|m| m.key == *key));
        let from = row.must_read("from", |text| fits::period(text, measure, Whole::YearToo), problems);
        let why = row.must("why", problems).map(|cell| cell.text.to_string());
        let stated = row.read("stated", |text| known.edition(text), problems);
        let (Some(key), Some(from), Some(why)) = (key, from, why) else { continue };
        if once.check((key.clone(), from), row.place(), &format!("The break of “{key}” from {from}"), problems) {
            found.entry(key).or_default().push(Break { from, why, stated });
        }
    }
    for measure in measures {
        measure.breaks = found.remove(&measure.key).unwrap_or_default();
        measure.breaks.sort_by_key(|b| b.from);
    }
}
