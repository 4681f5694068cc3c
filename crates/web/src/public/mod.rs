//! The public site: what was released, held in memory and served as it is. No request for it touches the store, reads
//! a cookie or makes anything: bytes, digests and headers are made once, when a release is found.

mod answer;

pub mod document;

mod every_edition;

mod feed;

mod file;

pub mod framed;

mod front;

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
