//! The summary by theme: what each holds, and shares with the counts that they are made of.

use domain::Aim;
use domain::scheme::Direction;
use domain::snapshot::MeasureState;

use super::cell::text;
use super::phrase::{capital, number};
use super::table::Item;
use super::{Composer, Scope};
use crate::document::{Block, Cell, Column, Group, Inline, Row, Set, Table};
use crate::outline::{Counted, Section, Share, Target, ThemesSpec, Way, Ways, Yield};

impl<'s> Composer<'s> {
    /// The table of themes.
    pub(super) fn themes(&mut self, spec: &'s Section, themes: &'s ThemesSpec, scope: Scope<'s>) -> Vec<Block> {
        self.known_themes(themes, spec.place);
        let named = self.snapshot.dimensions.iter().find(|(key, _)| *key == themes.dimension);
        let first = named.map_or(themes.dimension.clone(), |(_, title)| title.clone());
        let mut columns = vec![Column { title: first, set: Set::Words, width: 3 }];
        for counted in &themes.counts {
            columns.push(Column { title: capital(&self.name_of(counted)), set: Set::Numbers, width: 2 });
        }
        columns.extend(themes.share.iter().map(|s| Column { title: s.title.clone(), set: Set::Numbers, width: 3 }));
        let rows: Vec<Row> =
            self.values(themes, scope).into_iter().map(|value| self.theme_row(themes, value, scope)).collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let (id, caption) = self.named(spec, scope);
        let id = self.id(&id);
        let summary = (!themes.share.is_empty()).then(|| self.words.say("themes.summary").to_string());
        let groups = vec![Group { title: None, rows }];
        vec![Block::Table(Table { id, caption, summary, columns, row_header: 0, groups })]
    }

