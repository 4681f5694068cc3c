//! Golden files: what an output was when a person last looked at it. `BLESS=1` accepts what it is now.

use std::path::Path;

/// Fails, and says how to accept, if the output differs from its golden.
pub fn holds(name: &str, output: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold").join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, output).unwrap();
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(golden == output, "{name} changed: look at it, then accept it with BLESS=1 cargo test -p report");
}
