//! Reads an outline strictly: every section on its own, so that all problems are told in one pass.

use std::ops::Range;

use domain::Problem;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::{Kind, NoKeys, Outline, Page, Section};

/// Every kind with the word of files.
const KINDS: [&str; 28] = [
    "words",
    "words by heading",
    "key",
    "counts",
    "base plan",
    "chapter",
    "chapters",
    "progress",
    "measures",
    "charts",
    "combined",
    "themes",
    "risks",
    "ratings",
    "about",
    "wheel",
    "trend",
    "rollups",
    "cards",
    "commitments",
    "exceptions",
    "in full",
    "milestones",
    "savings",
    "risk matrix",
    "changes",
    "provisional",
    "quality",
];

/// Reads the outline of a name from the text of its file. The problems name the file, `outlines/NAME.toml`.
pub fn parse(name: &str, text: &str) -> Result<Outline, Vec<Problem>> {
    let mut reading = Reading { file: format!("outlines/{name}.toml"), text, problems: Vec::new() };
    let sections = reading.outline();
    if reading.problems.is_empty() {
        Ok(Outline { name: name.to_string(), sections })
    } else {
        reading.problems.sort();
        Err(reading.problems)
    }
}

/// Whether a section stands in the outline itself or is a part of a chapter.
#[derive(Clone, Copy, PartialEq)]
enum Standing {
    Section,
    Part,
}

struct Reading<'t> {
    file: String,
    text: &'t str,
    problems: Vec<Problem>,
}

impl<'t> Reading<'t> {
    fn outline(&mut self) -> Vec<Section> {
        let (root, errors) = DeTable::parse_recoverable(self.text);
        for error in &errors {
            self.problem(
                error.span().unwrap_or(0..0),
                "toml",
                error.message().to_string(),
                "Mend the TOML at this place.",
            );
        }
        if !errors.is_empty() {
            return Vec::new();
        }
        let mut root = root.into_inner();
        let sections = self.tables(&mut root, "section", Standing::Section);
        self.leftover(&root, "section");
        if sections.is_empty() && self.problems.is_empty() {
            self.problem(0..0, "empty-outline", "the outline has no section".into(), "Write at least one [[section]].");
        }
        sections
    }

    /// The tables of `[[key]]`, each read as a section.
    fn tables(&mut self, from: &mut DeTable<'t>, key: &str, standing: Standing) -> Vec<Section> {
        let Some(value) = from.remove(key) else { return Vec::new() };
        let span = value.span();
        let DeValue::Array(list) = value.into_inner() else {
            let says = format!("`{key}` is not a list of tables");
            self.problem(span, "not-tables", says, "Begin each of them with its own double brackets.");
            return Vec::new();
        };
        list.into_iter().filter_map(|item| self.section(item, standing)).collect()
    }

    fn section(&mut self, item: Spanned<DeValue<'t>>, standing: Standing) -> Option<Section> {
        let span = item.span();
        let DeValue::Table(mut table) = item.into_inner() else {
            self.problem(span, "not-tables", "this is not a table".into(), "Begin it with double brackets.");
            return None;
        };
        let title = self.word(&mut table, "title");
        let page = self.page(&mut table);
        let Some(kind) = self.word(&mut table, "kind") else {
            let hint = format!("Say what it shows: {}.", KINDS.join(", "));
            self.problem(span, "no-kind", "this section has no kind".into(), &hint);
            return None;
        };
        if title.is_none() && standing == Standing::Section {
            let says = "this section has no title".to_string();
            self.problem(span.clone(), "no-title", says, "Give it a title; only parts of a chapter may do without.");
        }
        let parts = if kind.starts_with("chapter") { self.parts(&mut table, standing, &span) } else { Vec::new() };
        let chapter = matches!(kind.as_str(), "chapter" | "chapters");
        let kind = self.kind(&kind, table, span.clone(), parts)?;
        let page = page.unwrap_or(if chapter { Page::New } else { Page::Same });
        Some(Section { title, page, kind, place: self.place(span.start) })
    }

    fn parts(&mut self, table: &mut DeTable<'t>, standing: Standing, span: &Range<usize>) -> Vec<Section> {
        if standing == Standing::Part {
            let hint = "Make the inner one a section of the outline, or write its parts here.";
            self.problem(span.clone(), "nested-chapter", "a chapter cannot stand in a chapter".into(), hint);
        }
        if !table.contains_key("part") {
            let hint = "Write at least one [[section.part]] under it.";
            self.problem(span.clone(), "empty-chapter", "this chapter has no parts".into(), hint);
        }
        self.tables(table, "part", Standing::Part)
    }

