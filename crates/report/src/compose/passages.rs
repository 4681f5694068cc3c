//! Officers' words of the edition: found by slot and subject, read as Markdown, and none of them left unshown unsaid.

use domain::words::{About, Passage};
use domain::{Problem, Snapshot};

use super::Composer;
use super::identify;
use crate::document::{Block, Inline, Section};
use crate::live;
use crate::markdown::{self, Piece};

impl Composer<'_> {
    /// The words of a slot about something. `None`: none were written.
    pub(super) fn passage(&mut self, slot: &str, about: &About) -> Option<Vec<Piece>> {
        let snapshot = self.snapshot;
        let found = snapshot.passages.iter().enumerate().find(|(_, p)| p.slot == slot && p.about == *about);
        let (place, passage) = found?;
        self.used.insert(place);
        let file = file_of(snapshot, slot, about);
        let words = self.words;
        let numbers = &self.numbers;
        let (pieces, mut problems) =
            markdown::read(&passage.text, &file, words, &|inner| live::print(snapshot, words, numbers, inner));
        if below_front_matter(passage) {
            problems.iter_mut().for_each(|problem| (problem.line, problem.column) = (0, 0));
        }
        self.problems.extend(problems);
        Some(pieces)
    }

    /// The words of a slot as the running text of a cell.
    pub(super) fn running(&mut self, slot: &str, about: &About) -> Option<Vec<Inline>> {
        self.passage(slot, about).map(markdown::running)
    }

    /// Pieces under a section of this level: headings become sections one deeper, whatever their number of hashes.
    pub(super) fn under(&mut self, pieces: Vec<Piece>, level: u8) -> Vec<Block> {
        let mut rest = pieces.into_iter().peekable();
        self.nest(&mut rest, level, 0)
    }

    fn nest<I: Iterator<Item = Piece>>(
        &mut self,
        rest: &mut std::iter::Peekable<I>,
        level: u8,
        above: u8,
    ) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some(piece) = rest.next_if(|piece| !matches!(piece, Piece::Heading(n, _) if *n <= above)) {
            match piece {
                Piece::Block(block) => blocks.push(block),
                Piece::Heading(n, title) => {
                    let title = plain(&title);
                    let id = self.id(&title);
                    let blocks_below = self.nest(rest, level + 1, n);
                    blocks.push(Block::Section(Section {
                        id,
                        level: level + 1,
                        title,
                        running: None,
                        starts_page: false,
                        together: false,
                        blocks: blocks_below,
                    }));
                }
            }
        }
        blocks
    }

    /// Words that no section shows are a fault: nothing that was written is dropped in silence.
    pub(super) fn unused_words(&mut self) {
        let snapshot = self.snapshot;
        let unused = snapshot.passages.iter().enumerate().filter(|(place, _)| !self.used.contains(place));
        let with_outline = [("outline", self.outline.name.as_str())];
        for (_, passage) in unused {
            self.problems.push(Problem {
                file: file_of(snapshot, &passage.slot, &passage.about),
                line: 0,
                column: 0,
                rule: "words-not-shown",
                says: self.words.fill("problem.not_shown.says", &with_outline),
                hint: self.words.fill("problem.not_shown.hint", &[("slot", &passage.slot)]),
            });
        }
    }
}

/// Whether the words stand below front matter in their file, so that their lines are not the file's lines: a wrong line
/// would mislead more than none.
fn below_front_matter(passage: &Passage) -> bool {
    let named_by_file = match &passage.about {
        About::Edition => true,
        About::Item(reference) => !reference.contains(['/', '\\', ':']),
    };
    passage.author.is_some() || passage.approved_by.is_some() || !named_by_file
}

/// The file in which words stand; where the reference cannot be a file's name, the reference tells which is meant.
fn file_of(snapshot: &Snapshot, slot: &str, about: &About) -> String {
    let edition = snapshot.edition.period;
    match about {
        About::Edition => format!("words/{edition}/{slot}.md"),
        About::Item(reference) => format!("words/{edition}/{slot}/{reference}.md"),
    }
}

/// The text of running text alone.
pub fn plain(inlines: &[Inline]) -> String {
    let text = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Muted(text) | Inline::Absent(text) => text.clone(),
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { content: inner, .. } => plain(inner),
        Inline::Rating(tag) => tag.word.clone(),
        Inline::Note(note) => format!("({})", note.letter),
        Inline::Marker(word, _) => format!(" ({word})"),
        Inline::Break => " ".to_string(),
        Inline::Spark(spark) => spark.alt.clone(),
    };
    inlines.iter().map(text).collect()
}

/// What words about a heading, commitment, measure or risk are filed under.
pub fn about(reference: &str) -> About {
    About::Item(reference.to_string())
}

/// The wanted id of a section with this title under a heading.
pub fn section_id(heading: Option<&str>, title: &str) -> String {
    heading.map_or_else(|| identify::slug(title), |reference| identify::slug(&format!("{reference} {title}")))
}
