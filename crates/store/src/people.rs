//! People who work with a council's figures, their roles, and the digests of their passwords.

use std::collections::BTreeMap;

use domain::cycle::{Grant, PERSON_STATES, Person, ROLES, Scope};
use jiff::Timestamp;

use crate::cell::{Row, cells, unexpected, word};
use crate::connect::Store;
use crate::error::{Result, StoreError};
use crate::history::Doing;
use crate::shape::{GRANT, PASSWORD, PERSON};
use crate::transact::Tx;
use crate::write::Writing;

impl Store {
    /// Everybody, also those who have left, by name.
    pub async fn people(&self, tenant: &str) -> Result<Vec<Person>> {
        let mut tx = self.reading(tenant).await?;
        let people = tx.rows("select person, name, email, state from person where tenant = $1", cells![tenant]).await?;
        let mut grants: BTreeMap<String, Vec<Grant>> = BTreeMap::new();
        for mut row in tx.rows("select person, role, scope from person_grant where tenant = $1", cells![tenant]).await?
        {
            grants.entry(row.text()?).or_default().push(grant(row)?);
        }
        let whole = |row| person(row, |id| grants.remove(id).unwrap_or_default());
        let mut people = people.into_iter().map(whole).collect::<Result<Vec<_>>>()?;
        people.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        Ok(people)
    }

    /// One person. `None`: there is none of that identifier.
    pub async fn person(&self, tenant: &str, id: &str) -> Result<Option<Person>> {
        let sql = "select person, name, email, state from person where tenant = $1 and person = $2";
        let mut tx = self.reading(tenant).await?;
        let row = tx.one(sql, cells![tenant, id]).await?;
        with_grants(&mut tx, tenant, row).await
    }

    /// The person of an address, which is compared in lower case. `None`: nobody has it.
    pub async fn person_by_email(&self, tenant: &str, email: &str) -> Result<Option<Person>> {
        let sql = "select person, name, email, state from person where tenant = $1 and email = $2";
        let mut tx = self.reading(tenant).await?;
        let row = tx.one(sql, cells![tenant, email.trim().to_lowercase()]).await?;
        with_grants(&mut tx, tenant, row).await
    }

    /// Adds or changes a person. `seen` is what was read before; `None`: the person is new.
    ///
    /// # Errors
    /// [`StoreError::Changed`] where they are no longer as seen; [`StoreError::Taken`] where the identifier or the
    /// address belongs to somebody.
    pub async fn save_person(&self, tenant: &str, seen: Option<&Person>, person: &Person, doing: &Doing) -> Result<()> {
        let mut writing = self.writing(tenant).await?;
        write_person(&mut writing, seen, person).await?;
        writing.line(doing).await?;
        writing.commit().await
    }

    /// The digest of a person's password, as it was given. `None`: they have none.
    pub async fn password(&self, tenant: &str, person: &str) -> Result<Option<String>> {
        let sql = "select hash from password where tenant = $1 and person = $2";
        let row = self.reading(tenant).await?.one(sql, cells![tenant, person]).await?;
        row.map(|mut row| row.text()).transpose()
    }

    /// Puts another digest of the same password in the place of one, as of dearer reckoning, if that one still stands: a
    /// password that was changed in between stays. Whether it stood. When the password was set does not change.
    pub async fn redigest_password(
        &self,
        tenant: &str,
        person: &str,
        seen: &str,
        hash: &str,
        doing: &Doing,
    ) -> Result<bool> {
        let mut writing = self.writing(tenant).await?;
        let sql = "select set_at from password where tenant = $1 and person = $2 and hash = $3";
        let Some(mut row) = writing.one(sql, cells![tenant, person, seen]).await? else { return Ok(false) };
        let set_at: Timestamp = row.read()?;
        writing.put(&PASSWORD, cells![person, hash, set_at]).await?;
        writing.line(doing).await?;
        writing.commit().await?;
        Ok(true)
    }

