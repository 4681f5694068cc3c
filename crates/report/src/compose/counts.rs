//! How many have which rating: "Of the 25 strategic objectives, 20 show good progress, 3 require review and 2 require
//! action", and the same as big numbers.

use domain::Scheme;

use super::cell::tag_of;
use super::phrase::{number, within_sentence};
use super::{Composer, Scope};
use crate::document::{Block, Inline, Tag, Tile};
use crate::outline::{CountsSpec, Which};

/// How many have each grade of one scheme, in its order, and how many have none.
pub struct Tally<'s> {
    /// The scheme.
    pub scheme: &'s Scheme,
    /// By place in the scheme.
    pub graded: Vec<usize>,
    /// Without a grade.
    pub unrated: usize,
}

impl<'s> Tally<'s> {
    /// Counts places in a scheme; `None` is one without a grade.
    pub fn new(scheme: &'s Scheme, places: impl Iterator<Item = Option<usize>>) -> Tally<'s> {
        let mut tally = Tally { scheme, graded: vec![0; scheme.grades.len()], unrated: 0 };
        for place in places {
            match place.and_then(|at| tally.graded.get_mut(at)) {
                Some(count) => *count += 1,
                None => tally.unrated += 1,
            }
        }
        tally
    }

    /// All that were counted.
    pub fn all(&self) -> usize {
        self.graded.iter().sum::<usize>() + self.unrated
    }

    /// Each grade that something has, with its count; `None` is those without a grade.
    pub fn found(&self) -> Vec<(Option<usize>, usize)> {
        let graded = self.graded.iter().enumerate().map(|(place, count)| (Some(place), *count));
        graded.chain([(None, self.unrated)]).filter(|(_, count)| *count > 0).collect()
    }
}

impl<'s> Composer<'s> {
    /// The sentence and the big numbers; one pair for each scheme where measures follow several.
    pub(super) fn counts(&mut self, spec: &CountsSpec, place: (u32, u32), scope: Scope<'s>) -> Vec<Block> {
        self.known_items(std::slice::from_ref(&spec.of), place);
        self.known_grades(spec.says.keys().filter(|name| *name != "unrated"), &spec.of, place);
        let mut blocks = Vec::new();
        let tallies = self.tallies(&spec.of, scope);
        let several = tallies.len() > 1;
        for tally in tallies {
            let by = self.words.fill("counts.by", &[("scheme", &tally.scheme.title)]);
            let sentence = self.sentence(spec, &tally, scope, if several { &by } else { "" });
            blocks.push(Block::Lead(vec![Inline::Text(sentence)]));
            let tile = |(grade, count): (Option<usize>, usize)| {
                let tag = tag_of(tally.scheme, grade);
                Tile { number: number(count), words: tag.word.clone(), tag: Some(tag) }
            };
            blocks.push(Block::Tiles(tally.found().into_iter().map(tile).collect()));
        }
        blocks
    }

    /// Tallies of what a word of an outline stands for: one for each scheme that rates it, none where there is nothing.
    pub(super) fn tallies(&self, of: &str, scope: Scope<'s>) -> Vec<Tally<'s>> {
        let snapshot = self.snapshot;
        let of_scheme = |scheme: &'s Scheme| {
            if of == "measures" {
                let measures = scope.measures(snapshot, Which::All).into_iter();
                Tally::new(scheme, measures.filter(|m| m.scheme == scheme.family).map(|m| m.shown_grade(scheme)))
            } else {
                let of_kind = scope.commitments(snapshot, of).into_iter();
                let grade = |grade: &String| scheme.grade_named(grade);
                let judged = of_kind.filter(|c| c.scheme == scheme.family);
                Tally::new(scheme, judged.map(|c| c.progress.as_ref()?.grade.as_ref().and_then(grade)))
            }
        };
        snapshot.schemes.iter().map(of_scheme).filter(|tally| tally.all() > 0).collect()
    }

    /// Every rating with its count, of everything that a word of an outline stands for.
    pub(super) fn legend_of(&self, of: &str, scope: Scope<'s>) -> Vec<(Tag, usize)> {
        let tallies = self.tallies(of, scope);
        let mut legend: Vec<(Tag, usize)> = Vec::new();
        for tally in &tallies {
            let all = (0..tally.graded.len()).map(Some).zip(tally.graded.iter().copied());
            let unrated = [(None, tally.unrated)].into_iter().filter(|(_, count)| *count > 0);
            for (grade, count) in all.chain(unrated) {
                let tag = tag_of(tally.scheme, grade);
                match legend.iter_mut().find(|(known, _)| known.word == tag.word) {
                    Some((_, had)) => *had += count,
                    None => legend.push((tag, count)),
                }
            }
        }
        legend
    }

    /// `by` names the scheme where there are several, so that no sentence seems to speak of all.
    fn sentence(&self, spec: &CountsSpec, tally: &Tally<'s>, scope: Scope<'s>, by: &str) -> String {
        let found = tally.found();
        let alone = found.len() == 1;
        let phrases: Vec<String> = found
            .iter()
            .map(|(grade, count)| {
                let phrase = self.phrase(spec, tally, *grade, *count);
                if alone { phrase } else { format!("{} {phrase}", number(*count)) }
            })
            .collect();
        let all = tally.all();
        let name = match self.snapshot.plan.kind(&spec.of) {
            Some(kind) if all == 1 => kind.name.clone(),
            _ if all == 1 => self.words.say("counts.measure").to_string(),
            _ => self.name_of(&spec.of),
        };
        let under = scope
            .heading
            .map_or(String::new(), |heading| self.words.fill("counts.under", &[("short", &heading.short)]));
        let under = format!("{under}{by}");
        let key = match (all, alone) {
            (1, _) => "counts.only",
            (_, true) => "counts.all",
            _ => "counts.of",
        };
        let (all, list) = (number(all), self.words.list(&phrases));
        let name = within_sentence(&name);
        let with = [("n", all.as_str()), ("name", name.as_str()), ("under", under.as_str()), ("list", list.as_str())];
        self.words.fill(key, &with)
    }

    /// What is said of one or of several with a grade: the outline's words, else the grade's name.
    fn phrase(&self, spec: &CountsSpec, tally: &Tally<'_>, grade: Option<usize>, count: usize) -> String {
        let name = grade.and_then(|place| tally.scheme.grades.get(place)).map_or("unrated", |g| g.name.as_str());
        match (spec.says.get(name), grade) {
            (Some((one, several)), _) => (if count == 1 { one } else { several }).clone(),
            (None, Some(_)) if count == 1 => self.words.fill("counts.rated_one", &[("grade", name)]),
            (None, Some(_)) => self.words.fill("counts.rated", &[("grade", name)]),
            (None, None) if count == 1 => self.words.say("counts.unrated_one").to_string(),
            (None, None) => self.words.say("counts.unrated").to_string(),
        }
    }
}
