//! About this report: licence, other formats, figures still owed a final one, and what is not included.

use domain::snapshot::MeasureState;
use domain::{Marker, Reading};

use super::phrase::absence_words;
use super::{Composer, Scope};
use crate::document::{Block, Inline, Section};

impl<'s> Composer<'s> {
    /// The sections, one level deeper than what holds them.
    pub(super) fn about(&mut self, scope: Scope<'s>) -> Vec<Block> {
        let quality = self.quality();
        let formats = self.formats();
        let sections = [("about.formats", formats), ("about.quality", quality), ("about.missing", self.missing())];
        let sections = sections.into_iter().map(|(key, blocks)| {
            let title = self.words.say(key).to_string();
            let (id, level) = (self.id(&title), scope.level + 1);
            Block::Section(Section { id, level, title, running: None, starts_page: false, together: true, blocks })
        });
        sections.collect()
    }

    fn formats(&self) -> Vec<Block> {
        let snapshot = self.snapshot;
        let licence = self.words.fill("about.licence", &[("licence", &snapshot.licence)]);
        let mut blocks = vec![say(licence), say(self.words.say("about.files").to_string())];
        if let Some(contact) = &snapshot.contact {
            blocks.push(say(self.words.fill("about.contact", &[("contact", contact)])));
        }
        if let Some(website) = &snapshot.website {
            let content = vec![Inline::Text(website.clone())];
            let link = Inline::Link { to: website.clone(), content };
            blocks.push(Block::Paragraph(vec![Inline::Text(self.words.say("about.website").to_string()), link]));
        }
        blocks
    }

    /// Values that are provisional, estimated or approximate, and breaks in comparability.
    pub(super) fn quality(&self) -> Vec<Block> {
        let snapshot = self.snapshot;
        let owed: Vec<Vec<Block>> = snapshot.measures.iter().filter_map(|state| self.owed(state)).collect();
        let mut blocks = match owed.len() {
            0 => vec![say(self.words.say("about.all_final").to_string())],
            _ => vec![say(self.words.say("about.owed").to_string()), Block::List { ordered: false, items: owed }],
        };
        let breaks: Vec<Vec<Block>> = snapshot.measures.iter().flat_map(|state| self.breaks(state)).collect();
        if !breaks.is_empty() {
            blocks.push(say(self.words.say("about.breaks").to_string()));
            blocks.push(Block::List { ordered: false, items: breaks });
        }
        blocks
    }

    fn owed(&self, state: &MeasureState) -> Option<Vec<Block>> {
        let observation = state.observation()?;
        let value = observation.reading.value()?;
        let marker = observation.markers.iter().find(|marker| marker.owes_a_final())?;
        let period = self.snapshot.calendar.print(state.now);
        let with = [
            ("title", state.title.as_str()),
            ("value", &state.measure.write(value)),
            ("period", period.as_str()),
            ("marker", self.marker(*marker)),
        ];
        Some(vec![say(self.words.fill("about.owed_item", &with))])
    }

    /// The word of a marker that owes a final value.
    pub(super) fn marker(&self, marker: Marker) -> &'static str {
        match marker {
            Marker::Provisional => self.words.say("marker.provisional"),
            Marker::Approximate => self.words.say("marker.approximate"),
            _ => self.words.say("marker.estimated"),
        }
    }

    /// Breaks in comparability of a measure.
    pub(super) fn breaks(&self, state: &MeasureState) -> Vec<Vec<Block>> {
        let said = |from: String, why: &str| {
            let with = [("title", state.title.as_str()), ("period", from.as_str()), ("why", why)];
            vec![say(self.words.fill("about.break_item", &with))]
        };
        let breaks = state.measure.breaks.iter().filter(|b| b.from <= state.now);
        breaks.map(|b| said(self.snapshot.calendar.print(b.from), &b.why)).collect()
    }

    /// Measures without a value for this edition, and why.
    pub(super) fn missing(&self) -> Vec<Block> {
        let items: Vec<Vec<Block>> = self.snapshot.measures.iter().filter_map(|state| self.without(state)).collect();
        if items.is_empty() {
            return vec![say(self.words.say("about.nothing_missing").to_string())];
        }
        vec![say(self.words.say("about.without_value").to_string()), Block::List { ordered: false, items }]
    }

    fn without(&self, state: &MeasureState) -> Option<Vec<Block>> {
        let why = match state.observation().map(|o| o.reading) {
            Some(Reading::Figure(_)) => return None,
            Some(Reading::Absent(absence)) => absence_words(self.snapshot, self.words, absence),
            None => self.words.say("reason.nothing_stated").to_string(),
        };
        let with = [("title", state.title.as_str()), ("why", why.as_str())];
        Some(vec![say(self.words.fill("about.without_item", &with))])
    }
}

fn say(text: String) -> Block {
    Block::Paragraph(vec![Inline::Text(text)])
}
