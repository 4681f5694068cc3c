//! The sheet of figures: a row a figure.

use domain::cycle::{Body, FigureEntry};
use domain::value::{ABSENCES, MARKERS};
use domain::{Absence, Decimal, Measure, Reading, Scale, Unit};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, Format, FormatAlign, Formula, Worksheet, XlsxError,
};

use crate::columns::{self, Column, FIGURES, What};
use crate::mark::{Mark, fingerprint};
use crate::sheet::{FigureRow, Sheet};
use crate::{double, slips};

use super::lists::Lists;
use super::style;
use super::table::{self, HEAD, Named};

/// Writes the sheet.
pub(super) fn write(to: &mut Worksheet, sheet: &Sheet, lists: &mut Lists) -> Result<(), XlsxError> {
    let columns = columns::of_figures(sheet.has_forecasts());
    let title = format!("Figures for {}", sheet.round);
    let named = Named {
        sheet: FIGURES,
        table: "figures",
        title: &title,
        lines: [
            "One row for each figure. Fill in the columns with bold headings: a value, or why there is none.",
            "Cells under “Numerator” and “Denominator” are locked where a measure is not a share of anything.",
        ],
    };
    table::begin(to, &named, &columns, sheet.figures.len())?;
    let drops = Drops {
        reasons: lists.at("Reasons for having no value", &ABSENCES.map(|(_, word)| word.to_string()))?,
        markers: lists.at("Markers", &MARKERS.map(|(_, word, _)| word.to_string()))?,
    };
    for (row, figure) in (HEAD + 1..).zip(&sheet.figures) {
        let mut tall = 1;
        for (at, column) in (0..).zip(&columns) {
            let cell = cell(figure, column);
            if let Cell::Text(text) = &cell {
                tall = tall.max(style::lines(text, column.width));
            }
            put(to, (row, at), &cell, &format(figure, column))?;
            if let Some(rule) = validation(figure, column.what, &drops, lists)? {
                to.add_data_validation(row, at, row, at, &rule)?;
            }
        }
        to.set_row_height(row, style::high(tall))?;
    }
    Ok(())
}

/// What a cell holds.
pub(super) enum Cell {
    Empty,
    Text(String),
    Number(Decimal),
    Date(domain::Date),
}

/// Where the drop-downs of every row stand.
struct Drops {
    reasons: Formula,
    markers: Formula,
}

/// Writes a cell; a number of more digits than a spreadsheet keeps goes as text.
pub(super) fn put(to: &mut Worksheet, at: (u32, u16), cell: &Cell, format: &Format) -> Result<(), XlsxError> {
    let (row, column) = at;
    match cell {
        Cell::Empty => to.write_blank(row, column, format)?,
        Cell::Text(text) => to.write_string_with_format(row, column, text, format)?,
        Cell::Date(date) => to.write_datetime_with_format(row, column, style::day(*date)?, format)?,
        Cell::Number(number) => match double::of(*number) {
            Some(double) => to.write_number_with_format(row, column, double, format)?,
            None => to.write_string_with_format(row, column, number.to_string(), format)?,
        },
    };
    Ok(())
}

fn cell(row: &FigureRow, column: &Column) -> Cell {
    let text = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_string()) };
    match column.what {
        What::Reference => text(&row.measure.key),
        What::Title => text(&row.title),
        What::Period => text(&row.period_printed),
        What::PeriodKey => text(&row.period.to_string()),
        What::Unit => text(&unit(&row.measure)),
        What::YearAgo => earlier(&row.measure, row.year_ago),
        What::Last => earlier(&row.measure, row.last),
        What::Target => text(if row.target.is_empty() { "none" } else { &row.target }),
        What::Mark => {
            let made = fingerprint(row.current.clone().map(Body::Figure).as_ref());
            text(&Mark { item: row.item(), version: row.version, made }.write())
        }
        asked => row.current.as_ref().map_or(Cell::Empty, |entry| entered(&row.measure, entry, asked)),
    }
}

/// What the owner entered already.
fn entered(measure: &Measure, entry: &FigureEntry, what: What) -> Cell {
    let figure = match entry.reading {
        Reading::Figure(figure) => Some(figure),
        Reading::Absent(_) => None,
    };
    let parts = figure.and_then(|figure| figure.parts);
    let number = |number: Option<Decimal>| number.map_or(Cell::Empty, Cell::Number);
    match what {
        What::Value => figure.map_or(Cell::Empty, |figure| value(measure, figure.value)),
        What::Reason => match entry.reading {
            Reading::Absent(Absence::NotDue(Some(when))) => Cell::Text(format!("not due {when}")),
            Reading::Absent(absence) => Cell::Text(absence.word().to_string()),
            Reading::Figure(_) => Cell::Empty,
        },
        What::Numerator => number(parts.map(|(over, _)| over)),
        What::Denominator => number(parts.map(|(_, under)| under)),
        What::Marker if !entry.markers.is_empty() => {
            Cell::Text(entry.markers.iter().map(|marker| marker.word()).collect::<Vec<_>>().join("; "))
        }
        What::AsAt => entry.as_at.map_or(Cell::Empty, Cell::Date),
        What::Forecast => entry.forecast.map_or(Cell::Empty, |forecast| value(measure, forecast)),
        What::Note => entry.note.clone().map_or(Cell::Empty, Cell::Text),
        _ => Cell::Empty,
    }
}

