//! What is made beside a release: documents of the programming interface, the feed, the list of every edition.

use std::collections::BTreeMap;

use domain::cycle::{Round, RoundKey, RoundState};
use serde::Serialize;
use store::{Listed, Listing, Released, StoreError};

use super::file::{File, Raw};
use super::site::{Places, Site};
use super::{every_edition, feed};
use crate::api::published::{
    EditionSaid, Editions, HistorySaid, InEdition, MeasureList, MeasureName, MeasureSaid, MeasuresSaid, PlanItems,
    Report, ReportMeasure,
};
use crate::app::App;

/// What stands beside a release: rounds and releases of the council, and where people reach it.
pub struct Beside<'b> {
    /// The files of the release.
    pub listing: &'b Listing,
    /// The page whose frame is lent. `None`: the release has none.
    pub lent: Option<&'b File>,
    /// Every round.
    pub rounds: &'b [Round],
    /// Every release, the latest first.
    pub releases: &'b [Released],
    /// Where people reach the council, without a slash at the end.
    pub address: &'b str,
    /// Name of the council.
    pub council: &'b str,
}

/// An edition of the release, with what its files say.
struct Edition {
    folder: String,
    /// Paths of its files.
    files: Vec<String>,
    /// `None`: it is withdrawn.
    report: Option<Report>,
    /// The title of its page, where no report says it.
    title: Option<String>,
}

/// Makes the files beside a release.
///
/// # Errors
/// The store's.
pub(super) async fn beside(app: &App, tenant: &str, site: &Site) -> Result<Places, StoreError> {
    let Some(listing) = site.listing.clone() else { return Ok(Places::default()) };
    let council = app.store.tenant(tenant).await?.map(|tenant| tenant.name).unwrap_or_default();
    let address = app.settings.address_of(tenant);
    let (rounds, releases) = (app.store.rounds(tenant).await?, app.store.releases(tenant).await?);
    let lent = app.sites.lent(app, tenant, site).await?;
    let editions = editions(app, tenant, site, &listing).await?;
    let made = tokio::task::spawn_blocking(move || {
        let (lent, rounds, releases) = (lent.as_deref(), &rounds, &releases);
        let (listing, address, council) = (&listing, address.as_str(), council.as_str());
        let all = Beside { listing, lent, rounds, releases, address, council };
        Places::made(files(&all, editions), listing.released.at)
    });
    made.await.map_err(|error| StoreError::Broken(error.to_string()))
}

fn files(all: &Beside<'_>, editions: Vec<Edition>) -> Vec<Raw> {
    let found = said(all, editions);
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
    Raw { path: format!("api/v1/{path}"), media: "application/json".to_string(), bytes }
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

/// Reads every edition of the release, one at a time.
async fn editions(app: &App, tenant: &str, site: &Site, listing: &Listing) -> Result<Vec<Edition>, StoreError> {
    let mut folders: BTreeMap<&str, Vec<&Listed>> = BTreeMap::new();
    for file in &listing.files {
        if let Some((folder, _)) = file.path.strip_prefix("editions/").and_then(|rest| rest.split_once('/')) {
            folders.entry(folder).or_default().push(file);
        }
    }
    let mut found = Vec::new();
    for (folder, files) in folders {
        let named = |name: &str| site.file(&format!("editions/{folder}/{name}"));
        let report = match named("report.json") {
            Some(place) => report(folder, place.bytes(&app.store, tenant).await?).await?,
            None => None,
        };
        let title = match named("index.html").filter(|_| report.is_none()) {
            Some(place) => title(&place.bytes(&app.store, tenant).await?),
            None => None,
        };
        let files = files.iter().map(|file| file.path.clone()).collect();
        found.push(Edition { folder: folder.to_string(), files, report, title });
    }
    Ok(found)
}

async fn report(folder: &str, bytes: Vec<u8>) -> Result<Option<Report>, StoreError> {
    let read = tokio::task::spawn_blocking(move || serde_json::from_slice::<Report>(&bytes));
    match read.await.map_err(|error| StoreError::Broken(error.to_string()))? {
        Ok(report) => Ok(Some(report)),
        Err(error) => {
            tracing::warn!(folder, %error, "the report of an edition cannot be read");
            Ok(None)
        }
    }
}

/// What is said of every edition, the latest first, with its report.
fn said(all: &Beside<'_>, editions: Vec<Edition>) -> Vec<(EditionSaid, Option<Report>)> {
    let mut found: Vec<(EditionSaid, Option<Report>)> =
        editions.into_iter().map(|edition| (all.edition(&edition), edition.report)).collect();
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

/// The title of a page.
fn title(page: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(page).ok()?;
    let (_, rest) = text.split_once("<title>")?;
    let (title, _) = rest.split_once("</title>")?;
    Some(super::words::plain(title))
}

impl Beside<'_> {
    fn edition(&self, edition: &Edition) -> EditionSaid {
        let folder = edition.folder.as_str();
        let of_round = self.round(folder).and_then(|round| round.reason.clone());
        let about = edition.report.as_ref().map(|report| &report.edition);
        let status = match (about, folder.contains(".edition-")) {
            (Some(_), true) => "superseded",
            (Some(about), false) => about.status.as_str(),
            (None, _) => "withdrawn",
        };
        let title = about.map(|about| about.title.clone()).or_else(|| edition.title.clone());
        let council = edition.report.as_ref().and_then(|report| report.council.as_ref());
        EditionSaid {
            edition: folder.to_string(),
            status: status.to_string(),
            title: title.unwrap_or_else(|| folder.to_string()),
            period_printed: about.map(|about| about.period_printed.clone()),
            position_at: about.map(|about| about.position_at.clone()),
            published_on: about.and_then(|about| about.published_on.clone()),
            reason: about.and_then(|about| about.reason.clone()).or(of_round),
            licence: council.and_then(|council| council.licence.clone()),
            demonstration: about.is_some_and(|about| about.demonstration),
            page: format!("/editions/{folder}/"),
            files: edition.files.iter().map(|path| format!("/{path}")).collect(),
        }
    }

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
