//! The program's parts: [`cli`], the door; [`workflow`], the composition of the rooms for a folder, which exists once;
//! and `server`, what the pages need of the world.
//!
//! Never here: rating arithmetic, Typst source, words of a report.

pub mod cli;

pub mod workflow;

mod server;
