//! The table of kinds. A kind is one struct in one file of this folder, and one row of [`Kinds::standard`].

use std::sync::{Arc, OnceLock};

use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::shape::Shape;
use crate::value::Date;

/// What a kind's struct says about itself besides its fields.
pub trait Model: JsonSchema + DeserializeOwned + 'static {
    /// Singular, as in `carnet list customer` and `customer/acme`.
    const NAME: &'static str;
    /// Its folder below the book's root, also accepted as the plural on the command line.
    const FOLDER: &'static str;
    /// Other words for it on the command line, the French ones first.
    const ALIASES: &'static [&'static str] = &[];
    /// How its files are written.
    const FORMAT: FileFormat = FileFormat::Toml;
    /// The field that names a record to a person; empty where only the id does.
    const TITLE: &'static str = "name";
    /// What `carnet list` shows unless asked otherwise, besides the id; derived fields may stand among them.
    const COLUMNS: &'static [&'static str];
    /// The date that `--period` and steps of time mean for this kind.
    const DATE: Option<&'static str> = None;
    /// The date from which a record is there at all: one that lies after `--as-of` leaves it out.
    const SINCE: Option<&'static str> = None;
    /// Kinds that grow without end are written into `FOLDER/YEAR/MONTH/` by [`Model::DATE`]; people and things stay flat.
    const BY_MONTH: bool = false;
    /// Some field of it holds a query that is to be asked of others; a test holds this to its fields.
    const QUERIES: bool = false;
}

/// How a kind's files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFormat {
    /// `.toml`
    Toml,
    /// `.md`: Markdown below flat YAML front matter.
    Note,
}

impl FileFormat {
    pub fn extension(self) -> &'static str {
        match self {
            FileFormat::Toml => "toml",
            FileFormat::Note => "md",
        }
    }
}

/// One row of the table.
#[derive(Clone)]
pub struct Kind {
    pub name: &'static str,
    pub folder: &'static str,
    pub aliases: &'static [&'static str],
    pub format: FileFormat,
    pub title: &'static str,
    pub columns: &'static [&'static str],
    pub date: Option<&'static str>,
    pub since: Option<&'static str>,
    pub by_month: bool,
    pub queries: bool,
    /// The JSON Schema of its struct, everything inlined.
    pub schema: fn() -> Schema,
    shape: OnceLock<Arc<Shape>>,
}

/// Position of a kind in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct KindId(pub u16);

impl KindId {
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

impl Kind {
    /// Where a new record is written: `FOLDER/YEAR/MONTH` of its [`Kind::date`] for a kind that grows without end, `FOLDER`
    /// for other kinds and for a record without that date.
    pub fn folder_for(&self, date: Option<Date>) -> String {
        match date.filter(|_| self.by_month) {
            Some(date) => format!("{}/{:04}/{:02}", self.folder, date.year(), date.month()),
            None => self.folder.to_owned(),
        }
    }

    /// Its fields, compiled when they are asked for: most commands look at few kinds. The kinds of the table all compile
    /// (tested); a foreign one that does not has no fields, so that each of its keys is a finding.
    pub fn shape(&self) -> &Arc<Shape> {
        self.shape.get_or_init(|| {
            let none = |_| Shape { name: self.name.into(), ..Shape::default() };
            Arc::new(Shape::compile(self.name, &(self.schema)()).unwrap_or_else(none))
        })
    }

    /// The row of a struct.
    pub fn of<M: Model>() -> Kind {
        Kind {
            name: M::NAME,
            folder: M::FOLDER,
            aliases: M::ALIASES,
            format: M::FORMAT,
            title: M::TITLE,
            columns: M::COLUMNS,
            date: M::DATE,
            since: M::SINCE,
            by_month: M::BY_MONTH,
            queries: M::QUERIES,
            schema: schema_of::<M>,
            shape: OnceLock::new(),
        }
    }
}

/// The JSON Schema of a struct with nothing behind references, which is what a `Shape` is compiled from.
pub fn schema_of<M: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().with(|s| s.inline_subschemas = true).into_generator().into_root_schema_for::<M>()
}

/// The kinds of a book. Normally [`Kinds::standard`]; a test adds one of its own. Clones share what was compiled.
#[derive(Clone)]
pub struct Kinds(Arc<[Kind]>);

