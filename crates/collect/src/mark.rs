//! What a workbook remembers of itself: whose it is, and in each row which version of which item it was made from.

use domain::cycle::{Body, FigureEntry, Item, ProgressEntry};
use domain::{Absence, Reading};

use crate::sheet::Identity;

/// What an identity begins with; the number is that of the workbook's form.
const WORKBOOK: &str = "baseplan workbook 1";
/// Between the parts of an identity.
const BETWEEN: &str = " | ";

impl Identity {
    /// Its text in the workbook.
    pub(crate) fn write(&self) -> String {
        [WORKBOOK, &self.tenant, &self.round.to_string(), &self.person].join(BETWEEN)
    }

    /// The parts of a text that is an identity: council, round, person. `None`: it is none.
    pub(crate) fn parts(text: &str) -> Option<[&str; 3]> {
        let parts: Vec<&str> = text.trim().split(BETWEEN).collect();
        match parts.as_slice() {
            [WORKBOOK, tenant, round, person] => Some([tenant, round, person]),
            _ => None,
        }
    }
}

/// What a row was made from: `figure/KEY/2025-26-Q3 @2 1f3a…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The item.
    pub item: Item,
    /// The version that stood entered; 0: none.
    pub version: u32,
    /// A fingerprint of what was filled in: a row that still has it was not touched.
    pub made: String,
}

impl Mark {
    /// Its text in a cell.
    pub fn write(&self) -> String {
        format!("{} @{} {}", self.item, self.version, self.made)
    }

    /// Reads a cell. `None`: it is no mark.
    pub fn parse(text: &str) -> Option<Mark> {
        let (item, rest) = text.trim().rsplit_once(" @")?;
        let (version, made) = rest.split_once(' ')?;
        Some(Mark { item: Item::parse(item)?, version: version.parse().ok()?, made: made.to_string() })
    }
}

/// A fingerprint of what is entered; of nothing, where nothing is.
pub(crate) fn fingerprint(body: Option<&Body>) -> String {
    let text = match body {
        Some(Body::Figure(entry)) => figure(entry),
        Some(Body::Progress(entry)) => progress(entry),
        _ => String::new(),
    };
    format!("{:016x}", fnv(text.as_bytes()))
}

/// Every part of a figure that a workbook can say, each with its length, so that no two read alike.
fn figure(entry: &FigureEntry) -> String {
    let reading = match entry.reading {
        Reading::Figure(figure) => {
            let parts = figure.parts.map(|(over, under)| format!("{} of {}", over.normalize(), under.normalize()));
            format!("{} {}", figure.value.normalize(), parts.unwrap_or_default())
        }
        Reading::Absent(Absence::NotDue(Some(when))) => format!("not due {when}"),
        Reading::Absent(absence) => absence.word().to_string(),
    };
    let forecast = entry.forecast.map(|forecast| forecast.normalize().to_string());
    let markers: Vec<&str> = entry.markers.iter().map(|marker| marker.word()).collect();
    let as_at = entry.as_at.map(|date| date.to_string());
    let note = entry.note.as_deref().map(plain).unwrap_or_default();
    framed(&[&reading, &forecast.unwrap_or_default(), &markers.join(";"), &as_at.unwrap_or_default(), &note])
}

fn progress(entry: &ProgressEntry) -> String {
    let completes = entry.completes.map(|date| date.to_string()).unwrap_or_default();
    framed(&[entry.grade.as_deref().unwrap_or(""), &completes, &plain(&entry.text)])
}

/// Words as every office program gives them back: one kind of line end, nothing around them.
pub(crate) fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_string()
}

fn framed(parts: &[&str]) -> String {
    parts.iter().map(|part| format!("{}:{part}", part.len())).collect()
}

/// FNV-1a, which is the same in every build: it guards against a slip, not against malice.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
