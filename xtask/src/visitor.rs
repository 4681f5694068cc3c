//! A visitor without a browser: keeps cookies, and fills in the server's own forms with what they hide.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::server::agent;

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Somebody at a server.
pub struct Visitor {
    agent: ureq::Agent,
    address: String,
    cookies: BTreeMap<String, String>,
}

/// A page that came: its status and its text.
pub type Page = (u16, String);

impl Visitor {
    /// Somebody who has not been there before; the address is as `http://127.0.0.1:PORT`.
    pub fn of(address: &str) -> Visitor {
        Visitor::patient(address, PATIENCE)
    }

    /// Somebody who waits so long for each answer.
    pub fn patient(address: &str, patience: Duration) -> Visitor {
        Visitor { agent: agent(patience), address: address.to_string(), cookies: BTreeMap::new() }
    }

    /// Looks at a page; a redirect is not followed.
    pub fn sees(&mut self, path: &str) -> Result<Page, String> {
        let url = format!("{}{path}", self.address);
        let answer = self.agent.get(&url).header("cookie", self.cookie()).call();
        self.read(&url, answer)
    }

    /// Fills in the form of a page that posts to its own address: what the page hides, and these fields.
    pub fn fills(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Page, String> {
        let (status, page) = self.sees(path)?;
        if status != 200 {
            return Err(format!("{path} answers {status}"));
        }
        // A name may stand twice, as boxes that are ticked do.
        let mut form: Vec<(String, String)> = hidden(&page).into_iter().collect();
        form.retain(|(name, _)| fields.iter().all(|(given, _)| given != name));
        form.extend(fields.iter().map(|(name, value)| ((*name).to_string(), (*value).to_string())));
        let url = format!("{}{path}", self.address);
        let answer = self.agent.post(&url).header("cookie", self.cookie()).send_form(form);
        self.read(&url, answer)
    }

    /// Signs in with a password.
    pub fn signs_in(&mut self, email: &str, password: &str) -> Result<(), String> {
        let (status, _) = self.fills("/sign-in", &[("email", email), ("password", password)])?;
        if status == 303 { Ok(()) } else { Err(format!("{email} could not sign in: the answer was {status}")) }
    }

    /// Every cookie, as a request carries them.
    pub fn cookie(&self) -> String {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    fn read(&mut self, url: &str, answer: Result<Answer, ureq::Error>) -> Result<Page, String> {
        let mut answer = answer.map_err(|why| format!("{url}: {why}"))?;
        for line in answer.headers().get_all("set-cookie").iter().filter_map(|line| line.to_str().ok()) {
            self.takes(line);
        }
        let text = answer.body_mut().read_to_string().map_err(|why| format!("{url}: {why}"))?;
        Ok((answer.status().as_u16(), text))
    }

    /// Keeps a cookie, or forgets it where the server says so.
    fn takes(&mut self, line: &str) {
        let Some((name, value)) = line.split(';').next().and_then(|pair| pair.split_once('=')) else { return };
        if line.to_lowercase().contains("max-age=0") {
            self.cookies.remove(name.trim());
        } else {
            self.cookies.insert(name.trim().to_string(), value.trim().to_string());
        }
    }
}

type Answer = ureq::http::Response<ureq::Body>;

/// The hidden fields of a page, the first of each name.
fn hidden(page: &str) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    for tag in page.split("<input ").skip(1).filter_map(|rest| rest.split('>').next()) {
        let tag = format!(" {tag}");
        let attribute = |name: &str| {
            let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
            rest.split('"').next().map(unescaped)
        };
        if attribute("type").as_deref() == Some("hidden")
            && let (Some(name), Some(value)) = (attribute("name"), attribute("value"))
        {
            fields.entry(name).or_insert(value);
        }
    }
    fields
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn what_a_page_hides_is_read() {
        let page = r#"<form><input type="hidden" name="csrf" value="a&amp;b"><input id="x" type="text" name="email" value="">
            <input type="hidden" name="seen" value="3"></form><form><input type="hidden" name="csrf" value="later"></form>"#;
        let wanted = [("csrf", "a&b"), ("seen", "3")].map(|(name, value)| (name.to_string(), value.to_string()));
        assert_eq!(hidden(page), BTreeMap::from(wanted));
    }

    #[test]
    fn cookies_are_kept_until_the_server_takes_them_back() {
        let mut visitor = Visitor::of("http://127.0.0.1:1");
        visitor.takes("session=one; Path=/; HttpOnly");
        visitor.takes("said=done");
        visitor.takes("session=two; Path=/");
        assert_eq!(visitor.cookie(), "said=done; session=two");
        visitor.takes("said=; Max-Age=0; Path=/");
        assert_eq!(visitor.cookie(), "session=two");
    }
}
