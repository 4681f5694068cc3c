//! What is made beside a release when it is taken in.

use domain::cycle::Round;
use store::Bundle;

use super::file::Raw;

/// Files made of a bundle.
pub fn beside(_: &Bundle, _: &[Round], _: &str) -> Vec<Raw> {
    Vec::new()
}
