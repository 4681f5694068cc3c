//! report.json, in work.
/// Nothing yet.
pub fn json(_snapshot: &domain::Snapshot, _report: &crate::document::Report) -> String {
    String::new()
}
