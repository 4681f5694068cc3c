//! An owner's sheet of an invented council: six figures and two commitments.

use collect::{FigureRow, Forecasts, Identity, ProgressRow, Sheet};
use domain::cycle::{FigureEntry, ProgressEntry, RoundKey};
use domain::{Absence, Date, Decimal, Figure, Marker, Measure, Period, Reading};

use crate::made_measure;
use crate::table;

/// What the figures measure.
const MEASURES: &str = "
unit: percent · places: 1
| key |
| --- |
| repairs |
unit: count
| key |
| --- |
| visits |
unit: gbp · scale: m · places: 1
| key |
| --- |
| spend |
unit: level · levels: Inadequate, Requires improvement, Good, Outstanding
| key |
| --- |
| inspection |
unit: yes_no
| key |
| --- |
| plan |
unit: days · places: 1
| key |
| --- |
| response |
";

/// The sheet. `response` and `A2` are entered already, in their second and first version.
pub fn made() -> Sheet {
    let round = Period::quarter(2025, 3);
    let rows = table::rows("made_sheet.rs", MEASURES);
    let figures = rows.iter().map(|row| figure(row.must("key"), made_measure::of(row), round));
    Sheet {
        identity: Identity { tenant: "0190-a".into(), round: RoundKey::first(round), person: "0190-p".into() },
        council: "Sealand Council".into(),
        person: "Jo Harper".into(),
        round: "Quarter 3 2025-26".into(),
        language: "en-GB".into(),
        due: Date::constant(2026, 1, 16),
        made_on: Date::constant(2026, 1, 2),
        send_back: "Upload it at https://reports.sealand.example/desk/upload, signed in as yourself.".into(),
        forecasts: Forecasts::NotAsked,
        figures: figures.collect(),
        progress: vec![
            progress("A1", "Open three family hubs", None, 0),
            progress(
                "A2",
                "Replace the leisure centre’s roof",
                Some(("On track", "The frame stands.\n\nSlates follow.")),
                1,
            ),
        ],
    }
}

fn figure(key: &str, mut measure: Measure, period: Period) -> FigureRow {
    let title = match key {
        "repairs" => "Repairs completed within the time that tenants were promised",
        "visits" => "Visits to libraries",
        "spend" => "Spending on adult social care",
        "inspection" => "Inspectors’ judgement of children’s services",
        "plan" => "Is there an agreed plan for winter?",
        _ => "Days to answer a complaint",
    };
    measure.key = key.to_string();
    let number = |text: &str| Decimal::from_str_exact(text).unwrap();
    let reading = |text: &str| Some(Reading::Figure(Figure { value: number(text), parts: None }));
    let (year_ago, last, target) = match key {
        "repairs" => (reading("51.0"), reading("52.4"), "60.0%"),
        "visits" => (reading("118204"), Some(Reading::Absent(Absence::Awaited)), "120,000"),
        "spend" => (reading("31000000"), reading("33500000"), "at most £34.0m"),
        "inspection" => (reading("2"), None, "Good"),
        "plan" => (reading("0"), reading("1"), ""),
        _ => (reading("14.0"), reading("13.2"), "at most 10.0 days"),
    };
    let current = (key == "response").then(|| FigureEntry {
        reading: Reading::Figure(Figure { value: number("12.5"), parts: Some((number("250"), number("20"))) }),
        forecast: None,
        markers: vec![Marker::Provisional],
        as_at: Some(Date::constant(2025, 12, 19)),
        note: Some("Counted by hand.".into()),
    });
    let version = if current.is_some() { 2 } else { 0 };
    let period_printed = "Quarter 3 2025-26".into();
    let target = target.to_string();
    FigureRow { measure, title: title.into(), period, period_printed, year_ago, last, target, current, version }
}

fn progress(reference: &str, title: &str, entered: Option<(&str, &str)>, version: u32) -> ProgressRow {
    ProgressRow {
        commitment: reference.into(),
        title: title.into(),
        grades: ["Complete", "On track", "Some slippage", "Off track"].map(String::from).to_vec(),
        last_rating: Some("Some slippage".into()),
        last_commentary: Some("Two sites are bought; the third awaits its survey.".into()),
        current: entered.map(|(grade, text)| ProgressEntry {
            grade: Some(grade.into()),
            completes: Some(Date::constant(2026, 9, 30)),
            text: text.into(),
        }),
        version,
    }
}
