//! The fields of a row, made from its table's description.

use cycle::plan::{Asks, Column, Group, Row, Table, column_words, groups};
use domain::Plan;
use maud::{Markup, html};

use super::choices::in_words;
use super::open::{Opened, name};
use crate::form::{self, Choice, Errors, Field, Width};
use crate::words::{fill, say};

/// The name of a column's field: apart from the form's own.
pub(super) fn name_of(column: &str) -> String {
    format!("col-{column}")
}

/// What stands in a column of a row.
pub(super) fn cell<'r>(row: &'r Row, column: &str) -> &'r str {
    row.iter().find(|(name, _)| *name == column).map_or("", |(_, text)| text.as_str())
}

/// A row being written: everything that its fields are made of.
pub(super) struct Fields<'f> {
    /// The plan.
    pub opened: &'f Opened,
    /// The table.
    pub table: &'static Table,
    /// What stands in the fields.
    pub row: &'f Row,
    /// What is wrong with them.
    pub errors: &'f Errors,
}

impl<'f> Fields<'f> {
    /// Every field of the columns that are asked for, in groups where the table has them.
    pub fn all(&self, asked: &dyn Fn(&Column) -> bool) -> Markup {
        let groups = groups(self.table.name);
        html! {
            @if groups.is_empty() {
                @for column in self.table.columns.iter().filter(|column| asked(column)) { (self.of(column)) }
            }
            @for group in groups { (self.group(group, asked)) }
        }
    }

    /// A group under its heading. What few rows have is folded away, unless something stands in it or is wrong with it.
    fn group(&self, group: &Group, asked: &dyn Fn(&Column) -> bool) -> Markup {
        let of = |names: &[&str]| -> Vec<&Column> {
            let column = |name: &&str| self.table.columns.iter().find(|column| column.name == *name);
            names.iter().filter_map(column).filter(|column| asked(column)).collect()
        };
        let rare = of(group.rare);
        let told = |column: &&Column| {
            !cell(self.row, column.name).is_empty() || self.errors.of(&name_of(column.name)).is_some()
        };
        let labels: Vec<String> =
            rare.iter().map(|column| column_words(self.table.name, column.name).0.to_lowercase()).collect();
        html! {
            fieldset.group {
                legend { h2 { (group.title) } }
                @for column in of(group.columns) { (self.of(column)) }
                @if !rare.is_empty() {
                    details.more open[rare.iter().any(told)] {
                        summary { (fill("plan.rare", &[("labels", &labels.join(", "))])) }
                        @for column in rare { (self.of(column)) }
                    }
                }
            }
        }
    }

    /// The field of a column.
    pub fn of(&self, column: &Column) -> Field<'f> {
        let (label, hint) = column_words(self.table.name, column.name);
        let label = if column.must { label.to_string() } else { fill("plan.optional", &[("label", label)]) };
        let (name, value) = (name_of(column.name), cell(self.row, column.name));
        let field = match (column.asks, self.offered(column)) {
            (_, Some(choices)) => form::select(&name, label, with_present(column, value, choices)).width(Width::Full),
            (Asks::Long, _) => form::area(&name, label, 3),
            (Asks::Number, _) => form::number(&name, label),
            (Asks::Date | Asks::Period, _) => form::text(&name, label).width(Width::Short).with("autocomplete", "off"),
            _ if column.name == "title" => form::area(&name, label, 2),
            _ if matches!(column.name, "lead" | "owner") => form::text(&name, label).with("list", "named"),
            _ => form::text(&name, label),
        };
        let field = if hint.is_empty() { field } else { field.hint(hint) };
        field.value(value).errors(self.errors)
    }

    /// What a column may hold, where that is known. `None`: anything.
    fn offered(&self, column: &Column) -> Option<Vec<Choice>> {
        let plan = self.opened.plan()?;
        let council = self.opened.council();
        let titled = |reference: &str, title: &str| Choice::of(reference, format!("{reference}: {}", short(title)));
        match (column.asks, self.table.name, column.name) {
            (Asks::Word(words), ..) => Some(words.iter().map(|word| Choice::of(*word, in_words(word))).collect()),
            (Asks::Measure, ..) => {
                let mut all: Vec<_> = council.measures.iter().collect();
                all.sort_by(|a, b| name(a).cmp(name(b)));
                Some(all.iter().map(|m| Choice::of(&m.key, format!("{} ({})", short(name(m)), m.key))).collect())
            }
            (Asks::Reference, table, name) => Some(references(plan, table, name, &titled)),
            (_, "commitments", "kind") => Some(plan.kinds.iter().map(|k| Choice::of(&k.key, &k.name)).collect()),
            (_, "headings", "level") => {
                let levels = plan.levels.iter().zip(1_u32..);
                Some(levels.map(|(level, n)| Choice::of(n.to_string(), format!("{n}: {}", level.name))).collect())
            }
            (_, "risk-scores", "risk") => Some(plan.risks.iter().map(|r| titled(&r.reference, &r.title)).collect()),
            (_, "measures", "scheme") => {
                let mut families: Vec<&String> = council.schemes.iter().map(|scheme| &scheme.family).collect();
                families.sort();
                families.dedup();
                Some(families.into_iter().map(|family| Choice::of(family, family)).collect())
            }
            _ => None,
        }
    }

    /// Names that the plan uses, offered while one is typed.
    pub fn named(&self) -> Markup {
        if !self.table.columns.iter().any(|column| matches!(column.name, "lead" | "owner")) {
            return html! {};
        }
        let mut names = super::owners::names(self.opened);
        names.sort();
        names.dedup();
        html! { datalist #named { @for name in names { option value=(name) {} } } }
    }
}

fn references(plan: &Plan, table: &str, column: &str, titled: &dyn Fn(&str, &str) -> Choice) -> Vec<Choice> {
    let headings = plan.headings.iter().map(|heading| titled(&heading.reference, &heading.title));
    let commitments = plan.commitments.iter().map(|one| titled(&one.reference, &one.title));
    match (table, column) {
        ("headings" | "commitments" | "risks", _) => headings.collect(),
        ("titles" | "milestones", _) => commitments.collect(),
        _ => headings.chain(commitments).collect(),
    }
}

/// Choices with none, and with what stands there already even where it is not offered: nothing is lost by looking.
fn with_present(column: &Column, value: &str, choices: Vec<Choice>) -> Vec<Choice> {
    let none = if column.must { say("plan.choose") } else { say("plan.nothing") };
    let mut all = vec![Choice::of("", none)];
    if !value.is_empty() && !choices.iter().any(|choice| choice.value == value) {
        all.push(Choice::of(value, value));
    }
    all.extend(choices);
    all
}

/// The start of a long title, for lists.
pub(in crate::pages) fn short(title: &str) -> String {
    const MOST: usize = 90;
    if title.chars().count() <= MOST {
        return title.to_string();
    }
    let start: String = title.chars().take(MOST).collect();
    // After a whole word.
    format!("{}…", start.rsplit_once(' ').map_or(start.as_str(), |(words, _)| words))
}
