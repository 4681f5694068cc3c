//! The demonstration inside the program: an example council at work on its next quarter.

use folder::Files;
use jiff::Timestamp;
use rust_embed::Embed;
use store::{Doing, Store};
use web::settings::Shown;

use crate::workflow::Stop;

/// What everybody in the demonstration signs in with; it is shown on the page.
pub const PASSWORD: &str = "only a demonstration";

#[derive(Embed)]
#[folder = "../../examples"]
struct Examples;

/// The demonstration, read.
///
/// # Errors
/// Its files have a fault, which tests exclude.
pub fn read() -> Result<cycle::demo::Demo, Stop> {
    let file = |path: std::borrow::Cow<'static, str>| Some((path.to_string(), Examples::get(&path)?.data.into_owned()));
    let files: Files = Examples::iter().filter_map(file).collect();
    cycle::demo::read(&files).map_err(|problem| Stop::Faults(vec![problem]))
}

/// The people whom anybody may sign in as.
pub fn people(demo: &cycle::demo::Demo) -> Vec<Shown> {
    let shown = demo.people.iter().map(|(person, about)| Shown {
        name: person.name.clone(),
        email: person.email.clone(),
        about: about.clone(),
        password: PASSWORD.to_string(),
    });
    shown.collect()
}

/// Gives everybody the password, by its digest.
///
/// # Errors
/// The store's.
pub async fn give_passwords(
    store: &Store,
    tenant: &str,
    demo: &cycle::demo::Demo,
    digest: &str,
    now: Timestamp,
) -> Result<(), store::StoreError> {
    for (person, _) in &demo.people {
        let (act, subject) = ("password-changed".to_string(), person.id.clone());
        let doing = Doing { by: None, at: now, act, subject, before: None, after: None, why: None };
        store.set_password(tenant, &person.id, digest, &doing).await?;
    }
    Ok(())
}
