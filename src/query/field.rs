//! Fields by their path: compiled once against the Shapes and the derived fields, then read from many records.
//!
//! `customer.territory` follows the reference; `lines.product` has as many values as the document has lines. A derived
//! field is read like a stored one and goes before the stored field of the same name, whose effective value it is.

use super::compare::Needle;
use crate::book::RecordRef;
use crate::book::link::{Target, resolve};
use crate::book::record::Values;
use crate::book::view::{TableView, View};
use crate::figures::Figures;
use crate::figures::derived::{self, Derived, Figure, FigureType};
use crate::finding::{Catalogue, Language};
use crate::model::shape::{FirmList, nearest};
use crate::model::{KindId, Shape, Type};
use crate::value::{Currency, Date, Decimal, Money};

/// The words by which fields and choices are shown where the book is not English.
pub(super) const TRANSLATED: Catalogue = Catalogue::new(Language::French);

/// What the values of a field are.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldType {
    /// The record's own id.
    Id,
    Text,
    /// One of a fixed set of words, in their order.
    Choice(Vec<Box<str>>),
    /// A record of this kind, or of any.
    Reference(Option<KindId>),
    Bool,
    Integer,
    /// A number that is no money: a quantity, a unit price.
    Decimal,
    Percent,
    Money,
    Date,
}

/// One value of a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum<'b> {
    Text(&'b str),
    Bool(bool),
    Integer(i64),
    Decimal(Decimal),
    Percent(Decimal),
    Money(Money),
    Date(Date),
    Record(RecordRef),
    /// A reference to something that is not there.
    Dangling(&'b str),
}

/// A compiled path.
#[derive(Clone)]
pub struct FieldPath {
    /// As it was written.
    pub text: String,
    /// The kind that it starts from.
    pub kind: KindId,
    pub ty: FieldType,
    steps: Vec<Step>,
    /// The top-level list of tables that it goes through: `lines`.
    list: Option<usize>,
    /// What a person reads about the field.
    pub doc: String,
}

#[derive(Clone)]
enum Step {
    Id,
    /// A field of the record or of the table.
    Stored {
        position: usize,
        ty: Type,
        /// In a table that names a currency of its own, where that stands: its amounts are not the record's.
        currency: Option<usize>,
        said: Option<EntryField>,
    },
    Derived(&'static Derived),
    /// To the record that was referred to.
    Follow,
}

/// A field of an invoice that its figures say as well: where they are there already, its values need not be looked at.
#[derive(Clone, Copy)]
enum EntryField {
    Date,
    Customer,
}

impl EntryField {
    fn of(figures: &Figures<'_>, kind: Option<KindId>, field: &str) -> Option<EntryField> {
        let invoice = kind.is_some() && kind == figures.book.kinds.named("invoice");
        match field {
            "date" if invoice => Some(EntryField::Date),
            "customer" if invoice => Some(EntryField::Customer),
            _ => None,
        }
    }

    fn datum<'b>(self, figures: &Figures<'b>, record: RecordRef) -> Option<Datum<'b>> {
        match self {
            EntryField::Date => figures.date_at_hand(record).map(Datum::Date),
            EntryField::Customer => figures.customer_at_hand(record).map(Datum::Record),
        }
    }
}

/// A path that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathFault {
    /// No field of that name; the nearest one, and all that there are.
    Unknown { step: String, kind: String, suggestion: Option<String>, known: Vec<String> },
    /// The field before is no reference and no table, so nothing lies beyond it.
    NothingBeyond { field: String },
    /// A whole table or list of tables where a value is needed: say which of its fields.
    Table { field: String, inner: Vec<String> },
}

