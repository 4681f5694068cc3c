//! Word, read back: unzipped and parsed, beside the document that it was written from.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

#[path = "read/document.rs"]
mod document;
#[path = "../../report/tests/compose/folders.rs"]
mod folders;
#[path = "read/parts.rs"]
mod parts;

use report::document::Report;
use report::look::Look;

use document::{figures, spaced, tables};
use parts::{Element, Parts};

/// Every edition of the examples, as a document and as the file written from it.
fn written() -> impl Iterator<Item = (String, Report, Parts)> {
    let folders = folders::examples().into_iter().chain([folders::marlhaven()]);
    folders.flat_map(|folder| folders::editions(&folder)).map(|(name, snapshot, composed)| {
        let bytes = office::word(&composed.report, &Look::new(&snapshot.look)).unwrap();
        (name, composed.report, Parts::of(&bytes))
    })
}

#[test]
fn a_word_file_says_everything_in_an_order_that_a_screen_reader_can_follow() {
    for (name, report, parts) in written() {
        let body = parts.read("word/document.xml");
        headings_are_those_of_the_document(&name, &report, &body);
        every_table_repeats_its_header_and_holds_every_cell(&name, &report, &body);
        every_picture_says_what_it_shows(&name, &report, &body, &parts);
        every_link_leads_somewhere(&name, &body, &parts);
        every_part_that_is_named_is_there(&name, &parts);
        styles_are_defined(&name, &body, &parts);
        nothing_is_hidden_from_a_screen_reader(&name, &body);
        words_on_colours_can_be_read(&name, &body);
    }
}

fn headings_are_those_of_the_document(name: &str, report: &Report, body: &Element) {
    let written: Vec<(u8, String)> = body.all("w:p").into_iter().filter_map(heading).collect();
    assert_eq!(written, document::headings(report), "{name}");
    let mut last = 0;
    for (level, title) in written {
        assert!(level <= last + 1, "{name}: {title} skips a level");
        last = level;
    }
    let titles = body.all("w:p").into_iter().filter(|p| p.style() == Some("Title")).count();
    assert_eq!(titles, 1, "{name} has one title");
}

fn heading(paragraph: &Element) -> Option<(u8, String)> {
    let level = paragraph.style()?.strip_prefix("Heading")?.parse().ok()?;
    Some((level, paragraph.text()))
}

fn every_table_repeats_its_header_and_holds_every_cell(name: &str, report: &Report, body: &Element) {
    let mut written = body.all("w:tbl").into_iter();
    for table in tables(report) {
        for group in &table.groups {
            let grid = written.next().unwrap_or_else(|| panic!("{name}: {} is missing", table.caption));
            let rows = grid.all("w:tr");
            assert_eq!(rows.len(), group.rows.len() + 1, "{name}: {}", table.caption);
            assert_eq!(rows[0].all("w:tblHeader").len(), 1, "{name}: {} repeats its header", table.caption);
            assert_eq!(grid.all("w:gridSpan").len() + grid.all("w:vMerge").len(), 0, "{name}: no cell is merged");
            assert_eq!(grid.all("w:tblCaption").len(), 1, "{name}: {} is named", table.caption);
            let titles: Vec<String> = rows[0].all("w:tc").into_iter().map(|cell| spaced(&cell.text())).collect();
            assert_eq!(titles, table.columns.iter().map(|c| spaced(&c.title)).collect::<Vec<_>>(), "{name}");
            for (row, cells) in rows[1..].iter().zip(&group.rows) {
                let written: Vec<String> = row.all("w:tc").into_iter().map(|cell| spaced(&cell.text())).collect();
                let said: Vec<String> = cells.cells.iter().map(|cell| spaced(&document::text(&cell.content))).collect();
                assert_eq!(written, said, "{name}: {}", table.caption);
            }
        }
    }
    assert!(written.next().is_none(), "{name} has no table that the document lacks");
}

/// What Word's own checker asks beyond headings, headers and text alternatives.
fn nothing_is_hidden_from_a_screen_reader(name: &str, body: &Element) {
    assert_eq!(body.all("wp:anchor").len(), 0, "{name}: every picture stands in its line");
    assert_eq!(body.all("w:txbxContent").len(), 0, "{name}: no text stands in a box");
    for table in body.all("w:tbl") {
        assert_eq!(table.all("w:tbl").len(), 0, "{name}: no table stands in a table");
        for cell in table.all("w:tc") {
            let filled = !cell.text().trim().is_empty() || !cell.all("w:drawing").is_empty();
            assert!(filled, "{name}: no cell is empty");
        }
    }
    for link in body.all("w:hyperlink") {
        let says = link.text();
        let vague = ["", "here", "click here", "link", "more", "read more"];
        assert!(!vague.contains(&says.trim().to_lowercase().as_str()), "{name}: a link says \u{201c}{says}\u{201d}");
    }
}

/// Text on a fill of its own stands out from it by 4.5 to 1.
fn words_on_colours_can_be_read(name: &str, body: &Element) {
    let mut checked = 0;
    for run in body.all("w:rPr") {
        let value = |kind: &str, key: &str| run.all(kind).first().and_then(|one| one.attribute(key)).map(hash);
        if let (Some(fill), Some(ink)) = (value("w:shd", "w:fill"), value("w:color", "w:val")) {
            let contrast = report::look::contrast_thousandths(&fill, &ink);
            assert!(contrast >= 4_500, "{name}: {ink} on {fill} is {contrast} thousandths");
            checked += 1;
        }
    }
    assert!(checked > 0, "{name} has ratings");
}

