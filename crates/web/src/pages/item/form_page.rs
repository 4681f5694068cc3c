//! The page on which an item is entered: where it stands, its form, what it would say, and its history.

use axum::http::StatusCode;
use axum::response::Response;
use cycle::{Act, Desk, may};
use domain::cycle::{Entry, Item};
use maud::{Markup, html};

use super::{Fields, Shown, address, figure, history, live, progress, saved, text, words};
use crate::asker::Asker;
use crate::failure::Failure;
use crate::form::{self, Errors};
use crate::frame::Page;
use crate::pages::rounds;
use crate::words::{fill, say};

/// The page of a form.
pub(super) struct FormPage<'a> {
    pub asker: &'a Asker,
    pub desk: &'a Desk,
    pub shown: &'a Shown<'a>,
    /// What stands in the fields.
    pub fields: Fields,
    /// The version that the person saw.
    pub seen: u32,
    pub errors: Errors,
    /// That the fields hold what was typed and not saved.
    pub typed: Option<String>,
    /// What the entry would say.
    pub look: Option<Markup>,
}

impl FormPage<'_> {
    pub(super) async fn show(&self) -> Result<Response, Failure> {
        let main = self.main(None).await?;
        Ok(self.asker.page(&self.framed(main)))
    }

    /// Somebody else saved first: what stands there now beside what was typed, and the person decides.
    pub(super) async fn changed(&self, there: &Entry) -> Result<Response, Failure> {
        let main = self.main(Some(there)).await?;
        Ok(self.asker.page(&self.framed(main).status(StatusCode::CONFLICT)))
    }

    fn framed(&self, main: Markup) -> Page {
        let round = &rounds::title(self.shown.work);
        let due = domain::calendar::print_date(self.shown.work.round.enter_by);
        let caption = match self.shown.item {
            Item::Rating { .. } => fill("item.caption_rating", &[("round", round)]),
            _ => fill("item.caption", &[("round", round), ("due", &due)]),
        };
        let page = Page::new(self.shown.title.clone(), main).caption(caption);
        // Who owes it came from their own list; who runs the round, from that.
        let work = self.shown.work;
        let owes = work.owners(self.shown.item).iter().any(|owner| owner.id == self.asker.person.id);
        let runs = self.asker.reach.is_whole() && may::may(&self.asker.person, Act::SeeRound);
        let page = if runs && !owes {
            page.back(format!("/desk/rounds/{}", work.round.key), round)
        } else {
            page.back("/desk", say("desk.title"))
        };
        page.errors(&self.errors).script(crate::assets::Asset::Desk)
    }

    async fn main(&self, there: Option<&Entry>) -> Result<Markup, Failure> {
        let shown = self.shown;
        let (work, item) = (shown.work, shown.item);
        let open = work.round.state == domain::cycle::RoundState::Open;
        let may = open && self.asker.may_enter(work, item);
        let seen = there.map_or(self.seen, |entry| entry.version);
        let body = match item {
            Item::Figure { measure, period } => figure::body(self, measure, *period),
            Item::Progress { commitment } => progress::body(self, commitment),
            Item::Words { .. } => words::body(self),
            Item::Rating { measure, period } => progress::rating_body(self, measure, *period),
        };
        let base = address::item(work.round.key, item);
        let form = form::form(
            &base,
            self.asker.csrf(),
            html! {
                (body)
                (self.why())
                div.buttons {
                    button.button type="submit" name="do" value="submit" { (say("item.submit")) }
                    (form::second_button(say("item.save"), "do", "save"))
                    @if let Some(key) = live::key(item) { (form::second_button(say(key), "do", "look")) }
                }
            },
        );
        Ok(html! {
            (history::standing(work, item))
            @if let Some(typed) = &self.typed { p.note { (typed) } }
            @if let Some(there) = there { (history::collision(work, there)) }
            @if may {
                div data-draft=(address::draft(work.round.key, item)) data-look=(address::look(work.round.key, item)) {
                    (form.seen(seen))
                    div #look aria-live="polite" { @if let Some(look) = &self.look { (look) } }
                }
            } @else {
                p.note { (say(if open { "item.not_yours" } else { "item.closed" })) }
                @if let Some(entry) = shown.latest { (saved::as_read(work, entry)?) }
            }
            (history::versions(self.desk, work, item).await?)
        })
    }

    /// The reason: asked when something is unusual, kept where one was given.
    fn why(&self) -> Markup {
        let given = text(&self.fields, "why");
        let asked = self.errors.of("why").is_some() || matches!(self.shown.item, Item::Rating { .. });
        html! {
            @if asked || !given.is_empty() {
                (form::area("why", say("item.why"), 3).hint(say("item.why_hint")).value(given).errors(&self.errors))
            }
        }
    }
}
