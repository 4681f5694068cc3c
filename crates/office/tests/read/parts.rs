//! A package taken apart, and its XML as a tree.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::events::Event;

/// The parts of a package by path.
pub struct Parts(pub BTreeMap<String, Vec<u8>>);

impl Parts {
    /// Unzips a package.
    pub fn of(bytes: &[u8]) -> Parts {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = BTreeMap::new();
        for at in 0..zip.len() {
            let mut file = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            parts.insert(file.name().unwrap().to_string(), bytes);
        }
        Parts(parts)
    }

    /// A part's bytes.
    pub fn bytes(&self, path: &str) -> &[u8] {
        self.0.get(path).unwrap_or_else(|| panic!("{path} is not in the package"))
    }

    /// A part as a tree.
    pub fn read(&self, path: &str) -> Element {
        Element::parse(std::str::from_utf8(self.bytes(path)).unwrap())
    }
}

/// An element with what stands in it.
#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Child>,
}

#[derive(Debug)]
enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    fn parse(text: &str) -> Element {
        let mut reader = quick_xml::Reader::from_str(text);
        let mut open = vec![Element::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => open.push(element(&start)),
                Event::Empty(start) => open.last_mut().unwrap().children.push(Child::Element(element(&start))),
                Event::End(_) => {
                    let done = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(Child::Element(done));
                }
                Event::Text(text) => {
                    let text = text.to_string();
                    open.last_mut().unwrap().children.push(Child::Text(text));
                }
                Event::GeneralRef(name) => {
                    let entity = format!("&{};", &*name);
                    let text = quick_xml::escape::unescape(&entity).unwrap().into_owned();
                    open.last_mut().unwrap().children.push(Child::Text(text));
                }
                Event::Eof => return open.pop().unwrap(),
                _ => {}
            }
        }
    }

    /// Every element of a name within it, in order.
    pub fn all(&self, name: &str) -> Vec<&Element> {
        let mut out = Vec::new();
        for child in &self.children {
            if let Child::Element(element) = child {
                if element.name == name {
                    out.push(element);
                }
                out.extend(element.all(name));
            }
        }
        out
    }

    /// An attribute's value.
    pub fn attribute(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// A Word paragraph's style.
    pub fn style(&self) -> Option<&str> {
        self.all("w:pStyle").first()?.attribute("w:val")
    }

    /// All text within it; breaks and ends of paragraphs are spaces.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for child in &self.children {
            match child {
                Child::Text(text) => out.push_str(text),
                Child::Element(element) if element.name == "w:br" => out.push(' '),
                Child::Element(element) => {
                    out.push_str(&element.text());
                    if element.name == "w:p" {
                        out.push(' ');
                    }
                }
            }
        }
        out
    }
}

fn element(start: &quick_xml::events::BytesStart<'_>) -> Element {
    let attributes = start.attributes().map(|one| {
        let one = one.unwrap();
        let value = quick_xml::escape::unescape(&one.value).unwrap().into_owned();
        (one.key.as_ref().to_string(), value)
    });
    Element { name: start.name().as_ref().to_string(), attributes: attributes.collect(), children: Vec::new() }
}
