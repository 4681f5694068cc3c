//! What a builder runs.

fn main() {}
