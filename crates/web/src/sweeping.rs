//! Clearing away what has ended, every hour: sessions, links, counted attempts, mails that were sent long ago.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use store::Since;

use crate::app::App;
use crate::failure::Failure;

/// How often.
const EVERY: Duration = Duration::from_secs(60 * 60);
/// Attempts to sign in are kept so many hours: limits look back a quarter of one.
const ATTEMPTS: i64 = 24;
/// Mails that were sent or given up are kept so many hours, for whoever asks whether one went out: 90 days.
const MAILS: i64 = 90 * 24;

/// Clears away what has ended by now, of every council.
///
/// # Errors
/// The store cannot be written.
pub async fn sweep(app: &App) -> Result<(), Failure> {
    let now = app.now();
    let before = |hours| now.checked_sub(SignedDuration::from_hours(hours)).unwrap_or(Timestamp::MIN);
    let since = Since { ended: now, attempts: before(ATTEMPTS), mails: before(MAILS) };
    for host in &app.settings.hosts {
        app.store.sweep(&host.tenant, since).await?;
    }
    Ok(())
}

/// Sweeps for as long as the server runs. Where the database did not answer, the next hour will do.
pub async fn every_hour(app: App) {
    let mut hours = tokio::time::interval(EVERY);
    loop {
        hours.tick().await;
        if let Err(failure) = sweep(&app).await {
            tracing::error!(?failure, "what has ended was not cleared away");
        }
    }
}
