//! Pictures of made measures and plans: what they hold, and that they look as they did.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod gold;
mod picture;

use domain::{Colour, Mark};
use report::chart::{self, Bar, BasePlan, Era, MeasureChart, PlanGroup, PlanItem};
use report::document::Tag;
use report::look::Look;

fn tag(word: &str, mark: Mark, colour: Colour) -> Tag {
    Tag { word: word.into(), mark, colour }
}

fn good() -> Tag {
    tag("Good", Mark::Tick, Colour::Good)
}

/// Bars from "2023-24|  |45.2|45.20%|before" and the like; a value of `-` is absent; a leading `/` is a break.
fn bars(rows: &[&str]) -> Vec<Bar> {
    let bar = |row: &&str| {
        let cells: Vec<&str> = row.trim_start_matches('/').split('|').map(str::trim).collect();
        let era = if cells[4] == "now" { Era::Now } else { Era::Before };
        Bar {
            year: cells[0].into(),
            part: cells[1].into(),
            value: (cells[2] != "-").then(|| cells[2].parse().unwrap()),
            printed: cells[3].into(),
            era,
            after_break: row.starts_with('/'),
        }
    };
    rows.iter().map(bar).collect()
}

fn measure(id: &str, title: &str, rows: &[&str]) -> MeasureChart {
    MeasureChart {
        id: id.into(),
        title: title.into(),
        subtitle: "Year to date. Higher is better.".into(),
        alt: "The latest value and what it is compared with.".into(),
        bars: bars(rows),
        target: None,
        target_of: None,
        benchmark: None,
        from_zero: true,
    }
}

fn recycling() -> MeasureChart {
    let rows = [
        "2022-23| |45.1|45.10%|before",
        "2023-24| |46.9|46.90%|before",
        "2024-25| |48.92|48.92%|before",
        "2025-26|Q1|52|52.00%|now",
        "2025-26|Q2|53.1|53.10%|now",
    ];
    let chart = measure("recycling", "Household waste sent for reuse, recycling or composting", &rows);
    MeasureChart {
        target: Some(("55".parse().unwrap(), "Target 55.00%".into())),
        benchmark: Some(("43.7".parse().unwrap(), "All English counties 2023-24 43.70%".into())),
        ..chart
    }
}

fn long_numbers() -> MeasureChart {
    let rows = [
        "2022-23| |1511867|1,511,867|before",
        "2023-24|Q1|311867|311,867|before",
        "2023-24|Q2|-|not collected|before",
        "2023-24|Q3|911867|911,867|before",
        "2023-24|Q4|1411867|1,411,867|before",
        "/2024-25|Q1|402211|402,211|now",
        "2024-25|Q2|802211|802,211|now",
        "2024-25|Q3|-|due in Quarter 4 after the survey|now",
    ];
    let title =
        "Visits to libraries, in person and online, including renewals made by telephone and the mobile library";
    let chart = measure("visits", title, &rows);
    MeasureChart { target: Some(("1500000".parse().unwrap(), "Target 1,500,000".into())), ..chart }
}

fn below_zero() -> MeasureChart {
    let rows = [
        "AY2020-21| |-|cancelled|before",
        "AY2021-22| |0.05|0.05|before",
        "AY2022-23| |-0.4|−0.40|before",
        "AY2023-24| |-0.79|−0.79|now",
    ];
    let chart = measure("progress-8", "Progress 8 of children in care", &rows);
    MeasureChart {
        target: Some(("0".parse().unwrap(), "Target 0.00".into())),
        benchmark: Some(("-0.71".parse().unwrap(), "England 2023-24 −0.71".into())),
        ..chart
    }
}

fn score() -> MeasureChart {
    let rows =
        ["2022| |45.1|45.1|before", "2023| |45.4|45.4|before", "/2024| |46.0|46.0|before", "2025| |46.2|46.2|now"];
    let chart = measure("attainment", "Attainment 8 score", &rows);
    MeasureChart { target: Some(("46.2".parse().unwrap(), "Target 46.2".into())), from_zero: false, ..chart }
}

