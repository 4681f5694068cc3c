//! The starting council that `baseplan new` writes: invented, small, whole, with a comment beside every TOML key.

use crate::Files;

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        [$(($path, include_str!(concat!("../starter/", $path)))),*]
    };
}

const STARTER: [(&str, &str); 24] = files![
    "README.md",
    "council.toml",
    "editions.toml",
    "schemes/measures.toml",
    "schemes/objectives.toml",
    "outlines/quarterly.toml",
    "plans/2025-28/plan.toml",
    "plans/2025-28/headings.csv",
    "plans/2025-28/commitments.csv",
    "plans/2025-28/milestones.csv",
    "plans/2025-28/measures.csv",
    "plans/2025-28/progress.csv",
    "measures.csv",
    "values/2024-25.csv",
    "values/2025-26.csv",
    "targets/2025-26.csv",
    "benchmarks.csv",
    "notes.csv",
    "words/2025-26-Q2/introduction.md",
    "words/2025-26-Q2/achievements/A.md",
    "words/2025-26-Q2/achievements/B.md",
    "words/2025-26-Q2/commentary/A1.md",
    "words/2025-26-Q2/commentary/A2.md",
    "words/2025-26-Q2/commentary/B1.md",
];

/// The files of the starting council.
pub(crate) fn files() -> Files {
    STARTER.iter().map(|(path, text)| (path.to_string(), text.as_bytes().to_vec())).collect()
}
