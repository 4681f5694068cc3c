//! What stands on the cover and in every output's metadata.

use domain::EditionStatus;
use domain::calendar::print_date;

use super::Composer;
use crate::document::Meta;

impl Composer<'_> {
    /// The cover of the edition.
    pub(super) fn meta(&self) -> Meta {
        let snapshot = self.snapshot;
        let edition = &snapshot.edition;
        let position_at = print_date(edition.position_at);
        let plan = snapshot.plan.title.clone();
        let with = [("council", snapshot.council.as_str()), ("plan", plan.as_str()), ("date", position_at.as_str())];
        Meta {
            council: snapshot.council.clone(),
            title: edition.title.clone(),
            period: snapshot.calendar.print(edition.period),
            edition: edition.period.to_string(),
            language: snapshot.language.clone(),
            position_iso: edition.position_at.to_string(),
            published_on: edition.published_on.map(print_date),
            status: self.words.say(status_key(edition.status)).to_string(),
            banner: self.banner(),
            licence: snapshot.licence.clone(),
            contact: snapshot.contact.clone(),
            description: self.words.fill("meta.description", &with),
            plan,
            position_at,
        }
    }

    /// What every page must say: invented figures first, then that it is a draft or no longer stands.
    fn banner(&self) -> Option<String> {
        let edition = &self.snapshot.edition;
        let key = match edition.status {
            _ if edition.demonstration => "banner.demonstration",
            EditionStatus::Draft => "banner.draft",
            EditionStatus::Superseded => "banner.superseded",
            EditionStatus::Withdrawn => "banner.withdrawn",
            EditionStatus::Published => return None,
        };
        Some(self.words.say(key).to_string())
    }
}

fn status_key(status: EditionStatus) -> &'static str {
    match status {
        EditionStatus::Draft => "status.draft",
        EditionStatus::Published => "status.published",
        EditionStatus::Superseded => "status.superseded",
        EditionStatus::Withdrawn => "status.withdrawn",
    }
}
