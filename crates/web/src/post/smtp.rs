//! The council's own mail server, over TLS.

use std::fs;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use axum::http::Uri;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use super::{Letter, Postman, Undelivered};
use crate::settings::MailServer;

/// A server that says nothing for so long is away.
const PATIENCE: Duration = Duration::from_secs(20);

/// The council's own mail server.
pub struct Smtp(AsyncSmtpTransport<Tokio1Executor>);

impl Smtp {
    /// A server as the settings have it. Nothing is sent yet.
    ///
    /// # Errors
    /// What is wrong with the settings, without any secret in it.
    pub fn new(server: &MailServer) -> Result<Smtp, String> {
        let url = server.url.secret();
        let parsed: Uri = url.parse().map_err(|_| wrong_address())?;
        let host = parsed.host().ok_or_else(wrong_address)?;
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let tls = match (parsed.scheme_str(), asked(&parsed)) {
            (Some("smtps"), None) => Tls::Wrapper(trust(server, host)?),
            (Some("smtp"), None | Some("required")) => Tls::Required(trust(server, host)?),
            (Some("smtp"), Some("none")) => Tls::None,
            _ => return Err(wrong_address()),
        };
        // The library reads login, host and port; how it is encrypted was decided above.
        let bare = url.split_once('?').map_or(url, |(bare, _)| bare);
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(bare).map_err(|_| wrong_address())?;
        Ok(Smtp(builder.tls(tls).timeout(Some(PATIENCE)).build()))
    }
}

/// What an address says about encryption.
fn asked(address: &Uri) -> Option<&str> {
    address.query().and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("tls=")))
}

impl MailServer {
    /// The host to which mail would go without TLS. `None`: it goes encrypted, or the address is none.
    pub fn plain_host(&self) -> Option<String> {
        let parsed: Uri = self.url.secret().parse().ok()?;
        (asked(&parsed) == Some("none")).then(|| parsed.host().map(str::to_string))?
    }
}

fn wrong_address() -> String {
    "the mail server's address is not one: write smtps://LOGIN:PASSWORD@HOST, or smtp://LOGIN:PASSWORD@HOST for \
     STARTTLS, or smtp://HOST?tls=none for a server on this machine"
        .to_string()
}

/// Whom to believe that the server is who it says: the public authorities, and the council's own where it has one.
fn trust(server: &MailServer, host: &str) -> Result<TlsParameters, String> {
    let mut trust = TlsParameters::builder(host.to_string());
    if let Some(file) = &server.authority {
        let shown = file.display();
        let pem = fs::read(file).map_err(|error| format!("the mail server's authority {shown}: {error}"))?;
        let certificate = Certificate::from_pem(&pem);
        trust = trust.add_root_certificate(certificate.map_err(|_| format!("{shown} is not a certificate as PEM"))?);
    }
    trust.build().map_err(|error| format!("TLS: {error}"))
}

impl Postman for Smtp {
    fn take<'a>(&'a self, letter: &'a Letter) -> Pin<Box<dyn Future<Output = Result<(), Undelivered>> + Send + 'a>> {
        Box::pin(async move {
            let sent = self.0.send(letter.message().clone()).await;
            sent.map(drop).map_err(|error| undelivered(&error))
        })
    }
}

fn undelivered(error: &Error) -> Undelivered {
    let mut why = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let inner_says = inner.to_string();
        if !why.contains(&inner_says) {
            why = format!("{why}: {inner_says}");
        }
        cause = inner.source();
    }
    let code = error.status().map(|code| code.to_string());
    match code {
        // Login and encryption: the same for every mail, and mended by an administrator.
        Some(code) if code.starts_with("53") || code == "421" => Undelivered::Away(why),
        Some(_) if error.is_permanent() => Undelivered::Refused(why),
        Some(_) => Undelivered::Later(why),
        None => Undelivered::Away(why),
    }
}
