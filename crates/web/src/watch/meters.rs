//! Counts and times in the form that Prometheus reads.

use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::api::describe::PublicRefusals;
use crate::app::App;
use crate::failure::Failure;
use crate::token;

/// The most mails that are counted.
const MAILS: u32 = 1000;

/// What an answer is counted under.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: String,
    /// The route as the table has it, never the address that was asked for.
    route: String,
    /// `2xx`.
    status: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Routed {
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Caused {
    cause: String,
}

type Times = Family<Routed, Histogram, fn() -> Histogram>;

/// Everything that is counted.
pub struct Meters {
    registry: Registry,
    requests: Family<Answered, Counter>,
    times: Times,
    public: Counter,
    store_errors: Family<Caused, Counter>,
    sign_in_failures: Counter,
    outbox: Gauge,
}

/// Upper bounds in seconds of the times that are told apart.
fn times() -> Histogram {
    Histogram::new([0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 20.0])
}

impl Default for Meters {
    fn default() -> Meters {
        let meters = Meters {
            registry: Registry::with_prefix("baseplan"),
            requests: Family::default(),
            times: Family::new_with_constructor(times),
            public: Counter::default(),
            store_errors: Family::default(),
            sign_in_failures: Counter::default(),
            outbox: Gauge::default(),
        };
        let mut registry = Registry::with_prefix("baseplan");
        registry.register("requests", "Requests answered by a route", meters.requests.clone());
        registry.register("request_seconds", "Time to an answer, by route", meters.times.clone());
        registry.register("public_files", "Files of the public site answered from memory", meters.public.clone());
        registry.register("store_errors", "Requests that the database refused", meters.store_errors.clone());
        registry.register("sign_in_failures", "Sign-ins that were refused", meters.sign_in_failures.clone());
        registry.register("outbox_mails", "Mails that wait to be sent", meters.outbox.clone());
        Meters { registry, ..meters }
    }
}

impl Meters {
    /// A file of the public site was answered.
    pub fn public(&self) {
        self.public.inc();
    }

    /// A route answered with a status, in so long, for a failure if there was one.
    pub fn answered(&self, method: &str, route: &str, status: u16, took: Duration, failure: Option<&Failure>) {
        let class = format!("{}xx", status / 100);
        let answered = Answered { method: method.to_string(), route: route.to_string(), status: class };
        self.requests.get_or_create(&answered).inc();
        self.times.get_or_create(&Routed { route: route.to_string() }).observe(took.as_secs_f64());
        let cause = match failure {
            Some(Failure::Gone) => "gone",
            Some(Failure::Full) => "full",
            Some(Failure::Newer) => "newer",
            Some(Failure::Broken(_)) => "broken",
            _ => return,
        };
        self.store_errors.get_or_create(&Caused { cause: cause.to_string() }).inc();
    }

    /// A sign-in was refused.
    pub fn sign_in_failed(&self) {
        self.sign_in_failures.inc();
    }
}

/// Everything that is counted, as Prometheus reads it, for an address or a token that the server's settings name. For
/// anybody else there is nothing here.
#[utoipa::path(
    get, path = "/metrics", tag = "watching", operation_id = "metrics",
    responses(
        (status = 200, description = "The counts", content_type = "application/openmetrics-text", body = String),
        PublicRefusals
    )
)]
pub async fn metrics(State(app): State<App>, request: Request) -> Result<Response, Failure> {
    let from = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(from)| from.ip());
    let watch = &app.settings.watch;
    let known = from.is_some_and(|from| watch.addresses.contains(&from.to_canonical()));
    if !known && !watch.token.as_deref().is_some_and(|token| carries(request.headers(), token)) {
        return Err(Failure::NotFound);
    }
    drop(request);
    app.meters.outbox.set(waiting(&app).await?);
    let mut text = String::new();
    encode(&mut text, &app.meters.registry).map_err(|error| Failure::broken(&error))?;
    let media = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, media)], text).into_response())
}

fn carries(headers: &HeaderMap, token: &str) -> bool {
    let line = headers.get(header::AUTHORIZATION).and_then(|line| line.to_str().ok());
    line.and_then(|line| line.strip_prefix("Bearer ")).is_some_and(|carried| token::same(carried, token))
}

/// Mails that wait, of all councils.
async fn waiting(app: &App) -> Result<i64, Failure> {
    let mut waiting = 0;
    for host in &app.settings.hosts {
        let mails = app.store.mails(&host.tenant, MAILS).await?;
        waiting += mails.iter().filter(|mail| mail.due_at.is_some()).count();
    }
    Ok(i64::try_from(waiting).unwrap_or(i64::MAX))
}
