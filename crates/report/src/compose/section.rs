//! Sections of the outline, one after another.

use domain::Heading;
use domain::words::About;

use super::passages::{about, section_id};
use super::{Composer, Scope, identify};
use crate::document::{Block, Inline, Section};
use crate::outline::{self, Kind, Page, WordsByHeading, WordsSpec};
use crate::words::fill;

impl<'s> Composer<'s> {
    /// The chapters that a section of the outline makes: one, or one for each heading of a level.
    pub(super) fn chapter(&mut self, spec: &'s outline::Section) -> Vec<Section> {
        let chapter = spec.title.as_deref().unwrap_or("");
        let whole = Scope { heading: None, chapter, level: 1 };
        match &spec.kind {
            Kind::Chapter(parts) => vec![self.of_parts(spec, parts, whole)],
            Kind::Chapters { level, parts } => {
                let headings = self.headings(*level, spec.place);
                let scoped = headings.into_iter().map(|heading| Scope { heading: Some(heading), chapter, level: 1 });
                scoped.map(|scope| self.of_parts(spec, parts, scope)).collect()
            }
            _ => {
                let title = self.title(spec, whole);
                let id = self.id(&title);
                let blocks = self.blocks(spec, whole);
                vec![chapter_of(id, title.clone(), title, spec.page, blocks)]
            }
        }
    }

    fn of_parts(&mut self, spec: &'s outline::Section, parts: &'s [outline::Section], scope: Scope<'s>) -> Section {
        let title = self.title(spec, scope);
        let running = scope.heading.map_or(title.clone(), |heading| heading.short.clone());
        let id = match scope.heading {
            Some(heading) => self.id(&identify::reference(&heading.reference)),
            None => self.id(&title),
        };
        let mut blocks = self.heading_notes(scope);
        blocks.extend(parts.iter().flat_map(|part| self.part(part, scope)));
        chapter_of(id, title, running, spec.page, blocks)
    }

    /// The notes of a heading, which open its chapter.
    fn heading_notes(&self, scope: Scope<'s>) -> Vec<Block> {
        let keys = scope.heading.map_or(&[][..], |heading| heading.notes.as_slice());
        let notes = keys.iter().filter_map(|key| self.snapshot.notes.iter().find(|note| note.key == *key));
        notes.map(|note| Block::Paragraph(vec![Inline::Muted(note.text.clone())])).collect()
    }

    /// A part of a chapter: a section of its own where it has a title, nothing where it has nothing to show.
    fn part(&mut self, spec: &'s outline::Section, scope: Scope<'s>) -> Vec<Block> {
        if spec.title.is_none() {
            return self.blocks(spec, scope);
        }
        let title = self.title(spec, scope);
        let id = self.id(&section_id(scope.heading.map(|h| h.reference.as_str()), &title));
        let blocks = self.blocks(spec, scope.deeper());
        if blocks.is_empty() {
            self.ids.remove(&id);
            return Vec::new();
        }
        let level = scope.level + 1;
        let starts_page = spec.page == Page::New;
        vec![Block::Section(Section { id, level, title, running: None, starts_page, together: false, blocks })]
    }

    /// What a section shows. The scope's level is that of the section that will hold it.
    fn blocks(&mut self, spec: &'s outline::Section, scope: Scope<'s>) -> Vec<Block> {
        match &spec.kind {
            Kind::Words(words) => self.words_of(words, scope),
            Kind::WordsByHeading(words) => self.words_by_heading(words, spec.place, scope),
            Kind::Key(key) => self.key(key, spec.place),
            Kind::Counts(counts) => self.counts(counts, spec.place, scope),
            Kind::BasePlan(plan) => self.base_plan(plan, spec.place, scope),
            Kind::Progress(progress) => self.progress(spec, progress, scope),
            Kind::Measures(measures) => self.measures(spec, measures, scope),
            Kind::Charts(charts) => self.charts(charts, spec.place, scope),
            Kind::Combined(combined) => self.combined(spec, combined, scope),
            Kind::Themes(themes) => self.themes(spec, themes, scope),
            Kind::Risks(risks) => self.risks(spec, risks, scope),
            Kind::Ratings(ratings) => self.ratings(ratings, scope),
            Kind::About(_) => self.about(scope),
            Kind::Wheel(wheel) => self.wheel(wheel, spec.place, scope),
            Kind::Trend(trend) => self.trend(trend, spec.place, scope),
            Kind::Rollups(rollups) => self.rollups(rollups, spec.place, scope),
            Kind::Cards(cards) => self.cards(cards, spec.place, scope),
            Kind::Commitments(commitments) => self.commitments(commitments, spec.place, scope),
            Kind::Exceptions(exceptions) => self.exceptions(exceptions, spec.place, scope),
            Kind::InFull(full) => self.in_full(full, spec.place, scope),
            Kind::Milestones(milestones) => self.milestones(spec, milestones, scope),
            Kind::Savings(savings) => self.savings(savings, spec.place),
            Kind::RiskMatrix(_) => self.risk_matrix(scope),
            Kind::Changes(_) => self.changes(scope),
            Kind::Provisional(_) => self.provisional(),
            Kind::Quality(_) => {
                let missing = self.missing();
                self.quality().into_iter().chain(missing).collect()
            }
            Kind::Chapter(parts) | Kind::Chapters { parts, .. } => {
                parts.iter().flat_map(|part| self.part(part, scope)).collect()
            }
        }
    }

