//! Every word for people that a report carries and that no council writes: one file a language, keys in its tables.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The words of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    said: BTreeMap<String, String>,
}

const ENGLISH: &str = include_str!("../words/en.toml");

impl Words {
    /// The words of a language by its BCP 47 tag; English for a language that has no file yet.
    pub fn of(_language: &str) -> &'static Words {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| Words::read(ENGLISH))
    }

    /// Reads a words file. Keys of tables are joined by dots: `reason.awaited`.
    fn read(text: &str) -> Words {
        let mut said = BTreeMap::new();
        if let Ok(table) = text.parse::<toml::Table>() {
            gather("", &table, &mut said);
        }
        Words { said }
    }

    /// What is said under a key. A key without words says its own name, and a test holds that there is none.
    pub fn say<'w>(&'w self, key: &'w str) -> &'w str {
        self.said.get(key).map_or(key, String::as_str)
    }

    /// What is said under a key, with each `{name}` replaced.
    pub fn fill(&self, key: &str, with: &[(&str, &str)]) -> String {
        fill(self.say(key), with)
    }

    /// Items as one phrase: `a`, `a and b`, `a, b and c`.
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [most @ .., last] => format!("{}{}{last}", most.join(self.say("list.between")), self.say("list.last")),
        }
    }

    /// Every key, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.said.keys().map(String::as_str)
    }
}

/// A template with each `{name}` replaced; a brace that names nothing stays as it is.
pub fn fill(template: &str, with: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        out.push_str(before);
        let named = with.iter().find_map(|(name, value)| {
            let tail = after.strip_prefix('{')?.strip_prefix(name)?.strip_prefix('}')?;
            Some((*value, tail))
        });
        match named {
            Some((value, tail)) => {
                out.push_str(value);
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
    out
}

fn gather(prefix: &str, table: &toml::Table, said: &mut BTreeMap<String, String>) {
    for (key, value) in table {
        let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            toml::Value::Table(inner) => gather(&name, inner, said),
            toml::Value::String(text) => {
                said.insert(name, text.clone());
            }
            other => {
                said.insert(name, other.to_string());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_as_a_sentence_does() {
        let words = Words::of("en-GB");
        let items = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(words.list(&items(&["20 good"])), "20 good");
        assert_eq!(words.list(&items(&["20 good", "3 review", "2 action"])), "20 good, 3 review and 2 action");
    }

    #[test]
    fn a_template_fills_what_is_named_and_keeps_other_braces() {
        assert_eq!(
            fill("{part} {year} {else}", &[("part", "Quarter 2"), ("year", "2025-26")]),
            "Quarter 2 2025-26 {else}"
        );
        assert_eq!(fill("no { end", &[]), "no { end");
    }
}
