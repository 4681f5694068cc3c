//! Cells of commitments and risks, and what is common to all cells.

use domain::calendar::print_month;
use domain::snapshot::{CommitmentState, RiskState};
use domain::{Colour, Decimal, Mark, Scheme};

use super::notes::NoteBook;
use super::passages::about;
use super::table::{Item, Plan};
use super::{Composer, identify};
use crate::document::{Cell, Fact, FactKind, Inline, Tag};
use crate::outline::{At, ColumnSpec, Show};

impl<'s> Composer<'s> {
    /// One cell.
    pub(super) fn cell(&mut self, column: &ColumnSpec, item: Item<'s>, plan: &Plan<'s>, notes: &mut NoteBook) -> Cell {
        match item {
            Item::Measure(state) => self.measure_cell(column, state, plan, notes),
            Item::Commitment(state) => self.commitment_cell(column, state, plan),
            Item::Risk(state) => self.risk_cell(column, state, plan),
        }
    }

    fn commitment_cell(&mut self, column: &ColumnSpec, state: &'s CommitmentState, plan: &Plan<'s>) -> Cell {
        let commitment = &state.commitment;
        match column.show {
            Show::Reference | Show::Serves => strong(&commitment.reference),
            Show::Title => text(&commitment.title),
            Show::Rating => self.progress_cell(state),
            Show::Value => self.status_cell(column.at, state),
            Show::Completes => self.completes_cell(state),
            Show::Comments => {
                let running = self.running(plan.comments, &about(&commitment.reference));
                let none = || vec![Inline::Absent(self.words.say("words.no_comment").to_string())];
                Cell { content: running.unwrap_or_else(none), fact: None }
            }
            Show::Dimension => self.dimension_cell(column, |key| commitment.tags.get(key)),
            Show::Lead => self.stated(commitment.lead.as_deref()),
            _ => self.absent("reason.not_applicable"),
        }
    }

    /// The grade of a commitment; without one, the reason stated, else that an update is awaited.
    pub(super) fn progress_cell(&self, state: &CommitmentState) -> Cell {
        let (tag, exact) = match self.progress_tag(state) {
            Some(tag) => (Inline::Rating(tag.clone()), tag.word),
            None => {
                let status = state.progress.as_ref().and_then(|p| p.status.clone());
                let awaiting = status.unwrap_or_else(|| self.words.say("progress.awaiting").to_string());
                (Inline::Absent(awaiting.clone()), awaiting)
            }
        };
        let fact = self.fact(&state.commitment.reference, FactKind::Progress, exact);
        Cell { content: vec![tag], fact: Some(fact) }
    }

    /// The tag of a commitment's grade. `None`: not judged in this period.
    pub(super) fn progress_tag(&self, state: &CommitmentState) -> Option<Tag> {
        let name = state.progress.as_ref()?.grade.as_deref()?;
        let scheme = self.snapshot.scheme(&state.scheme);
        let grade = scheme.and_then(|s| s.grades.get(s.grade_named(name)?));
        Some(grade.map_or_else(
            || Tag { word: name.to_string(), mark: Mark::Ring, colour: Colour::None },
            |grade| Tag { word: grade.name.clone(), mark: grade.mark, colour: grade.colour },
        ))
    }

    /// The words printed for a commitment's progress: of this period, or of an earlier one.
    fn status_cell(&self, at: At, state: &CommitmentState) -> Cell {
        let period = at.from(self.snapshot.edition.period);
        let earlier = || state.earlier.iter().rev().find(|p| p.period == period);
        let progress = if at == At::ThisPeriod { state.progress.as_ref() } else { earlier() };
        match progress.and_then(|p| p.status.as_deref().or(p.grade.as_deref().filter(|_| at != At::ThisPeriod))) {
            Some(status) => text(status),
            None => self.absent("reason.not_applicable"),
        }
    }

    /// Expected completion, with the latest earlier date that it slipped from.
    fn completes_cell(&self, state: &CommitmentState) -> Cell {
        let Some(date) = state.progress.as_ref().and_then(|p| p.completes) else {
            return self.absent("reason.nothing_stated");
        };
        let mut content = vec![Inline::Text(print_month(date))];
        let before = state.earlier.iter().rev().filter_map(|p| p.completes).find(|earlier| *earlier != date);
        if let Some(before) = before {
            let was = self.words.fill("progress.was_due", &[("date", &print_month(before))]);
            content.extend([Inline::Break, Inline::Muted(was)]);
        }
        let fact = self.fact(&state.commitment.reference, FactKind::Completes, date.to_string());
        Cell { content, fact: Some(fact) }
    }

