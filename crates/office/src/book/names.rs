//! Names of sheets and of tables: unique, and of the characters that every spreadsheet program takes.

/// The most characters that a sheet's name may have.
const LONGEST: usize = 31;

/// The name of a sheet: its number, and as many whole words of its caption as there is room for.
pub fn sheet(number: usize, caption: &str) -> String {
    let allowed: String =
        caption.chars().map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { ' ' } else { c }).collect();
    let mut name = number.to_string();
    for word in allowed.split_whitespace() {
        if name.chars().count() + 1 + word.chars().count() > LONGEST {
            break;
        }
        name = format!("{name} {word}");
    }
    name.trim_end_matches([',', '-', ' ']).to_string()
}

/// The name of a table: letters, digits and `_`, and never what could be a cell.
pub fn table(number: usize, caption: &str) -> String {
    let mut name = format!("Table_{number}");
    for word in caption.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).take(6) {
        name.push('_');
        name.push_str(word);
    }
    name
}

/// Titles of columns where one that was had before gets a number.
pub fn unique(titles: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut had: Vec<String> = Vec::new();
    for title in titles {
        let title = if title.trim().is_empty() { "?".to_string() } else { title };
        let mut name = title.clone();
        let mut number = 1;
        while had.iter().any(|one| one.to_lowercase() == name.to_lowercase()) {
            number += 1;
            name = format!("{title} ({number})");
        }
        had.push(name);
    }
    had
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_named_by_number_and_whole_words() {
        assert_eq!(sheet(3, "People: Latest measures, Quarter 2 2025-26"), "3 People Latest measures");
        assert_eq!(sheet(12, "What's [new]? a/b"), "12 What s new a b");
        assert!(sheet(7, &"x".repeat(80)).chars().count() <= LONGEST);
    }

    #[test]
    fn a_table_has_a_name_that_is_no_cell() {
        assert_eq!(table(3, "People: Latest measures"), "Table_3_People_Latest_measures");
    }

    #[test]
    fn titles_that_are_the_same_get_a_number() {
        let titles = ["Target", "target", "Notes"].map(String::from);
        assert_eq!(unique(titles), ["Target", "target (2)", "Notes"]);
    }
}
