//! measures.csv, in work.
/// Nothing yet.
pub fn csv(_snapshot: &domain::Snapshot) -> String {
    String::new()
}
