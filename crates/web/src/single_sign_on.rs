//! Single sign-on by OpenID Connect: the code flow with PKCE, state and nonce, which only the browser that began can
//! finish. Nothing of it is stored: all three are made of one token that this browser keeps in a cookie for minutes.

use std::time::Duration;

use jiff::Timestamp;
use openidconnect::core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata};
use openidconnect::{
    AuthenticationContextClass, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, HttpRequest, HttpResponse, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, Scope, TokenResponse,
};

use crate::failure::Failure;
use crate::session::later;
use crate::settings::{Addresses, Provider};
use crate::token::Token;
use crate::words::say;

/// How long the provider may take for an answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most that is read of an answer, in bytes.
const LARGEST: u64 = 1024 * 1024;
/// Where the provider sends people back to.
pub const BACK: &str = "/sign-in/back";

type Client =
    CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointMaybeSet, EndpointMaybeSet>;

/// Who the provider says somebody is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The provider, by the address under which it signs.
    pub issuer: String,
    /// Who they are there (`sub`), which it gives to nobody else.
    pub subject: String,
    /// Their address, in small letters; or why nobody can be recognised by it, for the person.
    pub email: Result<String, &'static str>,
    /// Until when the sign-in there counts. `None`: for ever.
    pub until: Option<Timestamp>,
}

/// The address at the provider to which a browser that holds this token is sent.
///
/// # Errors
/// The provider does not answer, or not as it should.
pub async fn begin(provider: &Provider, address: &str, token: &Token) -> Result<String, Failure> {
    let (provider, address, token) = (provider.clone(), address.to_string(), token.clone());
    away(move || {
        let client = client(&provider, &address)?;
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier(&token));
        let state = CsrfToken::new(token.derived("state").secret().to_string());
        let nonce = nonce(&token);
        let asking = client
            .authorize_url(CoreAuthenticationFlow::AuthorizationCode, || state, || nonce)
            .add_scopes(["email", "profile"].map(|scope| Scope::new(scope.to_string())))
            .set_pkce_challenge(challenge);
        let asking = match &provider.strength {
            Some(strength) => asking.add_auth_context_value(AuthenticationContextClass::new(strength.clone())),
            None => asking,
        };
        let asking = match provider.longest {
            Some(longest) => asking.set_max_age(longest),
            None => asking,
        };
        let (to, ..) = asking.url();
        Ok(to.to_string())
    })
    .await
}

/// Who came back with a code, as the provider's signed word says.
///
/// # Errors
/// [`Failure::Spent`] where this browser did not begin it; [`Failure::NotLetIn`] where the provider asked less strongly, or
/// longer ago, than the council wants;
/// [`Failure::ProviderGone`] where the provider does not answer as it should.
pub async fn finish(
    provider: &Provider,
    address: &str,
    token: &Token,
    code: &str,
    state: &str,
    now: Timestamp,
) -> Result<Known, Failure> {
    if !token.derived("state").is(state) {
        return Err(Failure::Spent);
    }
    let (provider, address, token, code) = (provider.clone(), address.to_string(), token.clone(), code.to_string());
    away(move || {
        let client = client(&provider, &address)?;
        let asked = client.exchange_code(AuthorizationCode::new(code)).map_err(|error| gone(&error))?;
        let answer = asked.set_pkce_verifier(verifier(&token)).request(&ask).map_err(|error| gone(&error))?;
        let signed = answer.id_token().ok_or_else(|| gone(&"no identity token"))?;
        let claims = signed.claims(&client.id_token_verifier(), &nonce(&token)).map_err(|error| gone(&error))?;
        let said = claims.auth_context_ref().map(AsRef::as_ref);
        if provider.strength.is_some() && said != provider.strength.as_deref() {
            return Err(Failure::NotLetIn(say("provider.too_weak").to_string()));
        }
        let signed_in_at = claims.auth_time().and_then(|at| Timestamp::from_second(at.timestamp()).ok());
        let until = counts_until(provider.longest, signed_in_at, now)?;
        let mut email = claims.email().map(|email| email.as_str().to_string());
        let mut proven = claims.email_verified();
        // Some providers tell addresses only when asked for them.
        if email.is_none() {
            let asked = client.user_info(answer.access_token().clone(), Some(claims.subject().clone()));
            let told: openidconnect::core::CoreUserInfoClaims =
                asked.map_err(|error| gone(&error))?.request(&ask).map_err(|error| gone(&error))?;
            email = told.email().map(|email| email.as_str().to_string());
            proven = told.email_verified();
        }
        let believed = provider.addresses == Addresses::All || proven == Some(true);
        let email = match email {
            Some(email) if believed => Ok(email.trim().to_lowercase()),
            Some(_) => Err(say("provider.not_proven")),
            None => Err(say("provider.no_address")),
        };
        let (issuer, subject) = (claims.issuer().to_string(), claims.subject().to_string());
        Ok(Known { issuer, subject, email, until })
    })
    .await
}

