//! Savings delivered and planned against their target: one bar, and the same as a table.

use domain::snapshot::MeasureState;
use domain::{Colour, Decimal, Mark};

use super::cell::text;
use super::measure_cell::fact;
use super::phrase::aim_words;
use super::{Composer, identify};
use crate::chart::{self, Stack, StackBar};
use crate::document::{Block, Column, FactKind, Figure, FigureData, Group, Inline, Row, Set, Stands, Table, Tag};
use crate::outline::{SavingsPart, SavingsSpec};

/// A part of the bar with its measure and value.
type Part<'s> = (Tag, &'s MeasureState, Decimal);

impl<'s> Composer<'s> {
    /// The bar; where no part has a value, that there is none.
    pub(super) fn savings(&mut self, spec: &SavingsSpec, place: (u32, u32)) -> Vec<Block> {
        let mut parts: Vec<Part<'s>> = Vec::new();
        for bar in &spec.bars {
            let Some(tag) = self.savings_tag(bar, place) else { continue };
            let keys = [bar.measure.clone()];
            for state in self.named_measures(self.snapshot.measures.iter().collect(), Some(&keys), place) {
                parts
                    .extend(state.observation().and_then(|seen| seen.reading.value()).map(|v| (tag.clone(), state, v)));
            }
        }
        let keys = [spec.target.clone()];
        let aimed = self.named_measures(self.snapshot.measures.iter().collect(), Some(&keys), place);
        let Some(first) = parts.first() else {
            return vec![Block::Paragraph(vec![Inline::Absent(self.words.say("savings.none").to_string())])];
        };
        let measure = &first.1.measure;
        let target = aimed.first().and_then(|state| {
            let aim = &state.target()?.aim;
            Some((aim.value()?, self.words.fill("chart.target", &[("target", &aim_words(self.words, measure, aim))])))
        });
        let title = first.1.title.clone();
        let id = self.id(&format!("savings {}", identify::slug(&spec.target)));
        let mut said: Vec<String> =
            parts.iter().map(|(tag, state, value)| format!("{} {}", tag.word, state.measure.write(*value))).collect();
        said.extend(target.iter().map(|(_, label)| label.clone()));
        let alt = self.words.fill("base_plan.alt", &[("title", &title), ("bands", &said.join("; "))]);
        let bar = StackBar {
            name: self.snapshot.calendar.print(self.snapshot.edition.period),
            parts: parts.iter().map(|(tag, state, v)| (tag.clone(), *v, state.measure.write(*v))).collect(),
        };
        let legend = parts.iter().map(|(tag, ..)| tag.clone()).collect();
        let stack = Stack { id: id.clone(), title: title.clone(), alt: alt.clone(), bars: vec![bar], legend, target };
        let (svg, size) = chart::stack(&stack, self.look);
        let data = FigureData::Own(self.savings_table(&id, &title, &parts));
        let subtitle = String::new();
        vec![Block::Figure(Figure { id, title, subtitle, alt, svg, size, stands: Stands::Full, tag: None, data })]
    }

    fn savings_tag(&mut self, bar: &SavingsPart, place: (u32, u32)) -> Option<Tag> {
        let known = domain::scheme::COLOURS.iter().find(|(_, word)| *word == bar.colour);
        let Some((colour, _)) = known else {
            let colours: Vec<&str> = domain::scheme::COLOURS.iter().map(|(_, word)| *word).collect();
            let says = self.words.fill("problem.colour.says", &[("name", &bar.colour)]);
            let hint = self.words.fill("problem.colour.hint", &[("names", &colours.join(", "))]);
            self.outline_fault(place, "unknown-colour", says, hint);
            return None;
        };
        let mark = match colour {
            Colour::Best => Mark::Star,
            Colour::Good => Mark::Tick,
            Colour::Watch => Mark::Dot,
            Colour::Act => Mark::Flag,
            _ => Mark::Ring,
        };
        Some(Tag { word: bar.title.clone(), mark, colour: *colour })
    }

    fn savings_table(&mut self, figure: &str, caption: &str, parts: &[Part<'s>]) -> Table {
        let id = self.id(&format!("{figure} data"));
        let column = |key: &str, set, width| Column { title: self.words.say(key).to_string(), set, width };
        let columns = vec![
            column("savings.part", Set::Words, 4),
            column("column.figure", Set::Numbers, 3),
            column("column.target", Set::Numbers, 3),
        ];
        let row = |(tag, state, value): &Part<'s>| {
            let mut shown = text(&state.measure.write(*value));
            shown.fact = Some(fact(state, state.now, FactKind::Value, value.to_string()));
            let aim = state.target().map(|target| aim_words(self.words, &state.measure, &target.aim));
            let aim = aim.map_or_else(|| self.absent("target.none"), |aim| text(&aim));
            Row { id: None, cells: vec![text(&tag.word), shown, aim] }
        };
        let groups = vec![Group { title: None, rows: parts.iter().map(row).collect() }];
        Table { id, caption: caption.to_string(), summary: None, columns, row_header: 0, groups }
    }
}
