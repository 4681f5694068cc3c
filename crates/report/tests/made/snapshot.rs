//! A snapshot made by hand: two measures, one commitment, one risk, one scheme of three grades.

use std::collections::BTreeMap;

use domain::measure::{Frequency, Naming};
use domain::plan::{CommitmentKind, Level, Link};
use domain::rating::{KeyRow, Override, Published, PublishedTravel, Travelled};
use domain::scheme::{Comparator, DeadBand, Direction, LimitWords, Made, TravelRule, Unrated, ZeroTarget};
use domain::snapshot::{CommitmentState, MeasureState, RiskState, RolledUp};
use domain::*;

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

const NOW: Period = Period { year: Year { opens: 2025, kind: YearKind::Council }, span: Span::Quarter(2) };

fn grade(name: &str, mark: Mark, colour: Colour) -> Grade {
    Grade {
        name: name.into(),
        mark,
        colour,
        meaning: None,
        response: None,
        when: Vec::new(),
        score: Some(number("1.50")),
    }
}

fn scheme() -> Scheme {
    let travel = TravelRule {
        name: "year".into(),
        against: Comparator::SamePeriodLastYear,
        dead_band: DeadBand::Percent(number("0")),
        band_is_change: false,
        words: ["Improving".into(), "Same".into(), "Deteriorating".into()],
    };
    let month = TravelRule { name: "month".into(), against: Comparator::PreviousPeriod, ..travel.clone() };
    Scheme {
        family: "measures".into(),
        title: "Performance against target".into(),
        from: day("2025-04-01"),
        until: None,
        made: Made::Computed,
        grades: vec![
            grade("Met", Mark::Tick, Colour::Good),
            grade("Near", Mark::Dot, Colour::Own(0xff, 0xcc, 0)),
            grade("Missed", Mark::Flag, Colour::Act),
        ],
        unrated: Unrated { name: "Blank".into(), meaning: "No target".into() },
        zero_target: ZeroTarget::MetOnly("Met".into()),
        words: LimitWords { floor: "floor".into(), high: "stretch".into() },
        rollup: None,
        travel: vec![travel, month],
        source: None,
    }
}

fn measure(key: &str, title: &str) -> Measure {
    Measure {
        key: key.into(),
        names: vec![Naming { from: None, title: title.into() }],
        definition: None,
        unit: Unit::Percent,
        places: 2,
        scale: Scale::One,
        polarity: Polarity::Higher,
        aggregation: Aggregation::Cumulative,
        frequency: Frequency::Quarterly,
        reported: None,
        arrives_late: 0,
        scheme: None,
        level: None,
        levels: Vec::new(),
        owner: None,
        source: None,
        breaks: Vec::new(),
        notes: Vec::new(),
        predecessor: None,
        plausible: None,
    }
}

fn seen(period: Period, reading: Reading, markers: Vec<Marker>, notes: &[&str]) -> Observation {
    Observation {
        measure: "WASTE-1".into(),
        period,
        reading,
        forecast: None,
        markers,
        as_at: None,
        own_time: None,
        notes: notes.iter().map(|key| key.to_string()).collect(),
        stated: NOW,
    }
}

fn figure(value: &str) -> Reading {
    Reading::Figure(Figure { value: number(value), parts: None })
}

fn target(period: Period, aim: Aim) -> Target {
    let limits = target::Limits { tolerance: Some(number("5.0")), ..Default::default() };
    Target { measure: "WASTE-1".into(), period, aim, limits, rationale: None, notes: Vec::new(), stated: NOW }
}

fn recycling() -> MeasureState {
    let parts = Reading::Figure(Figure { value: number("52"), parts: Some((number("412"), number("806.0"))) });
    let then = Travelled {
        direction: Direction::Improving,
        now: number("52"),
        then: number("48.9"),
        then_period: NOW.year_before(),
    };
    let over = Override { who: "A. Officer".into(), when: day("2025-10-14") };
    MeasureState {
        measure: measure("WASTE-1", "Waste recycled, \"all kinds\""),
        title: "Waste recycled, \"all kinds\"".into(),
        links: vec![Link {
            measure: "WASTE-1".into(),
            under: Some("SO-1".into()),
            counts: true,
            tags: BTreeMap::new(),
            from: None,
            chart: None,
        }],
        now: NOW,
        history: BTreeMap::from([
            (NOW.year_before(), seen(NOW.year_before(), figure("48.9"), vec![], &[])),
            (NOW.previous(), seen(NOW.previous(), Reading::Absent(Absence::Awaited), vec![], &[])),
            (NOW, seen(NOW, parts, vec![Marker::Provisional, Marker::Break], &["a"])),
        ]),
        targets: BTreeMap::from([
            (NOW, target(NOW, Aim::Value(number("55")))),
            (NOW.last_of_year(), target(NOW.last_of_year(), Aim::Direction("increase, as others do".into()))),
        ]),
        benchmark: Some(Benchmark {
            measure: "WASTE-1".into(),
            period: NOW,
            value: Some(number("43.7")),
            group: "All English counties".into(),
            dated: "2023-24".into(),
            stated: NOW,
        }),
        scheme: "measures".into(),
        computed: Rating::Graded {
            grade: 1,
            condition: Some(0),
            working: Working { value: number("52"), target: Some(number("55")), gap: Some(number("-3")) },
        },
        explanation: "52.00% is 5.45% below the target of 55.00%; higher is better; Near.".into(),
        grades: BTreeMap::from([(NOW.year_before(), 2), (NOW, 0)]),
        published: Some(Published {
            measure: "WASTE-1".into(),
            period: NOW,
            grade: Some("Met".into()),
            over: Some(over),
            why: Some("The lorries were off the road for a week.".into()),
            stated: NOW,
        }),
        travel: vec![Ok(then), Err(rating::NoTravel::NotComparable)],
        published_travel: Some(PublishedTravel {
            measure: "WASTE-1".into(),
            period: NOW,
            direction: Some(Direction::Same),
            stated: NOW,
        }),
    }
}

