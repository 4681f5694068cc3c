//! Live figures: each prints what the tables print, or is a problem at its place.

use crate::made::introduced;

#[test]
fn a_live_figure_prints_what_the_tables_print() {
    let cases = [
        ("{{swept}}", "95.0%"),
        ("{{ SWEPT }}", "95.0%"),
        ("{{swept 2025-26-Q1}}", "93.5%"),
        ("{{swept 2024-25-Q2}}", "90.0%"),
        ("{{swept target}}", "94.0%"),
        ("{{missed target}}", "at most 1,200"),
        ("{{damp target}}", "fewer"),
        ("{{swept benchmark}}", "91.0%"),
        ("{{swept rating}}", "Green"),
        ("{{insulated rating}}", "Red"),
        ("{{P-2 rating}}", "Late"),
        ("{{satisfied 2024-25}}", "61%"),
        ("{{count good}}", "1"),
        ("{{count LATE}}", "1"),
        ("{{count promise late}}", "1"),
        ("{{count measures red}}", "2"),
        ("{{count good or late}}", "2"),
        ("{{share good}}", "33%"),
    ];
    for (written, printed) in cases {
        assert_eq!(introduced(written), (printed.to_string(), vec![]), "{written}");
    }
}

#[test]
fn a_live_figure_that_cannot_be_printed_is_a_problem_with_its_place_and_stands_as_written() {
    let cases = [
        (
            "{{swpet}}",
            "“swpet” is no measure, commitment or risk of this report [unknown-live-figure]\n    The nearest names are “swept”",
        ),
        ("{{damp}}", "“damp” has no value for Quarter 2 2025-26: awaited [absent-live-figure]\n    "),
        ("{{satisfied}}", "“satisfied” has no value for 2025-26: due in Quarter 4 2025-26 [absent-live-figure]\n    "),
        ("{{swept 2020-21-Q1}}", "“swept” has no value for Quarter 1 2020-21: not stated [absent-live-figure]\n    "),
        ("{{satisfied target}}", "“satisfied” has no target for 2025-26: no target [absent-live-figure]\n    "),
        (
            "{{missed benchmark}}",
            "“missed” has no benchmark for Quarter 2 2025-26: Local measure [absent-live-figure]\n    ",
        ),
        ("{{P-3 rating}}", "“P-3” has no rating for Quarter 2 2025-26 [absent-live-figure]\n    "),
        ("{{P-1}}", "“P-1” is a commitment and has no value of its own [live-figure-form]\n    Write {{P-1 rating}}"),
        ("{{count purple}}", "“purple” is no grade that could be counted [unknown-grade]\n    The nearest names are"),
        ("{{swept", "“{{swept” begins a live figure and does not end [unclosed-placeholder]\n    End it"),
    ];
    for (written, told) in cases {
        let (said, problems) = introduced(&format!("First line.\n\nThen {written}"));
        assert!(said.ends_with(written), "{written} stands as it was written: {said}");
        assert_eq!(problems.len(), 1, "{written}: {problems:?}");
        let expected = format!("words/2025-26-Q2/introduction.md:3:6: {told}");
        assert!(problems[0].starts_with(&expected), "{}\n{expected}", problems[0]);
    }
}
