//! Why something is rated as it is, in sentences, and the same for programs.

use domain::calendar::print_month;
use domain::scheme::{Comparator, Direction};
use domain::snapshot::{Agreement, CommitmentState, MeasureState, RiskState};
use domain::{Scheme, Snapshot};
use serde::Serialize;

use super::lookup::Item;
use super::ratings::{self, Row};

/// What an item's rating rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// Its reference.
    #[serde(rename = "ref")]
    pub reference: String,
    /// `measure`, `commitment` or `risk`.
    pub kind: &'static str,
    /// Its title in the edition.
    pub title: String,
    /// The rating shown: the published one where one is recorded.
    pub shown: Option<String>,
    /// Sentences, in order.
    pub sentences: Vec<String>,
    /// The figures, of a measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<Row>,
}

/// Explains an item of an edition.
pub fn explain(snapshot: &Snapshot, item: Item) -> Explained {
    let (kind, shown, sentences, figures) = match item {
        Item::Measure(state) => {
            let (shown, sentences) = measure(snapshot, state);
            ("measure", shown, sentences, Some(ratings::row(snapshot, state)))
        }
        Item::Commitment(state) => ("commitment", grade(state), commitment(snapshot, state), None),
        Item::Risk(state) => ("risk", state.score.as_ref().map(|s| s.score.to_string()), risk(snapshot, state), None),
    };
    Explained { reference: item.reference().into(), kind, title: item.title().into(), shown, sentences, figures }
}

fn measure(snapshot: &Snapshot, state: &MeasureState) -> (Option<String>, Vec<String>) {
    let mut sentences = vec![format!("{}: {}", snapshot.calendar.print(state.now), state.explanation)];
    let scheme = snapshot.scheme(&state.scheme);
    sentences.extend(scheme.and_then(|scheme| agreed(state, scheme)));
    let rules = scheme.map(|s| s.travel.as_slice()).unwrap_or_default();
    for (rule, travelled) in rules.iter().zip(&state.travel) {
        let Ok(travelled) = travelled else { continue };
        let [improving, same, deteriorating] = &rule.words;
        let word = match travelled.direction {
            Direction::Improving => improving,
            Direction::Same => same,
            Direction::Deteriorating => deteriorating,
        };
        let (now, then) = (state.measure.write(travelled.now), state.measure.write(travelled.then));
        let against = against(rule.against);
        let period = snapshot.calendar.print(travelled.then_period);
        sentences.push(format!("{word} against {against}: {now} now, {then} in {period}."));
    }
    let rationale = state.target().and_then(|t| t.rationale.as_ref());
    sentences.extend(rationale.map(|why| format!("Why this target: {why}")));
    let shown = scheme.and_then(|s| s.grades.get(state.shown_grade(s)?)).map(|g| g.name.clone());
    (shown, sentences)
}

fn against(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::SamePeriodLastYear => "the same period last year",
        Comparator::PreviousPeriod => "the period before",
        Comparator::PreviousYearEnd => "the end of the year before",
    }
}

/// That the recorded rating is the computed one; where it is not, the explanation says so already.
fn agreed(state: &MeasureState, scheme: &Scheme) -> Option<String> {
    let published = state.published.as_ref()?;
    let grade = published.grade.as_deref().unwrap_or("not rated");
    (state.agreement(scheme) == Agreement::Agrees).then(|| format!("Published as {grade}, as computed."))
}

fn grade(state: &CommitmentState) -> Option<String> {
    state.progress.as_ref().and_then(|p| p.grade.clone())
}

fn commitment(snapshot: &Snapshot, state: &CommitmentState) -> Vec<String> {
    let period = snapshot.calendar.print(snapshot.edition.period);
    let Some(progress) = &state.progress else {
        return vec![format!("{period}: awaiting update; nothing is judged for this period.")];
    };
    let grade = progress.grade.as_deref().unwrap_or("awaiting update");
    let judged = match &progress.status {
        Some(status) if status != grade => format!("{period}: {grade} (\u{201c}{status}\u{201d}), judged by a person."),
        _ => format!("{period}: {grade}, judged by a person."),
    };
    let scheme = snapshot.scheme(&state.scheme);
    let meaning = scheme.and_then(|s| s.grades.get(s.grade_named(grade)?)?.meaning.clone());
    let meaning = meaning.map(|words| format!("{grade} means: {}.", words.trim_end_matches('.')));
    let completes = progress.completes.map(|day| format!("Expected completion: {}.", print_month(day)));
    let before = state.earlier.last().map(|p| {
        let grade = p.grade.as_deref().unwrap_or("awaiting update");
        format!("Before: {grade} in {}.", snapshot.calendar.print(p.period))
    });
    let lead = state.commitment.lead.as_ref().map(|who| format!("Lead: {who}."));
    [Some(judged), meaning, completes, before, lead].into_iter().flatten().collect()
}

fn risk(snapshot: &Snapshot, state: &RiskState) -> Vec<String> {
    let period = snapshot.calendar.print(snapshot.edition.period);
    let Some(score) = &state.score else { return vec![format!("{period}: not scored.")] };
    let placed = score.placed.map_or(String::new(), |(l, i)| format!(" (likelihood {l}, impact {i})"));
    let now = format!("{period}: score {}{placed}, judged by a person.", score.score);
    let target = score.target.map(|t| format!("Score aimed at: {t}."));
    let before = state.previous.as_ref();
    let before = before.map(|s| format!("Before: {} in {}.", s.score, snapshot.calendar.print(s.period)));
    let owner = state.risk.owner.as_ref().map(|who| format!("Owner: {who}."));
    [Some(now), target, before, owner].into_iter().flatten().collect()
}
