//! Several things that belong together, all or none: an entry and its submission, a return and the mail that tells of it.

use domain::cycle::{Entry, Item, RoundKey, Step};

use crate::connect::Store;
use crate::drafts;
use crate::entries::write_entry;
use crate::error::Result;
use crate::history::Doing;
use crate::mail::{NewMail, write_mail};
use crate::steps::write_step;
use crate::write::Writing;

/// One of several things done at once. Each of the first two writes its own line of history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Adds a version of an item, see [`Store::add_entry`].
    Entry {
        /// The version.
        entry: Entry,
        /// Its line of history.
        doing: Doing,
    },
    /// Adds a step, see [`Store::add_step`].
    Step {
        /// The step.
        step: Step,
        /// How many steps of that version its person saw.
        seen: u32,
        /// Its line of history.
        doing: Doing,
    },
    /// Queues a mail, see [`Store::queue_mail`].
    Mail(NewMail),
    /// Drops what a person had begun to type, see [`Store::drop_draft`].
    DropDraft {
        /// Identifier of the person.
        person: String,
        /// The round.
        round: RoundKey,
        /// The item.
        item: Item,
    },
}

impl Store {
    /// Does several things in one transaction: all or none. When this returns, they are on disk.
    ///
    /// # Errors
    /// As each of them alone; the first that is refused refuses all.
    pub async fn record(&self, tenant: &str, deeds: &[Deed]) -> Result<()> {
        let mut writing = self.writing(tenant).await?;
        for deed in deeds {
            write_deed(&mut writing, deed).await?;
        }
        writing.commit().await
    }
}

/// Does one thing within a change that is under way.
pub(crate) async fn write_deed(writing: &mut Writing, deed: &Deed) -> Result<()> {
    match deed {
        Deed::Entry { entry, doing } => {
            write_entry(writing, entry).await?;
            writing.line(doing).await?;
        }
        Deed::Step { step, seen, doing } => {
            write_step(writing, step, *seen).await?;
            writing.line(doing).await?;
        }
        Deed::Mail(mail) => {
            let (sql, cells) = write_mail(writing.tenant(), mail);
            writing.run(sql, cells).await?;
        }
        Deed::DropDraft { person, round, item } => {
            let (sql, cells) = drafts::drop_one(writing.tenant(), person, *round, item);
            writing.run(sql, cells).await?;
        }
    }
    Ok(())
}