fn earlier(measure: &Measure, reading: Option<Reading>) -> Cell {
    match reading {
        None => Cell::Text("none".to_string()),
        Some(Reading::Absent(absence)) => Cell::Text(absence.word().to_string()),
        Some(Reading::Figure(figure)) => value(measure, figure.value),
    }
}

/// A value: a number, or the word that the measure writes for it.
fn value(measure: &Measure, value: Decimal) -> Cell {
    match measure.unit {
        Unit::YesNo => Cell::Text(measure.write(value).to_lowercase()),
        Unit::Level => Cell::Text(measure.write(value)),
        _ => Cell::Number(value),
    }
}

/// `per cent, 1 decimal place`
fn unit(measure: &Measure) -> String {
    let unit = slips::in_words(measure.unit);
    match (measure.unit, measure.most_places()) {
        (Unit::YesNo | Unit::Level, _) => unit.to_string(),
        _ if measure.scale != Scale::One => format!("{unit}, in full"),
        (_, 0) => format!("{unit}, whole"),
        (_, 1) => format!("{unit}, 1 decimal place"),
        (_, places) => format!("{unit}, {places} decimal places"),
    }
}

fn format(row: &FigureRow, column: &Column) -> Format {
    let part = matches!(column.what, What::Numerator | What::Denominator);
    let open = column.filled == columns::Filled::ByOwner && !(part && row.measure.share_of().is_none());
    let format = if open { style::asked() } else { style::shown() };
    match column.what {
        What::YearAgo => right(format, style::known_number(&row.measure, known(row.year_ago))),
        What::Last => right(format, style::known_number(&row.measure, known(row.last))),
        What::Value | What::Forecast => right(format, style::number(&row.measure)),
        What::Target => format.set_align(FormatAlign::Right),
        What::Numerator | What::Denominator => right(format, "General".to_string()),
        What::AsAt => format.set_num_format(style::DATE),
        What::Mark => format.set_font_size(9),
        _ => format,
    }
}

fn right(format: Format, number: String) -> Format {
    format.set_num_format(number).set_align(FormatAlign::Right)
}

fn known(reading: Option<Reading>) -> Option<Decimal> {
    reading.and_then(|reading| reading.value())
}

fn validation(
    row: &FigureRow,
    what: What,
    drops: &Drops,
    lists: &mut Lists,
) -> Result<Option<DataValidation>, XlsxError> {
    let measure = &row.measure;
    let new = DataValidation::new();
    Ok(Some(match what {
        What::Value => of_value(measure, lists)?,
        What::Reason => new
            .allow_list_formula(drops.reasons.clone())
            .set_input_title("Why there is no value")?
            .set_input_message("Only where there is no value: choose the reason.")?
            .set_error_title("Not one of the reasons")?
            .set_error_message("Choose from the list. After “not due” you may add the period in which it is due.")?
            .set_error_style(DataValidationErrorStyle::Warning),
        What::Marker => new
            .allow_list_formula(drops.markers.clone())
            .set_input_title("Marker")?
            .set_input_message("What qualifies the value, if anything. Separate several by a semicolon.")?
            .set_error_title("Not one of the markers")?
            .set_error_message("Choose from the list, or type several of its words with a semicolon between.")?
            .set_error_style(DataValidationErrorStyle::Warning),
        What::Numerator | What::Denominator if measure.share_of().is_some() => {
            of_number(new, None)?.set_input_title(if what == What::Numerator { "Numerator" } else { "Denominator" })?
        }
        What::AsAt => new
            .allow_date(DataValidationRule::GreaterThan(style::day(domain::Date::constant(1950, 1, 1))?))
            .set_input_title("Data as at")?
            .set_input_message("The day that the data stand at, if it is not the last day of the period.")?
            .set_error_title("Not a date")?
            .set_error_message("Type day, month and year, such as 30 September 2025.")?,
        _ => return Ok(None),
    }))
}

fn of_value(measure: &Measure, lists: &mut Lists) -> Result<DataValidation, XlsxError> {
    let new = DataValidation::new();
    let words = match measure.unit {
        Unit::YesNo => Some(("Yes or no", vec!["yes".to_string(), "no".to_string()])),
        Unit::Level => Some(("Levels, worst first", measure.levels.clone())),
        _ => None,
    };
    if let Some((title, words)) = words {
        return new
            .allow_list_formula(lists.at(title, &words)?)
            .set_input_title("Value")?
            .set_input_message("Choose from the list; or leave empty and say why there is none.")?
            .set_error_title("Not in the list")?
            .set_error_message("Choose from the list.");
    }
    let mut says = format!("In {}, as it is to be printed.", unit(measure));
    if measure.unit.is_percentage() {
        says.push_str(" Type 53 for 53%, without the sign.");
    }
    if measure.scale != Scale::One {
        says.push_str(" Not in thousands or millions.");
    }
    says.push_str(" If there is no value, leave empty and say why.");
    let least = (!measure.unit.may_be_negative()).then_some("=0");
    of_number(new, least)?.set_input_title("Value")?.set_input_message(says)
}

/// Any number, or any from the least on.
fn of_number(new: DataValidation, least: Option<&str>) -> Result<DataValidation, XlsxError> {
    let least = Formula::new(least.unwrap_or("=-1E+18"));
    new.allow_decimal_number_formula(DataValidationRule::GreaterThanOrEqualTo(least))
        .set_error_title("Not a number")?
        .set_error_message(
            "Type a number alone, such as 1511867 or 47.8. If there is no value, leave empty and say why.",
        )
}
