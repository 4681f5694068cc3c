//! Licences that programs know by a name and an address.

/// Phrases in a council's own sentence, the SPDX name, and the address.
const KNOWN: [(&[&str], &str, &str); 4] = [
    (
        &["Open Government Licence", "3"],
        "OGL-UK-3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
    (
        &["Open Government Licence", "2"],
        "OGL-UK-2.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/2/",
    ),
    (&["CC BY 4.0"], "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    (&["CC0"], "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
];

fn known(sentence: &str) -> Option<(&'static str, &'static str)> {
    let found = KNOWN.iter().find(|(phrases, ..)| phrases.iter().all(|phrase| sentence.contains(phrase)));
    found.map(|(_, name, address)| (*name, *address))
}

/// The SPDX name of a licence. `None`: not known here, and its sentence must do.
pub fn name(sentence: &str) -> Option<&'static str> {
    known(sentence).map(|(name, _)| name)
}

/// The address of a licence. `None`: not known here, and its sentence must do.
pub fn address(sentence: &str) -> Option<&'static str> {
    known(sentence).map(|(_, address)| address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_known_by_its_sentence_and_an_unknown_one_is_not_guessed() {
        assert_eq!(name("Open Government Licence v3.0"), Some("OGL-UK-3.0"));
        assert_eq!(name("Creative Commons CC BY 4.0"), Some("CC-BY-4.0"));
        assert_eq!((name("All rights reserved"), address("")), (None, None));
    }
}