impl FieldPath {
    /// Compiles a dotted path for the records of a kind.
    pub fn compile(figures: &Figures<'_>, kind: KindId, text: &str) -> Result<FieldPath, PathFault> {
        let book = figures.book;
        let mut steps = Vec::new();
        let mut list = None;
        let mut here = Here::Record(kind);
        let mut ty = None;
        let mut doc = String::new();
        let words: Vec<&str> = text.split('.').collect();
        for (i, word) in words.iter().enumerate() {
            if let Some(FieldType::Reference(target)) = &ty {
                let Some(target) = *target else {
                    return Err(PathFault::NothingBeyond { field: words[..i].join(".") });
                };
                steps.push(Step::Follow);
                ty = None;
                here = Here::Record(target);
            } else if ty.is_some() {
                return Err(PathFault::NothingBeyond { field: words[..i].join(".") });
            }
            let shape: &Shape = match &here {
                Here::Record(kind) => book.shape(*kind),
                Here::Table(shape) => shape,
            };
            let record_kind = if let Here::Record(kind) = &here { Some(*kind) } else { None };
            let derived = record_kind.and_then(|kind| derived::find(book.kind(kind).name, word));
            if let Some(found) = derived {
                steps.push(Step::Derived(found));
                ty = Some(derived_type(figures, found.ty));
                doc = found.doc.to_owned();
                continue;
            }
            match shape.position(word) {
                Some(position) => {
                    let field = &shape.fields[position];
                    let inside = matches!(here, Here::Table(_)) && field.ty == Type::Amount;
                    let currency = inside.then(|| shape.position("currency")).flatten();
                    let said = EntryField::of(figures, record_kind, word);
                    steps.push(Step::Stored { position, ty: field.ty.clone(), currency, said });
                    doc = field.doc.to_string();
                    match field.ty.item() {
                        Type::Table(inner) => {
                            if matches!(field.ty, Type::List(_)) && i == 0 {
                                list = Some(position);
                            }
                            here = Here::Table(inner.clone());
                        }
                        item => ty = Some(stored_type(figures, item)),
                    }
                }
                None if *word == "id" && record_kind.is_some() => {
                    steps.push(Step::Id);
                    ty = Some(FieldType::Id);
                }
                // The kind's own date, whatever it is called: `since:-30d..`.
                None if words.len() == 1 && *word == "since" && book.kind(kind).date.is_some() => {
                    let date = book.kind(kind).date.unwrap_or_default();
                    return FieldPath::compile(figures, kind, date)
                        .map(|path| FieldPath { text: text.to_owned(), ..path });
                }
                None => {
                    let known: Vec<&str> = shape
                        .fields
                        .iter()
                        .map(|f| &*f.name)
                        .chain(
                            record_kind
                                .into_iter()
                                .flat_map(|kind| derived::of_kind(book.kind(kind).name))
                                .map(|d| d.name),
                        )
                        .chain(record_kind.map(|_| "id"))
                        .collect();
                    return Err(PathFault::Unknown {
                        step: (*word).to_owned(),
                        kind: shape.name.to_string(),
                        known: known.iter().map(|name| (*name).to_owned()).collect(),
                        suggestion: translated(word, &known).or_else(|| nearest(word, known)).map(|near| {
                            let mut path: Vec<&str> = words[..i].to_vec();
                            path.push(near);
                            path.join(".")
                        }),
                    });
                }
            }
        }
        match (ty, here) {
            (Some(ty), _) => Ok(FieldPath { text: text.to_owned(), kind, ty, steps, list, doc }),
            (None, Here::Table(shape)) => {
                let inner = shape.fields.iter().map(|f| format!("{text}.{}", f.name)).collect();
                Err(PathFault::Table { field: text.to_owned(), inner })
            }
            (None, Here::Record(_)) => Err(PathFault::Unknown {
                step: text.to_owned(),
                kind: book.kind(kind).name.to_owned(),
                suggestion: None,
                known: Vec::new(),
            }),
        }
    }

    /// Calls `see` for each value of the field.
    pub fn each<'b>(&self, figures: &Figures<'b>, record: RecordRef, see: &mut dyn FnMut(Datum<'b>)) {
        self.each_in(figures, record, None, see);
    }

    /// The same, of one item of the list that the path goes through.
    pub fn each_in<'b>(
        &self,
        figures: &Figures<'b>,
        record: RecordRef,
        item: Option<usize>,
        see: &mut dyn FnMut(Datum<'b>),
    ) {
        from_record(figures, &self.steps, record, item, see);
    }

