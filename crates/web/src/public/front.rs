//! The shortest way to a public file that is in memory: before any route is looked for.

use std::convert::Infallible;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::response::Response;
use tower::Service;

use super::site::Found;
use crate::app::App;

/// Answers what is released and hands everything else on.
#[derive(Clone)]
pub struct Front {
    app: App,
    behind: Router,
}

impl Front {
    /// In front of the routes of an app.
    pub fn of(app: App, behind: Router) -> Front {
        Front { app, behind }
    }

    /// The file that a request asks for. `None`: it is for none, or for one that has to be read first.
    fn released(&self, request: &Request) -> Option<Response<Body>> {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return None;
        }
        let tenant = self.app.settings.tenant(host(request))?;
        let site = self.app.sites.get(tenant)?;
        match site.find(request.uri().path()) {
            Found::File(place) => {
                let file = self.app.sites.held(place)?;
                if file.must_be_unpacked(request.headers()) {
                    return None;
                }
                self.app.meters.public();
                Some(file.answer(request.method(), request.headers(), StatusCode::OK))
            }
            Found::Moved(_) | Found::Missing => None,
        }
    }
}

/// The host that a request is for.
pub fn host(request: &Request) -> &str {
    let named = || request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    request.uri().host().or_else(named).unwrap_or("")
}

impl Service<Request> for Front {
    type Response = Response;
    type Error = Infallible;
    type Future = futures::Answer;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> futures::Answer {
        match self.released(&request) {
            Some(response) => futures::Answer::ready(response),
            None => futures::Answer::behind(self.behind.clone(), request),
        }
    }
}

mod futures {
    use super::{Infallible, Request, Response, Router};
    use std::future::Future;
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use tower::ServiceExt as _;

    type Waiting = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    /// An answer that is there, or one that is being made.
    pub enum Answer {
        /// It is there.
        Ready(Option<Response>),
        /// It is being made.
        Behind(Waiting),
    }

    impl Answer {
        pub fn ready(response: Response) -> Answer {
            Answer::Ready(Some(response))
        }

        pub fn behind(router: Router, request: Request) -> Answer {
            Answer::Behind(Box::pin(router.oneshot(request)))
        }
    }

    impl Future for Answer {
        type Output = Result<Response, Infallible>;

        fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
            match &mut *self {
                Answer::Ready(response) => Poll::Ready(Ok(response.take().unwrap_or_default())),
                Answer::Behind(waiting) => waiting.as_mut().poll(cx),
            }
        }
    }
}
