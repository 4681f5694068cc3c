//! Councils that nobody thought of, in the order in which reading puts their lists.

use std::collections::BTreeMap;

use domain::edition::STATUSES;
use domain::measure::{AGGREGATIONS, Aggregation, Break, FREQUENCIES, Frequency, Naming, POLARITIES};
use domain::plan::{CommitmentKind, Level, Link};
use domain::rating::{Override, Published, PublishedTravel};
use domain::scheme::DIRECTIONS;
use domain::target::Limits;
use domain::unit::UNITS;
use domain::value::{ABSENCES, MARKERS};
use domain::{
    About, Aim, Benchmark, Calendar, Commitment, Council, Date, Decimal, Edition, Figure, Heading, Measure, Milestone,
    Month, Note, Observation, Passage, Period, Plan, Progress, Reading, Risk, RiskScore, Scale, Span, Target, Unit,
    Year, YearStyle,
};
use proptest::prelude::*;
use proptest::sample::select;

/// Words as people write them, with all that CSV and TOML must quote.
pub fn text() -> impl Strategy<Value = String> {
    "[A-Za-z0-9]([A-Za-z0-9,;'\"#=\\\\£é–%{}\n\t -]{0,24}[A-Za-z0-9.!\"])?"
}

fn maybe_text() -> impl Strategy<Value = Option<String>> {
    prop::option::of(text())
}

