//! What failed, what it means, what to do; and what was sent, so that nothing that somebody wrote is lost.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use crate::asker::Visitor;
use crate::failure::Failure;
use crate::form::{button, buttons, form};
use crate::frame::Page;
use crate::sent::Sent;
use crate::words::say;

/// How long a browser or program waits before it asks again, in seconds.
const WAIT: HeaderValue = HeaderValue::from_static("30");

/// The page of a failure.
pub fn page(visitor: &Visitor, failure: &Failure, sent: Option<&Sent>) -> Response {
    // Who only wanted to look is shown the door and then what they wanted to see.
    if *failure == Failure::SignedOut && sent.is_none() {
        return sign_in_first(&visitor.frame.here);
    }
    let main = html! {
        @for line in failure.says().lines() { p.lead { (line) } }
        @if let Some(sent) = sent { (kept(visitor, failure, sent)) }
        @else if failure.may_pass() { p { a.button href="" { (say("failure.again")) } } }
        (ways(visitor, failure))
    };
    let mut response = visitor.page(&Page::new(failure.title(), main).status(failure.status()));
    if matches!(failure, Failure::Gone | Failure::Busy | Failure::Full | Failure::OneAtATime) {
        response.headers_mut().insert(header::RETRY_AFTER, WAIT);
    }
    response
}

/// The way to the page on which people sign in, and from there back to where they wanted to go.
pub fn sign_in_first(wanted: &str) -> Response {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("then", wanted).finish();
    Redirect::to(&format!("/sign-in?{query}")).into_response()
}

/// What was sent, to be sent again or copied. Files and passwords are not kept on a page.
fn kept(visitor: &Visitor, failure: &Failure, sent: &Sent) -> Markup {
    let written: Vec<(&str, &str)> = sent.kept().filter(|(_, value)| !value.trim().is_empty()).collect();
    let again = failure.may_pass() && !sent.is_secret() && !sent.has_files();
    html! {
        @if again {
            p { (say("failure.again_says")) }
            (form(&visitor.frame.here, &visitor.frame.csrf, html! {
                @for (name, value) in sent.kept() { input type="hidden" name=(name) value=(value); }
                (buttons(button(say("failure.again"))))
            }))
        }
        @if written.iter().any(|(_, value)| value.contains(' ')) {
            h2 { (say("failure.yours")) }
            @for (_, value) in &written { @if value.contains(' ') { pre.yours { (value) } } }
        }
    }
}

/// How somebody comes in whose link works no more.
fn instead_of_a_link(visitor: &Visitor) -> Markup {
    let by_password = visitor.app.settings.only_provider(&visitor.tenant).is_none();
    html! {
        ul {
            li { a href="/sign-in" { (say("failure.sign_in")) } }
            @if by_password {
                li { a href="/sign-in/forgotten" { (say("failure.new_password")) } }
                li { (say("failure.new_link")) }
            }
        }
    }
}

fn ways(visitor: &Visitor, failure: &Failure) -> Markup {
    html! {
        @if matches!(failure, Failure::SignedOut | Failure::ByLink) {
            p { a href="/sign-in" { (say("failure.sign_in")) } }
        } @else if *failure == Failure::Spent && visitor.signed.is_none() {
            (instead_of_a_link(visitor))
        } @else if matches!(failure, Failure::NotLetIn(_)) || visitor.signed.is_none() && matches!(failure, Failure::TooMany(_)) {
            p { a href="/sign-in" { (say("failure.back_to_sign_in")) } }
        } @else if visitor.signed.is_some() {
            p { a href="/desk" { (say("failure.desk")) } }
        } @else if *failure == Failure::NotFound {
            p { a href="/" { (say("failure.home")) } }
        }
    }
}
