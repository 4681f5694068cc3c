//! The description of the interface, OpenAPI 3.1, made from the code that answers.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, Modify, OpenApi};

use super::{editions, export, figures, problem, rounds, said};
use crate::watch::{health, meters};

/// The description.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Baseplan",
        version = "1",
        description = "Read what a council publishes about its performance, and enter its figures. Decimals are texts \
                       with their places, days are written 2025-12-31, moments as RFC 3339 has them. Every refusal is \
                       a problem as RFC 9457 writes it."
    ),
    paths(editions::list, editions::edition, editions::measures, editions::plan, editions::every_measure, editions::measure, rounds::list, rounds::owed, rounds::entries, figures::enter, export::folder, health::health, meters::metrics),
    components(schemas(problem::Problem, problem::Fault, said::EntrySaid)),
    tags(
        (name = "published", description = "What is public; for everybody"),
        (name = "entering", description = "What is owed and what was entered; by token"),
        (name = "export", description = "The council's folder; by token"),
        (name = "watching", description = "The server itself; for whoever watches it")
    ),
    modifiers(&Tokens)
)]
struct Description;

struct Tokens;

impl Modify for Tokens {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let says = "A token that an administrator or performance officer made. It acts as its person, and may do what \
                    its scopes say: read, enter, export.";
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(says)).build();
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(bearer));
    }
}

/// The description as JSON; made once.
pub fn json() -> &'static str {
    static JSON: OnceLock<String> = OnceLock::new();
    // A description of texts always serialises; a test reads it.
    JSON.get_or_init(|| Description::openapi().to_pretty_json().unwrap_or_default())
}

/// The description itself.
pub fn whole() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

type Refusal = (&'static str, &'static str);

const PUBLIC: [Refusal; 3] = [
    ("404", "There is no such thing"),
    ("500", "A fault of the program; the log has it under the reference that is named"),
    ("503", "The database does not answer; try again in half a minute"),
];

const TOKEN: [Refusal; 3] = [
    ("401", "The token is missing, unknown, expired or revoked"),
    ("403", "The token's scope, or its person's role, does not reach this far"),
    ("429", "The token was used too often; try again in a minute"),
];

const WRITE: [Refusal; 7] = [
    ("400", "What was sent is not JSON"),
    ("408", "What was sent came too slowly to be waited for"),
    ("409", "Another version stands there than was seen, and is shown; or the round is closed"),
    ("413", "What was sent is too large"),
    ("415", "What was sent does not say that it is JSON"),
    ("422", "What was sent has faults, all of which are listed"),
    ("507", "The disk is full"),
];

/// Refusals of what is public.
pub struct PublicRefusals;

/// Refusals of what is read by token.
pub struct ReadRefusals;

/// Refusals of what is written by token.
pub struct WriteRefusals;

impl IntoResponses for PublicRefusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        refusals(PUBLIC.iter())
    }
}

impl IntoResponses for ReadRefusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        refusals(PUBLIC.iter().chain(&TOKEN))
    }
}

impl IntoResponses for WriteRefusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        refusals(PUBLIC.iter().chain(&TOKEN).chain(&WRITE))
    }
}

fn refusals<'r>(each: impl Iterator<Item = &'r Refusal>) -> BTreeMap<String, RefOr<Response>> {
    let problem = || ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let told = |says: &str| ResponseBuilder::new().description(says).content("application/problem+json", problem());
    each.map(|(status, says)| ((*status).to_string(), RefOr::T(told(says).build()))).collect()
}
