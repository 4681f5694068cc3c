//! A small invented council, Ambleford: two editions, four measures, three commitments, one risk.

use std::collections::BTreeMap;

use domain::calendar::Calendar;
use domain::measure::Naming;
use domain::plan::{CommitmentKind, Level, Link};
use domain::target::Limits;
use domain::{
    Aggregation, Aim, Commitment, Council, Date, Decimal, Edition, EditionStatus, Figure, Frequency, Heading, Measure,
    Observation, Period, Plan, Polarity, Progress, Reading, Risk, RiskScore, Scale, Target, Unit,
};

use crate::schemes;

pub fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

pub fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub fn measure(key: &str) -> Measure {
    Measure {
        key: key.into(),
        names: vec![Naming { from: None, title: format!("Measure {key}") }],
        definition: None,
        unit: Unit::Percent,
        places: 1,
        scale: Scale::One,
        polarity: Polarity::Higher,
        aggregation: Aggregation::Snapshot,
        frequency: Frequency::Quarterly,
        reported: None,
        arrives_late: 0,
        scheme: None,
        level: None,
        levels: vec![],
        owner: None,
        source: None,
        breaks: vec![],
        notes: vec![],
        predecessor: None,
        plausible: None,
    }
}

pub fn stated(measure: &str, at: &str, value: &str, edition: &str) -> Observation {
    Observation {
        measure: measure.into(),
        period: period(at),
        reading: Reading::Figure(Figure { value: decimal(value), parts: None }),
        forecast: None,
        markers: vec![],
        as_at: None,
        own_time: None,
        notes: vec![],
        stated: period(edition),
    }
}

pub fn target(measure: &str, at: &str, value: &str, edition: &str) -> Target {
    Target {
        measure: measure.into(),
        period: period(at),
        aim: Aim::Value(decimal(value)),
        limits: Limits::default(),
        rationale: None,
        notes: vec![],
        stated: period(edition),
    }
}

pub fn progress(commitment: &str, at: &str, grade: &str) -> Progress {
    Progress {
        plan: "2025-29".into(),
        commitment: commitment.into(),
        period: period(at),
        grade: Some(grade.into()),
        status: None,
        completes: None,
        stated: period(at),
    }
}

pub fn score(at: &str, score: i64) -> RiskScore {
    RiskScore {
        plan: "2025-29".into(),
        risk: "R1".into(),
        period: period(at),
        score: Decimal::from(score),
        placed: None,
        target: None,
        stated: period(at),
    }
}

fn edition(at: &str, position_at: &str) -> Edition {
    Edition {
        period: period(at),
        plan: "2025-29".into(),
        outline: "quarterly".into(),
        title: format!("Performance Report {at}"),
        position_at: position_at.parse().unwrap(),
        published_on: None,
        status: EditionStatus::Published,
        reason: None,
        demonstration: false,
    }
}

fn heading(reference: &str, parent: Option<&str>) -> Heading {
    Heading {
        reference: reference.into(),
        level: usize::from(parent.is_some()),
        parent: parent.map(str::to_string),
        short: reference.into(),
        title: reference.into(),
        notes: vec![],
    }
}

fn commitment(reference: &str, under: &str) -> Commitment {
    Commitment {
        reference: reference.into(),
        kind: "objective".into(),
        under: under.into(),
        title: reference.into(),
        renamed: Vec::new(),
        lead: None,
        starts: None,
        tags: BTreeMap::new(),
        predecessor: None,
        milestones: vec![],
    }
}

fn link(measure: &str, under: Option<&str>) -> Link {
    Link {
        measure: measure.into(),
        under: under.map(str::to_string),
        counts: true,
        tags: BTreeMap::new(),
        from: None,
        chart: None,
    }
}

fn plan() -> Plan {
    let day = |text: &str| -> Date { text.parse().unwrap() };
    Plan {
        key: "2025-29".into(),
        title: "Ambleford Plan".into(),
        runs: (day("2025-04-01"), day("2029-03-31")),
        levels: ["Theme", "Aim"].map(|name| Level { name: name.into(), plural: format!("{name}s") }).to_vec(),
        kinds: vec![CommitmentKind {
            key: "objective".into(),
            name: "Objective".into(),
            plural: "Objectives".into(),
            scheme: "objectives".into(),
        }],
        headings: vec![heading("People", None), heading("Homes", Some("People")), heading("Place", None)],
        commitments: vec![commitment("SO-1", "Homes"), commitment("SO-2", "People"), commitment("SO-3", "Place")],
        links: vec![
            link("KM-2", Some("SO-1")),
            link("KM-1", Some("SO-2")),
            link("KM-2", Some("Place")),
            link("YR-1", None),
        ],
        risks: vec![Risk {
            reference: "R1".into(),
            title: "Flooding".into(),
            under: "Place".into(),
            tags: BTreeMap::new(),
            owner: None,
        }],
    }
}

/// The council as its folder stands after the second edition.
pub fn ambleford() -> Council {
    let objectives = schemes::named("derbyshire-objectives-2021").clone();
    Council {
        name: "Ambleford Borough Council".into(),
        calendar: Calendar::default(),
        schemes: vec![schemes::named("derbyshire-measures").clone(), domain::Scheme { until: None, ..objectives }],
        plans: vec![plan()],
        measures: vec![
            measure("KM-1"),
            measure("KM-2"),
            Measure { frequency: Frequency::Yearly, aggregation: Aggregation::Annual, ..measure("YR-1") },
        ],
        observations: vec![
            stated("KM-1", "2024-25-Q2", "50.0", "2025-26-Q1"),
            stated("KM-1", "2025-26-Q1", "52.0", "2025-26-Q1"),
            stated("KM-1", "2025-26-Q2", "53.0", "2025-26-Q2"),
            stated("KM-2", "2025-26-Q2", "91.0", "2025-26-Q2"),
            stated("YR-1", "2024-25", "70.0", "2025-26-Q1"),
        ],
        targets: vec![
            target("KM-1", "2025-26-Q1", "80.0", "2025-26-Q1"),
            target("KM-1", "2025-26-Q2", "80.0", "2025-26-Q2"),
            target("KM-2", "2025-26-Q2", "90.0", "2025-26-Q2"),
            target("YR-1", "2024-25", "69.0", "2025-26-Q1"),
        ],
        progress: vec![
            progress("SO-1", "2025-26-Q1", "Good"),
            progress("SO-2", "2025-26-Q1", "Action"),
            progress("SO-1", "2025-26-Q2", "Strong"),
            progress("SO-2", "2025-26-Q2", "Review"),
        ],
        risk_scores: vec![score("2025-26-Q1", 12), score("2025-26-Q2", 8)],
        editions: vec![edition("2025-26-Q1", "2025-06-30"), edition("2025-26-Q2", "2025-09-30")],
        ..Council::default()
    }
}
