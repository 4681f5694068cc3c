//! Names in an outline that the council does not know: each is a fault at its section, for a name that matches nothing
//! would count nothing in silence.

use domain::Scheme;

use super::Composer;
use crate::outline::{ColumnSpec, Show, ThemesSpec};

/// Line and column of a section in its outline.
type Place = (u32, u32);

impl<'s> Composer<'s> {
    /// Kinds of commitment.
    pub(super) fn known_kinds(&mut self, kinds: &[String], place: Place) {
        let known: Vec<&str> = self.snapshot.plan.kinds.iter().map(|kind| kind.key.as_str()).collect();
        for kind in kinds.iter().filter(|kind| !known.contains(&kind.as_str())) {
            let says = self.words.fill("problem.kind.says", &[("kind", kind)]);
            let hint = self.words.fill("problem.kind.hint", &[("kinds", &known.join(", "))]);
            self.outline_fault(place, "unknown-kind", says, hint);
        }
    }

    /// Kinds of commitment, `measures` and `risks`.
    pub(super) fn known_items(&mut self, names: &[String], place: Place) {
        let kinds: Vec<String> =
            names.iter().filter(|n| !matches!(n.as_str(), "measures" | "risks")).cloned().collect();
        self.known_kinds(&kinds, place);
    }

    /// Grades of the schemes that rate what the outline speaks of.
    pub(super) fn known_grades<'n>(&mut self, names: impl Iterator<Item = &'n String>, of: &str, place: Place) {
        let schemes = self.schemes_of(of);
        let grades: Vec<&str> = schemes.iter().flat_map(|s| &s.grades).map(|grade| grade.name.as_str()).collect();
        let titles: Vec<String> = schemes.iter().map(|scheme| scheme.title.clone()).collect();
        for name in names.filter(|name| !grades.contains(&name.as_str())) {
            let with = [("name", name.as_str()), ("scheme", &self.words.list(&titles))];
            let says = self.words.fill("problem.outline_grade.says", &with);
            let hint = self.words.fill("problem.outline_grade.hint", &[("grades", &grades.join(", "))]);
            self.outline_fault(place, "unknown-grade", says, hint);
        }
    }

    /// The schemes that rate a kind of commitment or the measures.
    fn schemes_of(&self, of: &str) -> Vec<&'s Scheme> {
        let snapshot = self.snapshot;
        let kind = snapshot.plan.kind(of);
        let rates = |scheme: &&Scheme| match kind {
            Some(kind) => kind.scheme == scheme.family,
            None => snapshot.measures.iter().any(|measure| measure.scheme == scheme.family),
        };
        snapshot.schemes.iter().filter(rates).collect()
    }

    /// A dimension of the council.
    pub(super) fn known_dimension(&mut self, name: &str, place: Place) {
        let known: Vec<&str> = self.snapshot.dimensions.iter().map(|(key, _)| key.as_str()).collect();
        if !known.contains(&name) {
            let says = self.words.fill("problem.dimension.says", &[("name", name)]);
            let hint = self.words.fill("problem.dimension.hint", &[("names", &known.join(", "))]);
            self.outline_fault(place, "unknown-dimension", says, hint);
        }
    }

    /// Dimensions and rules of travel that columns name.
    pub(super) fn known_columns(&mut self, columns: &[ColumnSpec], place: Place) {
        let rules = self.snapshot.schemes.iter().flat_map(|scheme| &scheme.travel);
        let rules: Vec<&str> = rules.map(|rule| rule.name.as_str()).collect();
        for column in columns {
            match (column.show, column.of.as_deref()) {
                (Show::Dimension, of) => self.known_dimension(of.unwrap_or(""), place),
                (Show::Travel, Some(of)) if !rules.contains(&of) => {
                    let says = self.words.fill("problem.travel.says", &[("name", of)]);
                    let hint = self.words.fill("problem.travel.hint", &[("names", &rules.join(", "))]);
                    self.outline_fault(place, "unknown-travel", says, hint);
                }
                _ => {}
            }
        }
    }

    /// Everything that a summary by theme names.
    pub(super) fn known_themes(&mut self, themes: &ThemesSpec, place: Place) {
        self.known_dimension(&themes.dimension, place);
        self.known_items(&themes.counts, place);
        for share in &themes.share {
            self.known_items(std::slice::from_ref(&share.of), place);
            let ways = share.yes.iter().chain(&share.among);
            self.known_grades(ways.filter_map(|way| way.grade.as_ref()).flatten(), &share.of, place);
        }
    }
}
