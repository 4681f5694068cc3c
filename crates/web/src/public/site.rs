//! A released site by the paths of its addresses.

use std::collections::HashMap;
use std::sync::Arc;

use axum::http::HeaderValue;
use jiff::Timestamp;
use store::{Listing, Released};
use tokio::sync::OnceCell;

use super::file::Raw;
use super::framed::LENT;
use super::place::Place;
use super::search::Index;

/// First parts of addresses that the server itself answers; a release cannot take them.
const OURS: [&str; 11] = [
    "api",
    "desk",
    "desk-assets",
    "sign-in",
    "sign-out",
    "link",
    "health",
    "metrics",
    "search",
    "feed.atom",
    "data.json",
];

/// A released site. It knows its files from the moment that it is found; what is made of what they hold comes after.
#[derive(Debug)]
pub struct Site {
    /// The release, and its files. `None`: nothing was published yet.
    pub listing: Option<Listing>,
    places: Places,
    /// Files that are made beside those of the release.
    pub(super) beside: OnceCell<Places>,
    /// Its pages by their words.
    pub(super) index: OnceCell<Index>,
}

/// Files by the paths of their addresses.
#[derive(Debug, Default)]
pub struct Places(HashMap<Box<str>, Entry>);

#[derive(Debug)]
enum Entry {
    File(Arc<Place>),
    /// A folder without its slash: where it stands.
    Folder(HeaderValue),
}

/// What stands at an address.
#[derive(Debug)]
pub enum Found<'s> {
    /// A file.
    File(&'s Arc<Place>),
    /// It stands elsewhere: the folder's own address.
    Moved(&'s HeaderValue),
    /// Nothing.
    Missing,
}

impl Site {
    /// The site of a release.
    pub fn of(listing: Listing) -> Site {
        let own = |path: &str| !OURS.contains(&path.split('/').next().unwrap_or_default());
        let files = listing.files.iter().filter(|file| own(&file.path));
        let places = Places::of(files.map(|file| Place::listed(file, listing.released.at)));
        Site { listing: Some(listing), places, beside: OnceCell::new(), index: OnceCell::new() }
    }

    /// The site of a council that has published nothing.
    pub fn unpublished(raws: Vec<Raw>) -> Site {
        let places = Places::made(raws, Timestamp::UNIX_EPOCH);
        let (beside, index) = (OnceCell::new_with(Some(Places::default())), OnceCell::new_with(Some(Index::default())));
        Site { listing: None, places, beside, index }
    }

    /// What stands at the path of an address, which begins with a slash. What is made beside the release is found as
    /// soon as it is made, and goes before.
    pub fn find(&self, path: &str) -> Found<'_> {
        let path = path.strip_prefix('/').unwrap_or(path);
        match self.beside.get().map(|beside| beside.find(path)) {
            None | Some(Found::Missing) => self.places.find(path),
            Some(found) => found,
        }
    }

    /// A file of the release. `None`: it has none at that path.
    pub fn file(&self, path: &str) -> Option<&Arc<Place>> {
        self.places.file(path)
    }

    /// The page whose frame is lent to pages of the server's own. `None`: nothing is released.
    pub fn lent(&self) -> Option<&Arc<Place>> {
        self.file(LENT)
    }

    /// Every file of the release.
    pub fn released(&self) -> impl Iterator<Item = &Arc<Place>> {
        let listed = self.listing.iter().flat_map(|listing| &listing.files);
        listed.filter_map(|file| self.file(&file.path))
    }

    /// The latest release. `None`: nothing was published yet.
    pub fn release(&self) -> Option<&Released> {
        self.listing.as_ref().map(|listing| &listing.released)
    }

    /// Number of the release; 0: nothing was published.
    pub fn serial(&self) -> u32 {
        self.release().map_or(0, |released| released.serial)
    }
}

impl Places {
    fn of(places: impl Iterator<Item = Place>) -> Places {
        let mut entries = HashMap::new();
        for place in places.map(Arc::new) {
            if let Some(folder) = place.path.strip_suffix("index.html").filter(|f| f.is_empty() || f.ends_with('/')) {
                entries.insert(folder.into(), Entry::File(Arc::clone(&place)));
                if let (Some(bare), Ok(to)) = (folder.strip_suffix('/'), HeaderValue::from_str(&format!("/{folder}"))) {
                    entries.entry(bare.into()).or_insert(Entry::Folder(to));
                }
            }
            entries.insert(place.path.as_str().into(), Entry::File(place));
        }
        Places(entries)
    }

    /// Files that the server made; `modified` is when it was released that they were made of.
    pub fn made(raws: Vec<Raw>, modified: Timestamp) -> Places {
        Places::of(raws.into_iter().map(|raw| Place::made(raw, modified)))
    }

    fn find(&self, path: &str) -> Found<'_> {
        match self.0.get(path) {
            Some(Entry::File(place)) => Found::File(place),
            Some(Entry::Folder(to)) => Found::Moved(to),
            None => Found::Missing,
        }
    }

    fn file(&self, path: &str) -> Option<&Arc<Place>> {
        match self.find(path) {
            Found::File(place) => Some(place),
            Found::Moved(_) | Found::Missing => None,
        }
    }
}
