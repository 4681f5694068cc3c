//! What people entered: versions of items, only ever added.

use domain::cycle::{Body, Entry, FigureEntry, Item, ProgressEntry, RoundKey, VIAS};
use domain::value::{Absence, Marker};
use domain::{Decimal, Figure, Reading};

use crate::cell::{Cell, Row, cells, unexpected, word};
use crate::connect::Store;
use crate::error::{Result, StoreError};
use crate::history::Doing;
use crate::record::Deed;
use crate::rounds;
use crate::shape::ENTRY;
use crate::transact::Tx;
use crate::write::Writing;

impl Store {
    /// Adds one version of an item. When this returns, it is on disk.
    ///
    /// # Errors
    /// [`StoreError::Changed`] where the version is not the one after the latest, or the round is no longer open.
    pub async fn add_entry(&self, tenant: &str, entry: &Entry, doing: &Doing) -> Result<()> {
        self.record(tenant, &[Deed::Entry { entry: entry.clone(), doing: doing.clone() }]).await
    }

    /// The latest version of an item. `None`: nobody entered it.
    pub async fn entry(&self, tenant: &str, round: RoundKey, item: &Item) -> Result<Option<Entry>> {
        Ok(self.entries(tenant, round, item).await?.pop())
    }

    /// Every version of an item, the first first.
    pub async fn entries(&self, tenant: &str, round: RoundKey, item: &Item) -> Result<Vec<Entry>> {
        let sql = "select period, number, item, version, kind, value, numerator, denominator, absence, forecast,
                          markers, as_at, note, grade, completes, text, why, person, at, via
                   from entry
                   where tenant = $1 and period = $2 and number = $3 and item = $4
                   order by version";
        let mut cells = rounds::at(tenant, round);
        cells.push(Cell::from(item.to_string()));
        self.reading(tenant).await?.rows(sql, cells).await?.into_iter().map(read).collect()
    }

    /// The latest version of every item of a round, by item.
    pub async fn round_entries(&self, tenant: &str, round: RoundKey) -> Result<Vec<Entry>> {
        latest_of(&mut self.reading(tenant).await?, tenant, round).await
    }

    /// Every version of every item of a round, by item and version.
    pub async fn all_round_entries(&self, tenant: &str, round: RoundKey) -> Result<Vec<Entry>> {
        let sql = "select period, number, item, version, kind, value, numerator, denominator, absence, forecast,
                          markers, as_at, note, grade, completes, text, why, person, at, via
                   from entry
                   where tenant = $1 and period = $2 and number = $3";
        let rows = self.reading(tenant).await?.rows(sql, rounds::at(tenant, round)).await?;
        let mut entries = rows.into_iter().map(read).collect::<Result<Vec<_>>>()?;
        entries.sort_by(|a, b| (&a.item, a.version).cmp(&(&b.item, b.version)));
        Ok(entries)
    }
}

/// The latest version of every item of a round, by item.
pub(crate) async fn latest_of(tx: &mut Tx, tenant: &str, round: RoundKey) -> Result<Vec<Entry>> {
    let sql = "select period, number, item, version, kind, value, numerator, denominator, absence, forecast,
                      markers, as_at, note, grade, completes, text, why, person, at, via
               from entry e
               where tenant = $1 and period = $2 and number = $3
                 and version = (select max(l.version) from entry l
                                where l.tenant = e.tenant and l.period = e.period and l.number = e.number
                                  and l.item = e.item)";
    let rows = tx.rows(sql, rounds::at(tenant, round)).await?;
    let mut entries = rows.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    entries.sort_by(|a, b| a.item.cmp(&b.item));
    Ok(entries)
}

/// Number of the latest version of an item; 0: there is none.
pub(crate) async fn latest(writing: &mut Writing, round: RoundKey, item: &Item) -> Result<u32> {
    let sql = "select version
               from entry
               where tenant = $1 and period = $2 and number = $3 and item = $4
               order by version desc
               limit 1";
    let mut cells = rounds::at(writing.tenant(), round);
    cells.push(Cell::from(item.to_string()));
    writing.one(sql, cells).await?.map_or(Ok(0), |mut row| row.number())
}

/// Writes a version into a change that is under way.
pub(crate) async fn write_entry(writing: &mut Writing, entry: &Entry) -> Result<()> {
    if kind_of(&entry.body) != entry.item.kind() {
        return Err(StoreError::Broken(format!("what was entered for {} is of another kind", entry.item)));
    }
    rounds::must_be_open(writing, entry.round).await?;
    if latest(writing, entry.round, &entry.item).await?.checked_add(1) != Some(entry.version) {
        return Err(StoreError::Changed(entry.item.to_string()));
    }
    writing.add(&ENTRY, row_of(entry)).await
}

fn kind_of(body: &Body) -> &'static str {
    match body {
        Body::Figure(_) => "figure",
        Body::Progress(_) => "progress",
        Body::Words(_) => "words",
        Body::Rating(_) => "rating",
    }
}

