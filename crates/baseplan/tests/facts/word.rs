//! Word's document part: tables, rows, cells, runs and the styles of their characters.

use roxmltree::{Document, Node};

use crate::fact::{Row, Says, Table, spaced, unbracketed};
use crate::package;

/// Words that a value's markers are written in, in brackets after it.
const MARKERS: [&str; 8] = [
    "provisional",
    "estimated",
    "revised",
    "approximate",
    "projected",
    "forecast",
    "break in series",
    "low reliability",
];

/// Every table of a document, in order. Rows that the report groups are a table for each group.
pub fn read(bytes: &[u8]) -> Vec<Table> {
    let text = package::part(bytes, "word/document.xml");
    let document = Document::parse(&text).unwrap();
    document.descendants().filter(|node| is(*node, "tbl")).map(table).collect()
}

fn table(node: Node<'_, '_>) -> Table {
    let caption = node.descendants().find(|one| is(*one, "tblCaption")).and_then(|one| value(one)).unwrap_or_default();
    let mut columns = Vec::new();
    let mut rows = Vec::new();
    for row in node.children().filter(|child| is(*child, "tr")) {
        let cells: Vec<Says> = row.children().filter(|child| is(*child, "tc")).map(cell).collect();
        if row.descendants().any(|one| is(one, "tblHeader")) {
            columns = cells.into_iter().map(|cell| cell.text).collect();
        } else {
            rows.push(Row { part: String::new(), cells });
        }
    }
    Table { caption: spaced(caption), columns, rows }
}

fn cell(node: Node<'_, '_>) -> Says {
    let mut says = Says::default();
    let mut small = Vec::new();
    for paragraph in node.children().filter(|child| is(*child, "p")) {
        for run in paragraph.descendants().filter(|one| is(*one, "r")) {
            let text: String = run.descendants().filter_map(written).collect();
            match style(run) {
                Some("NoteReference") => {}
                Some("Muted") => small.push(text),
                Some("RatingTag") if run.descendants().any(|one| is(one, "rFonts")) => {}
                _ => says.text.push_str(&text),
            }
        }
        says.text.push(' ');
    }
    let (markers, mut small): (Vec<String>, Vec<String>) =
        small.into_iter().partition(|text| MARKERS.contains(&unbracketed(text).as_str()));
    says.markers = markers.iter().map(|marker| unbracketed(marker)).collect();
    // Secondary words qualify something; where there is nothing, the first of them say why.
    if spaced(&says.text).is_empty() && !small.is_empty() {
        says.reason = small.remove(0);
    }
    says.beside = small.concat();
    says.tidy()
}

fn written<'t>(node: Node<'t, '_>) -> Option<&'t str> {
    match node.tag_name().name() {
        "t" => node.text(),
        "br" => Some(" "),
        _ => None,
    }
}

fn style<'t>(run: Node<'t, '_>) -> Option<&'t str> {
    run.descendants().find(|one| is(*one, "rStyle")).and_then(value)
}

fn value<'t>(node: Node<'t, '_>) -> Option<&'t str> {
    node.attributes().find(|one| one.name() == "val").map(|one| one.value())
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}
