//! The open data: what there is, what each column holds, under which licence; described for programs as well.

use domain::Snapshot;
use maud::{Markup, html};
use report::document::{Block, Set};
use serde_json::{Value, json};

use super::downloads;
use super::sketch::{Col, Sketch, cell, text};
use crate::library::{Library, Shelf};
use crate::open_data::{self, ITEMS, MEASURES, Table};
use crate::page::Page;
use crate::places::DATA;

const COLUMNS: [Col; 3] =
    [("column.column", Set::Words, 3), ("column.title", Set::Words, 4), ("column.holds", Set::Words, 8)];

/// The page about the open data.
pub fn page(library: &Library<'_>) -> Page {
    let mut sketch = Sketch::new(library, DATA);
    let now = library.now().snapshot;
    let title = sketch.say("frame.data").to_string();
    let tables: Vec<Markup> = [&MEASURES, &ITEMS].map(|table| columns(&mut sketch, table)).into();
    let main = html! {
        h1 { (title) }
        p.lead { (library.words.fill("data.lead", &[("council", &now.council)])) }
        p { (licence(library)) }
        p { (library.words.fill("data.gss", &[("gss", &now.gss)])) }
        @for shelf in library.editions.iter().rev().filter(|shelf| !shelf.files.is_empty()) {
            section {
                h2 { (shelf.edition.snapshot.edition.title) }
                (downloads::data(&sketch, shelf))
            }
        }
        @for table in tables { (table) }
    };
    let description = library.words.fill("data.lead", &[("council", &now.council)]);
    let mut page = sketch.page(title, description, Vec::new(), main);
    page.described = Some(catalogue(library));
    page
}

fn licence(library: &Library<'_>) -> Markup {
    let licence = &library.now().snapshot.licence;
    html! {
        (library.words.say("data.licence")) " "
        @match open_data::licence_address(licence) {
            Some(address) => a rel="license" href=(address) { (licence) },
            None => (licence),
        }
        "."
    }
}

/// What each column of a table holds.
fn columns(sketch: &mut Sketch<'_, '_>, table: &Table) -> Markup {
    let words = sketch.library.words;
    let row = |column: &open_data::Column| {
        let said = |what: &str| words.say(&format!("column.{}.{}.{what}", table.name, column.name)).to_string();
        vec![cell(text(column.name)), cell(text(&said("title"))), cell(text(&said("says")))]
    };
    let caption = words.fill("data.columns", &[("file", &format!("{}.csv", table.name))]);
    let rows = table.columns.iter().map(row).collect();
    let block: Block = sketch.table(&format!("columns-of-{}", table.name), &caption, &COLUMNS, rows);
    html! {
        section {
            h2 { (caption) }
            p { (words.say(&format!("table.{}.says", table.name))) }
            (sketch.blocks(&[block]))
        }
    }
}

/// Every edition's data as a schema.org Dataset, the newest first.
fn catalogue(library: &Library<'_>) -> Value {
    let now = library.now().snapshot;
    let shelves = library.editions.iter().rev().filter(|shelf| !shelf.files.is_empty());
    json!({
        "@context": "https://schema.org/",
        "@type": "DataCatalog",
        "name": library.words.fill("data.catalogue", &[("council", &now.council)]),
        "publisher": { "@type": "GovernmentOrganization", "name": now.council, "identifier": now.gss },
        "dataset": shelves.map(|shelf| dataset(library, shelf)).collect::<Vec<_>>(),
    })
}

fn dataset(library: &Library<'_>, shelf: &Shelf<'_>) -> Value {
    let snapshot: &Snapshot = shelf.edition.snapshot;
    let edition = &snapshot.edition;
    let folder = library.places.edition_folder(edition.period);
    let download = |(name, bytes): &(String, Vec<u8>)| {
        json!({
            "@type": "DataDownload",
            "name": name,
            "contentUrl": crate::places::relative(DATA, &format!("{folder}/{name}")),
            "encodingFormat": open_data::media(name).1,
            "contentSize": bytes.len().to_string(),
        })
    };
    let mut whole = json!({
        "@type": "Dataset",
        "name": format!("{}: {}", snapshot.council, edition.title),
        "description": shelf.edition.report.meta.description,
        "identifier": format!("{}/{}", snapshot.gss, edition.period),
        "version": edition.period.to_string(),
        "license": open_data::licence_address(&snapshot.licence).unwrap_or(&snapshot.licence),
        "inLanguage": snapshot.language,
        "isAccessibleForFree": true,
        "spatialCoverage": { "@type": "AdministrativeArea", "name": snapshot.council, "identifier": snapshot.gss },
        "creator": { "@type": "GovernmentOrganization", "name": snapshot.council, "identifier": snapshot.gss },
        "distribution": shelf.files.iter().map(download).collect::<Vec<_>>(),
    });
    if let (Some(day), Some(map)) = (edition.published_on, whole.as_object_mut()) {
        map.insert("datePublished".into(), json!(day.to_string()));
    }
    if let (Some((first, last)), Some(map)) = (snapshot.calendar.dates(edition.period), whole.as_object_mut()) {
        map.insert("temporalCoverage".into(), json!(format!("{first}/{last}")));
    }
    whole
}
