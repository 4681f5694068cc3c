//! A released site by the paths of its addresses.

use std::collections::HashMap;
use std::sync::Arc;

use axum::http::HeaderValue;
use store::{Bundle, Released};

use super::file::{File, Packing, Raw};
use super::framed::LENT as MISSING;
use super::search::Index;
use crate::settings::Scheme;

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

/// A released site.
#[derive(Debug)]
pub struct Site {
    /// The release. `None`: nothing was published yet.
    pub released: Option<Released>,
    /// Its pages by their words.
    pub(super) index: Arc<Index>,
    entries: HashMap<Box<str>, Entry>,
    /// What files were made of, as long as they are to be compressed.
    raws: Vec<Raw>,
}

#[derive(Debug)]
enum Entry {
    File(Arc<File>),
    /// A folder without its slash: where it stands.
    Folder(HeaderValue),
}

/// What stands at an address.
#[derive(Debug)]
pub enum Found<'s> {
    /// A file.
    File(&'s Arc<File>),
    /// It stands elsewhere: the folder's own address.
    Moved(&'s HeaderValue),
    /// Nothing; the page that says so, where the site has one.
    Missing(Option<&'s Arc<File>>),
}

impl Site {
    /// The site of a bundle, with files that are made beside it.
    pub fn of(bundle: Bundle, more: Vec<Raw>, scheme: Scheme) -> Site {
        let index = Arc::new(Index::of(&bundle));
        let raw = |file: store::BundleFile| Raw { path: file.path, media: file.media, bytes: file.bytes.into() };
        let released = bundle.released.clone();
        let own = |raw: &Raw| !OURS.contains(&raw.path.split('/').next().unwrap_or_default());
        let raws: Vec<Raw> = bundle.files.into_iter().map(raw).filter(own).chain(more).collect();
        Site { index, ..Site::made(Some(released), raws, scheme, Packing::Later) }
    }

    /// The site of a council that has published nothing.
    pub fn unpublished(raws: Vec<Raw>, scheme: Scheme) -> Site {
        Site::made(None, raws, scheme, Packing::Now)
    }

    /// The same site with everything compressed that becomes smaller.
    pub fn packed(&self, scheme: Scheme) -> Site {
        let again = |raw: &Raw| Raw { path: raw.path.clone(), media: raw.media.clone(), bytes: raw.bytes.clone() };
        let raws = self.raws.iter().map(again).collect();
        Site {
            raws: Vec::new(),
            index: Arc::clone(&self.index),
            ..Site::made(self.released.clone(), raws, scheme, Packing::Now)
        }
    }

    fn made(released: Option<Released>, raws: Vec<Raw>, scheme: Scheme, packing: Packing) -> Site {
        let modified = released.as_ref().map_or(jiff::Timestamp::UNIX_EPOCH, |released| released.at);
        let mut entries = HashMap::new();
        for raw in &raws {
            let file = Arc::new(File::of(raw, modified, scheme, packing));
            if let Some(folder) = raw.path.strip_suffix("index.html").filter(|f| f.is_empty() || f.ends_with('/')) {
                entries.insert(folder.into(), Entry::File(Arc::clone(&file)));
                if let (Some(bare), Ok(to)) = (folder.strip_suffix('/'), HeaderValue::from_str(&format!("/{folder}"))) {
                    entries.entry(bare.into()).or_insert(Entry::Folder(to));
                }
            }
            entries.insert(raw.path.as_str().into(), Entry::File(file));
        }
        Site { released, index: Arc::default(), entries, raws }
    }

    /// What stands at the path of an address, which begins with a slash.
    pub fn find(&self, path: &str) -> Found<'_> {
        match self.entries.get(path.strip_prefix('/').unwrap_or(path)) {
            Some(Entry::File(file)) => Found::File(file),
            Some(Entry::Folder(to)) => Found::Moved(to),
            None => Found::Missing(self.file(MISSING)),
        }
    }

    /// A file by its path without a slash in front.
    pub fn file(&self, path: &str) -> Option<&Arc<File>> {
        match self.entries.get(path) {
            Some(Entry::File(file)) => Some(file),
            Some(Entry::Folder(_)) | None => None,
        }
    }

    /// The page whose frame is lent to pages of the server's own. `None`: nothing is released.
    pub fn lent(&self) -> Option<&str> {
        self.file(MISSING).and_then(|file| std::str::from_utf8(file.bytes()).ok())
    }

    /// Number of the release; 0: nothing was published.
    pub fn serial(&self) -> u32 {
        self.released.as_ref().map_or(0, |released| released.serial)
    }
}
