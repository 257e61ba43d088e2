//! XML as a tree that remembers what was read of it: what no reader asked for is what could not be placed.
//!
//! Elements are known by the URI of their namespace, never by their prefix. Limits hold before anything is allocated for
//! what goes beyond them.

use std::cell::Cell;
use std::collections::HashMap;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::Unplaced;
use super::fault::{Position, ReadFault, ReadFaultKind};

/// Elements within elements; the schemas need about 12.
pub const DEPTH: usize = 64;
/// Elements of a document: some 10,000 lines.
pub const ELEMENTS: usize = 500_000;
/// Attributes of an element, declarations of namespaces among them.
pub const ATTRIBUTES: usize = 64;

/// The namespaces that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Space {
    UblInvoice,
    UblCreditNote,
    /// The aggregates and basics of UBL.
    Ubl,
    Cii,
    /// The aggregates and data types of CII.
    CiiParts,
    Other,
}

impl Space {
    fn of(uri: &str) -> Space {
        const UBL: &str = "urn:oasis:names:specification:ubl:schema:xsd:";
        const CII: &str = "urn:un:unece:uncefact:data:standard:";
        match uri.strip_prefix(UBL) {
            Some("Invoice-2") => return Space::UblInvoice,
            Some("CreditNote-2") => return Space::UblCreditNote,
            Some("CommonAggregateComponents-2" | "CommonBasicComponents-2") => return Space::Ubl,
            _ => {}
        }
        match uri.strip_prefix(CII) {
            Some("CrossIndustryInvoice:100") => Space::Cii,
            Some(
                "ReusableAggregateBusinessInformationEntity:100" | "UnqualifiedDataType:100" | "QualifiedDataType:100",
            ) => Space::CiiParts,
            _ => Space::Other,
        }
    }
}

struct Element {
    name: Box<str>,
    space: Space,
    parent: usize,
    children: Vec<usize>,
    /// Without those that declare namespaces or schemas; and whether it was read.
    attributes: Vec<(Box<str>, Box<str>, Cell<bool>)>,
    text: String,
    /// The text was read.
    used: Cell<bool>,
    /// Its place among the elements of this name in its parent, from 1; 0 where it is the only one.
    ordinal: u32,
    byte: usize,
}

/// A document.
pub struct Tree<'x> {
    source: &'x str,
    /// The byte that each line begins with: places are asked for by the thousand.
    lines: Vec<usize>,
    elements: Vec<Element>,
    namespace: String,
}

/// An element of a [`Tree`].
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree<'t>,
    index: usize,
}

impl<'x> Tree<'x> {
    /// # Errors
    /// Not well-formed, beyond a limit, or with a document type or an entity.
    pub fn parse(source: &'x str) -> Result<Tree<'x>, ReadFault> {
        let mut reader = NsReader::from_str(source);
        reader.config_mut().check_end_names = true;
        let mut building = Building { source, elements: Vec::new(), open: Vec::new(), namespace: String::new() };
        if let Some((byte, c)) = source.char_indices().find(|(_, c)| !is_xml(*c)) {
            return Err(building.fault(ReadFaultKind::Character { code: code_point(c) }, byte));
        }
        loop {
            let byte = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    let byte = usize::try_from(reader.error_position()).unwrap_or(byte);
                    return Err(building.malformed(error, byte));
                }
            };
            match event {
                Event::Start(start) => {
                    building.start(&reader, &start, byte)?;
                }
                Event::Empty(start) => {
                    building.start(&reader, &start, byte)?;
                    building.end();
                }
                Event::End(_) => building.end(),
                Event::Text(text) => building.text(&text.xml10_content(), byte)?,
                Event::CData(text) => building.text(&text.xml10_content(), byte)?,
                Event::GeneralRef(entity) => {
                    let c = match entity.resolve_char_ref() {
                        Ok(Some(c)) if is_xml(c) => c,
                        Ok(Some(c)) => {
                            return Err(building.fault(ReadFaultKind::Character { code: code_point(c) }, byte));
                        }
                        Ok(None) => match &*entity {
                            "lt" => '<',
                            "gt" => '>',
                            "amp" => '&',
                            "quot" => '"',
                            "apos" => '\'',
                            name => {
                                return Err(building.fault(ReadFaultKind::Entity { name: name.to_owned() }, byte));
                            }
                        },
                        Err(error) => return Err(building.malformed(error, byte)),
                    };
                    building.text(c.encode_utf8(&mut [0; 4]), byte)?;
                }
                Event::DocType(_) => return Err(building.fault(ReadFaultKind::DocType, byte)),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
                Event::Eof => break,
            }
        }
        building.finish()
    }

    pub fn root(&self) -> Node<'_> {
        Node { tree: self, index: 0 }
    }

    /// The URI of the root's namespace; empty where it has none.
    pub fn root_namespace(&self) -> &str {
        &self.namespace
    }

    /// What no reader asked for: texts, and attributes that say something.
    pub fn unplaced(&self) -> Vec<Unplaced> {
        let mut unplaced = Vec::new();
        for (index, element) in self.elements.iter().enumerate() {
            let node = Node { tree: self, index };
            let text = element.text.trim();
            if !text.is_empty() && !element.used.get() {
                unplaced.push(Unplaced { path: node.path(), text: text.to_owned(), at: node.position() });
            }
            for (name, value, used) in &element.attributes {
                if !used.get() && !value.trim().is_empty() {
                    let path = format!("{}/@{name}", node.path());
                    unplaced.push(Unplaced { path, text: value.to_string(), at: node.position() });
                }
            }
        }
        unplaced
    }
}

