//! Clients that enter figures through the program's interface, each with a write in flight at every moment.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use super::ledger::{Kept, Ledger};
use crate::server::agent;

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where the clients write, and with what right.
#[derive(Debug, Clone)]
pub struct Target {
    /// A bearer token that may enter figures.
    pub token: String,
    /// The round, as it stands in addresses.
    pub round: String,
    /// Items that nobody else writes: `figure/KEY/PERIOD`.
    pub items: Vec<String>,
}

/// What the clients of one start of the server have in common.
pub struct Load<'a> {
    /// Where they write.
    pub target: &'a Target,
    /// The server's address, as `http://127.0.0.1:PORT`.
    pub address: String,
    /// What they sent and what was acknowledged.
    pub ledger: &'a Mutex<Ledger>,
    /// Set when the server is about to be killed: an answer that does not come is no fault from then on.
    pub killed: AtomicBool,
    /// Requests sent and not yet answered.
    pub in_flight: AtomicUsize,
    /// Answers that should not have come.
    pub faults: Mutex<Vec<String>>,
}

/// A version as it is sent. Its value is made up, so it says why it is unlike those before.
pub fn said(kept: &Kept) -> serde_json::Value {
    serde_json::json!({ "item": kept.item, "seen": kept.version - 1, "value": kept.value, "why": "Made up." })
}

/// The latest version of every item that the server holds.
pub type Versions = BTreeMap<String, u32>;

/// Everything that a server holds of a round.
pub fn held(address: &str, target: &Target) -> Result<Vec<Kept>, String> {
    let url = format!("{address}/api/v1/rounds/{}/entries", target.round);
    let asked = agent(PATIENCE).get(&url).header("authorization", format!("Bearer {}", target.token)).call();
    let mut answer = asked.map_err(|why| format!("{url}: {why}"))?;
    let body =
        answer.body_mut().with_config().limit(1 << 30).read_to_string().map_err(|why| format!("{url}: {why}"))?;
    if answer.status() != 200 {
        return Err(format!("{url}: {} {body}", answer.status()));
    }
    serde_json::from_str(&body).map_err(|why| format!("{url}: {why}: {body}"))
}

impl Load<'_> {
    /// One client of several: writes the items that are its own, one after another, until the server is killed.
    pub fn client(&self, number: usize, of: usize, versions: &Versions) {
        let own: Vec<&String> = self.target.items.iter().skip(number).step_by(of).collect();
        let agent = agent(PATIENCE);
        for turn in 0_u32.. {
            for item in &own {
                let before = versions.get(item.as_str()).copied().unwrap_or(0) + turn;
                let value = format!("{}.{}", fastrand::u32(1..100), fastrand::u32(0..10));
                let kept = Kept { item: (*item).clone(), version: before + 1, value };
                if let Err(why) = self.write(&agent, &kept) {
                    if !self.killed.load(Ordering::SeqCst) {
                        self.told(format!("{item} version {}: {why}", kept.version));
                    }
                    return;
                }
            }
            if own.is_empty() {
                return;
            }
        }
    }

    /// Sends one version; well only if the server says that it holds it.
    fn write(&self, agent: &ureq::Agent, kept: &Kept) -> Result<(), String> {
        self.with_ledger(|ledger| ledger.sends(kept));
        let url = format!("{}/api/v1/rounds/{}/figures", self.address, self.target.round);
        let body = said(kept).to_string();
        let request = agent.post(&url).header("authorization", format!("Bearer {}", self.target.token));
        self.in_flight.fetch_add(1, Ordering::SeqCst);
        let answer = request.content_type("application/json").send(body);
        let read = answer.and_then(|mut answer| Ok((answer.status(), answer.body_mut().read_to_string()?)));
        self.in_flight.fetch_sub(1, Ordering::SeqCst);
        let (status, said) = read.map_err(|why| why.to_string())?;
        let version =
            serde_json::from_str::<serde_json::Value>(&said).ok().and_then(|said| said.get("version")?.as_u64());
        if status != 201 || version != Some(kept.version.into()) {
            self.told(format!("{} version {}: answered {status} {said}", kept.item, kept.version));
            return Err("refused".into());
        }
        self.with_ledger(|ledger| ledger.acknowledges(kept));
        Ok(())
    }

    fn with_ledger(&self, change: impl FnOnce(&mut Ledger)) {
        change(&mut self.ledger.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    }

    fn told(&self, fault: String) {
        self.faults.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(fault);
    }
}
