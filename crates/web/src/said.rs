//! What was done, said on the next page: "Saved." It travels in a cookie for a minute and is shown once.

use axum::response::{IntoResponse, Redirect, Response};

use crate::cookies::Jar;
use crate::settings::Scheme;

/// The most that is said, in bytes: a cookie is small.
const MOST: usize = 600;

/// Goes to a page, which then says what was done.
pub fn go(to: &str, says: &str, scheme: Scheme) -> Response {
    let mut response = Redirect::to(to).into_response();
    let end = says.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= MOST).last().unwrap_or(0);
    let written: String = form_urlencoded::byte_serialize(says.get(..end).unwrap_or("").as_bytes()).collect();
    Jar::Said.set_for(&mut response, scheme, &written, 60);
    response
}

/// Reads what [`go`] wrote. `None`: it says nothing.
pub fn read(text: &str) -> Option<String> {
    let (says, _) = form_urlencoded::parse(text.as_bytes()).next()?;
    Some(says.into_owned()).filter(|says| !says.trim().is_empty() && says.len() <= MOST)
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn what_is_said_arrives_as_it_was_written() {
        for says in ["Saved.", "5 = five & 50% + more; “quoted”", "£1,000 is kept"] {
            let response = go("/desk", says, Scheme::Http);
            let line = response.headers()["set-cookie"].to_str().unwrap();
            let value = line.split_once('=').unwrap().1.split(';').next().unwrap();
            assert_eq!(read(value).as_deref(), Some(says));
        }
    }
}
