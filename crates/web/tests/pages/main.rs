//! The pages and the API, asked as a browser or a program would: on SQLite, or on the database that the surroundings name.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

mod api;
mod council;
mod desk;
mod guarding;
mod hall;
mod joining;
mod limits;
mod links;
mod people;
mod planning;
mod post;
mod public;
mod publishing;
mod quarter;
#[path = "../../../folder/tests/reading/mod.rs"]
mod reading;
mod recognising;
mod routes;
mod server;
mod sign_in;
mod single_sign_on;
mod spreadsheets;
mod town;
mod words;
