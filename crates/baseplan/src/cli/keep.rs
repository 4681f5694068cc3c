//! `import`, `export`, `backup`, `restore` and `verify`: what the store keeps, in and out.

use std::path::{Path, PathBuf};

use store::Store;

use super::serve::Database;
use super::words::many;
use super::{Answer, FAULTY, Moment};
use crate::server::run::{refused, undone};
use crate::workflow::{Stop, disk, exported, place};

#[derive(Debug, clap::Args)]
pub struct Import {
    /// The council's folder, or what `export` wrote
    folder: PathBuf,
    /// What the council is called in the database [default: the folder's name]
    #[arg(long = "as", value_name = "NAME")]
    name: Option<String>,
    #[command(flatten)]
    database: Database,
}

#[derive(Debug, clap::Args)]
pub struct Export {
    /// The folder to write; it must not exist, or be empty
    folder: PathBuf,
    /// The council in the database; not needed where there is one
    #[arg(long, value_name = "NAME")]
    council: Option<String>,
    #[command(flatten)]
    database: Database,
}

#[derive(Debug, clap::Args)]
pub struct File {
    /// The backup
    file: PathBuf,
    #[command(flatten)]
    database: Database,
}

#[derive(Debug, clap::Args)]
pub struct Verify {
    #[command(flatten)]
    database: Database,
}

pub fn import(args: &Import, moment: Moment) -> Result<Answer, Stop> {
    let named = || args.folder.canonicalize().ok()?.file_name()?.to_str().map(str::to_string);
    let name = args.name.clone().or_else(named).unwrap_or_else(|| "council".to_string());
    let found = disk::read(&args.folder)?;
    if !found.problems.is_empty() {
        return Err(Stop::Faults(found.problems));
    }
    let tables = exported::read(&args.folder)?;
    super::wait(async {
        let store = open(&args.database).await?;
        match &tables {
            None => cycle::found(&store, &name, &found.files, moment()).await.map_err(undone)?,
            Some(tables) => {
                store.fill_tables(&name, tables).await.map_err(refused)?;
                cycle::take_papers(&store, &name, &found.files, moment()).await.map_err(undone)?;
            }
        }
        store.close().await;
        let what = if tables.is_some() { "with its people, entries and history" } else { "as a new council" };
        Ok(Answer::done(format!("{name}: {} taken in, {what}\n", many(found.files.len(), "file"))))
    })
}

pub fn export(args: &Export) -> Result<Answer, Stop> {
    super::wait(async {
        let store = open(&args.database).await?;
        let name = which(&store, args.council.as_deref()).await?;
        let tables = store.tables(&name).await.map_err(refused)?;
        let papers = store.papers(&name).await.map_err(refused)?;
        let mut files = exported::write(&tables);
        files.extend(papers.files.into_iter().map(|paper| (paper.path, paper.body)));
        store.close().await;
        place::new_folder(&args.folder, files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())))?;
        let shown = args.folder.display();
        let digest = store::digest_of(&tables);
        Ok(Answer::done(format!("{shown}: {name}, {}\ndigest of its tables: {digest}\n", many(files.len(), "file"))))
    })
}

pub fn backup(args: &File) -> Result<Answer, Stop> {
    super::wait(async {
        let store = open(&args.database).await?;
        let made = store.backup(&args.file).await.map_err(refused)?;
        store.close().await;
        Ok(Answer::done(said(&args.file, &made)))
    })
}

pub fn restore(args: &File) -> Result<Answer, Stop> {
    super::wait(async {
        let store = open(&args.database).await?;
        let made = store.restore(&args.file).await.map_err(refused)?;
        store.close().await;
        Ok(Answer::done(said(&args.file, &made)))
    })
}

fn said(file: &Path, made: &store::BackedUp) -> String {
    format!(
        "{}: {} councils, {} rows, read back and compared\ndigest: {}\n",
        file.display(),
        made.tenants,
        made.rows,
        made.digest
    )
}

pub fn verify(args: &Verify) -> Result<Answer, Stop> {
    super::wait(async {
        let store = open(&args.database).await?;
        let mut answer = Answer::done(String::new());
        for tenant in store.tenants().await.map_err(refused)? {
            let verified = store.verify(&tenant.id).await.map_err(refused)?;
            for fault in &verified.faults {
                answer.text += &format!("{}: {} {}: {}\n", tenant.id, fault.table, fault.key, fault.says);
                answer.status = FAULTY;
            }
            if verified.faults.is_empty() {
                let (lines, rows) = (verified.lines, verified.rows);
                answer.text += &format!(
                    "{}: history is whole: {lines} lines cover {rows} rows\nlatest digest: {}\n",
                    tenant.id, verified.head
                );
            }
        }
        store.close().await;
        Ok(answer)
    })
}

async fn open(database: &Database) -> Result<Store, Stop> {
    Store::open(&database.url(None)).await.map_err(refused)
}

async fn which(store: &Store, named: Option<&str>) -> Result<String, Stop> {
    let tenants = store.tenants().await.map_err(refused)?;
    let ids: Vec<String> = tenants.into_iter().map(|tenant| tenant.id).collect();
    match (named, ids.as_slice()) {
        (Some(name), ids) if ids.iter().any(|id| id == name) => Ok(name.to_string()),
        (None, [only]) => Ok(only.clone()),
        (_, ids) => {
            let says = "The database does not hold that council, or holds several";
            Err(Stop::asked(says, format!("Name one with --council: {}", ids.join(", "))))
        }
    }
}
