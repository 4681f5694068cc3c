//! Ratings in each edition: how many had which, from what the editions themselves said.

use domain::calendar::print_month;
use domain::{Decimal, Scheme, Snapshot};

use super::cell::{tag_of, text};
use super::counts::Tally;
use super::phrase::{number, within_sentence};
use super::{Composer, Scope};
use crate::chart::{self, Stack, StackBar};
use crate::document::{Block, Cell, Column, Figure, FigureData, Group, Inline, Row, Set, Stands, Table, Tag};
use crate::outline::{TrendSpec, Which};

impl<'s> Composer<'s> {
    /// A table for each scheme, and a graphic where there are two editions or more.
    pub(super) fn trend(&mut self, spec: &TrendSpec, place: (u32, u32), scope: Scope<'s>) -> Vec<Block> {
        self.known_items(std::slice::from_ref(&spec.of), place);
        let families: Vec<&'s Scheme> = self.tallies(&spec.of, scope).into_iter().map(|tally| tally.scheme).collect();
        let several = families.len() > 1;
        let by = |scheme: &Scheme| self.words.fill("counts.by", &[("scheme", &scheme.title)]);
        let named: Vec<(&'s Scheme, String)> =
            families.into_iter().map(|scheme| (scheme, if several { by(scheme) } else { String::new() })).collect();
        named.into_iter().map(|(scheme, by)| self.trend_of(spec, scheme, &by)).collect()
    }

    /// `by` names the scheme where there are several.
    fn trend_of(&mut self, spec: &TrendSpec, scheme: &'s Scheme, by: &str) -> Block {
        let snapshot = self.snapshot;
        let all = snapshot.earlier.iter().chain([snapshot]);
        let mut editions: Vec<(&'s Snapshot, Vec<usize>)> =
            all.filter_map(|edition| Some((edition, counts(edition, &spec.of, scheme)?))).collect();
        editions.drain(..editions.len().saturating_sub(spec.editions.max(1)));
        let name = within_sentence(&self.name_of(&spec.of));
        let title = self.words.fill("trend.title", &[("name", &name), ("by", by)]);
        let id = self.id(&format!("trend {}", scheme.family));
        if editions.len() < 2 {
            return Block::Table(self.trend_table(&id, &title, scheme, &editions));
        }
        let alt = self.trend_alt(&title, scheme, &editions);
        let tags: Vec<Tag> = (0..scheme.grades.len()).map(|place| tag_of(scheme, Some(place))).collect();
        let bar = |(edition, counts): &(&'s Snapshot, Vec<usize>)| StackBar {
            name: snapshot.calendar.print(edition.edition.period),
            parts: tags.iter().zip(counts).map(|(tag, n)| (tag.clone(), Decimal::from(*n), number(*n))).collect(),
        };
        let bars = editions.iter().map(bar).collect();
        let (legend, target) = (tags.clone(), None);
        let stack = Stack { id: id.clone(), title: title.clone(), alt: alt.clone(), bars, legend, target };
        let (svg, size) = chart::stack(&stack, self.look);
        let table = self.id(&format!("{id} data"));
        let data = FigureData::Own(self.trend_table(&table, &title, scheme, &editions));
        let subtitle = self.words.say("trend.subtitle").to_string();
        Block::Figure(Figure { id, title, subtitle, alt, svg, size, stands: Stands::Full, tag: None, data })
    }

    /// The counts of the first and the last edition in words.
    fn trend_alt(&self, title: &str, scheme: &Scheme, editions: &[(&'s Snapshot, Vec<usize>)]) -> String {
        let one = |(edition, counts): &(&'s Snapshot, Vec<usize>)| {
            let period = self.snapshot.calendar.print(edition.edition.period);
            let counted: Vec<String> =
                scheme.grades.iter().zip(counts).map(|(grade, n)| format!("{} {}", number(*n), grade.name)).collect();
            format!("{period}: {}", self.words.list(&counted))
        };
        let ends: Vec<String> = [editions.first(), editions.last()].into_iter().flatten().map(one).collect();
        self.words.fill("base_plan.alt", &[("title", title), ("bands", &ends.join("; "))])
    }

    fn trend_table(&self, id: &str, caption: &str, scheme: &Scheme, all: &[(&'s Snapshot, Vec<usize>)]) -> Table {
        let column = |title: String, set, width| Column { title, set, width };
        let mut columns = vec![column(self.words.say("column.rating").to_string(), Set::Rating, 2)];
        let dated = |(edition, _): &(&'s Snapshot, Vec<usize>)| print_month(edition.edition.position_at);
        columns.extend(all.iter().map(|edition| column(dated(edition), Set::Numbers, 2)));
        let row = |place: usize| {
            let tag = Cell { content: vec![Inline::Rating(tag_of(scheme, Some(place)))], fact: None };
            let counts = all.iter().map(|(_, counts)| text(&number(counts.get(place).copied().unwrap_or(0))));
            Row { id: None, cells: [tag].into_iter().chain(counts).collect() }
        };
        let rows = (0..scheme.grades.len()).map(row).collect();
        let summary = Some(self.words.fill("trend.summary", &[("name", &within_sentence(caption))]));
        let groups = vec![Group { title: None, rows }];
        Table { id: id.to_string(), caption: caption.to_string(), summary, columns, row_header: 0, groups }
    }
}

/// How many of an edition had each grade of a scheme of today. `None`: that edition rated nothing by the family.
fn counts(edition: &Snapshot, of: &str, scheme: &Scheme) -> Option<Vec<usize>> {
    let then = edition.scheme(&scheme.family)?;
    let whole = Scope { heading: None, chapter: "", level: 1 };
    let tally = if of == "measures" {
        let measures = whole.measures(edition, Which::All).into_iter().filter(|m| m.scheme == scheme.family);
        Tally::new(then, measures.map(|state| state.shown_grade(then)))
    } else {
        let judged = edition.commitments.iter().filter(|c| c.scheme == scheme.family);
        Tally::new(then, judged.map(|c| then.grade_named(c.progress.as_ref()?.grade.as_deref()?)))
    };
    let of_grade = |name: &str| then.grade_named(name).and_then(|place| tally.graded.get(place)).copied();
    let counted: Vec<usize> = scheme.grades.iter().map(|grade| of_grade(&grade.name).unwrap_or(0)).collect();
    (tally.all() > 0).then_some(counted)
}
