//! Officers' Markdown: what it may say, and what it may not.

use crate::made::introduced;

#[test]
fn words_may_have_paragraphs_lists_bold_italic_links_and_headings() {
    let words = "One *line*\nand **another**.\n\n# Streets\n\nSwept [here](https://example.org).\n\n### Bins\n\n1. First\n2. Second\n\n## Homes\n\nWarm.";
    let (said, problems) = introduced(words);
    assert_eq!(problems, Vec::<String>::new());
    let expected = "One _line_ and *another*.\n\n## Streets [streets]\n\nSwept here<https://example.org>.\n\n### Bins [bins]\n-\n  First\n-\n  Second\n\n### Homes [homes]\n\nWarm.";
    assert_eq!(said, expected);
}

#[test]
fn what_words_may_not_have_is_a_problem_at_its_place() {
    let cases = [
        ("A <b>bold</b> claim", 2, "2", "raw-html"),
        ("<div>block</div>", 1, "1", "raw-html"),
        ("See ![a chart](chart.png)", 1, "1", "picture"),
        ("See [this](file:///etc/passwd)", 1, "1", "bad-link"),
        ("See [this](javascript:alert(1))", 1, "1", "bad-link"),
        ("> quoted", 1, "1", "unsupported-markdown"),
        ("Line\n\n    code", 1, "3", "unsupported-markdown"),
        ("Line\n\n***\n\nLine", 1, "3", "unsupported-markdown"),
    ];
    for (words, count, line, rule) in cases {
        let (_, problems) = introduced(words);
        assert_eq!(problems.len(), count, "{words}: {problems:?}");
        assert!(problems.iter().all(|problem| problem.contains(&format!("[{rule}]"))), "{words}: {problems:?}");
        let line = if rule == "raw-html" { "1" } else { line };
        assert!(problems[0].starts_with(&format!("words/2025-26-Q2/introduction.md:{line}:")), "{words}: {problems:?}");
    }
}

#[test]
fn nothing_of_raw_html_or_a_picture_reaches_the_report_and_the_words_around_it_do() {
    let (said, _) = introduced("Before <script>alert(1)</script> after ![alt](x.png) end.");
    assert_eq!(said, "Before alert(1) after  end.");
}
