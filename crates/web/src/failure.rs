//! Everything that can go wrong with a request, each with its status and with a page that says what happened and what
//! to do. Causes go to the log, never to a person.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use store::StoreError;

use crate::assets::hex;
use crate::words::{fill, say};

/// Why a request was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// Nothing is at this address.
    NotFound,
    /// The address is not asked for in this way.
    WrongMethod,
    /// The page is for people who are signed in.
    SignedOut,
    /// The person's role does not reach this far.
    NotAllowed,
    /// The session began with a link from a mail, which does not reach this far.
    ByLink,
    /// Somebody else changed it after the person saw it.
    Changed,
    /// Something of the same name exists.
    Taken,
    /// The form carries no token, or that of another session.
    Forged,
    /// The request came from a page of another site.
    ForeignPage,
    /// What was sent cannot be read; what is wrong with it, for the person.
    Refused(String),
    /// Who asks is not let in: why, and what to do, for the person.
    NotLetIn(String),
    /// A one-use link that is used, too old or unknown.
    Spent,
    /// More was sent than is taken: the most, in bytes.
    TooLarge(usize),
    /// Too many attempts; none is taken until then.
    TooMany(Timestamp),
    /// Several costly things of the same person wait already.
    OneAtATime,
    /// What was sent came too slowly to be waited for.
    TooSlow,
    /// The database does not answer.
    Gone,
    /// The single sign-on of the council does not answer, or not as it should.
    ProviderGone,
    /// It cannot be done as things stand: why, and what to do, for the person.
    NotNow(String),
    /// The disk is full.
    Full,
    /// The database was changed by a later version of the program.
    Newer,
    /// Everything that may be done at once is being done.
    Busy,
    /// Anything else: the reference under which its cause stands in the log.
    Broken(String),
}

impl Failure {
    /// A fault of the program: the cause goes to the log under a reference that the page shows.
    pub fn broken(cause: &dyn std::fmt::Display) -> Failure {
        Failure::Broken(Failure::logged(cause))
    }

    /// Puts a cause into the log; the reference under which it stands there.
    pub fn logged(cause: &dyn std::fmt::Display) -> String {
        let mut bytes = [0_u8; 4];
        // Without randomness the reference is 00000000, which the log shows just as well.
        let _ = getrandom::fill(&mut bytes);
        let reference = hex(&bytes);
        tracing::error!(%reference, %cause, "request failed");
        reference
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Failure::NotFound => StatusCode::NOT_FOUND,
            Failure::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Failure::SignedOut => StatusCode::UNAUTHORIZED,
            Failure::NotAllowed | Failure::ByLink | Failure::Forged | Failure::ForeignPage | Failure::NotLetIn(_) => {
                StatusCode::FORBIDDEN
            }
            Failure::Changed | Failure::Taken | Failure::NotNow(_) => StatusCode::CONFLICT,
            Failure::Refused(_) => StatusCode::BAD_REQUEST,
            Failure::Spent => StatusCode::GONE,
            Failure::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Failure::TooMany(_) | Failure::OneAtATime => StatusCode::TOO_MANY_REQUESTS,
            Failure::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Failure::ProviderGone => StatusCode::BAD_GATEWAY,
            Failure::Gone | Failure::Newer | Failure::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Failure::Full => StatusCode::INSUFFICIENT_STORAGE,
            Failure::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What happened, in a few words.
    pub fn title(&self) -> &'static str {
        say(match self {
            Failure::NotFound => "failure.not_found",
            Failure::WrongMethod => "failure.wrong_method",
            Failure::SignedOut => "failure.signed_out",
            Failure::NotAllowed => "failure.not_allowed",
            Failure::ByLink => "failure.by_link",
            Failure::Changed => "failure.changed",
            Failure::Taken => "failure.taken",
            Failure::Forged | Failure::ForeignPage => "failure.forged",
            Failure::Refused(_) => "failure.refused",
            Failure::NotLetIn(_) => "failure.not_let_in",
            Failure::Spent => "failure.spent",
            Failure::TooLarge(_) => "failure.too_large",
            Failure::TooMany(_) => "failure.too_many",
            Failure::OneAtATime => "failure.one_at_a_time",
            Failure::TooSlow => "failure.too_slow",
            Failure::ProviderGone => "failure.provider_gone",
            Failure::NotNow(_) => "failure.not_now",
            Failure::Gone => "failure.gone",
            Failure::Full => "failure.full",
            Failure::Newer => "failure.newer",
            Failure::Busy => "failure.busy",
            Failure::Broken(_) => "failure.broken",
        })
    }