fn all_below_zero() -> MeasureChart {
    let rows = ["2023-24| |-1.17|−1.17|before", "2024-25| |-|not comparable|before", "2025-26| |-0.79|−0.79|now"];
    measure("all-below-zero", "Progress 8 of all pupils", &rows)
}

fn long_unit() -> MeasureChart {
    let rows = ["2023-24| |16.7|16.7 percentage points|before", "2024-25| |21.3|21.3 percentage points|now"];
    let chart = measure("long-unit", "Gap between pupils", &rows);
    MeasureChart { target: Some(("17".parse().unwrap(), "Target 17.0 percentage points".into())), ..chart }
}

/// The year's last target is told in words; only that of Quarter 2 has a number.
fn one_target() -> MeasureChart {
    let rows =
        ["2025-26|Q1|73|73|now", "2025-26|Q2|142|142|now", "2025-26|Q3|-|not stated|now", "2025-26|Q4|285|285|now"];
    let chart = measure("one-target", "People helped towards a job", &rows);
    MeasureChart { target: Some(("124".parse().unwrap(), "Q2 target 124".into())), target_of: Some(1), ..chart }
}

fn without_values() -> MeasureChart {
    measure("survey", "Residents who feel informed", &["2024-25| |-|awaited|before", "2025-26| |-|baseline year|now"])
}

fn plan(id: &str, groups: &[(&str, usize)]) -> BasePlan {
    let tags = [
        tag("Complete", Mark::Star, Colour::Best),
        good(),
        tag("Review", Mark::Dot, Colour::Watch),
        tag("Action", Mark::Flag, Colour::Act),
        tag("Awaiting update", Mark::Ring, Colour::None),
    ];
    let mut number = 0;
    let mut item = |_| {
        number += 1;
        let reference = format!("SO-{number:02}");
        let href = format!("#so-{number:02}");
        PlanItem { title: format!("Objective {number}"), href, tag: tags[number % tags.len()].clone(), reference }
    };
    let mut group =
        |(name, size): &(&str, usize)| PlanGroup { name: name.to_string(), items: (0..*size).map(&mut item).collect() };
    let groups = groups.iter().map(&mut group).collect();
    BasePlan {
        id: id.into(),
        title: "Progress of every objective, Quarter 2 2025-26".into(),
        alt: "Five grades, one after the other.".into(),
        groups,
        legend: tags.iter().map(|tag| (tag.clone(), 5)).collect(),
    }
}

fn measure_charts() -> [MeasureChart; 8] {
    [recycling(), long_numbers(), below_zero(), all_below_zero(), long_unit(), score(), one_target(), without_values()]
}

fn pictures() -> Vec<(&'static str, String)> {
    let look = Look::new(&[]);
    let names = ["measure", "long-numbers", "below-zero", "all-below-zero", "long-unit", "score", "one-target"];
    let names = names.into_iter().chain(["without-values"]);
    let charts = measure_charts();
    let mut all: Vec<_> = names.zip(charts.iter().map(|chart| chart::measure_chart(chart, &look).0)).collect();
    let three = plan("three", &[("People", 8), ("Prosperity", 9), ("Place", 8)]);
    let many = plan("many", &[("Everything that one council of thirty-three objectives puts in a single band", 33)]);
    all.push(("base-plan", chart::base_plan(&three, &look).0));
    all.push(("base-plan-of-33", chart::base_plan(&many, &look).0));
    all
}

#[test]
fn pictures_look_as_they_did() {
    for (name, svg) in pictures() {
        gold::holds(&format!("chart/{name}.svg"), &svg);
    }
}

#[test]
fn every_text_stands_inside_its_picture() {
    for (name, svg) in pictures() {
        let outside = picture::texts_outside(&svg);
        assert!(outside.is_empty(), "{name}: {outside:?}");
    }
}

