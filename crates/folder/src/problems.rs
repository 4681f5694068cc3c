//! Collecting problems: where, what, and the names that come nearest to an unknown one.

use domain::Problem;

/// Where something stands, as [`Problem`] counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub file: String,
    pub line: u32,
    pub column: u32,
}

impl Place {
    /// A place in a file; line or column 0 where the fault is the file or the line.
    pub fn new(file: &str, line: u32, column: u32) -> Place {
        Place { file: file.to_string(), line, column }
    }

    /// The file itself.
    pub fn file(file: &str) -> Place {
        Place::new(file, 0, 0)
    }
}

/// What is wrong and what to do about it, wherever it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub rule: &'static str,
    pub says: String,
    pub hint: String,
}

impl Fault {
    pub fn new(rule: &'static str, says: impl Into<String>, hint: impl Into<String>) -> Fault {
        Fault { rule, says: says.into(), hint: hint.into() }
    }
}

/// Every problem found so far. Reading goes on after each.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<Problem>);

impl Problems {
    pub fn tell(&mut self, place: Place, fault: Fault) {
        let Place { file, line, column } = place;
        self.0.push(Problem { file, line, column, rule: fault.rule, says: fault.says, hint: fault.hint });
    }

    /// The value, or `None` with the fault told.
    pub fn keep<T>(&mut self, result: Result<T, Fault>, place: impl FnOnce() -> Place) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(fault) => {
                self.tell(place(), fault);
                None
            }
        }
    }

    /// How many there are: what was read between two equal counts has no fault.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// All of them in the order of files, lines and columns.
    pub fn sorted(mut self) -> Vec<Problem> {
        self.0.sort();
        self.0
    }
}

/// The known names that come nearest to one that is not known, at most three, nearest first.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = name.to_lowercase();
    let reach = (wanted.chars().count() / 3).max(1);
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .map(|k| (strsim::osa_distance(&wanted, &k.to_lowercase()), k))
        .filter(|(distance, _)| *distance <= reach)
        .collect();
    near.sort();
    near.dedup();
    near.into_iter().take(3).map(|(_, k)| k).collect()
}

/// What to do about an unknown name: the nearest names, else all names where they are few, else where they stand.
pub(crate) fn name_hint<'a>(name: &str, known: impl IntoIterator<Item = &'a str> + Clone, home: &str) -> String {
    let near = nearest(name, known.clone());
    if !near.is_empty() {
        return format!("Did you mean {}?", quoted(&near, "or"));
    }
    let all: Vec<&str> = known.into_iter().collect();
    match all.len() {
        0 => format!("There is none yet: add it in {home}."),
        1..=12 => format!("Known here: {}. To use another, add it in {home}.", quoted(&all, "and")),
        _ => format!("See {home} for those that exist, or add it there."),
    }
}

/// “a”, “b” or “c”.
pub(crate) fn quoted(names: &[&str], last: &str) -> String {
    match names {
        [] => String::new(),
        [one] => format!("“{one}”"),
        [most @ .., end] => {
            let most: Vec<String> = most.iter().map(|name| format!("“{name}”")).collect();
            format!("{} {last} “{end}”", most.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_names_come_first_and_far_ones_not_at_all() {
        assert_eq!(nearest("SO-13", ["SO-25", "SO-12", "Z-99-Q"]), ["SO-12"]);
        assert_eq!(nearest("titel", ["title", "unit"]), ["title"]);
        assert!(nearest("completely other", ["title", "unit"]).is_empty());
    }

    #[test]
    fn a_hint_names_few_or_points_to_where_they_stand() {
        assert_eq!(
            name_hint("zzz", ["higher", "lower"], "x"),
            "Known here: “higher” and “lower”. To use another, add it in x."
        );
        assert_eq!(name_hint("lowr", ["higher", "lower"], "x"), "Did you mean “lower”?");
    }
}
