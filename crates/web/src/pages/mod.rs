//! The pages, one file for each thing that people see or do.

pub mod account;
pub mod desk;
pub mod failed;
pub mod link;
pub mod new_password;
pub mod sign_in;
