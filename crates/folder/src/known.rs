//! What others may refer to: keys and references, with those of faulty records too, so that one fault stays one.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Calendar, Date, Edition, Measure, Period};

use crate::forms;
use crate::problems::{Fault, Place, Problems, name_hint};
use crate::table::{Cell, Dimensions, Row};

/// Names that may be referred to.
#[derive(Debug, Default)]
pub(crate) struct Names {
    names: BTreeSet<String>,
    /// Whether some may be missing because a file could not be read whole, which was told.
    pub torn: bool,
}

/// What the scheme files of a family name.
#[derive(Debug, Default)]
pub(crate) struct Family {
    /// Grades of any of its schemes.
    pub grades: Names,
}

/// What a plan's files name.
#[derive(Debug, Default)]
pub(crate) struct PlanNames {
    pub headings: Names,
    pub commitments: Names,
    pub risks: Names,
    pub kinds: Names,
    /// First and last day, where they can be read.
    pub runs: Option<(Date, Date)>,
    /// The family that judges each kind of commitment.
    pub family_of_kind: BTreeMap<String, String>,
    /// The family that judges each commitment, where its kind is known.
    pub family_of: BTreeMap<String, String>,
}

/// Everything that may be referred to.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub calendar: Calendar,
    pub dimensions: Dimensions,
    pub editions: BTreeMap<Period, Option<Edition>>,
    pub editions_torn: bool,
    pub outlines: Names,
    pub plans: BTreeMap<String, PlanNames>,
    pub families: BTreeMap<String, Family>,
    pub families_torn: bool,
    pub notes: Names,
    pub measures: BTreeMap<String, Option<Measure>>,
    pub measures_torn: bool,
}

impl Names {
    /// Adds a name; whether it is new.
    pub fn add(&mut self, name: &str) -> bool {
        self.names.insert(name.to_string())
    }

    /// Adds the names of another file.
    pub fn join(&mut self, other: Names) {
        self.names.extend(other.names);
        self.torn |= other.torn;
    }

    /// Whether it is known, or may be in what could not be read.
    pub fn may_have(&self, name: &str) -> bool {
        self.torn || self.names.contains(name)
    }

    pub fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.names.iter().map(String::as_str)
    }

    /// The name, if it may be one of these; else the fault: “x” is no `what`.
    pub fn find(&self, name: &str, what: &str, home: &str) -> Result<String, Fault> {
        if self.may_have(name) {
            return Ok(name.to_string());
        }
        Err(unknown(name, what, self.iter(), home))
    }
}

/// The fault of a reference to something that is not there.
pub(crate) fn unknown<'a>(
    name: &str,
    what: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
    home: &str,
) -> Fault {
    Fault::new("unknown-reference", format!("There is no {what} “{name}”."), name_hint(name, known, home))
}

impl Known {
    /// The key of a measure in a cell, if it may be one.
    pub fn measure(&self, cell: &Cell, problems: &mut Problems) -> Option<String> {
        let known = self.measures_torn || self.measures.contains_key(cell.text);
        if !known {
            cell.tell(
                unknown(cell.text, "measure", self.measures.keys().map(String::as_str), "measures.csv"),
                problems,
            );
        }
        known.then(|| cell.text.to_string())
    }

    /// A measure without fault.
    pub fn sound_measure(&self, key: &str) -> Option<&Measure> {
        self.measures.get(key)?.as_ref()
    }

    /// The period of an edition, if it may be one.
    pub fn edition(&self, text: &str) -> Result<Period, Fault> {
        let period = forms::period(text)?;
        if self.editions_torn || self.editions.contains_key(&period) {
            return Ok(period);
        }
        let names: Vec<String> = self.editions.keys().map(Period::to_string).collect();
        let hint = name_hint(text, names.iter().map(String::as_str), "editions.toml");
        Err(Fault::new("unknown-edition", format!("There is no edition {text}."), hint))
    }

    /// The edition under `stated`, if it may be one.
    pub fn stated(&self, row: &Row, problems: &mut Problems) -> Option<Period> {
        row.must_read("stated", |text| self.edition(text), problems)
    }

    /// The keys of notes in a cell.
    pub fn notes(&self, row: &Row, problems: &mut Problems) -> Vec<String> {
        let Some(cell) = row.may("notes") else { return Vec::new() };
        let mut keys = Vec::new();
        for key in cell.list() {
            keys.extend(problems.keep(self.notes.find(key, "note", "notes.csv"), || cell.place()));
        }
        keys
    }

    /// A family of schemes, if it may be one.
    pub fn family(&self, name: &str) -> Result<String, Fault> {
        if self.families_torn || self.families.contains_key(name) {
            return Ok(name.to_string());
        }
        Err(unknown(name, "family of schemes", self.families.keys().map(String::as_str), "schemes/"))
    }

    /// A grade of a family, if it may be one.
    pub fn grade(&self, family: &str, name: &str) -> Result<String, Fault> {
        let Some(family) = self.families.get(family) else { return Ok(name.to_string()) };
        if family.grades.may_have(name) {
            return Ok(name.to_string());
        }
        let says = format!("There is no grade “{name}” in the scheme that rates it.");
        Err(Fault::new("unknown-grade", says, name_hint(name, family.grades.iter(), "its scheme")))
    }

    /// A period's place in the order of editions; unlisted periods stand by their last day.
    pub fn position(&self, period: Period) -> Option<Date> {
        let listed = self.editions.get(&period).and_then(Option::as_ref).map(|edition| edition.position_at);
        listed.or_else(|| self.calendar.dates(period).map(|(_, last)| last))
    }
}

/// What may be stated once.
#[derive(Debug)]
pub(crate) struct Once<K: Ord> {
    seen: BTreeMap<K, (String, u32)>,
}

impl<K: Ord> Default for Once<K> {
    fn default() -> Once<K> {
        Once { seen: BTreeMap::new() }
    }
}

impl<K: Ord> Once<K> {
    /// Tells a second statement of the same thing; `what` says what was stated. Whether it is the first.
    pub fn check(&mut self, key: K, place: Place, what: &str, problems: &mut Problems) -> bool {
        if let Some((file, line)) = self.seen.get(&key) {
            let says = format!("{what} stands twice; first on line {line} of {file}.");
            problems.tell(
                place,
                Fault::new("duplicate-statement", says, "Keep one, or state the second in its own edition."),
            );
            return false;
        }
        self.seen.insert(key, (place.file, place.line));
        true
    }
}

/// Tells cycles: `next` leads from a key to its predecessor or parent. Each cycle is told once, where it is first met.
pub(crate) fn tell_cycles(next: &[(String, String, Place)], what: &str, problems: &mut Problems) -> BTreeSet<String> {
    let leads: BTreeMap<&str, &str> = next.iter().map(|(from, to, _)| (from.as_str(), to.as_str())).collect();
    let mut told = BTreeSet::new();
    for (start, _, place) in next {
        if told.contains(start) {
            continue;
        }
        let mut path = vec![start.as_str()];
        let mut at = start.as_str();
        while let Some(to) = leads.get(at).filter(|to| !path.contains(*to)) {
            path.push(to);
            at = to;
        }
        if leads.get(at) == Some(&start.as_str()) {
            path.push(start);
            let says = format!("{what} run in a circle: {}.", path.join(" → "));
            problems.tell(place.clone(), Fault::new("cycle", says, "Break the circle where it is wrong."));
            told.extend(path.into_iter().map(str::to_string));
        }
    }
    told
}
