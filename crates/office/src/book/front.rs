//! The sheets before the tables: cover, contents, notes.

use domain::value::MARKERS;

use super::{Binder, FRONT, Head, Held, Sheet, names};

impl Binder<'_> {
    /// What the workbook is, of whom and of when.
    pub fn cover(&self) -> Sheet {
        let meta = &self.report.meta;
        let labelled = |key: &str, says: &str| (format!("{}: {says}", self.words.say(key)), None);
        let mut lines = vec![(meta.description.clone(), None)];
        lines.extend(meta.banner.clone().map(|banner| (banner, None)));
        lines.push(labelled("office.plan", &meta.plan));
        lines.push(labelled("page.period", &meta.period));
        lines.push(labelled("page.position", &meta.position_at));
        lines.extend(meta.published_on.as_deref().map(|on| labelled("page.published", on)));
        lines.push(labelled("page.status", &meta.status));
        lines.push(labelled("page.edition", &meta.edition));
        lines.push(labelled("page.licence", &meta.licence));
        lines.extend(meta.contact.as_deref().map(|whom| labelled("page.contact", whom)));
        lines.push((self.words.say("office.how_to_read").to_string(), None));
        lines.push((self.words.say("office.see_contents").to_string(), Some(1)));
        lines.push((self.words.say("office.see_notes").to_string(), Some(2)));
        Sheet {
            name: self.words.say("office.cover").to_string(),
            table: String::new(),
            title: format!("{}: {}", meta.council, meta.title),
            lines,
            columns: Vec::new(),
            rows: Vec::new(),
            sparks: Vec::new(),
        }
    }

    /// Every sheet with a table, each a link.
    pub fn contents(&self, tables: &[Sheet]) -> Sheet {
        let say = |key: &str| self.words.say(key).to_string();
        let notes = vec![Held::Leads(say("office.notes"), 2), Held::Text(say("office.notes_say"))];
        let listed = tables.iter().enumerate();
        let listed = listed
            .map(|(at, sheet)| vec![Held::Leads(sheet.name.clone(), FRONT + at), Held::Text(sheet.title.clone())]);
        let rows = std::iter::once(notes).chain(listed).collect();
        let columns = [("office.sheet", 34), ("office.holds", 90)].map(|(key, width)| (say(key), width));
        self.listing("office.contents", "Contents", vec![(say("office.one_table"), None)], columns, rows)
    }

    /// Every shorthand that stands in a cell, every note, and what it says.
    pub fn notes_sheet(&self) -> Sheet {
        let say = |key: &str| self.words.say(key).to_string();
        let mut rows: Vec<Vec<Held>> = Vec::new();
        for shorthand in &self.shorthand {
            rows.push(vec![Held::Text(shorthand.clone()), Held::Text(self.meaning(shorthand))]);
        }
        for (at, says) in self.said.iter().enumerate() {
            rows.push(vec![Held::Text(format!("[note {}]", at + 1)), Held::Text(says.clone())]);
        }
        if rows.is_empty() {
            rows.push(vec![Held::Text(say("office.no_notes")), Held::Text(say("office.no_notes_say"))]);
        }
        let columns = [("office.mark", 16), ("office.meaning", 100)].map(|(key, width)| (say(key), width));
        let lines = vec![(say("office.one_table"), None), (say("office.notes_say"), None)];
        self.listing("office.notes", "Notes_and_shorthand", lines, columns, rows)
    }

    fn listing(
        &self,
        name: &'static str,
        table: &str,
        lines: Vec<(String, Option<usize>)>,
        columns: [(String, u16); 2],
        rows: Vec<Vec<Held>>,
    ) -> Sheet {
        let (titles, widths): (Vec<String>, Vec<u16>) = columns.into_iter().unzip();
        let columns = names::unique(titles).into_iter().zip(widths).map(|(title, width)| Head { title, width });
        Sheet {
            name: self.words.say(name).to_string(),
            table: table.to_string(),
            title: self.words.say(name).to_string(),
            lines,
            columns: columns.collect(),
            rows,
            sparks: Vec::new(),
        }
    }

    /// What a shorthand means: the markers that share it, or why there is no value.
    fn meaning(&self, shorthand: &str) -> String {
        let key = match shorthand {
            "[x]" => Some("office.not_available"),
            "[z]" => Some("office.not_applicable"),
            "[c]" => Some("office.confidential"),
            _ => None,
        };
        if let Some(key) = key {
            return self.words.say(key).to_string();
        }
        let meant = MARKERS.iter().filter(|(.., short)| *short == shorthand);
        let names: Vec<&str> = meant.map(|(marker, ..)| marker.word()).collect();
        names.join(" / ")
    }
}
