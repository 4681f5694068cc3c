//! Outlines: read strictly, with every problem in one pass; and what they make of names that nobody knows.

use report::outline::parse;

use crate::made::by_outline;
use crate::text::to_text;

#[test]
fn every_problem_of_an_outline_is_told_in_one_pass_with_its_place() {
    let text = r#"titel = "x"

[[section]]
title = "Words"
kind = "words"
slott = "introduction"

[[section]]
kind = "key"
schemes = "measures"

[[section]]
title = "Chart"
kind = "chart"

[[section]]
title = "People"
kind = "chapters"
level = 1

[[section.part]]
kind = "measures"
columns = [{ show = "value", at = "last year" }]

[[section.part]]
kind = "progress"
of = ["objective"]
columns = [{ show = "colour" }]

[[section]]
title = "Nothing"
page = "old"
"#;
    let problems = parse("broken", text).unwrap_err();
    let told: Vec<String> =
        problems.iter().map(|p| format!("{}:{}:{} [{}]", p.file, p.line, p.column, p.rule)).collect();
    let expected = [
        "outlines/broken.toml:1:1 [unknown-key]",
        "outlines/broken.toml:6:1 [outline-key]",
        "outlines/broken.toml:8:1 [no-title]",
        "outlines/broken.toml:10:11 [outline-key]",
        "outlines/broken.toml:12:1 [unknown-kind]",
        "outlines/broken.toml:23:35 [outline-key]",
        "outlines/broken.toml:28:21 [outline-key]",
        "outlines/broken.toml:30:1 [no-kind]",
        "outlines/broken.toml:32:8 [outline-key]",
    ];
    assert_eq!(told, expected);
    assert!(problems[4].hint.starts_with("Did you mean “charts”?"), "{}", problems[4].hint);
}

#[test]
fn an_outline_that_is_not_toml_is_told_at_its_place() {
    let problems = parse("broken", "[[section]]\ntitle = \n").unwrap_err();
    assert_eq!((problems[0].line, problems[0].rule), (2, "toml"));
}

#[test]
fn a_chapter_in_a_chapter_and_a_chapter_without_parts_are_problems() {
    let nested = "[[section]]\ntitle = \"A\"\nkind = \"chapter\"\n[[section.part]]\nkind = \"chapter\"\n[[section.part.part]]\nkind = \"about\"\n";
    assert_eq!(parse("x", nested).unwrap_err()[0].rule, "nested-chapter");
    let empty = "[[section]]\ntitle = \"A\"\nkind = \"chapter\"\n";
    assert_eq!(parse("x", empty).unwrap_err()[0].rule, "empty-chapter");
    assert_eq!(parse("x", "").unwrap_err()[0].rule, "empty-outline");
}

#[test]
fn names_that_the_council_does_not_know_are_problems_at_their_section() {
    let section = |body: &str| format!("[[section]]\ntitle = \"T\"\n{body}");
    let cases = [
        ("kind = \"key\"\nschemes = [\"colours\"]", "unknown-scheme"),
        ("kind = \"counts\"\nof = \"project\"", "unknown-kind"),
        ("kind = \"counts\"\nof = \"promise\"\nsays = { Blue = [\"a\", \"b\"] }", "unknown-grade"),
        ("kind = \"base plan\"\nof = [\"promise\"]\nlevel = 4", "unknown-level"),
        ("kind = \"themes\"\ndimension = \"colour\"\ncounts = [\"measures\"]", "unknown-dimension"),
        (
            "kind = \"progress\"\nof = [\"promise\"]\nonly = [\"Purple\"]\ncolumns = [{ show = \"title\" }]",
            "unknown-grade",
        ),
        ("kind = \"measures\"\ncolumns = [{ show = \"dimension\", of = \"colour\" }]", "unknown-dimension"),
        ("kind = \"measures\"\ncolumns = [{ show = \"travel\", of = \"month\" }]", "unknown-travel"),
    ];
    for (body, rule) in cases {
        let problems = by_outline(&section(body)).problems;
        let told: Vec<_> = problems.iter().map(|p| (p.file.as_str(), p.line, p.rule)).collect();
        assert_eq!(told, [("outlines/other.toml", 1, rule)], "{body}: {problems:?}");
    }
}

#[test]
fn a_section_without_words_says_so() {
    let composed = by_outline("[[section]]\ntitle = \"Welcome\"\nkind = \"words\"\nslot = \"introduction\"\n");
    assert!(to_text(&composed.report).contains("‹No words have been written for this section.›"));
}