fn date() -> impl Strategy<Value = Date> {
    (2019_i16..2030, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

/// A figure with no more than `places`, which the unit may have.
fn figure(unit: Unit, places: u32) -> BoxedStrategy<Decimal> {
    match unit {
        Unit::YesNo => (0_i64..=1).prop_map(Decimal::from).boxed(),
        Unit::Level => (1_i64..=3).prop_map(Decimal::from).boxed(),
        unit if unit.is_percentage() => {
            (-1_000_i64..=1_000).prop_map(move |n| Decimal::new(n, places.max(1)).trunc_with_scale(places)).boxed()
        }
        unit if unit.may_be_negative() => {
            (-999_999_999_i64..999_999_999).prop_map(move |n| Decimal::new(n, places)).boxed()
        }
        _ => (0_i64..999_999_999_999).prop_map(move |n| Decimal::new(n, places)).boxed(),
    }
}

fn measure(index: usize) -> impl Strategy<Value = Measure> {
    let kind = (select(UNITS.as_slice()), 0_u32..4, select(POLARITIES.as_slice()), select(AGGREGATIONS.as_slice()));
    let when = (select(FREQUENCIES.as_slice()), maybe_text(), 0_u8..2);
    let texts = (text(), text(), maybe_text(), maybe_text(), maybe_text(), maybe_text());
    (kind, when, texts, any::<bool>(), any::<bool>()).prop_map(move |(kind, when, texts, noted, renamed)| {
        use Aggregation::{AcademicYear, Annual, AnnualSnapshot, CalendarYear};
        let yearly = matches!(kind.3.0, Annual | AnnualSnapshot | AcademicYear | CalendarYear);
        let unit = kind.0.0;
        let later = renamed.then_some(Naming { from: Some(Period::quarter(2025, 1)), title: texts.1 });
        let mut measure = Measure {
            key: format!("m-{index}"),
            names: [Naming { from: None, title: texts.0 }].into_iter().chain(later).collect(),
            definition: texts.2,
            unit,
            places: kind.1,
            scale: if unit == Unit::Pounds { Scale::Thousand } else { Scale::One },
            polarity: kind.2.0,
            aggregation: kind.3.0,
            frequency: if yearly { Frequency::Yearly } else { when.0.0 },
            reported: when.1,
            arrives_late: when.2,
            scheme: (index % 2 == 1).then(|| "measures".to_string()),
            level: texts.3,
            levels: if unit == Unit::Level { ["Low", "Middle", "High"].map(String::from).to_vec() } else { vec![] },
            owner: texts.4,
            source: texts.5,
            breaks: vec![],
            notes: if noted { vec!["a".into(), "b".into()] } else { vec![] },
            predecessor: (index > 0).then(|| format!("m-{}", index - 1)),
            plausible: (index == 2).then(|| (Decimal::new(-500, 1), Decimal::from(1_000))),
        };
        if renamed {
            measure.breaks.push(Break {
                from: own_period(&measure, 5),
                why: "A new “definition”, and more".into(),
                stated: None,
            });
        }
        measure
    })
}

/// One of the measure's own periods before 2025.
fn own_period(measure: &Measure, number: u8) -> Period {
    let year = Year { opens: 2018 + i16::from(number % 6), kind: measure.year_kind() };
    let part = number / 6;
    let span = match measure.frequency {
        Frequency::Yearly => Span::Year,
        Frequency::HalfYearly => Span::Half(part % 2 + 1),
        Frequency::Quarterly => Span::Quarter(part % 4 + 1),
        Frequency::Monthly => return Period::parse(&format!("{}-M{:02}", year.opens, part % 12 + 1)).unwrap(),
    };
    Period { year, span }
}

type Stated = (Vec<Observation>, Vec<Target>, Vec<Benchmark>, Vec<Published>, Vec<PublishedTravel>);

/// What is stated of a measure for one of its periods in one edition.
fn stated(measure: Measure) -> impl Strategy<Value = Stated> {
    let figures = prop::collection::vec(figure(measure.unit, measure.places), 4);
    let words = (maybe_text(), text(), text());
    let picks = (0_u8..60, 0_usize..9, 0_usize..8, 0_usize..8, any::<bool>(), any::<bool>());
    (figures, words, picks, date()).prop_map(move |(figures, words, picks, day)| {
        let (number, absence, marker, aim, with_value, second) = picks;
        let period = own_period(&measure, number);
        let stated = if second { Period::quarter(2025, 2) } else { Period::quarter(2025, 1) };
        let figures: Vec<Decimal> = figures.into_iter().map(|f| thousands(f, &measure)).collect();
        let reading = Reading::Figure(Figure { value: figures[0], parts: None });
        let reading = if with_value { reading } else { Reading::Absent(ABSENCES[absence].0) };
        let key = measure.key.clone();
        let observation = Observation {
            measure: key.clone(),
            period,
            reading,
            forecast: second.then_some(figures[1]),
            markers: if second { vec![MARKERS[marker].0, MARKERS[0].0] } else { vec![] },
            as_at: with_value.then_some(day),
            own_time: words.0.clone(),
            notes: if second { vec!["b".into()] } else { vec![] },
            stated,
        };
        let limits = Limits {
            floor: second.then_some(figures[2]),
            high: None,
            tolerance: with_value.then_some(Decimal::from(5)),
        };
        let target = Target {
            measure: key.clone(),
            period,
            aim: aim_of(aim, &figures, words.1.clone()),
            limits,
            rationale: words.0,
            notes: vec![],
            stated,
        };
        let value = with_value.then_some(figures[3]);
        let benchmark = Benchmark {
            measure: key.clone(),
            period,
            value,
            group: words.1.clone(),
            dated: if second { words.2.clone() } else { String::new() },
            stated,
        };
        let over = second.then_some(Override { who: words.2, when: day });
        let grade = (!with_value).then(|| "Good".to_string());
        let published =
            Published { measure: key.clone(), period, grade, why: over.is_some().then_some(words.1), over, stated };
        let travel = PublishedTravel {
            measure: key,
            period,
            direction: DIRECTIONS.get(aim).map(|(direction, _)| *direction),
            stated,
        };
        (vec![observation], vec![target], vec![benchmark], vec![published], vec![travel])
    })
}

fn thousands(value: Decimal, measure: &Measure) -> Decimal {
    if measure.scale == Scale::Thousand { value * Decimal::ONE_THOUSAND } else { value }
}

fn aim_of(number: usize, figures: &[Decimal], words: String) -> Aim {
    let (low, high) = (figures[0].min(figures[1]), figures[0].max(figures[1]));
    match number {
        0 => Aim::Range(low, high),
        1 => Aim::AtMost(high),
        2 => Aim::AtLeast(low),
        3 => Aim::Direction(words),
        4 => Aim::Baseline,
        5 => Aim::NotSet,
        6 => Aim::NoTarget,
        _ => Aim::Value(low),
    }
}

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
