//! What two councils published against what their schemes give.

use crate::cases::rated;
use crate::schemes;
use crate::table;

/// Rows whose published rating is another than the scheme gives.
fn differing(file: &str) -> (usize, Vec<String>) {
    let rows = table::named(file);
    let differs = rows.iter().filter(|row| rated(row, schemes::named(row.must("scheme"))).0 != row.must("published"));
    (rows.len(), differs.map(|row| row.must("row").to_string()).collect())
}

#[test]
fn all_68_published_ratings_of_derbyshire_follow_its_scheme() {
    assert_eq!(differing("derbyshire.md"), (68, vec![]));
}

#[test]
fn of_derbys_60_published_ratings_exactly_five_differ() {
    let five = ["004-015", "004-047", "004-066", "004-080", "004-092"].map(String::from).to_vec();
    assert_eq!(differing("derby.md"), (60, five));
}
