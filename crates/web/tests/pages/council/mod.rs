//! The invented council of the tests at work: its papers, an open round, and tokens of programs.

use std::path::Path;

use domain::cycle::{Person, Round, RoundKey, RoundState};
use store::{PaperChange, Token};

use crate::server::{Server, doing};

/// The round that is open.
pub const ROUND: &str = "2025-26-H1";
/// A figure that is owed in it.
pub const FIGURE: &str = "figure/FY-1/2025-26-Q2";

/// Gives a server's council the papers of the invented one, without its last edition, and opens that edition's round.
pub async fn at_work(server: &Server) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../baseplan/tests/councils/marlhaven");
    let mut files = crate::reading::from_disk(&folder);
    cycle::demo::leave_out(&mut files, ROUND).unwrap();
    let edition = cycle::NewEdition {
        period: domain::Period::parse(ROUND).unwrap(),
        plan: "2025-28".into(),
        outline: "halfway".into(),
        title: "Halfway Report 2026".into(),
        position_at: "2025-12-31".parse().unwrap(),
        demonstration: true,
    };
    let files = cycle::add_edition(&files, &edition).unwrap();
    let new = |(path, body): (String, Vec<u8>)| PaperChange { path, seen_revision: 0, body: Some(body) };
    let papers: Vec<PaperChange> = files.into_iter().map(new).collect();
    server.store.save_papers(&server.tenant, &papers, &doing("papers-imported", server.time())).await.unwrap();
    let round = round(server, RoundState::Open);
    server.store.save_round(&server.tenant, &round, &doing("round-opened", server.time())).await.unwrap();
}

/// The round, in a state.
pub fn round(server: &Server, state: RoundState) -> Round {
    Round {
        key: RoundKey::parse(ROUND).unwrap(),
        state,
        enter_by: "2026-01-20".parse().unwrap(),
        approve_by: "2026-01-27".parse().unwrap(),
        opened_at: server.time(),
        published_at: None,
        reason: None,
        demonstration: true,
        version: 0,
    }
}

/// Makes a token of a person; what its program sends.
pub async fn token(server: &Server, person: &Person, scopes: &str) -> String {
    let secret = web::token::Token::new().unwrap_or_else(|_| panic!("no randomness"));
    let token = Token {
        id: store::new_id(server.time()),
        name: format!("{scopes} of {}", person.email),
        digest: secret.digest(),
        person: person.id.clone(),
        scopes: scopes.to_string(),
        made_at: server.time(),
        expires_at: None,
        revoked_at: None,
        used_at: None,
    };
    server.store.make_token(&server.tenant, &token, &doing("token-made", server.time())).await.unwrap();
    secret.secret().to_string()
}
