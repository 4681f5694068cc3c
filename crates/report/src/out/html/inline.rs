//! Running text: links, rating tags, references to notes.

use domain::scheme::MARKS;
use domain::{Colour, Mark};
use maud::{Markup, PreEscaped, html};

use super::Writer;
use super::table::kept_whole;
use crate::document::{Inline, NoteEntry, NoteRef, Tag};

impl Writer<'_> {
    /// A run of text.
    pub fn inlines(&mut self, inlines: &[Inline]) -> Markup {
        html! { @for inline in inlines { (self.inline(inline)) } }
    }

    fn inline(&mut self, inline: &Inline) -> Markup {
        match inline {
            Inline::Text(text) if self.in_cell => kept_whole(text),
            Inline::Text(text) => html! { (text) },
            Inline::Strong(content) => html! { strong { (self.inlines(content)) } },
            Inline::Emphasis(content) => html! { em { (self.inlines(content)) } },
            Inline::Muted(text) => html! { span.muted { (text) } },
            Inline::Link { to, content } => html! { a href=(to) { (self.inlines(content)) } },
            Inline::Rating(tag) => rating_tag(tag),
            Inline::Note(note) => self.note_reference(note),
            Inline::Absent(reason) => html! { span.absent { (reason) } },
            Inline::Marker(word, _) => html! { " " span.marker { "(" (word) ")" } },
            Inline::Break => html! { br; },
            Inline::Spark(spark) => html! { span.spark { (PreEscaped(&spark.svg)) } },
        }
    }

    /// Text that stands on its own: its paragraphs, where breaks in twos divide it, else the text alone.
    pub fn paragraphs(&mut self, inlines: &[Inline]) -> Markup {
        let parts = divided(inlines);
        match parts.as_slice() {
            [] => html! {},
            [only] => self.inlines(only),
            _ => html! { @for part in parts { p { (self.inlines(part)) } } },
        }
    }

    fn note_reference(&mut self, note: &NoteRef) -> Markup {
        let mention = self.mentions.entry(note.id.clone()).or_default();
        *mention += 1;
        let id = mention_id(&note.id, *mention);
        html! {
            sup.note-reference {
                a id=(id) href={ "#" (note.id) } {
                    span.visually-hidden { (self.words.say("page.note")) " " }
                    "(" (note.letter) ")"
                }
            }
        }
    }

    /// The notes of a section, each with a way back to every place that mentions it.
    pub fn notes(&mut self, notes: &[NoteEntry]) -> Markup {
        html! {
            @if !notes.is_empty() {
                ul.notes { @for note in notes { li id=(note.id) { (self.note(note)) } } }
            }
        }
    }

    fn note(&mut self, note: &NoteEntry) -> Markup {
        let count = self.gathered.mentions.get(note.id.as_str()).copied().unwrap_or(0);
        html! {
            span.letter { "(" (note.letter) ")" } " "
            (self.inlines(&note.text))
            @match count {
                0 => {}
                1 => {
                    " "
                    a.back href={ "#" (mention_id(&note.id, 1)) } {
                        (self.words.say("page.back"))
                        span.visually-hidden { " " (self.words.fill("page.back_where", &[("letter", &note.letter)])) }
                    }
                }
                _ => {
                    " " span.back.muted { (self.words.say("page.back")) ":" }
                    @for mention in 1..=count { " " (self.back_to(note, mention)) }
                }
            }
        }
    }

    /// A way back to one of several mentions: its number, which to assistive technology says what it counts.
    fn back_to(&self, note: &NoteEntry, mention: usize) -> Markup {
        let with = [("mention", &*mention.to_string()), ("letter", &note.letter)];
        html! {
            a.back href={ "#" (mention_id(&note.id, mention)) } {
                span aria-hidden="true" { (mention) }
                span.visually-hidden { (self.words.fill("page.back_nth", &with)) }
            }
        }
    }
}

/// Id of the place where a note is mentioned for the first, second … time.
fn mention_id(note: &str, mention: usize) -> String {
    format!("{note}-mention-{mention}")
}

/// The parts between two breaks.
fn divided(inlines: &[Inline]) -> Vec<&[Inline]> {
    let mut parts = Vec::new();
    let mut rest = inlines;
    while let Some(at) = rest.windows(2).position(|pair| pair == [Inline::Break, Inline::Break]) {
        let (part, after) = rest.split_at(at);
        parts.push(part);
        rest = after.get(2..).unwrap_or_default();
    }
    parts.push(rest);
    parts.retain(|part| part.iter().any(|inline| *inline != Inline::Break));
    parts
}

/// A rating: its mark, hidden from assistive technology, and its word.
pub fn rating_tag(tag: &Tag) -> Markup {
    html! {
        span.tag.(colour_class(tag.colour)) {
            svg.mark viewBox="0 0 24 24" width="14" height="14" aria-hidden="true" focusable="false" {
                use href={ "#" (mark_id(tag.mark)) } {}
            }
            (tag.word)
        }
    }
}

/// Id of the one drawing of a mark that every tag of the page uses.
pub fn mark_id(mark: Mark) -> String {
    format!("page-mark-{}", MARKS.iter().find(|(known, _)| *known == mark).map_or("", |(_, word)| word))
}

/// Class of a grade's colour.
pub fn colour_class(colour: Colour) -> String {
    match colour {
        Colour::Best => "is-best".into(),
        Colour::Good => "is-good".into(),
        Colour::Watch => "is-watch".into(),
        Colour::Act => "is-act".into(),
        Colour::None => "is-none".into(),
        Colour::Own(r, g, b) => format!("is-{r:02x}{g:02x}{b:02x}"),
    }
}
