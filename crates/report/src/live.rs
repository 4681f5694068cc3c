//! Live figures: what a placeholder in words prints, which is what the tables print. One that names nothing, or
//! something without a value, is a fault with the nearest names, never a blank.

use std::collections::BTreeMap;

use domain::snapshot::{CommitmentState, MeasureState, RiskState};
use domain::{Aim, Period, Reading, Snapshot};

use crate::compose::{absence_words, aim_words, identify, percent_half_up};
use crate::document::Inline;
use crate::markdown::LiveFault;
use crate::words::Words;

/// Which figure of a thing is meant.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    Value,
    Target,
    Benchmark,
    Rating,
}

/// Prints the placeholder whose text between the braces is `inner`.
///
/// `numbers` are those of the charts, by measure; empty where the outline numbers none.
pub fn print(
    snapshot: &Snapshot,
    words: &Words,
    numbers: &BTreeMap<String, String>,
    inner: &str,
) -> Result<Inline, LiveFault> {
    let live = Live { snapshot, words };
    match inner.split_once(char::is_whitespace) {
        Some((count, what)) if count.eq_ignore_ascii_case("count") => {
            live.count(what.trim()).map(|counted| Inline::Text(counted.with.to_string()))
        }
        Some((share, what)) if share.eq_ignore_ascii_case("share") => live.share(what.trim()).map(Inline::Text),
        Some((chart, key)) if chart.eq_ignore_ascii_case("chart") => live.chart(numbers, key.trim()),
        _ => live.figure(inner).map(Inline::Text),
    }
}

/// How many have one of the grades asked for, among how many.
#[derive(Clone, Copy)]
struct Counted {
    with: usize,
    among: usize,
}

struct Live<'l> {
    snapshot: &'l Snapshot,
    words: &'l Words,
}

