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
