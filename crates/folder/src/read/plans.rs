//! `plans/PLAN/`: the plan's own file and its headings; then what stands under them.

use std::collections::BTreeMap;

use domain::plan::{CommitmentKind, Level};
use domain::{Date, Heading, Plan};

use super::{commitments, serves};
use crate::forms;
use crate::known::{Known, PlanNames, tell_cycles};
use crate::problems::{Fault, Place, Problems};
use crate::settings::{self, Section};
use crate::shape::Texts;
use crate::table::{Cell, Columns, NO_DIMENSIONS, Row};

/// Tables that may have a column for each of the council's dimensions: their own columns, which a dimension cannot be.
pub(crate) const DIMENSION_TABLES: [(&[&str], &[&str]); 3] = [
    (&commitments::MUST, &commitments::MAY),
    (&serves::LINK_MUST, &serves::LINK_MAY),
    (&serves::RISK_MUST, &serves::RISK_MAY),
];

/// Reads the plans in the order of their keys.
pub(super) fn read(texts: &Texts, known: &mut Known, problems: &mut Problems) -> Vec<Plan> {
    let mut follows = Vec::new();
    let mut plans = Vec::new();
    for key in texts.plans() {
        let folder = format!("plans/{key}/");
        let before = problems.count();
        let mut names = PlanNames::default();
        let own = own_file(texts, &folder, known, &mut names, problems);
        let own_is_sound = problems.count() == before;
        let levels = own.as_ref().map(|plan: &Plan| plan.levels.len());
        let headings = headings(texts, &folder, levels, known, &mut names, problems);
        let commitments = commitments::read(texts, &folder, known, &mut names, &mut follows, problems);
        let risks = serves::risks(texts, &folder, known, &mut names, problems);
        let links = serves::links(texts, &folder, known, &names, problems);
        known.plans.insert(key.clone(), names);
        if let Some(own) = own.filter(|_| own_is_sound) {
            plans.push(Plan { key, headings, commitments, risks, links, ..own });
        }
    }
    commitments::predecessors(&follows, known, problems);
    plans
}

fn own_file(
    texts: &Texts,
    folder: &str,
    known: &Known,
    names: &mut PlanNames,
    problems: &mut Problems,
) -> Option<Plan> {
    let file = format!("{folder}plan.toml");
    let text = texts.text(&file);
    names.kinds.torn = text.is_none();
    let plan = settings::open(&file, text?, problems, |root, problems| {
        let title = root.must("title", problems).and_then(|item| item.text(problems));
        let runs = runs(&root, problems);
        let levels = root.must("level", problems).map(|item| item.sections(problems)).unwrap_or_default();
        let kinds = root.may("kind").map(|item| item.sections(problems)).unwrap_or_default();
        let levels: Vec<Level> = levels.into_iter().filter_map(|section| level(section, problems)).collect();
        let kinds = kinds.into_iter().filter_map(|section| kind(section, known, names, problems)).collect();
        root.finish(problems);
        names.runs = runs;
        Some(Plan {
            key: String::new(),
            title: title?,
            runs: runs?,
            levels,
            kinds,
            headings: Vec::new(),
            commitments: Vec::new(),
            links: Vec::new(),
            risks: Vec::new(),
        })
    });
    names.kinds.torn |= plan.is_none();
    plan.flatten()
}

fn runs(root: &Section, problems: &mut Problems) -> Option<(Date, Date)> {
    let from = root.must("from", problems).and_then(|item| item.date(problems));
    let until = root.must("until", problems).and_then(|item| item.date(problems));
    let (from, until) = (from?, until?);
    if until < from {
        let says = format!("The plan ends on {until}, before it begins on {from}.");
        problems.tell(root.place_of("until"), Fault::new("dates-reversed", says, "Check “from” and “until”."));
    }
    Some((from, until))
}

fn level(section: Section, problems: &mut Problems) -> Option<Level> {
    let name = section.must("name", problems).and_then(|item| item.text(problems));
    let plural = section.must("plural", problems).and_then(|item| item.text(problems));
    section.finish(problems);
    Some(Level { name: name?, plural: plural? })
}

fn kind(section: Section, known: &Known, names: &mut PlanNames, problems: &mut Problems) -> Option<CommitmentKind> {
    let key_at = section.place_of("key");
    let key = section.must("key", problems).and_then(|item| item.text(problems));
    names.kinds.torn |= key.is_none();
    if let Some(key) = &key
        && !names.kinds.add(key)
    {
        let says = format!("There are two kinds “{key}”.");
        problems.tell(key_at, Fault::new("duplicate-reference", says, "Give each kind a key of its own."));
    }
    let name = section.must("name", problems).and_then(|item| item.text(problems));
    let plural = section.must("plural", problems).and_then(|item| item.text(problems));
    let scheme = section.must("scheme", problems).and_then(|item| item.read(|name| known.family(name), problems));
    section.finish(problems);
    if let (Some(key), Some(family)) = (&key, &scheme) {
        names.family_of_kind.insert(key.clone(), family.clone());
    }
    Some(CommitmentKind { key: key?, name: name?, plural: plural?, scheme: scheme? })
}

