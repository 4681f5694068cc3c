//! The sites of all councils that the server holds, each renewed when a release is found.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, Weak};
use std::time::Duration;

use store::StoreError;

use super::file::File;
use super::place::{Held, Place};
use super::search::{self, Index};
use super::site::{Places, Site};
use super::{document, unpublished};
use crate::app::{App, Parts};

/// How often the store is asked whether something was released.
const EVERY: Duration = Duration::from_secs(1);

/// The released sites, by the council's identifier.
#[derive(Debug, Default)]
pub struct Sites {
    sites: RwLock<HashMap<String, Arc<Site>>>,
    /// Those of their files that are in memory.
    held: Held,
    /// One loads at a time.
    loading: tokio::sync::Mutex<()>,
}

impl Sites {
    /// A council's site as it was last found. `None`: nobody looked yet.
    pub fn get(&self, tenant: &str) -> Option<Arc<Site>> {
        self.sites.read().unwrap_or_else(PoisonError::into_inner).get(tenant).cloned()
    }

    fn put(&self, tenant: &str, site: Site) -> Arc<Site> {
        let site = Arc::new(site);
        let mut sites = self.sites.write().unwrap_or_else(PoisonError::into_inner);
        sites.insert(tenant.to_string(), Arc::clone(&site));
        site
    }

    /// Looks whether something was released, and takes it in: whoever publishes calls it, so that the next request
    /// finds what was published.
    ///
    /// # Errors
    /// The store's.
    pub async fn refresh(&self, app: &App, tenant: &str) -> Result<Arc<Site>, StoreError> {
        let _one = self.loading.lock().await;
        let serial = app.store.latest_release(tenant).await?.map_or(0, |released| released.serial);
        if let Some(site) = self.get(tenant).filter(|site| site.serial() == serial) {
            return Ok(site);
        }
        let Some(listing) = app.store.listing(tenant).await? else {
            let council = app.store.tenant(tenant).await?.map(|tenant| tenant.name).unwrap_or_default();
            let files = unpublished::files(&app.settings.address_of(tenant), &council);
            return Ok(self.put(tenant, Site::unpublished(files)));
        };
        let site = self.put(tenant, Site::of(listing));
        tracing::info!(tenant, serial, "public site taken in");
        tokio::spawn(furnish(app.clone(), tenant.to_string(), Arc::clone(&site)));
        Ok(site)
    }

    /// A council's site, looked for if nobody has yet.
    ///
    /// # Errors
    /// The store's.
    pub async fn of(&self, app: &App, tenant: &str) -> Result<Arc<Site>, StoreError> {
        match self.get(tenant) {
            Some(site) => Ok(site),
            None => self.refresh(app, tenant).await,
        }
    }

    /// A file that is in memory. `None`: it is not.
    pub fn held(&self, place: &Place) -> Option<Arc<File>> {
        self.held.get(place)
    }

    /// A file.
    ///
    /// # Errors
    /// The store's.
    pub async fn file(&self, app: &App, tenant: &str, place: &Place) -> Result<Arc<File>, StoreError> {
        self.held.file(place, &app.store, tenant, app.scheme()).await
    }

    /// The page whose frame is lent to pages of the server's own. `None`: nothing is released.
    ///
    /// # Errors
    /// The store's.
    pub async fn lent(&self, app: &App, tenant: &str, site: &Site) -> Result<Option<Arc<File>>, StoreError> {
        match site.lent() {
            Some(place) => self.file(app, tenant, place).await.map(Some),
            None => Ok(None),
        }
    }
}

impl Site {
    /// What is made beside the release, made if nobody has yet.
    ///
    /// # Errors
    /// The store's.
    pub(super) async fn beside(&self, app: &App, tenant: &str) -> Result<&Places, StoreError> {
        self.beside.get_or_try_init(|| document::beside(app, tenant, self)).await
    }

    /// Its pages by their words, read if nobody has yet.
    ///
    /// # Errors
    /// The store's.
    pub(super) async fn index(&self, app: &App, tenant: &str) -> Result<&Index, StoreError> {
        self.index.get_or_try_init(|| search::read(app, tenant, self)).await
    }
}

/// Makes what a site needs beyond its files, and fills memory with the smallest of these, so that they are there even
/// where the store is not. The site answers meanwhile.
async fn furnish(app: App, tenant: String, site: Arc<Site>) {
    let furnished = async {
        site.beside(&app, &tenant).await?;
        site.index(&app, &tenant).await?;
        let mut files: Vec<&Arc<Place>> = site.released().collect();
        files.sort_by_key(|place| place.size);
        for place in files {
            if !app.sites.held.is_to_be_filled(place.size) {
                break;
            }
            app.sites.file(&app, &tenant, place).await?;
        }
        Ok::<(), StoreError>(())
    };
    if let Err(error) = furnished.await {
        tracing::warn!(tenant, %error, "the public site could not be made ready; its pages come when they are asked for");
    }
}

/// Takes in what is released, every second, until the server is gone: another process may publish too.
pub async fn keep_fresh(app: Weak<Parts>) {
    loop {
        let Some(app) = app.upgrade().map(App::from) else { return };
        for host in &app.settings.hosts {
            if let Err(error) = app.sites.refresh(&app, &host.tenant).await {
                tracing::warn!(tenant = %host.tenant, %error, "the public site could not be looked for");
            }
        }
        drop(app);
        tokio::time::sleep(EVERY).await;
    }
}
