//! manifest.json: every file of the site with its digest and size, so that anybody can check what is served.

use std::collections::BTreeMap;

use serde_json::json;

use crate::digest::sha256;

/// The manifest of these files. It does not list itself.
pub fn manifest(council: &str, files: &BTreeMap<String, Vec<u8>>) -> String {
    let file =
        |(path, bytes): (&String, &Vec<u8>)| json!({ "path": path, "bytes": bytes.len(), "sha256": sha256(bytes) });
    let whole = json!({ "format": 1, "council": council, "files": files.iter().map(file).collect::<Vec<_>>() });
    // Values with keys that are texts always serialise.
    serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
}
