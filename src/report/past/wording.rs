//! What happened to a record, in business words for people and in typed values for programs.

use crate::book::{Book, Value, Values, typed};
use crate::figures::document::totals_of;
use crate::finding::{KeyPath, Step};
use crate::history::change::{Event, RecordChange, Records, type_at};
use crate::history::record_diff::FieldChange;
use crate::model::invoice::{Invoice, InvoiceType};
use crate::model::{KindId, Shape, Type};
use crate::report::freshness::CONFIRMED;
use crate::report::sheet::{Cell, Text};
use crate::value::{Currency, Date, Money, decimal};

/// How many changes of one record are told one by one.
const MOST: usize = 12;
/// The longest text that is shown whole, in characters.
const LONGEST: usize = 40;

/// The words for the changes of a book's records.
pub struct Wording<'w> {
    pub(super) records: &'w Records<'w>,
    book: &'w Book,
}

impl<'w> Wording<'w> {
    pub fn new(records: &'w Records<'w>, book: &'w Book) -> Wording<'w> {
        Wording { records, book }
    }

    /// What happened, a word or a few for each change: a list for people. `day`: when, where that was one day; dates that
    /// only say so again are left out.
    pub fn told(&self, change: &RecordChange, day: Option<Date>) -> Cell {
        let shape = self.records.shape(change.subject.kind);
        let mut words = Vec::new();
        let mut fields: Vec<&FieldChange> = change.fields.iter().collect();
        let stage = fields.iter().any(|field| field.top() == "stage");
        fields.retain(|field| match (field.top(), field.after.as_ref().and_then(Value::as_date), day) {
            ("stage_since", Some(_), None) => !stage,
            ("stage_since" | "closed", Some(date), Some(day)) => !stage || date != day,
            _ => true,
        });
        match change.event {
            Event::Removed => words.push(word("removed", Text::key("log-removed"))),
            Event::Created => {
                words.extend(self.created(change, shape, day));
                fields.clear();
            }
            Event::Changed => {}
        }
        if let Some(old) = &change.old_id {
            words.push(word("renamed", Text::key("log-renamed").arg("old", Cell::text(&**old))));
        }
        if change.broken {
            words.push(word("broken", Text::key("log-broken")));
        }
        if change.mended {
            words.push(word("mended", Text::key("log-mended")));
        }
        if change.event == Event::Changed
            && let Some(number) = self.issued(change, shape)
        {
            words.push(number);
            fields.retain(|field| field.top() != "number");
        }
        let confirms = |field: &FieldChange| field.top() == CONFIRMED && field.after.is_some();
        let confirmed: Vec<Cell> = (fields.iter().filter(|field| confirms(field)))
            .filter_map(|field| match field.path.0.last() {
                Some(Step::Key(key)) => Some(named(key)),
                _ => None,
            })
            .collect();
        if !confirmed.is_empty() {
            words.push(word(CONFIRMED, Text::key("log-confirmed").arg("fields", Cell::List(confirmed))));
            fields.retain(|field| !confirms(field));
        }
        // A table of which several values changed (an address) is told once.
        let mut tables: Vec<&str> = Vec::new();
        let count = fields.len();
        for (i, field) in fields.iter().enumerate() {
            let top = field.top();
            let table = shape.field(top).is_some_and(|field| matches!(field.ty, Type::Table(_)));
            if table && fields.iter().filter(|other| other.top() == top).count() > 1 {
                if !tables.contains(&top) {
                    tables.push(top);
                    words.push(word(top.to_owned(), Text::key("log-changed").arg("field", named(top))));
                }
                continue;
            }
            if words.len() >= MOST && i + 1 < count {
                let more = Text::key("log-more-fields").arg("count", Cell::Integer((count - i) as i64));
                words.push(word("more", more));
                break;
            }
            words.push(self.field(change, shape, field));
        }
        Cell::List(words)
    }

    /// A new record: what it is called and the columns that `list` would show first.
    fn created(&self, change: &RecordChange, shape: &Shape, day: Option<Date>) -> Vec<Cell> {
        if change.broken {
            return vec![word("created", Text::key("log-created"))];
        }
        if let Some(paid) = self.paid(change, shape) {
            return vec![paid];
        }
        let issued = self.issued(change, shape);
        let kind = change.subject.kind.map(|kind| self.book.kind(kind));
        let title = kind.map(|kind| kind.title).filter(|title| issued.is_none() && shown_plainly(shape, title));
        let version = self.records.version_of(change);
        let title = title.and_then(|title| version.text(shape, title));
        let numbered = issued.is_some();
        let mut words = match (issued, title) {
            (Some(issued), _) => vec![issued],
            (None, Some(title)) if title != &*change.subject.id => {
                vec![word("created", Text::key("log-created-title").arg("title", Cell::text(short(title))))]
            }
            _ => vec![word("created", Text::key("log-created"))],
        };
        let columns = kind.map_or(&[][..], |kind| kind.columns);
        let told =
            columns.iter().filter(|column| **column != "number" && kind.is_some_and(|kind| kind.title != **column));
        let most = words.len() + 4;
        for column in told.filter(|column| shown_plainly(shape, column)) {
            if words.len() == most {
                break;
            }
            let path = KeyPath::key(column);
            if let (Some(value), Some(ty)) = (version.get(shape, &path), type_at(shape, &path.0)) {
                let said = numbered && *column == "customer";
                if said || (value.as_date().is_some() && value.as_date() == day) {
                    continue;
                }
                let text = Text::key("log-is").arg("field", named(column));
                words.push(word((*column).to_owned(), text.arg("value", self.people(change, shape, Some(ty), value))));
            }
        }
        words
    }

    /// A draft that got its number, or a document that was written with one.
    fn issued(&self, change: &RecordChange, shape: &Shape) -> Option<Cell> {
        if self.kind_name(change.subject.kind) != "invoice" {
            return None;
        }
        let number = change.fields.iter().find(|field| field.top() == "number" && field.before.is_none())?;
        let number = number.after.as_ref()?.as_text()?;
        let values = &self.records.version_of(change).values;
        let invoice: Invoice = typed::build(shape, values).ok()?;
        let totals = totals_of(self.book, shape, values).ok()?;
        let net = totals.tax_exclusive();
        let credit = invoice.invoice_type == Some(InvoiceType::CreditNote);
        let key = match (credit, *number == *change.subject.id) {
            (false, false) => "log-issued",
            (false, true) => "log-issued-so",
            (true, false) => "log-issued-credit",
            (true, true) => "log-issued-credit-so",
        };
        let text = Text::key(key)
            .arg("number", Cell::text(number))
            .arg("customer", Cell::text(invoice.customer.as_str()))
            .arg("net", self.person_cell(net.currency, Some(&Type::Amount), &Value::Decimal(net.amount)));
        Some(word("issued", text))
    }

    /// A new payment, where it is plain: somebody paid something, for these invoices.
    fn paid(&self, change: &RecordChange, shape: &Shape) -> Option<Cell> {
        if self.kind_name(change.subject.kind) != "payment" {
            return None;
        }
        let path = KeyPath::key("amount");
        let version = self.records.version_of(change);
        let amount = version.get(shape, &path)?;
        if amount.as_decimal()?.is_sign_negative() {
            return None;
        }
        let customer = version.text(shape, "customer")?;
        let invoices: Vec<Cell> = version
            .get(shape, &KeyPath::key("allocations"))
            .map_or(&[][..], Value::as_list)
            .iter()
            .filter_map(|item| self.target_of(type_at(shape, &KeyPath::key("allocations").0)?, item))
            .collect();
        let key = match invoices.len() {
            0 => "log-paid",
            1..=3 => "log-paid-for",
            _ => "log-paid-several",
        };
        let count = Cell::Integer(invoices.len() as i64);
        let text = Text::key(key)
            .arg("amount", self.people(change, shape, Some(&Type::Amount), amount))
            .arg("customer", Cell::text(customer))
            .arg("invoices", Cell::List(invoices))
            .arg("count", count);
        Some(word("paid", text))
    }

    /// The invoice that an allocation names, by its number where it has one.
    fn target_of(&self, list: &Type, item: &Value) -> Option<Cell> {
        let position = list.shape()?.position("invoice")?;
        let id = item.as_table()?.get(position)?.as_ref()?.as_text()?;
        let kind = self.book.kinds.named("invoice")?;
        let number = self.book.find(kind, id).and_then(|found| {
            let record = self.book.get(found);
            record.text(self.book.shape(kind), "number")
        });
        Some(Cell::text(number.unwrap_or(id)))
    }

    fn field(&self, change: &RecordChange, shape: &Shape, field: &FieldChange) -> Cell {
        let ty = type_at(shape, &field.path.0);
        let name = title(&field.path);
        let cell =
            |value: &Value| self.people(change, shape, ty.map(|ty| if field.item { ty.item() } else { ty }), value);
        let hidden = hidden(shape, field);
        let text = match (&field.before, &field.after) {
            (None, Some(_)) if hidden => Text::key("log-added"),
            (Some(_), None) if hidden => Text::key("log-dropped"),
            _ if hidden => Text::key("log-changed"),
            (None, Some(value)) if field.item => Text::key("log-item-came").arg("value", cell(value)),
            (Some(value), None) if field.item => Text::key("log-item-went").arg("value", cell(value)),
            (Some(before), Some(after)) => {
                Text::key("log-from-to").arg("before", cell(before)).arg("after", cell(after))
            }
            (None, Some(after)) => Text::key("log-set").arg("value", cell(after)),
            (Some(Value::Date(_)), None) => Text::key("log-dropped"),
            (Some(before), None) => Text::key("log-unset").arg("value", cell(before)),
            (None, None) => Text::key("log-changed"),
        };
        // An item is told of the list, not of its position in it.
        let name = if field.item { Text::field(field.top()) } else { name };
        word(field.path.to_string(), text.arg("field", Cell::word(field.top().to_owned(), name)))
    }

    /// A value in a sentence.
    pub fn people(&self, change: &RecordChange, shape: &Shape, ty: Option<&Type>, value: &Value) -> Cell {
        self.person_cell(self.currency(self.records.version_of(change).text(shape, "currency")), ty, value)
    }

    /// A value for people; an amount in the book's own currency goes without it.
    pub fn person_cell(&self, currency: Currency, ty: Option<&Type>, value: &Value) -> Cell {
        match (value, ty) {
            (Value::Text(text), _) => Cell::text(short(text)),
            (Value::Decimal(amount), Some(Type::Amount | Type::UnitPrice)) if currency == self.book.firm.currency() => {
                let decimals = currency.decimals().max(amount.scale());
                Cell::Decimal(decimal::fixed(*amount, decimals))
            }
            (Value::Decimal(amount), Some(Type::Amount | Type::UnitPrice)) => {
                Cell::Money(Money::new(*amount, currency))
            }
            (Value::List(items), Some(Type::List(item))) => {
                Cell::List(items.iter().map(|value| self.person_cell(currency, Some(item), value)).collect())
            }
            (Value::Table(values), Some(Type::Table(inner))) => self.item(currency, inner, values),
            _ => self.program_cell(currency, ty, value),
        }
    }

    /// A line or another item of a list, by what tells it apart: `audit-day 4 × 650.00`.
    fn item(&self, currency: Currency, shape: &Shape, values: &Values) -> Cell {
        let value = |name: &str| {
            let position = shape.position(name)?;
            let value = values.get(position)?.as_ref()?;
            Some(self.person_cell(currency, Some(&shape.fields[position].ty), value))
        };
        let mut parts = Vec::new();
        let plain = |name: &&str| shown_plainly(shape, name);
        let names = ["product", "description", "id", "customer", "invoice", "name", "reason", "from"];
        parts.extend(names.iter().filter(|name| plain(name)).find_map(|name| value(name)));
        if let (Some(quantity), Some(price)) = (value("quantity"), value("unit_price")) {
            let text = Text::key("log-times").arg("quantity", quantity).arg("price", price);
            parts.push(word("times", text));
        }
        parts.extend(value("amount"));
        let key = ["log-item-0", "log-item-1", "log-item-2"][parts.len().min(2)];
        let mut text = Text::key(key);
        for (name, part) in ["first", "second"].into_iter().zip(parts) {
            text = text.arg(name, part);
        }
        word(key, text)
    }

    /// The fields that changed, for programs.
    pub fn fields(&self, change: &RecordChange) -> Cell {
        let shape = self.records.shape(change.subject.kind);
        let currency = self.currency(self.records.version_of(change).text(shape, "currency"));
        let entry = |field: &FieldChange| {
            let ty = type_at(shape, &field.path.0).map(|ty| if field.item { ty.item() } else { ty });
            let value = |value: &Option<Value>| {
                value.as_ref().map_or(Cell::Empty, |value| self.program_cell(currency, ty, value))
            };
            Cell::Table(vec![
                ("field".into(), Cell::text(field.path.to_string())),
                ("before".into(), value(&field.before)),
                ("after".into(), value(&field.after)),
            ])
        };
        Cell::List(change.fields.iter().map(entry).collect())
    }

    /// A value as it stands in the file; an amount with its currency.
    pub fn program_cell(&self, currency: Currency, ty: Option<&Type>, value: &Value) -> Cell {
        match (value, ty) {
            (Value::Text(text), _) => Cell::text(&**text),
            (Value::Bool(value), _) => Cell::Bool(*value),
            (Value::Integer(value), _) => Cell::Integer(*value),
            (Value::Date(date), _) => Cell::Date(*date),
            (Value::Decimal(value), Some(Type::Amount)) => Cell::Money(Money::new(*value, currency)),
            (Value::Decimal(value), Some(Type::Percent)) => Cell::Percent(*value),
            (Value::Decimal(value), _) => Cell::Decimal(*value),
            (Value::List(items), ty) => {
                let item = ty.map(Type::item);
                Cell::List(items.iter().map(|value| self.program_cell(currency, item, value)).collect())
            }
            (Value::Table(values), ty) => {
                let Some(shape) = ty.and_then(Type::shape) else { return Cell::Empty };
                let entries = shape.fields.iter().zip(values).filter_map(|(field, value)| {
                    let cell = self.program_cell(currency, Some(&field.ty), value.as_ref()?);
                    Some((field.name.to_string(), cell))
                });
                Cell::Table(entries.collect())
            }
        }
    }

    /// The currency of a record that names this one, or none.
    pub fn currency(&self, named: Option<&str>) -> Currency {
        named.and_then(Currency::from_code).unwrap_or(self.book.firm.currency())
    }

    pub fn kind_named(&self, name: &str) -> Option<KindId> {
        self.book.kinds.named(name)
    }

    /// `deal`, or `firm` for `carnet.toml`.
    pub fn kind_name(&self, kind: Option<KindId>) -> &'static str {
        kind.map_or("firm", |kind| self.book.kind(kind).name)
    }
}

