//! A demonstration: an example council already at work on its next quarter, with a person a role. Its figures are
//! invented, and its round says so.

use std::collections::BTreeMap;

use domain::cycle::{
    Body, Entry, FigureEntry, Grant, Item, Move, Person, PersonState, ProgressEntry, ROLES, Round, RoundKey,
    RoundState, Scope, Step, Via,
};
use domain::measure::parse_word;
use domain::{Absence, Date, Decimal, Figure, Marker, Period, Problem, Reading};
use folder::Files;
use jiff::Timestamp;
use serde::Deserialize;

use crate::fold::{NewEdition, add_edition};
use crate::sheet::Sheet;

/// What a demonstration begins with.
#[derive(Debug, Clone)]
pub struct Demo {
    /// The council's papers, with the round's edition in draft.
    pub files: Files,
    /// The open round.
    pub round: Round,
    /// A person a role, with what each does, in words.
    pub people: Vec<(Person, String)>,
    /// What was entered so far.
    pub entries: Vec<Entry>,
    /// What became of it.
    pub steps: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plot {
    folder: String,
    leave_out: Vec<String>,
    round: PlotRound,
    person: Vec<PlotPerson>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlotRound {
    period: String,
    plan: String,
    outline: String,
    title: String,
    position_at: toml::value::Datetime,
    enter_by: toml::value::Datetime,
    approve_by: toml::value::Datetime,
    opened_at: String,
    entered_at: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlotPerson {
    id: String,
    name: String,
    email: String,
    grants: Vec<String>,
    about: String,
}

/// Reads a demonstration: `examples` are the folders of all examples, each under its name; the demonstration's own is
/// `demo`.
///
/// # Errors
/// What is wrong with its files.
pub fn read(examples: &Files) -> Result<Demo, Problem> {
    let text = examples.get("demo/demo.toml").map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
    let plot: Plot = toml::from_str(&text).map_err(|why| fault("demo/demo.toml", why.to_string()))?;
    let period = period(&plot.round.period)?;
    let mut files = council(examples, &plot.folder);
    for edition in &plot.leave_out {
        leave_out(&mut files, edition)?;
    }
    files = add_edition(&files, &edition(&plot.round, period)?)?;
    if let Some(targets) = examples.get("demo/targets.csv") {
        files.insert(format!("targets/{period}.csv"), targets.clone());
    }
    let round = round(&plot.round, period)?;
    let people = plot.person.iter().map(person).collect::<Result<Vec<_>, _>>()?;
    let (entries, steps) = entries(examples, &round, moment(&plot.round.entered_at)?)?;
    Ok(Demo { files, round, people, entries, steps })
}

fn fault(file: &str, says: String) -> Problem {
    let hint = "Mend the demonstration's files.".to_string();
    Problem { file: file.to_string(), line: 0, column: 0, rule: "demonstration", says, hint }
}

fn period(text: &str) -> Result<Period, Problem> {
    Period::parse(text).ok_or_else(|| fault("demo/demo.toml", format!("“{text}” is not a period")))
}

fn moment(text: &str) -> Result<Timestamp, Problem> {
    text.parse().map_err(|_| fault("demo/demo.toml", format!("“{text}” is not a moment")))
}

fn day(date: &toml::value::Datetime) -> Result<Date, Problem> {
    date.to_string().parse().map_err(|_| fault("demo/demo.toml", format!("{date} is not a date")))
}

fn council(examples: &Files, name: &str) -> Files {
    let prefix = format!("{name}/");
    let ours = examples.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(&prefix)?, bytes)));
    ours.map(|(path, bytes)| (path.to_string(), bytes.clone())).collect()
}

fn edition(round: &PlotRound, period: Period) -> Result<NewEdition, Problem> {
    Ok(NewEdition {
        period,
        plan: round.plan.clone(),
        outline: round.outline.clone(),
        title: round.title.clone(),
        position_at: day(&round.position_at)?,
        demonstration: true,
    })
}

fn round(plot: &PlotRound, period: Period) -> Result<Round, Problem> {
    Ok(Round {
        key: RoundKey::first(period),
        state: RoundState::Open,
        enter_by: day(&plot.enter_by)?,
        approve_by: day(&plot.approve_by)?,
        opened_at: moment(&plot.opened_at)?,
        published_at: None,
        reason: None,
        demonstration: true,
        version: 1,
    })
}

