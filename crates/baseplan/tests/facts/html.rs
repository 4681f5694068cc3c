//! The page, as a browser's parser reads it.

use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use crate::fact::{Row, Says, Table, spaced};

/// Every table of a page, in order.
pub fn read(bytes: &[u8]) -> Vec<Table> {
    let page = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default());
    let page = page.from_utf8().one(bytes);
    all(&page.document, "table").iter().map(table).collect()
}

fn table(node: &Handle) -> Table {
    let caption = all(node, "caption").first().map(shown).unwrap_or_default();
    let columns = all(node, "thead").iter().flat_map(|head| all(head, "th")).map(|head| shown(&head)).collect();
    let mut rows = Vec::new();
    for body in all(node, "tbody") {
        let mut part = String::new();
        for row in all(&body, "tr") {
            match all(&row, "th").first().filter(|head| attribute(head, "scope").as_deref() == Some("rowgroup")) {
                Some(title) => part = shown(title),
                None => rows.push(Row { part: part.clone(), cells: cells(&row) }),
            }
        }
    }
    Table { caption, columns, rows }
}

fn cells(row: &Handle) -> Vec<Says> {
    let children = row.children.borrow();
    children.iter().filter(|child| is(child, "td") || is(child, "th")).map(cell).collect()
}

fn cell(node: &Handle) -> Says {
    let mut says = Says::default();
    gather(node, &mut says);
    says.exact = all(node, "data").first().and_then(|data| attribute(data, "value"));
    says.tidy()
}

fn gather(node: &Handle, into: &mut Says) {
    for child in node.children.borrow().iter() {
        if let NodeData::Text { contents } = &child.data {
            into.text.push_str(&contents.borrow());
        }
        if is(child, "br") || is(child, "p") || is(child, "li") {
            into.text.push(' ');
        }
        match class(child).as_str() {
            "muted" => into.beside.push_str(&shown(child)),
            "absent" => into.reason.push_str(&shown(child)),
            "marker" => into.markers.push(crate::fact::unbracketed(&shown(child))),
            "note-reference" | "visually-hidden" | "mark" => {}
            _ => gather(child, into),
        }
    }
}

/// The text within, without what only a screen reader says.
fn shown(node: &Handle) -> String {
    let mut out = String::new();
    text(node, &mut out);
    spaced(&out)
}

fn text(node: &Handle, out: &mut String) {
    for child in node.children.borrow().iter() {
        if let NodeData::Text { contents } = &child.data {
            out.push_str(&contents.borrow());
        }
        if class(child) != "visually-hidden" {
            text(child, out);
        }
    }
}

fn is(node: &Handle, name: &str) -> bool {
    matches!(&node.data, NodeData::Element { name: known, .. } if &*known.local == name)
}

fn class(node: &Handle) -> String {
    attribute(node, "class").unwrap_or_default()
}

fn attribute(node: &Handle, name: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else { return None };
    attrs.borrow().iter().find(|one| &*one.name.local == name).map(|one| one.value.to_string())
}

/// Every element of a name beneath a node, in order.
fn all(node: &Handle, name: &str) -> Vec<Handle> {
    let mut found = Vec::new();
    for child in node.children.borrow().iter() {
        if is(child, name) {
            found.push(child.clone());
        }
        found.extend(all(child, name));
    }
    found
}
