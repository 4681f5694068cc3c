//! One command, cold: how long it takes, the processor's time that it uses, and how much memory it holds at most.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The median and the least of some runs. `None`: one of them failed.
pub fn median(runs: usize, once: impl Fn() -> Option<Duration>) -> Option<(Duration, Duration)> {
    let mut times: Vec<Duration> = (0..runs).map(|_| once()).collect::<Option<_>>()?;
    times.sort();
    Some((*times.get(runs / 2)?, *times.first()?))
}

/// Runs a command once, from the start of its process to its end. `None`: it failed.
pub fn cold(place: &Path, command: &[&str]) -> Option<Duration> {
    let (program, arguments) = command.split_first()?;
    let began = Instant::now();
    let ran = Command::new(program).args(arguments).current_dir(place).stdout(Stdio::null()).status().ok()?;
    ran.success().then(|| began.elapsed())
}

/// Peak of a command's resident memory in kB, as Linux tells it while the command runs; what it takes in its last
/// millisecond may be missed. `None` where nobody tells.
pub fn peak(place: &Path, command: &[&str]) -> Option<u64> {
    let (program, arguments) = command.split_first()?;
    let mut child = Command::new(program).args(arguments).current_dir(place).stdout(Stdio::null()).spawn().ok()?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    while child.try_wait().ok()?.is_none() {
        peak = high_water(&fs::read_to_string(&status).unwrap_or_default()).max(peak);
        std::thread::sleep(Duration::from_millis(1));
    }
    peak
}

/// The number of the line `VmHWM:   133052 kB`.
fn high_water(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// Time on all processors that the commands which have ended so far used, as Linux counts it in hundredths of a second:
/// other work on the machine does not lengthen it. `None` where nobody tells.
pub fn spent() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // After the name in brackets: the times of ended children are the 14th and 15th.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some(Duration::from_millis((ticks(13)? + ticks(14)?) * 10))
}
