//! What is made beside a release when it is taken in: documents of the programming interface, and the feed.

use std::collections::BTreeMap;

use domain::cycle::{Round, RoundKey, RoundState};
use serde::Serialize;
use store::{Bundle, BundleFile, Released};

use super::file::Raw;
use super::{every_edition, feed};
use crate::api::published::{
    EditionSaid, Editions, HistorySaid, InEdition, MeasureList, MeasureName, MeasureSaid, MeasuresSaid, PlanItems,
    Report, ReportMeasure,
};

/// What stands beside a bundle: rounds and releases of the council, and where people reach it.
pub struct Beside<'b> {
    /// The files of the release.
    pub bundle: &'b Bundle,
    /// Every round.
    pub rounds: &'b [Round],
    /// Every release, the latest first.
    pub releases: &'b [Released],
    /// Where people reach the council, without a slash at the end.
    pub address: &'b str,
    /// Name of the council.
    pub council: &'b str,
}

/// Files made of a release.
pub fn beside(all: &Beside<'_>) -> Vec<Raw> {
    let found = editions(all);
    let said: Vec<EditionSaid> = found.iter().map(|(said, _)| said.clone()).collect();
    let mut files = vec![feed::feed(all, &said), every_edition::page(all, &said), every_edition::catalogue(all, &said)];
    files.extend(said.iter().map(|one| json(&format!("editions/{}", one.edition), one)));
    files.push(json("editions", &Editions { editions: said }));
    let reports = || found.iter().filter_map(|(said, report)| Some((&said.edition, report.as_ref()?)));
    for (edition, report) in reports() {
        let now = |one: &ReportMeasure| one.now.clone();
        let measures: Vec<MeasureSaid> = report.measures.iter().map(now).collect();
        let measures = MeasuresSaid { edition: edition.clone(), measures };
        files.push(json(&format!("editions/{edition}/measures"), &measures));
        let (plan, items) = (report.edition.plan.clone(), report.items.clone());
        files.push(json(&format!("editions/{edition}/plan"), &PlanItems { edition: edition.clone(), plan, items }));
    }
    files.extend(measures(reports()));
    files
}

/// The documents of a council that has published nothing.
pub fn none(address: &str, council: &str) -> Vec<Raw> {
    let catalogue = every_edition::whole(address, council, &[]);
    vec![
        catalogue,
        json("editions", &Editions { editions: Vec::new() }),
        json("measures", &MeasureList { measures: Vec::new() }),
    ]
}

fn json(path: &str, holds: &impl Serialize) -> Raw {
    // Values of texts always serialise.
    let bytes = serde_json::to_vec(holds).unwrap_or_default();
    Raw { path: format!("api/v1/{path}"), media: "application/json".to_string(), bytes: bytes.into() }
}

/// Each measure through the editions, which come the latest first.
fn measures<'r>(reports: impl Iterator<Item = (&'r String, &'r Report)>) -> Vec<Raw> {
    let mut all: BTreeMap<&str, Vec<(&String, &ReportMeasure)>> = BTreeMap::new();
    for (edition, report) in reports {
        for measure in &report.measures {
            all.entry(&measure.now.reference).or_default().push((edition, measure));
        }
    }
    let mut names = Vec::new();
    let mut files = Vec::new();
    for (reference, editions) in all {
        let Some((latest, newest)) = editions.first() else { continue };
        let (reference, measure) = (reference.to_string(), newest.now.measure.clone());
        names.push(MeasureName { reference: reference.clone(), measure: measure.clone(), edition: (*latest).clone() });
        let said = |(edition, one): &(&String, &ReportMeasure)| InEdition {
            edition: (*edition).clone(),
            said: one.now.clone(),
        };
        let (path, history) = (format!("measures/{reference}"), newest.history.clone());
        let editions = editions.iter().map(said).collect();
        files.push(json(&path, &HistorySaid { reference, measure, editions, history }));
    }
    files.push(json("measures", &MeasureList { measures: names }));
    files
}

