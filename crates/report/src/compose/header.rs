//! Headers of columns, and the cells that speak for another period than their header says.

use domain::Period;

use super::Composer;
use super::table::{Item, Rows, set, width};
use crate::document::{Column, Inline};
use crate::outline::{ColumnSpec, Show, Which};
use crate::words::fill;

impl<'s> Composer<'s> {
    /// A column with its header, filled with the period that most of its rows show: a table of yearly measures is headed
    /// by the year, whatever the edition's period.
    pub(super) fn column(&self, spec: &ColumnSpec, which: Which, groups: &[Rows<'s>]) -> Column {
        let edition = self.snapshot.edition.period;
        let now = if which == Which::Yearly { edition.whole_year() } else { edition };
        let own = self.header(spec, spec.at.from(now));
        let mut counted: Vec<(String, usize)> = vec![(own, 0)];
        for period in groups.iter().flat_map(|rows| &rows.items).filter_map(|item| shown(spec, *item)) {
            let header = self.header(spec, period);
            match counted.iter_mut().find(|(known, _)| *known == header) {
                Some((_, rows)) => *rows += 1,
                None => counted.push((header, 1)),
            }
        }
        let most = counted.iter().map(|(_, rows)| *rows).max().unwrap_or(0);
        let title = counted.into_iter().find(|(_, rows)| *rows == most).map(|(header, _)| header).unwrap_or_default();
        Column { title, set: set(spec.show), width: spec.width.unwrap_or(width(spec.show)).max(1) }
    }

    /// The header of a column for a period.
    fn header(&self, spec: &ColumnSpec, period: Period) -> String {
        let calendar = &self.snapshot.calendar;
        let printed = [calendar.print(period), calendar.print_part(period), calendar.print_year(period)];
        let [whole, part, year] = printed.each_ref().map(String::as_str);
        let own = spec.title.as_deref().unwrap_or_else(|| self.default_title(spec));
        let filled = fill(own, &[("period", whole), ("part", part), ("year", year)]);
        // A year has no part: “Target, {part}” is then “Target”.
        filled.trim().trim_end_matches([',', ':', '–', '-']).trim_end().to_string()
    }

    /// What a measure's cell adds where its own period prints otherwise than the header: “ (calendar year 2025)”.
    pub(super) fn own_period(&self, spec: &ColumnSpec, header: &str, item: Item<'s>) -> Option<Inline> {
        let Item::Measure(state) = item else { return None };
        let period = shown(spec, item)?;
        let stated = match spec.show {
            Show::Value => state.history.get(&period).is_some_and(|seen| seen.own_time.is_none()),
            _ => state.targets.contains_key(&period),
        };
        let differs = self.header(spec, period) != header;
        let apart = self.snapshot.calendar.print_apart(period);
        (stated && differs).then(|| Inline::Muted(format!(" ({apart})")))
    }
}

/// The period of the value or target that a column shows of a measure. `None`: neither.
fn shown(spec: &ColumnSpec, item: Item<'_>) -> Option<Period> {
    match (spec.show, item) {
        (Show::Value | Show::Target, Item::Measure(state)) => Some(spec.at.of(state)),
        _ => None,
    }
}
