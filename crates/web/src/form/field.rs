//! What a field is: its name, its label, what stands in it.

use super::Errors;

/// How wide a control is: as wide as what goes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// A number or a date.
    Short,
    /// A name.
    Medium,
    /// A sentence.
    Full,
}

/// One of several to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// More about it. `None`: the label says it.
    pub hint: Option<String>,
}

impl Choice {
    /// A choice that its label explains.
    pub fn of(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice { value: value.into(), label: label.into(), hint: None }
    }
}

pub(super) enum Control {
    /// One line, by the type that HTML has for it, with signs around it.
    Line {
        kind: &'static str,
        before: Option<String>,
        after: Option<String>,
    },
    Area {
        rows: u32,
    },
    Radios(Vec<Choice>),
    Checks(Vec<Choice>),
    Select(Vec<Choice>),
    File {
        accept: &'static str,
    },
}

/// A field. It renders itself: `(form::text("name", "Your name").value(&name).errors(&errors))`.
pub struct Field<'e> {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) control: Control,
    pub(super) values: Vec<String>,
    pub(super) hint: Option<String>,
    pub(super) beside: Option<String>,
    pub(super) error: Option<&'e str>,
    pub(super) width: Width,
    pub(super) more: Vec<(&'static str, String)>,
    pub(super) place: Option<usize>,
}

fn field<'e>(name: &str, label: impl Into<String>, control: Control, width: Width) -> Field<'e> {
    let (name, label) = (name.to_string(), label.into());
    Field {
        name,
        label,
        control,
        values: Vec::new(),
        hint: None,
        beside: None,
        error: None,
        width,
        more: Vec::new(),
        place: None,
    }
}

fn line<'e>(name: &str, label: impl Into<String>, kind: &'static str, width: Width) -> Field<'e> {
    field(name, label, Control::Line { kind, before: None, after: None }, width)
}

/// One line of text.
pub fn text<'e>(name: &str, label: impl Into<String>) -> Field<'e> {
    line(name, label, "text", Width::Medium)
}

/// An e-mail address.
pub fn email<'e>(name: &str, label: impl Into<String>) -> Field<'e> {
    line(name, label, "email", Width::Medium).with("autocomplete", "username").with("spellcheck", "false")
}

/// A password. What was typed is never sent back to the page.
pub fn password<'e>(name: &str, label: impl Into<String>) -> Field<'e> {
    line(name, label, "password", Width::Medium)
}

/// A figure, as text with the keypad of a phone for figures: a browser's own number field loses places.
pub fn number<'e>(name: &str, label: impl Into<String>) -> Field<'e> {
    line(name, label, "text", Width::Short).with("inputmode", "decimal").with("autocomplete", "off")
}

/// A day.
pub fn date<'e>(name: &str, label: impl Into<String>) -> Field<'e> {
    line(name, label, "date", Width::Short)
}

/// Several lines of text.
pub fn area<'e>(name: &str, label: impl Into<String>, rows: u32) -> Field<'e> {
    field(name, label, Control::Area { rows }, Width::Full)
}

/// One of a few, all seen at once.
pub fn radios<'e>(name: &str, label: impl Into<String>, choices: Vec<Choice>) -> Field<'e> {
    field(name, label, Control::Radios(choices), Width::Full)
}

/// Any of a few.
pub fn checks<'e>(name: &str, label: impl Into<String>, choices: Vec<Choice>) -> Field<'e> {
    field(name, label, Control::Checks(choices), Width::Full)
}

/// One of many.
pub fn select<'e>(name: &str, label: impl Into<String>, choices: Vec<Choice>) -> Field<'e> {
    field(name, label, Control::Select(choices), Width::Medium)
}

/// A file; `accept` is what the browser's dialogue offers: `.xlsx,.ods`. Its form needs [`crate::form::Form::with_files`].
pub fn file<'e>(name: &str, label: impl Into<String>, accept: &'static str) -> Field<'e> {
    field(name, label, Control::File { accept }, Width::Medium)
}

impl<'e> Field<'e> {
    /// What to know before answering.
    pub fn hint(mut self, says: impl Into<String>) -> Self {
        self.hint = Some(says.into());
        self
    }

    /// What to compare the answer with: what stood there before. It is read with the field, as the hint is.
    pub fn beside(mut self, says: impl Into<String>) -> Self {
        self.beside = Some(says.into());
        self
    }

    /// What stands in it, or which choice is made.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.values = vec![value.into()];
        self
    }

    /// Which choices are made.
    pub fn values(mut self, values: Vec<String>) -> Self {
        self.values = values;
        self
    }

    /// Takes what is wrong with it from the page's errors.
    pub fn errors(mut self, errors: &'e Errors) -> Self {
        self.error = errors.of(&self.name);
        self
    }

    /// How wide it is.
    pub fn width(mut self, width: Width) -> Self {
        self.width = width;
        self
    }

    /// What stands before the figure, as `£`.
    pub fn before(mut self, sign: impl Into<String>) -> Self {
        if let Control::Line { before, .. } = &mut self.control {
            *before = Some(sign.into());
        }
        self
    }

    /// What stands after the figure, as `%` or `days`.
    pub fn after(mut self, sign: impl Into<String>) -> Self {
        if let Control::Line { after, .. } = &mut self.control {
            *after = Some(sign.into());
        }
        self
    }

    /// One of several fields of the same name, by its place from 0: each has an identifier of its own.
    pub fn numbered(mut self, place: usize) -> Self {
        self.place = Some(place);
        self
    }

    /// An attribute more of the control: `autocomplete`, `inputmode`, `maxlength`, `data-…` for a script.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.more.push((name, value.into()));
        self
    }
}
