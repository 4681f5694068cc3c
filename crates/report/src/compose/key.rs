//! The keys of rating schemes. Their words are generated from the conditions, or are the scheme's own meanings.

use domain::Scheme;
use domain::rating::KeyRow;

use super::Composer;
use super::cell::{tag_of, text};
use crate::document::{Block, Cell, Column, Group, Inline, Row, Set, Table};
use crate::outline::KeySpec;

impl Composer<'_> {
    /// One table for each scheme.
    pub(super) fn key(&mut self, spec: &KeySpec, place: (u32, u32)) -> Vec<Block> {
        let mut blocks = Vec::new();
        for family in &spec.schemes {
            let snapshot = self.snapshot;
            let found = snapshot.schemes.iter().zip(&snapshot.keys).find(|(scheme, _)| scheme.family == *family);
            match found {
                Some((scheme, rows)) => blocks.push(Block::Table(self.key_table(scheme, rows))),
                None => {
                    let known: Vec<&str> = snapshot.schemes.iter().map(|scheme| scheme.family.as_str()).collect();
                    let says = self.words.fill("problem.scheme.says", &[("family", family)]);
                    let hint = self.words.fill("problem.scheme.hint", &[("families", &known.join(", "))]);
                    self.outline_fault(place, "unknown-scheme", says, hint);
                }
            }
        }
        blocks
    }

    fn key_table(&mut self, scheme: &Scheme, rows: &[KeyRow]) -> Table {
        let id = self.id(&format!("key {}", scheme.family));
        let responds = scheme.grades.iter().any(|grade| grade.response.is_some());
        let column = |key: &str, set, width| Column { title: self.words.say(key).to_string(), set, width };
        let mut columns = vec![column("key.rating", Set::Rating, 2), column("key.meaning", Set::Words, 6)];
        if responds {
            columns.push(column("key.response", Set::Words, 6));
        }
        let row = |key: &KeyRow| {
            let tag = Cell { content: vec![Inline::Rating(tag_of(scheme, key.grade))], fact: None };
            let mut cells = vec![tag, text(&key.words)];
            if responds {
                let response = key.grade.and_then(|place| scheme.grades.get(place)?.response.as_deref());
                cells.push(response.map_or_else(|| self.absent("key.no_response"), text));
            }
            Row { id: None, cells }
        };
        let rows = rows.iter().map(row).collect();
        let groups = vec![Group { title: None, rows }];
        Table { id, caption: scheme.title.clone(), summary: None, columns, row_header: 0, groups }
    }
}