struct Building<'x> {
    source: &'x str,
    elements: Vec<Element>,
    open: Vec<Open>,
    namespace: String,
}

struct Open {
    index: usize,
    /// How many children of each name.
    names: HashMap<Box<str>, u32>,
}

impl<'x> Building<'x> {
    fn fault(&self, kind: ReadFaultKind, byte: usize) -> ReadFault {
        ReadFault { kind, at: Some(Position::of(self.source, byte)) }
    }

    fn malformed(&self, error: impl std::fmt::Display, byte: usize) -> ReadFault {
        self.fault(ReadFaultKind::Malformed { detail: error.to_string() }, byte)
    }

    fn start(&mut self, reader: &NsReader<&[u8]>, start: &BytesStart<'_>, byte: usize) -> Result<(), ReadFault> {
        if self.open.len() >= DEPTH {
            return Err(self.fault(ReadFaultKind::TooDeep { limit: DEPTH }, byte));
        }
        if self.elements.len() >= ELEMENTS {
            return Err(self.fault(ReadFaultKind::TooMany { limit: ELEMENTS }, byte));
        }
        if self.open.is_empty() && !self.elements.is_empty() {
            return Err(self.malformed("a second root element", byte));
        }
        let (space, name) = reader.resolver().resolve_element(start.name());
        let uri = match space {
            ResolveResult::Bound(Namespace(uri)) => uri,
            ResolveResult::Unbound => "",
            ResolveResult::Unknown(prefix) => {
                return Err(self.malformed(format!("prefix `{prefix}` is bound to no namespace"), byte));
            }
        };
        let name: Box<str> = name.as_ref().into();
        let space = Space::of(uri);
        if self.elements.is_empty() {
            self.namespace = uri.to_owned();
        }
        let mut attributes = Vec::new();
        for (count, attribute) in start.attributes().enumerate() {
            if count >= ATTRIBUTES {
                return Err(self.fault(ReadFaultKind::Attributes { limit: ATTRIBUTES }, byte));
            }
            let attribute = attribute.map_err(|error| self.malformed(error, byte))?;
            if attribute.key.as_namespace_binding().is_some() {
                continue;
            }
            let value = match attribute.normalized_value(XmlVersion::Implicit1_0) {
                Ok(value) => value,
                Err(error) => return Err(self.entity(&attribute.value, error, byte)),
            };
            if let Some(c) = value.chars().find(|c| !is_xml(*c)) {
                return Err(self.fault(ReadFaultKind::Character { code: code_point(c) }, byte));
            }
            let (space, local) = reader.resolver().resolve_attribute(attribute.key);
            // `xsi:schemaLocation` speaks to validators.
            let schema = matches!(space, ResolveResult::Bound(Namespace("http://www.w3.org/2001/XMLSchema-instance")));
            if !schema {
                attributes.push((local.as_ref().into(), value.as_ref().into(), Cell::new(false)));
            }
        }
        let index = self.elements.len();
        let mut ordinal = 0;
        let mut parent = 0;
        if let Some(open) = self.open.last_mut() {
            let count = open.names.entry(name.clone()).or_default();
            *count += 1;
            ordinal = *count;
            parent = open.index;
            self.elements[parent].children.push(index);
        }
        self.elements.push(Element {
            name,
            space,
            parent,
            children: Vec::new(),
            attributes,
            text: String::new(),
            used: Cell::new(false),
            ordinal,
            byte,
        });
        self.open.push(Open { index, names: HashMap::new() });
        Ok(())
    }

