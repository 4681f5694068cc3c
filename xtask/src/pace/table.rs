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
    let (rate, p99) = (share(ours, theirs, |pace| pace.rate), share(ours, theirs, |pace| pace.p99));
    let (start, memory) = (ours.started()[1], ours.memory.1);
    let mut goals = vec![
        (rate[1] >= 800, format!("{} of nginx's requests a second; goal 0.80 or more", shares(rate))),
        (p99[1] <= 2000, format!("{} of nginx's p99; goal 2.00 or less", shares(p99))),
        (start < 300_000, format!("start to first answer {} ms; goal under 300", millis(start))),
        (memory < 150_000, format!("memory at most {} MB; goal under 150", memory / 1000)),
    ];
    if let Some((_, pace)) = form.first() {
        goals.push((pace.p99 < 10_000, format!("form p99 {} ms; goal under 10", millis(pace.p99))));
    }
    goals
}

/// Ours as thousandths of theirs, by pairs of runs that followed one another, so that what else the machine did meanwhile
/// touched both: the least, the median and the most.
fn share(ours: &Side, theirs: &Side, number: fn(&Pace) -> u64) -> [u64; 3] {
    let pairs = ours.paces.iter().zip(&theirs.paces);
    spread(pairs.map(|(our, their)| (number(our) * 1000).checked_div(number(their)).unwrap_or(u64::MAX)).collect())
}

/// Thousandths with two places, cut off.
fn shares([least, median, most]: [u64; 3]) -> String {
    let written = |share: u64| format!("{}.{:02}", share / 1000, share % 1000 / 10);
    format!("{} ({} to {})", written(median), written(least), written(most))
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
    fn goals_are_judged_exactly_by_the_median_of_pairs() {
        let nginx = || side("nginx", &[(100, 700), (50, 300), (200, 900)], 5, 15_000);
        let met = |ours: Side, form: u64| -> Vec<bool> {
            let form = [(1, Pace { rate: 1, p50: 1, p99: form, failed: 0 })];
            goals(&ours, &nginx(), &form).into_iter().map(|(met, _)| met).collect()
        };
        // Shares of the rate: 0.80, 0.20, 0.90; of p99: 2.00, 30.00, less than 0.01.
        let good = || side("ours", &[(80, 1400), (10, 9000), (180, 3)], 299, 149_999);
        assert_eq!(met(good(), 9_999), [true; 5]);
        assert_eq!(met(side("ours", &[(79, 1402), (10, 9000), (180, 3)], 300, 150_000), 10_000), [false; 5]);
        assert_eq!(goals(&good(), &nginx(), &[]).len(), 4);
        assert_eq!(shares(share(&good(), &nginx(), |pace| pace.rate)), "0.80 (0.20 to 0.90)");
        assert_eq!(millis(1194), "1.19");
    }
}