fn hash(colour: &str) -> String {
    format!("#{}", colour.to_lowercase())
}

fn every_picture_says_what_it_shows(name: &str, report: &Report, body: &Element, parts: &Parts) {
    let pictures = body.all("wp:docPr");
    let said = |element: &&Element| {
        (element.attribute("descr").unwrap().to_string(), element.attribute("title").unwrap().to_string())
    };
    let in_tables: Vec<(String, String)> =
        body.all("w:tbl").iter().flat_map(|table| table.all("wp:docPr")).map(|one| said(&one)).collect();
    let histories: Vec<(String, String)> =
        tables(report).iter().flat_map(|t| t.sparks()).map(|s| (s.alt.clone(), s.title.clone())).collect();
    assert_eq!(in_tables, histories, "{name}");
    let large: Vec<(String, String)> = pictures.iter().map(said).filter(|one| !histories.contains(one)).collect();
    let graphics: Vec<(String, String)> = figures(report).iter().map(|f| (f.alt.clone(), f.title.clone())).collect();
    assert_eq!(large, graphics, "{name}");
    assert!(pictures.iter().all(|one| !one.attribute("descr").unwrap().is_empty()), "{name}");
    let numbers: std::collections::BTreeSet<&str> = pictures.iter().filter_map(|one| one.attribute("id")).collect();
    assert_eq!(numbers.len(), pictures.len(), "{name}: each picture has a number of its own");
    for number in 1..=pictures.len() {
        let picture = parts.bytes(&format!("word/media/image{number}.png"));
        assert!(picture.starts_with(b"\x89PNG"), "{name}: picture {number}");
    }
    let captions =
        body.all("w:p").into_iter().filter(|p| p.style().is_some_and(|s| s.starts_with("FigureCaption"))).count();
    assert_eq!(captions, graphics.len(), "{name}: a caption for each graphic");
}

fn every_link_leads_somewhere(name: &str, body: &Element, parts: &Parts) {
    let places: Vec<&str> = body.all("w:bookmarkStart").iter().filter_map(|place| place.attribute("w:name")).collect();
    let unique: std::collections::BTreeSet<&&str> = places.iter().collect();
    assert_eq!(unique.len(), places.len(), "{name}: no place has two ends");
    let relations = parts.read("word/_rels/document.xml.rels");
    let ids: Vec<&str> = relations.all("Relationship").iter().filter_map(|one| one.attribute("Id")).collect();
    let links = body.all("w:hyperlink");
    let listed =
        body.all("w:p").into_iter().filter(|p| p.style().is_some_and(|style| style.starts_with("TOC"))).count();
    assert!(links.len() + 1 >= listed && listed > 1, "{name}: the contents are links");
    for link in links {
        let leads = link.attribute("w:anchor").is_some_and(|to| places.contains(&to));
        let out = link.attribute("r:id").is_some_and(|to| ids.contains(&to));
        assert!(leads || out, "{name}: a link leads nowhere: {}", link.text());
    }
}

fn every_part_that_is_named_is_there(name: &str, parts: &Parts) {
    for part in parts.read("[Content_Types].xml").all("Override") {
        let path = part.attribute("PartName").unwrap().trim_start_matches('/');
        assert!(!parts.bytes(path).is_empty(), "{name}: {path}");
    }
    for relation in parts.read("word/_rels/document.xml.rels").all("Relationship") {
        if relation.attribute("TargetMode").is_none() {
            let path = format!("word/{}", relation.attribute("Target").unwrap());
            assert!(!parts.bytes(&path).is_empty(), "{name}: {path}");
        }
    }
}

fn styles_are_defined(name: &str, body: &Element, parts: &Parts) {
    let sheet = parts.read("word/styles.xml");
    let known: Vec<&str> = sheet.all("w:style").iter().filter_map(|style| style.attribute("w:styleId")).collect();
    for kind in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
        for used in body.all(kind) {
            let style = used.attribute("w:val").unwrap();
            assert!(known.contains(&style), "{name}: the style {style} is not defined");
        }
    }
    let language = sheet.all("w:lang")[0].attribute("w:val").unwrap().to_string();
    assert_eq!(language, "en-GB", "{name}");
    let core = parts.read("docProps/core.xml");
    assert!(!core.all("dc:title")[0].text().is_empty(), "{name} has a title");
}

#[test]
fn the_same_report_gives_the_same_bytes_and_a_position_that_is_no_date_gives_none() {
    let folder = folders::examples().pop().unwrap();
    let (_, snapshot, mut composed) = folders::editions(&folder).pop().unwrap();
    let look = Look::new(&snapshot.look);
    // Pictures are the same for the whole report: one chapter is enough, and quicker.
    composed.report.sections.truncate(3);
    assert!(office::word(&composed.report, &look).unwrap() == office::word(&composed.report, &look).unwrap());
    composed.report.meta.position_iso = "30 September 2025".into();
    let refused = office::word(&composed.report, &look).unwrap_err().to_string();
    assert_eq!(
        refused,
        "the position \"30 September 2025\" is not a date: write the year, month and day as 2025-09-30"
    );
}
