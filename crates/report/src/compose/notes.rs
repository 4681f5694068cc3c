//! Footnotes: lettered in order of appearance, beginning with a in each table.

use domain::Note;

use crate::document::{Block, Inline, NoteEntry, NoteRef};

/// The notes of one table as they come up.
pub struct NoteBook {
    prefix: String,
    entries: Vec<(String, NoteEntry)>,
}

impl NoteBook {
    /// A book whose ids begin with the id of its table.
    pub fn new(table: &str) -> NoteBook {
        NoteBook { prefix: format!("{table}-note"), entries: Vec::new() }
    }

    /// References to notes by key. A key that no note has is left to the folder, which refuses it.
    pub fn refer(&mut self, keys: &[String], known: &[Note]) -> Vec<Inline> {
        keys.iter().filter_map(|key| self.one(key, known)).map(Inline::Note).collect()
    }

    fn one(&mut self, key: &str, known: &[Note]) -> Option<NoteRef> {
        let entry = match self.entries.iter().position(|(had, _)| had == key) {
            Some(at) => self.entries.get(at),
            None => {
                let note = known.iter().find(|note| note.key == key)?;
                let letter = letters(self.entries.len());
                let id = format!("{}-{letter}", self.prefix);
                let text = vec![Inline::Text(note.text.clone())];
                self.entries.push((key.to_string(), NoteEntry { id, letter, text }));
                self.entries.last()
            }
        };
        entry.map(|(_, entry)| NoteRef { letter: entry.letter.clone(), id: entry.id.clone() })
    }

    /// The notes as a block; none where nothing was referred to.
    pub fn block(self) -> Option<Block> {
        let entries: Vec<NoteEntry> = self.entries.into_iter().map(|(_, entry)| entry).collect();
        (!entries.is_empty()).then_some(Block::Notes(entries))
    }
}

/// a … z, aa, ab …
fn letters(number: usize) -> String {
    let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap_or(0));
    match number.checked_sub(26) {
        None => letter(number).to_string(),
        Some(rest) => format!("{}{}", letters(rest / 26), letter(rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_take_letters_as_they_come_up_and_keep_them() {
        let known: Vec<Note> =
            ["r", "p"].map(|key| Note { key: key.into(), text: format!("About {key}.") }).into_iter().collect();
        let mut book = NoteBook::new("t");
        let letter = |refs: Vec<Inline>| match refs.first() {
            Some(Inline::Note(note)) => note.letter.clone(),
            _ => String::new(),
        };
        assert_eq!(letter(book.refer(&["p".into()], &known)), "a");
        assert_eq!(letter(book.refer(&["r".into()], &known)), "b");
        assert_eq!(letter(book.refer(&["p".into()], &known)), "a");
        assert_eq!([letters(25), letters(26), letters(51)], ["z", "aa", "az"]);
    }
}
