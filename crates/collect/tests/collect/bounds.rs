//! Files that are no workbook, or were made to be too much for a server.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::made_sheet;

fn rule(bytes: &[u8]) -> &'static str {
    let read = collect::read("sent", bytes, &made_sheet::made());
    assert!(read.rows.is_empty() && read.problems.len() == 1, "{read:?}");
    read.problems[0].rule
}

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in parts {
        package.start_file(*path, SimpleFileOptions::default()).unwrap();
        package.write_all(bytes).unwrap();
    }
    package.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_workbook_is_told_so() {
    for (bytes, expected) in [
        (&b""[..], "not-a-workbook"),
        (b"measure,value\nrepairs,53\n", "not-a-workbook"),
        (b"%PDF-1.7", "not-a-workbook"),
        (&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "not-a-workbook"),
        (&package(&[("word/document.xml", b"<w/>")]), "not-a-workbook"),
        (&package(&[("xl/workbook.xml", b"<workbook")]), "broken-workbook"),
        (&package(&[("content.xml", b"<table:table><a></b>")]), "broken-workbook"),
        (&package(&[("content.xml", b"<office/>")]), "no-identity"),
    ] {
        assert_eq!(rule(bytes), expected, "{:?}", String::from_utf8_lossy(bytes));
    }
    let old = collect::read("old.xls", &[0xD0, 0xCF, 0x11, 0xE0], &made_sheet::made());
    assert!(old.problems[0].says.contains("old Excel workbook, or one with a password"), "{old:?}");
}

#[test]
fn a_file_that_is_too_large_packed_or_unpacked_is_not_parsed() {
    assert_eq!(rule(&vec![b'x'; 10 * 1024 * 1024 + 1]), "file-too-large");
    let zeros = vec![b' '; 40 * 1024 * 1024];
    let bomb = package(&[("xl/workbook.xml", &zeros), ("xl/more.xml", &zeros)]);
    assert!(bomb.len() < 200_000, "{}", bomb.len());
    assert_eq!(rule(&bomb), "file-too-large");
    let many: Vec<(String, &[u8])> = (0..1_001).map(|at| (format!("part{at}"), &b""[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(path, bytes)| (path.as_str(), *bytes)).collect();
    assert_eq!(rule(&package(&many)), "file-too-large");
}

#[test]
fn a_cell_that_asks_to_be_repeated_a_milliard_times_is_not() {
    let cell =
        "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/>";
    let row = format!("<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>");
    let content =
        format!("<office:document-content><table:table table:name=\"F\">{row}</table:table></office:document-content>");
    assert_eq!(rule(&package(&[("content.xml", content.as_bytes())])), "file-too-large");
    let empty = "<table:table-cell table:number-columns-repeated=\"4294967295\"/>".repeat(3);
    let rows =
        format!("<table:table-row table:number-rows-repeated=\"4294967295\">{empty}</table:table-row>").repeat(3);
    let content = format!(
        "<office:document-content><table:table table:name=\"F\">{rows}</table:table></office:document-content>"
    );
    assert_eq!(rule(&package(&[("content.xml", content.as_bytes())])), "no-identity");
}

#[test]
fn two_cells_in_far_corners_are_two_cells() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_string(0, 0, "first").unwrap();
    sheet.write_string(1_048_575, 16_383, "last").unwrap();
    assert_eq!(rule(&workbook.save_to_buffer().unwrap()), "no-identity");
}
