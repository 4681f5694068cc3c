//! The structure tree of a PDF as a reader for blind people walks it.

use lopdf::{Dictionary, Document, Object};

/// One element of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Its role: `Table`, `TH`, `Figure`, `H1`.
    pub role: String,
    /// Its text alternative.
    pub alt: Option<String>,
    /// What a header cell heads: `Column` or `Row`.
    pub scope: Option<String>,
    /// What stands in it.
    pub children: Vec<Element>,
}

/// The elements at the top of a file's tree.
pub fn read(bytes: &[u8]) -> Vec<Element> {
    let document = Document::load_mem(bytes).unwrap();
    let root = document.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let root = document.dereference(root).unwrap().1.as_dict().unwrap();
    children(&document, root)
}

/// Every element with a role, at any depth.
pub fn with_role<'a>(elements: &'a [Element], role: &str) -> Vec<&'a Element> {
    let mut found = Vec::new();
    for element in elements {
        if element.role == role {
            found.push(element);
        }
        found.extend(with_role(&element.children, role));
    }
    found
}

fn children(document: &Document, parent: &Dictionary) -> Vec<Element> {
    let Ok(kids) = parent.get(b"K") else { return Vec::new() };
    let (_, kids) = document.dereference(kids).unwrap();
    let kids: Vec<&Object> = match kids {
        Object::Array(kids) => kids.iter().collect(),
        kid => vec![kid],
    };
    kids.into_iter().filter_map(|kid| element(document, kid)).collect()
}

/// `None` for marked content and references to annotations, which are no elements.
fn element(document: &Document, kid: &Object) -> Option<Element> {
    let dictionary = document.dereference(kid).ok()?.1.as_dict().ok()?;
    let role = String::from_utf8_lossy(dictionary.get(b"S").ok()?.as_name().ok()?).into_owned();
    let alt = dictionary.get(b"Alt").ok().map(|alt| lopdf::decode_text_string(alt).unwrap());
    let scope = dictionary.get(b"A").ok().and_then(|attributes| scope(document, attributes));
    Some(Element { role, alt, scope, children: children(document, dictionary) })
}

fn scope(document: &Document, attributes: &Object) -> Option<String> {
    match document.dereference(attributes).ok()?.1 {
        Object::Array(many) => many.iter().find_map(|one| scope(document, one)),
        Object::Dictionary(one) => Some(String::from_utf8_lossy(one.get(b"Scope").ok()?.as_name().ok()?).into_owned()),
        _ => None,
    }
}
