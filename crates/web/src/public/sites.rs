//! The sites of all councils that the server holds, each renewed when a release is found.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, Weak};
use std::time::Duration;

use store::StoreError;

use super::document::Beside;
use super::site::Site;
use super::{document, unpublished};
use crate::app::{App, Parts};

/// How often the store is asked whether something was released.
const EVERY: Duration = Duration::from_secs(1);

/// The released sites, by the council's identifier.
#[derive(Debug, Default)]
pub struct Sites {
    sites: RwLock<HashMap<String, Arc<Site>>>,
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
        let scheme = app.scheme();
        let council = app.store.tenant(tenant).await?.map(|tenant| tenant.name).unwrap_or_default();
        let address = app.settings.address_of(tenant);
        let Some(bundle) = app.store.bundle(tenant).await? else {
            return Ok(self.put(tenant, Site::unpublished(unpublished::files(&address, &council), scheme)));
        };
        let (rounds, releases) = (app.store.rounds(tenant).await?, app.store.releases(tenant).await?);
        let made = tokio::task::spawn_blocking(move || {
            let (rounds, releases) = (&rounds, &releases);
            let (address, council) = (&address, &council);
            let more = document::beside(&Beside { bundle: &bundle, rounds, releases, address, council });
            Site::of(bundle, more, scheme)
        });
        let made = made.await.map_err(|error| StoreError::Broken(error.to_string()))?;
        tracing::info!(tenant, serial, "public site taken in");
        let site = self.put(tenant, made);
        let (sites, tenant, plain) = (app.clone(), tenant.to_string(), Arc::clone(&site));
        // Compressing takes longer than reading: the site answers meanwhile.
        tokio::task::spawn_blocking(move || {
            let packed = plain.packed(scheme);
            if sites.sites.get(&tenant).is_some_and(|now| Arc::ptr_eq(&now, &plain)) {
                sites.sites.put(&tenant, packed);
            }
        });
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
