//! The performance wheel, with its data as a table.

use domain::Heading;
use domain::snapshot::RolledUp;

use super::cell::{strong, tag_of, text};
use super::phrase::{capital, number, within_sentence};
use super::table::Item;
use super::{Composer, Scope, identify};
use crate::chart::{self, PlanItem, Wheel, WheelSector};
use crate::document::{Block, Cell, Column, Figure, FigureData, Group, Inline, Row, Set, Stands, Table, Tag};
use crate::outline::WheelSpec;

/// A heading with what stands under it.
type Sector<'s> = (&'s Heading, Vec<Item<'s>>);

impl<'s> Composer<'s> {
    /// The wheel; nothing where there is nothing to show.
    pub(super) fn wheel(&mut self, spec: &WheelSpec, place: (u32, u32), scope: Scope<'s>) -> Vec<Block> {
        self.known_items(std::slice::from_ref(&spec.of), place);
        let sectors: Vec<Sector<'s>> = self
            .headings(spec.level, place)
            .into_iter()
            .map(|heading| (heading, self.items(&spec.of, Scope { heading: Some(heading), ..scope })))
            .filter(|(_, items): &Sector<'s>| !items.is_empty())
            .collect();
        if sectors.is_empty() {
            return Vec::new();
        }
        let id = self.id(&format!("wheel {}", spec.of));
        let name = capital(&self.name_of(&spec.of));
        let period = self.snapshot.calendar.print(self.snapshot.edition.period);
        let title = self.words.fill("wheel.title", &[("name", &name), ("period", &period)]);
        let alt = self.wheel_alt(&title, spec, &sectors);
        let drawn = Wheel {
            id: id.clone(),
            title: title.clone(),
            alt: alt.clone(),
            sectors: sectors.iter().map(|sector| self.sector(spec, sector)).collect(),
            legend: self.legend_of(&spec.of, scope),
        };
        let (svg, size) = chart::wheel(&drawn, self.look);
        let data = FigureData::Own(self.wheel_table(&id, &title, spec, sectors));
        let subtitle = self.words.say("wheel.subtitle").to_string();
        vec![Block::Figure(Figure { id, title, subtitle, alt, svg, size, stands: Stands::Full, tag: None, data })]
    }

    fn sector(&self, spec: &WheelSpec, (heading, items): &Sector<'s>) -> WheelSector {
        WheelSector {
            name: heading.short.clone(),
            href: format!("#{}", identify::reference(&heading.reference)),
            tag: self.rolled_up(&spec.of, heading).map(|(tag, _)| tag).unwrap_or_else(|| self.no_grade()),
            items: items.iter().map(|item| self.wheel_item(item)).collect(),
        }
    }

    fn wheel_item(&self, item: &Item<'s>) -> PlanItem {
        let (reference, title, id) = match item {
            Item::Commitment(state) => {
                let commitment = &state.commitment;
                (commitment.reference.clone(), &commitment.title, identify::reference(&commitment.reference))
            }
            Item::Measure(state) => (String::new(), &state.title, identify::measure(&state.measure.key)),
            Item::Risk(state) => {
                (state.risk.reference.clone(), &state.risk.title, identify::reference(&state.risk.reference))
            }
        };
        PlanItem { reference, title: title.clone(), href: format!("#{id}"), tag: self.tag_shown(item) }
    }

    /// The rating of something, or its scheme's word for none.
    pub(super) fn tag_shown(&self, item: &Item<'s>) -> Tag {
        let scheme = |family: &str| self.snapshot.scheme(family);
        let tag = match item {
            Item::Commitment(state) => {
                self.progress_tag(state).or_else(|| scheme(&state.scheme).map(|s| tag_of(s, None)))
            }
            Item::Measure(state) => scheme(&state.scheme).map(|s| tag_of(s, state.shown_grade(s))),
            Item::Risk(_) => None,
        };
        tag.unwrap_or_else(|| self.no_grade())
    }

    /// The tag of what no scheme rates.
    fn no_grade(&self) -> Tag {
        let word = self.words.say("progress.awaiting").to_string();
        Tag { word, mark: domain::Mark::Ring, colour: domain::Colour::None }
    }

    /// The roll-up of a heading from what a word of an outline stands for: of several schemes, from the most.
    /// `None`: it does not roll up.
    pub(super) fn rolled_up(&self, of: &str, heading: &Heading) -> Option<(Tag, &'s RolledUp)> {
        self.all_rolled_up(of, heading).into_iter().rev().max_by_key(|(_, rolled)| rolled.of)
    }

    /// The roll-ups of a heading, one for each scheme.
    pub(super) fn all_rolled_up(&self, of: &str, heading: &Heading) -> Vec<(Tag, &'s RolledUp)> {
        let snapshot = self.snapshot;
        let family = snapshot.plan.kind(of).map(|kind| kind.scheme.as_str());
        let rates = |rolled: &&RolledUp| match family {
            Some(family) => rolled.scheme == family,
            None => of == "measures" && snapshot.measures.iter().any(|state| state.scheme == rolled.scheme),
        };
        let found = snapshot.rollups.iter().filter(|rolled| rolled.heading == heading.reference).filter(rates);
        found.filter_map(|found| Some((tag_of(snapshot.scheme(&found.scheme)?, found.grade), found))).collect()
    }

    fn wheel_alt(&self, title: &str, spec: &WheelSpec, sectors: &[Sector<'s>]) -> String {
        let one = |(heading, items): &Sector<'s>| {
            let mut counted: Vec<(String, usize)> = Vec::new();
            for word in items.iter().map(|item| self.tag_shown(item).word) {
                match counted.iter_mut().find(|(known, _)| *known == word) {
                    Some((_, count)) => *count += 1,
                    None => counted.push((word, 1)),
                }
            }
            let counted: Vec<String> = counted.iter().map(|(word, n)| format!("{} {word}", number(*n))).collect();
            let list = self.words.list(&counted);
            match self.rolled_up(&spec.of, heading) {
                Some((tag, _)) => {
                    let with = [("short", heading.short.as_str()), ("grade", tag.word.as_str()), ("list", &list)];
                    self.words.fill("wheel.sector", &with)
                }
                None => self.words.fill("base_plan.band", &[("short", &heading.short), ("list", &list)]),
            }
        };
        let sectors: Vec<String> = sectors.iter().map(one).collect();
        self.words.fill("base_plan.alt", &[("title", title), ("bands", &sectors.join("; "))])
    }

    /// The same as a table: grey segments with their reason.
    fn wheel_table(&mut self, figure: &str, caption: &str, spec: &WheelSpec, sectors: Vec<Sector<'s>>) -> Table {
        let id = self.id(&format!("{figure} data"));
        let name = match self.snapshot.plan.kind(&spec.of) {
            Some(kind) => kind.name.clone(),
            None => self.words.say("column.measure").to_string(),
        };
        let summary = Some(self.words.fill("base_plan.summary", &[("name", &within_sentence(&name))]));
        let rating = self.words.say("column.rating").to_string();
        let mut columns = vec![
            Column { title: name, set: Set::Words, width: 8 },
            Column { title: rating, set: Set::Rating, width: 3 },
        ];
        let referenced = spec.of != "measures";
        if referenced {
            let title = self.words.say("column.reference").to_string();
            columns.insert(0, Column { title, set: Set::Words, width: 1 });
        }
        let group = |(heading, items): Sector<'s>| {
            let title = match self.rolled_up(&spec.of, heading) {
                Some((tag, _)) => self.words.fill("wheel.group", &[("short", &heading.short), ("grade", &tag.word)]),
                None => heading.short.clone(),
            };
            Group { title: Some(title), rows: items.into_iter().map(|item| self.wheel_row(item)).collect() }
        };
        let groups = sectors.into_iter().map(group).collect();
        Table { id, caption: caption.to_string(), summary, columns, row_header: 0, groups }
    }

    fn wheel_row(&self, item: Item<'s>) -> Row {
        let cells = match item {
            Item::Commitment(state) => {
                let commitment = &state.commitment;
                vec![strong(&commitment.reference), text(&commitment.title), self.progress_cell(state)]
            }
            Item::Measure(state) => {
                let mut rating = self.rating_cell(state);
                rating.content.truncate(1);
                vec![text(&state.title), rating]
            }
            Item::Risk(state) => {
                let none = Cell { content: vec![Inline::Rating(self.no_grade())], fact: None };
                vec![strong(&state.risk.reference), text(&state.risk.title), none]
            }
        };
        Row { id: None, cells }
    }
}