#[test]
fn no_id_stands_twice_and_title_and_description_name_the_picture() {
    for (name, svg) in pictures() {
        let mut ids = picture::values_of(&svg, "id");
        let labelled = picture::values_of(&svg, "aria-labelledby").concat();
        assert_eq!(labelled.split(' ').collect::<Vec<_>>(), ids[..2], "{name}");
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "{name}");
    }
}

#[test]
fn every_value_every_reason_and_both_marks_are_printed() {
    let look = Look::new(&[]);
    for made in measure_charts() {
        let words = picture::words(&chart::measure_chart(&made, &look).0);
        let labels = [&made.target, &made.benchmark].into_iter().flatten().map(|(_, label)| label);
        for text in made.bars.iter().map(|bar| &bar.printed).chain(labels).chain([&made.title, &made.subtitle]) {
            assert!(words.contains(&text.replace(' ', "")), "{text} in {words}");
        }
    }
}

#[test]
fn a_bar_is_as_high_as_its_share_of_the_highest() {
    let look = Look::new(&[]);
    let made = measure("shares", "Shares", &["2024| |50|50%|before", "2025| |100|100%|now"]);
    let svg = chart::measure_chart(&made, &look).0;
    let heights: Vec<f64> = picture::values_of(&svg, "height").iter().skip(2).map(|h| h.parse().unwrap()).collect();
    assert_eq!(heights, [45.0, 90.0]);
}

#[test]
fn a_target_of_one_period_is_drawn_over_its_bar_alone() {
    let look = Look::new(&[]);
    let ends = |svg: &str| -> Vec<(f64, f64)> {
        let lines = svg.split("<line ").skip(1).filter(|line| line.contains("stroke-width=\"5\""));
        let end = |line: &str, name: &str| -> f64 {
            line.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
        };
        lines.map(|line| (end(line, "x1"), end(line, "x2"))).collect()
    };
    let [one] = ends(&chart::measure_chart(&one_target(), &look).0)[..] else { panic!("one line with a casing") };
    let all = MeasureChart { target_of: None, ..one_target() };
    let [across] = ends(&chart::measure_chart(&all, &look).0)[..] else { panic!("one line with a casing") };
    assert!(across.0 < one.0 && one.1 < across.1, "{one:?} within {across:?}");
    assert!((one.1 - one.0) * 4.0 < across.1 - across.0, "{one:?} is no wider than a bar of {across:?}");
}

#[test]
fn a_scale_that_does_not_start_at_zero_says_so() {
    let look = Look::new(&[]);
    assert!(chart::measure_chart(&score(), &look).0.contains("does not start at zero"));
    assert!(!chart::measure_chart(&recycling(), &look).0.contains("does not start at zero"));
}

#[test]
fn each_objective_is_a_link_with_its_reference_title_and_rating() {
    let made = plan("links", &[("One", 3), ("Two", 30)]);
    let svg = chart::base_plan(&made, &Look::new(&[])).0;
    assert_eq!(svg.matches("<a href=").count(), 33);
    assert!(svg.contains("<a href=\"#so-02\"><title>SO-02: Objective 2: Review</title>"), "{svg}");
}

#[test]
fn the_legend_counts_in_words() {
    let words = picture::words(&chart::base_plan(&plan("legend", &[("One", 5)]), &Look::new(&[])).0);
    assert!(words.contains("Good5") && words.contains("Awaitingupdate5"), "{words}");
}

#[test]
fn a_council_may_choose_a_pale_colour_and_the_words_on_it_turn_to_ink() {
    let look = Look::new(&[("good".into(), "#ccffcc".into())]);
    let mut made = plan("pale", &[("One", 1)]);
    made.groups[0].items[0].tag = good();
    let svg = chart::base_plan(&made, &look).0;
    let reference = svg.split("</polygon>").last().unwrap();
    assert!(reference.contains("fill=\"#0b0c0c\""), "{reference}");
}
