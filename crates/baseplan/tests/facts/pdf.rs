//! The tagged PDF: its structure tree for tables, rows and cells, and what its pages draw for their text.

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::fact::{Row, Says, Table, spaced};
use crate::ink::{self, Ink, Inks};

/// Every table of a file, in order.
pub fn read(bytes: &[u8]) -> Vec<Table> {
    let document = Document::load_mem(bytes).unwrap();
    let tree = Tree { inks: ink::read(&document), document: &document };
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let root = tree.element(root, None).unwrap();
    let mut found = Vec::new();
    tables(&root, String::new(), &mut found);
    found
}

/// An element of the tree with the text that stands in it.
#[derive(Debug, Default)]
struct Element {
    role: String,
    scope: String,
    kids: Vec<Kid>,
}

#[derive(Debug)]
enum Kid {
    Element(Element),
    Text(Vec<Ink>),
}

struct Tree<'d> {
    document: &'d Document,
    inks: Inks,
}

impl Tree<'_> {
    /// `None` for what is no element: a reference to an annotation.
    fn element(&self, object: &Object, page: Option<ObjectId>) -> Option<Element> {
        let one = self.document.dereference(object).ok()?.1.as_dict().ok()?;
        let page = ink::of_page(one).or(page);
        let role = one.get(b"S").and_then(Object::as_name).unwrap_or_default();
        let scope = one.get(b"A").ok().and_then(|attributes| self.scope(attributes)).unwrap_or_default();
        let kids = self.kids(one, page);
        Some(Element { role: String::from_utf8_lossy(role).into_owned(), scope, kids })
    }

    fn kids(&self, of: &Dictionary, page: Option<ObjectId>) -> Vec<Kid> {
        let Ok(kids) = of.get(b"K") else { return Vec::new() };
        let kids: Vec<&Object> = match self.document.dereference(kids).unwrap().1 {
            Object::Array(kids) => kids.iter().collect(),
            kid => vec![kid],
        };
        let kid = |kid: &Object| {
            let kid = self.document.dereference(kid).unwrap().1;
            match ink::place(kid, page) {
                Some(place) => Some(Kid::Text(self.inks.get(&place).cloned().unwrap_or_default())),
                None => self.element(kid, page).map(Kid::Element),
            }
        };
        kids.into_iter().filter_map(kid).collect()
    }

    fn scope(&self, attributes: &Object) -> Option<String> {
        match self.document.dereference(attributes).ok()?.1 {
            Object::Array(many) => many.iter().find_map(|one| self.scope(one)),
            Object::Dictionary(one) => {
                Some(String::from_utf8_lossy(one.get(b"Scope").ok()?.as_name().ok()?).into_owned())
            }
            _ => None,
        }
    }
}

/// A caption stands in its table, or, where the table goes over pages, before what holds it.
fn tables(element: &Element, mut caption: String, found: &mut Vec<Table>) {
    for kid in elements(element) {
        match kid.role.as_str() {
            "Caption" => caption = words(kid),
            "Table" => found.push(table(kid, std::mem::take(&mut caption))),
            _ => tables(kid, std::mem::take(&mut caption), found),
        }
    }
}

fn elements(of: &Element) -> impl Iterator<Item = &Element> {
    of.kids.iter().filter_map(|kid| match kid {
        Kid::Element(element) => Some(element),
        Kid::Text(_) => None,
    })
}

/// Every element of a role beneath one, in order.
fn all<'e>(of: &'e Element, role: &str) -> Vec<&'e Element> {
    elements(of).flat_map(|one| if one.role == role { vec![one] } else { all(one, role) }).collect()
}

fn table(element: &Element, caption: String) -> Table {
    let caption = all(element, "Caption").first().map_or(caption, |own| words(own));
    let rows = all(element, "TR");
    let mut made = Table { caption, ..Table::default() };
    let mut part = String::new();
    let ink = rows.first().and_then(|row| first(row)).map(|ink| ink.colour).unwrap_or_default();
    for row in rows {
        let cells: Vec<&Element> = elements(row).filter(|cell| matches!(cell.role.as_str(), "TH" | "TD")).collect();
        match cells.as_slice() {
            heads if made.columns.is_empty() => made.columns = heads.iter().map(|head| words(head)).collect(),
            [title] if title.role == "TH" && title.scope == "Column" => part = words(title),
            cells => {
                let cells = cells.iter().map(|of| cell(of, &ink)).collect();
                made.rows.push(Row { part: part.clone(), cells });
            }
        }
    }
    made
}

/// The first text beneath an element.
fn first(of: &Element) -> Option<Ink> {
    pieces(of, false).into_iter().map(|(ink, _)| ink).next()
}

/// Every text beneath an element, and whether it stands in a link.
fn pieces(of: &Element, linked: bool) -> Vec<(Ink, bool)> {
    let linked = linked || of.role == "Link";
    let mut out = Vec::new();
    for kid in &of.kids {
        match kid {
            Kid::Text(inks) => out.extend(inks.iter().map(|ink| (ink.clone(), linked))),
            Kid::Element(element) => {
                out.extend(pieces(element, linked));
                if element.role == "P" {
                    out.push((Ink { text: " ".into(), colour: String::new() }, false));
                }
            }
        }
    }
    out
}

fn words(of: &Element) -> String {
    spaced(&pieces(of, false).into_iter().map(|(ink, _)| ink.text).collect::<String>())
}

/// The letter of a note, in brackets.
fn is_letter(text: &str) -> bool {
    let inner = text.trim().strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|inner| !inner.is_empty() && inner.len() <= 2 && inner.bytes().all(|b| b.is_ascii_lowercase()))
}

fn cell(of: &Element, ink: &str) -> Says {
    let mut says = Says::default();
    let mut small = String::new();
    for (piece, linked) in pieces(of, false) {
        if linked && is_letter(&piece.text) {
            continue;
        }
        if linked || piece.colour == ink || is_white(&piece.colour) || piece.text.trim().is_empty() {
            says.text.push_str(&piece.text);
        } else {
            small.push_str(&piece.text);
        }
    }
    while let (Some(from), Some(to)) = (small.find('['), small.find(']')) {
        says.markers.push(small[from..=to].to_string());
        small.replace_range(from..=to, " ");
    }
    // Secondary words qualify something; where there is nothing, they say why.
    if spaced(&says.text).is_empty() {
        says.reason = small
    } else {
        says.beside = small
    }
    says.tidy()
}

/// Words of ratings are white or ink on their colour.
fn is_white(colour: &str) -> bool {
    !colour.is_empty() && !colour.chars().any(|c| ('2'..='9').contains(&c))
}
