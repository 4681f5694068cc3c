//! The test itself: every form of every edition against the document, and how many facts were found in each.

use std::fs;
use std::path::Path;

use crate::compare::{Compared, compare};
use crate::editions::{self, Edition};
use crate::forms::Form;
use crate::{data, open};

/// A form of an edition, read out of some bytes, held against what it must say.
pub fn hold(edition: &Edition, form: Form, bytes: &[u8]) -> Compared {
    let must = form.layout(&edition.tables);
    let read = form.once(form.tables(bytes), &must);
    compare(&edition.name, form, &must, &read)
}

#[test]
fn every_form_of_every_edition_states_every_fact_of_its_tables() {
    let mut counted = "edition,tables,facts,html,pdf,word,excel,ods,json,csv,parquet\n".to_string();
    let mut differences = Vec::new();
    for edition in editions::all() {
        let mut row = vec![edition.name.clone(), edition.tables.len().to_string(), edition.facts().to_string()];
        for form in Form::ALL {
            let found = hold(edition, form, edition.file(form.file()));
            row.push(found.agree.to_string());
            differences.extend(found.differences);
        }
        for (form, read) in [("csv", open::of_csv as fn(&[u8]) -> Vec<open::Cells>), ("parquet", open::of_parquet)] {
            let [measures, items] = ["measures", "items"].map(|table| read(edition.file(&format!("{table}.{form}"))));
            let (same, differ) = data::hold(edition, form, measures, items);
            row.push(same.to_string());
            differences.extend(differ);
        }
        counted.push_str(&(row.join(",") + "\n"));
    }
    println!("{counted}");
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
    same_as_known(&counted);
}

/// The counts are those that a person last looked at, so that no reader can find less and none be silent.
fn same_as_known(counted: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/facts/counts.csv");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, counted).unwrap();
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    assert!(known == counted, "tests/facts/counts.csv says otherwise: look at it, then accept it with BLESS=1");
    for row in known.lines().skip(1) {
        let cells: Vec<usize> = row.split(',').skip(2).map(|cell| cell.parse().unwrap()).collect();
        let [facts, forms @ ..] = cells.as_slice() else { panic!("{row}") };
        assert_eq!(forms.len(), 8, "{row}");
        assert_ne!(*facts, 0, "{row}");
        assert!(forms.iter().all(|found| found == facts), "a form states fewer facts than there are: {row}");
    }
}
