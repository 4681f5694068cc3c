//! What the server needs of the world: its settings, its press, its demonstration.

pub mod config;

pub mod demo;

mod held;

pub mod press;

mod reached;

pub mod run;
