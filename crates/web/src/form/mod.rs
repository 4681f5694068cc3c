//! Fields of forms: a label, a hint, what is wrong, and the control, each tied to the others for those who do not see
//! the page. Every form works without a script.

mod control;
mod field;

pub use field::{Choice, Field, Width, area, checks, date, email, file, number, password, radios, select, text};

use maud::{Markup, Render, html};

use crate::words::say;

/// Name of the field that holds the form's token.
pub const CSRF: &str = "csrf";
/// Name of the field that holds the version that the person saw.
pub const SEEN: &str = "seen";

/// What is wrong with what somebody sent, in the order of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Errors {
    found: Vec<(String, String)>,
}

impl Errors {
    /// Adds what is wrong with a field, as the person is told: what, and what to do.
    pub fn add(&mut self, field: &str, says: impl Into<String>) {
        self.found.push((field.to_string(), says.into()));
    }

    /// One error.
    pub fn one(field: &str, says: impl Into<String>) -> Errors {
        Errors { found: vec![(field.to_string(), says.into())] }
    }

    /// Adds what was found elsewhere.
    pub fn append(&mut self, mut other: Errors) {
        self.found.append(&mut other.found);
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// What is wrong with a field. `None`: nothing.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.found.iter().find(|(name, _)| name == field).map(|(_, says)| says.as_str())
    }

    /// What is said of each, in the order of the page.
    pub fn said(&self) -> impl Iterator<Item = &str> {
        self.found.iter().map(|(_, says)| says.as_str())
    }

    /// All of it at the top of the page, each a way to its field.
    pub fn summary(&self) -> Markup {
        html! {
            @if !self.is_empty() {
                div.problem role="alert" tabindex="-1" autofocus aria-labelledby="problem" {
                    h2 #problem { (say("frame.problem")) }
                    ul { @for (field, says) in &self.found { li { a href={ "#" (id(field)) } { (says) } } } }
                }
            }
        }
    }
}

/// The identifier of a field's control, by its name.
pub fn id(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' }).collect()
}

/// A form: what it holds, with the token without which nothing is accepted.
pub struct Form<'f> {
    action: &'f str,
    csrf: &'f str,
    seen: Option<String>,
    files: Files,
    body: Markup,
}

#[derive(PartialEq, Eq)]
enum Files {
    None,
    Some,
}

/// A form that is sent to an address. `csrf` is the asker's or visitor's token.
pub fn form<'f>(action: &'f str, csrf: &'f str, body: Markup) -> Form<'f> {
    Form { action, csrf, seen: None, files: Files::None, body }
}

impl Form<'_> {
    /// Which version the person saw; it comes back as `seen`, and the store refuses to write over a later one.
    pub fn seen(mut self, version: impl ToString) -> Self {
        self.seen = Some(version.to_string());
        self
    }

    /// Has room for files.
    pub fn with_files(mut self) -> Self {
        self.files = Files::Some;
        self
    }
}

impl Render for Form<'_> {
    fn render(&self) -> Markup {
        let files = (self.files == Files::Some).then_some("multipart/form-data");
        html! {
            form method="post" action=(self.action) enctype=[files] novalidate {
                input type="hidden" name=(CSRF) value=(self.csrf);
                @if let Some(seen) = &self.seen { input type="hidden" name=(SEEN) value=(seen); }
                (self.body)
            }
        }
    }
}

/// The button that sends a form.
pub fn button(label: &str) -> Markup {
    html! { button.button type="submit" { (label) } }
}

/// A second button of the same form, which says by name and value what is asked for.
pub fn second_button(label: &str, name: &str, value: &str) -> Markup {
    html! { button.button.second type="submit" name=(name) value=(value) { (label) } }
}

/// Buttons side by side.
pub fn buttons(inner: Markup) -> Markup {
    html! { div.buttons { (inner) } }
}
