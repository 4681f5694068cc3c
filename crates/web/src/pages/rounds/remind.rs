//! One button reminds everybody who owes something in a round.

use axum::extract::Path;
use axum::response::Response;

use super::{address, key};
use crate::asker::Asker;
use crate::failure::Failure;
use crate::moment;
use crate::reminders;
use crate::words::{fill, say};

/// Puts one mail a person into the outbox, unless they had theirs today.
pub async fn everybody(asker: Asker, Path(round): Path<String>) -> Result<Response, Failure> {
    let (desk, key) = (asker.desk(), key(&round)?);
    let work = desk.work(key).await?;
    if work.round.state != domain::cycle::RoundState::Open {
        return Err(Failure::Refused(say("remind.closed").to_string()));
    }
    let today = moment::date(desk.now);
    let letters = reminders::letters(&asker.app, &asker.tenant, &work, work.reminders(), today).await?;
    let chased = desk.chase(key, today, letters).await?;
    asker.app.post.notify_one();
    let (queued, already) = (chased.queued.to_string(), chased.already.to_string());
    let says = match (chased.queued, chased.already) {
        (0, 0) => say("remind.nobody").to_string(),
        (_, 0) => fill("remind.queued", &[("count", &queued)]),
        (0, _) => fill("remind.already", &[("count", &already)]),
        _ => format!(
            "{} {}",
            fill("remind.queued", &[("count", &queued)]),
            fill("remind.already", &[("count", &already)])
        ),
    };
    Ok(asker.go(&address(key), &says))
}
