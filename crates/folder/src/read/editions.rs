//! `editions.toml`.

use domain::edition::STATUSES;
use domain::{Edition, Period, Span, YearKind};

use crate::forms;
use crate::known::{Known, unknown};
use crate::problems::{Fault, Problems};
use crate::settings::{self, Section};
use crate::shape::Texts;

const FILE: &str = "editions.toml";

/// Reads the editions in order of time.
pub(super) fn read(texts: &Texts, known: &mut Known, problems: &mut Problems) -> Vec<Edition> {
    let mut editions: Vec<Edition> = Vec::new();
    known.editions_torn = texts.is_lost(FILE);
    let Some(text) = texts.text(FILE) else { return editions };
    let parsed = settings::open(FILE, text, problems, |root, problems| {
        let sections = root.may("edition").map(|item| item.sections(problems)).unwrap_or_default();
        in_order(&sections, problems);
        for section in sections {
            editions.extend(new_edition(section, known, problems));
        }
        root.finish(problems);
    });
    known.editions_torn |= parsed.is_none();
    editions
}

/// Checks that editions stand in the order of their positions, those with other faults too.
fn in_order(sections: &[Section], problems: &mut Problems) {
    let position = |section: &Section| section.may("position_at")?.date(&mut Problems::default());
    for pair in sections.windows(2) {
        let [earlier, later] = pair else { continue };
        if let (Some(first), Some(second)) = (position(earlier), position(later))
            && second < first
        {
            let says =
                format!("The position of this edition, {second}, is earlier than that of the one before, {first}.");
            let fault = Fault::new("out-of-order", says, "Put the editions in order of their positions.");
            problems.tell(later.place_of("position_at"), fault);
        }
    }
}

fn new_edition(section: Section, known: &mut Known, problems: &mut Problems) -> Option<Edition> {
    let before = problems.count();
    let period_at = section.place_of("period");
    let period = section.must("period", problems).and_then(|item| item.read(period, problems));
    let edition = edition(section, period, known, problems).filter(|_| problems.count() == before);
    match period {
        // A period that cannot be read may be the one that others state.
        None => known.editions_torn = true,
        Some(period) if known.editions.contains_key(&period) => {
            let says = format!("There are two editions {period}.");
            let hint = "An edition is named by its period: keep one, and say in “reason” what it corrects.";
            problems.tell(period_at, Fault::new("duplicate-reference", says, hint));
            return None;
        }
        Some(period) => {
            known.editions.insert(period, edition.clone());
        }
    }
    edition
}

fn period(text: &str) -> Result<Period, Fault> {
    let period = forms::period(text)?;
    if period.year.kind == YearKind::Council || matches!(period.span, Span::Month(_)) {
        return Ok(period);
    }
    let says = format!("An edition cannot be of {text}.");
    Err(Fault::new("wrong-kind-of-period", says, "Editions are of the council's own years, their parts, or months."))
}

fn edition(section: Section, period: Option<Period>, known: &Known, problems: &mut Problems) -> Option<Edition> {
    let plan = section.must("plan", problems).and_then(|item| {
        let plans = known.plans.keys().map(String::as_str);
        item.read(
            |key| {
                if known.plans.contains_key(key) {
                    Ok(key.to_string())
                } else {
                    Err(unknown(key, "plan", plans, "plans/"))
                }
            },
            problems,
        )
    });
    let outline = section
        .must("outline", problems)
        .and_then(|item| item.read(|name| known.outlines.find(name, "outline", "outlines/"), problems));
    let title = section.must("title", problems).and_then(|item| item.text(problems));
    let position_at = section.must("position_at", problems).and_then(|item| item.date(problems));
    let published_on = section.may("published_on").and_then(|item| item.date(problems));
    let status = section
        .must("status", problems)
        .and_then(|item| item.read(|text| forms::word(&STATUSES, text, "a status"), problems));
    let reason = section.may("reason").and_then(|item| item.text(problems));
    let demonstration = section.may("demonstration").and_then(|item| item.truth(problems)).unwrap_or(false);
    if let (Some(position), Some(published)) = (position_at, published_on)
        && published < position
    {
        let says = format!("It was published on {published}, before the day of its position, {position}.");
        problems.tell(section.place_of("published_on"), Fault::new("dates-reversed", says, "Check both dates."));
    }
    section.finish(problems);
    Some(Edition {
        period: period?,
        plan: plan?,
        outline: outline?,
        title: title?,
        position_at: position_at?,
        published_on,
        status: status?,
        reason,
        demonstration,
    })
}
