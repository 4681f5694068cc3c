//! Every page of the site.

mod commitment;
mod data;
mod downloads;
mod edition;
mod finding;
mod heading;
mod home;
mod measure;
mod measures;
mod plan;
mod served;
mod sketch;
mod statement;

use domain::Heading;

use crate::library::Library;
use crate::page::Page;

/// All pages, in a fixed order.
pub fn all(library: &Library<'_>, root: Option<&str>) -> Vec<Page> {
    let mut pages = vec![home::page(library)];
    pages.extend((0..library.editions.len()).map(|at| edition::page(library, at)));
    for (place, (at, plan)) in library.plans.iter().enumerate() {
        pages.extend(plan::page(library, place));
        for (index, heading) in plan.headings.iter().enumerate() {
            pages.extend(heading::page(library, *at, heading, beside(&plan.headings, index)));
        }
        let references: Vec<&str> = plan.commitments.iter().map(|one| one.reference.as_str()).collect();
        for (index, reference) in references.iter().enumerate() {
            pages.extend(commitment::page(library, &plan.key, reference, around(&references, index)));
        }
    }
    pages.push(measures::page(library));
    for (index, key) in library.order.iter().enumerate() {
        let [before, after] = around(&library.order, index);
        pages.extend(measure::page(library, key, before, after));
    }
    pages.extend([data::page(library), statement::page(library), statement::missing(library, root)]);
    pages
}

/// What stands before and after a place.
fn around<'n>(names: &[&'n str], at: usize) -> [Option<&'n str>; 2] {
    [at.checked_sub(1), at.checked_add(1)].map(|at| names.get(at?).copied())
}

/// The headings of the same level before and after one.
fn beside(headings: &[Heading], at: usize) -> [Option<&Heading>; 2] {
    let level = headings.get(at).map(|heading| heading.level);
    let same = |heading: &&Heading| Some(heading.level) == level;
    let (before, from) = headings.split_at(at.min(headings.len()));
    [before.iter().rev().find(same), from.iter().skip(1).find(same)]
}
