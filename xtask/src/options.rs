//! Words of a command: `--name VALUE …` and, after `--`, a program with its own words.

use std::collections::BTreeMap;

/// The words of one command.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    named: BTreeMap<String, String>,
    /// The words after `--`.
    pub program: Vec<String>,
}

impl Options {
    /// Reads words; the error names one that is not known, or a name without its value.
    pub fn read(words: &[&str], known: &[&str]) -> Result<Options, String> {
        let mut options = Options::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            if *word == "--" {
                options.program = words.map(ToString::to_string).collect();
                break;
            }
            let name = word.strip_prefix("--").filter(|name| known.contains(name));
            let name = name.ok_or_else(|| format!("{word} is not known; known are: --{}", known.join(", --")))?;
            let value = words.next().ok_or_else(|| format!("{word} needs a value"))?;
            options.named.insert(name.to_string(), (*value).to_string());
        }
        Ok(options)
    }

    /// The value of a name. `None`: it was not given.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.named.get(name).map(String::as_str)
    }

    /// A value as a number above zero, or what it is where it was not given.
    pub fn number(&self, name: &str, otherwise: usize) -> Result<usize, String> {
        let Some(text) = self.text(name) else { return Ok(otherwise) };
        let number = text.parse().ok().filter(|number| *number > 0);
        number.ok_or_else(|| format!("--{name} {text}: write a whole number above zero"))
    }
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn words_are_read_and_what_is_not_known_is_refused() {
        let known = ["kills", "token"];
        let read = |words: &[&str]| Options::read(words, &known);
        let options = read(&["--kills", "200", "--", "baseplan", "serve", "--kills"]).unwrap();
        assert_eq!((options.number("kills", 20), options.text("token")), (Ok(200), None));
        assert_eq!(options.program, ["baseplan", "serve", "--kills"]);
        assert_eq!(read(&[]).unwrap().number("kills", 20), Ok(20));
        assert!(read(&["--kill", "3"]).is_err() && read(&["kills"]).is_err() && read(&["--kills"]).is_err());
        assert!(read(&["--kills", "none"]).unwrap().number("kills", 20).is_err());
        assert!(read(&["--kills", "0"]).unwrap().number("kills", 20).is_err());
    }
}
