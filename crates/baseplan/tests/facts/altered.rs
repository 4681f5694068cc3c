//! The test can fail: one cell of each form is altered in its bytes, and the alteration is named.

use lopdf::content::Content;
use lopdf::{Document, Object, ObjectId, StringFormat};

use crate::counts::hold;
use crate::editions;
use crate::forms::Form;
use crate::open::{self, Cells};
use crate::{data, package};

/// An edition in which one measure's value, read to the last place, stands for all.
const EDITION: &str = "marlhaven 2025-26-H1";

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// Text with the first of something replaced, which must be there.
fn once(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} is not in the file");
    text.replacen(from, to, 1)
}

/// Alters a form's file and gives what the comparison says of it.
fn altered(form: Form, alter: impl Fn(&[u8]) -> Vec<u8>) -> Vec<String> {
    let edition = editions::named(EDITION);
    let bytes = edition.file(form.file());
    assert_eq!(hold(edition, form, bytes).differences, Vec::<String>::new(), "nothing differs before");
    hold(edition, form, &alter(bytes)).differences
}

/// One difference, which names form, subject, and what stands there now.
fn named(differences: &[String], holds: &[&str]) {
    assert!(!differences.is_empty(), "the alteration was not seen");
    for words in holds {
        assert!(differences.iter().any(|one| one.contains(words)), "{words} is not in {differences:?}");
    }
}

#[test]
fn a_value_altered_on_the_page_is_seen() {
    let seen = altered(Form::Html, |bytes| once(text(bytes), "\">76.5%<", "\">76.4%<").into_bytes());
    named(&seen, &["html", "FY-1", "must be “76.5%”", "is “76.4%”"]);
}

#[test]
fn a_value_that_lost_a_place_in_word_is_seen() {
    let cell = "Number20\"/><w:keepNext/></w:pPr><w:r><w:t xml:space=\"preserve\">";
    let change = |part: &str| once(part, &format!("{cell}76.5%<"), &format!("{cell}76%<"));
    let seen = altered(Form::Word, |bytes| package::with(bytes, "word/document.xml", change));
    named(&seen, &["word", "FY-1", "is “76%”"]);
}

#[test]
fn a_number_format_with_another_number_of_places_in_excel_is_seen() {
    let change = |part: &str| part.replace("#,##0.0%", "#,##0.00%");
    let seen = altered(Form::Excel, |bytes| package::with(bytes, "xl/styles.xml", change));
    named(&seen, &["excel", "FY-1", "is “76.50%”"]);
}

#[test]
fn a_value_altered_in_the_spreadsheet_is_seen() {
    let change = |part: &str| once(part, "office:value=\"0.765\"", "office:value=\"0.756\"");
    let seen = altered(Form::Ods, |bytes| package::with(bytes, "content.xml", change));
    named(&seen, &["ods", "FY-1", "is “75.6%”"]);
}

#[test]
fn a_fact_keyed_to_another_period_in_json_is_seen() {
    let seen = altered(Form::Json, |bytes| {
        let mut report: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        rekey(&mut report["sections"]);
        serde_json::to_vec(&report).unwrap()
    });
    named(&seen, &["json", "keyed value of FY-1 for 1999-00"]);
}

/// Moves every fact about a value of FY-1 to another year.
fn rekey(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Array(many) => many.iter_mut().for_each(rekey),
        serde_json::Value::Object(one) if one.get("subject").is_some_and(|subject| subject == "FY-1") => {
            one["period"] = "1999-00".into();
        }
        serde_json::Value::Object(one) => one.values_mut().for_each(rekey),
        _ => {}
    }
}

#[test]
fn a_marker_and_a_reason_altered_on_the_page_are_seen() {
    let seen = altered(Form::Html, |bytes| once(text(bytes), "(break in series)", "(revised)").into_bytes());
    named(&seen, &["marked break in series", "marked revised"]);
    let seen = altered(Form::Html, |bytes| {
        once(text(bytes), "<span class=\"absent\">withheld: small numbers", "<span class=\"absent\">awaited")
            .into_bytes()
    });
    named(&seen, &["because “withheld: small numbers”", "because “awaited”"]);
}

#[test]
fn a_figure_drawn_otherwise_in_the_pdf_is_seen() {
    let seen = altered(Form::Pdf, |bytes| {
        let mut document = Document::load_mem(bytes).unwrap();
        for page in document.page_iter().collect::<Vec<_>>() {
            let content = exchanged(&document, page, "76.5%");
            document.change_page_content(page, content.encode().unwrap()).unwrap();
        }
        let mut out = Vec::new();
        document.save_to(&mut out).unwrap();
        out
    });
    named(&seen, &["pdf", "FY-1", "must be “76.5%”", "is “67.5%”"]);
}

/// A page's content in which every text that says exactly this has its first two glyphs exchanged.
fn exchanged(document: &Document, page: ObjectId, says: &str) -> Content {
    let fonts = document.get_page_fonts(page).unwrap();
    let mut content = Content::decode(&document.get_page_content(page)).unwrap();
    let mut font = Vec::new();
    for operation in &mut content.operations {
        match operation.operator.as_str() {
            "Tf" => font = operation.operands[0].as_name().unwrap().to_vec(),
            "TJ" => {
                let pieces = operation.operands[0].as_array().unwrap();
                let mut glyphs = pieces.iter().filter_map(|piece| piece.as_str().ok()).collect::<Vec<_>>().concat();
                let encoding = fonts[&font].get_font_encoding(document).unwrap();
                if Document::decode_text(&encoding, &glyphs).unwrap() == says {
                    glyphs[..4].rotate_left(2);
                    let glyphs = Object::String(glyphs, StringFormat::Hexadecimal);
                    operation.operands = vec![Object::Array(vec![glyphs])];
                }
            }
            _ => {}
        }
    }
    content
}

/// Rows read of an altered file of measures, held against the tables.
fn tidy(form: &str, read: fn(&[u8]) -> Vec<Cells>, alter: impl Fn(&[u8]) -> Vec<u8>) -> Vec<String> {
    let edition = editions::named(EDITION);
    let items = || read(edition.file(&format!("items.{form}")));
    let bytes = edition.file(&format!("measures.{form}"));
    assert_eq!(data::hold(edition, form, read(bytes), items()).1, Vec::<String>::new(), "nothing differs before");
    data::hold(edition, form, read(&alter(bytes)), items()).1
}

#[test]
fn a_value_with_a_place_too_many_in_csv_is_seen() {
    let seen = tidy("csv", open::of_csv, |bytes| once(text(bytes), ",76.5,", ",76.50,").into_bytes());
    named(&seen, &["csv, value of FY-1 for 2025-26-Q2: must be “76.5%”"]);
}

#[test]
fn a_reason_altered_in_parquet_is_seen() {
    let seen = tidy("parquet", open::of_parquet, |bytes| {
        let (from, to) = (b"suppressed", b"for awhile");
        let mut bytes = bytes.to_vec();
        for at in 0..bytes.len() - from.len() {
            if bytes[at..].starts_with(from) {
                bytes[at..at + from.len()].copy_from_slice(to);
            }
        }
        bytes
    });
    named(&seen, &["parquet, value of", "withheld: small numbers"]);
}

#[test]
fn a_direction_of_travel_altered_in_csv_is_seen() {
    let rule = ",year,same period last year,";
    let seen = tidy("csv", open::of_csv, |bytes| {
        once(text(bytes), &format!(",improving,{rule}"), &format!(",deteriorating,{rule}")).into_bytes()
    });
    named(&seen, &["csv, travel of", "must be “Better”"]);
}
