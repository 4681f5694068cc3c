//! The site: every page, every download, and the manifest.

use std::collections::BTreeMap;

use domain::{EditionStatus, Period, Snapshot};
use report::document::Report;
use report::look::Look;

use crate::assets;
use crate::frame::Frame;
use crate::library::Library;
use crate::manifest;
use crate::open_data::open_data;
use crate::pages;

/// One edition with what the door made of it.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'e> {
    /// Everything it may read, rated.
    pub snapshot: &'e Snapshot,
    /// Its composed report.
    pub report: &'e Report,
    /// Its other forms, by the names of their files: `report.pdf`, `report.docx` … Its open data need not be among them.
    pub downloads: &'e [(String, Vec<u8>)],
}

/// Where a site will stand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Stand<'a> {
    /// The address, with no slash at its end; needed only for sitemap.xml and for the page of addresses that do not
    /// exist, for every other link is relative. `None`: it is not known.
    pub address: Option<&'a str>,
    /// What answers there.
    pub by: By,
}

impl<'a> Stand<'a> {
    /// What links begin with on the page for addresses that do not exist, which may be asked for in any folder: the
    /// whole address, or nothing where our server answers, for it stands at the root. `None`: it is not known.
    pub fn root(&self) -> Option<&'a str> {
        match (self.address, self.by) {
            (Some(address), _) => Some(address.trim_end_matches('/')),
            (None, By::Server) => Some(""),
            (None, By::Files) => None,
        }
    }
}

/// What answers where a site stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum By {
    /// Any web server, or none: there is what the site holds.
    #[default]
    Files,
    /// `baseplan serve`: there are its search, its list of every edition, its feed and its interface too, and pages lead
    /// to them.
    Server,
}

/// A whole site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Bytes by path, relative to the folder that is served.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Editions that are no part of it, for they are drafts.
    pub left_out: Vec<Period>,
}

/// Makes the site of a council's editions in one look.
///
/// Drafts are left out. Of a withdrawn edition a notice remains, without report and downloads. `None`: there is no
/// edition to publish.
pub fn site(editions: &[Edition<'_>], look: &Look, stand: Stand<'_>) -> Option<Site> {
    let (drafts, public): (Vec<Edition<'_>>, Vec<Edition<'_>>) =
        editions.iter().partition(|one| one.snapshot.edition.status == EditionStatus::Draft);
    let mut files = BTreeMap::new();
    let data: Vec<Vec<(String, Vec<u8>)>> = public.iter().map(downloads).collect();
    let library = Library::new(&public, &data, look)?;
    let pages = pages::all(&library, stand.root());
    let assets = assets::assets(&library, &pages);
    let frame = Frame::new(&library, &assets, stand);
    for page in &pages {
        files.insert(page.path.clone(), frame.page(page).into_bytes());
    }
    files.insert("robots.txt".to_string(), frame.robots().into_bytes());
    files.extend(frame.sitemap(&pages).map(|text| ("sitemap.xml".to_string(), text.into_bytes())));
    files.extend(assets.files);
    let council = library.now().snapshot.council.clone();
    let folder = |edition: &Edition<'_>| library.places.edition_folder(edition.snapshot.edition.period);
    let folders: Vec<String> = public.iter().map(folder).collect();
    for (folder, data) in folders.into_iter().zip(data) {
        files.extend(data.into_iter().map(|(name, bytes)| (format!("{folder}/{name}"), bytes)));
    }
    let listed = manifest::manifest(&council, &files);
    files.insert("manifest.json".to_string(), listed.into_bytes());
    Some(Site { files, left_out: drafts.iter().map(|one| one.snapshot.edition.period).collect() })
}

/// The downloads of an edition, by name: those that the door gave, and the open data that are not among them. None of
/// a withdrawn one.
fn downloads(edition: &Edition<'_>) -> Vec<(String, Vec<u8>)> {
    if edition.snapshot.edition.status == EditionStatus::Withdrawn {
        return Vec::new();
    }
    let mut all: BTreeMap<String, Vec<u8>> = open_data(edition.snapshot, edition.report).into_iter().collect();
    all.extend(edition.downloads.iter().cloned());
    all.into_iter().collect()
}
