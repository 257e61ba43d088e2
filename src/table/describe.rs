//! Which tables there are, and what stands in each column: derived from the Shapes of the kinds.

use super::column::{Column, ColumnType};
use super::figure::{self, Extra};
use super::view::Dialect;
use crate::book::Book;
use crate::figures::derived::{self, Derived, FigureType};
use crate::model::{Field, Kind, KindId, Kinds, Shape, Type};

/// Every table of a book.
#[derive(Clone)]
pub struct Tables(Vec<Table>);

/// One table.
#[derive(Clone)]
pub struct Table {
    pub name: String,
    /// What a row is.
    pub doc: String,
    pub columns: Vec<Column>,
    /// Which columns tell its rows apart, within one book.
    pub key: Vec<String>,
    pub(super) rows: Rows,
}

/// Where the rows come from.
#[derive(Clone)]
pub(super) enum Rows {
    /// The sound records of a kind, and the items of the lists that the path goes through: none for the records themselves.
    Records { kind: KindId, lists: Vec<Vec<usize>>, sources: Vec<Source> },
    /// What figures give.
    Figures(&'static figure::Figure),
}

/// Where the value of a column comes from.
#[derive(Clone)]
pub(super) enum Source {
    Id,
    /// The place of the item in the list of this level, from 1.
    Position(usize),
    /// The currency that the record's amounts are in.
    Currency,
    /// A field of the record or of the item, through the tables inside it; a [`Type::Amount`] is in the record's currency.
    Stored(Vec<usize>, Type),
    /// The item itself, where it is no table.
    Item(Type),
    Derived(&'static Derived),
    Extra(&'static Extra),
    /// The name of the book.
    Book,
}

impl Tables {
    /// The tables of a book, with the firm's own fields.
    pub fn of(book: &Book) -> Tables {
        Tables::build(&book.kinds, &|kind| book.shape(kind))
    }

    /// Those of any book.
    pub fn standard(kinds: &Kinds) -> Tables {
        Tables::build(kinds, &|kind| kinds.get(kind).shape())
    }

    fn build<'s>(kinds: &Kinds, shape: &dyn Fn(KindId) -> &'s Shape) -> Tables {
        let mut tables = Vec::new();
        for (id, kind) in kinds.iter() {
            of_kind(&mut tables, id, kind, shape(id));
        }
        tables.extend(figure::FIGURES.iter().map(|figure| {
            let mut columns: Vec<Column> =
                figure.columns.iter().map(|(name, ty, doc)| Column::new(*name, *ty, *doc)).collect();
            columns.push(book_column());
            Table {
                name: figure.name.to_owned(),
                doc: figure.doc.to_owned(),
                columns,
                key: figure.key.iter().map(|name| (*name).to_owned()).collect(),
                rows: Rows::Figures(figure),
            }
        }));
        // A firm's own field may be called so that its table would bear the name of another: the first keeps it.
        let mut seen = std::collections::BTreeSet::new();
        tables.retain(|table| seen.insert(table.name.clone()));
        Tables(tables)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Table> {
        self.0.iter()
    }

    /// The table of this name; engines ignore case.
    pub fn named(&self, name: &str) -> Option<&Table> {
        self.0.iter().find(|table| table.name.eq_ignore_ascii_case(name))
    }
}

/// The column that tells the books of many apart.
pub(super) fn book_column() -> Column {
    Column::new("book", ColumnType::Text, "The book's name, where tables of several books are read together")
}

/// The table of a kind, and those of its lists.
fn of_kind(tables: &mut Vec<Table>, id: KindId, kind: &Kind, shape: &Shape) {
    let mut building = Building::default();
    building.add(Column::new("id", ColumnType::Text, "The name of its file"), Source::Id);
    building.fields(shape, Some(kind.name), &[], "");
    for derived in derived::of_kind(kind.name).filter(|derived| shape.position(derived.name).is_none()) {
        building.derived(derived);
    }
    let lists = building.finish(kind.name);
    let doc = first_sentence(&shape.doc);
    tables.push(building.table(kind.name.to_owned(), doc, vec!["id".into()], id, Vec::new()));
    for list in lists {
        of_list(tables, id, kind.name, list, &[]);
    }
}

/// A list that gets a table of its own.
struct List {
    /// Through the tables that it stands in: `progress_line`.
    name: String,
    path: Vec<usize>,
    item: Type,
    doc: String,
}

/// The table of a list, and those of the lists in its items.
fn of_list(tables: &mut Vec<Table>, kind: KindId, above: &str, list: List, outer: &[(String, Vec<usize>)]) {
    let mut building = Building { taken: Some(list.name.clone()), ..Building::default() };
    building
        .add(Column::new("id", ColumnType::Text, format!("The {} that it stands in", root(above, outer))), Source::Id);
    for (level, (name, _)) in outer.iter().enumerate() {
        let doc = format!("The position of the {} that it stands in", words(name));
        building.add(Column::new(format!("{name}_position"), ColumnType::Integer, doc), Source::Position(level));
    }
    building.add(
        Column::new("position", ColumnType::Integer, "Its place in the list, from 1"),
        Source::Position(outer.len()),
    );
    let table = format!("{above}_{}", list.name);
    match &list.item {
        Type::Table(shape) => building.fields(shape, None, &[], ""),
        item => building.add(Column::new("value", type_of(item), list.doc.clone()), Source::Item(item.clone())),
    }
    let inner = building.finish(&table);
    let mut levels = outer.to_vec();
    levels.push((list.name.clone(), list.path.clone()));
    let doc = match &list.item {
        Type::Table(shape) if list.doc.is_empty() => first_sentence(&shape.doc),
        _ => first_sentence(&list.doc),
    };
    let key = std::iter::once("id".to_owned())
        .chain(outer.iter().map(|(name, _)| format!("{name}_position")))
        .chain(std::iter::once("position".to_owned()))
        .collect();
    let lists = levels.iter().map(|(_, path)| path.clone()).collect();
    tables.push(building.table(table.clone(), doc, key, kind, lists));
    for list in inner {
        of_list(tables, kind, &table, list, &levels);
    }
}

/// The kind at the start of a table's name.
fn root<'a>(above: &'a str, outer: &[(String, Vec<usize>)]) -> &'a str {
    let inner: usize = outer.iter().map(|(name, _)| name.len() + 1).sum();
    above.get(..above.len() - inner).unwrap_or(above)
}

/// The columns of a table in the making.
#[derive(Default)]
struct Building {
    columns: Vec<Column>,
    sources: Vec<Source>,
    lists: Vec<List>,
    /// The word that goes before the name of a field of an item that is called like a column of every such table.
    taken: Option<String>,
}

impl Building {
    fn add(&mut self, mut column: Column, source: Source) {
        // By the names of every engine: a field `balance_cents` beside an amount `balance` would be a second one in SQLite.
        let is_there = |building: &Building, name: &str| {
            let names = |name: &str, other: &Column| {
                let other = other.name_in(Dialect::Sqlite);
                column.ty.name_in(name, Dialect::Sqlite).eq_ignore_ascii_case(&other)
            };
            let same = |other: &Column| other.name.eq_ignore_ascii_case(name) || names(name, other);
            name == "book" || building.columns.iter().any(same)
        };
        let mut name = column.name.clone();
        if is_there(self, &name)
            && let Some(before) = &self.taken
        {
            name = format!("{before}_{name}");
        }
        // Two fields whose paths read alike: `address_street` beside `address.street`.
        let plain = name.clone();
        let mut number = 2;
        while is_there(self, &name) {
            name = format!("{plain}_{number}");
            number += 1;
        }
        column.name = name;
        self.columns.push(column);
        self.sources.push(source);
    }

