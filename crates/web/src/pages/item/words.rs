//! Words: Markdown with live figures, a preview, and a picker of figures.

use std::collections::BTreeMap;

use cycle::Work;
use domain::cycle::Body;
use domain::{Council, Period, Problem, Snapshot};
use maud::{Markup, PreEscaped, html};
use report::document::{Block, Inline};
use report::markdown::{self, LiveFault, Piece};

use super::form_page::FormPage;
use super::{Fields, published, text};
use crate::failure::Failure;
use crate::form::{self, Errors};
use crate::words::{fill, say};

/// The most letters of one piece of words; a page of print holds about three thousand.
const MOST_LETTERS: usize = 20_000;
/// What a reader reads willingly of one commitment, in words.
const GUIDE: usize = 150;

/// Reads the field of words.
pub(super) fn read(fields: &Fields) -> Result<Body, Errors> {
    let mut errors = Errors::default();
    let said = checked(text(fields, "text"), &mut errors);
    if errors.is_empty() { Ok(Body::Words(said)) } else { Err(errors) }
}

/// Words without white space around them; what is not allowed in them is an error at their field.
pub(crate) fn checked(said: &str, errors: &mut Errors) -> String {
    let said = said.trim();
    if said.chars().count() > MOST_LETTERS {
        errors.add("text", fill("words.too_long", &[("most", &MOST_LETTERS.to_string())]));
    }
    let as_written = |inner: &str| Ok::<Inline, LiveFault>(Inline::Text(inner.to_string()));
    let words = report::words::Words::of("en-GB");
    let (_, problems) = markdown::read(said, "", words, &as_written);
    for problem in problems {
        errors.add("text", format!("{}. {}", problem.says.trim_end_matches('.'), problem.hint));
    }
    said.to_string()
}

/// The area for words with its guide and the picker of figures.
pub(super) fn area(page: &FormPage<'_>, name: &str, label: &str) -> Markup {
    html! {
        (form::area(name, label, 10).hint(fill("words.guide", &[("words", &GUIDE.to_string())])).value(text(&page.fields, name)).errors(&page.errors))
        (picker(page.shown.work))
    }
}

/// The form of words of the edition.
pub(super) fn body(page: &FormPage<'_>) -> Markup {
    let before = last_time(page);
    html! {
        (published::section(page.shown.work, page.shown.item))
        @if let Some((period, said)) = before {
            section.last aria-labelledby="last" {
                h2 #last { (fill("progress.last", &[("period", &period)])) }
                blockquote.words { (said) }
            }
        }
        (area(page, "text", say("words.text")))
    }
}

fn last_time(page: &FormPage<'_>) -> Option<(String, Markup)> {
    let work = page.shown.work;
    let domain::cycle::Item::Words { slot, about } = page.shown.item else { return None };
    let about = about.clone().map_or(domain::About::Edition, domain::About::Item);
    let council = work.council();
    let earlier = council.editions.iter().rev().filter(|one| one.position_at < work.edition.position_at);
    let said = |edition: &domain::Edition| {
        council.passages.iter().find(|one| one.edition == edition.period && one.slot == *slot && one.about == about)
    };
    let printed = |one: &domain::Passage| of_edition(council, one.edition, &one.text);
    earlier.filter_map(said).next().map(|one| (council.calendar.print(one.edition), printed(one)))
}

/// A list of figures to choose from; the script puts the chosen one where the cursor stands, and without it the
/// placeholder can be copied.
fn picker(work: &Work) -> Markup {
    let Ok(plan) = work.plan() else { return html! {} };
    let now = work.edition.period;
    let measures = plan.links.iter().filter_map(|link| work.council().measure(&link.measure));
    html! {
        details.more {
            summary { (say("words.picker")) }
            p.hint { (say("words.picker_hint")) }
            div.field {
                label for="pick" { (say("words.pick")) }
                select #pick data-insert="text" {
                    option value="" { (say("words.choose")) }
                    @for measure in measures {
                        option value={ "{{" (measure.key) "}}" } { (measure.title_in(now)) " {{" (measure.key) "}}" }
                        option value={ "{{" (measure.key) " target}}" } { (measure.title_in(now)) ": " (say("words.target")) " {{" (measure.key) " target}}" }
                    }
                }
            }
        }
    }
}

/// Words as readers will see them, their figures as the latest entries of the round have them.
pub(crate) fn live(work: &Work, said: &str) -> Result<Markup, Failure> {
    if !said.contains("{{") {
        return Ok(as_written(said));
    }
    let council = folder::read(&work.draft()?).council;
    Ok(of_edition(&council, work.edition.period, said))
}

/// Words of an earlier edition as it printed them. Words that no snapshot can fill stand as they were written.
pub(crate) fn of_edition(council: &Council, period: Period, said: &str) -> Markup {
    let Some(edition) = council.edition(period).filter(|_| said.contains("{{")) else { return as_written(said) };
    printed(with_figures(&rate::snapshot(council, edition), said).0)
}

/// Words with the figures of a snapshot in them, and what is wrong with them.
pub(super) fn with_figures(snapshot: &Snapshot, said: &str) -> (Vec<Piece>, Vec<Problem>) {
    let vocabulary = report::words::Words::of(&snapshot.language);
    let print = |inner: &str| report::live::print(snapshot, vocabulary, &BTreeMap::new(), inner);
    markdown::read(said, "", vocabulary, &print)
}

/// Words with their placeholders as they were written.
pub(super) fn as_written(said: &str) -> Markup {
    let as_written = |inner: &str| Ok::<Inline, LiveFault>(Inline::Text(format!("{{{{{inner}}}}}")));
    let words = report::words::Words::of("en-GB");
    printed(markdown::read(said, "", words, &as_written).0)
}

/// Pieces of words as a page prints them. The writer escapes everything that people wrote.
pub(super) fn printed(pieces: Vec<Piece>) -> Markup {
    let blocks: Vec<Block> = pieces
        .into_iter()
        .map(|piece| match piece {
            Piece::Heading(_, text) => Block::Paragraph(text),
            Piece::Block(block) => block,
        })
        .collect();
    PreEscaped(report::out::parts::blocks("en-GB", &blocks).into_string())
}
