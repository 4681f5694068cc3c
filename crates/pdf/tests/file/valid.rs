//! Both standards hold, by a validator that is not ours.

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use report::look::Look;

use crate::made;

fn failures(bytes: &[u8], profile: ValidationProfile) -> Vec<String> {
    let report = validate_pdf_bytes(bytes, &ValidationOptions::default().profile(profile)).unwrap();
    let failures = report.failures.iter().map(|failure| format!("{} {}", failure.rule_id, failure.message));
    failures.collect()
}

#[test]
fn a_report_with_every_kind_of_block_is_pdf_ua_1_and_pdf_a_2a() {
    let bytes = pdf::pdf(&made::whole(), &Look::new(&[])).unwrap();
    std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/whole.pdf"), &bytes).unwrap();
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
        assert_eq!(failures(&bytes, profile), Vec::<String>::new(), "{profile:?}");
    }
}

#[test]
fn the_validator_does_fail_a_file_that_is_not_compliant() {
    let bytes = pdf::pdf(&made::whole(), &Look::new(&[])).unwrap();
    // The same file, saying of itself that it is not tagged.
    let spoilt = replaced(&bytes, b"/Marked true", b"/Marked null");
    for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA2a] {
        assert!(!failures(&spoilt, profile).is_empty(), "{profile:?}");
    }
}

#[test]
fn qpdf_finds_nothing_wrong_with_the_file_where_qpdf_is_installed() {
    let path = concat!(env!("CARGO_TARGET_TMPDIR"), "/checked.pdf");
    std::fs::write(path, pdf::pdf(&made::whole(), &Look::new(&[])).unwrap()).unwrap();
    match std::process::Command::new("qpdf").args(["--check", path]).output() {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout)),
        Err(_) => eprintln!("qpdf is not installed: the file was checked by the other tests only"),
    }
}

#[test]
fn the_same_report_and_look_give_the_same_bytes() {
    let once = || pdf::pdf(&made::whole(), &Look::new(&[])).unwrap();
    assert!(once() == once(), "two runs differ");
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let at = bytes.windows(from.len()).position(|window| window == from).expect("nothing to spoil");
    [bytes.get(..at).unwrap(), to, bytes.get(at + from.len()..).unwrap()].concat()
}