/// The columns that hold what an entry says; those of other kinds stay empty.
#[derive(Default)]
struct Said {
    value: Option<String>,
    numerator: Option<String>,
    denominator: Option<String>,
    absence: Option<String>,
    forecast: Option<String>,
    markers: Option<String>,
    as_at: Option<String>,
    note: Option<String>,
    grade: Option<String>,
    completes: Option<String>,
    text: Option<String>,
}

fn row_of(entry: &Entry) -> Vec<Cell> {
    let said = said(&entry.body);
    cells![
        entry.round.period.to_string(),
        entry.round.number,
        entry.item.to_string(),
        entry.version,
        kind_of(&entry.body),
        said.value,
        said.numerator,
        said.denominator,
        said.absence,
        said.forecast,
        said.markers,
        said.as_at,
        said.note,
        said.grade,
        said.completes,
        said.text,
        entry.why.clone(),
        &entry.by,
        entry.at,
        word(&VIAS, &entry.via),
    ]
}

fn said(body: &Body) -> Said {
    match body {
        Body::Figure(figure) => Said {
            forecast: figure.forecast.map(|forecast| forecast.to_string()),
            markers: (!figure.markers.is_empty()).then(|| markers(&figure.markers)),
            as_at: figure.as_at.map(|date| date.to_string()),
            note: figure.note.clone(),
            ..reading(&figure.reading)
        },
        Body::Progress(progress) => Said {
            grade: progress.grade.clone(),
            completes: progress.completes.map(|date| date.to_string()),
            text: Some(progress.text.clone()),
            ..Said::default()
        },
        Body::Words(words) => Said { text: Some(words.clone()), ..Said::default() },
        Body::Rating(grade) => Said { grade: grade.clone(), ..Said::default() },
    }
}

fn reading(reading: &Reading) -> Said {
    match reading {
        Reading::Figure(figure) => Said {
            value: Some(figure.value.to_string()),
            numerator: figure.parts.map(|(numerator, _)| numerator.to_string()),
            denominator: figure.parts.map(|(_, denominator)| denominator.to_string()),
            ..Said::default()
        },
        Reading::Absent(absence) => {
            let word = match absence {
                Absence::NotDue(Some(period)) => format!("{} {period}", absence.word()),
                other => other.word().to_string(),
            };
            Said { absence: Some(word), ..Said::default() }
        }
    }
}

fn markers(markers: &[Marker]) -> String {
    markers.iter().map(|marker| marker.word()).collect::<Vec<_>>().join(", ")
}

fn read(mut row: Row) -> Result<Entry> {
    let round = rounds::key(&mut row)?;
    let item = item(&mut row)?;
    let version = row.number()?;
    let body = read_body(&mut row)?;
    let (why, by, at, via) = (row.maybe()?, row.text()?, row.read()?, row.word(&VIAS)?);
    Ok(Entry { round, item, version, body, why, by, at, via })
}

/// Reads the key of an item.
pub(crate) fn item(row: &mut Row) -> Result<Item> {
    Item::parse(&row.text()?).ok_or_else(|| unexpected("the key of an item"))
}

fn read_body(row: &mut Row) -> Result<Body> {
    let kind = row.text()?;
    let (value, numerator, denominator, absence) = (decimal(row)?, decimal(row)?, decimal(row)?, row.maybe()?);
    let (forecast, marked, as_at, note) = (decimal(row)?, row.maybe()?, row.maybe_read()?, row.maybe()?);
    let (grade, completes, text) = (row.maybe()?, row.maybe_read()?, row.maybe()?);
    match kind.as_str() {
        "figure" => {
            let reading = match (value, absence) {
                (Some(value), None) => Reading::Figure(Figure { value, parts: numerator.zip(denominator) }),
                (None, Some(word)) => Reading::Absent(Absence::parse(&word).ok_or_else(|| unexpected("an absence"))?),
                _ => return Err(unexpected("either a value or the reason for none")),
            };
            let one = |word: &str| Marker::parse(word).ok_or_else(|| unexpected("a marker"));
            let markers = marked.iter().flat_map(|all| all.split(", ")).map(one).collect::<Result<_>>()?;
            Ok(Body::Figure(FigureEntry { reading, forecast, markers, as_at, note }))
        }
        "progress" => {
            let text = text.ok_or_else(|| unexpected("commentary"))?;
            Ok(Body::Progress(ProgressEntry { grade, completes, text }))
        }
        "words" => text.map(Body::Words).ok_or_else(|| unexpected("words")),
        "rating" => Ok(Body::Rating(grade)),
        _ => Err(unexpected("a kind of entry")),
    }
}

/// A decimal with the places it was entered with.
fn decimal(row: &mut Row) -> Result<Option<Decimal>> {
    let exact = |text: String| Decimal::from_str_exact(&text).map_err(|_| unexpected("a decimal"));
    row.maybe()?.map(exact).transpose()
}
