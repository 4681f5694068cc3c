//! The pages, the programming interface, mail and sign-in: what people reach with a browser.
//!
//! A page is a line in [`routes`], a file in `pages`, and its words in `words/en.toml`. Its handler takes an
//! [`asker::Asker`] (or a [`asker::Visitor`]) and, of a form, [`sent::Sent`]; it calls `cycle` and shows a
//! [`frame::Page`]. Who may, and whether a form is ours, was asked before by [`guard`]. Never here: SQL, rating,
//! composing a report, the clock itself.

pub mod app;

pub mod settings;

pub mod server;

pub mod routes;

mod guard;

mod csrf;

pub mod headers;

pub mod asker;

mod session;

pub mod reach;

pub mod passwords;

mod single_sign_on;

pub mod links;

pub mod reminders;

pub mod post;

pub mod digests;

mod returned;

mod limits;

mod turns;

mod listening;

pub mod sweeping;

pub mod sent;

pub mod frame;

pub mod form;

pub mod assets;

pub mod failure;

mod said;

mod cookies;

pub mod token;

mod moment;

mod words;

mod pages;

pub mod public;

pub mod api;

pub mod watch;

pub use app::{App, Clock};
pub use links::{administrator as administrator_link, first as first_link};
pub use server::{router, serve};
pub use settings::Settings;
