//! Tables of things: columns that are the outline's, rows that are the snapshot's.

use domain::snapshot::{CommitmentState, MeasureState, RiskState};

use super::notes::NoteBook;
use super::passages::section_id;
use super::{Composer, Scope, identify};
use crate::document::{Block, Column, Group, Row, Set, Table};
use crate::outline::{At, ColumnSpec, Kind, MeasuresSpec, ProgressSpec, RisksSpec, Section, Show, Which, Yield};

/// What one row is about.
#[derive(Clone, Copy)]
pub enum Item<'s> {
    /// A measure.
    Measure(&'s MeasureState),
    /// A commitment.
    Commitment(&'s CommitmentState),
    /// A risk.
    Risk(&'s RiskState),
}

/// Rows under one title.
pub struct Rows<'s> {
    /// `None`: the table is not in groups.
    pub title: Option<String>,
    /// In order.
    pub items: Vec<Item<'s>>,
}

/// A table about to be written: what it is called and how its cells are looked up.
pub struct Plan<'s> {
    /// The id that is wanted.
    pub id: String,
    /// Where its section stands in the outline.
    pub place: (u32, u32),
    /// The caption.
    pub caption: String,
    /// Its columns.
    pub columns: &'s [ColumnSpec],
    /// The slot of comments.
    pub comments: &'s str,
    /// Whether column periods are whole years.
    pub which: Which,
    /// Where it stands.
    pub scope: Scope<'s>,
}

impl<'s> Composer<'s> {
    /// Commitments with their progress.
    pub(super) fn progress(&mut self, spec: &'s Section, progress: &'s ProgressSpec, scope: Scope<'s>) -> Vec<Block> {
        self.known_kinds(&progress.of, spec.place);
        for kind in progress.of.iter().filter(|_| progress.only.is_some()) {
            self.known_grades(progress.only.iter().flatten(), kind, spec.place);
        }
        let snapshot = self.snapshot;
        let all = progress.of.iter().flat_map(|kind| scope.commitments(snapshot, kind));
        let wanted = |state: &&CommitmentState| {
            let grade = state.progress.as_ref().and_then(|p| p.grade.as_ref());
            progress.only.as_ref().is_none_or(|only| grade.is_some_and(|g| only.contains(g)))
        };
        let items: Vec<Item<'s>> = all.filter(wanted).map(Item::Commitment).collect();
        let groups = match &progress.by {
            Some(by) => self.grouped(by, items, spec.place),
            None => vec![Rows { title: None, items }],
        };
        let (id, caption) = self.named(spec, scope);
        let (columns, comments) = (progress.columns.as_slice(), progress.comments.as_str());
        let plan = Plan { id, place: spec.place, caption, columns, comments, which: Which::All, scope };
        self.table(&plan, groups)
    }

