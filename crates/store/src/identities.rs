//! Whom a provider of single sign-on means, once somebody came in through it: by issuer and `sub`, which it gives to nobody
//! else. An address can be given to a successor; these cannot.

use domain::cycle::Person;
use jiff::Timestamp;

use crate::cell::{Row, cells};
use crate::connect::Store;
use crate::error::Result;
use crate::history::Doing;
use crate::joining::Changed;
use crate::people::{with_grants, write_person};
use crate::shape::IDENTITY;

/// Somebody as a provider knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The provider, by its address.
    pub issuer: String,
    /// Who they are there (`sub`).
    pub subject: String,
    /// Who they are here, by identifier.
    pub person: String,
    /// When they first came in through it.
    pub known_at: Timestamp,
}

impl Store {
    /// The person whom a provider means. `None`: nobody came in as that one yet.
    pub async fn person_by_identity(&self, tenant: &str, issuer: &str, subject: &str) -> Result<Option<Person>> {
        let sql = "select person.person, person.name, person.email, person.state
                   from identity
                   join person on person.tenant = identity.tenant and person.person = identity.person
                   where identity.tenant = $1 and identity.issuer = $2 and identity.subject = $3";
        let mut tx = self.reading(tenant).await?;
        let row = tx.one(sql, cells![tenant, issuer, subject]).await?;
        with_grants(&mut tx, tenant, row).await
    }

    /// As whom providers know a person, by issuer.
    pub async fn identities_of(&self, tenant: &str, person: &str) -> Result<Vec<Identity>> {
        let sql = "select issuer, subject, person, known_at from identity where tenant = $1 and person = $2";
        let rows = self.reading(tenant).await?.rows(sql, cells![tenant, person]).await?;
        let mut all = rows.into_iter().map(read).collect::<Result<Vec<_>>>()?;
        all.sort_by(|a, b| a.issuer.cmp(&b.issuer));
        Ok(all)
    }

    /// Remembers as whom a provider knows a person, and changes their account with it if `changed` is given: both or
    /// neither.
    ///
    /// # Errors
    /// [`crate::StoreError::Taken`] where that provider knows the person as somebody else already, or means somebody else
    /// by it; as [`Store::save_person`] of what is changed.
    pub async fn know(
        &self,
        tenant: &str,
        changed: Option<&Changed>,
        identity: &Identity,
        doing: &Doing,
    ) -> Result<()> {
        let mut writing = self.writing(tenant).await?;
        if let Some(Changed { seen, person, doing }) = changed {
            write_person(&mut writing, seen.as_ref(), person).await?;
            writing.line(doing).await?;
        }
        let Identity { issuer, subject, person, known_at } = identity;
        writing.add(&IDENTITY, cells![issuer, subject, person, *known_at]).await?;
        writing.line(doing).await?;
        writing.commit().await
    }

    /// Lets go of every identity of a person: whoever next comes in by their address is taken for them. How many there
    /// were; without any nothing is written.
    pub async fn let_go(&self, tenant: &str, person: &str, doing: &Doing) -> Result<usize> {
        let mut writing = self.writing(tenant).await?;
        let sql = "select issuer, subject, person, known_at from identity where tenant = $1 and person = $2";
        let rows = writing.rows(sql, cells![tenant, person]).await?;
        let known = rows.into_iter().map(read).collect::<Result<Vec<_>>>()?;
        if known.is_empty() {
            return Ok(0);
        }
        for identity in &known {
            writing.remove(&IDENTITY, cells![&identity.issuer, &identity.subject]).await?;
        }
        writing.line(doing).await?;
        writing.commit().await?;
        Ok(known.len())
    }
}

fn read(mut row: Row) -> Result<Identity> {
    Ok(Identity { issuer: row.text()?, subject: row.text()?, person: row.text()?, known_at: row.read()? })
}
