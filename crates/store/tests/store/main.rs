//! The store on both engines: every test runs on SQLite, and again on PostgreSQL where `BASEPLAN_TEST_POSTGRES` names a
//! server.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

#[macro_use]
mod engines;

mod papers;

mod people;

mod entries;

mod lived_in;

mod history;

mod tables;

mod rounds;

mod working;

mod database;

mod rows;