    fn derived(&mut self, derived: &'static Derived) {
        // Sums in several currencies have a table of their own: `customer_account`.
        if derived.kind == "customer" && derived.ty == FigureType::Money {
            return;
        }
        let ty = match derived.ty {
            FigureType::Money => ColumnType::Money,
            FigureType::Percent => ColumnType::Number,
            FigureType::Integer => ColumnType::Integer,
            FigureType::Date => ColumnType::Date,
            FigureType::Choice(_) | FigureType::Ref(_) => ColumnType::Text,
        };
        self.add(Column::new(derived.name, ty, derived.doc), Source::Derived(derived));
    }

    /// The fields of a record or item; tables inside are columns, lists are kept for tables of their own.
    fn fields(&mut self, shape: &Shape, kind: Option<&str>, path: &[usize], before: &str) {
        // A table that names a currency of its own, as the one of an exchange does: its amounts are not the record's.
        let own_currency = kind.is_none() && shape.position("currency").is_some();
        for (position, field) in shape.fields.iter().enumerate() {
            let path = [path, &[position]].concat();
            let name = if before.is_empty() { field.name.to_string() } else { format!("{before}_{}", field.name) };
            if let Some(derived) = kind.and_then(|kind| derived::find(kind, &field.name)) {
                self.derived(derived);
                continue;
            }
            match &field.ty {
                Type::Table(inner) => self.fields(inner, None, &path, &name),
                Type::List(item) => {
                    let name = if before.is_empty() {
                        singular(&field.name)
                    } else {
                        format!("{before}_{}", singular(&field.name))
                    };
                    self.lists.push(List { name, path, item: (**item).clone(), doc: doc(field) });
                }
                _ if kind.is_some() && &*field.name == "currency" => self.currency(),
                Type::Amount if own_currency => {
                    self.add(Column::new(name, ColumnType::Number, doc(field)), Source::Stored(path, Type::UnitPrice));
                }
                ty => self.add(Column::new(name, type_of(ty), doc(field)), Source::Stored(path, ty.clone())),
            }
        }
    }

