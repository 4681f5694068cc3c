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

/// Path and bytes of one passage in a folder that holds `files`: where its words stand already, else where they belong.
pub(crate) fn place(passage: &Passage, files: &Files) -> (String, Vec<u8>) {
    let folder = format!("words/{}", passage.edition);
    let About::Item(reference) = &passage.about else {
        return (format!("{folder}/{}.md", passage.slot), text(passage, None).into_bytes());
    };
    let folder = format!("{folder}/{}/", passage.slot);
    let head = format!("about: {reference}");
    let names_it = |bytes: &[u8]| {
        let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
        lines.next() == Some(b"---") && lines.take_while(|line| line != b"---").any(|line| line == head.as_bytes())
    };
    let there = files.iter().find(|(path, bytes)| path.starts_with(&folder) && names_it(bytes));
    if let Some((path, _)) = there {
        return (path.clone(), text(passage, Some(reference)).into_bytes());
    }
    if is_file_name(reference) {
        return (format!("{folder}{reference}.md"), text(passage, None).into_bytes());
    }
    let name = free_name(&slug(reference), |name| files.contains_key(&format!("{folder}{name}.md")));
    (format!("{folder}{name}.md"), text(passage, Some(reference)).into_bytes())
}