impl Kinds {
    /// The table: one row a kind, in the order in which they are listed everywhere.
    pub fn standard() -> Kinds {
        Kinds(Arc::new([
            Kind::of::<super::member::Member>(),
            Kind::of::<super::customer::Customer>(),
            Kind::of::<super::contact::Contact>(),
            Kind::of::<super::supplier::Supplier>(),
            Kind::of::<super::deal::Deal>(),
            Kind::of::<super::product::Product>(),
            Kind::of::<super::pricelist::PriceList>(),
            Kind::of::<super::quote::Quote>(),
            Kind::of::<super::order::Order>(),
            Kind::of::<super::delivery::Delivery>(),
            Kind::of::<super::invoice::Invoice>(),
            Kind::of::<super::payment::Payment>(),
            Kind::of::<super::transmission::Transmission>(),
            Kind::of::<super::status::Status>(),
            Kind::of::<super::bill::Bill>(),
            Kind::of::<super::territory::Territory>(),
            Kind::of::<super::segment::Segment>(),
            Kind::of::<super::rate::Rate>(),
            Kind::of::<super::note::Note>(),
        ]))
    }

    /// The table with one more row.
    pub fn and(self, kind: Kind) -> Kinds {
        Kinds(self.0.iter().cloned().chain([kind]).collect())
    }

    pub fn iter(&self) -> impl Iterator<Item = (KindId, &Kind)> {
        self.0.iter().enumerate().map(|(i, kind)| (KindId(i as u16), kind))
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn get(&self, id: KindId) -> &Kind {
        &self.0[id.index()]
    }

    /// The kind of exactly this name, as it stands in schemas and `kind/id`.
    pub fn named(&self, name: &str) -> Option<KindId> {
        self.iter().find(|(_, kind)| kind.name == name).map(|(id, _)| id)
    }

    /// The kind of a folder below the book's root.
    pub fn in_folder(&self, folder: &str) -> Option<KindId> {
        self.iter().find(|(_, kind)| kind.folder == folder).map(|(id, _)| id)
    }

    /// What a person may call a kind: its name, its folder, an alias or an alias with an `s`, ignoring case.
    pub fn called(&self, word: &str) -> Option<KindId> {
        let same = |a: &str| {
            a.eq_ignore_ascii_case(word) || word.strip_suffix(['s', 'S']).is_some_and(|w| a.eq_ignore_ascii_case(w))
        };
        self.iter().find(|(_, k)| same(k.name) || same(k.folder) || k.aliases.iter().any(|a| same(a))).map(|(id, _)| id)
    }
}

/// The shapes of a book's kinds: that of the table, or the firm's own where it added fields.
#[derive(Clone)]
pub struct Shapes {
    kinds: Kinds,
    own: Vec<Option<Arc<Shape>>>,
}

impl Shapes {
    /// Without fields of a firm.
    pub fn of(kinds: &Kinds) -> Shapes {
        Shapes { kinds: kinds.clone(), own: vec![None; kinds.len()] }
    }

    pub fn get(&self, kind: KindId) -> &Arc<Shape> {
        self.own[kind.index()].as_ref().unwrap_or_else(|| self.kinds.get(kind).shape())
    }

    /// The shapes that are not those of the table.
    pub fn changed(&self) -> impl Iterator<Item = &Shape> {
        self.own.iter().flatten().map(|shape| &**shape)
    }

    /// The shape of a kind, to be added to.
    pub fn own(&mut self, kind: KindId) -> &mut Shape {
        Arc::make_mut(self.own[kind.index()].get_or_insert_with(|| self.kinds.get(kind).shape().clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Type;

    #[test]
    fn kinds_with_queries_say_so() {
        fn holds(shape: &Shape) -> bool {
            shape.fields.iter().any(|field| match field.ty.item() {
                Type::Query(_) => true,
                Type::Table(inner) => holds(inner),
                _ => false,
            })
        }
        for (_, kind) in Kinds::standard().iter() {
            assert_eq!(kind.queries, holds(kind.shape()), "{}", kind.name);
        }
    }

    #[test]
    fn every_word_for_a_kind_means_one_kind() {
        let kinds = Kinds::standard();
        let mut words: Vec<&str> =
            kinds.iter().flat_map(|(_, k)| [k.name, k.folder].into_iter().chain(k.aliases.iter().copied())).collect();
        words.sort_unstable();
        words.dedup();
        for word in words {
            let owners =
                kinds.iter().filter(|(_, k)| k.name == word || k.folder == word || k.aliases.contains(&word)).count();
            assert_eq!(owners, 1, "{word}");
        }
    }

    #[test]
    fn people_may_use_the_plural_and_french() {
        let kinds = Kinds::standard();
        let name = |word| kinds.called(word).map(|id| kinds.get(id).name);
        assert_eq!(name("customers"), Some("customer"));
        assert_eq!(name("Factures"), Some("invoice"));
        assert_eq!(name("team"), Some("member"));
        assert_eq!(name("invoces"), None);
    }
}
