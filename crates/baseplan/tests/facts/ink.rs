//! The text that a PDF's pages draw, by the number of the marked content in which it stands.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

/// Text drawn in one colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ink {
    /// The text; a line that follows another begins with a line end.
    pub text: String,
    /// The components of its colour, as the page writes them.
    pub colour: String,
}

/// What every page draws, by page and number.
pub type Inks = BTreeMap<(ObjectId, i64), Vec<Ink>>;

/// Reads every page.
pub fn read(document: &Document) -> Inks {
    let mut inks = Inks::new();
    for page in document.page_iter() {
        let fonts = document.get_page_fonts(page).unwrap();
        let fonts: BTreeMap<Vec<u8>, Encoding<'_>> =
            fonts.into_iter().map(|(name, font)| (name, font.get_font_encoding(document).unwrap())).collect();
        let content = Content::decode(&document.get_page_content(page)).unwrap();
        let mut pen = Pen::new(page, &fonts);
        content.operations.iter().for_each(|operation| pen.does(operation, &mut inks));
    }
    inks
}

struct Pen<'d> {
    page: ObjectId,
    fonts: &'d BTreeMap<Vec<u8>, Encoding<'d>>,
    font: Vec<u8>,
    colour: String,
    /// Height of the line on the page.
    line: String,
    kept: Vec<(String, String)>,
    /// Marked content that is open: its number, if it has one.
    marked: Vec<Option<i64>>,
    /// What stands for the glyphs within, once it is told.
    instead: Option<(usize, String)>,
    /// The line of the last text of each number.
    lines: BTreeMap<i64, String>,
}

impl<'d> Pen<'d> {
    fn new(page: ObjectId, fonts: &'d BTreeMap<Vec<u8>, Encoding<'d>>) -> Pen<'d> {
        Pen {
            page,
            fonts,
            font: Vec::new(),
            colour: String::new(),
            line: String::new(),
            kept: Vec::new(),
            marked: Vec::new(),
            instead: None,
            lines: BTreeMap::new(),
        }
    }

    fn does(&mut self, operation: &Operation, inks: &mut Inks) {
        let given = &operation.operands;
        match operation.operator.as_str() {
            "q" => self.kept.push((self.colour.clone(), self.line.clone())),
            "Q" => (self.colour, self.line) = self.kept.pop().unwrap(),
            "cm" => self.line = format!("{:?}", given[5]),
            "sc" | "scn" | "rg" | "g" | "k" => self.colour = format!("{given:?}"),
            "Tf" => self.font = given[0].as_name().unwrap().to_vec(),
            "BDC" => self.opens(given.get(1)),
            "BMC" => self.marked.push(None),
            "EMC" => self.closes(inks),
            "Tj" | "TJ" => self.draws(&given[0], inks),
            other => {
                assert!(!matches!(other, "'" | "\"" | "Do" if self.number().is_some() && other != "Do"), "{other}")
            }
        }
    }

    fn opens(&mut self, properties: Option<&Object>) {
        let properties = properties.and_then(|one| one.as_dict().ok());
        let get = |key: &[u8]| properties.and_then(|one| one.get(key).ok());
        self.marked.push(get(b"MCID").and_then(|number| number.as_i64().ok()));
        if let Some(text) = get(b"ActualText") {
            self.instead = Some((self.marked.len(), lopdf::decode_text_string(text).unwrap()));
        }
    }

    fn closes(&mut self, inks: &mut Inks) {
        if let Some((depth, text)) = self.instead.take() {
            if depth == self.marked.len() {
                self.adds(&text, inks);
            } else {
                self.instead = Some((depth, text));
            }
        }
        self.marked.pop();
    }

    fn number(&self) -> Option<i64> {
        self.marked.iter().rev().find_map(|number| *number)
    }

    fn draws(&mut self, shown: &Object, inks: &mut Inks) {
        if self.number().is_none() || self.instead.is_some() {
            return;
        }
        let pieces = match shown {
            Object::Array(pieces) => pieces.iter().collect(),
            one => vec![one],
        };
        let encoding = &self.fonts[&self.font];
        let text: String = pieces
            .into_iter()
            .filter_map(|piece| piece.as_str().ok())
            .map(|bytes| Document::decode_text(encoding, bytes).unwrap())
            .collect();
        self.adds(&text, inks);
    }

    fn adds(&mut self, text: &str, inks: &mut Inks) {
        let Some(number) = self.number() else { return };
        let before = self.lines.insert(number, self.line.clone());
        let begins = before.is_some_and(|line| line != self.line);
        let text = if begins { format!("\n{text}") } else { text.to_string() };
        let drawn = inks.entry((self.page, number)).or_default();
        match drawn.last_mut().filter(|last| last.colour == self.colour) {
            Some(last) => last.text.push_str(&text),
            None => drawn.push(Ink { text, colour: self.colour.clone() }),
        }
    }
}

/// The number and page of a piece of marked content that an element holds. `None`: it holds something else.
pub fn place(kid: &Object, page: Option<ObjectId>) -> Option<(ObjectId, i64)> {
    match kid {
        Object::Integer(number) => Some((page?, *number)),
        Object::Dictionary(one) => Some((of_page(one).or(page)?, one.get(b"MCID").ok()?.as_i64().ok()?)),
        _ => None,
    }
}

/// The page that an element names.
pub fn of_page(element: &Dictionary) -> Option<ObjectId> {
    element.get(b"Pg").ok()?.as_reference().ok()
}
