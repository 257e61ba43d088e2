//! Atom (RFC 4287): the feed for a feed reader. Worded for people, in the reader's language.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::Options;
use super::terminal::neutralise;
use crate::report::past::feed::channel::{Channel, News};
use crate::report::sheet::Cell;
use crate::value::Date;

type Xml<'w> = Writer<&'w mut dyn Write>;

/// Writes the whole document. The same channel and language give the same bytes.
pub fn write(channel: &Channel, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let attributes = [("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", options.locale.0.tag())];
    xml.create_element("feed").with_attributes(attributes).write_inner_content(|xml| {
        element(xml, "id", &channel.id)?;
        element(xml, "title", &options.text(&channel.title))?;
        element(xml, "updated", &instant(channel.updated))?;
        person(xml, &channel.author)?;
        xml.create_element("generator")
            .with_attribute(("version", env!("CARGO_PKG_VERSION")))
            .write_text_content(BytesText::new("carnet"))?;
        channel.news.iter().try_for_each(|news| entry(xml, news, options))
    })?;
    xml.get_mut().write_all(b"\n")
}

fn entry(xml: &mut Xml<'_>, news: &News, options: &Options) -> io::Result<()> {
    xml.create_element("entry").write_inner_content(|xml| {
        element(xml, "id", &news.id)?;
        element(xml, "title", &options.heading(&news.title))?;
        element(xml, "updated", &instant(news.time))?;
        element(xml, "published", &instant(news.time))?;
        if let Some(author) = &news.author {
            person(xml, author)?;
        }
        let label = legal(&options.text(&news.label));
        xml.create_element("category").with_attributes([("term", news.sort), ("label", &*label)]).write_empty()?;
        let told = news.told.iter().filter(|cell| !matches!(cell, Cell::Empty));
        let told: Vec<String> = told.map(|cell| options.shown(cell, None).whole()).collect();
        let mut text = told.join("\n");
        if let Some(look) = &news.look {
            text.push('\n');
            text.push_str(look);
        }
        xml.create_element("content")
            .with_attribute(("type", "text"))
            .write_text_content(BytesText::new(&legal(&text)))?;
        Ok(())
    })?;
    Ok(())
}

fn person(xml: &mut Xml<'_>, name: &str) -> io::Result<()> {
    // The element must not be empty, and git allows a name to be.
    let name = if name.trim().is_empty() { "?" } else { name };
    xml.create_element("author").write_inner_content(|xml| element(xml, "name", name))?;
    Ok(())
}

fn element(xml: &mut Xml<'_>, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(&legal(text)))?;
    Ok(())
}

/// A text of characters that XML 1.0 allows (its production 2): what would command a terminal is made visible, and the
/// rest of what is not allowed becomes `�`.
fn legal(text: &str) -> String {
    neutralise(text).chars().map(|c| if matches!(c, '\u{fffe}' | '\u{ffff}') { '\u{fffd}' } else { c }).collect()
}

/// RFC 3339, as RFC 4287 wants it: `2026-11-20T08:00:00Z`.
fn instant(seconds: i64) -> String {
    let day = Date::of_instant(seconds, "UTC");
    let second = seconds.rem_euclid(86_400);
    format!("{day}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60)
}

#[cfg(test)]
mod tests {
    use quick_xml::Reader;

    use super::super::Locale;
    use super::*;
    use crate::finding::Language;
    use crate::report::sheet::{Link, Text};
    use crate::value::{Currency, Money, decimal};

    fn news(title: &str, told: Vec<Cell>) -> News {
        News {
            id: "urn:uuid:00000000-0000-8000-8000-000000000001".to_owned(),
            title: Text::literal(title),
            author: Some("Claire <script>".to_owned()),
            time: 1_795_161_600,
            sort: "won",
            label: Text::literal("won"),
            told,
            look: Some("carnet show deal/site".to_owned()),
        }
    }

    fn written(news: Vec<News>) -> String {
        let channel = Channel {
            id: "urn:uuid:00000000-0000-8000-8000-000000000000".to_owned(),
            title: Text::literal("Martin & Filles"),
            author: "Martin & Filles".to_owned(),
            updated: 1_795_161_600,
            news,
        };
        let mut out = Vec::new();
        write(&channel, &Options::plain(Locale(Language::English)), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Every text of the document, in order; panics where it is not well formed.
    fn texts(xml: &str) -> Vec<String> {
        let mut reader = Reader::from_str(xml);
        let (mut texts, mut depth) = (vec![String::new()], 0);
        loop {
            match reader.read_event().unwrap() {
                event @ (Event::Start(_) | Event::End(_)) => {
                    depth += if matches!(event, Event::Start(_)) { 1 } else { -1 };
                    texts.push(String::new());
                }
                Event::Text(text) => texts.last_mut().unwrap().push_str(&text.xml10_content()),
                Event::GeneralRef(name) => {
                    let name = format!("&{};", &*name);
                    texts.last_mut().unwrap().push_str(&quick_xml::escape::unescape(&name).unwrap());
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0);
        texts.retain(|text| !text.trim().is_empty());
        texts
    }

    #[test]
    fn a_feed_with_one_entry() {
        let amount = Money::new(decimal::parse("13500.00").unwrap(), Currency::euro());
        let told = vec![Cell::text("ACME · Site"), Cell::Empty, Cell::Money(amount)];
        assert_eq!(
            written(vec![news("won: ACME · Site", told)]),
            r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>urn:uuid:00000000-0000-8000-8000-000000000000</id>
  <title>Martin &amp; Filles</title>
  <updated>2026-11-20T08:00:00Z</updated>
  <author>
    <name>Martin &amp; Filles</name>
  </author>
  <generator version="0.1.0">carnet</generator>
  <entry>
    <id>urn:uuid:00000000-0000-8000-8000-000000000001</id>
    <title>won: ACME · Site</title>
    <updated>2026-11-20T08:00:00Z</updated>
    <published>2026-11-20T08:00:00Z</published>
    <author>
      <name>Claire &lt;script&gt;</name>
    </author>
    <category term="won" label="won"/>
    <content type="text">ACME · Site
13,500.00 EUR
carnet show deal/site</content>
  </entry>
</feed>
"#
        );
    }

    #[test]
    fn whatever_stands_in_the_book_the_document_is_well_formed_and_says_it() {
        let odd = "a < b & c > \"d\" ]]> &amp; <!-- é 日本 \u{1f600}";
        let link = Link::new("deal", "x").label(odd);
        let xml = written(vec![news(odd, vec![Cell::text(odd), Cell::Link(link)])]);
        let texts = texts(&xml);
        assert_eq!(texts.iter().filter(|text| **text == odd).count(), 1, "{xml}");
        assert!(texts.iter().any(|text| *text == format!("{odd}\n{odd}\ncarnet show deal/site")), "{xml}");
    }

    #[test]
    fn characters_that_xml_has_no_way_to_say_are_made_visible() {
        let xml = written(vec![news("\u{1b}[2J\u{0}\u{ffff}\u{fffe}x", vec![Cell::text("\u{8}")])]);
        assert!(!xml.chars().any(|c| (c.is_control() && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}')), "{xml}");
        assert!(texts(&xml).iter().any(|text| text.starts_with("␛[2J␀��x")), "{xml}");
    }

    #[test]
    fn instants_before_and_after_1970() {
        assert_eq!(instant(0), "1970-01-01T00:00:00Z");
        assert_eq!(instant(-1), "1969-12-31T23:59:59Z");
        assert_eq!(instant(951_868_799), "2000-02-29T23:59:59Z");
    }
}