    fn risk_cell(&mut self, column: &ColumnSpec, state: &'s RiskState, plan: &Plan<'s>) -> Cell {
        let risk = &state.risk;
        let score = state.score.as_ref();
        match column.show {
            Show::Reference | Show::Serves => strong(&risk.reference),
            Show::Title => text(&risk.title),
            Show::Score => self.score_cell(state, score.map(|s| s.score)),
            Show::PreviousScore => self.score_text(state.previous.as_ref().map(|s| s.score)),
            Show::Movement => self.movement_cell(state),
            Show::Likelihood => self.level_cell(score.and_then(|s| s.placed).map(|(likelihood, _)| likelihood)),
            Show::Impact => self.level_cell(score.and_then(|s| s.placed).map(|(_, impact)| impact)),
            Show::TargetScore => self.score_text(score.and_then(|s| s.target)),
            Show::Value if column.at == At::ThisPeriod => {
                let mut cell = self.score_cell(state, score.map(|s| s.score));
                if let Some(score) = score {
                    let score = score.score.normalize().to_string();
                    cell.content = vec![Inline::Text(self.words.fill("risk.score", &[("score", &score)]))];
                }
                cell
            }
            Show::Dimension => self.dimension_cell(column, |key| risk.tags.get(key)),
            Show::Lead => self.stated(risk.owner.as_deref()),
            Show::Comments => {
                let running = self.running(plan.comments, &about(&risk.reference));
                running.map_or_else(|| self.absent("words.no_comment"), |content| Cell { content, fact: None })
            }
            _ => self.absent("reason.not_applicable"),
        }
    }

    pub(super) fn score_cell(&self, state: &RiskState, score: Option<Decimal>) -> Cell {
        let exact = score.map_or_else(|| self.words.say("risk.not_scored").to_string(), |s| s.normalize().to_string());
        Cell { fact: Some(self.fact(&state.risk.reference, FactKind::Score, exact)), ..self.score_text(score) }
    }

    /// A level of likelihood or impact.
    fn level_cell(&self, level: Option<u8>) -> Cell {
        level.map_or_else(|| self.absent("reason.nothing_stated"), |level| text(&level.to_string()))
    }

    pub(super) fn score_text(&self, score: Option<Decimal>) -> Cell {
        score.map_or_else(|| self.absent("risk.not_scored"), |score| text(&score.normalize().to_string()))
    }

    /// The value of the dimension that a column names.
    pub(super) fn dimension_cell<'t>(&self, column: &ColumnSpec, get: impl Fn(&str) -> Option<&'t String>) -> Cell {
        self.stated(column.of.as_deref().and_then(get).map(String::as_str))
    }

    /// What was stated, or that nothing was.
    fn stated(&self, said: Option<&str>) -> Cell {
        said.map_or_else(|| self.absent("reason.nothing_stated"), text)
    }

    /// A cell without a value, and why.
    pub(super) fn absent(&self, key: &str) -> Cell {
        Cell { content: vec![Inline::Absent(self.words.say(key).to_string())], fact: None }
    }

    /// A fact about something in the edition's period.
    pub(super) fn fact(&self, subject: &str, kind: FactKind, exact: String) -> Fact {
        Fact { subject: subject.to_string(), period: self.snapshot.edition.period, kind, exact }
    }
}

/// The tag of a place in a scheme. `None`: the scheme's word for things without a grade.
pub fn tag_of(scheme: &Scheme, grade: Option<usize>) -> Tag {
    match grade.and_then(|place| scheme.grades.get(place)) {
        Some(grade) => Tag { word: grade.name.clone(), mark: grade.mark, colour: grade.colour },
        None => Tag { word: scheme.unrated.name.clone(), mark: Mark::Ring, colour: Colour::None },
    }
}

/// A cell of plain text.
pub fn text(text: &str) -> Cell {
    Cell { content: vec![Inline::Text(text.to_string())], fact: None }
}

/// A cell of bold text: a reference.
pub fn strong(text: &str) -> Cell {
    Cell { content: vec![Inline::Strong(vec![Inline::Text(text.to_string())])], fact: None }
}

/// A link to the place of a reference in this report.
pub fn link_to(reference: &str, shown: Vec<Inline>) -> Inline {
    Inline::Link { to: format!("#{}", identify::reference(reference)), content: shown }
}