    /// An entity that is not known has a fault of its own.
    fn entity(&self, raw: &str, error: impl std::fmt::Display, byte: usize) -> ReadFault {
        let name = raw.split('&').skip(1).filter_map(|part| part.split_once(';')).map(|(name, _)| name);
        let unknown = |name: &&str| !name.starts_with('#') && !["lt", "gt", "amp", "quot", "apos"].contains(name);
        match name.filter(|name| !name.contains(char::is_whitespace)).find(unknown) {
            Some(name) => self.fault(ReadFaultKind::Entity { name: name.to_owned() }, byte),
            None => self.malformed(error, byte),
        }
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        for child in self.elements[open.index].children.clone() {
            if open.names.get(&self.elements[child].name) == Some(&1) {
                self.elements[child].ordinal = 0;
            }
        }
    }

    fn text(&mut self, text: &str, byte: usize) -> Result<(), ReadFault> {
        match self.open.last() {
            Some(open) => self.elements[open.index].text.push_str(text),
            None if text.trim().is_empty() => {}
            None => return Err(self.malformed("text outside the root element", byte)),
        }
        Ok(())
    }

    fn finish(self) -> Result<Tree<'x>, ReadFault> {
        if self.elements.is_empty() {
            return Err(self.malformed("there is no element", 0));
        }
        if let Some(open) = self.open.last() {
            let detail = format!("`{}` is not closed", self.elements[open.index].name);
            return Err(self.malformed(detail, self.source.len()));
        }
        let breaks = self.source.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        Ok(Tree { source: self.source, lines, elements: self.elements, namespace: self.namespace })
    }
}

/// What XML 1.0 calls a character.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

