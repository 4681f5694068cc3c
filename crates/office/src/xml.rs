//! XML as it is written: every text escaped, no character that XML forbids.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Attributes of an element, in order.
pub type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A part of a package being written.
pub struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A part that begins with its declaration.
    pub fn new() -> Xml {
        let mut xml = Xml::fragment();
        xml.put(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml
    }

    /// A piece to be set into a part.
    pub fn fragment() -> Xml {
        Xml(Writer::new(Vec::new()))
    }

    /// An element with what stands in it.
    pub fn element(&mut self, name: &str, attributes: Attributes<'_>, inner: impl FnOnce(&mut Xml)) {
        self.put(Event::Start(start(name, attributes)));
        inner(self);
        self.put(Event::End(BytesEnd::new(name)));
    }

    /// An empty element.
    pub fn leaf(&mut self, name: &str, attributes: Attributes<'_>) {
        self.put(Event::Empty(start(name, attributes)));
    }

    /// An element that holds text.
    pub fn text(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.element(name, attributes, |xml| xml.put(Event::Text(BytesText::new(&allowed(text)))));
    }

    /// A piece that was written before.
    pub fn append(&mut self, piece: Xml) {
        self.0.get_mut().extend(piece.finish());
    }

    /// The bytes.
    pub fn finish(self) -> Vec<u8> {
        self.0.into_inner()
    }

    fn put(&mut self, event: Event<'_>) {
        // Writing to memory cannot fail.
        let _ = self.0.write_event(event);
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        start.push_attribute((*key, allowed(value).as_ref()));
    }
    start
}

/// Text without the control characters that no XML may hold: each becomes its code point in words.
fn allowed(text: &str) -> Cow<'_, str> {
    let forbidden =
        |c: char| (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    if !text.contains(forbidden) {
        return Cow::Borrowed(text);
    }
    let said = text.chars().map(|c| if forbidden(c) { format!("[U+{:04X}]", u32::from(c)) } else { c.to_string() });
    Cow::Owned(said.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_what_xml_forbids_is_named() {
        let mut xml = Xml::fragment();
        xml.text("p", &[("a", "\"<")], "R&D \u{7}");
        assert_eq!(String::from_utf8(xml.finish()).unwrap(), "<p a=\"&quot;&lt;\">R&amp;D [U+0007]</p>");
    }
}
