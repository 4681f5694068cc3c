//! `words/`: Markdown, with what it is about, who wrote it and who approved it.

use std::collections::BTreeSet;

use domain::{About, Passage, Period};

use crate::known::{Known, Once, unknown};
use crate::markdown;
use crate::problems::{Fault, Place, Problems};
use crate::shape::Texts;

/// What stands between the `---` lines at the head of a file.
#[derive(Debug, Default)]
struct FrontMatter {
    /// With its line.
    about: Option<(String, u32)>,
    author: Option<String>,
    approved_by: Option<String>,
}

/// Reads every passage, in the order of paths.
pub(super) fn read(texts: &Texts, known: &Known, problems: &mut Problems) -> Vec<Passage> {
    let mut once = Once::default();
    let mut unknown_editions = BTreeSet::new();
    let mut passages = Vec::new();
    for (file, text) in texts.under("words/") {
        let parts: Vec<&str> = file.split('/').collect();
        let (edition, slot, reference) = match parts.as_slice() {
            [_, edition, slot] => (*edition, slot.trim_end_matches(".md"), None),
            [_, edition, slot, reference] => (*edition, *slot, reference.strip_suffix(".md")),
            _ => continue,
        };
        let period = match known.edition(edition) {
            Ok(period) => period,
            Err(fault) => {
                // The folder's name is one mistake, however many files it holds.
                if unknown_editions.insert(edition.to_string()) {
                    problems.tell(Place::file(file), fault);
                }
                continue;
            }
        };
        let before = problems.count();
        let passage = passage(file, text, (period, slot, reference), known, problems);
        let Some(passage) = passage.filter(|_| problems.count() == before) else { continue };
        let says = format!("“{slot}” about the same thing");
        if once.check((period, slot.to_string(), passage.about.clone()), Place::new(file, 1, 0), &says, problems) {
            passages.push(passage);
        }
    }
    passages
}

fn passage(
    file: &str,
    text: &str,
    at: (Period, &str, Option<&str>),
    known: &Known,
    problems: &mut Problems,
) -> Option<Passage> {
    let (edition, slot, reference) = at;
    let (front, body, lines_before) = front_matter(file, text, problems);
    let about = match (&front.about, reference) {
        (Some((about, line)), _) => Some((about.as_str(), Place::new(file, *line, 0))),
        (None, Some(reference)) => Some((reference, Place::file(file))),
        (None, None) => None,
    };
    let about = match about {
        None => About::Edition,
        Some((reference, place)) => {
            problems.keep(item(reference, edition, known), || place)?;
            About::Item(reference.to_string())
        }
    };
    let trimmed = body.trim();
    if trimmed.is_empty() {
        let fault = Fault::new("empty-words", "The file has no words.", "Write some, or take the file out.");
        problems.tell(Place::file(file), fault);
    }
    markdown::check(file, body, lines_before, problems);
    markdown::check_figures(file, body, lines_before, |reference| figure(reference, edition, known), problems);
    Some(Passage {
        edition,
        slot: slot.to_string(),
        about,
        text: trimmed.to_string(),
        author: front.author,
        approved_by: front.approved_by,
    })
}

/// The front matter, the words after it, and how many lines stand before them.
fn front_matter<'t>(file: &str, text: &'t str, problems: &mut Problems) -> (FrontMatter, &'t str, u32) {
    let mut front = FrontMatter::default();
    let Some(rest) = text.strip_prefix("---\n") else { return (front, text, 0) };
    let mut at = 0;
    let mut line = 1;
    for entry in rest.split_inclusive('\n') {
        (at, line) = (at + entry.len(), line + 1);
        if entry.trim_end() == "---" {
            return (front, rest.get(at..).unwrap_or(""), line);
        }
        let (key, value) = entry.split_once(':').map_or((entry.trim(), ""), |(key, value)| (key.trim(), value.trim()));
        let value = (!value.is_empty()).then(|| value.to_string());
        match key {
            "" if value.is_none() => {}
            "about" => front.about = value.map(|value| (value, line)),
            "author" => front.author = value,
            "approved" => front.approved_by = value,
            _ => {
                let says = format!("“{}” is no key of a file of words.", entry.trim());
                let hint =
                    "Between the --- lines stand about, author and approved, each with a colon; close them with ---.";
                problems.tell(Place::new(file, line, 0), Fault::new("unknown-key", says, hint));
                return (front, "-", line);
            }
        }
    }
    let says = "The file begins with --- that is never closed.";
    let hint = "Put a line of --- after about, author and approved.";
    problems.tell(Place::new(file, 1, 0), Fault::new("unclosed-front-matter", says, hint));
    (front, "-", line)
}

/// Whether a reference is of the edition's plan or a measure.
fn item(reference: &str, edition: Period, known: &Known) -> Result<(), Fault> {
    let plan = known.editions.get(&edition).and_then(Option::as_ref).and_then(|edition| known.plans.get(&edition.plan));
    let Some(plan) = plan else { return Ok(()) };
    let parts = [&plan.headings, &plan.commitments, &plan.risks];
    if known.measures_torn
        || known.measures.contains_key(reference)
        || parts.iter().any(|names| names.may_have(reference))
    {
        return Ok(());
    }
    let all: Vec<&str> =
        parts.iter().flat_map(|names| names.iter()).chain(known.measures.keys().map(String::as_str)).collect();
    let what = "heading, commitment, risk or measure";
    Err(unknown(reference, what, all.iter().copied(), "the plan or measures.csv"))
}

/// Whether what stands in `{{…}}` begins with something known: `REF`, `REF 2024-25-Q2`, `REF target`, `count good`,
/// `share good`, `chart REF`.
fn figure(inside: &str, edition: Period, known: &Known) -> Result<(), Fault> {
    let inside = inside.strip_prefix("chart ").map_or(inside, str::trim);
    let counts = ["count ", "share "].iter().any(|word| inside.starts_with(word));
    if counts || item(inside, edition, known).is_ok() {
        return Ok(());
    }
    match inside.rsplit_once(' ') {
        Some((reference, _)) => item(reference.trim(), edition, known).or_else(|fault| {
            // Two words may be one reference or a reference with its form: the fault names the shorter.
            inside.rsplitn(3, ' ').nth(2).map_or(Err(fault), |shorter| item(shorter, edition, known))
        }),
        None => item(inside, edition, known),
    }
}
