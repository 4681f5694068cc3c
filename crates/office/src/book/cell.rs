//! What a cell of the document becomes in a sheet: one thing in the cell, the rest beside it.

use domain::{Aim, Decimal, Rating, Ungraded};
use report::document::{Cell, Fact, FactKind, Inline, Set};

use super::number::Number;
use super::{Binder, Held};

/// A cell taken apart.
pub struct Taken {
    /// What the cell itself holds.
    pub held: Held,
    /// What qualifies a number or a rating in words: the benchmark's group, a value's own time.
    pub details: Vec<String>,
    /// Shorthand and notes: `[p]`, `[note 1]`.
    pub marks: Vec<String>,
}

/// A cell's text by its kinds.
#[derive(Default)]
struct Pieces {
    main: String,
    muted: Vec<String>,
    marks: Vec<String>,
    rating: Option<Held>,
    absent: Option<String>,
}

impl Binder<'_> {
    /// Takes a cell apart.
    pub fn take(&mut self, cell: &Cell, set: Set) -> Taken {
        let mut pieces = Pieces::default();
        self.gather(&cell.content, &mut pieces);
        let number = self.figure(cell.fact.as_ref(), pieces.main.trim(), set);
        let held = match (pieces.rating.take(), number, &pieces.absent) {
            (Some(rating), ..) => rating,
            (_, Some(number), _) => Held::Number(number),
            (_, _, Some(why)) => self.missing(cell.fact.as_ref(), why),
            // What a fact says in words is in the cell alone, as a number is: `Fair`, and beside it its own time.
            _ if cell.fact.is_some() && !pieces.main.trim().is_empty() => Held::Text(pieces.main.trim().to_string()),
            _ => {
                let text = whole(&cell.content).trim().to_string();
                pieces.muted.clear();
                Held::Text(if text.is_empty() { self.short("[z]") } else { text })
            }
        };
        pieces.marks.iter().filter(|mark| !mark.starts_with("[note")).for_each(|mark| {
            self.shorthand.insert(mark.clone());
        });
        Taken { held, details: pieces.muted, marks: pieces.marks }
    }

    /// Shorthand, kept so that the notes explain it.
    pub fn short(&mut self, shorthand: &str) -> String {
        self.shorthand.insert(shorthand.to_string());
        shorthand.to_string()
    }

    fn gather(&self, text: &[Inline], into: &mut Pieces) {
        for inline in text {
            match inline {
                Inline::Text(text) => into.main.push_str(text),
                Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { content: inner, .. } => {
                    self.gather(inner, into);
                }
                Inline::Muted(text) => into.muted.push(unbracketed(text.trim()).to_string()),
                Inline::Absent(why) => into.absent = Some(why.clone()),
                Inline::Rating(tag) => into.rating = Some(Held::Rating(tag.word.clone(), tag.colour)),
                Inline::Note(note) => {
                    let number = self.notes.iter().find(|(id, _)| *id == note.id).map(|(_, number)| number);
                    into.marks.extend(number.map(|number| format!("[note {number}]")));
                }
                Inline::Marker(_, shorthand) => into.marks.push(shorthand.clone()),
                Inline::Spark(spark) => into.main.push_str(&spark.alt),
                Inline::Break => {}
            }
        }
    }

    /// The number that a cell states or prints.
    fn figure(&self, fact: Option<&Fact>, printed: &str, set: Set) -> Option<Number> {
        let stated = fact.and_then(|fact| {
            let value: Decimal = fact.exact.parse().ok()?;
            match fact.kind {
                FactKind::Value | FactKind::Target | FactKind::Benchmark => {
                    Number::of(&self.snapshot.measure(&fact.subject)?.measure, value, printed)
                }
                FactKind::Score => Number::among(&fact.exact, printed),
                _ => None,
            }
        });
        stated.or_else(|| Number::read(printed).filter(|_| set == Set::Numbers))
    }

    /// Shorthand and the reason in words.
    fn missing(&mut self, fact: Option<&Fact>, why: &str) -> Held {
        let shorthand = fact.and_then(|fact| self.shorthand_of(fact)).unwrap_or_else(|| {
            let none = ["reason.not_applicable", "target.not_applicable", "measure.whole_council"];
            if none.iter().any(|key| self.words.say(key) == why) { "[z]" } else { "[x]" }
        });
        Held::Text(format!("{} {why}", self.short(shorthand)))
    }

    /// The shorthand of a reason that the snapshot knows. `None`: it knows none.
    fn shorthand_of(&self, fact: &Fact) -> Option<&'static str> {
        let state = self.snapshot.measure(&fact.subject)?;
        Some(match fact.kind {
            FactKind::Value => state.history.get(&fact.period)?.reading.absence()?.shorthand(),
            FactKind::Target => match state.targets.get(&fact.period).map(|target| &target.aim) {
                Some(Aim::NotSet | Aim::Baseline) => "[x]",
                _ => "[z]",
            },
            FactKind::Rating => match state.computed {
                Rating::Ungraded(Ungraded::NoValue(absence)) => absence.shorthand(),
                Rating::Ungraded(Ungraded::NothingStated | Ungraded::Baseline | Ungraded::TargetNotSet) => "[x]",
                _ => "[z]",
            },
            _ => return None,
        })
    }
}

/// Words without the brackets around all of them.
fn unbracketed(words: &str) -> &str {
    let inner = words.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.filter(|inner| !inner.contains(['(', ')'])).unwrap_or(words)
}

/// Text alone, without notes and markers.
pub fn plain(text: &[Inline]) -> String {
    whole(text).trim().to_string()
}

fn whole(text: &[Inline]) -> String {
    let mut out = String::new();
    for inline in text {
        match inline {
            Inline::Text(text) | Inline::Muted(text) | Inline::Absent(text) => out.push_str(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { content: inner, .. } => {
                out.push_str(&whole(inner));
            }
            Inline::Rating(tag) => out.push_str(&tag.word),
            Inline::Break => out.push('\n'),
            Inline::Spark(spark) => out.push_str(&spark.alt),
            Inline::Note(_) | Inline::Marker(..) => {}
        }
    }
    out
}
