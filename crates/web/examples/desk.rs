//! Serves the demonstration on this machine, without the rooms that typeset: to look at pages while they are built.
//!
//!     cargo run -p web --example desk -- 8080
//!
//! Its clock starts at the demonstration's own day.

#![allow(clippy::unwrap_used, reason = "an example that cannot go on stops")]

#[path = "../tests/pages/server/press.rs"]
mod press;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use cycle::demo;
use folder::Files;
use jiff::Timestamp;
use store::{Doing, Store};
use web::settings::{Figures, Shown};
use web::{App, Settings};

const PASSWORD: &str = "only a demonstration";

fn read(folder: &Path, under: &Path, files: &mut Files) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, under, files);
        } else {
            let name = path.strip_prefix(under).unwrap().to_string_lossy().replace('\\', "/");
            files.insert(name, std::fs::read(&path).unwrap());
        }
    }
}

#[tokio::main]
async fn main() {
    let port = std::env::args().nth(1).and_then(|port| port.parse::<u16>().ok()).unwrap_or(8080);
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut files = Files::default();
    read(&examples, &examples, &mut files);
    let demo = demo::read(&files).unwrap();
    let begins: Timestamp = "2026-01-12T11:00:00Z".parse().unwrap();
    let seconds = Arc::new(AtomicI64::new(begins.as_second()));
    let store = Store::open("sqlite::memory:").await.unwrap();
    cycle::found_demo(&store, "demo", &demo, begins).await.unwrap();

    let ticking = Arc::clone(&seconds);
    tokio::spawn(async move {
        let mut every = tokio::time::interval(Duration::from_secs(1));
        loop {
            every.tick().await;
            ticking.fetch_add(1, Ordering::Relaxed);
        }
    });
    let clock = Arc::new(move || Timestamp::from_second(seconds.load(Ordering::Relaxed)).unwrap());
    let mut settings = Settings::of(&format!("http://127.0.0.1:{port}"), "demo");
    settings.figures = Figures::Invented;
    settings.shown_people = demo
        .people
        .iter()
        .map(|(person, about)| Shown {
            name: person.name.clone(),
            email: person.email.clone(),
            about: about.clone(),
            password: PASSWORD.to_string(),
        })
        .collect();
    let app = App::new(store.clone(), clock, settings, Arc::new(press::PlainPress));
    let digest = app.passwords.digest(PASSWORD).await.unwrap();
    for (person, _) in &demo.people {
        let (act, subject) = ("password-changed".to_string(), person.id.clone());
        let doing = Doing { by: None, at: begins, act, subject, before: None, after: None, why: None };
        store.set_password("demo", &person.id, &digest, &doing).await.unwrap();
    }
    let on = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.unwrap();
    println!("http://127.0.0.1:{port}/sign-in");
    web::serve(app, on, std::future::pending()).await;
}