    /// Sets the digest of a person's password (never the password).
    pub async fn set_password(&self, tenant: &str, person: &str, hash: &str, doing: &Doing) -> Result<()> {
        let at: Timestamp = doing.at;
        let mut writing = self.writing(tenant).await?;
        writing.put(&PASSWORD, cells![person, hash, at]).await?;
        writing.line(doing).await?;
        writing.commit().await
    }
}

/// Writes a person into a change that is under way, see [`Store::save_person`].
pub(crate) async fn write_person(writing: &mut Writing, seen: Option<&Person>, person: &Person) -> Result<()> {
    if person.email != person.email.trim().to_lowercase() {
        return Err(StoreError::Broken("an address is kept in lower case, without blanks around it".to_string()));
    }
    let held = held(writing, &person.id).await?;
    match (seen, &held) {
        (None, Some(_)) => return Err(StoreError::Taken("a person of that identifier".to_string())),
        (Some(seen), held) if held.as_ref().map(in_order) != Some(in_order(seen)) => {
            return Err(StoreError::Changed(seen.name.clone()));
        }
        _ => {}
    }
    let same = "select person from person where tenant = $1 and email = $2 and person <> $3";
    if writing.one(same, cells![writing.tenant(), &person.email, &person.id]).await?.is_some() {
        return Err(StoreError::Taken("a person of that e-mail address".to_string()));
    }
    let state = word(&PERSON_STATES, &person.state);
    writing.put(&PERSON, cells![&person.id, &person.name, &person.email, state]).await?;
    let before = held.map(|held| held.grants).unwrap_or_default();
    for gone in before.iter().filter(|grant| !person.grants.contains(grant)) {
        let key = cells![&person.id, word(&ROLES, &gone.role), gone.scope.write()];
        writing.remove(&GRANT, key).await?;
    }
    for new in person.grants.iter().filter(|grant| !before.contains(grant)) {
        writing.put(&GRANT, cells![&person.id, word(&ROLES, &new.role), new.scope.write()]).await?;
    }
    Ok(())
}

/// A person with the grants in one order, so that two readings compare.
fn in_order(person: &Person) -> Person {
    let mut person = person.clone();
    person.grants.sort();
    person
}

async fn held(writing: &mut Writing, id: &str) -> Result<Option<Person>> {
    let sql = "select person, name, email, state from person where tenant = $1 and person = $2";
    let Some(row) = writing.one(sql, cells![writing.tenant(), id]).await? else { return Ok(None) };
    let sql = "select role, scope from person_grant where tenant = $1 and person = $2";
    let grants = writing.rows(sql, cells![writing.tenant(), id]).await?;
    let grants = grants.into_iter().map(grant).collect::<Result<Vec<_>>>()?;
    person(row, |_| grants).map(Some)
}

pub(crate) async fn with_grants(tx: &mut Tx, tenant: &str, row: Option<Row>) -> Result<Option<Person>> {
    let Some(row) = row else { return Ok(None) };
    let mut found = person(row, |_| Vec::new())?;
    let sql = "select role, scope from person_grant where tenant = $1 and person = $2";
    let grants = tx.rows(sql, cells![tenant, &found.id]).await?;
    found.grants = grants.into_iter().map(grant).collect::<Result<Vec<_>>>()?;
    found.grants.sort();
    Ok(Some(found))
}

fn person(mut row: Row, grants: impl FnOnce(&str) -> Vec<Grant>) -> Result<Person> {
    let id = row.text()?;
    let mut grants = grants(&id);
    grants.sort();
    Ok(Person { id, name: row.text()?, email: row.text()?, state: row.word(&PERSON_STATES)?, grants })
}

fn grant(mut row: Row) -> Result<Grant> {
    let role = row.word(&ROLES)?;
    let scope = Scope::parse(&row.text()?).ok_or_else(|| unexpected("a scope"))?;
    Ok(Grant { role, scope })
}
