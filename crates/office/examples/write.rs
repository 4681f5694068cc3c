//! Writes the office forms of every edition under `examples/`, and of the tests' invented council, into a folder, to be
//! looked at: `cargo run --release -p office --example write -- FOLDER`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a tool of builders, run by hand")]

use report::look::Look;

#[path = "../../report/tests/compose/folders.rs"]
mod folders;

fn main() {
    let to = std::path::PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "out".into()));
    for folder in folders::examples().into_iter().chain([folders::marlhaven()]) {
        for (name, snapshot, composed) in folders::editions(&folder) {
            let look = Look::new(&snapshot.look);
            let write = |ending: &str, make: &dyn Fn() -> Result<Vec<u8>, office::OfficeError>| {
                let bytes = make().unwrap();
                println!("{name}.{ending}: {} bytes", bytes.len());
                std::fs::write(to.join(format!("{name}.{ending}")), bytes).unwrap();
            };
            write("docx", &|| office::word(&composed.report, &look));
            write("xlsx", &|| office::excel(&snapshot, &composed.report, &look));
            write("ods", &|| office::ods(&snapshot, &composed.report, &look));
        }
    }
}
