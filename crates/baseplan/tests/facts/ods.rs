//! The OpenDocument spreadsheet: the text of every cell as it is shown, numbers by their cell's data style.

use std::collections::BTreeMap;

use domain::Decimal;
use roxmltree::{Document, Node};

use crate::number::Format;
use crate::package;
use crate::sheets::Sheet;

/// Every sheet, in order.
pub fn read(bytes: &[u8]) -> Vec<Sheet> {
    let content = package::part(bytes, "content.xml");
    let content = Document::parse(&content).unwrap();
    let styles = Styles::of(&content);
    let sheet = |table: Node<'_, '_>| {
        let rows = within(table, "table-row").map(|row| {
            let cells = row.children().filter(|one| one.is_element());
            cells.map(|cell| styles.shows(cell)).collect()
        });
        Sheet { name: get(table, "name").unwrap().to_string(), rows: rows.collect() }
    };
    within(content.root(), "table").map(sheet).collect()
}

fn within<'d>(node: Node<'d, 'd>, name: &'d str) -> impl Iterator<Item = Node<'d, 'd>> {
    node.descendants().filter(move |one| one.is_element() && one.tag_name().name() == name)
}

fn get<'d>(node: Node<'d, '_>, name: &str) -> Option<&'d str> {
    node.attributes().find(|one| one.name() == name).map(|one| one.value())
}

/// Conditions, each with the style that takes another's place where it holds.
type Maps<'d> = Vec<(&'d str, &'d str)>;

/// How numbers are shown.
struct Styles<'d> {
    /// The data style that a cell's style names.
    cells: BTreeMap<&'d str, &'d str>,
    /// Data styles by name, each with those that take its place under a condition.
    data: BTreeMap<&'d str, (Format, Maps<'d>)>,
}

impl<'d> Styles<'d> {
    fn of(content: &'d Document<'d>) -> Styles<'d> {
        let root = content.root();
        let cells =
            within(root, "style").filter_map(|style| Some((get(style, "name")?, get(style, "data-style-name")?)));
        let named = |kind| within(root, kind).map(|style| (get(style, "name").unwrap(), data(style)));
        Styles { cells: cells.collect(), data: named("number-style").chain(named("percentage-style")).collect() }
    }

    fn shows(&self, cell: Node<'_, '_>) -> String {
        assert_eq!((get(cell, "number-columns-repeated"), get(cell, "formula")), (None, None), "a cell is itself");
        let lines: Vec<String> = within_text(cell);
        let Some(held) = get(cell, "value") else { return lines.join("\n") };
        let number: Decimal = held.parse().unwrap();
        let style = self.cells[get(cell, "style-name").unwrap()];
        let (format, maps) = &self.data[style];
        let instead = maps.iter().find(|(condition, _)| match *condition {
            "value()<0" => number.is_sign_negative() && !number.is_zero(),
            "value()>=0" => !number.is_sign_negative() || number.is_zero(),
            other => panic!("the condition {other} is not known"),
        });
        match instead {
            Some((_, style)) => self.data[style].0.shows(number),
            // A program sets its own sign before all that a style says that has none for numbers below zero.
            None if number.is_sign_negative() && maps.is_empty() => format!("-{}", format.shows(number)),
            None => format.shows(number),
        }
    }
}

fn within_text(cell: Node<'_, '_>) -> Vec<String> {
    let paragraphs = cell.children().filter(|one| one.is_element() && one.tag_name().name() == "p");
    let text = |one: Node<'_, '_>| one.descendants().filter(|one| one.is_text()).filter_map(|one| one.text()).collect();
    paragraphs.map(text).collect()
}

fn data<'d>(style: Node<'d, 'd>) -> (Format, Maps<'d>) {
    let mut format = Format { percent: style.tag_name().name() == "percentage-style", ..Format::default() };
    let (mut had, mut maps) = (false, Maps::new());
    for one in style.children().filter(|one| one.is_element()) {
        match one.tag_name().name() {
            "text" if had => format.after.push_str(one.text().unwrap_or_default()),
            "text" => format.before.push_str(one.text().unwrap_or_default()),
            "number" => {
                had = true;
                format.places = get(one, "decimal-places").unwrap().parse().unwrap();
                let factor = get(one, "display-factor").unwrap_or("1");
                format.thousands = u32::try_from(factor.len() / 3).unwrap();
            }
            "map" => maps.push((get(one, "condition").unwrap(), get(one, "apply-style-name").unwrap())),
            other => panic!("{other} in a number's style is not known"),
        }
    }
    (format, maps)
}
