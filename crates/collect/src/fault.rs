//! What is wrong with one thing that a person typed.

/// What is wrong and what to do about it, wherever it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The name of the rule, a fixed word that tests and programs may rely on: `below-zero`.
    pub rule: &'static str,
    /// What is wrong, quoting what stands there.
    pub says: String,
    /// What to do next.
    pub hint: String,
}

impl Fault {
    pub(crate) fn new(rule: &'static str, says: impl Into<String>, hint: impl Into<String>) -> Fault {
        Fault { rule, says: says.into(), hint: hint.into() }
    }
}

/// “a”, “b” or “c”.
pub(crate) fn either<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("“{word}”")).collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}