    /// The first value.
    pub fn first<'b>(&self, figures: &Figures<'b>, record: RecordRef) -> Option<Datum<'b>> {
        let mut first = None;
        self.each(figures, record, &mut |datum| {
            first.get_or_insert(datum);
        });
        first
    }

    /// Every value.
    pub fn all<'b>(&self, figures: &Figures<'b>, record: RecordRef) -> Vec<Datum<'b>> {
        let mut all = Vec::new();
        self.each(figures, record, &mut |datum| all.push(datum));
        all
    }

    /// The list of tables that the path goes through, by its position in the record.
    pub fn list(&self) -> Option<usize> {
        self.list
    }

    /// Whether a record may have several values of it.
    pub fn is_many(&self) -> bool {
        self.steps.iter().any(|step| match step {
            Step::Stored { ty, .. } => matches!(ty, Type::List(_)),
            _ => false,
        })
    }

    /// Whether the field is derived rather than written.
    pub fn is_derived(&self) -> bool {
        matches!(self.steps.last(), Some(Step::Derived(_)))
    }

    /// Whether its amounts are sums over documents, which may be in several currencies: those of a customer.
    pub fn is_sum(&self) -> bool {
        matches!(self.steps.last(), Some(Step::Derived(found)) if found.kind == "customer" && found.ty == FigureType::Money)
    }
}

/// The field that is shown under this name in French: `nom` is `name`.
fn translated<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let asked = Needle::new(&word.replace('_', " "));
    let shown = |field: &str| TRANSLATED.find(&format!("field-{field}"), &[]);
    known.iter().copied().find(|field| shown(field).is_some_and(|shown| asked.is_all_of(&shown)))
}

enum Here {
    Record(KindId),
    Table(std::sync::Arc<Shape>),
}

fn stored_type(figures: &Figures<'_>, ty: &Type) -> FieldType {
    let book = figures.book;
    let firm = &book.firm.file;
    match ty {
        Type::Bool => FieldType::Bool,
        Type::Integer => FieldType::Integer,
        Type::Amount => FieldType::Money,
        Type::UnitPrice | Type::Quantity => FieldType::Decimal,
        Type::Percent => FieldType::Percent,
        Type::Date => FieldType::Date,
        Type::Choice(words) => FieldType::Choice(words.to_vec()),
        Type::Ref(kind) => FieldType::Reference(book.kinds.named(kind)),
        Type::AnyRef => FieldType::Reference(None),
        Type::FirmCode(list) => {
            let mut words: Vec<Box<str>> = match list {
                FirmList::Tax => firm.tax.iter().map(|t| t.id.as_str().into()).collect(),
                FirmList::Pipeline => firm.pipeline.iter().map(|p| p.id.as_str().into()).collect(),
                FirmList::Series => firm.series.iter().map(|s| s.id.as_str().into()).collect(),
                FirmList::Stage => {
                    firm.pipeline.iter().flat_map(|p| &p.stages).map(|stage| stage.id.as_str().into()).collect()
                }
            };
            // Two pipelines may have a stage of one name.
            let mut seen = std::collections::BTreeSet::new();
            words.retain(|word| seen.insert(word.clone()));
            FieldType::Choice(words)
        }
        _ => FieldType::Text,
    }
}

