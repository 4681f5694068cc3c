//! The server itself, for its administrator: whether it is well, what waits to be sent, backups, proof of its history.

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use store::{Lines, Mail, NewMail};
use tokio_util::io::ReaderStream;

use crate::asker::Asker;
use crate::failure::Failure;
use crate::form::form;
use crate::frame::Page;
use crate::moment::moment;
use crate::token::Token;
use crate::words::{fill, say};

/// What history calls backups.
const BACKUP: &str = "backup";

/// How many of the latest mails are looked at.
const MAILS: u32 = 200;

/// The page.
pub async fn page(asker: Asker) -> Result<Response, Failure> {
    let store = &asker.app.store;
    let well = store.pulse().await;
    let size = store.size().await?;
    let mails = store.mails(&asker.tenant, MAILS).await?;
    let which = Lines { subject: Some(BACKUP.to_string()), limit: 1, ..Lines::default() };
    let backup = store.lines(&asker.tenant, which).await?.into_iter().next();
    let engine = if store.engine() == "postgres" { say("server.postgres") } else { say("server.sqlite") };
    let main = html! {
        dl.facts {
            div { dt { (say("server.health")) } dd { @match &well { Ok(()) => (say("server.well")), Err(_) => strong { (say("server.ill")) } } } }
            div { dt { (say("server.version")) } dd { (env!("CARGO_PKG_VERSION")) } }
            div { dt { (say("server.database")) } dd { (engine) ", " (in_words(size)) } }
            div { dt { (say("server.sign_on")) } dd {
                @match asker.app.settings.provider(&asker.tenant) {
                    Some(provider) => (fill("server.provider", &[("name", &provider.name), ("issuer", &provider.issuer)])),
                    None => (say("server.no_provider")),
                }
            } }
            div { dt { (say("server.mail_from")) } dd {
                @match &asker.app.settings.mail {
                    Some(mail) => { (mail.name) " <" (mail.from) ">" }
                    None => (say("server.no_mail")),
                }
            } }
            div { dt { (say("server.last_backup")) } dd { (backup.map_or_else(|| say("server.no_backup").to_string(), |line| moment(line.at))) } }
        }
        (outbox(&asker, &mails))
        h2 { (say("server.backups")) }
        @if asker.app.settings.hosts.len() == 1 {
            p { (say("server.backup_says")) }
            (form("/desk/server/backup", asker.csrf(), html! { button.button.second type="submit" { (say("server.backup_button")) } }))
        } @else { p { (say("server.backup_many")) } }
        h2 { (say("server.history")) }
        p { (say("server.verify_says")) }
        p { a.button.second href="/desk/history/check" { (say("server.verify_button")) } }
    };
    Ok(asker.page(&Page::new(say("server.title"), main)))
}

/// A size in the unit that fits: `3.4 MB`.
fn in_words(bytes: u64) -> String {
    const MEGABYTE: u64 = 1024 * 1024;
    if bytes < MEGABYTE {
        format!("{} kB", bytes / 1024)
    } else {
        format!("{}.{} MB", bytes / MEGABYTE, bytes % MEGABYTE * 10 / MEGABYTE)
    }
}

fn outbox(asker: &Asker, mails: &[Mail]) -> Markup {
    let (waiting, sent): (Vec<&Mail>, Vec<&Mail>) = mails.iter().partition(|mail| mail.sent_at.is_none());
    html! {
        h2 { (say("server.mail")) }
        p {
            (fill("server.waiting", &[("count", &waiting.len().to_string())])) " "
            @match sent.iter().filter_map(|mail| mail.sent_at).max() {
                Some(at) => (fill("server.last_sent", &[("when", &moment(at))])),
                None => (say("server.none_sent")),
            }
        }
        @if !waiting.is_empty() {
            table.stack {
                caption.unseen { (say("server.mail")) }
                thead { tr { @for column in ["server.subject", "server.to", "server.trouble", "server.next"] { th scope="col" { (say(column)) } } } }
                tbody { @for mail in waiting { (one(mail)) } }
            }
        }
        (form("/desk/server/mail", asker.csrf(), html! { button.button.second type="submit" { (fill("server.test_button", &[("email", &asker.person.email)])) } }))
    }
}

/// A mail that waits. What it says is not shown: it may hold a link with which somebody signs in.
fn one(mail: &Mail) -> Markup {
    let trouble = mail.trouble.as_deref().unwrap_or(say("server.no_trouble"));
    html! {
        tr {
            th scope="row" { (mail.subject) }
            td data-label=(say("server.to")) { (mail.recipient) }
            td data-label=(say("server.trouble")) { (trouble) @if mail.tries > 0 { ", " (fill("server.tries", &[("count", &mail.tries.to_string())])) } }
            td data-label=(say("server.next")) { (mail.due_at.map_or_else(|| say("server.given_up").to_string(), moment)) }
        }
    }
}

/// Sends the administrator a mail, to see whether it arrives.
pub async fn test_mail(asker: Asker) -> Result<Response, Failure> {
    let (app, now) = (&asker.app, asker.app.now());
    let mail = NewMail {
        id: store::new_id(now),
        name: None,
        recipient: asker.person.email.clone(),
        subject: say("mail.test_subject").to_string(),
        body: fill(
            "mail.test",
            &[("name", &asker.person.name), ("council", &asker.frame.council), ("when", &moment(now))],
        ),
        queued_at: now,
        due_at: now,
    };
    app.store.queue_mail(&asker.tenant, &mail).await?;
    app.post.notify_one();
    Ok(asker.go("/desk/server", &fill("server.test_sent", &[("email", &asker.person.email)])))
}

/// The whole database as one file, made while others go on working, read back and compared before it is sent.
///
/// It holds every council of the server, so whoever looks after one of several does not get it here.
pub async fn backup(asker: Asker) -> Result<Response, Failure> {
    let app = &asker.app;
    if app.settings.hosts.len() != 1 || app.store.tenants().await?.len() != 1 {
        return Err(Failure::Refused(say("server.backup_many").to_string()));
    }
    let at = asker.desk().now;
    app.store.note(&asker.tenant, &asker.desk().doing("backup-downloaded", BACKUP)).await?;
    let file = std::env::temp_dir().join(format!("baseplan-{}.sqlite", Token::new()?.secret()));
    app.store.backup(&file).await?;
    let opened = tokio::fs::File::open(&file).await;
    // What is open can be read to its end after its name is gone, and nothing is left behind.
    let removed = tokio::fs::remove_file(&file).await;
    let opened = opened.map_err(|error| Failure::broken(&error))?;
    removed.map_err(|error| Failure::broken(&error))?;
    let length = opened.metadata().await.map_err(|error| Failure::broken(&error))?.len();
    let day = at.strftime("%Y-%m-%d").to_string();
    let headers = [
        (header::CONTENT_TYPE, "application/vnd.sqlite3".to_string()),
        (header::CONTENT_LENGTH, length.to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"baseplan-{day}.sqlite\"")),
    ];
    Ok((headers, Body::from_stream(ReaderStream::new(opened))).into_response())
}
