//! For whoever watches the server: is it well, how much does it do, what was asked.

pub(crate) mod health;

pub(crate) mod meters;

mod requests;

pub use health::{LastHealth, health};
pub use meters::{Meters, metrics};
pub use requests::count;