fn person(plot: &PlotPerson) -> Result<(Person, String), Problem> {
    let grant = |text: &String| {
        let (role, scope) = text.split_once(' ')?;
        Some(Grant { role: parse_word(&ROLES, role)?, scope: Scope::parse(scope)? })
    };
    let unknown = |text: &String| fault("demo/demo.toml", format!("“{text}” is not a role and a scope"));
    let grants = plot.grants.iter().map(|text| grant(text).ok_or_else(|| unknown(text)));
    let person = Person {
        id: plot.id.clone(),
        name: plot.name.clone(),
        email: plot.email.clone(),
        state: PersonState::Active,
        grants: grants.collect::<Result<_, _>>()?,
    };
    Ok((person, plot.about.clone()))
}

/// Takes an edition out of a council's folder, with everything that was stated in it or holds from it: the council as it
/// was before.
///
/// # Errors
/// If a paper cannot be read.
pub fn leave_out(files: &mut Files, edition: &str) -> Result<(), Problem> {
    let words = format!("words/{edition}/");
    files.retain(|path, _| !path.starts_with(&words));
    let tables: Vec<String> = files.keys().filter(|path| path.ends_with(".csv")).cloned().collect();
    for path in tables {
        let mut sheet = Sheet::read(&path, files.get(&path).map(Vec::as_slice))?;
        let of = |row: &BTreeMap<&str, &str>| ["stated", "from"].iter().any(|name| row.get(name) == Some(&edition));
        sheet.keep(|row| !of(row));
        // Dates that the edition moved: `EDITION DATE` in a list.
        let later = |one: &&str| one.trim().split(' ').next() != Some(edition);
        sheet.each("revised", |cell| cell.split(';').filter(later).collect::<Vec<_>>().join(";"));
        files.insert(path, sheet.write());
    }
    crate::fold::remove_edition(files, edition)
}

type Entered = (Vec<Entry>, Vec<Step>);

fn entries(examples: &Files, round: &Round, at: Timestamp) -> Result<Entered, Problem> {
    let path = "demo/entries.csv";
    let sheet = Sheet::read(path, examples.get(path).map(Vec::as_slice))?;
    let mut entered: Entered = (Vec::new(), Vec::new());
    for row in sheet.rows() {
        let cell = |name: &str| row.get(name).copied().filter(|text| !text.is_empty());
        let wrong = |what: &str| fault(path, format!("{} has no such {what}", cell("item").unwrap_or("a row")));
        let item = cell("item").and_then(Item::parse).ok_or_else(|| wrong("item"))?;
        let body = body(&item, &cell).ok_or_else(|| wrong("value"))?;
        let by = cell("by").unwrap_or_default().to_string();
        let step =
            |to: Move, by: &str| Step { round: round.key, item: item.clone(), version: 1, to, by: by.to_string(), at };
        let standing = cell("standing").unwrap_or("entered");
        if standing != "entered" {
            entered.1.push(step(Move::Submitted, &by));
        }
        match (standing, cell("who")) {
            ("approved", Some(who)) => entered.1.push(step(Move::Approved, who)),
            ("returned", Some(who)) => {
                entered.1.push(step(Move::Returned(cell("why").unwrap_or_default().to_string()), who));
            }
            _ => {}
        }
        entered.0.push(Entry { round: round.key, item, version: 1, body, why: None, by, at, via: Via::Program });
    }
    Ok(entered)
}

fn body<'r>(item: &Item, cell: &impl Fn(&str) -> Option<&'r str>) -> Option<Body> {
    let text = |name: &str| cell(name).unwrap_or_default().to_string();
    let grade = cell("grade").map(str::to_string);
    Some(match item {
        Item::Figure { .. } => {
            let value = cell("value").map(Decimal::from_str_exact).transpose().ok()?;
            let reading = match (value, cell("reason")) {
                (Some(value), None) => Reading::Figure(Figure { value, parts: None }),
                (None, Some(reason)) => Reading::Absent(Absence::parse(reason)?),
                _ => return None,
            };
            let markers = cell("markers").into_iter().flat_map(|list| list.split("; "));
            Body::Figure(FigureEntry {
                reading,
                forecast: None,
                markers: markers.map(Marker::parse).collect::<Option<_>>()?,
                as_at: None,
                note: cell("note").map(str::to_string),
            })
        }
        Item::Progress { .. } => {
            let completes = cell("completes").map(str::parse).transpose().ok()?;
            Body::Progress(ProgressEntry { grade, completes, text: text("text") })
        }
        Item::Words { .. } => Body::Words(text("text")),
        Item::Rating { .. } => Body::Rating(grade),
    })
}
