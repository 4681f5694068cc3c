//! The pages, one file for each thing that people see or do.

pub mod account;
pub mod approve;
pub mod desk;
pub mod failed;
pub mod history;
pub mod item;
pub mod link;
pub mod new_password;
pub(crate) mod parts;
pub mod people;
pub mod plan;
pub mod provider;
pub mod rounds;
pub mod server;
pub mod sign_in;
pub mod tokens;
pub mod upload;
