//! The program's two parts: [`cli`], the door, and [`workflow`], the composition of the rooms, which exists once.
//!
//! Never here: rating arithmetic, Typst source, words of a report.

pub mod cli;

pub mod workflow;
