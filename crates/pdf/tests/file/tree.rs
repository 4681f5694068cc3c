//! The structure tree as it stands in the file, read by a library that did not write it.

use lopdf::{Dictionary, Document, Object};

/// An element of the structure tree.
#[derive(Debug)]
pub struct Element {
    pub kind: String,
    pub alt: Option<String>,
    pub scope: Option<String>,
    pub summary: Option<String>,
    pub kids: Vec<Element>,
}

impl Element {
    /// Every element of a kind in reading order, itself included.
    pub fn all<'e>(&'e self, kind: &str) -> Vec<&'e Element> {
        let own = (self.kind == kind).then_some(self);
        own.into_iter().chain(self.kids.iter().flat_map(|kid| kid.all(kind))).collect()
    }

    /// Every element in reading order.
    pub fn every(&self) -> Vec<&Element> {
        std::iter::once(self).chain(self.kids.iter().flat_map(Element::every)).collect()
    }

    /// Header cells of a scope.
    pub fn headers(&self, scope: &str) -> usize {
        self.all("TH").iter().filter(|header| header.scope.as_deref() == Some(scope)).count()
    }
}

pub fn open(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).unwrap()
}

pub fn tree(file: &Document) -> Element {
    let root = file.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    Element {
        kind: "Root".into(),
        alt: None,
        scope: None,
        summary: None,
        kids: kids(file, dictionary(file, root).unwrap()),
    }
}

fn kids(file: &Document, parent: &Dictionary) -> Vec<Element> {
    let Ok(kids) = parent.get(b"K") else { return Vec::new() };
    let (_, kids) = file.dereference(kids).unwrap();
    let list = match kids {
        Object::Array(list) => list.iter().collect(),
        one => vec![one],
    };
    list.into_iter().filter_map(|kid| element(file, dictionary(file, kid)?)).collect()
}

fn element(file: &Document, own: &Dictionary) -> Option<Element> {
    let kind = own.get(b"S").ok()?.as_name().ok()?;
    let text = |object: &Object| lopdf::decode_text_string(object).ok();
    Some(Element {
        kind: String::from_utf8_lossy(kind).into_owned(),
        alt: own.get(b"Alt").ok().and_then(text),
        scope: attribute(file, own, b"Scope")
            .and_then(|scope| Some(String::from_utf8_lossy(scope.as_name().ok()?).into())),
        summary: attribute(file, own, b"Summary").and_then(|summary| text(&summary)),
        kids: kids(file, own),
    })
}

fn attribute(file: &Document, own: &Dictionary, name: &[u8]) -> Option<Object> {
    let (_, attributes) = file.dereference(own.get(b"A").ok()?).ok()?;
    let list = match attributes {
        Object::Array(list) => list.iter().collect(),
        one => vec![one],
    };
    list.into_iter().find_map(|one| dictionary(file, one)?.get(name).ok().cloned())
}

fn dictionary<'f>(file: &'f Document, object: &'f Object) -> Option<&'f Dictionary> {
    file.dereference(object).ok()?.1.as_dict().ok()
}
