//! The outbox: mail waits here until the mail server has taken it, also while that server is away.

use jiff::Timestamp;

use crate::cell::{Cell, Row, cells};
use crate::connect::Store;
use crate::error::Result;

/// A mail to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMail {
    /// Identifier, see [`crate::new_id`].
    pub id: String,
    /// Two mails of one name are one mail, so a reminder is sent once. `None`: it has no double.
    pub name: Option<String>,
    /// Address of the person.
    pub recipient: String,
    /// Subject line.
    pub subject: String,
    /// What it says, plain text. Cleared when it was sent, since it may hold a one-use link.
    pub body: String,
    /// When it was written.
    pub queued_at: Timestamp,
    /// It is not sent before this moment.
    pub due_at: Timestamp,
}

/// A mail in the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Identifier.
    pub id: String,
    /// Address of the person.
    pub recipient: String,
    /// Subject line.
    pub subject: String,
    /// What it says; empty once it was sent.
    pub body: String,
    /// When it was written.
    pub queued_at: Timestamp,
    /// When it is tried next. `None`: it was sent, or given up.
    pub due_at: Option<Timestamp>,
    /// How often it was tried.
    pub tries: u32,
    /// When the mail server took it. `None`: not yet.
    pub sent_at: Option<Timestamp>,
    /// What went wrong the last time. `None`: nothing.
    pub trouble: Option<String>,
}

/// Whether a mail came into the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Queued {
    /// It did.
    New,
    /// One of its name was there already, sent or not.
    Already,
}

impl Store {
    /// Puts a mail into the outbox.
    pub async fn queue_mail(&self, tenant: &str, mail: &NewMail) -> Result<Queued> {
        let (sql, cells) = write_mail(tenant, mail);
        let mut tx = self.working(tenant).await?;
        let added = tx.run(sql, cells).await?;
        tx.commit().await?;
        Ok(if added == 0 { Queued::Already } else { Queued::New })
    }

    /// Takes up to `limit` mails that are due, for sending. They are due again at `again`, unless
    /// [`Store::mail_sent`] or [`Store::mail_failed`] is told before: so none is lost when the program ends in between,
    /// and no two programs send the same one.
    pub async fn due_mail(&self, tenant: &str, now: Timestamp, again: Timestamp, limit: u32) -> Result<Vec<Mail>> {
        // Mostly nothing is due; then nothing need be locked.
        let any = "select mail from mail where tenant = $1 and due_at <= $2 limit 1";
        if self.reading(tenant).await?.one(any, cells![tenant, now]).await?.is_none() {
            return Ok(Vec::new());
        }
        let mut writing = self.writing(tenant).await?;
        let sql = "select mail, recipient, subject, body, queued_at, due_at, tries, sent_at, trouble
                   from mail
                   where tenant = $1 and due_at <= $2
                   order by due_at
                   limit $3";
        let rows = writing.rows(sql, cells![tenant, now, limit]).await?;
        let mut due = rows.into_iter().map(read).collect::<Result<Vec<Mail>>>()?;
        for mail in &mut due {
            mail.tries += 1;
            let sql = "update mail set due_at = $3, tries = $4 where tenant = $1 and mail = $2";
            writing.run(sql, cells![tenant, &mail.id, again, mail.tries]).await?;
        }
        writing.commit().await?;
        Ok(due)
    }

    /// The mail server took a mail; its text is cleared.
    pub async fn mail_sent(&self, tenant: &str, id: &str, at: Timestamp) -> Result<()> {
        let sql =
            "update mail set sent_at = $3, due_at = null, trouble = null, body = '' where tenant = $1 and mail = $2";
        let mut tx = self.working(tenant).await?;
        tx.run(sql, cells![tenant, id, at]).await?;
        tx.commit().await
    }

    /// A mail was not taken: what went wrong, and when to try again. `None`: never, it is given up.
    pub async fn mail_failed(&self, tenant: &str, id: &str, trouble: &str, again: Option<Timestamp>) -> Result<()> {
        let sql = "update mail set trouble = $3, due_at = $4 where tenant = $1 and mail = $2";
        let mut tx = self.working(tenant).await?;
        tx.run(sql, cells![tenant, id, trouble, again]).await?;
        tx.commit().await
    }

    /// Mails that wait to be sent, the oldest first. Those given up are not among them.
    pub async fn waiting_mail(&self, tenant: &str, limit: u32) -> Result<Vec<Mail>> {
        let sql = "select mail, recipient, subject, body, queued_at, due_at, tries, sent_at, trouble
                   from mail
                   where tenant = $1 and sent_at is null and due_at is not null
                   order by queued_at
                   limit $2";
        self.reading(tenant).await?.rows(sql, cells![tenant, limit]).await?.into_iter().map(read).collect()
    }

    /// The outbox, the latest mail first, for the administrator's page.
    pub async fn mails(&self, tenant: &str, limit: u32) -> Result<Vec<Mail>> {
        let sql = "select mail, recipient, subject, body, queued_at, due_at, tries, sent_at, trouble
                   from mail
                   where tenant = $1
                   order by queued_at desc
                   limit $2";
        self.reading(tenant).await?.rows(sql, cells![tenant, limit]).await?.into_iter().map(read).collect()
    }
}

/// The statement that queues a mail.
pub(crate) fn write_mail(tenant: &str, mail: &NewMail) -> (&'static str, Vec<Cell>) {
    let NewMail { id, name, recipient, subject, body, queued_at, due_at } = mail.clone();
    let sql = "insert into mail (tenant, mail, name, recipient, subject, body, queued_at, due_at, tries)
               values ($1, $2, $3, $4, $5, $6, $7, $8, 0)
               on conflict (tenant, name) do nothing";
    (sql, cells![tenant, id, name, recipient, subject, body, queued_at, due_at])
}

fn read(mut row: Row) -> Result<Mail> {
    Ok(Mail {
        id: row.text()?,
        recipient: row.text()?,
        subject: row.text()?,
        body: row.text()?,
        queued_at: row.read()?,
        due_at: row.maybe_read()?,
        tries: row.number()?,
        sent_at: row.maybe_read()?,
        trouble: row.maybe()?,
    })
}
