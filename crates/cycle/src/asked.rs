//! Which words an outline asks for.

use std::collections::BTreeSet;

use domain::Plan;
use domain::cycle::Item;
use report::outline::{Kind, Outline, Section};

/// The slot in which a commitment's commentary is printed: the one that the outline's sections on commitments name.
pub fn commentary(outline: &Outline) -> String {
    let named = outline.sections.iter().find_map(commentary_of);
    named.unwrap_or("commentary").to_string()
}

fn commentary_of(section: &Section) -> Option<&str> {
    match &section.kind {
        Kind::Progress(spec) => Some(&spec.comments),
        Kind::Commitments(spec) => Some(&spec.comments),
        Kind::Chapter(parts) | Kind::Chapters { parts, .. } => parts.iter().find_map(commentary_of),
        _ => None,
    }
}

/// Words of the edition and of headings that the outline prints, in its order, each once.
pub fn words(outline: &Outline, plan: &Plan) -> Vec<Item> {
    let mut found = Found { plan, seen: BTreeSet::new(), items: Vec::new() };
    outline.sections.iter().for_each(|section| found.section(section, None));
    found.items
}

struct Found<'p> {
    plan: &'p Plan,
    seen: BTreeSet<Item>,
    items: Vec<Item>,
}

impl Found<'_> {
    fn section(&mut self, section: &Section, level: Option<usize>) {
        match &section.kind {
            Kind::Words(spec) => match level {
                None => self.add(&spec.slot, None),
                Some(level) => self.at_level(&spec.slot, level),
            },
            Kind::WordsByHeading(spec) => self.at_level(&spec.slot, spec.level),
            Kind::Chapter(parts) => parts.iter().for_each(|part| self.section(part, level)),
            Kind::Chapters { level, parts } => parts.iter().for_each(|part| self.section(part, Some(*level))),
            _ => {}
        }
    }

    fn at_level(&mut self, slot: &str, level: usize) {
        let plan = self.plan;
        let headings = plan.headings.iter().filter(|heading| heading.level + 1 == level);
        headings.for_each(|heading| self.add(slot, Some(heading.reference.clone())));
    }

    fn add(&mut self, slot: &str, about: Option<String>) {
        let item = Item::Words { slot: slot.to_string(), about };
        if self.seen.insert(item.clone()) {
            self.items.push(item);
        }
    }
}
