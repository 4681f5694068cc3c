//! The council's mail server, as the configuration file has it.

use std::path::PathBuf;

use serde::Deserialize;
use web::settings::{MailServer, Secret};

use super::secret;
use crate::server::reached::is_here;
use crate::workflow::Stop;

/// The council's mail server.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// A file that holds its address with login and password, readable by the server alone.
    pub url_file: PathBuf,
    /// The address that mail comes from.
    pub from: String,
    /// The name beside it.
    pub name: String,
    /// A certificate of the council's own authority.
    pub authority: Option<PathBuf>,
    /// Whether mail goes without TLS to another machine, where everybody on the way reads the links in it.
    #[serde(default)]
    pub plain: bool,
}

impl Mail {
    /// As the server takes it.
    ///
    /// # Errors
    /// The file of its address cannot be read; mail would go to another machine without TLS, which nobody asked for.
    pub(super) fn read(&self) -> Result<MailServer, Stop> {
        let server = MailServer {
            url: Secret::new(secret(&self.url_file, "The address of the mail server")?),
            from: self.from.clone(),
            name: self.name.clone(),
            authority: self.authority.clone(),
        };
        match server.plain_host() {
            Some(host) if !self.plain && !is_here(&host) => {
                let says = format!("Mail would go to {host} without encryption");
                let hint = "Anybody on the way could read the links in it and come in with them: take ?tls=none out of the \
                            address, so that STARTTLS is asked for; or, where nobody can listen on the way, set \
                            mail.plain = true.";
                Err(Stop::asked(says, hint))
            }
            _ => Ok(server),
        }
    }
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn mail_goes_to_another_machine_without_tls_only_where_it_is_asked_for_by_name() {
        let folder = tempfile::tempdir().unwrap();
        let url_file = folder.path().join("mail.secret");
        for (url, plain, taken) in [
            ("smtp://mail.example.gov.uk", false, true),
            ("smtps://clerk:letters@mail.example.gov.uk", false, true),
            ("smtp://localhost?tls=none", false, true),
            ("smtp://127.0.0.1:2525?tls=none", false, true),
            ("smtp://[::1]:2525?tls=none", false, true),
            ("smtp://mail.example.gov.uk?tls=none", false, false),
            ("smtp://clerk:letters@mail.example.gov.uk:25?tls=none", false, false),
            ("smtp://localhost:letters@mail.example.gov.uk?tls=none", false, false),
            ("smtp://mail.example.gov.uk?other=1&tls=none", false, false),
            ("smtp://mail.example.gov.uk?tls=none", true, true),
        ] {
            std::fs::write(&url_file, format!("{url}\n")).unwrap();
            let (from, name) = ("performance@example.gov.uk".to_string(), "Performance team".to_string());
            let read = Mail { url_file: url_file.clone(), from, name, authority: None, plain }.read();
            assert_eq!(read.is_ok(), taken, "{url}: {read:?}");
            let told = read.err().map(|stop| format!("{stop:?}")).unwrap_or_default();
            assert!(taken || (told.contains("mail.plain = true") && !told.contains("letters")), "{told}");
        }
    }
}
