//! Made councils of any size: the starting council that the program writes, with more rows in its files. Figures follow
//! from the number of their row, so that every run measures the same council.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// The edition that is reported.
pub const PERIOD: &str = "2025-26-Q2";
/// The year before, in which it began.
const LAST: usize = 2024;
/// Measures that serve one objective, and objectives under one heading.
const SERVE: usize = 5;
const UNDER: usize = 10;

/// Writes a council of so many measures, and what the program needs to publish it.
///
/// # Errors
///
/// When the program refuses or the disk does.
pub fn write(program: &str, folder: &Path, measures: usize) -> Result<(), String> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|why| why.to_string())?;
    }
    let began = Command::new(program).arg("new").arg(folder).stdout(Stdio::null()).status();
    if !began.map_err(|why| why.to_string())?.success() {
        return Err("the program wrote no starting council".into());
    }
    let files: [(&str, String); 8] = [
        ("measures.csv", rows(measures, measure)),
        ("plans/2025-28/measures.csv", rows(measures, |n| format!("made-{n},J{},yes,Green", n / SERVE))),
        ("plans/2025-28/headings.csv", rows(measures.div_ceil(SERVE * UNDER), heading)),
        ("plans/2025-28/commitments.csv", rows(measures.div_ceil(SERVE), objective)),
        ("plans/2025-28/progress.csv", rows(measures.div_ceil(SERVE), progress)),
        ("targets/2025-26.csv", rows(measures, |n| format!("made-{n},{PERIOD},{},,{PERIOD}", figure(n, 7)))),
        ("values/2024-25.csv", rows(measures, |n| format!("made-{n},2024-25-Q2,{},,,{PERIOD}", figure(n, 3)))),
        ("values/2025-26.csv", rows(measures, values)),
    ];
    for (file, rows) in files {
        append(&folder.join(file), &rows).map_err(|why| format!("{file}: {why}"))?;
    }
    published(&folder.join("editions.toml")).map_err(|why| why.to_string())
}

/// Adds the quarters of earlier years to a council, so that it has figures of so many years with the one reported.
///
/// # Errors
///
/// When the disk refuses.
pub fn earlier(folder: &Path, measures: usize, years: usize) -> Result<(), String> {
    // The second quarter of the year before is there already, for it is what a report compares with.
    let there = |year: usize, quarter: usize| year == LAST && quarter == 2;
    let quarters = (LAST + 2).saturating_sub(years)..=LAST;
    let quarters = quarters.flat_map(|year| (1..=4).map(move |quarter| (year, quarter)));
    let quarters: Vec<(usize, usize)> = quarters.filter(|(year, quarter)| !there(*year, *quarter)).collect();
    let of_measure = |number: usize| -> String {
        let row = |(year, quarter): &(usize, usize)| {
            let figure = figure(number, year * 4 + quarter);
            format!("made-{number},{year}-{:02}-Q{quarter},{figure},{PERIOD}", (year + 1) % 100)
        };
        quarters.iter().map(row).collect::<Vec<String>>().join("\n")
    };
    let text = format!("measure,period,value,stated\n{}", rows(measures, of_measure));
    fs::write(folder.join("values/earlier.csv"), text).map_err(|why| format!("values/earlier.csv: {why}"))
}

/// A row for each number below.
fn rows(count: usize, row: impl Fn(usize) -> String) -> String {
    (0..count).map(|number| row(number) + "\n").collect()
}

fn measure(number: usize) -> String {
    let unit = if number.is_multiple_of(2) { "percent,1" } else { "count,1" };
    let polarity = if number.is_multiple_of(3) { "lower" } else { "higher" };
    format!(
        "made-{number},Requests of kind {number} that were answered in time,Counted by hand.,{unit},{polarity},\
         quarter_only,quarterly,,Head of Requests,Register,"
    )
}

fn heading(number: usize) -> String {
    format!("H{number},1,Area {number},Area {number} of the work that was made up")
}

fn objective(number: usize) -> String {
    format!(
        "J{number},objective,H{},Answer requests of group {number} sooner,Head of Requests,2025-04-01,Green",
        number / UNDER
    )
}

fn progress(number: usize) -> String {
    let grade = match number % 4 {
        0 => "On track",
        1 => "At risk",
        2 => "Off track",
        _ => "Complete",
    };
    format!("J{number},{PERIOD},{grade},2026-03,{PERIOD}")
}

fn values(number: usize) -> String {
    let row = |quarter: usize| format!("made-{number},2025-26-Q{quarter},{},,,,,,{PERIOD}", figure(number, quarter));
    [row(1), row(2)].join("\n")
}

/// A figure between 40.0 and 99.9 that differs from measure to measure.
fn figure(number: usize, salt: usize) -> String {
    let tenths = 400 + (number * 37 + salt * 11) % 600;
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn append(path: &Path, rows: &str) -> std::io::Result<()> {
    fs::OpenOptions::new().append(true).open(path)?.write_all(rows.as_bytes())
}

/// Only published editions stand in a site.
fn published(editions: &Path) -> std::io::Result<()> {
    let text = fs::read_to_string(editions)?;
    let text = text.replace("# published_on", "published_on").replace("\"draft\"", "\"published\"");
    fs::write(editions, text)
}
