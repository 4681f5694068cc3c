//! Where a file of the public site stands, and the memory that holds those that were asked for: as many as fit. A site
//! keeps every edition that was ever published, so it grows with the years; memory does not.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};

use jiff::Timestamp;
use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter};
use store::{Listed, Store, StoreError};
use tokio::sync::Mutex;

use super::file::{File, Packing, Raw};
use super::packing::{gunzip, gzip};
use crate::settings::Scheme;

/// Bytes of files that memory holds, of all councils together.
const ROOM: u64 = 24 * 1024 * 1024;
/// Bytes of them that are filled before anybody asks.
const FILLED: u64 = ROOM / 2;
/// Bytes of the largest file of which a form stays in memory after it was sent; larger ones are read from the store for
/// everybody who asks.
const LARGEST: u64 = ROOM / 4;
/// Bytes of the largest file that is compressed.
const PACKED: u64 = 64 * 1024 * 1024;
/// Bytes that a file takes beside what it holds: its headers in all their forms.
const BESIDE: u64 = 8 * 1024;
/// Files that fit if they are of the usual size.
const USUAL: usize = 4096;

/// Where a file stands.
#[derive(Debug)]
pub struct Place {
    /// Path of its address, without a slash in front.
    pub path: String,
    /// Media type.
    pub media: String,
    /// Bytes that it holds.
    pub size: u64,
    /// SHA-256 of what it holds.
    digest: String,
    /// When it was released.
    modified: Timestamp,
    source: Source,
    /// No other place has it.
    number: u64,
    /// The file as long as somebody is being sent it, for those too large to stay; one reads it, the others wait.
    sending: Mutex<Weak<File>>,
}

#[derive(Debug)]
enum Source {
    /// The store has it, by its digest.
    Store,
    /// The server made it; it waits compressed.
    Made(Vec<u8>),
}

impl Place {
    /// That of a released file.
    pub fn listed(file: &Listed, modified: Timestamp) -> Place {
        let (path, media, digest) = (file.path.clone(), file.media.clone(), file.digest.clone());
        Place::new((path, media), u64::from(file.size), digest, modified, Source::Store)
    }

    /// That of a file that the server made.
    pub fn made(raw: Raw, modified: Timestamp) -> Place {
        let (digest, size) = (store::digest(&raw.bytes), raw.bytes.len() as u64);
        // Compressing to memory cannot fail; were it to, the file would be empty and its digest say so.
        let source = Source::Made(gzip(&raw.bytes).unwrap_or_default());
        Place::new((raw.path, raw.media), size, digest, modified, source)
    }

    fn new((path, media): (String, String), size: u64, digest: String, modified: Timestamp, source: Source) -> Place {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        Place { path, media, size, digest, modified, source, number, sending: Mutex::default() }
    }

    /// What it holds.
    ///
    /// # Errors
    /// The store's.
    pub async fn bytes(&self, store: &Store, tenant: &str) -> Result<Vec<u8>, StoreError> {
        let bytes = match &self.source {
            Source::Store => store.listed(tenant, &self.digest).await?,
            Source::Made(packed) => gunzip(packed),
        };
        bytes.ok_or_else(|| StoreError::Broken(format!("the public file {} is gone", self.path)))
    }

    async fn read(&self, store: &Store, tenant: &str, scheme: Scheme) -> Result<Arc<File>, StoreError> {
        let (digest, modified) = (self.digest.clone(), self.modified);
        let raw = Raw { path: self.path.clone(), media: self.media.clone(), bytes: self.bytes(store, tenant).await? };
        let packing = if self.size > PACKED { Packing::Left } else { Packing::Wanted };
        // Compressing a report takes longer than others may wait for this thread.
        let made = tokio::task::spawn_blocking(move || File::of(raw, &digest, modified, scheme, packing));
        made.await.map(Arc::new).map_err(|error| StoreError::Broken(error.to_string()))
    }
}

/// The files that are in memory.
#[derive(Debug)]
pub struct Held {
    files: Cache<u64, Arc<File>, Weight>,
}

#[derive(Debug, Clone)]
struct Weight;

impl Weighter<u64, Arc<File>> for Weight {
    fn weight(&self, _: &u64, file: &Arc<File>) -> u64 {
        file.size() as u64 + BESIDE
    }
}

impl Default for Held {
    fn default() -> Held {
        let mut options = OptionsBuilder::new();
        options.shards(1).estimated_items_capacity(USUAL).weight_capacity(ROOM);
        let files = match options.build() {
            Ok(options) => {
                Cache::with_options(options, Weight, DefaultHashBuilder::default(), DefaultLifecycle::default())
            }
            Err(_) => Cache::with_weighter(USUAL, ROOM, Weight),
        };
        Held { files }
    }
}

impl Held {
    /// A file that is in memory. `None`: it is not.
    pub fn get(&self, place: &Place) -> Option<Arc<File>> {
        self.files.get(&place.number)
    }

    /// A file, brought into memory if it is not there: once, however many ask for it at a time.
    ///
    /// # Errors
    /// The store's.
    pub async fn file(
        &self,
        place: &Place,
        store: &Store,
        tenant: &str,
        scheme: Scheme,
    ) -> Result<Arc<File>, StoreError> {
        if place.size <= LARGEST {
            return self.files.get_or_insert_async(&place.number, place.read(store, tenant, scheme)).await;
        }
        let mut sending = place.sending.lock().await;
        if let Some(file) = self.get(place).or_else(|| sending.upgrade()) {
            return Ok(file);
        }
        let file = place.read(store, tenant, scheme).await?;
        if (file.size() as u64) < LARGEST {
            self.files.insert(place.number, Arc::clone(&file));
        }
        *sending = Arc::downgrade(&file);
        Ok(file)
    }

    /// Whether a file of so many bytes is to come in before anybody asks for it.
    pub fn is_to_be_filled(&self, size: u64) -> bool {
        self.files.weight() + 2 * size + BESIDE <= FILLED
    }
}
