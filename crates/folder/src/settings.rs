//! TOML with places: every key is asked for by name, and what nobody asked for is told.

use std::cell::RefCell;

use domain::{Date, Decimal};
use toml::de::{DeTable, DeValue};

use crate::forms;
use crate::problems::{Fault, Place, Problems, name_hint};
use crate::text::place_in;

/// One TOML file, for places in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'a> {
    pub file: &'a str,
    pub text: &'a str,
}

/// Parses a TOML file and hands its root to `read`. `None` with the syntax fault told once.
pub(crate) fn open<T>(
    file: &str,
    text: &str,
    problems: &mut Problems,
    read: impl FnOnce(Section, &mut Problems) -> T,
) -> Option<T> {
    match DeTable::parse(text) {
        Ok(root) => {
            let source = Source { file, text };
            let section = Section { source, at: None, table: root.get_ref(), asked: RefCell::default() };
            Some(read(section, problems))
        }
        Err(error) => {
            let place = error.span().map_or(Place::file(file), |span| place_in(file, text, span.start));
            let says = format!("The file is not TOML: {}.", error.message().trim().replace('\n', "; "));
            let hint = "Check the line: text stands in double quotes, and a key stands once, before an equals sign.";
            problems.tell(place, Fault::new("toml-syntax", says, hint));
            None
        }
    }
}

/// A table of a TOML file.
#[derive(Debug)]
pub(crate) struct Section<'a> {
    source: Source<'a>,
    /// Where it begins; `None` for the root.
    at: Option<usize>,
    table: &'a DeTable<'a>,
    asked: RefCell<Vec<String>>,
}

/// A value of a TOML file, with its key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item<'a> {
    source: Source<'a>,
    at: usize,
    value: &'a DeValue<'a>,
}

impl<'a> Section<'a> {
    /// Where the table begins; the file itself for the root.
    pub fn place(&self) -> Place {
        self.at.map_or(Place::file(self.source.file), |at| place_in(self.source.file, self.source.text, at))
    }

    /// The value of a key that may be absent.
    pub fn may(&self, key: &str) -> Option<Item<'a>> {
        self.asked.borrow_mut().push(key.to_string());
        let value = self.table.get(key)?;
        Some(Item { source: self.source, at: value.span().start, value: value.get_ref() })
    }

    /// The value of a key that must be there; its absence is told, unless a misspelt key explains it.
    pub fn must(&self, key: &str, problems: &mut Problems) -> Option<Item<'a>> {
        let item = self.may(key);
        if item.is_none() && !self.is_misspelt(key) {
            let says = format!("The key “{key}” is missing.");
            problems.tell(self.place(), Fault::new("missing-key", says, format!("Add a line “{key} = …”.")));
        }
        item
    }

    fn is_misspelt(&self, key: &str) -> bool {
        self.table.keys().any(|k| {
            let found = k.get_ref().as_ref();
            found != key && crate::problems::nearest(key, [found]).len() == 1 && !self.was_asked(found)
        })
    }

    fn was_asked(&self, key: &str) -> bool {
        self.asked.borrow().iter().any(|asked| asked == key)
    }

    /// Keys in the order of the file.
    pub fn entries(&self) -> Vec<(String, Place, Item<'a>)> {
        let mut entries: Vec<_> = self.table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let entry = |(key, value): (&'a toml::Spanned<_>, &'a toml::Spanned<DeValue<'a>>)| {
            let key: &toml::Spanned<std::borrow::Cow<'a, str>> = key;
            let name = key.get_ref().to_string();
            self.asked.borrow_mut().push(name.clone());
            let place = place_in(self.source.file, self.source.text, key.span().start);
            (name, place, Item { source: self.source, at: value.span().start, value: value.get_ref() })
        };
        entries.into_iter().map(entry).collect()
    }

    /// The place of a key, else of the table.
    pub fn place_of(&self, key: &str) -> Place {
        let found = self.table.keys().find(|k| k.get_ref().as_ref() == key);
        found.map_or_else(|| self.place(), |k| place_in(self.source.file, self.source.text, k.span().start))
    }

    /// Tells every key that was not asked for.
    pub fn finish(self, problems: &mut Problems) {
        let asked = self.asked.borrow();
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if !asked.iter().any(|a| a == name) {
                let place = place_in(self.source.file, self.source.text, key.span().start);
                let known: Vec<&str> =
                    asked.iter().map(String::as_str).filter(|a| !self.table.contains_key(*a)).collect();
                let near = crate::problems::nearest(name, known.iter().copied());
                let hint = if near.is_empty() {
                    "Take it out, or see the manual, “A council's folder”, for the keys of this file.".to_string()
                } else {
                    name_hint(name, known.iter().copied(), "")
                };
                problems.tell(place, Fault::new("unknown-key", format!("There is no key “{name}” here."), hint));
            }
        }
    }
}

