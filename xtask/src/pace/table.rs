//! What was measured, side by side, and whether it meets the goals.

use std::time::Duration;

use super::wrk::Pace;

/// What was measured of one server.
pub struct Side {
    /// Its name.
    pub name: &'static str,
    /// One for each run.
    pub paces: Vec<Pace>,
    /// Resident memory in kB after the load, and at most.
    pub memory: (u64, u64),
    /// From start to first answer, one for each cold start.
    pub starts: Vec<Duration>,
}

impl Side {
    /// Nothing is measured yet.
    pub fn new(name: &'static str) -> Side {
        Side { name, paces: Vec::new(), memory: (0, 0), starts: Vec::new() }
    }

    fn of(&self, number: fn(&Pace) -> u64) -> [u64; 3] {
        spread(self.paces.iter().map(number).collect())
    }

    fn started(&self) -> [u64; 3] {
        spread(self.starts.iter().map(|time| time.as_micros().try_into().unwrap_or(u64::MAX)).collect())
    }
}

/// The least, the median and the most. Zeros where there is none.
fn spread(mut numbers: Vec<u64>) -> [u64; 3] {
    numbers.sort_unstable();
    let at = |place: usize| numbers.get(place).copied().unwrap_or(0);
    [at(0), at(numbers.len() / 2), at(numbers.len().saturating_sub(1))]
}

/// Prints both sides, the form's paces by connections, and every goal; true if all are met.
pub fn tell(ours: &Side, theirs: &Side, form: &[(usize, Pace)]) -> bool {
    println!("\n{:<28}{:>26}{:>26}", "least / median / most", ours.name, theirs.name);
    let line = |what: &str, numbers: [[u64; 3]; 2], written: fn(u64) -> String| {
        let [ours, theirs] = numbers.map(|three| three.map(written).join(" / "));
        println!("{what:<28}{ours:>26}{theirs:>26}");
    };
    let both = |number: fn(&Pace) -> u64| [ours.of(number), theirs.of(number)];
    line("requests a second", both(|pace| pace.rate), |rate| rate.to_string());
    line("p50, ms", both(|pace| pace.p50), millis);
    line("p99, ms", both(|pace| pace.p99), millis);
    line("start to first answer, ms", [ours.started(), theirs.started()], millis);
    let megabytes = |(now, most): (u64, u64)| format!("{} / {}", now / 1000, most / 1000);
    println!("{:<28}{:>26}{:>26}", "memory now / at most, MB", megabytes(ours.memory), megabytes(theirs.memory));
    for (connections, pace) in form {
        let times = format!("p50 {} ms, p99 {} ms", millis(pace.p50), millis(pace.p99));
        println!("form, {connections} connections: {} a second, {times}", pace.rate);
    }
    println!();
    goals(ours, theirs, form).into_iter().fold(true, |all, (met, says)| {
        println!("{} {says}", if met { "met:   " } else { "MISSED:" });
        all && met
    })
}

/// Every goal with whether it is met.
fn goals(ours: &Side, theirs: &Side, form: &[(usize, Pace)]) -> Vec<(bool, String)> {
    let median = |side: &Side, number: fn(&Pace) -> u64| side.of(number)[1];
    let (rate, their_rate) = (median(ours, |pace| pace.rate), median(theirs, |pace| pace.rate));
    let (p99, their_p99) = (median(ours, |pace| pace.p99), median(theirs, |pace| pace.p99));
    let (start, memory) = (ours.started()[1], ours.memory.1);
    let mut goals = vec![
        (
            rate * 10 >= their_rate * 8,
            format!("{} of nginx's requests a second; goal 0.80 or more", ratio(rate, their_rate)),
        ),
        (p99 <= their_p99 * 2, format!("{} of nginx's p99; goal 2.00 or less", ratio(p99, their_p99))),
        (start < 300_000, format!("start to first answer {} ms; goal under 300", millis(start))),
        (memory < 150_000, format!("memory at most {} MB; goal under 150", memory / 1000)),
    ];
    if let Some((_, pace)) = form.first() {
        goals.push((pace.p99 < 10_000, format!("form p99 {} ms; goal under 10", millis(pace.p99))));
    }
    goals
}

/// A quotient with two places, cut off.
fn ratio(of: u64, to: u64) -> String {
    (of * 100).checked_div(to).map_or("no part".into(), |parts| format!("{}.{:02}", parts / 100, parts % 100))
}

/// Microseconds as milliseconds with two places, cut off.
fn millis(micros: u64) -> String {
    format!("{}.{:02}", micros / 1000, micros % 1000 / 10)
}

#[cfg(test)]
mod cases {
    use super::*;

    fn side(name: &'static str, paces: &[(u64, u64)], start: u64, memory: u64) -> Side {
        let paces = paces.iter().map(|(rate, p99)| Pace { rate: *rate, p50: 1, p99: *p99, failed: 0 }).collect();
        Side { name, paces, memory: (0, memory), starts: vec![Duration::from_millis(start)] }
    }

    #[test]
    fn goals_are_judged_by_medians_and_exactly() {
        let nginx = || side("nginx", &[(100, 700), (90, 600), (110, 900)], 5, 15_000);
        let met = |ours: Side, form: u64| -> Vec<bool> {
            let form = [(1, Pace { rate: 1, p50: 1, p99: form, failed: 0 })];
            goals(&ours, &nginx(), &form).into_iter().map(|(met, _)| met).collect()
        };
        let good = || side("ours", &[(80, 1400), (10, 9000), (99, 3)], 299, 149_999);
        assert_eq!(met(good(), 9_999), [true; 5]);
        assert_eq!(met(side("ours", &[(79, 1401)], 300, 150_000), 10_000), [false; 5]);
        assert_eq!(goals(&good(), &nginx(), &[]).len(), 4);
        assert_eq!((ratio(80, 100), ratio(1401, 700), ratio(1, 0)), ("0.80".into(), "2.00".into(), "no part".into()));
        assert_eq!(millis(1194), "1.19");
    }
}