fn survey() -> MeasureState {
    MeasureState {
        measure: Measure { aggregation: Aggregation::AcademicYear, ..measure("SURVEY", "Pupils asked") },
        title: "Pupils asked".into(),
        links: vec![Link {
            measure: "SURVEY".into(),
            under: None,
            counts: false,
            tags: BTreeMap::new(),
            from: None,
            chart: None,
        }],
        now: Period::parse("AY2024-25").unwrap(),
        history: BTreeMap::new(),
        targets: BTreeMap::new(),
        benchmark: None,
        scheme: "measures".into(),
        computed: Rating::Ungraded(Ungraded::NothingStated),
        explanation: "Not rated: nothing is stated for 2024-25.".into(),
        grades: BTreeMap::new(),
        published: None,
        travel: vec![Err(rating::NoTravel::NoValue), Err(rating::NoTravel::NoValue)],
        published_travel: None,
    }
}

fn plan() -> Plan {
    let level = Level { name: "Outcome".into(), plural: "Outcomes".into() };
    Plan {
        key: "2025-29".into(),
        title: "Council Plan".into(),
        runs: (day("2025-04-01"), day("2029-03-31")),
        levels: vec![level],
        kinds: vec![CommitmentKind {
            key: "objective".into(),
            name: "Objective".into(),
            plural: "Objectives".into(),
            scheme: "measures".into(),
        }],
        headings: vec![Heading {
            reference: "O1".into(),
            level: 0,
            parent: None,
            short: "People".into(),
            title: "People who are well".into(),
            notes: Vec::new(),
        }],
        commitments: Vec::new(),
        links: Vec::new(),
        risks: Vec::new(),
    }
}

fn objective() -> CommitmentState {
    let commitment = Commitment {
        reference: "SO-1".into(),
        kind: "objective".into(),
        under: "O1".into(),
        title: "Waste less".into(),
        renamed: Vec::new(),
        lead: None,
        starts: Some(day("2025-04-01")),
        tags: BTreeMap::from([("theme".into(), "Green".into())]),
        predecessor: Some(("2021-25".into(), "HP-3".into())),
        milestones: Vec::new(),
    };
    let progress = Progress {
        plan: "2025-29".into(),
        commitment: "SO-1".into(),
        period: NOW,
        grade: Some("Missed".into()),
        status: Some("Some slippage".into()),
        completes: Some(day("2027-04-30")),
        stated: NOW,
    };
    CommitmentState { commitment, scheme: "measures".into(), progress: Some(progress), earlier: Vec::new() }
}

fn risk() -> RiskState {
    let risk =
        Risk { reference: "R1".into(), title: "Flood".into(), under: "O1".into(), tags: BTreeMap::new(), owner: None };
    let score = RiskScore {
        plan: "2025-29".into(),
        risk: "R1".into(),
        period: NOW,
        score: number("12.0"),
        placed: None,
        target: None,
        stated: NOW,
    };
    RiskState { risk, score: Some(score), previous: None }
}

pub fn snapshot() -> Snapshot {
    let edition = Edition {
        period: NOW,
        plan: "2025-29".into(),
        outline: "quarterly".into(),
        title: "Performance Report".into(),
        position_at: day("2025-09-30"),
        published_on: None,
        status: EditionStatus::Draft,
        reason: None,
        demonstration: false,
    };
    Snapshot {
        council: "Fellshire County Council".into(),
        short_name: "Fellshire".into(),
        gss: "E10999999".into(),
        language: "en-GB".into(),
        website: None,
        contact: None,
        licence: "Open Government Licence v3.0".into(),
        calendar: Calendar::default(),
        dimensions: vec![("theme".into(), "Theme".into())],
        look: Vec::new(),
        editions: vec![edition.clone()],
        edition,
        plan: plan(),
        schemes: vec![scheme()],
        measures: vec![recycling(), survey()],
        commitments: vec![objective()],
        risks: vec![risk()],
        passages: Vec::new(),
        notes: vec![Note { key: "a".into(), text: "Provisional until March, \"when the audit ends\".".into() }],
        keys: vec![vec![KeyRow { grade: Some(0), words: "At or above the target".into() }]],
        earlier: Vec::new(),
        rollups: vec![RolledUp { heading: "O1".into(), scheme: "measures".into(), grade: Some(2), rated: 1, of: 1 }],
    }
}
