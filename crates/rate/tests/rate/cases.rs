//! Runs every row of every table.

use domain::measure::{AGGREGATIONS, Frequency, Naming, POLARITIES, parse_word};
use domain::rating::{NoTravel, Travelled};
use domain::target::Limits;
use domain::{Absence, Aim, Calendar, Decimal, Measure, Period, Rating, Scale, Scheme, Ungraded, Unit};
use rate::{Case, explain, rate};

use crate::schemes;
use crate::table::{self, Row};

const COLUMNS: [&str; 19] = [
    "aggregation",
    "because",
    "before",
    "better",
    "floor",
    "forecast",
    "high",
    "level",
    "measure",
    "places",
    "published",
    "rating",
    "row",
    "scheme",
    "target",
    "tolerance",
    "unit",
    "value",
    "year-end target",
];

/// The measure that a row describes.
pub fn measure(row: &Row) -> Measure {
    let word = row.must("better");
    Measure {
        key: row.get("row").unwrap_or("M1").to_string(),
        names: vec![Naming { from: None, title: row.get("measure").unwrap_or("the measure").to_string() }],
        definition: None,
        unit: Unit::parse(row.must("unit")).unwrap_or_else(|| panic!("{}: no such unit", row.place)),
        places: row.get("places").map_or(0, |places| places.parse().unwrap()),
        scale: Scale::One,
        polarity: parse_word(&POLARITIES, word).unwrap_or_else(|| panic!("{}: no polarity “{word}”", row.place)),
        aggregation: parse_word(&AGGREGATIONS, row.get("aggregation").unwrap_or("quarter_only")).unwrap(),
        frequency: Frequency::Quarterly,
        reported: None,
        arrives_late: 0,
        scheme: None,
        level: row.get("level").map(str::to_string),
        levels: vec![],
        owner: None,
        source: None,
        breaks: vec![],
        notes: vec![],
        predecessor: None,
        plausible: None,
    }
}

pub fn number(row: &Row, column: &str) -> Option<Decimal> {
    let text = row.get(column)?;
    Some(text.parse().unwrap_or_else(|_| panic!("{}: “{text}” is no number", row.place)))
}

/// What a row's target says, in the folder's words.
pub fn aim(row: &Row, column: &str) -> Option<Aim> {
    let text = row.get(column)?;
    let decimal = |text: &str| -> Decimal {
        text.trim().parse().unwrap_or_else(|_| panic!("{}: “{text}” is no target", row.place))
    };
    Some(match text {
        "baseline" => Aim::Baseline,
        "not set" => Aim::NotSet,
        "no target" => Aim::NoTarget,
        "n/a" => Aim::NotApplicable,
        _ => {
            if let Some(words) = text.strip_prefix("words: ") {
                Aim::Direction(words.to_string())
            } else if let Some(most) = text.strip_prefix("at most ") {
                Aim::AtMost(decimal(most))
            } else if let Some(least) = text.strip_prefix("at least ") {
                Aim::AtLeast(decimal(least))
            } else if let Some((low, high)) = text.split_once(" to ") {
                Aim::Range(decimal(low), decimal(high))
            } else {
                Aim::Value(decimal(text))
            }
        }
    })
}

fn value(row: &Row) -> Result<Decimal, Ungraded> {
    let Some(text) = row.get("value") else { return Err(Ungraded::NothingStated) };
    match Absence::parse(text) {
        Some(absence) => Err(Ungraded::NoValue(absence)),
        None => Ok(number(row, "value").unwrap()),
    }
}

/// Directions of travel by the scheme's rules: the comparator of each has the value `before`.
fn travels(row: &Row, measure: &Measure, scheme: &Scheme) -> Vec<Result<Travelled, NoTravel>> {
    let now = Period::quarter(2025, 2);
    let value_at = |period: Period| if period == now { value(row).ok() } else { number(row, "before") };
    scheme.travel.iter().map(|rule| rate::travel(measure, now, value_at, rule)).collect()
}

/// The name of the grade that a row gets, and why.
pub fn rated(row: &Row, scheme: &Scheme) -> (String, String) {
    let measure = measure(row);
    let travel = travels(row, &measure, scheme);
    let (aim, year_end) = (aim(row, "target").unwrap_or(Aim::NoTarget), aim(row, "year-end target"));
    let case = Case {
        unit: measure.unit,
        polarity: measure.polarity,
        level: measure.level.as_deref(),
        value: value(row),
        aim: &aim,
        limits: Limits { floor: number(row, "floor"), high: number(row, "high"), tolerance: number(row, "tolerance") },
        forecast: number(row, "forecast"),
        forecast_aim: year_end.as_ref(),
        travel: &travel,
    };
    let rating = rate(&case, scheme);
    let name = match rating {
        Rating::Graded { grade, .. } => scheme.grades[usize::from(grade)].name.clone(),
        Rating::Ungraded(_) => "not rated".to_string(),
    };
    (name, explain(&measure, &case, &rating, scheme, &Calendar::default()))
}

#[test]
fn every_row_of_every_table_gets_its_rating() {
    let mut wrong = Vec::new();
    for (_, rows) in table::all() {
        for row in rows {
            let scheme = schemes::named(row.must("scheme"));
            let (name, because) = rated(&row, scheme);
            if name != row.must("rating") {
                wrong.push(format!("{}: rated {name}, not {}: {because}", row.place, row.must("rating")));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_sentence_reads_as_its_row_says() {
    let mut wrong = Vec::new();
    let mut said = 0;
    for (_, rows) in table::all() {
        for row in rows {
            let Some(expected) = row.get("because") else { continue };
            said += 1;
            let scheme = schemes::named(row.must("scheme"));
            let because = rated(&row, scheme).1;
            // The scheme's name and date follow every rating; rows leave them out.
            let dated = format!(". {}, in force from ", scheme.title);
            let first = because.split(&dated).next().unwrap_or_default().trim_end_matches('.');
            if first != expected {
                wrong.push(format!("{}\n  says     {first}\n  expected {expected}", row.place));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert!(said > 0);
}

#[test]
fn no_table_has_a_column_that_nothing_reads() {
    for (_, rows) in table::all() {
        for row in rows {
            for column in row.columns() {
                assert!(COLUMNS.contains(&column), "{}: nothing reads the column “{column}”", row.place);
            }
        }
    }
}