/// The reference in a row, told if the plan has it already.
pub(super) fn new_reference<'r>(row: &'r Row, names: &PlanNames, problems: &mut Problems) -> Option<Cell<'r>> {
    let cell = row.must("reference", problems)?;
    if [&names.headings, &names.commitments, &names.risks].iter().any(|known| known.has(cell.text)) {
        let says = format!("The reference “{}” is taken already in this plan.", cell.text);
        let hint = "References are unique among a plan's headings, commitments and risks.";
        cell.tell(Fault::new("duplicate-reference", says, hint), problems);
        return None;
    }
    Some(cell)
}

/// What a row of `headings.csv` says of the level and parent of its heading, for checks of the whole tree.
struct Placed {
    reference: String,
    level: usize,
    parent: Option<(String, Place)>,
    at: Place,
}

fn headings(
    texts: &Texts,
    folder: &str,
    levels: Option<usize>,
    known: &Known,
    names: &mut PlanNames,
    problems: &mut Problems,
) -> Vec<Heading> {
    let columns = Columns {
        must: &["reference", "level", "title"],
        may: &["parent", "short", "notes"],
        dimensions: NO_DIMENSIONS,
    };
    let table = texts.table(&format!("{folder}headings.csv"), columns, problems);
    names.headings.torn = !table.whole;
    let (mut headings, mut placed) = (Vec::new(), Vec::new());
    for row in &table.rows {
        let before = problems.count();
        let Some(reference) = new_reference(row, names, problems) else { continue };
        names.headings.add(reference.text);
        if !row.sound {
            continue;
        }
        let level = row.must_read("level", |text| level_number(text, levels), problems);
        let title = row.must("title", problems).map(|cell| cell.text.to_string());
        let notes = known.notes(row, problems);
        let (Some(level), Some(title)) = (level, title) else { continue };
        let parent = row.may("parent");
        placed.push(Placed {
            reference: reference.text.to_string(),
            level,
            parent: parent.map(|cell| (cell.text.to_string(), cell.place())),
            at: row.place(),
        });
        if problems.count() == before {
            let short = row.text("short").unwrap_or_else(|| title.clone());
            headings.push(Heading {
                reference: reference.text.to_string(),
                level,
                parent: row.text("parent"),
                short,
                title,
                notes,
            });
        }
    }
    tree(&placed, names, problems);
    headings
}

fn level_number(text: &str, levels: Option<usize>) -> Result<usize, Fault> {
    let number: usize = forms::whole(text)?;
    if number >= 1 && levels.is_none_or(|levels| number <= levels) {
        return Ok(number - 1);
    }
    let says = format!("The plan has no level {text}.");
    let hint = format!("plan.toml names {} levels; 1 is the outermost.", levels.unwrap_or(0));
    Err(Fault::new("no-such-level", says, hint))
}

/// Checks that parents exist, stand one level above, and lead to the outermost level.
fn tree(placed: &[Placed], names: &PlanNames, problems: &mut Problems) {
    let next: Vec<(String, String, Place)> =
        placed.iter().filter_map(|p| p.parent.clone().map(|(to, at)| (p.reference.clone(), to, at))).collect();
    let circular = tell_cycles(&next, "Headings", problems);
    let levels: BTreeMap<&str, usize> = placed.iter().map(|p| (p.reference.as_str(), p.level)).collect();
    for heading in placed.iter().filter(|p| !circular.contains(&p.reference)) {
        match &heading.parent {
            None if heading.level > 0 => {
                let says = format!("“{}” is of level {} and has no parent.", heading.reference, heading.level + 1);
                let hint = "Name under “parent” the heading of the level above, or make it level 1.";
                problems.tell(heading.at.clone(), Fault::new("wrong-level", says, hint));
            }
            Some((parent, at)) => match levels.get(parent.as_str()) {
                Some(above) if above + 1 == heading.level => {}
                Some(above) => {
                    let says = format!(
                        "“{}” is of level {}, but its parent “{parent}” of level {}.",
                        heading.reference,
                        heading.level + 1,
                        above + 1
                    );
                    problems.tell(at.clone(), Fault::new("wrong-level", says, "A parent stands one level above."));
                }
                None => {
                    let home = "headings.csv";
                    problems.keep(names.headings.find(parent, "heading", home), || at.clone());
                }
            },
            None => {}
        }
    }
}
