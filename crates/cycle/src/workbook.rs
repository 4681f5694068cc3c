//! What a person owes as their workbook: the same value goes out as a file and is what a file that comes back is read
//! against.

use collect::{FigureRow, Forecasts, Identity, ProgressRow, Sheet};
use domain::calendar::print_date;
use domain::cycle::{Body, Item, Person};
use domain::snapshot::MeasureState;
use domain::{About, Date, Decimal, Period, Plan, Reading, Scheme};
use report::words::Words;

use crate::{Work, asked, live};

/// Whom a workbook is for, and when and where it goes.
#[derive(Debug, Clone, Copy)]
pub struct Posted<'p> {
    /// Identifier of the council.
    pub tenant: &'p str,
    /// The person.
    pub person: &'p Person,
    /// The day it is made on.
    pub on: Date,
    /// How it is sent back, a sentence.
    pub send_back: &'p str,
}

impl Work {
    /// What a person owes as a workbook: figures and progress, in the plan's order. Words of the edition are written on
    /// pages only.
    pub fn workbook(&self, to: Posted<'_>) -> Sheet {
        let owed: Vec<_> = self.owed_by(to.person).collect();
        let figures: Vec<FigureRow> = owed.iter().filter_map(|owed| self.figure_row(&owed.item, &owed.title)).collect();
        let progress = owed.iter().filter_map(|owed| self.progress_row(&owed.item, &owed.title)).collect();
        let forecast = |row: &FigureRow| {
            self.council().observations.iter().any(|one| one.measure == row.measure.key && one.forecast.is_some())
        };
        let forecasts = if figures.iter().any(forecast) { Forecasts::Asked } else { Forecasts::NotAsked };
        Sheet {
            identity: Identity { tenant: to.tenant.to_string(), round: self.round.key, person: to.person.id.clone() },
            council: self.council().name.clone(),
            person: to.person.name.clone(),
            round: self.edition.title.clone(),
            language: self.council().language.clone(),
            due: self.round.enter_by,
            made_on: to.on,
            send_back: to.send_back.to_string(),
            forecasts,
            figures,
            progress,
        }
    }

    fn figure_row(&self, item: &Item, title: &str) -> Option<FigureRow> {
        let Item::Figure { measure: key, period } = item else { return None };
        let (council, period) = (self.council(), *period);
        let state = live::as_it_is(council, &self.edition, key);
        let entry = self.entries.get(item);
        let current = entry.and_then(|entry| match &entry.body {
            Body::Figure(figure) => Some(figure.clone()),
            _ => None,
        });
        Some(FigureRow {
            measure: council.measure(key)?.clone(),
            title: title.to_string(),
            period,
            period_printed: council.calendar.print(period),
            year_ago: state.as_ref().and_then(|state| Some(state.history.get(&period.year_before())?.reading)),
            last: state.as_ref().and_then(|state| last_before(state, period)),
            target: state.as_ref().map(|state| self.target(state, period)).unwrap_or_default(),
            current,
            version: entry.map_or(0, |entry| entry.version),
        })
    }

    /// The target of a period as printed; empty where there is none.
    fn target(&self, state: &MeasureState, period: Period) -> String {
        let words = Words::of(&self.council().language);
        let target = state.targets.get(&period);
        target.map(|target| report::aim_words(words, &state.measure, &target.aim)).unwrap_or_default()
    }

    fn progress_row(&self, item: &Item, title: &str) -> Option<ProgressRow> {
        let Item::Progress { commitment: reference } = item else { return None };
        let (council, plan) = (self.council(), self.plan().ok()?);
        let earlier = council
            .progress
            .iter()
            .filter(|one| one.plan == plan.key && one.commitment == *reference && one.stated != self.edition.period);
        let last = earlier.max_by_key(|one| council.edition(one.stated).map(|edition| edition.position_at));
        let slot = asked::commentary(&self.outline);
        let said = last.and_then(|last| {
            let about = About::Item(reference.clone());
            council.passages.iter().find(|one| one.edition == last.stated && one.slot == slot && one.about == about)
        });
        let entry = self.entries.get(item);
        let current = entry.and_then(|entry| match &entry.body {
            Body::Progress(progress) => Some(progress.clone()),
            _ => None,
        });
        let scheme = self.scheme_of(plan, reference);
        Some(ProgressRow {
            commitment: reference.clone(),
            title: title.to_string(),
            grades: scheme.iter().flat_map(|scheme| &scheme.grades).map(|grade| grade.name.clone()).collect(),
            last_rating: last.and_then(|last| last.grade.clone()),
            last_commentary: said.map(|said| said.text.clone()),
            current,
            version: entry.map_or(0, |entry| entry.version),
        })
    }

    /// The scheme that judges a commitment, in force on the day of the position.
    fn scheme_of(&self, plan: &Plan, commitment: &str) -> Option<&Scheme> {
        let family = &plan.kind(&plan.commitment(commitment)?.kind)?.scheme;
        let day = self.edition.position_at;
        let mut schemes = self.council().schemes.iter().filter(|scheme| scheme.family == *family);
        schemes.rfind(|scheme| scheme.from <= day && scheme.until.is_none_or(|until| day <= until))
    }

    /// What stands entered of an item, in a line: what a row of a workbook would change. `None`: nothing is entered.
    pub fn says(&self, item: &Item) -> Option<String> {
        self.entries.get(item).map(|entry| self.in_words(item, &entry.body))
    }

    /// What an entry says, in a line of words: the value as its measure prints it, with whatever else was given.
    pub fn in_words(&self, item: &Item, body: &Body) -> String {
        match body {
            Body::Figure(figure) => {
                let measure = match item {
                    Item::Figure { measure, .. } => self.council().measure(measure),
                    _ => None,
                };
                let mut said = match (figure.reading, measure) {
                    (Reading::Figure(value), Some(measure)) => vec![measure.write(value.value)],
                    (Reading::Figure(value), None) => vec![value.value.to_string()],
                    (Reading::Absent(absence), _) => vec![format!("no value: {}", absence.word())],
                };
                if let Reading::Figure(value) = figure.reading {
                    said.extend(value.parts.map(|(over, under)| format!("{over} of {under}")));
                }
                said.extend(figure.markers.iter().map(|marker| marker.word().to_string()));
                said.extend(figure.as_at.map(|date| format!("as at {}", print_date(date))));
                let forecast =
                    |value: Decimal| measure.map_or_else(|| value.to_string(), |measure| measure.write(value));
                said.extend(figure.forecast.map(|value| format!("forecast {}", forecast(value))));
                said.extend(figure.note.as_ref().map(|note| format!("note: {note}")));
                said.join("; ")
            }
            Body::Progress(progress) => {
                let mut said = vec![progress.grade.clone().unwrap_or_else(|| "no rating".to_string())];
                said.extend(progress.completes.map(|date| format!("complete by {}", print_date(date))));
                said.extend(Some(progress.text.clone()).filter(|text| !text.is_empty()));
                said.join("; ")
            }
            Body::Words(text) => text.clone(),
            Body::Rating(grade) => grade.clone().unwrap_or_else(|| "not rated".to_string()),
        }
    }
}

/// What was stated of the latest period before one.
fn last_before(state: &MeasureState, period: Period) -> Option<Reading> {
    state.history.range(..period).next_back().map(|(_, one)| one.reading)
}
