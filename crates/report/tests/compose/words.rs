//! The words file: no key that the sources ask for is missing, and none stands there that nobody asks for.

use std::collections::BTreeSet;
use std::path::Path;

use report::words::Words;

/// Families of keys whose last part is a word of files, put together where it is asked for.
const MADE: [(&str, &[&str]); 5] = [
    ("frequency", &["monthly", "quarterly", "half_yearly", "yearly"]),
    (
        "covers",
        &[
            "cumulative",
            "cumulative_ratio",
            "rolling12",
            "rolling6",
            "rolling3",
            "snapshot",
            "latest_month",
            "quarter_only",
            "annual",
            "annual_snapshot",
            "academic_year",
            "calendar_year",
        ],
    ),
    ("aim", &["higher", "lower", "on_target", "in_range", "neutral"]),
    ("better", &["higher", "lower", "on_target", "in_range", "neutral"]),
    (
        "marker",
        &["provisional", "estimated", "revised", "approximate", "projected", "forecast", "break", "low_reliability"],
    ),
];

#[test]
fn no_key_of_the_words_file_is_missing_and_none_is_unused() {
    let known: BTreeSet<String> = Words::of("en-GB").keys().map(ToString::to_string).collect();
    let mut asked: BTreeSet<String> =
        MADE.iter().flat_map(|(family, words)| words.iter().map(move |word| format!("{family}.{word}"))).collect();
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for room in ["report/src", "pdf/src", "office/src"] {
        gather(&crates.join(room), &known, &mut asked);
    }
    let missing: Vec<&String> = asked.difference(&known).collect();
    let unused: Vec<&String> = known.difference(&asked).collect();
    assert_eq!((missing, unused), (vec![], vec![]), "(missing, unused)");
}

/// Every string in the sources that looks like a key: `family.name`, of a family that the words file has.
fn gather(folder: &Path, known: &BTreeSet<String>, asked: &mut BTreeSet<String>) {
    let families: BTreeSet<&str> = known.iter().filter_map(|key| key.split('.').next()).collect();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, known, asked);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let source = std::fs::read_to_string(&path).unwrap();
            let is_key = |text: &&str| {
                let small = text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "._".contains(c));
                // `meta.xml` is a file inside a spreadsheet.
                small
                    && !text.ends_with(".xml")
                    && text.split_once('.').is_some_and(|(f, rest)| families.contains(f) && !rest.is_empty())
            };
            asked.extend(source.split('"').filter(is_key).map(ToString::to_string));
        }
    }
}
