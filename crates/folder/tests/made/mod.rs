//! Councils that nobody thought of, in the order in which reading puts their lists.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests stop at what cannot be")]

mod stated;

use std::collections::BTreeMap;

use domain::edition::STATUSES;
use domain::measure::Naming;
use domain::plan::{CommitmentKind, Level, Link};
use domain::{
    About, Calendar, Commitment, Council, Date, Decimal, Edition, Heading, Milestone, Month, Note, Observation,
    Passage, Period, Plan, Progress, Risk, RiskScore, YearStyle,
};
use proptest::prelude::*;
use proptest::sample::select;
use stated::{Stated, measure, stated};

/// Words as people write them, with all that CSV and TOML must quote.
pub fn text() -> impl Strategy<Value = String> {
    "[A-Za-z0-9]([A-Za-z0-9,;'\"#=\\\\£é–%{}\n\t -]{0,24}[A-Za-z0-9.!\"])?"
}

/// Words or none.
fn maybe_text() -> impl Strategy<Value = Option<String>> {
    prop::option::of(text())
}

/// A day.
fn date() -> impl Strategy<Value = Date> {
    (2019_i16..2030, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

/// A plan with everything that a plan can hold.
fn plan() -> impl Strategy<Value = Plan> {
    let texts = prop::collection::vec(text(), 8);
    (texts, maybe_text(), date(), any::<bool>()).prop_map(|(texts, maybe, day, revised)| {
        let heading = |reference: &str, level, parent: Option<&str>, title: &String| Heading {
            reference: reference.into(),
            level,
            parent: parent.map(String::from),
            short: "Short".into(),
            title: title.clone(),
            notes: vec!["a".into()],
        };
        let milestone = Milestone {
            reference: "M1".into(),
            title: texts[5].clone(),
            due: day,
            revised: if revised {
                vec![(Period::quarter(2025, 1), day), (Period::quarter(2025, 2), day)]
            } else {
                vec![]
            },
            done: maybe.as_ref().map(|_| day),
        };
        let commitment = |reference: &str, predecessor: Option<(&str, &str)>, milestones| Commitment {
            reference: reference.into(),
            kind: "aim".into(),
            under: "H 1.1".into(),
            title: texts[4].clone(),
            renamed: match &maybe {
                Some(title) => vec![Naming { from: Some(Period::quarter(2025, 2)), title: title.clone() }],
                None => vec![],
            },
            lead: maybe.clone(),
            starts: Some(day),
            tags: BTreeMap::from([("theme".to_string(), texts[6].clone())]),
            predecessor: predecessor.map(|(plan, reference)| (plan.to_string(), reference.to_string())),
            milestones,
        };
        let link = |under: Option<&str>, counts| Link {
            measure: "m-0".into(),
            under: under.map(String::from),
            counts,
            tags: BTreeMap::new(),
            from: counts.then(|| Period::quarter(2025, 2)),
            chart: counts.then(|| "12.4".to_string()),
        };
        Plan {
            key: "2025-29".into(),
            title: texts[0].clone(),
            runs: (Date::new(2025, 4, 1).unwrap(), Date::new(2029, 3, 31).unwrap()),
            levels: vec![
                Level { name: texts[1].clone(), plural: texts[2].clone() },
                Level { name: "Two".into(), plural: "Twos".into() },
            ],
            kinds: vec![CommitmentKind {
                key: "aim".into(),
                name: "Aim".into(),
                plural: "Aims".into(),
                scheme: "aims".into(),
            }],
            headings: vec![heading("H1", 0, None, &texts[3]), heading("H 1.1", 1, Some("H1"), &texts[4])],
            commitments: vec![
                commitment("F6 / F5", None, vec![milestone]),
                commitment("F7", Some(("2025-29", "F6 / F5")), vec![]),
            ],
            links: vec![link(None, true), link(Some("F6 / F5"), false)],
            risks: vec![Risk {
                reference: "R1".into(),
                title: texts[7].clone(),
                under: "H1".into(),
                tags: BTreeMap::new(),
                owner: maybe,
            }],
        }
    })
}

fn edition(quarter: u8) -> impl Strategy<Value = Edition> {
    (text(), maybe_text(), select(STATUSES.as_slice()), any::<bool>()).prop_map(
        move |(title, reason, status, demonstration)| Edition {
            period: Period::quarter(2025, quarter),
            plan: "2025-29".into(),
            outline: "quarterly".into(),
            title,
            position_at: Date::new(2025, if quarter == 1 { 6 } else { 9 }, 30).unwrap(),
            published_on: demonstration.then(|| Date::new(2025, 12, 4).unwrap()),
            status: status.0,
            reason,
            demonstration,
        },
    )
}

fn calendar() -> impl Strategy<Value = Calendar> {
    let style = select(vec![YearStyle::Dash, YearStyle::Slash, YearStyle::Opening, YearStyle::Closing]);
    (1_u8..=12, 1_u8..=12, style, select(vec!["Quarter ", "Q", "Trimester "])).prop_map(
        |(opens, academic, style, word)| Calendar {
            opens: Month::new(opens).unwrap(),
            academic_opens: Month::new(academic).unwrap(),
            style,
            quarter_word: word.into(),
        },
    )
}

/// A whole council; its schemes come from the texts of tests.
pub fn council() -> impl Strategy<Value = Council> {
    let measures = (measure(0), measure(1), measure(2)).prop_map(|(a, b, c)| vec![a, b, c]);
    let measured = measures.prop_flat_map(|measures| {
        let each: Vec<_> = measures.iter().map(|m| prop::collection::vec(stated(m.clone()), 0..5)).collect();
        (Just(measures), each)
    });
    let rest = (plan(), edition(1), edition(2), calendar(), prop::collection::vec(text(), 6), maybe_text());
    (measured, rest).prop_map(|((measures, statements), (plan, first, second, calendar, texts, maybe))| {
        let mut council = Council {
            name: texts[0].clone(),
            short_name: texts[1].clone(),
            gss: "X01".into(),
            language: "cy".into(),
            website: Some("https://example.org/a?b=c#d".into()),
            contact: maybe.clone(),
            licence: texts[2].clone(),
            calendar,
            dimensions: vec![("theme".into(), texts[3].clone()), ("ward".into(), "Ward".into())],
            look: vec![("now".into(), "#00ff7a".into())],
            schemes: schemes(),
            measures,
            notes: vec![
                Note { key: "a".into(), text: texts[4].clone() },
                Note { key: "b".into(), text: texts[5].clone() },
            ],
            editions: vec![first, second],
            outlines: vec![("quarterly".into(), "# any text\n".into())],
            passages: passages(maybe),
            progress: progress(&texts),
            risk_scores: risk_scores(),
            plans: vec![plan],
            ..Council::default()
        };
        statements.into_iter().flatten().for_each(|stated| add(&mut council, stated));
        council
    })
}

/// Adds what was stated, each thing once, in order.
fn add(council: &mut Council, stated: Stated) {
    let (observation, target, benchmark, published, travel) =
        (stated.0[0].clone(), stated.1, stated.2, stated.3, stated.4);
    let same = |o: &Observation| {
        (&o.measure, o.period, o.stated) == (&observation.measure, observation.period, observation.stated)
    };
    if !council.observations.iter().any(same) {
        council.observations.push(observation);
        council.targets.extend(target);
        council.benchmarks.extend(benchmark);
        council.published.extend(published);
        council.published_travel.extend(travel);
        council.observations.sort_by_key(|o| (o.measure.clone(), o.period, o.stated));
        council.targets.sort_by_key(|t| (t.measure.clone(), t.period, t.stated));
    }
}

fn schemes() -> Vec<domain::Scheme> {
    [include_str!("schemes/aims.toml"), include_str!("schemes/measures.toml")]
        .map(|text| folder::scheme(text).unwrap())
        .to_vec()
}

fn passages(author: Option<String>) -> Vec<Passage> {
    let author = author.map(|author| author.replace('\n', " "));
    let passage = |slot: &str, about, text: &str| Passage {
        edition: Period::quarter(2025, 2),
        slot: slot.into(),
        about,
        text: text.into(),
        author: author.clone(),
        approved_by: None,
    };
    vec![
        passage("commentary", About::Edition, "One paragraph.\n\nAnother, of {{m-0}}."),
        passage("commentary", About::Item("F6 / F5".into()), "- a list\n- of **two**"),
        passage("commentary", About::Item("H 1.1".into()), "Words – and more."),
    ]
}

fn progress(texts: &[String]) -> Vec<Progress> {
    let judged = |grade: Option<&str>, status| Progress {
        plan: "2025-29".into(),
        commitment: "F6 / F5".into(),
        period: Period::quarter(2025, if grade.is_some() { 1 } else { 2 }),
        grade: grade.map(String::from),
        status,
        completes: Some(Date::new(2027, 4, 30).unwrap()),
        stated: Period::quarter(2025, 2),
    };
    vec![judged(Some("On track"), Some(texts[5].clone())), judged(None, None)]
}

fn risk_scores() -> Vec<RiskScore> {
    let score = |quarter, placed| RiskScore {
        plan: "2025-29".into(),
        risk: "R1".into(),
        period: Period::quarter(2025, quarter),
        score: Decimal::new(125, 1),
        placed,
        target: placed.map(|_| Decimal::from(6)),
        stated: Period::quarter(2025, quarter),
    };
    vec![score(1, None), score(2, Some((3, 4)))]
}
