//! `words/`.

use domain::{About, Passage};

use super::form::{free_name, slug};
use crate::Files;

pub(super) fn write(passages: &[Passage], files: &mut Files) {
    for passage in passages {
        let folder = format!("words/{}", passage.edition);
        let (path, about) = match &passage.about {
            About::Edition => (format!("{folder}/{}.md", passage.slot), None),
            About::Item(reference) if is_file_name(reference) => {
                (format!("{folder}/{}/{reference}.md", passage.slot), None)
            }
            About::Item(reference) => {
                let folder = format!("{folder}/{}", passage.slot);
                let name = free_name(&slug(reference), |name| files.contains_key(&format!("{folder}/{name}.md")));
                (format!("{folder}/{name}.md"), Some(reference))
            }
        };
        files.insert(path, text(passage, about).into_bytes());
    }
}

/// Whether every system takes a reference as the name of a file.
fn is_file_name(reference: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '(' | ')' | '&' | ',' | '+');
    let reserved = ["con", "prn", "aux", "nul", "README"];
    !reference.is_empty()
        && reference.chars().all(plain)
        && !reference.starts_with(['.', ' '])
        && !reference.ends_with(['.', ' '])
        && !reserved.iter().any(|word| reference.eq_ignore_ascii_case(word))
}

fn text(passage: &Passage, about: Option<&String>) -> String {
    let mut front = String::new();
    let keys = [("about", about), ("author", passage.author.as_ref()), ("approved", passage.approved_by.as_ref())];
    for (key, value) in keys {
        front.extend(value.map(|value| format!("{key}: {value}\n")));
    }
    if front.is_empty() && !passage.text.starts_with("---") {
        return format!("{}\n", passage.text);
    }
    format!("---\n{front}---\n\n{}\n", passage.text)
}
