//! A mail as it travels: plain text of short lines, with headers that say that a program wrote it.

use std::time::SystemTime;

use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MessageBuilder};
use store::Mail;

use crate::app::App;
use crate::settings::MailServer;

/// The most characters of a line (RFC 5322 asks for no more than 78). A longer word, as an address, keeps its line.
const WIDTH: usize = 76;

/// A mail as it travels.
pub struct Letter(Message);

impl Letter {
    /// A mail of the outbox.
    ///
    /// # Errors
    /// Why it can never be sent: what is wrong with an address.
    pub fn of(mail: &Mail, app: &App, council: &str) -> Result<Letter, String> {
        let server = app.settings.mail.as_ref().ok_or("no mail server is set up")?;
        let sender = sender(server)?;
        let host = sender.email.domain().to_string();
        let recipient = mail.recipient.trim().parse().map_err(|error| format!("{}: {error}", mail.recipient))?;
        let queued = SystemTime::from(mail.queued_at);
        let message = Message::builder()
            .message_id(Some(format!("<{}@{host}>", mail.id)))
            .date(queued)
            .from(sender)
            .to(Mailbox::new(None, recipient))
            .subject(one_line(&mail.subject))
            .header(ContentType::TEXT_PLAIN);
        // RFC 3834: no holiday reply is wanted. RFC 2919: mail programs can sort by the list.
        let message = raw(message, "Auto-Submitted", "auto-generated")?;
        let list = format!("{} <reports.{host}>", one_line(council).replace(['<', '>', '"'], ""));
        let message = raw(message, "List-Id", &list)?;
        message.body(wrapped(&mail.body)).map(Letter).map_err(|error| error.to_string())
    }

    /// The message.
    pub fn message(&self) -> &Message {
        &self.0
    }

    /// As it travels, headers and body.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.formatted()).into_owned()
    }
}

/// Whom mail is from.
///
/// # Errors
/// What is wrong with the address.
pub(super) fn sender(server: &MailServer) -> Result<Mailbox, String> {
    let address = server.from.trim().parse();
    let address = address.map_err(|error| format!("mail cannot come from “{}”: {error}", server.from))?;
    let name = Some(one_line(&server.name)).filter(|name| !name.is_empty());
    Ok(Mailbox::new(name, address))
}

fn raw(message: MessageBuilder, name: &'static str, value: &str) -> Result<MessageBuilder, String> {
    let name = HeaderName::new_from_ascii(name.to_string()).map_err(|error| error.to_string())?;
    Ok(message.raw_header(HeaderValue::new(name, value.to_string())))
}

/// A text for a header: no line ends and nothing else that is not written, so that nobody can add a header.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text with lines broken between words; lines of a list are indented.
fn wrapped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    for line in text.trim().lines() {
        let indent = if line.starts_with("- ") { "  " } else { "" };
        let (mut width, mut first) = (0, true);
        let spaces = line.len() - line.trim_start().len();
        out.push_str(line.get(..spaces).unwrap_or(""));
        for word in line.split_whitespace() {
            let length = word.chars().count();
            if !first && width + 1 + length > WIDTH {
                out.push('\n');
                out.push_str(indent);
                width = indent.len() + length;
            } else {
                if !first {
                    out.push(' ');
                }
                width += length + usize::from(!first);
            }
            first = false;
            out.push_str(word);
        }
        out.push('\n');
    }
    // The end of the message ends its last line.
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod cases {
    use super::*;

    #[test]
    fn lines_break_between_words_and_an_address_keeps_its_line() {
        let link = format!("https://performance.example.gov.uk/link/{}", "a".repeat(64));
        let long = "- A figure with a title that is long enough to need a second line, Quarter 3 2025-26: not entered";
        let text = format!("Dear Jo\n\nOne two three.\n{long}\n\n{link}\n");
        let broken =
            "- A figure with a title that is long enough to need a second line, Quarter 3\n  2025-26: not entered";
        assert_eq!(wrapped(&text), format!("Dear Jo\n\nOne two three.\n{broken}\n\n{link}"));
    }

    #[test]
    fn a_header_is_one_line_whatever_is_put_into_it() {
        for (text, line) in [
            ("Returned: Pot holes", "Returned: Pot holes"),
            ("Returned\r\nBcc: all@example.com", "Returned Bcc: all@example.com"),
            ("a\u{0}b\tc\u{85}d", "a b c d"),
        ] {
            assert_eq!(one_line(text), line);
        }
    }
}