/// Every edition of the bundle, the latest first, with what its report says. `None`: it is withdrawn.
fn editions(all: &Beside<'_>) -> Vec<(EditionSaid, Option<Report>)> {
    let mut folders: BTreeMap<&str, Vec<&BundleFile>> = BTreeMap::new();
    for file in &all.bundle.files {
        if let Some((folder, _)) = file.path.strip_prefix("editions/").and_then(|rest| rest.split_once('/')) {
            folders.entry(folder).or_default().push(file);
        }
    }
    let mut found: Vec<(EditionSaid, Option<Report>)> =
        folders.into_iter().map(|(folder, files)| edition(all, folder, &files)).collect();
    let days: BTreeMap<String, String> = found
        .iter()
        .filter_map(|(said, _)| Some((period(&said.edition).to_string(), said.position_at.clone()?)))
        .collect();
    // A withdrawn one does not say its day; what it took the place of may.
    let order = |said: &EditionSaid| (days.get(period(&said.edition)).cloned(), said.status != "superseded");
    found.sort_by(|(a, _), (b, _)| (order(b), &b.edition).cmp(&(order(a), &a.edition)));
    found
}

/// The period of an edition's key.
fn period(edition: &str) -> &str {
    edition.split_once(".edition-").map_or(edition, |(period, _)| period)
}

fn edition(all: &Beside<'_>, folder: &str, files: &[&BundleFile]) -> (EditionSaid, Option<Report>) {
    let named = |name: &str| files.iter().find(|file| file.path == format!("editions/{folder}/{name}"));
    let report = named("report.json").and_then(|file| match serde_json::from_slice::<Report>(&file.bytes) {
        Ok(report) => Some(report),
        Err(error) => {
            tracing::warn!(folder, %error, "the report of an edition cannot be read");
            None
        }
    });
    let round = all.round(folder);
    let of_round = round.and_then(|round| round.reason.clone());
    let about = report.as_ref().map(|report| &report.edition);
    let status = match (about, folder.contains(".edition-")) {
        (Some(_), true) => "superseded",
        (Some(about), false) => about.status.as_str(),
        (None, _) => "withdrawn",
    };
    let title = about.map(|about| about.title.clone()).or_else(|| title(named("index.html")?));
    let said = EditionSaid {
        edition: folder.to_string(),
        status: status.to_string(),
        title: title.unwrap_or_else(|| folder.to_string()),
        period_printed: about.map(|about| about.period_printed.clone()),
        position_at: about.map(|about| about.position_at.clone()),
        published_on: about.and_then(|about| about.published_on.clone()),
        reason: about.and_then(|about| about.reason.clone()).or(of_round),
        licence: report.as_ref().and_then(|report| report.council.as_ref()?.licence.clone()),
        demonstration: about.is_some_and(|about| about.demonstration),
        page: format!("/editions/{folder}/"),
        files: files.iter().map(|file| format!("/{}", file.path)).collect(),
    };
    (said, report)
}

/// The first heading of a page.
fn title(page: &BundleFile) -> Option<String> {
    let text = std::str::from_utf8(&page.bytes).ok()?;
    let (_, rest) = text.split_once("<title>")?;
    let (title, _) = rest.split_once("</title>")?;
    Some(super::words::plain(title))
}

impl Beside<'_> {
    /// The round that made the edition of a folder. `None`: the edition was there before any round.
    pub fn round(&self, folder: &str) -> Option<&Round> {
        let of_period = |round: &&Round| round.key.period.to_string() == folder && round.state != RoundState::Open;
        match folder.split_once(".edition-") {
            Some((period, number)) => {
                let key = RoundKey { period: domain::Period::parse(period)?, number: number.parse().ok()? };
                self.rounds.iter().find(|round| round.key == key)
            }
            None => self.rounds.iter().filter(of_period).max_by_key(|round| round.key.number),
        }
    }
}
