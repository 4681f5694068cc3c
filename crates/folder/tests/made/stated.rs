//! Measures, and what is stated of them.

use domain::measure::{AGGREGATIONS, Aggregation, Break, FREQUENCIES, Frequency, Naming, POLARITIES};
use domain::rating::{Override, Published, PublishedTravel};
use domain::scheme::DIRECTIONS;
use domain::target::Limits;
use domain::unit::UNITS;
use domain::value::{ABSENCES, MARKERS};
use domain::{Aim, Benchmark, Decimal, Figure, Measure, Observation, Period, Reading, Scale, Span, Target, Unit, Year};
use proptest::prelude::*;
use proptest::sample::select;

use super::{date, maybe_text, text};

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

/// A measure of any kind.
pub fn measure(index: usize) -> impl Strategy<Value = Measure> {
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

/// Everything stated of a measure for one of its periods.
pub type Stated = (Vec<Observation>, Vec<Target>, Vec<Benchmark>, Vec<Published>, Vec<PublishedTravel>);

/// What is stated of a measure for one of its periods in one edition.
pub fn stated(measure: Measure) -> impl Strategy<Value = Stated> {
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
