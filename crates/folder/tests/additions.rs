//! Files added to the starting council, and the one problem that each brings.

mod reading;

use reading::told;

const NAMES: &str = "measure,from,title\n";
const BREAKS: &str = "measure,from,why\n";
const RATINGS: &str = "measure,period,rating,who,when,why,stated\n";
const TRAVEL: &str = "measure,period,direction,stated\n";
const RISKS: &str = "reference,under,title\n";
const SCORES: &str = "risk,period,score,likelihood,impact,stated\n";
const VALUES: &str = "measure,period,value,stated\n";

/// File, its text, and the problem as rule, line and column; no problem where the rule is empty.
#[test]
fn each_addition_brings_the_problem_that_it_should_and_no_other() {
    for (file, head, rows, expected) in [
        ("measure-names.csv", NAMES, "recycling,2025-26-Q2,Waste recycled", ""),
        ("measure-names.csv", NAMES, "recycling,2025-26-Q3,Waste recycled", "unknown-edition,2,2"),
        ("measure-names.csv", NAMES, "recycling,2025-26-Q2,A\nrecycling,2025-26-Q2,B", "duplicate-statement,3,0"),
        ("breaks.csv", BREAKS, "recycling,2025-26-Q1,New method", ""),
        ("breaks.csv", BREAKS, "recycling,2025-26,New method", ""),
        ("breaks.csv", BREAKS, "recycling,2025-09,New method", "wrong-kind-of-period,2,2"),
        ("breaks.csv", BREAKS, "recycled,2025-26,New method", "unknown-reference,2,1"),
        ("ratings.csv", RATINGS, "recycling,2025-26-Q2,Green,,,,2025-26-Q2", ""),
        ("ratings.csv", RATINGS, "recycling,2025-26-Q2,not rated,,,Suspended,2025-26-Q2", ""),
        ("ratings.csv", RATINGS, "recycling,2025-26-Q2,Blue,,,,2025-26-Q2", "unknown-grade,2,3"),
        (
            "ratings.csv",
            RATINGS,
            "recycling,2025-26-Q2,Green,A. Officer,2025-10-14,,2025-26-Q2",
            "incomplete-override,2,4",
        ),
        (
            "ratings.csv",
            RATINGS,
            "recycling,2025-26-Q2,Green,A. Officer,,Late data,2025-26-Q2",
            "incomplete-override,2,4",
        ),
        (
            "ratings.csv",
            RATINGS,
            "recycling,2025-26-Q2,Green,,2025-10-14,Late data,2025-26-Q2",
            "incomplete-override,2,5",
        ),
        ("travel.csv", TRAVEL, "recycling,2025-26-Q2,none,2025-26-Q2", ""),
        ("travel.csv", TRAVEL, "recycling,2025-26-Q2,up,2025-26-Q2", "unknown-word,2,3"),
        ("travel.csv", TRAVEL, "recycling,Sep-25,same,2025-26-Q2", "date-made-by-excel,2,2"),
        ("plans/2025-28/risks.csv", RISKS, "R1,A,Floods", ""),
        ("plans/2025-28/risks.csv", RISKS, "A1,A,Floods", "duplicate-reference,2,1"),
        ("plans/2025-28/risks.csv", RISKS, "R1,A1,Floods", "unknown-reference,2,2"),
        ("plans/2025-28/risk-scores.csv", SCORES, "R1,2025-26-Q2,12,3,4,2025-26-Q2", "unknown-reference,2,1"),
        ("values/more.csv", VALUES, "recycling,2025-26-Q1,49.0,2025-26-Q2", "duplicate-statement,2,0"),
        ("values/more.csv", VALUES, "recycling,2023-24-Q2,46.0,2025-26-Q2", ""),
        ("values/more.csv", VALUES, "recycling,2023-24-Q2,\"46.0,2025-26-Q2", "unclosed-quote,2,3"),
        ("values/more.csv", VALUES, "recycling,2023-24-Q2,\"46\".0,2025-26-Q2", "stray-quote,2,3"),
        ("values/more.csv", "measure,period,stated\n", "recycling,2023-24-Q2,2025-26-Q2", "missing-column,1,0"),
        ("values/more.csv", "measure,stated\n", "recycling,2025-26-Q2", "missing-column,1,0"),
        ("words/2025-26-Q2/overview.md", "", "Words about the edition.", ""),
        ("words/2025-26-Q2/overview.md", "", "  \n", "empty-words,0,0"),
        ("words/2025-26-Q2/overview.md", "---\nauthor: A. Officer\n", "Words.", "unknown-key,3,0"),
        ("words/2025-26-Q2/overview.md", "---\nauthor: A. Officer\n", "", "unclosed-front-matter,1,0"),
        ("words/2025-26-Q2/overview.md", "---\nabout: recycling\n---\n", "Words.", ""),
        ("words/2025-26-Q2/commentary/again.md", "---\nabout: A1\n---\n", "Words.", "duplicate-statement,1,0"),
        ("words/2025-26-Q2/overview.md", "", "> Said.", "unsupported-markdown,1,1"),
        ("words/2025-26-Q2/overview.md", "", "[x](ftp://x)", "unsafe-link,1,1"),
        ("words/2025-26-Q2/overview.md", "", "{{recycling target}} {{count On track}} {{A1 rating}}", ""),
        (
            "words/2025-26-Q2/overview.md",
            "---\nauthor: A\n---\n",
            "\nIt is {{recycing 2024-25-Q2}}.",
            "unknown-reference,5,7",
        ),
    ] {
        let mut files = folder::starter();
        files.insert(file.into(), format!("{head}{rows}").into_bytes());
        let problems = folder::read(&files).problems;
        let found: Vec<String> = problems.iter().map(|p| format!("{},{},{}", p.rule, p.line, p.column)).collect();
        assert_eq!(found.join(" "), expected, "{file} {rows:?}: {}", told(&problems));
        assert!(problems.iter().all(|p| p.file == file), "{file} {rows:?}: {}", told(&problems));
    }
}