    fn theme_row(&self, themes: &ThemesSpec, value: Option<String>, scope: Scope<'s>) -> Row {
        let of = |word: &str| -> Vec<Item<'s>> {
            let items = self.items(word, scope).into_iter();
            items.filter(|item| self.tag(item, &themes.dimension, scope) == value).collect()
        };
        let name = value.clone().unwrap_or_else(|| self.words.say("themes.none").to_string());
        let mut cells = vec![if value.is_some() { text(&name) } else { self.absent("themes.none") }];
        cells.extend(themes.counts.iter().map(|word| text(&number(of(word).len()))));
        cells.extend(themes.share.iter().map(|share| self.share(share, of(&share.of), scope)));
        Row { id: None, cells }
    }

    /// The values of a dimension in alphabetical order; those without one come last.
    fn values(&self, themes: &ThemesSpec, scope: Scope<'s>) -> Vec<Option<String>> {
        let items = themes.counts.iter().flat_map(|word| self.items(word, scope));
        let mut values: Vec<Option<String>> = items.map(|item| self.tag(&item, &themes.dimension, scope)).collect();
        values.sort_by_key(|value| (value.is_none(), value.clone()));
        values.dedup();
        values
    }

    fn tag(&self, item: &Item<'s>, dimension: &str, scope: Scope<'s>) -> Option<String> {
        let tag = match item {
            Item::Measure(state) => {
                let links = scope.links(&self.snapshot.plan, state);
                links.into_iter().find_map(|link| link.tags.get(dimension))
            }
            Item::Commitment(state) => state.commitment.tags.get(dimension),
            Item::Risk(state) => state.risk.tags.get(dimension),
        };
        tag.filter(|tag| !tag.is_empty()).cloned()
    }

    /// `69% (31 of 45)`: halves round up, and the count says what was rounded.
    fn share(&self, share: &Share, items: Vec<Item<'s>>, scope: Scope<'s>) -> Cell {
        let counted = |item: &&Item<'s>| match item {
            Item::Measure(state) if share.measures == Counted::Priority => {
                scope.links(&self.snapshot.plan, state).iter().any(|link| link.counts)
            }
            _ => true,
        };
        let holds = |ways: &[Ways], item: &Item<'s>| ways.iter().any(|way| self.holds(way, item));
        let among: Vec<&Item<'s>> =
            items.iter().filter(counted).filter(|item| share.among.is_empty() || holds(&share.among, item)).collect();
        let yes = among.iter().filter(|item| holds(&share.yes, item)).count();
        let Some(percent) = percent_half_up(yes, among.len()) else { return self.absent("themes.none_counted") };
        let with = [("percent", number(percent)), ("yes", number(yes)), ("among", number(among.len()))];
        let [percent, yes, among] = with.each_ref().map(|(key, value)| (*key, value.as_str()));
        let parts = [self.words.fill("themes.percent", &[percent]), self.words.fill("themes.of", &[yes, among])];
        let [percent, of] = parts;
        Cell { content: vec![Inline::Text(percent), Inline::Break, Inline::Muted(of)], fact: None }
    }

    fn holds(&self, way: &Ways, item: &Item<'s>) -> bool {
        match item {
            Item::Measure(state) => self.measure_holds(way, state),
            Item::Commitment(state) => {
                let grade = state.progress.as_ref().and_then(|p| p.grade.as_ref());
                let graded = way.grade.as_ref().is_none_or(|grades| grade.is_some_and(|g| grades.contains(g)));
                graded && way.travel.is_none() && way.target.is_none() && way.value.is_none()
            }
            Item::Risk(_) => false,
        }
    }

    fn measure_holds(&self, way: &Ways, state: &MeasureState) -> bool {
        let scheme = self.snapshot.scheme(&state.scheme);
        let grade = scheme.and_then(|s| s.grades.get(state.shown_grade(s)?)).map(|grade| &grade.name);
        let graded = way.grade.as_ref().is_none_or(|grades| grade.is_some_and(|g| grades.contains(g)));
        let direction = shown_travel(state);
        let wanted = |ways: &Vec<Way>| direction.is_some_and(|d| ways.iter().any(|way| direction_of(*way) == d));
        let travelled = way.travel.as_ref().is_none_or(wanted);
        let has_value = state.observation().is_some_and(|o| o.reading.value().is_some());
        let valued = way.value.is_none_or(|wanted| (wanted == Yield::Given) == has_value);
        let targeted = way.target.is_none_or(|wanted| (wanted == Target::Set) == has_target(state));
        graded && travelled && valued && targeted
    }
}

fn direction_of(way: Way) -> Direction {
    match way {
        Way::Improving => Direction::Improving,
        Way::Same => Direction::Same,
        Way::Deteriorating => Direction::Deteriorating,
    }
}

/// The direction shown: the recorded one where one is recorded, else the computed one of the scheme's first rule.
fn shown_travel(state: &MeasureState) -> Option<Direction> {
    match &state.published_travel {
        Some(published) => published.direction,
        None => state.travel.first().and_then(|travel| travel.as_ref().ok()).map(|travelled| travelled.direction),
    }
}

/// Whether there is something to meet. A measure that was recorded as not rated has nothing to meet.
fn has_target(state: &MeasureState) -> bool {
    let aim = state.target().map(|target| &target.aim);
    let aims = matches!(aim, Some(Aim::Value(_) | Aim::Range(..) | Aim::AtMost(_) | Aim::AtLeast(_)));
    aims && state.published.as_ref().is_none_or(|published| published.grade.is_some())
}

/// A share of a hundred in whole percent, halves up. `None`: a share of nothing.
pub fn percent_half_up(yes: usize, among: usize) -> Option<usize> {
    (200 * yes + among).checked_div(2 * among)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_round_halves_up_and_a_share_of_nothing_is_none() {
        let cases = [
            (31, 45, Some(69)),
            (23, 38, Some(61)),
            (5, 9, Some(56)),
            (1, 8, Some(13)),
            (1, 200, Some(1)),
            (0, 0, None),
        ];
        for (yes, among, percent) in cases {
            assert_eq!(percent_half_up(yes, among), percent, "{yes} of {among}");
        }
    }
}