    /// Commitments under those who lead them, or under a dimension, in order of appearance.
    fn grouped(&mut self, by: &str, items: Vec<Item<'s>>, place: (u32, u32)) -> Vec<Rows<'s>> {
        if by != "lead" {
            self.known_dimension(by, place);
        }
        let mut groups: Vec<Rows<'s>> = Vec::new();
        for item in items {
            let Item::Commitment(state) = item else { continue };
            let commitment = &state.commitment;
            let of = if by == "lead" { commitment.lead.as_ref() } else { commitment.tags.get(by) };
            let title = of.cloned().unwrap_or_else(|| self.words.say("group.none").to_string());
            match groups.iter_mut().find(|group| group.title.as_ref() == Some(&title)) {
                Some(group) => group.items.push(item),
                None => groups.push(Rows { title: Some(title), items: vec![item] }),
            }
        }
        groups
    }

    /// Measures.
    pub(super) fn measures(&mut self, spec: &'s Section, measures: &'s MeasuresSpec, scope: Scope<'s>) -> Vec<Block> {
        self.known_grades(measures.only.iter().flatten(), "measures", spec.place);
        let shown = self.graded(scope.measures(self.snapshot, measures.which), measures.only.as_deref());
        let shown = self.named_measures(shown, measures.measures.as_deref(), spec.place);
        let has_value = |state: &&MeasureState| state.observation().is_some_and(|o| o.reading.value().is_some());
        let wanted =
            |state: &&MeasureState| measures.value.is_none_or(|wanted| (wanted == Yield::Given) == has_value(state));
        let items = shown.into_iter().filter(wanted).map(Item::Measure).collect();
        let ((id, caption), columns) = (self.named(spec, scope), measures.columns.as_slice());
        let plan = Plan {
            id,
            place: spec.place,
            caption,
            columns,
            comments: &measures.comments,
            which: measures.which,
            scope,
        };
        self.table(&plan, vec![Rows { title: None, items }])
    }

    /// Risks.
    pub(super) fn risks(&mut self, spec: &'s Section, risks: &'s RisksSpec, scope: Scope<'s>) -> Vec<Block> {
        let items = scope.risks(self.snapshot).into_iter().map(Item::Risk).collect();
        let ((id, caption), columns) = (self.named(spec, scope), risks.columns.as_slice());
        let plan = Plan { id, place: spec.place, caption, columns, comments: "commentary", which: Which::All, scope };
        self.table(&plan, vec![Rows { title: None, items }])
    }

    /// A table and its notes; nothing where there is no row.
    pub(super) fn table(&mut self, plan: &Plan<'s>, groups: Vec<Rows<'s>>) -> Vec<Block> {
        self.known_columns(plan.columns, plan.place);
        let groups: Vec<Rows<'s>> = groups.into_iter().filter(|group| !group.items.is_empty()).collect();
        if groups.is_empty() {
            return Vec::new();
        }
        let id = self.id(&plan.id);
        let mut notes = NoteBook::new(&id);
        let columns: Vec<Column> = plan.columns.iter().map(|spec| self.column(spec, plan.which, &groups)).collect();
        let headers: Vec<String> = columns.iter().map(|column| column.title.clone()).collect();
        let write = |rows| self.group(&id, &headers, plan, rows, &mut notes);
        let written = groups.into_iter().map(write).collect();
        let row_header = plan.columns.iter().position(|c| c.show == Show::Title).unwrap_or(0);
        let caption = plan.caption.clone();
        let table = Table { id, caption, summary: None, columns, row_header, groups: written };
        [Some(Block::Table(table)), notes.block()].into_iter().flatten().collect()
    }

    fn group(
        &mut self,
        table: &str,
        headers: &[String],
        plan: &Plan<'s>,
        rows: Rows<'s>,
        notes: &mut NoteBook,
    ) -> Group {
        let written = rows.items.into_iter().map(|item| self.row(table, headers, plan, item, notes)).collect();
        Group { title: rows.title, rows: written }
    }

    fn row(&mut self, table: &str, headers: &[String], plan: &Plan<'s>, item: Item<'s>, notes: &mut NoteBook) -> Row {
        let id = match item {
            Item::Measure(state) => {
                let shown = plan.columns.iter().filter(|c| c.show == Show::Value).map(|c| c.at.of(state));
                self.printed.insert(state.measure.key.clone(), (table.to_string(), shown.collect()));
                identify::measure(&state.measure.key)
            }
            Item::Commitment(state) => identify::reference(&state.commitment.reference),
            Item::Risk(state) => identify::reference(&state.risk.reference),
        };
        let cells = plan.columns.iter().zip(headers);
        let cells = cells.map(|(column, header)| {
            let mut cell = self.cell(column, item, plan, notes);
            cell.content.extend(self.own_period(column, header, item));
            cell
        });
        let cells = cells.collect();
        Row { id: self.claim(id), cells }
    }

    /// The words file's header of a column.
    pub(super) fn default_title<'t>(&'t self, spec: &'t ColumnSpec) -> &'t str {
        let key = match spec.show {
            Show::Reference => "column.reference",
            Show::Serves => "column.serves",
            Show::Title => "column.title",
            Show::Value if spec.at == At::ThisPeriod => "column.value_now",
            Show::Value => "column.value",
            Show::Target => "column.target",
            Show::Rating => "column.rating",
            Show::Travel => "column.travel",
            Show::Benchmark | Show::BenchmarkValue => "column.benchmark",
            Show::BenchmarkGroup => "column.benchmark_group",
            Show::Frequency => "column.frequency",
            Show::Completes => "column.completes",
            Show::Comments => "column.comments",
            Show::Lead => "column.lead",
            Show::Score => "column.score",
            Show::PreviousScore => "column.previous_score",
            Show::TargetScore => "column.target_score",
            Show::Movement => "column.movement",
            Show::Likelihood => "column.likelihood",
            Show::Impact => "column.impact",
            Show::AsAt => "column.as_at",
            Show::Covers => "column.covers",
            Show::Aim => "column.aim",
            Show::History => "column.history",
            Show::Dimension => {
                let of = spec.of.as_deref().unwrap_or("");
                let named = self.snapshot.dimensions.iter().find(|(key, _)| key == of);
                return named.map_or(of, |(_, title)| title.as_str());
            }
        };
        self.words.say(key)
    }

    /// The id wanted for a section's table, and its caption: what it holds, of which heading, for which period.
    pub(super) fn named(&self, spec: &Section, scope: Scope<'s>) -> (String, String) {
        let title = match (&spec.title, scope.heading) {
            (Some(_), _) => self.title(spec, scope),
            (None, Some(heading)) => heading.short.clone(),
            (None, None) => self.of_heading(scope.chapter, None),
        };
        let heading = scope.heading.map(|heading| heading.reference.as_str());
        let caption = if is_of_other_times(spec) { title.clone() } else { self.caption(&title, scope) };
        (format!("{} table", section_id(heading, &title)), caption)
    }

    fn caption(&self, title: &str, scope: Scope<'s>) -> String {
        let period = self.snapshot.calendar.print(self.snapshot.edition.period);
        let with = [("title", title), ("period", period.as_str())];
        match scope.heading {
            None if title.contains(&period) => title.to_string(),
            Some(heading) if title.contains(&period) => format!("{}: {title}", heading.short),
            Some(heading) if !title.contains(&heading.short) => {
                let rest = [("short", heading.short.as_str()), with[0], with[1]];
                self.words.fill("caption.of_heading", &rest)
            }
            _ => self.words.fill("caption.whole", &with),
        }
    }
}

/// Whether a table shows nothing of the edition's own period: its title then says of when it is.
fn is_of_other_times(spec: &Section) -> bool {
    let Kind::Measures(measures) = &spec.kind else { return false };
    let timed = |column: &&ColumnSpec| matches!(column.show, Show::Value | Show::Target | Show::Rating | Show::AsAt);
    let mut timed = measures.columns.iter().filter(timed).peekable();
    timed.peek().is_some() && timed.all(|column| column.at != At::ThisPeriod)
}

/// How a column is set.
pub fn set(show: Show) -> Set {
    match show {
        Show::Value | Show::Target | Show::BenchmarkValue => Set::Numbers,
        Show::Score | Show::PreviousScore | Show::TargetScore | Show::Likelihood | Show::Impact => Set::Numbers,
        Show::Rating => Set::Rating,
        _ => Set::Words,
    }
}

/// How wide a column stands unless the outline says otherwise.
pub fn width(show: Show) -> u8 {
    match show {
        Show::Reference | Show::Serves => 1,
        Show::Title => 6,
        Show::Comments => 12,
        Show::Benchmark | Show::BenchmarkGroup | Show::Lead | Show::Dimension | Show::History => 3,
        _ => 2,
    }
}