fn word(code: impl Into<std::borrow::Cow<'static, str>>, text: Text) -> Cell {
    Cell::word(code, text)
}

fn named(field: &str) -> Cell {
    Cell::word(field.to_owned(), Text::field(field))
}

/// A path in words: `address: city`, `lines 2: quantity`.
pub fn title(path: &KeyPath) -> Text {
    match path.0.as_slice() {
        [Step::Key(key)] => Text::field(key),
        [Step::Key(outer), Step::Index(index)] => {
            Text::key("log-nth").arg("list", named(outer)).arg("number", Cell::Integer(*index as i64 + 1))
        }
        [Step::Key(outer), Step::Index(index), rest @ ..] => Text::key("log-inside-nth")
            .arg("list", named(outer))
            .arg("number", Cell::Integer(*index as i64 + 1))
            .arg("inner", Cell::word("inner", title(&KeyPath(rest.to_vec())))),
        [Step::Key(outer), rest @ ..] => Text::key("show-inside")
            .arg("outer", named(outer))
            .arg("inner", Cell::word("inner", title(&KeyPath(rest.to_vec())))),
        _ => Text::literal(path.to_string()),
    }
}

/// Personal data and whole texts are told as changed, not shown: a log is read over shoulders and pasted into mails.
fn hidden(shape: &Shape, field: &FieldChange) -> bool {
    let long = |value: &Option<Value>| matches!(value, Some(Value::Text(text)) if text.contains('\n'));
    let body = matches!(type_at(shape, &field.path.0), Some(Type::Body));
    body || personal(shape, &field.path.0) || long(&field.before) || long(&field.after)
}

fn personal(shape: &Shape, path: &[Step]) -> bool {
    let Some((Step::Key(key), rest)) = path.split_first() else { return false };
    let Some(field) = shape.field(key) else { return false };
    let rest = match rest.first() {
        Some(Step::Index(_)) => &rest[1..],
        _ => rest,
    };
    field.personal || field.ty.shape().is_some_and(|inner| personal(inner, rest))
}

/// A field that exists and is neither personal nor a whole text.
fn shown_plainly(shape: &Shape, name: &str) -> bool {
    shape.field(name).is_some_and(|field| !field.personal && field.ty != Type::Body)
}

fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}
