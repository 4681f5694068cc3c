//! Whether the public site is one whole edition: every file that its manifest lists is served, with the listed bytes.

use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::server::agent;

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// One line of the manifest.
#[derive(serde::Deserialize)]
struct File {
    path: String,
    sha256: String,
}

/// The manifest, of which only the files are read.
#[derive(serde::Deserialize)]
struct Manifest {
    files: Vec<File>,
}

/// What is not whole in the site at an address whose manifest is at `manifest`, as `/manifest.json`. A site without a
/// manifest is one that nothing was published in yet.
pub fn faults(address: &str, manifest: &str) -> Vec<String> {
    let agent = agent(PATIENCE);
    let asked = |path: &str| -> Result<(u16, Vec<u8>), String> {
        let url = format!("{address}{path}");
        let answer = agent.get(&url).header("accept-encoding", "identity").call();
        let mut answer = answer.map_err(|why| format!("{url}: {why}"))?;
        let body = answer.body_mut().with_config().limit(1 << 28).read_to_vec();
        Ok((answer.status().as_u16(), body.map_err(|why| format!("{url}: {why}"))?))
    };
    let folder = manifest.rsplit_once('/').map_or("", |(folder, _)| folder);
    match asked(manifest) {
        Ok((404, _)) => Vec::new(),
        Ok((200, text)) => differences(&text, |path| asked(&format!("{folder}/{path}"))),
        Ok((status, _)) => vec![format!("{manifest} answers {status}")],
        Err(why) => vec![why],
    }
}

/// Every listed file that is not served as it is listed.
fn differences(manifest: &[u8], asked: impl Fn(&str) -> Result<(u16, Vec<u8>), String>) -> Vec<String> {
    let Ok(manifest) = serde_json::from_slice::<Manifest>(manifest) else {
        return vec!["the manifest cannot be read".into()];
    };
    let told = |file: &File| match asked(&file.path) {
        Ok((200, bytes)) if hex(&bytes) == file.sha256 => None,
        Ok((200, _)) => Some(format!("{} is of another edition than the manifest", file.path)),
        Ok((status, _)) => Some(format!("{} is in the manifest and answers {status}", file.path)),
        Err(why) => Some(why),
    };
    if manifest.files.is_empty() {
        return vec!["the manifest lists nothing".into()];
    }
    manifest.files.iter().filter_map(told).collect()
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod cases {
    use super::*;

    /// The digest of `abc`, as its standard gives it.
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn manifest(path: &str) -> Vec<u8> {
        format!(r#"{{"format": 1, "council": "Made", "files": [{{"path": "{path}", "bytes": 3, "sha256": "{ABC}"}}]}}"#)
            .into_bytes()
    }

    #[test]
    fn a_site_is_whole_only_with_every_listed_byte() {
        let serve = |path: &str| match path {
            "a.html" => Ok((200, b"abc".to_vec())),
            "b.html" => Ok((200, b"abd".to_vec())),
            "broken" => Err("connection refused".into()),
            _ => Ok((404, Vec::new())),
        };
        for (path, says) in [
            ("a.html", vec![]),
            ("b.html", vec!["b.html is of another edition than the manifest"]),
            ("c.html", vec!["c.html is in the manifest and answers 404"]),
            ("broken", vec!["connection refused"]),
        ] {
            assert_eq!(differences(&manifest(path), serve), says);
        }
        assert_eq!(differences(b"{", serve), ["the manifest cannot be read"]);
        assert_eq!(differences(br#"{"files": []}"#, serve), ["the manifest lists nothing"]);
    }
}