impl<'t> Node<'t> {
    fn element(self) -> &'t Element {
        &self.tree.elements[self.index]
    }

    pub fn name(self) -> &'t str {
        &self.element().name
    }

    pub fn space(self) -> Space {
        self.element().space
    }

    /// Where it begins.
    pub fn position(self) -> Position {
        let byte = self.element().byte;
        let line = self.tree.lines.partition_point(|start| *start <= byte);
        let start = line.checked_sub(1).map_or(0, |before| self.tree.lines[before]);
        // A file in one line: what is beyond a few thousand characters is counted in bytes.
        let before = &self.tree.source[start..byte];
        let column = if before.len() > 4096 { before.len() } else { before.chars().count() };
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Position { line: number(line), column: number(column + 1) }
    }

    /// Local names from the root, with the place among several of one name: `Invoice/InvoiceLine[2]/ID`.
    pub fn path(self) -> String {
        let mut names = Vec::new();
        let mut index = self.index;
        loop {
            let element = &self.tree.elements[index];
            names.push(match element.ordinal {
                0 => element.name.to_string(),
                ordinal => format!("{}[{ordinal}]", element.name),
            });
            if index == 0 {
                break;
            }
            index = element.parent;
        }
        names.reverse();
        names.join("/")
    }

    /// The elements of this name below it, in a namespace of its syntax.
    pub fn all(self, name: &'t str) -> impl Iterator<Item = Node<'t>> {
        let children = self.element().children.iter().map(move |index| Node { tree: self.tree, index: *index });
        children.filter(move |node| node.space() != Space::Other && node.name() == name)
    }

    /// The first of them.
    pub fn get(self, name: &'t str) -> Option<Node<'t>> {
        self.all(name).next()
    }

    /// The first at the end of a path of names, such as `Party/PartyName/Name`, following the first of each.
    pub fn at(self, path: &'t str) -> Option<Node<'t>> {
        path.split('/').try_fold(self, |node, name| node.get(name))
    }

    /// Its text without the blanks around it, from now on placed; `None` where there is none.
    pub fn text(self) -> Option<&'t str> {
        let element = self.element();
        element.used.set(true);
        Some(element.text.trim()).filter(|text| !text.is_empty())
    }

    /// Its text, which stays to be placed.
    pub fn peek(self) -> &'t str {
        self.element().text.trim()
    }

    /// The value of an attribute, from now on placed; `None` where it is empty.
    pub fn attribute(self, name: &str) -> Option<&'t str> {
        let (_, value, used) = self.element().attributes.iter().find(|(own, ..)| &**own == name)?;
        used.set(true);
        Some(value.trim()).filter(|text| !text.is_empty())
    }

    /// The value of an attribute, which stays to be placed.
    pub fn peek_attribute(self, name: &str) -> Option<&'t str> {
        self.element().attributes.iter().find(|(own, ..)| &**own == name).map(|(_, value, _)| value.trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> (&'static str, Option<(u32, u32)>) {
        match Tree::parse(text) {
            Ok(_) => panic!("read: {text}"),
            Err(fault) => (fault.key(), fault.at.map(|at| (at.line, at.column))),
        }
    }

    #[test]
    fn what_is_no_xml_is_refused_at_its_place() {
        assert_eq!(fault("<a>\n  <b></a>"), ("bill-read-malformed", Some((2, 6))));
        assert_eq!(fault("<a>"), ("bill-read-malformed", Some((1, 4))));
        assert_eq!(fault("<a/><b/>"), ("bill-read-malformed", Some((1, 5))));
        assert_eq!(fault("a"), ("bill-read-malformed", Some((1, 1))));
        assert_eq!(fault("<p:a/>"), ("bill-read-malformed", Some((1, 1))));
        assert_eq!(fault("<a>\u{1}</a>"), ("bill-read-character", Some((1, 4))));
        assert_eq!(fault("<a>&#x1;</a>"), ("bill-read-character", Some((1, 4))));
        assert_eq!(fault("<a b='&#x1;'/>"), ("bill-read-character", Some((1, 1))));
    }

    #[test]
    fn nothing_is_expanded() {
        assert_eq!(fault("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"), ("bill-read-doctype", Some((1, 1))));
        assert_eq!(fault("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>").0, "bill-read-doctype");
        assert_eq!(fault("<a>\n&b;</a>"), ("bill-read-entity", Some((2, 1))));
        assert_eq!(fault("<a b='&c;'/>").0, "bill-read-entity");
        let tree = Tree::parse("<a b='&lt;&#65;'>&amp;<![CDATA[&b;]]>&#x20AC;</a>").unwrap();
        assert_eq!((tree.root().text(), tree.root().attribute("b")), (Some("&&b;€"), Some("<A")));
    }

    #[test]
    fn there_are_limits() {
        let nested = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        assert!(Tree::parse(&nested(DEPTH)).is_ok());
        assert_eq!(fault(&nested(DEPTH + 1)).0, "bill-read-too-deep");
        assert_eq!(fault(&format!("<a>{}</a>", "<b/>".repeat(ELEMENTS))).0, "bill-read-too-many");
        let attributes: String = (0..=ATTRIBUTES).map(|n| format!(" a{n}='1'")).collect();
        assert_eq!(fault(&format!("<a{attributes}/>")).0, "bill-read-attributes");
    }

    #[test]
    fn namespaces_count_and_prefixes_do_not() {
        const UBL: &str = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
        let text =
            format!("<r xmlns:x='{UBL}'><x:ID>1</x:ID><ID xmlns='{UBL}'>2</ID><cbc:ID xmlns:cbc='u'>3</cbc:ID></r>");
        let tree = Tree::parse(&text).unwrap();
        let read: Vec<_> = tree.root().all("ID").filter_map(Node::text).collect();
        assert_eq!(read, ["1", "2"]);
        let unplaced: Vec<_> = tree.unplaced().into_iter().map(|u| (u.path, u.text)).collect();
        assert_eq!(unplaced, [("r/ID[3]".to_owned(), "3".to_owned())]);
    }
}
