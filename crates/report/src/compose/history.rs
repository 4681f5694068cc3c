//! The small history of a measure in the cell of a table: the picture, and the same in words.

use domain::snapshot::MeasureState;
use domain::{Period, Unit};

use super::Composer;
use super::cell::text;
use super::notes::NoteBook;
use super::passages::plain;
use crate::chart::{self, Era, SparkDot};
use crate::document::{Cell, Inline, Spark, SparkPoint};

/// The most values that a cell has room for: the latest.
const MOST: usize = 9;

impl Composer<'_> {
    /// How a measure has moved, as far as its values may be compared; the reason where fewer than two may. Grades and
    /// answers have no size that a picture could show: they are listed in words.
    pub(super) fn history_cell(&mut self, state: &MeasureState) -> Cell {
        let periods = comparable(state);
        let value = |period: &Period| state.history.get(period).and_then(|seen| seen.reading.value());
        if periods.iter().filter_map(value).count() < 2 {
            return self.absent("history.none");
        }
        let id = self.id(&format!("history {}", state.measure.key));
        // A cell of a picture has no place for notes: they stand by the value itself.
        let mut unseen = NoteBook::new(&id);
        let points: Vec<SparkPoint> = periods
            .iter()
            .map(|period| {
                let mut cell = self.value_cell(state, *period, &mut unseen);
                cell.content.retain(|inline| !matches!(inline, Inline::Note(_)));
                SparkPoint { period: self.snapshot.calendar.print(*period), cell }
            })
            .collect();
        if matches!(state.measure.unit, Unit::Level | Unit::YesNo) {
            return text(&self.listed(&points));
        }
        let dots = periods.iter().map(|period| SparkDot {
            place: i32::from(period.year.opens) * period.span.per_year() + i32::from(period.span.number()),
            value: value(period),
            era: if period.year == state.now.year { Era::Now } else { Era::Before },
        });
        let alt = self.history_words(state, &points);
        let drawn = chart::Spark { id: id.clone(), title: state.title.clone(), alt, dots: dots.collect() };
        let (svg, size) = chart::spark(&drawn, self.look);
        let spark = Spark { id, title: drawn.title, alt: drawn.alt, svg, size, points };
        Cell { content: vec![Inline::Spark(Box::new(spark))], fact: None }
    }

    /// Each value with its period.
    fn listed(&self, points: &[SparkPoint]) -> String {
        let point = |point: &SparkPoint| {
            let with = [("period", point.period.as_str()), ("value", &plain(&point.cell.content))];
            self.words.fill("history.point", &with)
        };
        points.iter().map(point).collect::<Vec<_>>().join("; ")
    }

    /// Each value with its period, and how the latest compares.
    fn history_words(&self, state: &MeasureState, points: &[SparkPoint]) -> String {
        let now = state.observation().and_then(|seen| seen.reading.value());
        let comparison = now.map_or(String::new(), |value| self.comparison(state, value));
        let with = [("values", self.listed(points)), ("comparison", comparison)];
        let with = with.each_ref().map(|(key, says)| (*key, says.as_str()));
        self.words.fill("history.alt", &with).trim().to_string()
    }
}

/// This period and those before it that may be compared with it, in order of time.
fn comparable(state: &MeasureState) -> Vec<Period> {
    let wanted = |then: &&Period| **then <= state.now && state.measure.comparable(state.now, **then);
    let mut periods: Vec<Period> = state.history.keys().filter(wanted).copied().collect();
    periods.split_off(periods.len().saturating_sub(MOST))
}
