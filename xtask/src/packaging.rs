//! The files of `packaging`, as far as they can be checked without starting a machine or building a container: systemd
//! knows every key of the unit and finds it closed; the container file keeps to what a container of ours promises.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// The most exposure that `systemd-analyze security` may find, in tenths: 0 is closed, 100 is open.
const EXPOSURE: &str = "--threshold=15";

/// Checks every file and prints what is wrong.
pub fn check(root: &Path) -> bool {
    let place = root.join("packaging");
    let container = fs::read_to_string(place.join("Containerfile")).unwrap_or_default();
    let faults =
        [unit_faults(root, &place.join("baseplan.service")), container_faults(&container, &rust(root))].concat();
    for fault in &faults {
        println!("error: packaging: {fault}");
    }
    faults.is_empty()
}

/// The version of Rust that the workspace names.
fn rust(root: &Path) -> String {
    let text = fs::read_to_string(root.join("Cargo.toml")).unwrap_or_default();
    let table: toml::Table = text.parse().unwrap_or_default();
    let version = table.get("workspace").and_then(|w| w.get("package")?.get("rust-version")?.as_str());
    version.unwrap_or_default().to_string()
}

/// What systemd says against a unit. Its program is replaced by one that every machine has, for ours may not be there.
fn unit_faults(root: &Path, unit: &Path) -> Vec<String> {
    let copy = root.join("target/packaging").join(unit.file_name().unwrap_or_default());
    let text =
        fs::read_to_string(unit).unwrap_or_default().replace("ExecStart=/usr/bin/baseplan", "ExecStart=/bin/true");
    let placed =
        copy.parent().is_some_and(|folder| fs::create_dir_all(folder).is_ok()) && fs::write(&copy, text).is_ok();
    if !placed {
        return vec![format!("{} cannot be written", copy.display())];
    }
    let name = copy.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut faults = match analyze(&["verify", "--man=no"], &copy) {
        Ok((_, says)) => says.lines().filter(|line| line.contains(&name)).map(str::to_string).collect(),
        Err(why) => vec![why],
    };
    match analyze(&["security", "--offline=yes", EXPOSURE], &copy) {
        Ok((true, _)) => {}
        Ok((false, says)) => faults.push(says.lines().rev().find(|l| !l.is_empty()).unwrap_or("too open").to_string()),
        Err(why) => faults.push(why),
    }
    faults
}

/// Whether it passed, and what it said.
fn analyze(arguments: &[&str], unit: &Path) -> Result<(bool, String), String> {
    let mut command = Command::new("systemd-analyze");
    let output = command.args(arguments).arg(unit).stdin(Stdio::null()).output();
    let output = output.map_err(|why| format!("systemd-analyze: {why}"))?;
    let says = [output.stderr, output.stdout].concat();
    Ok((output.status.success(), String::from_utf8_lossy(&says).into_owned()))
}

/// What a container file fails to promise: the workspace's own Rust, a locked build, a small last stage that runs as
/// nobody in particular, keeps its data in a volume and tells its health.
fn container_faults(text: &str, rust: &str) -> Vec<String> {
    let stages: Vec<&str> = text.split("\nFROM ").skip(1).collect();
    let (Some(build), Some(last)) = (stages.first(), stages.last()) else { return vec!["no stage".into()] };
    let starts = |word: &str| last.lines().any(|line| line.starts_with(word));
    let user = last.lines().rev().find_map(|line| line.strip_prefix("USER "));
    let floating = stages.iter().filter_map(|stage| stage.split_whitespace().next());
    let floating = floating.filter(|image| !image.contains(':') || image.ends_with(":latest"));
    let told = [
        (!build.contains(&format!("rust:{rust}-")), format!("the first stage is not built with Rust {rust}")),
        (!build.contains("--locked"), "the build does not keep to Cargo.lock".into()),
        (stages.len() < 2 || last.contains("cargo build"), "the last stage holds more than the program".into()),
        (user.is_none_or(|user| user.starts_with('0') || user.starts_with("root")), "it runs as root".into()),
        (!starts("HEALTHCHECK "), "it does not tell its health".into()),
        (!starts("VOLUME /var/lib/baseplan"), "what it keeps goes when it goes".into()),
        (!starts("EXPOSE "), "it names no port".into()),
    ];
    let told = told.into_iter().filter(|(wrong, _)| *wrong).map(|(_, says)| says);
    told.chain(floating.map(|image| format!("{image} may be another tomorrow: name its version"))).collect()
}

#[cfg(test)]
mod cases {
    use super::*;

    fn ours() -> (String, String) {
        let root = crate::root();
        (fs::read_to_string(root.join("packaging/Containerfile")).unwrap(), rust(&root))
    }

    #[test]
    fn the_container_file_keeps_its_promises() {
        let (text, rust) = ours();
        assert_eq!(container_faults(&text, &rust), Vec::<String>::new());
        assert!(!rust.is_empty());
    }

    #[test]
    fn a_promise_that_is_broken_is_named() {
        let (text, rust) = ours();
        for (from, to, says) in [
            ("USER 10001:10001", "USER root", "runs as root"),
            ("USER 10001:10001\n", "", "runs as root"),
            ("HEALTHCHECK ", "# ", "health"),
            ("VOLUME ", "# ", "goes when it goes"),
            ("EXPOSE ", "# ", "port"),
            (" --locked", "", "Cargo.lock"),
            ("debian:12-slim", "debian", "another tomorrow"),
            ("rust:1.", "rust:0.", "not built with Rust"),
        ] {
            assert!(text.contains(from), "{from}");
            let faults = container_faults(&text.replace(from, to), &rust);
            assert!(matches!(&faults[..], [fault] if fault.contains(says)), "{from}: {faults:?}");
        }
        assert_eq!(container_faults("", &rust), ["no stage"]);
    }

    /// Where systemd is installed; `cargo xtask ready` installs it before any test runs.
    #[test]
    fn a_unit_is_open_or_wrong_only_until_systemd_sees_it() {
        if analyze(&["--version"], Path::new("")).is_err() {
            println!("systemd is not installed here: nothing was tried");
            return;
        }
        let root = crate::root();
        let text = fs::read_to_string(root.join("packaging/baseplan.service")).unwrap();
        let place = root.join("target/packaging-cases");
        fs::create_dir_all(&place).unwrap();
        let faults = |from: &str, to: &str| {
            assert!(text.contains(from), "{from}");
            let unit = place.join("changed.service");
            fs::write(&unit, text.replace(from, to)).unwrap();
            unit_faults(&root, &unit).join("; ")
        };
        assert_eq!(faults("", ""), "");
        assert!(faults("ProtectHome=", "ProtectHom=").contains("Unknown key"));
        assert!(faults("CapabilityBoundingSet=\n", "").contains("exposure"));
        assert!(faults("ExecStart=/usr/bin/baseplan", "ExecStart=/usr/bin/nowhere").contains("not executable"));
    }
}
