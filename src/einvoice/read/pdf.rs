//! The XML inside a hybrid PDF (Factur-X, ZUGFeRD, XRechnung in PDF): an embedded file of a known name, found through the
//! associated files (`AF`) and the tree of names of the catalogue.

use std::collections::{BTreeMap, HashSet};

use lopdf::{Dictionary, Document, LoadOptions, Object, Stream};

use super::encoding::MEGABYTES as XML_MEGABYTES;
use super::fault::{ReadFault, ReadFaultKind};

/// No larger PDF is read (in megabytes).
pub const MEGABYTES: usize = 64;
/// Levels and nodes of the tree of names.
const DEPTH: usize = 32;
const NODES: usize = 10_000;

/// The names that the specifications give the XML, the newest first (`ZUGFeRD-invoice.xml` is that of ZUGFeRD 1 and 2.0).
const NAMES: [&str; 3] = ["factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml"];

/// An embedded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Embedded {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Whether bytes are a PDF, which may begin a little after their start.
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-")
}

/// The XML of the invoice in a PDF.
///
/// # Errors
/// No PDF that can be read, one that wants a password, one without such a file, or one that unpacks to too much.
pub fn invoice(bytes: &[u8]) -> Result<Embedded, ReadFault> {
    if bytes.len() > MEGABYTES << 20 {
        return Err(ReadFault::new(ReadFaultKind::TooLarge { megabytes: MEGABYTES }));
    }
    let options = LoadOptions::with_max_decompressed_size(MEGABYTES << 20);
    let document = match Document::load_mem_with_options(bytes, options) {
        Ok(document) => document,
        // A password that is wanted shows only here.
        Err(lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_)) => {
            return Err(ReadFault::new(ReadFaultKind::Encrypted));
        }
        Err(error) => return Err(broken(error)),
    };
    if document.is_encrypted() || document.was_encrypted() {
        return Err(ReadFault::new(ReadFaultKind::Encrypted));
    }
    let files = files(&document).map_err(broken)?;
    let known = |name: &str| NAMES.iter().position(|known| known.eq_ignore_ascii_case(name));
    let found = files.iter().filter_map(|(name, stream)| Some((known(name)?, name, *stream))).min_by_key(|f| f.0);
    let Some((_, name, stream)) = found else {
        return Err(ReadFault::new(ReadFaultKind::NoXml { files: files.into_keys().collect() }));
    };
    let bytes = match stream.filters() {
        Ok(filters) if !filters.is_empty() => stream.decompressed_content_with_limit(XML_MEGABYTES << 20),
        _ => Ok(stream.content.clone()),
    };
    Ok(Embedded { name: name.clone(), bytes: bytes.map_err(broken)? })
}

fn broken(error: lopdf::Error) -> ReadFault {
    use std::error::Error as _;
    let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
    ReadFault::new(ReadFaultKind::Pdf { detail: format!("{error}{cause}") })
}

/// Every embedded file by its name.
fn files(document: &Document) -> Result<BTreeMap<String, &Stream>, lopdf::Error> {
    let catalog = document.catalog()?;
    let mut specifications: Vec<&Dictionary> = Vec::new();
    if let Ok(Object::Array(associated)) = catalog.get_deref(b"AF", document) {
        specifications.extend(associated.iter().take(NODES).filter_map(|item| dictionary(document, item)));
    }
    if let Some(names) = entry(document, catalog, b"Names")
        && let Some(tree) = entry(document, names, b"EmbeddedFiles")
    {
        walk(document, tree, DEPTH, &mut HashSet::new(), &mut specifications);
    }
    let mut files = BTreeMap::new();
    for specification in specifications {
        let name = [&b"UF"[..], b"F"].iter().find_map(|key| specification.get_deref(key, document).ok()?.as_str().ok());
        let Some(embedded) = entry(document, specification, b"EF") else { continue };
        let stream = [&b"UF"[..], b"F"].iter().find_map(|key| embedded.get_deref(key, document).ok()?.as_stream().ok());
        if let (Some(name), Some(stream)) = (name, stream) {
            files.entry(file_name(name)).or_insert(stream);
        }
    }
    Ok(files)
}

/// The file specifications of a tree of names; each node once, whatever the tree claims.
fn walk<'d>(
    document: &'d Document,
    node: &'d Dictionary,
    depth: usize,
    seen: &mut HashSet<lopdf::ObjectId>,
    found: &mut Vec<&'d Dictionary>,
) {
    if let Ok(Object::Array(names)) = node.get_deref(b"Names", document) {
        // A name, then what it names.
        let room = NODES.saturating_sub(found.len());
        found.extend(names.iter().skip(1).step_by(2).take(room).filter_map(|item| dictionary(document, item)));
    }
    let Ok(Object::Array(kids)) = node.get_deref(b"Kids", document) else { return };
    for kid in kids {
        let Object::Reference(id) = kid else { continue };
        if depth > 0
            && seen.len() < NODES
            && seen.insert(*id)
            && let Some(kid) = dictionary(document, kid)
        {
            walk(document, kid, depth - 1, seen, found);
        }
    }
}

fn entry<'d>(document: &'d Document, of: &'d Dictionary, key: &[u8]) -> Option<&'d Dictionary> {
    of.get_deref(key, document).ok()?.as_dict().ok()
}

fn dictionary<'d>(document: &'d Document, object: &'d Object) -> Option<&'d Dictionary> {
    document.dereference(object).ok()?.1.as_dict().ok()
}

/// A text string of PDF: UTF-16 or UTF-8 with their marks, else one byte a character; the last part of a path.
fn file_name(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units: Vec<u16> = rest.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
            String::from_utf16_lossy(&units)
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|b| char::from(*b)).collect(),
    };
    text.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}
