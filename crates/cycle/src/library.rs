//! Councils that were read from their papers, kept until the papers change: reading ten years of a thousand measures
//! takes longer than any page may.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::{Council, Edition, Period, Problem};
use folder::Files;
use report::outline::Outline;
use store::{Store, StoreError};

use crate::owed::{Owed, owed};

/// A council's papers as they were read.
#[derive(Debug)]
pub struct Shelf {
    /// Revision of all papers together.
    pub revision: u32,
    /// The papers.
    pub files: Files,
    /// Revision of each paper.
    pub revisions: BTreeMap<String, u32>,
    /// What they say.
    pub council: Arc<Council>,
    /// What is wrong with them: nothing, unless they were imported by a later version of the program.
    pub problems: Vec<Problem>,
    /// What editions owe, each reckoned when it is first asked for.
    owed: Mutex<BTreeMap<Period, Arc<Vec<Owed>>>>,
}

impl Shelf {
    /// What an edition of these papers owes.
    pub fn owed(&self, edition: &Edition, outline: &Outline) -> Arc<Vec<Owed>> {
        let mut known = self.owed.lock().unwrap_or_else(PoisonError::into_inner);
        let reckoned = || Arc::new(owed(&self.council, edition, outline));
        Arc::clone(known.entry(edition.period).or_insert_with(reckoned))
    }
}

/// Councils that were read, by the tenant's identifier.
#[derive(Debug, Default)]
pub struct Library(Mutex<BTreeMap<String, Arc<Shelf>>>);

impl Library {
    /// A council as its papers now say.
    ///
    /// # Errors
    /// If the store refuses.
    pub async fn shelf(&self, store: &Store, tenant: &str) -> Result<Arc<Shelf>, StoreError> {
        let revision = store.papers_revision(tenant).await?;
        if let Some(shelf) = self.kept(tenant).filter(|shelf| shelf.revision == revision) {
            return Ok(shelf);
        }
        let papers = store.papers(tenant).await?;
        let revisions = papers.files.iter().map(|paper| (paper.path.clone(), paper.revision)).collect();
        let files: Files = papers.files.into_iter().map(|paper| (paper.path, paper.body)).collect();
        let read = folder::read(&files);
        let council = Arc::new(read.council);
        let shelf = Shelf {
            revision: papers.revision,
            files,
            revisions,
            council,
            problems: read.problems,
            owed: Mutex::default(),
        };
        let shelf = Arc::new(shelf);
        self.keep(tenant, &shelf);
        Ok(shelf)
    }

    fn kept(&self, tenant: &str) -> Option<Arc<Shelf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(tenant).cloned()
    }

    fn keep(&self, tenant: &str, shelf: &Arc<Shelf>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(tenant.to_string(), Arc::clone(shelf));
    }
}
