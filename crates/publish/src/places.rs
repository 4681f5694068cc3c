//! Where every page stands: addresses made of references, so that they last.

use std::collections::{BTreeMap, BTreeSet};

use domain::Period;

/// Paths of pages, from the folder that is served.
#[derive(Debug, Default)]
pub struct Places {
    taken: BTreeSet<String>,
    measures: BTreeMap<String, String>,
    items: BTreeMap<(String, String), String>,
    plans: BTreeMap<String, String>,
}

/// The first page.
pub const HOME: &str = "index.html";
/// All measures.
pub const MEASURES: &str = "measures/index.html";
/// Open data.
pub const DATA: &str = "data/index.html";
/// The accessibility statement.
pub const STATEMENT: &str = "accessibility/index.html";
/// What is shown for an address that does not exist.
pub const MISSING: &str = "404.html";

/// Search, where `baseplan serve` answers.
pub const SEARCH: &str = "search";
/// Every edition, where `baseplan serve` answers.
pub const EDITIONS: &str = "editions/";
/// The programming interface, where `baseplan serve` answers.
pub const INTERFACE: &str = "api";
/// The feed, where `baseplan serve` answers.
pub const FEED: &str = "feed.atom";

impl Places {
    /// Gives a measure its place unless it has one.
    pub fn place_measure(&mut self, key: &str) {
        if !self.measures.contains_key(key) {
            let path = self.free(&format!("measures/{}", report::slug(key)));
            self.measures.insert(key.to_string(), path);
        }
    }

    /// Gives a plan its place unless it has one.
    pub fn place_plan(&mut self, plan: &str) {
        if !self.plans.contains_key(plan) {
            let path = self.free(&format!("plans/{}/index", report::slug(plan)));
            self.plans.insert(plan.to_string(), path);
        }
    }

    /// Gives a heading or commitment of a plan its place unless it has one.
    pub fn place_item(&mut self, plan: &str, reference: &str) {
        let key = (plan.to_string(), reference.to_string());
        if !self.items.contains_key(&key) {
            let path = self.free(&format!("plans/{}/{}", report::slug(plan), report::slug(reference)));
            self.items.insert(key, path);
        }
    }

    /// A path that nothing else has: those who come first keep the plain one.
    fn free(&mut self, wanted: &str) -> String {
        let reserved = [MEASURES, DATA, STATEMENT];
        let mut path = format!("{wanted}.html");
        let mut number = 1;
        while reserved.contains(&path.as_str()) || !self.taken.insert(path.clone()) {
            number += 1;
            path = format!("{wanted}-{number}.html");
        }
        path
    }

    /// The page of a measure. `None`: it has none.
    pub fn measure(&self, key: &str) -> Option<&str> {
        self.measures.get(key).map(String::as_str)
    }

    /// The page of a heading or commitment. `None`: it has none.
    pub fn item(&self, plan: &str, reference: &str) -> Option<&str> {
        self.items.get(&(plan.to_string(), reference.to_string())).map(String::as_str)
    }

    /// The page of a plan. `None`: it has none.
    pub fn plan(&self, plan: &str) -> Option<&str> {
        self.plans.get(plan).map(String::as_str)
    }

    /// The page of an edition.
    pub fn edition(&self, period: Period) -> String {
        format!("{}/index.html", self.edition_folder(period))
    }

    /// The folder of an edition's page and downloads.
    pub fn edition_folder(&self, period: Period) -> String {
        format!("editions/{period}")
    }
}

/// The way from one page to another, so that the site works wherever it stands, and from a folder on a disk.
pub fn relative(from: &str, to: &str) -> String {
    let (from, target): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let folders = from.len().min(target.len()).saturating_sub(1);
    let shared = from.iter().zip(&target).take(folders).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(from.len().saturating_sub(shared + 1));
    let down = target.get(shared..).unwrap_or_default().join("/");
    format!("{up}{down}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_between_two_pages_is_relative_and_as_short_as_can_be() {
        assert_eq!(relative("index.html", "measures/a.html"), "measures/a.html");
        assert_eq!(relative("measures/a.html", "index.html"), "../index.html");
        assert_eq!(relative("measures/a.html", "measures/b.html"), "b.html");
        assert_eq!(relative("plans/2025-29/so-01.html", "plans/2024-25/so-01.html"), "../2024-25/so-01.html");
        assert_eq!(
            relative("plans/2025-29/so-01.html", "editions/2025-26/index.html"),
            "../../editions/2025-26/index.html"
        );
    }

    #[test]
    fn references_that_make_the_same_address_get_one_each_and_the_first_keeps_the_plain_one() {
        let mut places = Places::default();
        ["F6 / F5", "F6-F5", "F6 / F5", "index", "…"].into_iter().for_each(|key| places.place_measure(key));
        assert_eq!(places.measure("F6 / F5"), Some("measures/f6-f5.html"));
        assert_eq!(places.measure("F6-F5"), Some("measures/f6-f5-2.html"));
        assert_eq!(places.measure("index"), Some("measures/index-2.html"));
        assert_eq!(places.measure("…"), Some("measures/part.html"));
    }
}
