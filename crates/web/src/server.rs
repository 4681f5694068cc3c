//! The router, made of the table of routes: each behind its guard, all behind the same headers.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::handler::Handler;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;

use crate::app::App;
use crate::failure::Failure;
use crate::guard::{self, Guard};
use crate::public::{self, Front};
use crate::routes::{self, Links, Method, Who};
use crate::turns::Cost;
use crate::{assets, headers, listening, post, reminders, sweeping, watch};

/// The whole server for an app.
pub fn router(app: App) -> Router {
    let guarded = |path, method, who, links, cost| {
        from_fn_with_state(Guard { app: app.clone(), path, method, who, links, cost }, guard::stand)
    };
    let public = || guarded("other", Method::Get, Who::Public, Links::Closed, Cost::Light);
    let front = app.clone();
    let mut router = Router::new();
    for route in routes::table() {
        let panics = CatchPanicLayer::custom(panicked);
        let guard = guarded(route.path, route.method, route.who, route.links, route.cost);
        router = router.route(route.path, route.answers.layer(panics).layer(guard));
    }
    let behind = router
        .route("/desk-assets/{name}", axum::routing::get(asset))
        .fallback(public::fallback.layer(public()))
        .method_not_allowed_fallback(wrong_method.layer(public()))
        // Bodies are bounded where they are read, by who sends them.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(app.scheme(), headers::add))
        .layer(from_fn_with_state(app.clone(), watch::count))
        .with_state(app);
    Router::new().fallback_service(Front::of(front, behind))
}

/// Serves, reminds people by calendar and sends mail, until told to stop; then takes no new requests and finishes those
/// that it has.
pub async fn serve(app: App, on: TcpListener, until: impl Future<Output = ()> + Send + 'static) {
    let reminding = tokio::spawn(reminders::every_day(app.clone()));
    let post = tokio::spawn(post::run(app.clone()));
    let sweeping = tokio::spawn(sweeping::every_hour(app.clone()));
    tokio::spawn(public::keep_fresh(app.parts()));
    let head = app.settings.patience.head;
    listening::listen(router(app), on, head, until).await;
    reminding.abort();
    sweeping.abort();
    // A mail that is on its way now stays in the outbox and is sent at the next start.
    post.abort();
}

async fn asset(request: Request) -> Response {
    assets::serve(request.uri().path()).unwrap_or_else(|| StatusCode::NOT_FOUND.into_response())
}

/// Something stands at the address, but is not asked for so.
async fn wrong_method() -> Failure {
    Failure::WrongMethod
}

fn panicked(cause: Box<dyn std::any::Any + Send + 'static>) -> Response {
    let text = cause.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| cause.downcast_ref::<&str>().copied()).unwrap_or("no words");
    Failure::broken(&format!("panic: {text}")).into_response()
}
