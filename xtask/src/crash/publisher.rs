//! Somebody who publishes a correction while clients write, so that a kill meets a publication half-way.

use std::thread::sleep;
use std::time::{Duration, Instant};

use super::clients::Target;
use crate::server::{Server, agent};
use crate::visitor::Visitor;

/// How long making a site may take.
const PATIENCE: Duration = Duration::from_secs(120);

/// A performance officer, and the edition that they correct again and again.
#[derive(Debug, Clone)]
pub struct Publisher {
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: String,
    /// The period of a published edition.
    pub period: String,
}

/// A round, as the interface tells of it.
#[derive(serde::Deserialize)]
struct Round {
    round: String,
    state: String,
}

impl Publisher {
    /// Opens a correction, or goes on with one that is open, and publishes it; its key if the server said that it did.
    pub fn publishes(&self, address: &str, target: &Target) -> Option<String> {
        let mut visitor = Visitor::patient(address, PATIENCE);
        visitor.signs_in(&self.email, &self.password).ok()?;
        let rounds = self.rounds(address, target).ok()?;
        let open = rounds.iter().find(|round| round.state == "open");
        let key = if let Some(open) = open {
            open.round.clone()
        } else {
            let latest = rounds.iter().find(|round| round.state == "published");
            let latest = latest.map_or(&self.period, |latest| &latest.round);
            let why = [("why", "Made up."), ("enter_by", "2030-01-04"), ("approve_by", "2030-01-11")];
            visitor.fills(&format!("/desk/rounds/{latest}/correct"), &why).ok()?;
            self.rounds(address, target).ok()?.into_iter().find(|round| round.state == "open")?.round
        };
        let answered = visitor.fills(&format!("/desk/rounds/{key}/publish"), &[]);
        matches!(answered, Ok((303, _))).then_some(key)
    }

    /// The rounds of the period, the latest first.
    fn rounds(&self, address: &str, target: &Target) -> Result<Vec<Round>, String> {
        let url = format!("{address}/api/v1/rounds");
        let asked = agent(PATIENCE).get(&url).header("authorization", format!("Bearer {}", target.token)).call();
        let mut answer = asked.map_err(|why| format!("{url}: {why}"))?;
        let text = answer.body_mut().read_to_string().map_err(|why| format!("{url}: {why}"))?;
        let mut rounds: Vec<Round> = serde_json::from_str(&text).map_err(|why| format!("{url}: {why}: {text}"))?;
        rounds.retain(|round| round.round.split('.').next() == Some(&self.period));
        Ok(rounds)
    }

    /// What is half-published: an acknowledged publication that is none, or a correction whose round and whose place
    /// among the earlier editions do not tell the same.
    pub fn faults(&self, address: &str, target: &Target, acknowledged: &[String]) -> Result<Vec<String>, String> {
        let rounds = self.rounds(address, target)?;
        let is_out = |key: &str| rounds.iter().any(|round| round.round == key && round.state != "open");
        let lost = acknowledged.iter().filter(|key| !is_out(key));
        let mut faults: Vec<String> =
            lost.map(|key| format!("the publication of {key} was acknowledged and is lost")).collect();
        for round in &rounds {
            // A correction, once published, leaves the edition that it corrects at an address of its own.
            let number = round.round.split_once('.').and_then(|(_, number)| number.parse::<u32>().ok());
            let Some(before) = number.and_then(|number| number.checked_sub(1)) else { continue };
            let url = format!("{address}/editions/{}.edition-{before}/", self.period);
            let answer = agent(PATIENCE).get(&url).call().map_err(|why| format!("{url}: {why}"))?;
            let (open, stands) = (round.state == "open", answer.status() == 200);
            if open == stands {
                faults.push(format!("{} is {} and {url} answers {}", round.round, round.state, answer.status()));
            }
        }
        Ok(faults)
    }
}

/// Waits until the server has made a site, which a program that it starts does for it, and is about to write it down.
pub fn is_writing(server: &Server) -> Result<(), String> {
    let began = Instant::now();
    for has_started in [true, false] {
        while server.has_children() != has_started {
            if began.elapsed() > PATIENCE {
                return Err("nothing was published in time".into());
            }
            sleep(Duration::from_millis(2));
        }
    }
    Ok(())
}
