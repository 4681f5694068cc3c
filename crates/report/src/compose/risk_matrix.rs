//! Risks by likelihood and impact, and how their scores have moved.

use std::cmp::Ordering;

use domain::snapshot::RiskState;

use super::cell::{strong, text};
use super::{Composer, Scope};
use crate::chart::{self, Matrix};
use crate::document::{Block, Cell, Column, Figure, FigureData, Group, Inline, Row, Set, Stands, Table};

/// The least number of levels that a matrix is drawn with.
const LEVELS: u8 = 5;

impl<'s> Composer<'s> {
    /// The matrix; where no likelihood and impact are recorded, that there is none.
    pub(super) fn risk_matrix(&mut self, scope: Scope<'s>) -> Vec<Block> {
        let all = scope.risks(self.snapshot);
        let placed: Vec<(&'s RiskState, (u8, u8))> =
            all.into_iter().filter_map(|risk| Some((risk, risk.score.as_ref()?.placed?))).collect();
        let Some(most) = placed.iter().map(|(_, (one, other))| (*one).max(*other)).max() else {
            return vec![Block::Paragraph(vec![Inline::Absent(self.words.say("matrix.none").to_string())])];
        };
        let id = self.id("risk matrix");
        let period = self.snapshot.calendar.print(self.snapshot.edition.period);
        let title = self.words.fill("matrix.title", &[("period", &period)]);
        let list: Vec<String> = placed.iter().map(|(risk, place)| self.placed(risk, *place)).collect();
        let alt = self.words.fill("base_plan.alt", &[("title", &title), ("bands", &list.join("; "))]);
        let matrix = Matrix {
            id: id.clone(),
            title: title.clone(),
            alt: alt.clone(),
            side: most.max(LEVELS),
            across: self.words.say("column.impact").to_string(),
            up: self.words.say("column.likelihood").to_string(),
            risks: placed.iter().map(|(risk, place)| (risk.risk.reference.clone(), *place)).collect(),
        };
        let (svg, size) = chart::matrix(&matrix, self.look);
        let data = FigureData::Own(self.matrix_table(&id, &title, &placed));
        let subtitle = self.words.say("matrix.subtitle").to_string();
        vec![Block::Figure(Figure { id, title, subtitle, alt, svg, size, stands: Stands::Full, tag: None, data })]
    }

    fn placed(&self, risk: &RiskState, (likelihood, impact): (u8, u8)) -> String {
        let numbers = (likelihood.to_string(), impact.to_string());
        let reference = risk.risk.reference.as_str();
        let with = [("reference", reference), ("likelihood", &numbers.0), ("impact", &numbers.1)];
        self.words.fill("matrix.placed", &with)
    }

    fn matrix_table(&mut self, figure: &str, caption: &str, placed: &[(&'s RiskState, (u8, u8))]) -> Table {
        let id = self.id(&format!("{figure} data"));
        let column = |key: &str, set, width| Column { title: self.words.say(key).to_string(), set, width };
        let columns = vec![
            column("column.reference", Set::Words, 1),
            column("column.title", Set::Words, 6),
            column("column.likelihood", Set::Numbers, 2),
            column("column.impact", Set::Numbers, 2),
            column("column.score", Set::Numbers, 2),
            column("column.movement", Set::Words, 3),
        ];
        let row = |(state, (likelihood, impact)): &(&'s RiskState, (u8, u8))| {
            let risk = &state.risk;
            let score = self.score_cell(state, state.score.as_ref().map(|s| s.score));
            let place = [likelihood, impact].map(|level| text(&level.to_string()));
            let [likelihood, impact] = place;
            let cells =
                vec![strong(&risk.reference), text(&risk.title), likelihood, impact, score, self.movement_cell(state)];
            Row { id: None, cells }
        };
        let groups = vec![Group { title: None, rows: placed.iter().map(row).collect() }];
        Table { id, caption: caption.to_string(), summary: None, columns, row_header: 0, groups }
    }

    /// Up, down or the same, from the latest earlier score.
    pub(super) fn movement_cell(&self, state: &RiskState) -> Cell {
        let (Some(now), previous) = (state.score.as_ref(), state.previous.as_ref()) else {
            return self.absent("risk.not_scored");
        };
        let Some(before) = previous else { return text(self.words.say("risk.new")) };
        let score = before.score.normalize().to_string();
        let key = match now.score.cmp(&before.score) {
            Ordering::Greater => "risk.up",
            Ordering::Equal => "risk.same",
            Ordering::Less => "risk.down",
        };
        text(&self.words.fill(key, &[("score", &score)]))
    }
}
