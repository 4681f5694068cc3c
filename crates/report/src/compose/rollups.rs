//! Roll-ups: one rating for a heading from what stands under it.

use domain::snapshot::RolledUp;

use super::cell::link_to;
use super::phrase::{capital, number, within_sentence};
use super::{Composer, Scope};
use crate::document::{Block, Cell, Column, Group, Inline, Row, Set, Table, Tag};
use crate::outline::RollupsSpec;

impl<'s> Composer<'s> {
    /// In a chapter that repeats, a line for each roll-up of its heading; else a table of the outermost headings.
    pub(super) fn rollups(&mut self, spec: &RollupsSpec, place: (u32, u32), scope: Scope<'s>) -> Vec<Block> {
        self.known_items(&spec.of, place);
        match scope.heading {
            Some(heading) => {
                let all = |of: &'_ String| {
                    let rolled = self.all_rolled_up(of, heading);
                    let several = rolled.len() > 1;
                    let name = capital(&self.name_of(of));
                    rolled
                        .into_iter()
                        .map(move |(tag, rolled)| (name.clone(), several, tag, rolled))
                        .collect::<Vec<_>>()
                };
                let line = |(name, several, tag, rolled): (String, bool, Tag, &RolledUp)| {
                    let by = if several { self.by_scheme(rolled) } else { String::new() };
                    let named = self.words.fill("rollups.line", &[("name", &name), ("by", &by)]);
                    let with = [("rated", number(rolled.rated)), ("of", number(rolled.of))];
                    let with = with.each_ref().map(|(key, value)| (*key, value.as_str()));
                    let counted = self.words.fill("rollups.rated", &with);
                    Block::Paragraph(vec![Inline::Text(named), Inline::Rating(tag), Inline::Text(counted)])
                };
                spec.of.iter().flat_map(all).map(line).collect()
            }
            None => self.rollups_table(spec).into_iter().map(Block::Table).collect(),
        }
    }

    /// Names the scheme of a roll-up.
    fn by_scheme(&self, rolled: &RolledUp) -> String {
        let title = self.snapshot.scheme(&rolled.scheme).map_or("", |scheme| scheme.title.as_str());
        self.words.fill("counts.by", &[("scheme", title)])
    }

    fn rollups_table(&mut self, spec: &RollupsSpec) -> Option<Table> {
        let plan = &self.snapshot.plan;
        let level = plan.levels.first()?;
        let column = |title: String, set, width| Column { title, set, width };
        let mut columns = vec![column(level.name.clone(), Set::Words, 6)];
        columns.extend(spec.of.iter().map(|of| column(capital(&self.name_of(of)), Set::Rating, 3)));
        let rows = plan.headings.iter().filter(|heading| heading.level == 0).map(|heading| {
            let name = vec![link_to(&heading.reference, vec![Inline::Text(heading.title.clone())])];
            let rating = |of: &String| {
                let all = self.all_rolled_up(of, heading);
                let several = all.len() > 1;
                let mut content = Vec::new();
                for (tag, rolled) in all {
                    let with = [("rated", number(rolled.rated)), ("of", number(rolled.of))];
                    let with = with.each_ref().map(|(key, value)| (*key, value.as_str()));
                    let by = if several { self.by_scheme(rolled) } else { String::new() };
                    let counted = Inline::Muted(format!("{}{by}", self.words.fill("rollups.counted", &with)));
                    if !content.is_empty() {
                        content.push(Inline::Break);
                    }
                    content.extend([Inline::Rating(tag), Inline::Break, counted]);
                }
                if content.is_empty() { self.absent("rollups.none") } else { Cell { content, fact: None } }
            };
            let cells = [Cell { content: name, fact: None }].into_iter().chain(spec.of.iter().map(rating)).collect();
            Row { id: None, cells }
        });
        let groups = vec![Group { title: None, rows: rows.collect() }];
        let name = within_sentence(&level.name);
        let caption = self.words.fill("rollups.caption", &[("name", &name)]);
        let id = self.id("table rollups");
        Some(Table { id, caption, summary: None, columns, row_header: 0, groups })
    }
}
