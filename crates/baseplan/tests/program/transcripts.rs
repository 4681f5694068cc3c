//! Transcripts of the command line: `tests/cli/*.md`. A line that begins with `$ ` is a command; beneath stand its
//! standard output, its standard error behind `! `, and its exit status behind `? `. Numbers that differ from machine to
//! machine (times, sizes) are written `_`. `BLESS=1` writes them anew.

use std::fs;

use crate::run::{Desk, root};

#[test]
fn every_command_answers_as_its_transcript_says() {
    let folder = root().join("crates/baseplan/tests/cli");
    let mut transcripts: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    transcripts.sort();
    assert!(!transcripts.is_empty());
    for path in transcripts {
        let written = fs::read_to_string(&path).unwrap();
        let now = replayed(&written);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, now).unwrap();
        } else {
            assert!(written == now, "{}, written:\n{written}\nnow:\n{now}", path.display());
        }
    }
}

/// The transcript with what its commands answer now. Commands of one transcript share a working folder.
fn replayed(transcript: &str) -> String {
    let desk = Desk::new();
    let mut now = String::new();
    let mut in_block = false;
    for line in transcript.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            now.push_str(&format!("{line}\n{}", answered(&desk, command)));
            in_block = true;
        } else if line == "```" || line.starts_with("```text") {
            now.push_str(&format!("{line}\n"));
            in_block = false;
        } else if !in_block {
            now.push_str(&format!("{line}\n"));
        }
    }
    now
}

fn answered(desk: &Desk, command: &str) -> String {
    let words = words(command);
    let arguments: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
    assert_eq!(words.first().map(String::as_str), Some("baseplan"), "{command}");
    let output = desk.run(&arguments);
    let (out, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let told: String = told.lines().map(|line| format!("! {line}").trim_end().to_string() + "\n").collect();
    format!("{}{}? {}\n", without_machine(&out), without_machine(&told), output.status.code().unwrap())
}

/// The words of a command line; double quotes hold words together.
fn words(command: &str) -> Vec<String> {
    let quoted = command.split('"').enumerate();
    quoted
        .flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_string).collect(),
            _ => vec![part.to_string()],
        })
        .collect()
}

/// Numbers before `ms` and `kB` become `_`.
fn without_machine(text: &str) -> String {
    let units = ["ms", "kB"];
    let unit = |word: &str| units.contains(&word.trim_end_matches([',', ';', '.']));
    let words: Vec<&str> = text.split_inclusive(' ').collect();
    let line = |at: usize, word: &&str| {
        let number = word.trim_end().bytes().all(|b| b.is_ascii_digit());
        let next = words.get(at + 1).and_then(|next| next.split(['\n', ' ']).next());
        if number && next.is_some_and(unit) { "_ ".to_string() } else { (*word).to_string() }
    };
    words.iter().enumerate().map(|(at, word)| line(at, word)).collect()
}
