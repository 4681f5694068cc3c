//! The wheel, cards, stacked bars and the risk matrix of things that do not exist: what they hold, and that they look as
//! they did.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

mod gold;
mod picture;

use domain::{Colour, Decimal, Mark};
use report::chart::{
    self, Card, CardPoint, Era, Matrix, PlanItem, Spark, SparkDot, Stack, StackBar, Wheel, WheelSector,
};
use report::document::Tag;
use report::look::Look;

fn tag(word: &str, mark: Mark, colour: Colour) -> Tag {
    Tag { word: word.into(), mark, colour }
}

fn grades() -> [Tag; 4] {
    [
        tag("Good", Mark::Tick, Colour::Good),
        tag("Review", Mark::Dot, Colour::Watch),
        tag("Action", Mark::Flag, Colour::Act),
        tag("Awaiting update", Mark::Ring, Colour::None),
    ]
}

/// Headings with so many things under each, their grades in turn.
fn wheel(id: &str, held: &[(&str, usize)]) -> Wheel {
    let grades = grades();
    let item = |prefix: &str, n: usize| PlanItem {
        reference: format!("{prefix}-{n:02}"),
        title: "Mend what is broken & keep it so".into(),
        href: format!("#{n}"),
        tag: grades[n % 4].clone(),
    };
    let sector = |(name, count): &(&str, usize)| WheelSector {
        name: (*name).into(),
        href: "#outcome".into(),
        tag: grades[count % 3].clone(),
        items: (1..=*count).map(|n| item(&name[..1], n)).collect(),
    };
    Wheel {
        id: id.into(),
        title: "Promises, Quarter 2 2025-26".into(),
        alt: "How the promises stand.".into(),
        sectors: held.iter().map(sector).collect(),
        legend: grades.iter().cloned().zip([9, 3, 2, 1]).collect(),
    }
}

fn card(id: &str, value: &str, values: &[&str]) -> Card {
    let point = |(at, value): (usize, &&str)| CardPoint {
        label: format!("Q{at} 2025-26"),
        value: value.parse().ok(),
        era: if at > 1 { Era::Now } else { Era::Before },
    };
    Card {
        id: id.into(),
        title: "Calls answered within two minutes by people who can help".into(),
        alt: "The value, its target and its rating.".into(),
        value: value.into(),
        period: "Quarter 2 2025-26".into(),
        tag: Some(grades()[0].clone()),
        history: values.iter().enumerate().map(point).collect(),
        quiet: vec!["Target: 90.0%".into(), "Benchmark: 79.0% (all district councils, June 2025)".into()],
    }
}

/// A small history of a quarterly measure, an `x` for a quarter without a value.
fn spark(id: &str, values: &[&str]) -> Spark {
    let dot = |(at, value): (i32, &&str)| SparkDot {
        place: at,
        value: value.parse().ok(),
        era: if at > 2 { Era::Now } else { Era::Before },
    };
    Spark {
        id: id.into(),
        title: "Calls answered".into(),
        alt: "Each value with its quarter.".into(),
        dots: (0..).zip(values).map(dot).collect(),
    }
}

fn stack() -> Stack {
    let grades = grades();
    let bar = |name: &str, counts: [i64; 4]| StackBar {
        name: name.into(),
        parts: grades.iter().cloned().zip(counts).map(|(tag, n)| (tag, Decimal::from(n), n.to_string())).collect(),
    };
    Stack {
        id: "trend".into(),
        title: "Promises by rating, edition by edition".into(),
        alt: "More are good than before.".into(),
        bars: vec![bar("Quarter 1 2025-26", [40, 12, 1, 0]), bar("Quarter 2 2025-26", [45, 6, 1, 1])],
        legend: grades.to_vec(),
        target: Some((Decimal::from(50), "Target 50".into())),
    }
}