    /// Words about the edition or, in a chapter that repeats, about its heading.
    fn words_of(&mut self, spec: &WordsSpec, scope: Scope<'s>) -> Vec<Block> {
        let subject = scope.heading.map_or(About::Edition, |heading| about(&heading.reference));
        match self.passage(&spec.slot, &subject) {
            Some(pieces) => self.under(pieces, scope.level),
            None if scope.heading.is_some() => Vec::new(),
            None => vec![Block::Paragraph(vec![Inline::Absent(self.words.say("words.none").to_string())])],
        }
    }

    fn words_by_heading(&mut self, spec: &WordsByHeading, place: (u32, u32), scope: Scope<'s>) -> Vec<Block> {
        let mut blocks = match self.passage(&spec.slot, &About::Edition) {
            Some(pieces) => self.under(pieces, scope.level),
            None => Vec::new(),
        };
        for heading in self.headings(spec.level, place) {
            let Some(pieces) = self.passage(&spec.slot, &about(&heading.reference)) else { continue };
            let title = self.of_heading(&spec.heading, Some(heading));
            let id = self.id(&section_id(Some(&heading.reference), &spec.slot));
            let level = scope.level + 1;
            let blocks_below = self.under(pieces, level);
            blocks.push(Block::Section(Section {
                id,
                level,
                title,
                running: None,
                starts_page: false,
                together: true,
                blocks: blocks_below,
            }));
        }
        if blocks.is_empty() {
            blocks.push(Block::Paragraph(vec![Inline::Absent(self.words.say("words.none").to_string())]));
        }
        blocks
    }

    /// Headings of a level, counted from 1; a level that the plan does not have is a fault of the outline.
    pub(super) fn headings(&mut self, level: usize, place: (u32, u32)) -> Vec<&'s Heading> {
        let plan = &self.snapshot.plan;
        let found: Vec<&Heading> = plan.headings.iter().filter(|h| h.level + 1 == level).collect();
        if found.is_empty() {
            let with = [("level", level.to_string()), ("levels", plan.levels.len().to_string())];
            let with = with.each_ref().map(|(key, value)| (*key, value.as_str()));
            let says = self.words.fill("problem.level.says", &with);
            let hint = self.words.fill("problem.level.hint", &with);
            self.outline_fault(place, "unknown-level", says, hint);
        }
        found
    }

    /// The title of a section, filled in.
    pub(super) fn title(&self, spec: &outline::Section, scope: Scope<'s>) -> String {
        self.of_heading(spec.title.as_deref().unwrap_or(""), scope.heading)
    }

    /// A template with the names of a heading and of the edition's period.
    pub(super) fn of_heading(&self, template: &str, heading: Option<&Heading>) -> String {
        let calendar = &self.snapshot.calendar;
        let period = self.snapshot.edition.period;
        let (printed, year) = (calendar.print(period), calendar.print_year(period));
        let of = |get: fn(&Heading) -> &str| heading.map_or("", get);
        let with = [
            ("title", of(|h| h.title.as_str())),
            ("short", of(|h| h.short.as_str())),
            ("reference", of(|h| h.reference.as_str())),
            ("period", printed.as_str()),
            ("year", year.as_str()),
        ];
        fill(template, &with)
    }
}

fn chapter_of(id: String, title: String, running: String, page: Page, blocks: Vec<Block>) -> Section {
    let starts_page = page == Page::New;
    Section { id, level: 1, title, running: Some(running), starts_page, together: false, blocks }
}
