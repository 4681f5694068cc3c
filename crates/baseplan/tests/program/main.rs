//! The whole program, run as its users run it.

mod documents;

mod faults;

mod place;

mod ratings;

mod same;

mod transcripts;

mod run;

mod tree;
