//! The XML that both syntaxes are written with: groups that hold nothing are left out (PEPPOL-EN16931-R008), and what XML
//! cannot hold is an error instead of a file that nobody can read.

use std::fmt;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::value::{Date, Decimal};

/// Why an invoice cannot be written. The rules find it first, and say where the text comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwritable {
    /// The element that would hold it: `cbc:Note`.
    pub element: &'static str,
    /// The character that XML 1.0 has no way to hold (its production 2).
    pub character: char,
}

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} holds U+{:04X}, which XML cannot hold", self.element, u32::from(self.character))
    }
}

impl std::error::Error for Unwritable {}

/// The first character that XML 1.0 cannot hold, not even escaped.
pub fn illegal(text: &str) -> Option<char> {
    let allowed = |c: char| match c {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        c => c >= ' ',
    };
    text.chars().find(|c| !allowed(*c))
}

type Attributes<'a> = &'a [(&'static str, &'a str)];

/// An XML document in the making.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    /// Elements that were entered; those from `begun` on are not written yet, since they hold nothing so far.
    open: Vec<&'static str>,
    begun: usize,
    fault: Option<Unwritable>,
}

impl Xml {
    /// Begins a document; its root is always written.
    pub fn new(root: &'static str, namespaces: Attributes<'_>) -> Xml {
        let mut xml =
            Xml { writer: Writer::new_with_indent(Vec::new(), b' ', 2), open: vec![root], begun: 1, fault: None };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml.event(Event::Start(BytesStart::new(root).with_attributes(namespaces.iter().copied())));
        xml
    }

    /// Writing to memory cannot fail.
    fn event(&mut self, event: Event<'_>) {
        let _ = self.writer.write_event(event);
    }

    /// Writes the tags of the groups around what comes now.
    fn begin(&mut self) {
        for begun in self.begun..self.open.len() {
            let name = self.open[begun];
            self.event(Event::Start(BytesStart::new(name)));
        }
        self.begun = self.open.len();
    }

    /// An element that holds others; not written at all when `inner` writes nothing.
    pub fn group(&mut self, name: &'static str, inner: impl FnOnce(&mut Xml)) {
        self.open.push(name);
        inner(self);
        self.open.pop();
        if self.begun > self.open.len() {
            self.begun = self.open.len();
            self.event(Event::End(BytesEnd::new(name)));
        }
    }

    /// An element with text; left out when the text is empty or blank.
    pub fn text(&mut self, name: &'static str, text: impl AsRef<str>) {
        self.with(name, &[], text);
    }

    /// As [`Xml::text`], with attributes.
    pub fn with(&mut self, name: &'static str, attributes: Attributes<'_>, text: impl AsRef<str>) {
        let text = text.as_ref();
        if text.trim().is_empty() {
            return;
        }
        let texts = std::iter::once(text).chain(attributes.iter().map(|(_, value)| *value));
        if let Some(character) = texts.filter_map(illegal).next() {
            self.fault.get_or_insert(Unwritable { element: name, character });
            return;
        }
        self.begin();
        self.event(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())));
        self.event(Event::Text(BytesText::new(text)));
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element that the schema wants although it holds nothing.
    pub fn empty(&mut self, name: &'static str) {
        self.begin();
        self.event(Event::Empty(BytesStart::new(name)));
    }

    /// An element with text, where there is one.
    pub fn maybe(&mut self, name: &'static str, text: Option<impl AsRef<str>>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    /// The document.
    ///
    /// # Errors
    /// The first text that XML cannot hold.
    pub fn finish(mut self) -> Result<Vec<u8>, Unwritable> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        while let Some(name) = self.open.pop() {
            self.event(Event::End(BytesEnd::new(name)));
        }
        let mut bytes = self.writer.into_inner();
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// `20261003`: format 102 of UNTDID 2379, which CII wants.
pub(super) fn compact(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// A quantity, price or percentage without decimals that say nothing.
pub(super) fn plain(value: Decimal) -> String {
    let value = value.normalize();
    if value.is_zero() { "0".to_owned() } else { value.to_string() }
}

/// Base64 with padding (RFC 4648), for attached files.
pub(super) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |i: usize| u32::from(three.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= three.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_that_holds_nothing_is_not_written() {
        let mut xml = Xml::new("r", &[("xmlns", "urn:x")]);
        xml.group("a", |xml| xml.group("b", |xml| xml.text("c", " ")));
        xml.group("d", |xml| {
            xml.group("e", |_| ());
            xml.with("f", &[("g", "\"1\" < 2")], "Fils & Co <Lille>");
        });
        let text = String::from_utf8(xml.finish().unwrap()).unwrap();
        assert_eq!(
            text,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<r xmlns=\"urn:x\">\n  <d>\n    \
             <f g=\"&quot;1&quot; &lt; 2\">Fils &amp; Co &lt;Lille&gt;</f>\n  </d>\n</r>\n"
        );
    }

    #[test]
    fn what_xml_cannot_hold_is_an_error() {
        for character in ['\0', '\u{1b}', '\u{b}', '\u{ffff}'] {
            let mut xml = Xml::new("r", &[]);
            xml.text("a", format!("x{character}"));
            assert_eq!(xml.finish(), Err(Unwritable { element: "a", character }));
        }
        assert_eq!(illegal("tab\t, line\r\n, é, 日本, 😀"), None);
    }

    #[test]
    fn base64_as_in_rfc_4648() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn numbers_are_plain() {
        for (number, text) in [("4.000", "4"), ("-0.50", "-0.5"), ("0.000", "0"), ("1000", "1000")] {
            assert_eq!(plain(number.parse().unwrap()), text);
        }
    }
}
