//! What went wrong, as RFC 9457 writes it.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use collect::figure::FieldProblem;
use serde::Serialize;
use store::StoreError;
use utoipa::ToSchema;

use super::said::EntrySaid;
use crate::failure::Failure;

/// What went wrong: `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: the status says what kind it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// What happened, in a few words.
    title: String,
    /// The status of the answer.
    status: u16,
    /// What it means and what to do.
    detail: String,
    /// Every fault of what was sent, each at its field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    problems: Vec<Fault>,
    /// What stands there now, where somebody else entered it in between.
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<Box<EntrySaid>>,
}

/// One fault of what was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Fault {
    /// The field; of a question that wants a reason, `why`.
    field: String,
    /// The name of the rule, a fixed word.
    rule: String,
    /// What is wrong.
    says: String,
    /// What to do.
    hint: String,
}

impl Problem {
    /// A problem with a status.
    pub fn new(status: StatusCode, title: &str, detail: impl Into<String>) -> Problem {
        let (title, detail, status) = (title.to_string(), detail.into(), status.as_u16());
        Problem { kind: "about:blank", title, status, detail, problems: Vec::new(), now: None }
    }

    /// A failure as a program reads it.
    pub fn of(failure: &Failure) -> Problem {
        Problem::new(failure.status(), failure.title(), failure.says())
    }

    /// What was sent has faults.
    pub fn faults(problems: Vec<Fault>) -> Problem {
        let says = "Nothing was saved. Every fault is listed: mend them all and send it again.";
        Problem { problems, ..Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "What was sent has faults", says) }
    }

    /// Something else stands there than who sent it saw.
    pub fn changed(now: Option<EntrySaid>) -> Problem {
        let failure = Failure::Changed;
        Problem { now: now.map(Box::new), ..Problem::new(StatusCode::CONFLICT, failure.title(), failure.says()) }
    }
}

impl Fault {
    /// A fault at a field.
    pub fn at(field: &str, rule: &str, says: impl Into<String>, hint: impl Into<String>) -> Fault {
        Fault { field: field.to_string(), rule: rule.to_string(), says: says.into(), hint: hint.into() }
    }

    /// A fault that the figure's measure finds.
    pub fn of(problem: FieldProblem) -> Fault {
        Fault::at(problem.field.word(), problem.rule, problem.says, problem.hint)
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Problem {
        Problem::of(&failure)
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Problem {
        Problem::of(&error.into())
    }
}

impl From<cycle::Failure> for Problem {
    fn from(failure: cycle::Failure) -> Problem {
        match failure {
            cycle::Failure::Changed(now) => Problem::changed(now.map(|entry| EntrySaid::of(&entry))),
            cycle::Failure::Asked(questions) => {
                let hint = "Look at the figure again. If it is right, send it again with the reason in “why”.";
                let fault = |says: String| Fault::at("why", "asked", says, hint);
                Problem::faults(questions.into_iter().map(fault).collect())
            }
            cycle::Failure::NotNow { says, hint } => Problem::new(StatusCode::CONFLICT, &says, hint),
            cycle::Failure::NotFound(what) => {
                let detail = format!("There is no {what}.");
                Problem::new(StatusCode::NOT_FOUND, Failure::NotFound.title(), detail)
            }
            other => Problem::of(&other.into()),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response();
        let headers = response.headers_mut();
        match status {
            StatusCode::UNAUTHORIZED => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            StatusCode::TOO_MANY_REQUESTS => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
            }
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::INSUFFICIENT_STORAGE => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
            }
            _ => {}
        }
        response
    }
}