impl<'a> Item<'a> {
    /// Where the value stands.
    pub fn place(&self) -> Place {
        place_in(self.source.file, self.source.text, self.at)
    }

    fn wrong(&self, wanted: &str, problems: &mut Problems) {
        let kind = match self.value {
            DeValue::String(_) => "text",
            DeValue::Integer(_) => "a whole number",
            DeValue::Float(_) => "a number with a point",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date or time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let says = format!("Here stands {kind}.");
        problems.tell(self.place(), Fault::new("wrong-kind-of-value", says, format!("Write {wanted}.")));
    }

    /// Text that is not empty, trimmed.
    pub fn text(&self, problems: &mut Problems) -> Option<String> {
        let Some(text) = self.value.as_str() else {
            self.wrong("text in double quotes", problems);
            return None;
        };
        if text.trim().is_empty() {
            let fault =
                Fault::new("empty-value", "Here stands an empty text.", "Write something, or leave the key out.");
            problems.tell(self.place(), fault);
            return None;
        }
        Some(text.trim().to_string())
    }

    /// Text as it stands, with its spaces.
    pub fn text_untrimmed(&self, problems: &mut Problems) -> Option<String> {
        let text = self.value.as_str();
        if text.is_none() {
            self.wrong("text in double quotes", problems);
        }
        text.map(str::to_string)
    }

    /// Text in one of the settled forms.
    pub fn read<T>(&self, read: impl FnOnce(&str) -> Result<T, Fault>, problems: &mut Problems) -> Option<T> {
        let text = self.text(problems)?;
        problems.keep(read(&text), || self.place())
    }

    /// An exact number: whole, or in quotes, for a TOML number with a point is not exact.
    pub fn number(&self, problems: &mut Problems) -> Option<Decimal> {
        match self.value {
            DeValue::Integer(whole) if whole.radix() == 10 => {
                problems.keep(forms::number(&whole.as_str().replace('_', "")), || self.place())
            }
            DeValue::String(_) => self.read(forms::number, problems),
            _ => {
                self.wrong("a number in double quotes, such as \"2.5\"", problems);
                None
            }
        }
    }

    /// A whole number that fits `T`.
    pub fn whole<T: std::str::FromStr>(&self, problems: &mut Problems) -> Option<T> {
        match self.value {
            DeValue::Integer(whole) if whole.radix() == 10 => {
                problems.keep(forms::whole(&whole.as_str().replace('_', "")), || self.place())
            }
            _ => {
                self.wrong("a whole number without quotes, such as 4", problems);
                None
            }
        }
    }

    /// A date, bare or in quotes.
    pub fn date(&self, problems: &mut Problems) -> Option<Date> {
        match self.value {
            DeValue::Datetime(stamp) if stamp.time.is_none() && stamp.offset.is_none() => {
                problems.keep(forms::date(&stamp.to_string()), || self.place())
            }
            DeValue::String(_) => self.read(forms::date, problems),
            _ => {
                self.wrong("a date such as 2025-09-30", problems);
                None
            }
        }
    }

    /// True or false.
    pub fn truth(&self, problems: &mut Problems) -> Option<bool> {
        let truth = self.value.as_bool();
        if truth.is_none() {
            self.wrong("true or false, without quotes", problems);
        }
        truth
    }

    /// A table.
    pub fn section(&self, problems: &mut Problems) -> Option<Section<'a>> {
        match self.value {
            DeValue::Table(table) => {
                Some(Section { source: self.source, at: Some(self.at), table, asked: RefCell::default() })
            }
            _ => {
                self.wrong("a table: { key = value }", problems);
                None
            }
        }
    }

    /// The items of a list.
    pub fn list(&self, problems: &mut Problems) -> Option<Vec<Item<'a>>> {
        match self.value {
            DeValue::Array(array) => {
                let item = |value: &'a toml::Spanned<DeValue<'a>>| Item {
                    source: self.source,
                    at: value.span().start,
                    value: value.get_ref(),
                };
                Some(array.iter().map(item).collect())
            }
            _ => {
                self.wrong("a list: [ … ]", problems);
                None
            }
        }
    }

    /// The tables of a list of tables.
    pub fn sections(&self, problems: &mut Problems) -> Vec<Section<'a>> {
        let items = self.list(problems).unwrap_or_default();
        items.iter().filter_map(|item| item.section(problems)).collect()
    }
}
