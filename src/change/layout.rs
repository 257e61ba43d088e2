//! `fmt --layout`: files go to where they would be written today, as they are.
//!
//! A record is in its place anywhere below the folder that a new one of its kind and date would be written into
//! ([`crate::model::Kind::folder_for`]): folders that somebody made below it, for tidiness, stay.

use std::collections::{HashMap, HashSet};

use crate::book::source::{address, path_for};
use crate::book::{Book, RecordRef};

/// A file that goes to another place. Paths are below the book's root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    pub from: String,
    pub to: String,
}

/// A file that should go to another place and cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stays {
    /// Its date cannot be read.
    Unreadable { path: String },
    /// Another file of that id stands there already, or would go there, too.
    Taken { path: String, by: String },
    /// A file has the name of a folder on the way.
    NoFolder { path: String, file: String },
}

/// What a book's files come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// By the old path.
    pub moves: Vec<Move>,
    pub stays: Vec<Stays>,
    /// How many records were looked at.
    pub looked_at: usize,
}

/// The places of the records, for those files for which `wanted` says so.
pub fn layout(book: &Book, wanted: &dyn Fn(&str) -> bool) -> Layout {
    let mut layout = Layout::default();
    let mut unsound: HashSet<&str> = HashSet::new();
    for (kind, row) in book.kinds.iter() {
        // Ids that differ by case only are one name on some disks.
        let mut homes: HashMap<String, Vec<(&str, String)>> = HashMap::new();
        let mut there: HashMap<String, &str> = HashMap::new();
        let shape = book.shape(kind);
        for (index, record) in book.records(kind).iter().enumerate() {
            let path = book.path(RecordRef { kind, index: index as u32 });
            let date = row.date.and_then(|field| record.date(shape, field));
            let folder = row.folder_for(date);
            let placed = path.strip_prefix(&folder).is_some_and(|rest| rest.starts_with('/'));
            let asked = wanted(path);
            layout.looked_at += usize::from(asked);
            if !record.sound {
                unsound.insert(path);
            }
            if placed || !asked {
                if asked && row.by_month && date.is_none() && !record.sound {
                    layout.stays.push(Stays::Unreadable { path: path.to_owned() });
                }
                there.insert(path.to_lowercase(), path);
            } else {
                let home = path_for(&book.kinds, kind, &record.id, date);
                homes.entry(home.to_lowercase()).or_default().push((path, home));
            }
        }
        for (name, homes) in homes {
            for (path, home) in &homes {
                let other = homes.iter().map(|(other, _)| *other).find(|other| other != path);
                let other = other.or_else(|| there.get(&name).copied());
                let other = other.or_else(|| book.source_at(home).map(|source| &*source.path));
                if let Some(other) = other {
                    layout.stays.push(Stays::Taken { path: (*path).to_owned(), by: other.to_owned() });
                } else if let Some(file) = folders(home).find(|folder| book.source_at(folder).is_some()) {
                    layout.stays.push(Stays::NoFolder { path: (*path).to_owned(), file: file.to_owned() });
                } else {
                    layout.moves.push(Move { from: (*path).to_owned(), to: home.clone() });
                }
            }
        }
    }
    // Those that are no records at all.
    for path in book.unreadable.iter().filter(|path| !unsound.contains(&***path) && wanted(path)) {
        if address(&book.kinds, path).ok().flatten().is_some_and(|address| book.kind(address.kind).by_month) {
            layout.stays.push(Stays::Unreadable { path: path.to_string() });
        }
    }
    layout.moves.sort_unstable_by(|a, b| a.from.cmp(&b.from));
    layout.stays.sort_unstable_by(|a, b| a.path().cmp(b.path()));
    layout
}

impl Stays {
    /// The file that stays where it is.
    pub fn path(&self) -> &str {
        match self {
            Stays::Unreadable { path } | Stays::Taken { path, .. } | Stays::NoFolder { path, .. } => path,
        }
    }
}

/// The folders that a path goes through.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Source;
    use crate::model::Kinds;

    const INVOICE: &str = "customer = \"acme\"\ndate = 2026-10-03\n";

    fn of(files: &[(&str, &str)]) -> Layout {
        let sources = files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect();
        layout(&Book::read(Kinds::standard(), sources), &|_| true)
    }

    fn moves(layout: &Layout) -> Vec<(&str, &str)> {
        layout.moves.iter().map(|one| (&*one.from, &*one.to)).collect()
    }

    #[test]
    fn what_grows_goes_by_month_and_the_rest_stays() {
        let layout = of(&[
            ("customers/acme.toml", "name = \"ACME\"\n"),
            ("customers/north/bistro.toml", "name = \"Bistro\"\n"),
            ("deals/website.toml", "name = \"Website\"\nstage = \"new\"\nclose = 2026-12-01\n"),
            ("invoices/a.toml", INVOICE),
            ("invoices/2026/09/b.toml", INVOICE),
            ("invoices/2026/10/c.toml", INVOICE),
            ("invoices/2026/10/big/d.toml", INVOICE),
            ("notes/call.md", "---\ndate: 2026-10-03\ntitle: Call\n---\n"),
        ]);
        assert_eq!(
            moves(&layout),
            [
                ("invoices/2026/09/b.toml", "invoices/2026/10/b.toml"),
                ("invoices/a.toml", "invoices/2026/10/a.toml"),
                ("notes/call.md", "notes/2026/10/call.md"),
            ]
        );
        assert_eq!((layout.stays.len(), layout.looked_at), (0, 8));
    }

    #[test]
    fn a_file_whose_date_nobody_can_read_stays() {
        let layout = of(&[
            ("invoices/a.toml", "customer = \"acme\"\ndate = 2026-13-01\n"),
            ("invoices/b.toml", "customer = \n"),
            ("invoices/c.toml", "customer = 7\ndate = 2026-10-03\n"),
            ("invoices/c.pdf", "%PDF"),
            ("customers/torn.toml", "name = \n"),
            ("notes/2026/idea.md", "---\ntitle: An idea\n---\n"),
        ]);
        assert_eq!(moves(&layout), [("invoices/c.toml", "invoices/2026/10/c.toml")]);
        let stays: Vec<_> = layout.stays.iter().map(Stays::path).collect();
        assert_eq!(stays, ["invoices/a.toml", "invoices/b.toml", "notes/2026/idea.md"]);
    }

    #[test]
    fn two_of_one_name_stay_both() {
        let layout = of(&[
            ("invoices/a.toml", INVOICE),
            ("invoices/2026/A.toml", INVOICE),
            ("invoices/b.toml", INVOICE),
            ("invoices/2026/10/B.toml", INVOICE),
        ]);
        assert!(layout.moves.is_empty());
        let stays: Vec<_> = layout.stays.iter().map(Stays::path).collect();
        assert_eq!(stays, ["invoices/2026/A.toml", "invoices/a.toml", "invoices/b.toml"]);
    }

    #[test]
    fn a_file_in_the_way_of_a_folder() {
        let layout = of(&[("invoices/a.toml", INVOICE), ("invoices/2026", "not a record")]);
        let stays = Stays::NoFolder { path: "invoices/a.toml".into(), file: "invoices/2026".into() };
        assert_eq!((layout.moves.len(), layout.stays), (0, vec![stays]));
    }
}