    fn kind(&mut self, kind: &str, rest: DeTable<'t>, span: Range<usize>, parts: Vec<Section>) -> Option<Kind> {
        match kind {
            "words" => self.keys(rest, span).map(Kind::Words),
            "words by heading" => self.keys(rest, span).map(Kind::WordsByHeading),
            "key" => self.keys(rest, span).map(Kind::Key),
            "counts" => self.keys(rest, span).map(Kind::Counts),
            "base plan" => self.keys(rest, span).map(Kind::BasePlan),
            "chapter" => self.keys::<NoKeys>(rest, span).map(|_| Kind::Chapter(parts)),
            "chapters" => self.keys::<Level>(rest, span).map(|Level { level }| Kind::Chapters { level, parts }),
            "progress" => self.keys(rest, span).map(Kind::Progress),
            "measures" => self.keys(rest, span).map(Kind::Measures),
            "charts" => self.keys(rest, span).map(Kind::Charts),
            "combined" => self.keys(rest, span).map(Kind::Combined),
            "themes" => self.keys(rest, span).map(Kind::Themes),
            "risks" => self.keys(rest, span).map(Kind::Risks),
            "ratings" => self.keys(rest, span).map(Kind::Ratings),
            "about" => self.keys(rest, span).map(Kind::About),
            "wheel" => self.keys(rest, span).map(Kind::Wheel),
            "trend" => self.keys(rest, span).map(Kind::Trend),
            "rollups" => self.keys(rest, span).map(Kind::Rollups),
            "cards" => self.keys(rest, span).map(Kind::Cards),
            "commitments" => self.keys(rest, span).map(Kind::Commitments),
            "exceptions" => self.keys(rest, span).map(Kind::Exceptions),
            "in full" => self.keys(rest, span).map(Kind::InFull),
            "milestones" => self.keys(rest, span).map(Kind::Milestones),
            "savings" => self.keys(rest, span).map(Kind::Savings),
            "risk matrix" => self.keys(rest, span).map(Kind::RiskMatrix),
            "changes" => self.keys(rest, span).map(Kind::Changes),
            "provisional" => self.keys(rest, span).map(Kind::Provisional),
            "quality" => self.keys(rest, span).map(Kind::Quality),
            other => {
                let near = KINDS.iter().max_by(|a, b| strsim::jaro(a, other).total_cmp(&strsim::jaro(b, other)));
                let hint = format!("Did you mean “{}”? Kinds are: {}.", near.unwrap_or(&""), KINDS.join(", "));
                self.problem(span, "unknown-kind", format!("“{other}” is no kind of section"), &hint);
                None
            }
        }
    }

    /// The keys of one kind; the first of them that does not fit is a problem at its place.
    fn keys<T: DeserializeOwned>(&mut self, rest: DeTable<'t>, span: Range<usize>) -> Option<T> {
        let value = Spanned::new(span.clone(), DeValue::Table(rest));
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(keys) => Some(keys),
            Err(error) => {
                let at = error.span().unwrap_or(span);
                self.problem(
                    at,
                    "outline-key",
                    error.message().to_string(),
                    "The manual lists the keys: docs/outlines.md.",
                );
                None
            }
        }
    }

    fn word(&mut self, table: &mut DeTable<'t>, key: &str) -> Option<String> {
        let value = table.remove(key)?;
        let word = value.get_ref().as_str().map(ToString::to_string);
        if word.is_none() {
            self.problem(value.span(), "not-text", format!("`{key}` is not text"), "Write it in quotes.");
        }
        word
    }

    fn page(&mut self, table: &mut DeTable<'t>) -> Option<Page> {
        let span = table.get("page")?.span();
        match self.word(table, "page")?.as_str() {
            "new" => Some(Page::New),
            "same" => Some(Page::Same),
            other => {
                let says = format!("“{other}” does not say where a section begins");
                self.problem(span, "outline-key", says, "Write page = \"new\" or page = \"same\".");
                None
            }
        }
    }

    fn leftover(&mut self, table: &DeTable<'t>, known: &str) {
        let unknown: Vec<_> = table.iter().map(|(key, _)| (key.span(), key.get_ref().to_string())).collect();
        for (span, key) in unknown {
            let hint = format!("An outline holds [[{known}]] tables only.");
            self.problem(span, "unknown-key", format!("`{key}` is not known here"), &hint);
        }
    }

    fn problem(&mut self, span: Range<usize>, rule: &'static str, says: String, hint: &str) {
        let (line, column) = self.place(span.start);
        self.problems.push(Problem { file: self.file.clone(), line, column, rule, says, hint: hint.to_string() });
    }

    fn place(&self, offset: usize) -> (u32, u32) {
        line_and_column(self.text, offset)
    }
}

/// Line and column, both from 1, of a byte of a text.
pub(crate) fn line_and_column(text: &str, offset: usize) -> (u32, u32) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |tail| tail.chars().count()) + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}

/// Keys of `kind = "chapters"` beside its parts.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Level {
    level: usize,
}
