//! Connections, taken in and served: HTTP/1.1 as proxies speak it, with an end to waiting for those who ask slowly.

use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower::ServiceExt;

/// After the network refused a connection, as where no more files may be open, this long until the next.
const BREATH: Duration = Duration::from_millis(500);

/// Serves connections until told to stop; then takes no new ones and finishes the requests that it has. `head`: how long
/// the head of a request may take to come.
pub async fn listen(router: Router, on: TcpListener, head: Duration, until: impl Future<Output = ()> + Send + 'static) {
    let (stop, stopped) = watch::channel(());
    // Each connection holds an end of it, so that the last of them can be waited for.
    let (last, open) = watch::channel(());
    let mut until = pin!(until);
    loop {
        let taken = tokio::select! {
            taken = on.accept() => taken,
            () = &mut until => break,
        };
        match taken {
            Ok((stream, from)) => {
                let one = serve(router.clone(), stream, from, head, stopped.clone());
                let open = open.clone();
                tokio::spawn(async move {
                    one.await;
                    drop(open);
                });
            }
            Err(cause) => {
                tracing::warn!(%cause, "a connection could not be taken");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    drop((on, stop, open));
    last.closed().await;
}

async fn serve(router: Router, stream: TcpStream, from: SocketAddr, head: Duration, mut stopped: watch::Receiver<()>) {
    let service = router.map_request(move |request: Request<hyper::body::Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(from));
        request
    });
    let mut builder = Builder::new(TokioExecutor::new()).http1_only();
    builder.http1().timer(TokioTimer::new()).header_read_timeout(head);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service)));
    tokio::select! {
        // Broken off by the other end, or too slow: nobody is there to be told.
        _ = connection.as_mut() => return,
        _ = stopped.changed() => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ended = connection.await;
}
