//! The words of the working side: one file a language.

use std::sync::OnceLock;

use report::words::Words;

const ENGLISH: &str = include_str!("../words/en.toml");

/// The words of the pages. English is the only file yet; a second language is a second file with the same keys.
pub fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| Words::read(ENGLISH))
}

/// What is said under a key.
pub fn say(key: &'static str) -> &'static str {
    words().say(key)
}

/// What is said under a key, with each `{name}` replaced.
pub fn fill(key: &str, with: &[(&str, &str)]) -> String {
    words().fill(key, with)
}
