//! The few words of a page's furniture, which stand in no document.

use serde::Serialize;

/// Words for people on the cover, the contents, the foot of a page and beneath a graphic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Heading of the contents.
    pub contents: String,
    /// "Page {page} of {pages}".
    pub number: String,
    /// Label of the period.
    pub period: String,
    /// Label of the date of the position.
    pub position: String,
    /// Label of the date of publication.
    pub published: String,
    /// Label of the standing of the edition.
    pub status: String,
    /// Label of the edition's key.
    pub edition: String,
    /// Stands before the caption of the table that holds a graphic's figures.
    pub near: String,
}

impl Words {
    /// The words of a language, from the words file that the web page shares.
    pub fn of(language: &str) -> Words {
        let file = report::words::Words::of(language);
        let say = |key: &str| file.say(key).to_string();
        Words {
            contents: say("page.contents"),
            number: say("page.number"),
            period: say("page.period"),
            position: say("page.position"),
            published: say("page.published"),
            status: say("page.status"),
            edition: say("page.edition"),
            near: say("page.data_in"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_the_furniture_is_missing_from_the_words_file() {
        let words = serde_json::to_value(Words::of("en-GB")).unwrap();
        for (name, said) in words.as_object().unwrap() {
            assert!(!said.as_str().unwrap().starts_with("page."), "{name} has no words");
        }
    }
}
