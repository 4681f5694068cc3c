//! The keys of rating schemes. Their words are generated from the conditions, or are the scheme's own meanings.

use domain::Scheme;
use domain::rating::KeyRow;

use super::Composer;
use super::cell::{tag_of, text};
use crate::document::{Block, Cell, Column, Group, Inline, Row, Set, Table, Tag};
use crate::outline::{KeySpec, Tables};

/// A scheme and the rows of its key.
type Keyed<'s> = (&'s Scheme, &'s [KeyRow]);

impl<'s> Composer<'s> {
    /// One table for each scheme, or one for all.
    pub(super) fn key(&mut self, spec: &KeySpec, place: (u32, u32)) -> Vec<Block> {
        let mut found: Vec<Keyed<'s>> = Vec::new();
        for family in &spec.schemes {
            let snapshot = self.snapshot;
            let mut keyed = snapshot.schemes.iter().zip(&snapshot.keys);
            match keyed.find(|(scheme, _)| scheme.family == *family) {
                Some((scheme, rows)) => found.push((scheme, rows)),
                None => {
                    let known: Vec<&str> = snapshot.schemes.iter().map(|scheme| scheme.family.as_str()).collect();
                    let says = self.words.fill("problem.scheme.says", &[("family", family)]);
                    let hint = self.words.fill("problem.scheme.hint", &[("families", &known.join(", "))]);
                    self.outline_fault(place, "unknown-scheme", says, hint);
                }
            }
        }
        match (spec.tables, found.as_slice()) {
            (Tables::One, [_, _, ..]) => vec![Block::Table(self.one_key(&found))],
            _ => found.into_iter().map(|keyed| Block::Table(self.key_table(keyed))).collect(),
        }
    }

    fn key_table(&mut self, (scheme, rows): Keyed<'s>) -> Table {
        let id = self.id(&format!("key {}", scheme.family));
        let meaning = self.words.say("key.meaning");
        let rows = rows.iter().map(|row| (tag_of(scheme, row.grade), vec![Some(row.words.as_str())])).collect();
        self.key_of(id, scheme.title.clone(), &[meaning], rows, &[scheme])
    }

    /// The keys of several schemes in one table: what each rating means by each of them. A rating that only a later
    /// scheme knows stands before the next one that it shares with those before.
    fn one_key(&mut self, keyed: &[Keyed<'s>]) -> Table {
        let mut tags: Vec<Tag> = Vec::new();
        for (scheme, rows) in keyed {
            let own: Vec<Tag> = rows.iter().map(|row| tag_of(scheme, row.grade)).collect();
            let place = |tags: &[Tag], word: &str| tags.iter().position(|known| known.word == word);
            for (at, tag) in own.iter().enumerate() {
                if place(&tags, &tag.word).is_some() {
                    continue;
                }
                let next = own.iter().skip(at + 1).find_map(|after| place(&tags, &after.word));
                tags.insert(next.unwrap_or(tags.len()), tag.clone());
            }
        }
        let means = |word: &str, (scheme, rows): &Keyed<'s>| {
            rows.iter().find(|row| tag_of(scheme, row.grade).word == word).map(|row| row.words.as_str())
        };
        let said = |tag: Tag| {
            let said = keyed.iter().map(|one| means(&tag.word, one)).collect();
            (tag, said)
        };
        let rows = tags.into_iter().map(said).collect();
        let schemes: Vec<&Scheme> = keyed.iter().map(|(scheme, _)| *scheme).collect();
        let titles: Vec<&str> = schemes.iter().map(|scheme| scheme.title.as_str()).collect();
        let (id, caption) = (self.id("key of ratings"), self.words.say("key.all").to_string());
        self.key_of(id, caption, &titles, rows, &schemes)
    }

    /// A key: each rating, what it means, and what the council does about it where a scheme says.
    fn key_of(
        &self,
        id: String,
        caption: String,
        meanings: &[&str],
        rows: Vec<(Tag, Vec<Option<&str>>)>,
        schemes: &[&Scheme],
    ) -> Table {
        let responds = schemes.iter().flat_map(|scheme| &scheme.grades).any(|grade| grade.response.is_some());
        let column = |title: &str, set, width| Column { title: title.to_string(), set, width };
        let mut columns = vec![column(self.words.say("key.rating"), Set::Rating, 2)];
        columns.extend(meanings.iter().map(|title| column(title, Set::Words, 6)));
        if responds {
            columns.push(column(self.words.say("key.response"), Set::Words, 6));
        }
        let row = |(tag, said): (Tag, Vec<Option<&str>>)| {
            let response = response(schemes, &tag.word);
            let mut cells = vec![Cell { content: vec![Inline::Rating(tag)], fact: None }];
            cells.extend(said.into_iter().map(|said| said.map_or_else(|| self.absent("key.not_used"), text)));
            if responds {
                cells.push(response.map_or_else(|| self.absent("key.no_response"), text));
            }
            Row { id: None, cells }
        };
        let groups = vec![Group { title: None, rows: rows.into_iter().map(row).collect() }];
        Table { id, caption, summary: None, columns, row_header: 0, groups }
    }
}

/// What the council does about a rating, by the first scheme that says.
fn response<'s>(schemes: &[&'s Scheme], word: &str) -> Option<&'s str> {
    let grades = schemes.iter().flat_map(|scheme| &scheme.grades);
    grades.filter(|grade| grade.name == word).find_map(|grade| grade.response.as_deref())
}
