//! Releases: an edition is published, corrected or withdrawn, and the public site changes with it, in one transaction.

use domain::cycle::{Round, RoundKey};
use jiff::Timestamp;

use crate::cell::{Cell, Row, cells};
use crate::connect::Store;
use crate::error::{Result, StoreError};
use crate::history::Doing;
use crate::papers::{PaperChange, write_blob, write_papers};
use crate::record::{Deed, write_deed};
use crate::rounds::{self, write_round};
use crate::shape::{BUNDLE_FILE, RELEASE};
use crate::write::Writing;

/// One file of the public site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleFile {
    /// Path of its address, without a slash in front.
    pub path: String,
    /// Media type: `text/html; charset=utf-8`.
    pub media: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What is to be released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The round in its new state, with the version that was seen.
    pub round: Round,
    /// The round whose edition it takes the place of, in its new state, with the version that was seen.
    pub supersedes: Option<Round>,
    /// The revision of all papers that was read for it.
    pub seen_papers: u32,
    /// How many entries and steps the round had when it was read for it, see [`Store::round_size`].
    pub seen_size: (u32, u32),
    /// What is entered with it, in this order: what nobody entered, said to be awaited.
    pub deeds: Vec<Deed>,
    /// Papers that change with it.
    pub papers: Vec<PaperChange>,
    /// The whole public site as it shall be from now on.
    pub files: Vec<BundleFile>,
}

/// A release that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Released {
    /// 1 for the council's first release; each later one is one more.
    pub serial: u32,
    /// The round that was published, corrected or withdrawn by it.
    pub round: RoundKey,
    /// When.
    pub at: Timestamp,
}

/// The public site as a release left it, without what its files hold: a site of many editions is larger than memory
/// should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The release.
    pub released: Released,
    /// Its files, by path.
    pub files: Vec<Listed>,
}

/// One file of the public site, without what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Path of its address, without a slash in front.
    pub path: String,
    /// Media type.
    pub media: String,
    /// SHA-256 of what it holds, see [`crate::digest`].
    pub digest: String,
    /// Bytes that it holds.
    pub size: u32,
}

/// The public site as a release left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// The release.
    pub released: Released,
    /// Its files, by path.
    pub files: Vec<BundleFile>,
}

impl Store {
    /// Releases: rounds, papers and the public site change together or not at all.
    ///
    /// # Errors
    /// [`StoreError::Changed`] where a round, a paper, an entry or a step is no longer as it was read.
    pub async fn release(&self, tenant: &str, release: &Release, doing: &Doing) -> Result<Released> {
        let mut writing = self.writing(tenant).await?;
        if writing.papers() != release.seen_papers {
            return Err(StoreError::Changed("the council's files".to_string()));
        }
        let cells = rounds::at(tenant, release.round.key);
        if size_of(writing.rows(SIZE, cells).await?)? != release.seen_size {
            return Err(StoreError::Changed(format!("an entry of the round {}", release.round.key)));
        }
        for deed in &release.deeds {
            write_deed(&mut writing, deed).await?;
        }
        for round in std::iter::once(&release.round).chain(&release.supersedes) {
            write_round(&mut writing, round).await?;
        }
        write_papers(&mut writing, &release.papers).await?;
        let released = write_bundle(&mut writing, release, doing.at).await?;
        writing.line(doing).await?;
        writing.commit().await?;
        Ok(released)
    }

    /// How many entries and how many steps a round has. Both only grow, so the pair tells whether anything came in.
    pub async fn round_size(&self, tenant: &str, round: RoundKey) -> Result<(u32, u32)> {
        size_of(self.reading(tenant).await?.rows(SIZE, rounds::at(tenant, round)).await?)
    }

    /// Every release, the latest first.
    pub async fn releases(&self, tenant: &str) -> Result<Vec<Released>> {
        let sql = "select serial, period, number, released_at from release where tenant = $1 order by serial desc";
        self.reading(tenant).await?.rows(sql, cells![tenant]).await?.into_iter().map(read).collect()
    }

    /// The latest release. `None`: nothing was ever published.
    pub async fn latest_release(&self, tenant: &str) -> Result<Option<Released>> {
        self.reading(tenant).await?.one(LATEST, cells![tenant]).await?.map(read).transpose()
    }

