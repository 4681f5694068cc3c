//! The frame of every page of the working side: head, council, ways by role, foot. No page needs a script.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use crate::assets::Asset;
use crate::form::{self, Errors};
use crate::settings::Figures;
use crate::words::{fill, say};

/// Letters from which a heading is set smaller, so that a measure's whole name does not fill the first screen.
const LONG: usize = 60;

/// What a page needs to know of who sees it.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Name of the council. Empty: the host name leads to none.
    pub council: String,
    /// Name of the person. `None`: nobody is signed in.
    pub person: Option<String>,
    /// Pages that the person may open from every page: address and name.
    pub ways: Vec<(&'static str, &'static str)>,
    /// The address of this page, without what was asked after it.
    pub here: String,
    /// Token of forms on this page.
    pub csrf: String,
    /// What the page before this one did.
    pub said: Option<String>,
    /// What the session is for and until when, where it began with a link from a mail. `None`: it is whole.
    pub by_link: Option<String>,
    /// Whose figures these are.
    pub figures: Figures,
}

/// What a page says.
pub struct Page {
    title: String,
    caption: Option<String>,
    back: Option<(String, String)>,
    errors: Errors,
    scripts: Vec<Asset>,
    status: StatusCode,
    main: Markup,
}

impl Page {
    /// A page. The title is its first heading too, so `main` begins below it.
    pub fn new(title: impl Into<String>, main: Markup) -> Page {
        let title = title.into();
        let (errors, scripts) = (Errors::default(), Vec::new());
        Page { title, caption: None, back: None, errors, scripts, status: StatusCode::OK, main }
    }

    /// A quiet line above the heading: what the page belongs to.
    pub fn caption(mut self, says: impl Into<String>) -> Self {
        self.caption = Some(says.into());
        self
    }

    /// The way back, by address and words.
    pub fn back(mut self, to: impl Into<String>, says: impl Into<String>) -> Self {
        self.back = Some((to.into(), says.into()));
        self
    }

    /// What is wrong with what was sent. The page then has status 422, and its title says so.
    pub fn errors(mut self, errors: &Errors) -> Self {
        self.errors = errors.clone();
        if !errors.is_empty() {
            self.status = StatusCode::UNPROCESSABLE_ENTITY;
        }
        self
    }

    /// A script that helps; the page works without it.
    pub fn script(mut self, script: Asset) -> Self {
        self.scripts.push(script);
        self
    }

    /// The status of the answer, where it is not 200 and not that of [`Page::errors`].
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }
}

impl Frame {
    /// The whole page as an answer.
    pub fn show(&self, page: &Page) -> Response {
        let body = self.whole(page).into_string();
        (page.status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], body).into_response()
    }

    fn whole(&self, page: &Page) -> Markup {
        html! {
            (DOCTYPE)
            html lang="en-GB" {
                (self.head(page))
                body {
                    a.skip href="#main" { (say("frame.skip")) }
                    @if self.figures == Figures::Invented {
                        aside.demonstration { strong { (say("frame.demonstration")) } }
                    }
                    (self.bar())
                    @if let Some((to, says)) = &page.back { nav.back aria-label=(say("frame.back")) { a href=(to) { (says) } } }
                    main #main tabindex="-1" {
                        @if let Some(says) = &self.by_link { p.by-link { (says) } }
                        @if let Some(said) = &self.said { p.said role="status" { (said) } }
                        (page.errors.summary())
                        @if let Some(caption) = &page.caption { p.caption { (caption) } }
                        h1.long[page.title.chars().count() > LONG] { (page.title) }
                        (page.main)
                    }
                    footer.foot { p { (say("frame.help")) } p { (say("frame.foot")) } }
                }
            }
        }
    }

    fn head(&self, page: &Page) -> Markup {
        let wrong = fill("frame.error", &[("title", &page.title)]);
        let title = if page.errors.is_empty() { &page.title } else { &wrong };
        let whole = if self.council.is_empty() { title.clone() } else { format!("{title} – {}", self.council) };
        html! {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (whole) }
                link rel="stylesheet" href=(Asset::Style.path());
                @if self.person.is_some() { script src=(Asset::Session.path()) defer {} }
                @for script in &page.scripts { script src=(script.path()) defer {} }
            }
        }
    }

    fn bar(&self) -> Markup {
        html! {
            header.bar {
                div.who {
                    p.council { a href="/" { (if self.council.is_empty() { say("frame.site") } else { &self.council }) } }
                    @match &self.person {
                        Some(person) => div.person {
                            @if self.by_link.is_some() { (person) }
                            @else { a href="/desk/account" { span.unseen { (say("frame.account")) ": " } (person) } }
                            (form::form("/sign-out", &self.csrf, html! { button.plain type="submit" { (say("frame.sign_out")) } }))
                        },
                        None => @if self.here != "/sign-in" && !self.council.is_empty() { div.person { a href="/sign-in" { (say("frame.sign_in")) } } },
                    }
                }
                @if !self.ways.is_empty() {
                    nav aria-label=(say("frame.ways")) {
                        ul { @for (path, name) in &self.ways { li { a href=(path) aria-current=[self.current(path)] { (name) } } } }
                    }
                }
            }
        }
    }

    /// Whether a way is the page itself (`page`), or leads to what the page belongs to (`true`).
    fn current(&self, way: &str) -> Option<&'static str> {
        let own = |path: &str| {
            let under = self.here.strip_prefix(path)?;
            (under.is_empty() || under.starts_with('/')).then_some(path.len())
        };
        let nearest = self.ways.iter().filter_map(|(path, _)| own(path)).max();
        match own(way) {
            Some(length) if Some(length) == nearest => Some(if self.here == way { "page" } else { "true" }),
            _ => None,
        }
    }
}
