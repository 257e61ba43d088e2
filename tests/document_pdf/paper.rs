//! A PDF as its reader sees it: pages of text; and as an archivist does: objects.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object};

pub struct Paper {
    pub document: Document,
    bytes: Vec<u8>,
}

impl Paper {
    pub fn read(bytes: &[u8]) -> Paper {
        Paper { document: Document::load_mem(bytes).expect("a PDF"), bytes: bytes.to_vec() }
    }

    /// The words of each page, spaces and line breaks as one space.
    pub fn pages(&self) -> Vec<String> {
        let text = |page: u32| self.document.extract_text(&[page]).expect("text");
        let spaced = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.document.get_pages().into_keys().map(text).map(spaced).collect()
    }

    pub fn text(&self) -> String {
        self.pages().join("\n")
    }

    fn resolved<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.document.dereference(object).expect("an object").1
    }

    pub fn get<'a>(&'a self, dictionary: &'a Dictionary, key: &str) -> &'a Object {
        self.resolved(dictionary.get(key.as_bytes()).unwrap_or_else(|_| panic!("no /{key}")))
    }

    pub fn catalog(&self) -> &Dictionary {
        self.document.catalog().expect("a catalog")
    }

    pub fn metadata(&self) -> String {
        let stream = self.get(self.catalog(), "Metadata").as_stream().expect("metadata");
        assert!(stream.dict.get(b"Filter").is_err(), "metadata are not compressed");
        String::from_utf8(stream.content.clone()).expect("UTF-8")
    }

    /// The one attached file: name, relationship, bytes.
    pub fn attached(&self) -> (String, String, Vec<u8>) {
        let files = self.get(self.catalog(), "AF").as_array().expect("associated files");
        assert_eq!(files.len(), 1);
        let file = self.resolved(&files[0]).as_dict().expect("a file");
        let text = |key| String::from_utf8(self.get(file, key).as_str().expect("text").to_vec()).expect("UTF-8");
        assert_eq!(text("F"), text("UF"));
        let stream = self.get(self.get(file, "EF").as_dict().expect("EF"), "F").as_stream().expect("its bytes");
        assert_eq!(stream.dict.get(b"Subtype").and_then(Object::as_name).expect("MIME type"), b"text/xml");
        let bytes = if stream.dict.has(b"Filter") {
            stream.decompressed_content().expect("deflated")
        } else {
            stream.content.clone()
        };
        let relationship = self.get(file, "AFRelationship").as_name().expect("a name");
        (text("UF"), String::from_utf8_lossy(relationship).into_owned(), bytes)
    }

    /// What ISO 19005-3 (PDF/A-3b) wants and can be seen from outside; and that the file is whole.
    pub fn is_archive(&self) {
        let text = String::from_utf8_lossy(&self.bytes);
        assert!(text.starts_with("%PDF-1.7"), "6.1.2: the header");
        assert_eq!(text.matches("%%EOF").count(), 1, "one revision");
        assert_eq!(text.matches("startxref").count(), 1, "one revision");
        assert!(text.trim_end().ends_with("%%EOF"), "6.1.3: nothing after the end");
        self.offsets();
        let trailer = &self.document.trailer;
        assert_eq!(trailer.get(b"ID").and_then(Object::as_array).expect("6.1.3: /ID").len(), 2);
        assert!(trailer.get(b"Encrypt").is_err(), "6.1.3: no encryption");
        let intents = self.get(self.catalog(), "OutputIntents").as_array().expect("6.2.3: output intent");
        let intent = self.resolved(&intents[0]).as_dict().expect("an intent");
        assert_eq!(self.get(intent, "S").as_name().expect("a name"), b"GTS_PDFA1");
        let profile = self.get(intent, "DestOutputProfile").as_stream().expect("its ICC profile");
        assert_eq!(&profile.decompressed_content().expect("a profile")[36..40], b"acsp");
        self.fonts();
        let metadata = self.metadata();
        assert!(metadata.contains("<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"), "6.6.4");
        assert_eq!(metadata.matches("<pdfaExtension:schemas>").count(), 1, "6.6.2.3: one bag of schemas");
        self.agrees(&metadata);
        for (id, object) in &self.document.objects {
            let Ok(dictionary) = object.as_dict().or_else(|_| object.as_stream().map(|stream| &stream.dict)) else {
                continue;
            };
            assert!(!dictionary.has(b"JS") && !dictionary.has(b"JavaScript"), "6.6.1: no script, {id:?}");
            assert!(!dictionary.has(b"AA") && !dictionary.has(b"OpenAction"), "6.6.1: no action, {id:?}");
            if let Ok(filter) = dictionary.get(b"Filter").and_then(Object::as_name) {
                assert_ne!(filter, b"LZWDecode", "6.1.7.2: no LZW");
            }
        }
    }

    /// Each entry of the cross-reference table points at the object that it names.
    fn offsets(&self) {
        let text: Vec<u8> = self.bytes.clone();
        let find = |needle: &[u8]| text.windows(needle.len()).rposition(|window| window == needle).expect("there");
        let pointer = find(b"startxref");
        let table: usize = String::from_utf8_lossy(&text[pointer..])
            .split_whitespace()
            .nth(1)
            .expect("an offset")
            .parse()
            .expect("a number");
        assert!(text[table..].starts_with(b"xref"), "startxref points at the table");
        let body = String::from_utf8_lossy(&text[table..find(b"trailer")]).into_owned();
        let mut number = 0;
        let mut seen = 0;
        for line in body.lines().skip(1) {
            let parts: Vec<&str> = line.split_whitespace().collect();
            match parts[..] {
                [start, _] => number = start.parse().expect("a number"),
                [offset, _, "n"] => {
                    let offset: usize = offset.parse().expect("a number");
                    assert!(text[offset..].starts_with(format!("{number} 0 obj").as_bytes()), "object {number}");
                    (number, seen) = (number + 1, seen + 1);
                }
                _ => number += 1,
            }
        }
        assert!(seen > 10, "{seen} objects");
    }

    /// All fonts are embedded (6.2.11.4) and tell what their glyphs mean.
    fn fonts(&self) {
        let mut families = BTreeSet::new();
        for object in self.document.objects.values() {
            let Ok(dictionary) = object.as_dict() else { continue };
            let kind = dictionary.get(b"Type").and_then(Object::as_name).unwrap_or_default();
            if kind == b"FontDescriptor" {
                assert!(dictionary.has(b"FontFile3") || dictionary.has(b"FontFile2"), "a font is not embedded");
                families.insert(
                    String::from_utf8_lossy(dictionary.get(b"FontName").and_then(Object::as_name).expect("a name"))
                        .into_owned(),
                );
            }
            if kind == b"Font" && dictionary.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Type0") {
                assert!(dictionary.has(b"ToUnicode"), "a font without meaning");
            }
        }
        assert!(
            !families.is_empty() && families.iter().all(|name| name.contains("Inter") || name.contains("DejaVu")),
            "{families:?}"
        );
    }

    /// The information dictionary says what the metadata say (6.6.3).
    fn agrees(&self, metadata: &str) {
        let info = self.get(&self.document.trailer, "Info").as_dict().expect("information");
        let text = |key: &str| lopdf::decode_text_string(self.get(info, key)).expect("text");
        let escaped = |text: String| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let within = |open: &str, close: &str| {
            let start = metadata.find(open).unwrap_or_else(|| panic!("no {open}")) + open.len();
            metadata[start..][..metadata[start..].find(close).expect("closed")].to_owned()
        };
        assert_eq!(within("<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", "<"), escaped(text("Title")));
        assert_eq!(within("<dc:creator><rdf:Seq><rdf:li>", "<"), escaped(text("Author")));
        assert_eq!(within("<xmp:CreatorTool>", "<"), escaped(text("Creator")));
        for (key, tag) in [("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate")] {
            let plain: String = within(&format!("<{tag}>"), "<").chars().filter(char::is_ascii_digit).collect();
            let info: String = text(key).chars().filter(char::is_ascii_digit).collect();
            assert_eq!(plain, info, "{key}");
        }
    }
}
