//! Excel's workbook: the text of every cell as it is shown, numbers by their cell's format.

use domain::Decimal;
use roxmltree::{Document, Node};

use crate::number::Format;
use crate::package;
use crate::sheets::Sheet;

/// Every sheet, in order.
pub fn read(bytes: &[u8]) -> Vec<Sheet> {
    let (book, strings) = (package::part(bytes, "xl/workbook.xml"), package::part(bytes, "xl/sharedStrings.xml"));
    let (book, strings) = (Document::parse(&book).unwrap(), Document::parse(&strings).unwrap());
    let strings: Vec<String> = all(&strings, "si").map(|one| text(one)).collect();
    let formats = formats(&package::part(bytes, "xl/styles.xml"));
    let sheet = |(at, sheet): (usize, Node<'_, '_>)| {
        let cells = package::part(bytes, &format!("xl/worksheets/sheet{}.xml", at + 1));
        let cells = Document::parse(&cells).unwrap();
        let rows = all(&cells, "row").map(|row| {
            let mut shown = Vec::new();
            for cell in row.children().filter(|one| one.is_element()) {
                shown.resize(column(cell.attribute("r").unwrap()), String::new());
                shown.push(show(cell, &strings, &formats));
            }
            shown
        });
        Sheet { name: sheet.attribute("name").unwrap().to_string(), rows: rows.collect() }
    };
    all(&book, "sheet").enumerate().map(sheet).collect()
}

fn all<'d>(document: &'d Document<'_>, name: &'d str) -> impl Iterator<Item = Node<'d, 'd>> {
    document.descendants().filter(move |node| node.is_element() && node.tag_name().name() == name)
}

fn text(node: Node<'_, '_>) -> String {
    node.descendants().filter(|one| one.is_text()).filter_map(|one| one.text()).collect()
}

/// The format code of every style of a cell, by its number. `None`: the number as it is.
fn formats(styles: &str) -> Vec<Option<String>> {
    let styles = Document::parse(styles).unwrap();
    let code = |number: &str| {
        let mut own = all(&styles, "numFmt").filter(|one| one.attribute("numFmtId") == Some(number));
        own.next().and_then(|one| one.attribute("formatCode")).map(str::to_string)
    };
    let cells = all(&styles, "cellXfs").flat_map(|list| list.children().filter(|one| one.is_element()));
    cells.map(|style| style.attribute("numFmtId").and_then(code)).collect()
}

/// The column of a cell from 0: 2 of `C5`.
fn column(place: &str) -> usize {
    let letters = place.bytes().take_while(u8::is_ascii_uppercase);
    letters.fold(0, |number, letter| number * 26 + usize::from(letter - b'A') + 1) - 1
}

fn show(cell: Node<'_, '_>, strings: &[String], formats: &[Option<String>]) -> String {
    let held = text(cell);
    match cell.attribute("t") {
        Some("s") => strings[held.parse::<usize>().unwrap()].clone(),
        Some("inlineStr" | "str") => held,
        None if held.is_empty() => held,
        None => {
            let number: Decimal = held.parse().or_else(|_| Decimal::from_scientific(&held)).unwrap();
            let style: usize = cell.attribute("s").map_or(0, |style| style.parse().unwrap());
            match &formats[style] {
                Some(code) => Format::of_excel(code, number.is_sign_negative()).shows(number),
                None => held,
            }
        }
        Some(other) => panic!("a cell of type {other}"),
    }
}
