//! nginx with one page, as the measure of what a server of files can do on this machine.

use std::fs;
use std::path::{Path, PathBuf};

use crate::server::{ADDRESS, Server};

/// Where its page stands.
pub const PAGE: &str = "/page.html";

/// What nginx is told: two workers for the two sides of the comparison, no log, the page from the cache of open files.
const SETTINGS: &str = "\
daemon off;
worker_processes 2;
pid nginx.pid;
error_log errors.log;
USER
events { worker_connections 512; }
http {
    access_log off;
    types { text/html html; }
    charset utf-8;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 100000000;
    open_file_cache max=16 inactive=10m;
    client_body_temp_path temporary/body;
    proxy_temp_path temporary/proxy;
    fastcgi_temp_path temporary/fastcgi;
    uwsgi_temp_path temporary/uwsgi;
    scgi_temp_path temporary/scgi;
    server { listen ADDRESS; root site; }
}
";

/// Writes its settings and its page into a folder.
pub fn prepare(folder: &Path, page: &[u8]) -> Result<(), String> {
    let place = |path: &str| folder.join(path);
    let root = crate::run::quietly(folder, "id", &["-u"]).is_some_and(|id| id.trim() == "0");
    let settings = SETTINGS.replace("USER", if root { "user root;" } else { "" });
    fs::create_dir_all(place("site"))
        .and_then(|()| fs::create_dir_all(place("temporary")))
        .and_then(|()| fs::write(place("site/page.html"), page))
        .and_then(|()| fs::write(place("nginx.template"), settings))
        .map_err(|why| format!("{}: {why}", folder.display()))
}

/// Starts it on a free port. Its settings must name the port, so a shell writes them as it starts.
pub fn start(folder: &Path, log: &Path) -> Result<Server, String> {
    let place: PathBuf = folder.to_path_buf();
    let words = format!(
        "cd '{}' && sed 's/ADDRESS/{ADDRESS}/' nginx.template > nginx.conf && exec nginx -p . -c nginx.conf",
        place.display()
    );
    Server::start(&["sh".into(), "-c".into(), words], PAGE, log)
}
