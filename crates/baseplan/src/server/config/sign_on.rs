//! Single sign-on, as the configuration file has it.

use std::num::NonZeroU64;
use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;
use web::settings::{Addresses, Provider, Ways};

use super::secret;
use crate::server::reached::is_here;
use crate::workflow::Stop;

/// Single sign-on by OpenID Connect.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOn {
    /// What its button says.
    pub name: String,
    /// Its address.
    pub issuer: String,
    /// Our name there.
    pub client: String,
    /// A file that holds our secret there, readable by the server alone.
    pub secret_file: PathBuf,
    /// Whether every address is believed, and not only those that it has proven.
    #[serde(default)]
    pub believe_all_addresses: bool,
    /// How strongly it must have asked, as it calls it (`acr`).
    pub strength: Option<String>,
    /// Hours for which a sign-in there counts.
    pub longest_hours: Option<NonZeroU64>,
    /// Whether it is the only way in, beside the link of whoever runs the server.
    #[serde(default)]
    pub only: bool,
}

impl SignOn {
    /// As the server takes it.
    ///
    /// # Errors
    /// The file of its secret cannot be read; its address is http and not this machine's.
    pub(super) fn read(&self) -> Result<web::settings::SignOn, Stop> {
        if !self.issuer.starts_with("https://") && !is_here(&self.issuer) {
            let says = format!("The provider of single sign-on, {}, is not asked by https", self.issuer);
            let hint = "Anybody on the way could sign in as anybody: set its https address as issuer.";
            return Err(Stop::asked(says, hint));
        }
        let provider = Provider {
            name: self.name.clone(),
            issuer: self.issuer.clone(),
            client: self.client.clone(),
            secret: secret(&self.secret_file, "The secret of single sign-on")?,
            addresses: if self.believe_all_addresses { Addresses::All } else { Addresses::Proven },
            strength: self.strength.clone(),
            longest: self.longest_hours.map(|hours| Duration::from_secs(hours.get().saturating_mul(60 * 60))),
        };
        let ways = if self.only { Ways::ProviderOnly } else { Ways::All };
        Ok(web::settings::SignOn { provider, ways })
    }
}

#[cfg(test)]
mod cases {
    use std::fs;

    use super::*;
    use crate::server::config::Config;

    #[test]
    fn a_provider_is_asked_by_https_or_on_this_machine() {
        let folder = tempfile::tempdir().unwrap();
        let secret_file = folder.path().join("secret");
        fs::write(&secret_file, "a secret\n").unwrap();
        for (issuer, taken) in [
            ("https://login.example.gov.uk", true),
            ("http://127.0.0.1:3000", true),
            ("http://login.example.gov.uk", false),
            ("login.example.gov.uk", false),
        ] {
            let (name, client, issuer) = ("Council".to_string(), "baseplan".to_string(), issuer.to_string());
            let secret_file = secret_file.clone();
            let sign_on = SignOn {
                name,
                issuer,
                client,
                secret_file,
                believe_all_addresses: false,
                strength: None,
                longest_hours: None,
                only: true,
            };
            let mut settings = web::Settings::of("http://localhost", "made");
            let filled = Config { sign_on: Some(sign_on), ..Config::default() }.fill(&mut settings);
            assert_eq!(filled.is_ok(), taken, "{filled:?}");
            assert_eq!(settings.only_provider("made").is_some(), taken);
        }
    }

    #[test]
    fn each_council_of_a_server_may_have_a_provider_of_its_own_and_the_others_share_one() {
        let folder = tempfile::tempdir().unwrap();
        let secret_file = folder.path().join("secret");
        fs::write(&secret_file, "a secret\n").unwrap();
        let text = r#"
            [sign_on]
            name = "the shared account"
            issuer = "https://login.example.gov.uk"
            client = "baseplan"
            secret_file = "SECRET"

            [[council]]
            id = "first"
            host = "first.example.gov.uk"

            [[council]]
            id = "second"
            host = "second.example.gov.uk"

            [council.sign_on]
            name = "the second's account"
            issuer = "https://login.second.example.gov.uk"
            client = "performance"
            secret_file = "SECRET"
            longest_hours = 8
            only = true
        "#;
        let config: Config = toml::from_str(&text.replace("SECRET", &secret_file.display().to_string())).unwrap();
        let mut settings = web::Settings::of("https://reports.example.gov.uk", "first");
        config.fill(&mut settings).unwrap();
        let of = |tenant: &str| {
            let provider = settings.provider(tenant).unwrap();
            let hours = provider.longest.map(|longest| longest.as_secs() / (60 * 60));
            (provider.name.as_str(), hours, settings.only_provider(tenant).is_some())
        };
        assert_eq!(of("first"), ("the shared account", None, false));
        assert_eq!(of("second"), ("the second's account", Some(8), true));
        assert_eq!(settings.provider("second").unwrap().issuer, "https://login.second.example.gov.uk");
    }
}