    /// What files the public site has as the latest release left it. `None`: nothing was ever published.
    pub async fn listing(&self, tenant: &str) -> Result<Option<Listing>> {
        let mut tx = self.reading(tenant).await?;
        let Some(row) = tx.one(LATEST, cells![tenant]).await? else { return Ok(None) };
        let released = read(row)?;
        let sql = "select f.path, f.media, f.digest, length(b.bytes)
                   from bundle_file f join blob b on b.tenant = f.tenant and b.digest = f.digest
                   where f.tenant = $1 and f.serial = $2";
        let file = |mut row: Row| {
            Ok(Listed { path: row.text()?, media: row.text()?, digest: row.text()?, size: row.number()? })
        };
        let rows = tx.rows(sql, cells![tenant, released.serial]).await?;
        let mut files = rows.into_iter().map(file).collect::<Result<Vec<Listed>>>()?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Some(Listing { released, files }))
    }

    /// What a listed file holds, by its digest. `None`: nothing of that digest was ever released.
    pub async fn listed(&self, tenant: &str, digest: &str) -> Result<Option<Vec<u8>>> {
        let sql = "select bytes from blob where tenant = $1 and digest = $2";
        let row = self.reading(tenant).await?.one(sql, cells![tenant, digest]).await?;
        row.map(|mut row| row.bytes()).transpose()
    }

    /// A listed file with what it holds.
    ///
    /// # Errors
    /// [`StoreError::Broken`] where that is gone, which nothing here brings about.
    pub async fn listed_file(&self, tenant: &str, listed: Listed) -> Result<BundleFile> {
        let Listed { path, media, digest, .. } = listed;
        let gone = || StoreError::Broken(format!("the public file {path} is gone"));
        let bytes = self.listed(tenant, &digest).await?.ok_or_else(gone)?;
        Ok(BundleFile { path, media, bytes })
    }

    /// The whole public site as the latest release left it. `None`: nothing was ever published. What a release holds never
    /// changes, so it is read file by file.
    pub async fn bundle(&self, tenant: &str) -> Result<Option<Bundle>> {
        let Some(Listing { released, files: listed }) = self.listing(tenant).await? else { return Ok(None) };
        let mut files = Vec::new();
        for file in listed {
            files.push(self.listed_file(tenant, file).await?);
        }
        Ok(Some(Bundle { released, files }))
    }

    /// One file of the public site as a release left it. `None`: there is no such file.
    pub async fn bundle_file(&self, tenant: &str, serial: u32, path: &str) -> Result<Option<BundleFile>> {
        let sql = "select f.path, f.media, b.bytes
                   from bundle_file f join blob b on b.tenant = f.tenant and b.digest = f.digest
                   where f.tenant = $1 and f.serial = $2 and f.path = $3";
        let row = self.reading(tenant).await?.one(sql, cells![tenant, serial, path]).await?;
        row.map(|mut row| Ok(BundleFile { path: row.text()?, media: row.text()?, bytes: row.bytes()? })).transpose()
    }
}

const LATEST: &str = "select serial, period, number, released_at
                      from release
                      where tenant = $1
                      order by serial desc
                      limit 1";

pub(crate) const SIZE: &str = "select count(*) from entry where tenant = $1 and period = $2 and number = $3
                    union all
                    select count(*) from step where tenant = $1 and period = $2 and number = $3";

/// Reads two counts.
pub(crate) fn size_of(rows: Vec<Row>) -> Result<(u32, u32)> {
    let counts = rows.into_iter().map(|mut row| row.number()).collect::<Result<Vec<u32>>>()?;
    match counts.as_slice() {
        [entries, steps] => Ok((*entries, *steps)),
        _ => Err(StoreError::Broken("two counts were asked for".to_string())),
    }
}

async fn write_bundle(writing: &mut Writing, release: &Release, at: Timestamp) -> Result<Released> {
    let sql = "select serial from release where tenant = $1 order by serial desc limit 1";
    let latest = writing.one(sql, cells![writing.tenant()]).await?.map_or(Ok(0), |mut row| row.number())?;
    let (serial, round) = (latest + 1, release.round.key);
    writing.add(&RELEASE, cells![serial, round.period.to_string(), round.number, at]).await?;
    for file in &release.files {
        let digest = write_blob(writing, &file.bytes).await?;
        let row: Vec<Cell> = cells![serial, &file.path, &file.media, digest];
        writing.add(&BUNDLE_FILE, row).await?;
    }
    Ok(Released { serial, round, at })
}

fn read(mut row: Row) -> Result<Released> {
    Ok(Released { serial: row.number()?, round: rounds::key(&mut row)?, at: row.read()? })
}
