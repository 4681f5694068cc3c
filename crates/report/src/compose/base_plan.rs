//! The Base Plan: every commitment at a glance, with the same data as a table.

use domain::Heading;
use domain::snapshot::CommitmentState;

use super::cell::{strong, tag_of, text};
use super::phrase::{number, within_sentence};
use super::{Composer, Scope, identify};
use crate::chart::{self, BasePlan, PlanGroup, PlanItem};
use crate::document::{Block, Cell, Column, FactKind, Figure, FigureData, Group, Inline, Row, Set, Stands, Table, Tag};
use crate::outline::BasePlanSpec;

/// A heading with the commitments under it.
type Band<'s> = (&'s Heading, Vec<&'s CommitmentState>);

impl<'s> Composer<'s> {
    /// The graphic and its table.
    pub(super) fn base_plan(&mut self, spec: &BasePlanSpec, place: (u32, u32), scope: Scope<'s>) -> Vec<Block> {
        self.known_kinds(&spec.of, place);
        let snapshot = self.snapshot;
        let headings = self.headings(spec.level, place);
        let bands: Vec<Band<'s>> = headings
            .into_iter()
            .map(|heading| {
                let under = Scope { heading: Some(heading), ..scope };
                (heading, spec.of.iter().flat_map(|kind| under.commitments(snapshot, kind)).collect())
            })
            .filter(|(_, items): &Band<'s>| !items.is_empty())
            .collect();
        if bands.is_empty() {
            return Vec::new();
        }
        vec![Block::Figure(self.plan_figure(spec, &bands, scope))]
    }

    fn plan_figure(&mut self, spec: &BasePlanSpec, bands: &[Band<'s>], scope: Scope<'s>) -> Figure {
        let id = self.id("base plan");
        let period = self.snapshot.calendar.print(self.snapshot.edition.period);
        let with = [("plan", self.snapshot.plan.title.as_str()), ("period", period.as_str())];
        let title = self.words.fill("base_plan.title", &with);
        let legend = self.legend(spec, scope);
        let alt = self.plan_alt(&title, bands);
        let item = |state: &&CommitmentState| PlanItem {
            reference: state.commitment.reference.clone(),
            title: state.commitment.title.clone(),
            href: format!("#{}", identify::reference(&state.commitment.reference)),
            tag: self.judged(state),
        };
        let groups: Vec<PlanGroup> = bands
            .iter()
            .map(|(heading, items)| PlanGroup { name: heading.short.clone(), items: items.iter().map(item).collect() })
            .collect();
        let plan = BasePlan { id: id.clone(), title: title.clone(), alt: alt.clone(), groups, legend };
        let (svg, size) = chart::base_plan(&plan, self.look);
        let data = FigureData::Own(self.plan_table(&id, &title, bands));
        let subtitle = self.words.say("base_plan.subtitle").to_string();
        Figure { id, title, subtitle, alt, svg, size, stands: Stands::Full, tag: None, data }
    }

    /// A commitment's grade, else its scheme's word for none.
    fn judged(&self, state: &CommitmentState) -> Tag {
        let without = || self.snapshot.scheme(&state.scheme).map(|scheme| tag_of(scheme, None));
        self.progress_tag(state).or_else(without).unwrap_or_else(|| Tag {
            word: self.words.say("progress.awaiting").to_string(),
            mark: domain::Mark::Ring,
            colour: domain::Colour::None,
        })
    }

    fn legend(&self, spec: &BasePlanSpec, scope: Scope<'s>) -> Vec<(Tag, usize)> {
        let tallies: Vec<_> = spec.of.iter().flat_map(|kind| self.tallies(kind, scope)).collect();
        let entry = |tally: &super::counts::Tally<'s>| {
            let tagged = tally.graded.iter().enumerate().map(|(place, n)| (tag_of(tally.scheme, Some(place)), *n));
            let unrated = Some((tag_of(tally.scheme, None), tally.unrated)).filter(|(_, count)| *count > 0);
            tagged.chain(unrated).collect::<Vec<_>>()
        };
        tallies.iter().flat_map(entry).collect()
    }

    /// The finding in words: for each band, how many have which grade.
    fn plan_alt(&self, title: &str, bands: &[Band<'s>]) -> String {
        let band = |(heading, items): &Band<'s>| {
            let mut tags: Vec<(String, usize)> = Vec::new();
            for word in items.iter().map(|state| self.judged(state).word) {
                match tags.iter_mut().find(|(known, _)| *known == word) {
                    Some((_, count)) => *count += 1,
                    None => tags.push((word, 1)),
                }
            }
            let counted: Vec<String> = tags.iter().map(|(word, n)| format!("{} {word}", number(*n))).collect();
            self.words.fill("base_plan.band", &[("short", &heading.short), ("list", &self.words.list(&counted))])
        };
        let bands: Vec<String> = bands.iter().map(band).collect();
        self.words.fill("base_plan.alt", &[("title", title), ("bands", &bands.join("; "))])
    }

    fn plan_table(&mut self, figure: &str, caption: &str, bands: &[Band<'s>]) -> Table {
        let id = self.id(&format!("{figure} data"));
        let column = |key: &str, set, width| Column { title: self.words.say(key).to_string(), set, width };
        let kind = bands.iter().flat_map(|(_, items)| items).find_map(|c| self.snapshot.plan.kind(&c.commitment.kind));
        let title = kind.map_or_else(|| self.words.say("column.title").to_string(), |kind| kind.name.clone());
        let summary = Some(self.words.fill("base_plan.summary", &[("name", &within_sentence(&title))]));
        let columns = vec![
            column("column.reference", Set::Words, 1),
            Column { title, set: Set::Words, width: 8 },
            column("column.rating", Set::Rating, 2),
        ];
        let row = |state: &&CommitmentState| {
            let tag = self.judged(state);
            let fact = self.fact(&state.commitment.reference, FactKind::Progress, tag.word.clone());
            let rating = Cell { content: vec![Inline::Rating(tag)], fact: Some(fact) };
            Row { id: None, cells: vec![strong(&state.commitment.reference), text(&state.commitment.title), rating] }
        };
        let group = |(heading, items): &Band<'s>| Group {
            title: Some(heading.short.clone()),
            rows: items.iter().map(row).collect(),
        };
        let groups = bands.iter().map(group).collect();
        Table { id, caption: caption.to_string(), summary, columns, row_header: 0, groups }
    }
}
