//! The public site of a council: its editions in every form, as one folder of pages.

use domain::{Edition, EditionStatus};

use super::Stop;
use super::editions::{Ready, Wanted};
use super::forms::Form;

/// The editions with the forms that the site offers: none of a draft, which is no part of it, and none of a withdrawn
/// one, of which a notice remains.
pub fn wanted(editions: &[Edition]) -> Vec<Wanted<'_>> {
    let forms = |edition: &Edition| -> &'static [Form] {
        match edition.status {
            EditionStatus::Draft | EditionStatus::Withdrawn => &[],
            EditionStatus::Published | EditionStatus::Superseded => &Form::OF_SITE,
        }
    };
    editions.iter().map(|edition| (edition, forms(edition))).collect()
}

/// Makes the site, in the look of the latest edition, for where it will stand.
///
/// # Errors
/// [`Stop::Asked`] if there is no edition to publish.
pub fn site(editions: &[Ready], stand: publish::Stand<'_>) -> Result<publish::Site, Stop> {
    let downloads: Vec<Vec<(String, Vec<u8>)>> = editions
        .iter()
        .map(|ready| ready.outputs.iter().map(|(name, file)| (name.clone(), file.clone())).collect())
        .collect();
    let given: Vec<publish::Edition<'_>> = editions
        .iter()
        .zip(&downloads)
        .map(|(Ready { composed, .. }, downloads)| publish::Edition {
            snapshot: &composed.snapshot,
            report: &composed.report,
            downloads,
        })
        .collect();
    let made = editions.last().and_then(|latest| publish::site(&given, &latest.composed.look, stand));
    let hint = "Give an edition the status published in editions.toml.";
    made.ok_or_else(|| Stop::asked("There is no edition to publish", hint))
}
