//! Messages as they go over the wire: made as `.eml`, and handed to a server by SMTP.

mod smtp;

use std::time::SystemTime;

use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Attachment as Part, Body, Mailbox, MultiPart, SinglePart};

pub use smtp::{Handed, NotSent, Security, Server, hand_over};

/// A file that goes along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// `F-2026-0001.pdf`
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Attachment {
    /// By the end of its name; what is not known is plain bytes.
    pub fn media_type(&self) -> &'static str {
        let end = self.name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        match end.as_str() {
            "pdf" => "application/pdf",
            "xml" => "application/xml",
            "html" => "text/html; charset=utf-8",
            "txt" => "text/plain; charset=utf-8",
            "csv" => "text/csv; charset=utf-8",
            "png" => "image/png",
            "jpg" | "jpeg" => "image/jpeg",
            "zip" => "application/zip",
            _ => "application/octet-stream",
        }
    }
}

/// An address of somebody, `Claire Martin <claire@example.org>`, that was read and is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(Mailbox);

impl Address {
    /// Reads an address with or without a name. `None` where it is none.
    pub fn parse(text: &str) -> Option<Address> {
        text.trim().parse().ok().map(Address)
    }

    /// A bare address with the name of whose it is.
    pub fn new(name: &str, email: &str) -> Option<Address> {
        let email = email.trim().parse().ok()?;
        // A line break in a name must not begin a header.
        let name: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        Some(Address(Mailbox::new(Some(name.trim().to_owned()).filter(|name| !name.is_empty()), email)))
    }

    /// The address without the name.
    pub fn email(&self) -> String {
        self.0.email.to_string()
    }
}

impl std::fmt::Display for Address {
    /// As people read it: no quotes and no encoding.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.0.name {
            Some(name) => write!(f, "{name} <{}>", self.0.email),
            None => write!(f, "{}", self.0.email),
        }
    }
}

/// A message before it is one: what is in it decides its bytes, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub from: Address,
    pub to: Vec<Address>,
    pub cc: Vec<Address>,
    pub subject: String,
    /// Plain text.
    pub body: String,
    pub attachments: Vec<Attachment>,
    pub date: SystemTime,
    /// Letters and digits that no other message has: its Message-ID and the boundary of its parts are made of them.
    pub unique: String,
}

impl Letter {
    /// `<3fa2c1…@example.org>`
    pub fn message_id(&self) -> String {
        format!("<{}@{}>", self.unique, self.from.0.email.domain())
    }

    /// Everybody who gets it.
    pub fn recipients(&self) -> impl Iterator<Item = &Address> {
        self.to.iter().chain(&self.cc)
    }

    /// The message, as files (`.eml`) and servers have it.
    ///
    /// # Errors
    /// Nobody is written to, in words of the library.
    pub fn message(&self) -> Result<Vec<u8>, String> {
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut builder = Message::builder()
            .from(self.from.0.clone())
            .date(self.date)
            .message_id(Some(self.message_id()))
            .user_agent(format!("carnet {}", env!("CARGO_PKG_VERSION")))
            .subject(one_line(&self.subject));
        for to in &self.to {
            builder = builder.to(to.0.clone());
        }
        for cc in &self.cc {
            builder = builder.cc(cc.0.clone());
        }
        let text = SinglePart::plain(self.body.clone());
        let built = if self.attachments.is_empty() {
            builder.singlepart(text)
        } else {
            let boundary = format!("carnet-{}", self.unique);
            let mut parts = MultiPart::mixed().boundary(boundary).singlepart(text);
            for attachment in &self.attachments {
                let kind = ContentType::parse(attachment.media_type()).unwrap_or(ContentType::TEXT_PLAIN);
                let name: String = attachment.name.chars().filter(|c| !c.is_control()).collect();
                // Whatever the bytes are: they must arrive as they are, line ends included, or their hash proves nothing.
                let body = Body::new_with_encoding(attachment.bytes.clone(), ContentTransferEncoding::Base64)
                    .map_err(|_| attachment.name.clone())?;
                parts = parts.singlepart(Part::new(name).body(body, kind));
            }
            builder.multipart(parts)
        };
        built.map(|message| message.formatted()).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn letter() -> Letter {
        Letter {
            from: Address::new("Atelier Martin", "bonjour@atelier.example").unwrap(),
            to: vec![Address::new("Zoé Petit", "zoe@acme.example").unwrap()],
            cc: Vec::new(),
            subject: "Facture F-2026-0001 – été\r\nBcc: all@acme.example".into(),
            body: "Bonjour,\n\nvoici la facture.\n".into(),
            attachments: vec![Attachment { name: "F-2026-0001.pdf".into(), bytes: vec![0, 159, 146, 150] }],
            date: SystemTime::UNIX_EPOCH + Duration::from_secs(1_790_000_000),
            unique: "3fa2c1".into(),
        }
    }

    #[test]
    fn the_same_letter_is_the_same_message() {
        let bytes = letter().message().unwrap();
        assert_eq!(bytes, letter().message().unwrap());
        let text = String::from_utf8(bytes).unwrap();
        for wanted in [
            "Message-ID: <3fa2c1@atelier.example>\r\n",
            "Date: Mon, 21 Sep 2026",
            "From: \"Atelier Martin\" <bonjour@atelier.example>\r\n",
            "boundary=\"carnet-3fa2c1\"",
            "Content-Type: application/pdf",
            "filename=\"F-2026-0001.pdf\"",
            "AJ+Slg==",
        ] {
            assert!(text.contains(wanted), "{wanted} is not in\n{text}");
        }
        assert!(text.is_ascii() && !text.contains("\nBcc:"), "{text}");
    }

    #[test]
    fn an_address_is_read_with_and_without_a_name() {
        assert_eq!(Address::parse("Zoé <zoe@acme.example>").unwrap().to_string(), "Zoé <zoe@acme.example>");
        assert_eq!(Address::parse(" zoe@acme.example ").unwrap().email(), "zoe@acme.example");
        assert_eq!(Address::parse("zoe"), None);
        assert_eq!(Address::parse("zoe@acme.example\r\nRCPT TO:<x@y.example>"), None);
        let name = Address::new("Zoe\r\nBcc: x@y.example", "zoe@acme.example").unwrap();
        assert_eq!(name.to_string(), "Zoe  Bcc: x@y.example <zoe@acme.example>");
    }

    #[test]
    fn without_an_attachment_it_is_plain_text() {
        let text = String::from_utf8(Letter { attachments: Vec::new(), ..letter() }.message().unwrap()).unwrap();
        assert!(text.contains("Content-Type: text/plain; charset=utf-8") && !text.contains("boundary"), "{text}");
        assert!(Letter { to: Vec::new(), ..letter() }.message().is_err());
    }
}