/// Until when a sign-in at the provider counts. `None`: for ever, for the council did not ask when it was.
fn counts_until(
    longest: Option<Duration>,
    signed_in_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<Option<Timestamp>, Failure> {
    let Some(longest) = longest else { return Ok(None) };
    let at = signed_in_at.ok_or_else(|| Failure::NotLetIn(say("provider.no_moment").to_string()))?;
    let until = later(at, longest);
    if until <= now {
        return Err(Failure::NotLetIn(say("provider.too_long_ago").to_string()));
    }
    Ok(Some(until))
}

fn verifier(token: &Token) -> PkceCodeVerifier {
    PkceCodeVerifier::new(token.derived("verifier").secret().to_string())
}

fn nonce(token: &Token) -> Nonce {
    Nonce::new(token.derived("nonce").secret().to_string())
}

fn client(provider: &Provider, address: &str) -> Result<Client, Failure> {
    let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(|error| gone(&error))?;
    let known = CoreProviderMetadata::discover(&issuer, &ask).map_err(|error| gone(&error))?;
    let back = RedirectUrl::new(format!("{address}{BACK}")).map_err(|error| gone(&error))?;
    let (client, secret) = (ClientId::new(provider.client.clone()), ClientSecret::new(provider.secret.clone()));
    Ok(CoreClient::from_provider_metadata(known, client, Some(secret)).set_redirect_uri(back))
}

/// Asks the provider. Redirects are not followed: an answer must not send us to ask elsewhere.
fn ask(request: HttpRequest) -> Result<HttpResponse, ureq::Error> {
    let config = ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).max_redirects(0);
    let agent = config.max_redirects_will_error(false).http_status_as_error(false).build().new_agent();
    let (parts, mut body) = agent.run(request)?.into_parts();
    Ok(HttpResponse::from_parts(parts, body.with_config().limit(LARGEST).read_to_vec()?))
}

fn gone(cause: &dyn std::fmt::Display) -> Failure {
    tracing::error!(%cause, "single sign-on failed");
    Failure::ProviderGone
}

/// Runs what waits for the network on a thread of its own.
async fn away<T: Send + 'static>(run: impl FnOnce() -> Result<T, Failure> + Send + 'static) -> Result<T, Failure> {
    tokio::task::spawn_blocking(run).await.map_err(|error| Failure::broken(&error))?
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn a_sign_in_at_the_provider_counts_for_as_long_as_the_council_says_and_no_longer() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let hours = |hours: u64| Some(Duration::from_secs(hours * 60 * 60));
        let now = at("2026-01-12T09:00:00Z");
        let told = |key| Err(Failure::NotLetIn(say(key).to_string()));
        for (longest, signed_in_at, counts) in [
            (None, None, Ok(None)),
            (None, Some("2020-01-01T00:00:00Z"), Ok(None)),
            (hours(8), Some("2026-01-12T09:00:00Z"), Ok(Some(at("2026-01-12T17:00:00Z")))),
            (hours(8), Some("2026-01-12T01:00:01Z"), Ok(Some(at("2026-01-12T09:00:01Z")))),
            (hours(8), Some("2026-01-12T01:00:00Z"), told("provider.too_long_ago")),
            (hours(8), Some("2020-01-01T00:00:00Z"), told("provider.too_long_ago")),
            (hours(8), None, told("provider.no_moment")),
        ] {
            assert_eq!(counts_until(longest, signed_in_at.map(at), now), counts, "{longest:?} {signed_in_at:?}");
        }
    }
}