    /// What it means and what to do.
    pub fn says(&self) -> String {
        match self {
            Failure::NotFound => say("failure.not_found_says").to_string(),
            Failure::WrongMethod => say("failure.wrong_method_says").to_string(),
            Failure::SignedOut => say("failure.signed_out_says").to_string(),
            Failure::NotAllowed => say("failure.not_allowed_says").to_string(),
            Failure::ByLink => say("failure.by_link_says").to_string(),
            Failure::Changed => say("failure.changed_says").to_string(),
            Failure::Taken => say("failure.taken_says").to_string(),
            Failure::Forged => say("failure.forged_says").to_string(),
            Failure::ForeignPage => say("failure.forged_other").to_string(),
            Failure::Refused(says) | Failure::NotNow(says) | Failure::NotLetIn(says) => says.clone(),
            Failure::ProviderGone => say("failure.provider_gone_says").to_string(),
            Failure::Spent => say("failure.spent_says").to_string(),
            Failure::TooLarge(most) => fill("failure.too_large_says", &[("limit", &in_words(*most))]),
            Failure::TooMany(until) => fill("failure.too_many_says", &[("until", &crate::moment::clock_time(*until))]),
            Failure::OneAtATime => say("failure.one_at_a_time_says").to_string(),
            Failure::TooSlow => say("failure.too_slow_says").to_string(),
            Failure::Gone => say("failure.gone_says").to_string(),
            Failure::Full => say("failure.full_says").to_string(),
            Failure::Newer => say("failure.newer_says").to_string(),
            Failure::Busy => say("failure.busy_says").to_string(),
            Failure::Broken(reference) => fill("failure.broken_says", &[("reference", reference)]),
        }
    }

    /// Whether the same request may succeed when it is made again as it is.
    pub fn may_pass(&self) -> bool {
        matches!(
            self,
            Failure::Forged | Failure::OneAtATime | Failure::Gone | Failure::Full | Failure::Busy | Failure::Broken(_)
        )
    }
}

/// A size for people: `20 MB`, `256 kB`.
fn in_words(bytes: usize) -> String {
    match bytes / 1024 {
        kilobytes @ 0..1024 => format!("{kilobytes} kB"),
        kilobytes => format!("{} MB", kilobytes / 1024),
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        match error {
            StoreError::Changed(_) => Failure::Changed,
            StoreError::Taken(_) => Failure::Taken,
            StoreError::Full => Failure::Full,
            StoreError::Newer { .. } => Failure::Newer,
            StoreError::Gone(cause) => {
                tracing::error!(%cause, "the database does not answer");
                Failure::Gone
            }
            StoreError::Broken(cause) => Failure::broken(&cause),
            // Said when the database is opened, before anybody can ask.
            StoreError::Unchecked => Failure::broken(&error),
        }
    }
}

impl From<cycle::Failure> for Failure {
    fn from(failure: cycle::Failure) -> Failure {
        match failure {
            cycle::Failure::NotAllowed(_) => Failure::NotAllowed,
            cycle::Failure::NotFound(_) => Failure::NotFound,
            cycle::Failure::Changed(_) => Failure::Changed,
            cycle::Failure::Refused(problems) => {
                let says =
                    problems.iter().map(|problem| format!("{}: {}. {}", problem.file, problem.says, problem.hint));
                Failure::Refused(says.collect::<Vec<_>>().join("\n"))
            }
            cycle::Failure::Asked(questions) => Failure::Refused(questions.join("\n")),
            cycle::Failure::NotNow { says, hint } => Failure::NotNow(format!("{says}. {hint}")),
            cycle::Failure::Store(error) => error.into(),
            cycle::Failure::Press(cause) => Failure::broken(&cause),
        }
    }
}

/// The bare answer, which carries what failed: the guard of every route makes a page of it, for it knows whose it is.
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