/// The starting council with an earlier plan, whose commitment and whose own name a predecessor may.
fn with_earlier_plan(predecessors: &[(&str, &str)]) -> folder::Files {
    let mut files = folder::starter();
    let plan =
        files.get("plans/2025-28/plan.toml").map(|text| String::from_utf8_lossy(text).into_owned()).unwrap_or_default();
    let earlier =
        plan.replace("from = 2025-04-01", "from = 2021-04-01").replace("until = 2028-03-31", "until = 2025-03-31");
    files.insert("plans/2021-25/plan.toml".into(), earlier.into_bytes());
    files.insert("plans/2021-25/headings.csv".into(), b"reference,level,title\nA,1,Places\n".to_vec());
    files.insert("plans/2021-25/measures.csv".into(), b"measure,under\n".to_vec());
    for (plan, predecessor) in predecessors {
        let rows = format!(
            "reference,kind,under,title,predecessor\nA1,objective,A,Parks,{predecessor}\nA2,objective,A,Waste,\nB1,objective,A,Answers,\n"
        );
        files.insert(format!("plans/{plan}/commitments.csv"), rows.into_bytes());
    }
    files
}

#[test]
fn predecessors_exist_come_before_and_lead_in_no_circle() {
    for (old, new, expected) in [
        ("", "2021-25 A1", ""),
        ("", "2025-28 A2", ""),
        ("", "2021-25 A9", "plans/2025-28/commitments.csv,unknown-reference,2,5"),
        ("", "2019-21 A1", "plans/2025-28/commitments.csv,unknown-reference,2,5"),
        ("2025-28 A1", "", "plans/2021-25/commitments.csv,out-of-order,2,5"),
        ("", "2025-28 A1", "plans/2025-28/commitments.csv,cycle,2,5"),
    ] {
        let problems = folder::read(&with_earlier_plan(&[("2021-25", old), ("2025-28", new)])).problems;
        let found: Vec<String> =
            problems.iter().map(|p| format!("{},{},{},{}", p.file, p.rule, p.line, p.column)).collect();
        assert_eq!(found.join(" "), expected, "{old:?} {new:?}: {}", told(&problems));
    }
}

#[test]
fn measures_that_follow_one_another_in_a_circle_are_told_once() {
    let rows = "key,title,unit,places,polarity,aggregation,frequency,predecessor\n\
                a,A,count,0,higher,snapshot,quarterly,b\nb,B,count,0,higher,snapshot,quarterly,c\n\
                c,C,count,0,higher,snapshot,quarterly,b\n";
    let mut files = folder::starter();
    files
        .retain(|path, _| !path.starts_with("values/") && !path.starts_with("targets/") && !path.starts_with("words/"));
    files.retain(|path, _| !["benchmarks.csv"].contains(&path.as_str()));
    files.insert("plans/2025-28/measures.csv".into(), b"measure,under\n".to_vec());
    files.insert("measures.csv".into(), rows.as_bytes().to_vec());
    let problems = folder::read(&files).problems;
    let found: Vec<String> =
        problems.iter().map(|p| format!("{},{},{},{}", p.file, p.rule, p.line, p.column)).collect();
    assert_eq!(found, ["measures.csv,cycle,3,8"], "{}", told(&problems));
}

#[test]
fn a_faulty_measure_keeps_its_key_and_its_values_bring_no_further_problem() {
    let mut files = folder::starter();
    let measures = String::from_utf8(files["measures.csv"].clone()).unwrap();
    files.insert("measures.csv".into(), measures.replace("reported,owner", "reported,ownr").into_bytes());
    let told: Vec<&str> = folder::read(&files).problems.iter().map(|p| p.rule).collect();
    assert_eq!(told, ["unknown-column"]);
    files.insert("measures.csv".into(), measures.replace("key,title", "kee,title").into_bytes());
    let told: Vec<&str> = folder::read(&files).problems.iter().map(|p| p.rule).collect();
    assert_eq!(told, ["unknown-column"]);
}

#[test]
fn an_unknown_reference_comes_with_the_nearest_names() {
    let mut files = folder::starter();
    files
        .insert("values/more.csv".into(), b"measure,period,value,stated\nrecyling,2023-24-Q2,46,2025-26-Q2\n".to_vec());
    let problems = folder::read(&files).problems;
    assert_eq!(problems[0].says, "There is no measure “recyling”.");
    assert_eq!(problems[0].hint, "Did you mean “recycling”?");
}
