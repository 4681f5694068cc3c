//! The words of public pages and open data that no council writes: one file a language.

use std::sync::OnceLock;

use report::words::Words;

const ENGLISH: &str = include_str!("../words/en.toml");

/// The words of a language by its BCP 47 tag; English for a language that has no file yet.
pub fn words(_language: &str) -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| Words::read(ENGLISH))
}
