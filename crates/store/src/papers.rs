//! Papers: the files of a council's folder, with every revision that they had.

use domain::cycle::Line;

use crate::cell::{Cell, Row, cells};
use crate::connect::Store;
use crate::digest;
use crate::error::{Result, StoreError};
use crate::history::Doing;
use crate::shape::{BLOB, PAPER};
use crate::write::Writing;

/// All files of a council's folder as they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Papers {
    /// Grows with every change to any of them. 0: there never were any.
    pub revision: u32,
    /// The files, by path.
    pub files: Vec<Paper>,
}

/// One file of a council's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Path in the folder, with forward slashes.
    pub path: String,
    /// How often it was changed, from 1; who saves says which revision they saw.
    pub revision: u32,
    /// What it holds.
    pub body: Vec<u8>,
}

/// A file to be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperChange {
    /// Path in the folder, with forward slashes.
    pub path: String,
    /// The revision that the person saw; 0: there was no such file.
    pub seen_revision: u32,
    /// What it shall hold. `None`: it is removed.
    pub body: Option<Vec<u8>>,
}

/// A revision of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperRevision {
    /// From 1.
    pub revision: u32,
    /// What it held. `None`: it was removed.
    pub body: Option<Vec<u8>>,
    /// The line of history that tells who, when and why.
    pub line: Line,
}

impl Store {
    /// All files as they stand.
    pub async fn papers(&self, tenant: &str) -> Result<Papers> {
        let mut tx = self.reading(tenant).await?;
        let revision = match tx.one("select papers from tenant where tenant = $1", cells![tenant]).await? {
            Some(mut row) => row.number()?,
            None => 0,
        };
        let sql = "select p.path, p.revision, b.bytes
                   from paper p join blob b on b.tenant = p.tenant and b.digest = p.digest
                   where p.tenant = $1
                     and p.revision = (select max(l.revision) from paper l where l.tenant = p.tenant and l.path = p.path)";
        let read = |mut row: Row| Ok(Paper { path: row.text()?, revision: row.number()?, body: row.bytes()? });
        let rows = tx.rows(sql, cells![tenant]).await?;
        let mut files = rows.into_iter().map(read).collect::<Result<Vec<Paper>>>()?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Papers { revision, files })
    }

    /// The revision of all files together, to see whether what was read is still so.
    pub async fn papers_revision(&self, tenant: &str) -> Result<u32> {
        let row =
            self.reading(tenant).await?.one("select papers from tenant where tenant = $1", cells![tenant]).await?;
        row.map_or(Ok(0), |mut row| row.number())
    }

    /// Changes files, all or none; gives the new revision of all together. A file that would hold what it holds
    /// already gets no revision.
    ///
    /// # Errors
    /// [`StoreError::Changed`] names the first file whose revision is no longer the one seen.
    pub async fn save_papers(&self, tenant: &str, changes: &[PaperChange], doing: &Doing) -> Result<u32> {
        let mut writing = self.writing(tenant).await?;
        write_papers(&mut writing, changes).await?;
        writing.line(doing).await?;
        let revision = writing.papers();
        writing.commit().await?;
        Ok(revision)
    }

    /// Every revision of one file, the first first.
    pub async fn paper_history(&self, tenant: &str, path: &str) -> Result<Vec<PaperRevision>> {
        let sql = "select p.revision, p.digest, h.number, h.at, h.person, h.act, h.subject, h.was, h.became, h.why,
                          h.digest
                   from paper p join history h on h.tenant = p.tenant and h.number = p.line
                   where p.tenant = $1 and p.path = $2
                   order by p.revision";
        let mut tx = self.reading(tenant).await?;
        let mut found = Vec::new();
        for mut row in tx.rows(sql, cells![tenant, path]).await? {
            let (revision, digest) = (row.number()?, row.maybe()?);
            let body = match digest {
                None => None,
                Some(digest) => {
                    let sql = "select bytes from blob where tenant = $1 and digest = $2";
                    tx.one(sql, cells![tenant, digest]).await?.map(|mut row| row.bytes()).transpose()?
                }
            };
            found.push(PaperRevision { revision, body, line: crate::history::read(row)? });
        }
        Ok(found)
    }
}

/// Writes changed files into a change that is under way; its line is still to be written.
pub(crate) async fn write_papers(writing: &mut Writing, changes: &[PaperChange]) -> Result<()> {
    for change in changes {
        let sql = "select revision, digest from paper where tenant = $1 and path = $2 order by revision desc limit 1";
        let row = writing.one(sql, cells![writing.tenant(), &change.path]).await?;
        let (latest, held) = match row {
            None => (0, None),
            Some(mut row) => (row.number()?, row.maybe()?),
        };
        let seen = if held.is_none() && change.seen_revision == 0 { latest } else { change.seen_revision };
        if seen != latest {
            return Err(StoreError::Changed(change.path.clone()));
        }
        let digest = match &change.body {
            None => None,
            Some(body) => Some(write_blob(writing, body).await?),
        };
        if digest == held {
            continue;
        }
        let line = writing.next_line();
        writing.add(&PAPER, cells![&change.path, latest + 1, digest, line]).await?;
        writing.papers_changed();
    }
    Ok(())
}

/// Keeps contents once, under their digest.
pub(crate) async fn write_blob(writing: &mut Writing, bytes: &[u8]) -> Result<String> {
    let digest = digest(bytes);
    let sql = "select digest from blob where tenant = $1 and digest = $2";
    if writing.one(sql, cells![writing.tenant(), &digest]).await?.is_none() {
        writing.add(&BLOB, vec![Cell::from(&digest), Cell::Bytes(bytes.to_vec())]).await?;
    }
    Ok(digest)
}
