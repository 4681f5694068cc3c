//! Downloads: what each is, and how large.

use maud::{Markup, html};

use super::sketch::Sketch;
use crate::library::Shelf;

/// Files that people read, with the key of their name, in the order in which they are offered.
const FOR_PEOPLE: [(&str, &str); 5] = [
    ("report.pdf", "form.pdf"),
    ("report.docx", "form.docx"),
    ("report.xlsx", "form.xlsx"),
    ("report.ods", "form.ods"),
    ("report.html", "form.html"),
];

/// Files that programs read.
const FOR_PROGRAMS: [(&str, &str); 9] = [
    ("measures.csv", "form.measures_csv"),
    ("measures.csv-metadata.json", "form.measures_metadata"),
    ("measures.parquet", "form.measures_parquet"),
    ("items.csv", "form.items_csv"),
    ("items.csv-metadata.json", "form.items_metadata"),
    ("items.parquet", "form.items_parquet"),
    ("report.json", "form.json"),
    ("report.schema.json", "form.schema"),
    ("datapackage.json", "form.package"),
];

/// A download of an edition.
struct Offer<'s> {
    name: &'s str,
    says: String,
    bytes: usize,
}

fn offers<'s>(sketch: &Sketch<'_, '_>, shelf: &Shelf<'s>, known: &[(&str, &'static str)]) -> Vec<Offer<'s>> {
    let offer = |(name, key): &(&str, &'static str)| {
        let (name, bytes) = shelf.files.iter().find(|(file, _)| file == name)?;
        Some(Offer { name, says: sketch.say(key).to_string(), bytes: bytes.len() })
    };
    known.iter().filter_map(offer).collect()
}

/// Downloads that no list above knows keep their own names.
fn others<'s>(shelf: &Shelf<'s>) -> Vec<Offer<'s>> {
    let known = |name: &str| FOR_PEOPLE.iter().chain(&FOR_PROGRAMS).any(|(file, _)| *file == name);
    let unknown = shelf.files.iter().filter(|(name, _)| !known(name));
    unknown.map(|(name, bytes)| Offer { name, says: name.clone(), bytes: bytes.len() }).collect()
}

fn links(sketch: &Sketch<'_, '_>, shelf: &Shelf<'_>, offers: &[Offer<'_>]) -> Markup {
    let folder = sketch.library.places.edition_folder(shelf.edition.snapshot.edition.period);
    html! {
        ul.downloads {
            @for offer in offers {
                li {
                    a href=(sketch.to(&format!("{folder}/{}", offer.name))) { (offer.says) }
                    " " span.muted { (size(offer.bytes)) }
                }
            }
        }
    }
}

/// The report itself, and the forms of it that people read.
pub fn buttons(sketch: &Sketch<'_, '_>, shelf: &Shelf<'_>) -> Markup {
    let path = sketch.library.places.edition(shelf.edition.snapshot.edition.period);
    html! {
        p.buttons { a.button href=(sketch.to(&path)) { (sketch.say("home.read")) } }
        (links(sketch, shelf, &offers(sketch, shelf, &FOR_PEOPLE)))
    }
}

/// Every download, for people and for programs.
pub fn all(sketch: &Sketch<'_, '_>, shelf: &Shelf<'_>) -> Markup {
    let people = offers(sketch, shelf, &FOR_PEOPLE);
    let mut programs = offers(sketch, shelf, &FOR_PROGRAMS);
    programs.extend(others(shelf));
    html! {
        @if !people.is_empty() { (links(sketch, shelf, &people)) }
        @if !programs.is_empty() {
            details { summary { (sketch.say("form.programs")) } (links(sketch, shelf, &programs)) }
        }
    }
}

/// Every download of the open data, for the page about it.
pub fn data(sketch: &Sketch<'_, '_>, shelf: &Shelf<'_>) -> Markup {
    links(sketch, shelf, &offers(sketch, shelf, &FOR_PROGRAMS))
}

/// A size for people, rounded up: `890 bytes`, `46 KB`, `1.2 MB`.
pub fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        _ => {
            let tenths = bytes.div_ceil(100_000);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_rounded_up_to_what_people_say() {
        assert_eq!(
            [size(890), size(45_001), size(999_999), size(1_150_000)],
            ["890 bytes", "46 KB", "1000 KB", "1.2 MB"]
        );
    }
}
