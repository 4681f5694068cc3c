//! The public site: what was released, served as it is. No request for it reads a cookie; none for a file that is in
//! memory touches the store or makes anything, and as many files as fit into a fixed room are.

mod answer;

pub mod document;

mod every_edition;

mod feed;

mod file;

pub mod framed;

mod front;

mod packing;

mod place;

mod policy;

mod search;

mod search_page;

mod site;

mod sites;

mod unpublished;

mod words;

pub use answer::{document, fallback};
pub use front::Front;
pub use search_page::page as search;
pub use site::{Found, Site};
pub use sites::{Sites, keep_fresh};
