//! Scheme files: what reads, and what each fault says.

use domain::scheme::{Bound, Made, Test, Whose};

const FIVE_PERCENT: &str = r#"
family = "measures"
title = "Performance against target"
from = 2021-04-01
made = "computed"
unrated = { name = "Blank", meaning = "No target" }
zero_target = { met = "Good" }

[[grade]]
name = "Strong"
mark = "star"
colour = "best"
[[grade.when]]
percent = { above = "5" }
[[grade.when]]
percent = { above = "2" }
unit = ["percent", "percent_unmarked"]
target = { above = "95" }

[[grade]]
name = "Good"
mark = "tick"
colour = "good"
[[grade.when]]
percent = { from = "-2" }

[[grade]]
name = "Action"
mark = "flag"
colour = "act"
"#;

#[test]
fn a_scheme_with_a_condition_on_the_target_reads() {
    let scheme = folder::scheme(FIVE_PERCENT).unwrap();
    assert_eq!((scheme.made, scheme.grades.len()), (Made::Computed, 3));
    let tests = &scheme.grades[0].when[1].tests;
    assert!(tests.contains(&Test::Percent(Whose::Value, Bound::Above(2.into()))));
    assert!(tests.contains(&Test::Target(Bound::Above(95.into()))));
    assert_eq!(tests.len(), 3);
}

/// Replaces one piece of the good scheme and expects exactly one problem.
#[test]
fn each_fault_of_a_scheme_is_told_once_and_where_it_stands() {
    for (good, bad, rule, line, column) in [
        ("family = \"measures\"\n", "", "missing-key", 0, 0),
        ("title =", "titel =", "unknown-key", 3, 1),
        ("2021-04-01", "2021-04-01T10:00:00", "wrong-kind-of-value", 4, 8),
        ("\"computed\"", "\"calculated\"", "unknown-word", 5, 8),
        ("met = \"Good\"", "met = \"God\"", "unknown-grade", 7, 23),
        ("mark = \"star\"", "mark = \"heart\"", "unknown-word", 11, 8),
        ("colour = \"best\"", "colour = \"#12\"", "not-a-colour", 12, 10),
        ("{ above = \"5\" }", "{ above = 5.5 }", "wrong-kind-of-value", 14, 21),
        ("{ above = \"5\" }", "{ above = \"5%\" }", "number-with-unit", 14, 21),
        ("{ above = \"5\" }", "{ above = \"5\", from = \"5\" }", "wrong-bounds", 14, 11),
        ("{ above = \"5\" }", "{ above = \"5\", upto = \"3\" }", "impossible-condition", 13, 1),
        ("\"percent_unmarked\"", "\"per cent\"", "unknown-word", 17, 20),
        ("from = \"-2\"", "from = \"7\"", "unreachable-condition", 24, 1),
        ("[[grade.when]]\npercent = { from = \"-2\" }\n", "", "unreachable-grade", 20, 1),
        ("name = \"Action\"", "name = \"Good\"", "repeated-grade", 28, 1),
        ("name = \"Action\"", "name = \"not rated\"", "reserved-word", 28, 1),
        ("title = \"Perf", "title = Perf", "toml-syntax", 3, 9),
        ("percent = { from = \"-2\" }", "travel = { is = [\"same\"] }", "missing-travel-rule", 25, 10),
    ] {
        assert!(FIVE_PERCENT.contains(good), "{good}");
        let text = FIVE_PERCENT.replacen(good, bad, 1);
        let problems = folder::scheme(&text).unwrap_err();
        let found: Vec<_> = problems.iter().map(|p| (p.rule, p.line, p.column)).collect();
        assert_eq!(found, [(rule, line, column)], "{bad}: {problems:#?}");
    }
}