impl Live<'_> {
    /// The number of a measure's chart, as a link to it.
    fn chart(&self, numbers: &BTreeMap<String, String>, key: &str) -> Result<Inline, LiveFault> {
        let found = numbers.iter().find(|(known, _)| same(known, key)).map(|(known, number)| Inline::Link {
            to: format!("#{}", identify::chart(known)),
            content: vec![Inline::Text(number.clone())],
        });
        found.ok_or_else(|| LiveFault {
            rule: "unknown-live-figure",
            says: self.words.fill("problem.no_chart.says", &[("name", key)]),
            hint: match numbers.is_empty() {
                true => self.words.say("problem.no_chart.hint").to_string(),
                false => self.nearest(key, numbers.keys().map(String::as_str)),
            },
        })
    }

    fn figure(&self, inner: &str) -> Result<String, LiveFault> {
        let (rest, form) = match inner.rsplit_once(char::is_whitespace) {
            Some((rest, "target")) => (rest.trim(), Form::Target),
            Some((rest, "benchmark")) => (rest.trim(), Form::Benchmark),
            Some((rest, "rating")) => (rest.trim(), Form::Rating),
            _ => (inner, Form::Value),
        };
        let dated = rest.rsplit_once(char::is_whitespace);
        let dated = dated.and_then(|(name, period)| Some((name.trim(), Period::parse(period)?)));
        let (name, period) = dated.map_or((rest, None), |(name, period)| (name, Some(period)));
        if let Some(state) = self.snapshot.measures.iter().find(|m| same(&m.measure.key, name)) {
            return self.of_measure(state, period, form);
        }
        let commitment = self.snapshot.commitments.iter().find(|c| same(&c.commitment.reference, name));
        if let Some(state) = commitment {
            return self.of_commitment(state, form);
        }
        if let Some(state) = self.snapshot.risks.iter().find(|r| same(&r.risk.reference, name)) {
            return self.of_risk(state);
        }
        Err(self.unknown(name))
    }

    fn of_measure(&self, state: &MeasureState, period: Option<Period>, form: Form) -> Result<String, LiveFault> {
        let measure = &state.measure;
        let period = period.map(|p| if state.history.contains_key(&p) { p } else { measure.period_in(p) });
        let period = period.unwrap_or(state.now);
        let asks_now = period == state.now;
        match form {
            Form::Value => match state.history.get(&period).map(|o| o.reading) {
                Some(Reading::Figure(figure)) => Ok(measure.write(figure.value)),
                Some(Reading::Absent(absence)) => {
                    let why = absence_words(self.snapshot, self.words, absence);
                    Err(self.absent(&measure.key, period, "live.value", &why))
                }
                None => Err(self.absent(&measure.key, period, "live.value", self.words.say("reason.nothing_stated"))),
            },
            Form::Target => match state.targets.get(&period).map(|t| &t.aim) {
                Some(aim @ (Aim::Value(_) | Aim::Range(..) | Aim::AtMost(_) | Aim::AtLeast(_) | Aim::Direction(_))) => {
                    Ok(aim_words(self.words, measure, aim))
                }
                other => {
                    let why = other.map(|aim| aim_words(self.words, measure, aim));
                    let why = why.unwrap_or_else(|| self.words.say("target.none").to_string());
                    Err(self.absent(&measure.key, period, "live.target", &why))
                }
            },
            Form::Benchmark => {
                let value = state.benchmark.as_ref().filter(|_| asks_now).and_then(|b| b.value);
                let why = state.benchmark.as_ref().filter(|_| asks_now).map_or("", |b| b.group.as_str());
                value.map(|v| measure.write(v)).ok_or_else(|| self.absent(&measure.key, period, "live.benchmark", why))
            }
            Form::Rating => {
                let scheme = self.snapshot.scheme(&state.scheme).filter(|_| asks_now);
                let grade = scheme.and_then(|s| s.grades.get(state.shown_grade(s)?));
                let why = if asks_now { "" } else { self.words.say("live.this_period_only") };
                grade.map(|g| g.name.clone()).ok_or_else(|| self.absent(&measure.key, period, "live.rating", why))
            }
        }
    }

    fn of_commitment(&self, state: &CommitmentState, form: Form) -> Result<String, LiveFault> {
        let reference = &state.commitment.reference;
        let period = self.snapshot.edition.period;
        let grade = state.progress.as_ref().and_then(|p| p.grade.clone());
        match form {
            Form::Rating => grade.ok_or_else(|| self.absent(reference, period, "live.rating", "")),
            _ => Err(LiveFault {
                rule: "live-figure-form",
                says: self.words.fill("problem.no_value.says", &[("name", reference)]),
                hint: self.words.fill("problem.no_value.hint", &[("name", reference)]),
            }),
        }
    }

    fn of_risk(&self, state: &RiskState) -> Result<String, LiveFault> {
        let score = state.score.as_ref().map(|s| s.score.normalize().to_string());
        let period = self.snapshot.edition.period;
        score.ok_or_else(|| self.absent(&state.risk.reference, period, "live.score", ""))
    }

    /// `good`; `complete or good`; or `project green`, `measures good` where kinds share a grade's name.
    fn count(&self, what: &str) -> Result<Counted, LiveFault> {
        let counted = self.count_among(None, what).or_else(|| {
            let (of, grades) = what.split_once(char::is_whitespace)?;
            self.count_among(Some(of), grades)
        });
        counted.ok_or_else(|| {
            let grades = self.snapshot.schemes.iter().flat_map(|s| s.grades.iter().map(|g| g.name.as_str()));
            LiveFault {
                rule: "unknown-grade",
                says: self.words.fill("problem.grade.says", &[("name", what)]),
                hint: self.nearest(what, grades),
            }
        })
    }

    /// The same as whole percent of all of the kind, halves up.
    fn share(&self, what: &str) -> Result<String, LiveFault> {
        let counted = self.count(what)?;
        let percent = percent_half_up(counted.with, counted.among).unwrap_or_default();
        Ok(self.words.fill("themes.percent", &[("percent", &percent.to_string())]))
    }

    /// Counts one kind of commitment, or the first kind whose scheme has the grades. `None`: no such grade.
    fn count_among(&self, of: Option<&str>, grades: &str) -> Option<Counted> {
        let wanted: Vec<&str> = grades.split(" or ").map(str::trim).collect();
        if of.is_some_and(|of| same(of, "measures")) {
            return self.count_measures(&wanted);
        }
        let kinds = self.snapshot.plan.kinds.iter().filter(|kind| of.is_none_or(|of| same(of, &kind.key)));
        kinds.into_iter().find_map(|kind| {
            let scheme = self.snapshot.scheme(&kind.scheme)?;
            let known = |name: &&str| scheme.grades.iter().any(|grade| same(&grade.name, name));
            wanted.iter().all(known).then_some(())?;
            let of_kind = self.snapshot.commitments.iter().filter(|c| c.commitment.kind == kind.key);
            let grades = of_kind.map(|c| c.progress.as_ref().and_then(|p| p.grade.as_deref()));
            Some(counted(grades, &wanted))
        })
    }

    fn count_measures(&self, wanted: &[&str]) -> Option<Counted> {
        let schemed = || self.snapshot.measures.iter().filter_map(|m| Some((m, self.snapshot.scheme(&m.scheme)?)));
        let known = |name: &&str| schemed().any(|(_, scheme)| scheme.grades.iter().any(|g| same(&g.name, name)));
        wanted.iter().all(known).then_some(())?;
        let grades = schemed().map(|(state, scheme)| {
            let grade = scheme.grades.get(state.shown_grade(scheme)?)?;
            Some(grade.name.as_str())
        });
        Some(counted(grades, wanted))
    }

    fn unknown(&self, name: &str) -> LiveFault {
        let measures = self.snapshot.measures.iter().map(|m| m.measure.key.as_str());
        let commitments = self.snapshot.commitments.iter().map(|c| c.commitment.reference.as_str());
        let risks = self.snapshot.risks.iter().map(|r| r.risk.reference.as_str());
        LiveFault {
            rule: "unknown-live-figure",
            says: self.words.fill("problem.unknown.says", &[("name", name)]),
            hint: self.nearest(name, measures.chain(commitments).chain(risks)),
        }
    }

    fn absent(&self, name: &str, period: Period, what: &str, why: &str) -> LiveFault {
        let printed = self.snapshot.calendar.print(period);
        let why = if why.is_empty() { String::new() } else { format!(": {why}") };
        let with =
            [("name", name), ("what", self.words.say(what)), ("period", printed.as_str()), ("why", why.as_str())];
        LiveFault {
            rule: "absent-live-figure",
            says: self.words.fill("problem.absent.says", &with),
            hint: self.words.say("problem.absent.hint").to_string(),
        }
    }

    /// The names most like one, as a hint.
    fn nearest<'n>(&self, name: &str, known: impl Iterator<Item = &'n str>) -> String {
        let wanted = name.to_lowercase();
        let mut near: Vec<(usize, &str)> =
            known.map(|k| (strsim::damerau_levenshtein(&k.to_lowercase(), &wanted), k)).collect();
        near.sort();
        near.dedup();
        let names: Vec<String> = near.iter().take(3).map(|(_, name)| format!("“{name}”")).collect();
        self.words.fill("problem.nearest", &[("names", &names.join(", "))])
    }
}

fn counted<'g>(grades: impl Iterator<Item = Option<&'g str>>, wanted: &[&str]) -> Counted {
    grades.fold(Counted { with: 0, among: 0 }, |sum, grade| {
        let has = grade.is_some_and(|grade| wanted.iter().any(|name| same(grade, name)));
        Counted { with: sum.with + usize::from(has), among: sum.among + 1 }
    })
}

fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}
