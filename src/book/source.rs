//! A source: a file's path and bytes, wherever they came from.

use super::bytes::Bytes;
use crate::finding::{Finding, Label, Place, code};
use crate::model::{KindId, Kinds};
use crate::value::Id;
use crate::value::id::IdFault;

/// A file of the book: from the disk, from a commit, from an editor.
#[derive(Debug, Clone)]
pub struct Source {
    /// Below the book's root, with `/`.
    pub path: Box<str>,
    pub bytes: Bytes,
}

impl Source {
    pub fn new(path: &str, bytes: impl Into<Bytes>) -> Source {
        Source { path: path.into(), bytes: bytes.into() }
    }

    /// The text, when the bytes are UTF-8.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }
}

/// What a path says: which kind and id its file would be.
pub struct Address<'p> {
    pub kind: KindId,
    pub id: &'p str,
}

/// Reads kind and id from a path below the book's root. `Ok(None)` for files outside every kind's folder.
pub fn address<'p>(kinds: &Kinds, path: &'p str) -> Result<Option<Address<'p>>, Box<Finding>> {
    let Some((folder, rest)) = path.split_once('/') else { return Ok(None) };
    let Some(kind) = kinds.in_folder(folder) else { return Ok(None) };
    let row = kinds.get(kind);
    let name = rest.rsplit('/').next().unwrap_or(rest);
    let extension = row.format.extension();
    let Some(id) = name.strip_suffix(extension).and_then(|stem| stem.strip_suffix('.')) else {
        let finding = Finding::new(&code::STRAY_FILE, Place::file(path)).variant("extension");
        return Err(Box::new(finding.arg("path", path).arg("kind", row.name).arg("extension", extension)));
    };
    Ok(Some(Address { kind, id }))
}

/// The finding for a stem that cannot be an id.
pub fn bad_id(path: &str, id: &str) -> Option<Finding> {
    let fault = Id::check(id).err()?;
    let finding = Finding::new(&code::BAD_ID, Place::file(path)).arg("id", id);
    let finding = match fault {
        IdFault::Empty => finding.variant("empty"),
        IdFault::TooLong => finding.variant("too-long"),
        IdFault::Character(' ') => finding.variant("space"),
        IdFault::Character(c @ ('.' | '_' | '-')) => finding.variant("begins").arg("character", c),
        IdFault::Character(c) => finding.variant("character").arg("character", c),
        IdFault::TrailingDot => finding.variant("trailing-dot"),
        IdFault::WindowsDevice => finding.variant("windows"),
    };
    Some(match Id::from_name(id) {
        Some(better) => finding.arg("suggestion", better),
        None => finding.arg("suggestion", "-"),
    })
}

/// The findings for merge-conflict markers: one for each conflict, with its further markers as labels.
pub fn conflict_markers(path: &str, text: &str) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    // Looking for one byte first is what makes this cheap: hardly any file has it.
    if !text.as_bytes().contains(&b'<') || !text.contains("<<<<<<< ") || !text.contains(">>>>>>> ") {
        return findings;
    }
    let mut start = 0;
    let mut open = false;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        let place = Place::range(path, start..start + bare.len());
        if bare.starts_with("<<<<<<< ") {
            open = true;
            findings.push(Finding::new(&code::CONFLICT_MARKER, place));
        } else if open && (bare == "=======" || bare.starts_with(">>>>>>> ") || bare.starts_with("||||||| ")) {
            open = !bare.starts_with(">>>>>>> ");
            if let Some(conflict) = findings.last_mut() {
                conflict.labels.push(Label { place, message: "label-also-here", args: Vec::new() });
            }
        }
        start += line.len();
    }
    findings
}

/// Where a new record of a kind is written: its file in [`crate::model::Kind::folder_for`].
pub fn path_for(kinds: &Kinds, kind: KindId, id: &str, date: Option<crate::value::Date>) -> String {
    let row = kinds.get(kind);
    format!("{}/{id}.{}", row.folder_for(date), row.format.extension())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kind_and_id_come_from_the_path() {
        let kinds = Kinds::standard();
        let read = |path| match address(&kinds, path) {
            Ok(Some(address)) => format!("{}/{}", kinds.get(address.kind).name, address.id),
            Ok(None) => "nothing".to_owned(),
            Err(finding) => finding.code.name.to_owned(),
        };
        assert_eq!(read("customers/acme.toml"), "customer/acme");
        assert_eq!(read("invoices/2026/10/F-1.toml"), "invoice/F-1");
        assert_eq!(read("notes/2026/10/call.md"), "note/call");
        assert_eq!(read("customers/acme.yaml"), "stray-file");
        assert_eq!(read("files/x.toml"), "nothing");
        assert_eq!(read("carnet.toml"), "nothing");
    }

    #[test]
    fn conflict_markers_are_told_from_markdown() {
        assert_eq!(conflict_markers("a", "Title\n=======\n>>>>>>> deep quote\n").len(), 0);
        let conflict = conflict_markers("a", "<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> other\n");
        assert_eq!((conflict.len(), conflict[0].labels.len()), (1, 2));
    }
}