fn matrix() -> Matrix {
    let risks = [("R1", (3, 4)), ("R2", (3, 4)), ("R3", (5, 5)), ("R4", (1, 1))];
    Matrix {
        id: "matrix".into(),
        title: "Strategic risks by likelihood and impact".into(),
        alt: "Where each risk stands.".into(),
        side: 5,
        across: "Impact".into(),
        up: "Likelihood".into(),
        risks: risks.into_iter().map(|(name, at)| (name.to_string(), at)).collect(),
    }
}

fn pictures() -> Vec<(&'static str, String)> {
    let look = Look::new(&[]);
    let many = [
        ("Resilient communities that look after one another", 11),
        ("High performing", 20),
        ("Early", 12),
        ("Green", 20),
    ];
    vec![
        ("wheel", chart::wheel(&wheel("wheel", &many), &look).0),
        ("wheel-of-one", chart::wheel(&wheel("one", &[("Whole town", 3)]), &look).0),
        ("card", chart::card(&card("card", "86.4%", &["71.2", "80.0", "86.4"]), &look).0),
        ("card-line", chart::card(&card("line", "£1,234,567", &["1", "2", "3", "-2", "5", "4"]), &look).0),
        ("card-without-value", chart::card(&card("none", "Due in Quarter 3 2025-26", &["x", "1"]), &look).0),
        ("stack", chart::stack(&stack(), &look).0),
        ("matrix", chart::matrix(&matrix(), &look).0),
        ("spark", chart::spark(&spark("spark", &["71.2", "74", "73.1", "80.0", "84.2", "86.4"]), &look).0),
        ("spark-bars", chart::spark(&spark("bars", &["12", "-3", "9"]), &look).0),
    ]
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
fn every_picture_has_its_title_and_description_and_no_id_stands_twice() {
    for (name, svg) in pictures() {
        let ids = picture::values_of(&svg, "id");
        let mut once = ids.clone();
        once.sort();
        once.dedup();
        assert_eq!(ids.len(), once.len(), "{name}: {ids:?}");
        assert!(svg.contains("<desc") && svg.contains("aria-labelledby"), "{name}");
    }
}

#[test]
fn a_wheel_links_every_segment_and_counts_in_its_hub() {
    let (svg, _) = chart::wheel(&wheel("wheel", &[("People", 4), ("Place", 2)]), &Look::new(&[]));
    assert_eq!(svg.matches("<a href=").count(), 8, "two headings and six things under them");
    let words = picture::words(&svg);
    for word in ["9Good", "3Review", "2Action", "1Awaitingupdate", "People", "Place"] {
        assert!(words.contains(word), "{word}: {words}");
    }
}

#[test]
fn a_matrix_names_each_risk_once_where_it_stands() {
    let (svg, _) = chart::matrix(&matrix(), &Look::new(&[]));
    let words = picture::words(&svg);
    assert!(words.contains("R1,R2"), "two risks of one place stand together: {words}");
    assert_eq!(words.matches("R3").count(), 1);
}

#[test]
fn a_small_history_is_a_line_that_an_absent_value_breaks_and_bars_from_zero_where_values_are_few() {
    let look = Look::new(&[]);
    let drawn = |values: &[&str]| chart::spark(&spark("s", values), &look).0;
    let whole = drawn(&["1", "2", "3", "4", "5", "6"]);
    assert_eq!((whole.matches("<circle").count(), whole.matches("<line").count()), (6, 5));
    let broken = drawn(&["1", "2", "x", "4", "5", "6"]);
    assert_eq!((broken.matches("<circle").count(), broken.matches("<line").count()), (5, 3));
    let few = drawn(&["1", "x", "2"]);
    assert_eq!((few.matches("<circle").count(), few.matches("fill=\"#8d84b5\"").count()), (0, 2), "{few}");
    let heights = picture::values_of(&few, "height");
    assert_eq!(heights[heights.len() - 2..], ["10.0", "20.0"], "half as high for half the value");
}
