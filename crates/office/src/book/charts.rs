//! The figures behind the charts as one table, a row for each value, from which native charts are drawn.

use domain::Period;
use report::document::{Cell, Fact, FactKind, FigureData, Inline, Row, Set, Table};

use super::{Binder, Found, Held, Places};

/// A native chart: which rows of the table it shows.
pub struct Drawn {
    /// Its title: the measure's name.
    pub title: String,
    /// The finding in words.
    pub alt: String,
    /// First and last row of the table, from 0.
    pub rows: (usize, usize),
    /// Whether every row has a target that is a number, so that a line can be drawn.
    pub aims: bool,
    /// The latest target as it is printed. `None`: there is none in the table.
    pub aim: Option<String>,
    /// How its values are written.
    pub written: Places,
    /// Whether no value is below zero.
    pub from_zero: bool,
}

/// Place of each column in the table.
pub const PERIOD: usize = 1;
/// The value's.
pub const VALUE: usize = 2;
/// The target's.
pub const TARGET: usize = 3;

/// Whether a graphic's own table holds values of a measure.
pub fn has_values(table: &Table) -> bool {
    let cells = table.groups.iter().flat_map(|group| &group.rows).flat_map(|row| &row.cells);
    cells.filter_map(|cell| cell.fact.as_ref()).any(|fact| fact.kind == FactKind::Value)
}

impl<'r> Binder<'r> {
    /// The table of the charts' figures, added as the last sheet, and what is drawn from it.
    pub fn charts(&mut self, found: &Found<'r>) -> Vec<Drawn> {
        let (mut drawn, mut rows) = (Vec::new(), Vec::new());
        for figure in &found.figures {
            let points = match &figure.data {
                FigureData::Own(table) => own(table),
                FigureData::In(id) => found
                    .tables
                    .iter()
                    .find(|table| table.id == *id)
                    .map(|table| near(table, &figure.id))
                    .unwrap_or_default(),
            };
            let first = rows.len();
            for (period, value, target) in &points {
                rows.push(self.point(&figure.title, period, value, *target));
            }
            if let Some(last) = rows.len().checked_sub(1).filter(|last| *last >= first) {
                let shown = rows.get(first..).unwrap_or_default();
                let aims = shown.iter().all(|row| matches!(row.get(TARGET), Some(Held::Number(_))));
                let aimed = shown.last().is_some_and(|row| matches!(row.get(TARGET), Some(Held::Number(_))));
                let aim = points.last().and_then(|(.., cell)| *cell).filter(|_| aimed);
                let below = |held: &Held| matches!(held, Held::Number(number) if number.value.is_sign_negative());
                let written = shown.iter().rev().find_map(|row| match row.get(VALUE) {
                    Some(Held::Number(number)) => Some(number.written.clone()),
                    _ => None,
                });
                // Grades and answers are no lengths: their rows say them, and no chart is drawn.
                let Some(written) = written else { continue };
                drawn.push(Drawn {
                    title: figure.title.clone(),
                    alt: figure.alt.clone(),
                    rows: (first, last),
                    aims,
                    aim: aim.map(|cell| super::cell::plain(&cell.content)),
                    written,
                    from_zero: !shown.iter().flatten().any(below),
                });
            }
        }
        self.sparks(found, &mut rows);
        if !rows.is_empty() {
            let keys = [
                ("office.chart", 60),
                ("column.period", 24),
                ("office.value", 16),
                ("column.target", 24),
                ("office.notes", 40),
            ];
            let heads = keys.map(|(key, width)| (self.words.say(key).to_string(), width)).to_vec();
            self.sheet(self.words.say("office.chart_data"), None, heads, rows);
        }
        drawn
    }

    /// The figures of the small histories, after those of the charts; where they are drawn is kept beside their row.
    fn sparks(&mut self, found: &Found<'r>, rows: &mut Vec<Vec<Held>>) {
        let mut places = Vec::new();
        for spark in found.tables.iter().flat_map(|table| table.sparks()) {
            let first = rows.len();
            for point in &spark.points {
                let row = self.point(&spark.title, &point.period, &point.cell, None);
                // Excel would draw a reason as a zero; the words of the history say it.
                rows.extend(matches!(row.get(VALUE), Some(Held::Number(_))).then_some(row));
            }
            places.push((first, rows.len().saturating_sub(1)));
        }
        let mut places = places.into_iter();
        for spark in self.sheets.iter_mut().flat_map(|sheet| &mut sheet.sparks) {
            spark.points = places.next().unwrap_or_default();
        }
    }

    fn point(&mut self, title: &str, period: &str, value: &Cell, target: Option<&Cell>) -> Vec<Held> {
        let value = self.take(value, Set::Numbers);
        let aim = match target {
            Some(cell) => self.take(cell, Set::Numbers).held,
            None => Held::Text(format!("{} {}", self.short("[x]"), self.words.say("office.not_shown"))),
        };
        let remarks: Vec<String> = value.marks.into_iter().chain(value.details).collect();
        let remarks = if remarks.is_empty() { self.words.say("office.no_notes").into() } else { remarks.join(" ") };
        vec![Held::Text(title.to_string()), Held::Text(period.to_string()), value.held, aim, Held::Text(remarks)]
    }
}

type Point<'r> = (String, &'r Cell, Option<&'r Cell>);

/// The rows of a graphic's own table.
fn own(table: &Table) -> Vec<Point<'_>> {
    let rows = table.groups.iter().flat_map(|group| &group.rows);
    let point = |row: &'_ Row| -> Option<(usize, usize)> {
        let of = |kind| row.cells.iter().position(|cell| cell.fact.as_ref().is_some_and(|fact| fact.kind == kind));
        Some((of(FactKind::Value)?, of(FactKind::Target).unwrap_or(TARGET - 1)))
    };
    rows.filter_map(|row| {
        let (value, target) = point(row)?;
        let period = row.cells.get(table.row_header).map(|cell| super::cell::plain(&cell.content))?;
        Some((period, row.cells.get(value)?, row.cells.get(target)))
    })
    .collect()
}

/// The values of the row of a table near by that leads to the graphic, in order of time.
fn near<'r>(table: &'r Table, figure: &str) -> Vec<Point<'r>> {
    let leads = format!("#{figure}");
    let mut rows = table.groups.iter().flat_map(|group| &group.rows);
    let Some(row) = rows.find(|row| row.cells.iter().any(|cell| links(&cell.content, &leads))) else {
        return Vec::new();
    };
    let stated = |kind: FactKind| {
        let cells = row.cells.iter().zip(&table.columns);
        cells.filter_map(move |(cell, column)| {
            let fact: &Fact = cell.fact.as_ref().filter(|fact| fact.kind == kind)?;
            Some((fact.period, column, cell))
        })
    };
    let aim = |period: Period| stated(FactKind::Target).find(|(of, ..)| *of == period).map(|(.., cell)| cell);
    let mut values: Vec<_> = stated(FactKind::Value).collect();
    values.sort_by_key(|(period, ..)| *period);
    values.dedup_by_key(|(period, ..)| *period);
    values.into_iter().map(|(period, column, cell)| (column.title.clone(), cell, aim(period))).collect()
}

fn links(text: &[Inline], leads: &str) -> bool {
    text.iter().any(|inline| match inline {
        Inline::Link { to, content } => to == leads || links(content, leads),
        Inline::Strong(inner) | Inline::Emphasis(inner) => links(inner, leads),
        _ => false,
    })
}
