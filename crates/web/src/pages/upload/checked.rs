//! A workbook that came in: kept until its sender says what is to be entered, and read against what stands entered now.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use collect::{Problem, Read};
use cycle::Work;
use domain::cycle::{Body, Item, RoundKey};
use jiff::Timestamp;
use store::Draft;

use crate::form::Errors;
use crate::moment::moment;
use crate::pages::item::{history, title, words};
use crate::words::fill;

/// A workbook as it came in.
pub struct Kept {
    /// The name it had where it came from.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// When it came.
    pub at: Timestamp,
}

/// What a workbook's draft is kept as. No outline can ask for words of this name.
pub fn item() -> Item {
    Item::Words { slot: "(workbook)".to_string(), about: None }
}

impl Kept {
    /// As a draft of a person.
    pub fn draft(&self, person: &str, round: RoundKey) -> Draft {
        let file = STANDARD.encode(&self.bytes);
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("name", &self.name).append_pair("file", &file);
        Draft { person: person.to_string(), round, item: item(), seen: 0, body: body.finish(), at: self.at }
    }

    /// Of a draft. `None`: it holds no workbook.
    pub fn of(draft: &Draft) -> Option<Kept> {
        let mut fields = form_urlencoded::parse(draft.body.as_bytes());
        let (_, name) = fields.next().filter(|(field, _)| field == "name")?;
        let (_, file) = fields.next().filter(|(field, _)| field == "file")?;
        Some(Kept { name: name.into_owned(), bytes: STANDARD.decode(file.as_bytes()).ok()?, at: draft.at })
    }
}

/// A workbook with what it would change.
pub struct Checked {
    /// The workbook.
    pub kept: Kept,
    /// Sound rows, in the order of the workbook.
    pub rows: Vec<SoundRow>,
    /// What cannot be taken, and why.
    pub problems: Vec<Problem>,
    /// What its sender should know.
    pub notes: Vec<Problem>,
    /// Rows in which nothing was filled in.
    pub untouched: usize,
    /// Rows that say what is entered already.
    pub unchanged: usize,
}

/// A sound row.
pub struct SoundRow {
    /// What it is of.
    pub item: Item,
    /// Its title.
    pub title: String,
    /// Where it stands: `Figures!7`.
    pub place: String,
    /// What it says.
    pub body: Body,
    /// The version that stands entered now; 0: none.
    pub version: u32,
    /// Who entered something since the workbook was made, and when. `None`: nobody did.
    pub moved_on: Option<String>,
    /// What it is asked about.
    pub asks: Vec<String>,
}

impl SoundRow {
    /// Its key, which names it on the page.
    pub fn key(&self) -> String {
        self.item.to_string()
    }

    /// The field that holds the reason.
    pub fn why_field(&self) -> String {
        format!("why {}", self.item)
    }

    /// The field that holds the version that the person saw.
    pub fn seen_field(&self) -> String {
        format!("seen {}", self.item)
    }
}

impl Checked {
    /// Holds what was read against what stands entered.
    pub fn of(work: &Work, kept: Kept, read: Read) -> Checked {
        let Read { rows, mut problems, mut notes, untouched, unchanged } = read;
        // That somebody entered a newer version is said at the row itself.
        notes.retain(|note| note.rule != "older-version");
        let mut sound = Vec::with_capacity(rows.len());
        for row in rows {
            if let Some(problem) = unprintable(&kept.name, &row) {
                problems.push(problem);
                continue;
            }
            let latest = work.entries.get(&row.item);
            let version = latest.map_or(0, |entry| entry.version);
            let since = latest.filter(|_| version != row.seen);
            let moved_on = since.map(|entry| {
                let by = history::name(work, &entry.by);
                fill("upload.moved_on", &[("name", &by), ("when", &moment(entry.at))])
            });
            let asks = work.asks(&row.item, &row.body);
            let collect::Row { item, body, place, .. } = row;
            sound.push(SoundRow { title: title(work, &item), item, place, body, version, moved_on, asks });
        }
        Checked { kept, rows: sound, problems, notes, untouched, unchanged }
    }
}

/// What is wrong with a row's commentary as words of a report.
fn unprintable(file: &str, row: &collect::Row) -> Option<Problem> {
    let Body::Progress(progress) = &row.body else { return None };
    let mut errors = Errors::default();
    words::checked(&progress.text, &mut errors);
    let says = errors.said().collect::<Vec<_>>().join(" ");
    let (cell, rule) = (Some(row.place.clone()), "not-printable");
    (!says.is_empty()).then(|| Problem { file: file.to_string(), cell, rule, says, hint: String::new() })
}