/// The kind's own fields that add up: amounts and numbers, derived ones first, since they are what one asks for.
pub fn numbers(figures: &Figures<'_>, kind: KindId) -> Vec<String> {
    let adds =
        |ty: &FieldType| matches!(ty, FieldType::Money | FieldType::Decimal | FieldType::Percent | FieldType::Integer);
    let derived = derived::of_kind(figures.book.kind(kind).name);
    let derived = derived.filter(|field| adds(&derived_type(figures, field.ty))).map(|field| field.name.to_owned());
    let stored = figures.book.shape(kind).fields.iter();
    let stored = stored.filter(|field| adds(&stored_type(figures, &field.ty))).map(|field| field.name.to_string());
    let mut names: Vec<String> = Vec::new();
    for name in derived.chain(stored) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn derived_type(figures: &Figures<'_>, ty: FigureType) -> FieldType {
    match ty {
        FigureType::Money => FieldType::Money,
        FigureType::Percent => FieldType::Percent,
        FigureType::Integer => FieldType::Integer,
        FigureType::Date => FieldType::Date,
        FigureType::Choice(words) => FieldType::Choice(words.iter().map(|word| Box::from(*word)).collect()),
        FigureType::Ref(kind) => FieldType::Reference(figures.book.kinds.named(kind)),
    }
}

fn from_record<'b>(
    figures: &Figures<'b>,
    steps: &[Step],
    record: RecordRef,
    item: Option<usize>,
    see: &mut dyn FnMut(Datum<'b>),
) {
    let book = figures.book;
    match steps.split_first() {
        None | Some((Step::Follow, _)) => {}
        Some((Step::Id, _)) => see(Datum::Text(book.id(record))),
        Some((Step::Derived(derived), rest)) => {
            let Some(figure) = (derived.compute)(figures, record) else { return };
            match (figure, rest.split_first()) {
                (Figure::Record(target), Some((Step::Follow, rest))) => from_record(figures, rest, target, None, see),
                (Figure::Moneys(sums), _) => sums.iter().for_each(|money| see(Datum::Money(money))),
                (Figure::Money(money), _) => see(Datum::Money(money)),
                (Figure::Percent(percent), _) => see(Datum::Percent(percent)),
                (Figure::Integer(integer), _) => see(Datum::Integer(integer)),
                (Figure::Date(date), _) => see(Datum::Date(date)),
                (Figure::Choice(word), _) => see(Datum::Text(word)),
                (Figure::Record(target), _) => see(Datum::Record(target)),
            }
        }
        Some((Step::Stored { said, .. }, rest)) => {
            match (said.and_then(|said| said.datum(figures, record)), rest.split_first()) {
                (Some(Datum::Record(target)), Some((Step::Follow, rest))) => {
                    from_record(figures, rest, target, None, see);
                }
                (Some(datum), _) => see(datum),
                (None, _) => from_values(figures, steps, record, book.values(record), item, see),
            }
        }
    }
}

fn from_values<'b>(
    figures: &Figures<'b>,
    steps: &[Step],
    record: RecordRef,
    values: TableView<'b>,
    item: Option<usize>,
    see: &mut dyn FnMut(Datum<'b>),
) {
    let Some((Step::Stored { position, ty, currency, .. }, rest)) = steps.split_first() else { return };
    let Some(value) = values.get(*position) else { return };
    if let (Some(own), View::Decimal(amount)) = (currency.and_then(|at| named(values, at)), value) {
        return see(Datum::Money(Money::new(amount, own)));
    }
    match (ty, value) {
        (Type::List(inner), View::List(items)) => {
            let (first, count) = item.map_or((0, usize::MAX), |only| (only, 1));
            let chosen = items.iter().skip(first).take(count);
            chosen.for_each(|value| from_value(figures, rest, record, inner, value, see));
        }
        _ => from_value(figures, rest, record, ty, value, see),
    }
}

fn from_value<'b>(
    figures: &Figures<'b>,
    rest: &[Step],
    record: RecordRef,
    ty: &Type,
    value: View<'b>,
    see: &mut dyn FnMut(Datum<'b>),
) {
    match value {
        View::Table(values) => from_values(figures, rest, record, values, None, see),
        View::Text(text) if matches!(ty, Type::Ref(_) | Type::AnyRef) => {
            match (resolve(figures.book, ty, text), rest.split_first()) {
                (Target::Record(target), Some((Step::Follow, rest))) => from_record(figures, rest, target, None, see),
                (Target::Record(target), _) => see(Datum::Record(target)),
                (_, Some(_)) => {}
                _ => see(Datum::Dangling(text)),
            }
        }
        View::Text(text) => see(Datum::Text(text)),
        View::Bool(value) => see(Datum::Bool(value)),
        View::Integer(value) => see(Datum::Integer(value)),
        View::Date(value) => see(Datum::Date(value)),
        View::Decimal(value) => see(match ty {
            Type::Amount => Datum::Money(Money::new(value, currency_of(figures, record))),
            Type::Percent => Datum::Percent(value),
            _ => Datum::Decimal(value),
        }),
        View::List(_) => {}
    }
}

/// The currency that stands at a position of a table.
fn named(values: TableView<'_>, at: usize) -> Option<Currency> {
    values.get(at)?.as_text().and_then(Currency::from_code)
}

/// The currency that a table names itself, as the one of an exchange does: its amounts are not in the record's.
pub fn own_currency(shape: &Shape, values: &Values) -> Option<Currency> {
    shape.position("currency").and_then(|at| named(TableView::Values(values), at))
}

/// The currency of a record's amounts: a document's own rules, else what it names, else the book's.
pub fn currency_of(figures: &Figures<'_>, record: RecordRef) -> Currency {
    if let Some(entry) = figures.entry(record) {
        return entry.currency;
    }
    if let Some(offer) = figures.offer(record) {
        return offer.totals.currency;
    }
    if let Some(bill) = figures.bill(record) {
        return bill.currency;
    }
    let book = figures.book;
    let named = book.text(record, "currency").and_then(Currency::from_code);
    named.unwrap_or(book.firm.currency())
}