    fn currency(&mut self) {
        let doc = "The currency of its amounts (ISO 4217), written or the book's";
        self.add(Column::new("currency", ColumnType::Text, doc), Source::Currency);
    }

    /// Adds what every table has at its end; gives the lists that are left to do.
    fn finish(&mut self, table: &str) -> Vec<List> {
        for extra in figure::EXTRAS.iter().filter(|extra| extra.table == table) {
            let column = Column::new(extra.name, extra.ty, extra.doc);
            match self.columns.iter().position(|column| column.name == extra.name) {
                // The effective value takes the place of the one that is written.
                Some(there) => {
                    self.columns[there] = column;
                    self.sources[there] = Source::Extra(extra);
                }
                None => self.add(column, Source::Extra(extra)),
            }
        }
        let money = self.columns.iter().any(|column| column.ty == ColumnType::Money);
        if money && !self.columns.iter().any(|column| column.name == "currency") {
            self.currency();
        }
        self.columns.push(book_column());
        self.sources.push(Source::Book);
        std::mem::take(&mut self.lists)
    }

    fn table(self, name: String, doc: String, key: Vec<String>, kind: KindId, lists: Vec<Vec<usize>>) -> Table {
        let rows = Rows::Records { kind, lists, sources: self.sources };
        Table { name, doc, columns: self.columns, key, rows }
    }
}

fn type_of(ty: &Type) -> ColumnType {
    match ty {
        Type::Bool => ColumnType::Bool,
        Type::Integer => ColumnType::Integer,
        Type::Amount => ColumnType::Money,
        Type::UnitPrice | Type::Quantity | Type::Percent => ColumnType::Number,
        Type::Date => ColumnType::Date,
        _ => ColumnType::Text,
    }
}

fn doc(field: &Field) -> String {
    let doc = field.doc.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned();
    match field.ty.item() {
        Type::Ref(kind) => {
            let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
            format!("{doc} ({article} {kind})")
        }
        _ => doc,
    }
}

/// Doc comments are one paragraph over several lines; a table says the first sentence.
fn first_sentence(doc: &str) -> String {
    let text = doc.split_whitespace().collect::<Vec<_>>().join(" ");
    text.split_once(". ").map_or(text.as_str(), |(first, _)| first).trim_end_matches('.').to_owned()
}

fn words(name: &str) -> String {
    name.replace('_', " ")
}

/// One of a list: `lines` are rows of `line`.
fn singular(list: &str) -> String {
    if let Some(stem) = list.strip_suffix("ies") {
        return format!("{stem}y");
    }
    match list.strip_suffix('s') {
        Some(stem) if stem.ends_with("sse") || stem.ends_with("xe") => stem[..stem.len() - 1].to_owned(),
        Some(stem) if !stem.ends_with('s') => stem.to_owned(),
        _ => list.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_table_and_so_has_every_list() {
        let kinds = Kinds::standard();
        let tables = Tables::standard(&kinds);
        for (_, kind) in kinds.iter() {
            let table = tables.named(kind.name).unwrap_or_else(|| panic!("{}", kind.name));
            assert_eq!(table.columns[0].name, "id");
        }
        for name in ["invoice_line", "order_line", "payment_allocation", "customer_tag", "invoice_line_allowance"] {
            let table = tables.named(name).unwrap_or_else(|| panic!("{name}"));
            assert!(table.key.contains(&"position".to_owned()), "{name}");
        }
    }

    #[test]
    fn columns_have_one_name_each_and_every_table_tells_the_book() {
        let tables = Tables::standard(&Kinds::standard());
        for table in tables.iter() {
            let mut names: Vec<String> =
                table.columns.iter().map(|c| c.name_in(super::super::Dialect::Sqlite).to_lowercase()).collect();
            assert_eq!(names.last().unwrap(), "book", "{}", table.name);
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count, "{}: two columns of one name", table.name);
            assert!(table.columns.iter().all(|column| !column.doc.is_empty()), "{}", table.name);
            for key in &table.key {
                assert!(table.columns.iter().any(|column| column.name == *key), "{}.{key}", table.name);
            }
            let money = table.columns.iter().any(|column| column.ty == ColumnType::Money);
            assert!(!money || names.contains(&"currency".to_owned()), "{}: amounts of what currency?", table.name);
        }
    }

    #[test]
    fn an_item_s_own_id_makes_room_for_the_document_s() {
        let tables = Tables::standard(&Kinds::standard());
        let names = |table: &str| -> Vec<String> {
            tables.named(table).unwrap().columns.iter().map(|column| column.name.clone()).collect()
        };
        assert_eq!(names("invoice_line")[..4], ["id", "position", "line_id", "product"]);
        assert_eq!(names("invoice_line_allowance")[..3], ["id", "line_position", "position"]);
        assert_eq!(names("customer_tag"), ["id", "position", "value", "book"]);
    }

    #[test]
    fn derived_fields_stand_where_the_written_ones_would() {
        let tables = Tables::standard(&Kinds::standard());
        let invoice = tables.named("invoice").unwrap();
        let count = |name: &str| invoice.columns.iter().filter(|column| column.name == name).count();
        for name in ["due", "owner", "balance", "status", "currency"] {
            assert_eq!(count(name), 1, "{name}");
        }
        assert_eq!(tables.named("customer").unwrap().columns.iter().filter(|c| c.name == "balance").count(), 0);
    }

    #[test]
    fn an_amount_in_a_currency_of_its_own_is_not_called_one_in_the_record_s() {
        let tables = Tables::standard(&Kinds::standard());
        let of = |name: &str| tables.named("invoice").unwrap().columns.iter().find(|c| c.name == name).unwrap().ty;
        assert_eq!(of("exchange_tax"), ColumnType::Number);
        assert_eq!(of("totals_tax"), ColumnType::Money);
    }

    #[test]
    fn words_for_one_of_many() {
        let words = ["lines", "allowances", "tags", "entries", "addresses", "preceding", "taxes", "class"];
        let one = ["line", "allowance", "tag", "entry", "address", "preceding", "tax", "class"];
        assert_eq!(words.map(singular), one.map(str::to_owned));
    }
}
