//! Passwords that guessers try first: the commonest, dressed up or not, and the person's own name.

use std::collections::HashSet;
use std::sync::OnceLock;

const LIST: &str = include_str!("../../data/common-passwords.txt");
/// A name shorter than this says nothing about a password that holds it.
const SHORTEST_NAME: usize = 4;

fn list() -> &'static HashSet<&'static str> {
    static LINES: OnceLock<HashSet<&'static str>> = OnceLock::new();
    LINES.get_or_init(|| LIST.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect())
}

/// Whether a password is one of the commonest, or one of them twice, with figures for letters, or with digits and signs
/// around it; or nothing but digits, or one character again and again.
pub fn is_common(password: &str) -> bool {
    let small = password.to_lowercase();
    let plain = letters_for_figures(&small);
    let mut tried = vec![small.as_str(), plain.as_str(), undressed(&small), undressed(&plain)];
    // Digits at the end are more often a year than letters in disguise.
    let without_end = letters_for_figures(undressed(&small));
    tried.push(&without_end);
    let known = |text: &&str| {
        text.is_empty()
            || list().contains(text)
            || again_and_again(text).is_some_and(|part| part.chars().count() == 1 || list().contains(part))
    };
    tried.iter().any(known)
}

/// Whether little is left of a password without names: the person's, the parts of their address, the council's.
pub fn is_own(password: &str, own: &[&str]) -> bool {
    let mut left = password.to_lowercase();
    let mut names: Vec<String> = own.iter().flat_map(|name| names(name)).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let before = left.chars().count();
    for name in names {
        left = left.replace(&name, "");
    }
    let kept = left.chars().filter(|c| c.is_alphabetic()).count();
    left.chars().count() < before && kept < SHORTEST_NAME
}

fn names(text: &str) -> Vec<String> {
    let small = text.to_lowercase();
    let words = small.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2).map(str::to_string);
    words.chain([small.clone()]).collect()
}

fn undressed(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphabetic())
}

fn letters_for_figures(text: &str) -> String {
    let letter = |c| match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    text.chars().map(letter).collect()
}

/// The shortest part of which a text is nothing but repetitions. `None`: there is none.
fn again_and_again(text: &str) -> Option<&str> {
    let parts = text.char_indices().skip(1).filter_map(|(at, _)| text.get(..at));
    parts.take_while(|part| part.len() * 2 <= text.len()).find(|part| part.repeat(text.len() / part.len()) == text)
}
