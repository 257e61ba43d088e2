//! The table of what is news, and how each is told.

use std::cell::OnceCell;
use std::sync::Arc;

use super::mention::mentioned;
use crate::book::link::reference;
use crate::book::{Book, RecordRef, Value};
use crate::figures::document::totals_of;
use crate::finding::KeyPath;
use crate::firm::Outcome;
use crate::history::change::{Event, RecordChange, Records, Subject};
use crate::history::record_diff::FieldChange;
use crate::history::version::Version;
use crate::model::Shape;
use crate::report::sheet::{Cell, Link, Text};
use crate::value::{Currency, Date, Decimal, Money};

/// A deal's amount moved when it changed by this much, in percent.
const STRONG: i64 = 10;
/// A deal's expected close moved when it changed by so many days.
const LATER: i64 = 7;

/// A sort of news.
pub struct ItemKind {
    /// As `--only` and programs know it.
    pub name: &'static str,
    /// The French word for it.
    pub french: &'static str,
    /// The kind of record that it is about.
    pub record: &'static str,
    /// The catalogue's key of the word for it; with `-many` behind, of the sentence for many at once (`count`).
    pub key: &'static str,
    /// Whether a change is such an item.
    pub happened: fn(&Seen<'_>) -> bool,
    /// The amount that stands at the right, if any.
    pub amount: fn(&Seen<'_>) -> Option<Money>,
    /// What is said beside who and what.
    pub detail: fn(&Seen<'_>) -> Detail,
}

/// Everything that is news, in the order in which the items of one commit are told. What is not here is told by
/// `carnet log`.
pub static ITEMS: &[ItemKind] = &[
    ItemKind {
        name: "won",
        french: "gagnée",
        record: "deal",
        key: "feed-won",
        happened: |seen| seen.turn() == Some(Turn::Won),
        amount: |seen| seen.money("amount"),
        detail: |_| Detail::default(),
    },
    ItemKind {
        name: "lost",
        french: "perdue",
        record: "deal",
        key: "feed-lost",
        happened: |seen| seen.turn() == Some(Turn::Lost),
        amount: |seen| seen.money("amount"),
        detail: |seen| Detail { reason: seen.said("lost_reason").map(str::to_owned), ..Detail::default() },
    },
    ItemKind {
        name: "reopened",
        french: "rouverte",
        record: "deal",
        key: "feed-reopened",
        happened: |seen| seen.turn() == Some(Turn::Reopened),
        amount: |seen| seen.money("amount"),
        detail: |seen| seen.stages(),
    },
    ItemKind {
        name: "opened",
        french: "affaire",
        record: "deal",
        key: "feed-opened",
        happened: |seen| seen.turn() == Some(Turn::Opened),
        amount: |seen| seen.money("amount"),
        detail: |_| Detail::default(),
    },
    ItemKind {
        name: "moved",
        french: "étape",
        record: "deal",
        key: "feed-moved",
        happened: |seen| seen.turn() == Some(Turn::Moved),
        amount: |seen| seen.money("amount"),
        detail: |seen| seen.stages(),
    },
    ItemKind {
        name: "amount",
        french: "montant",
        record: "deal",
        key: "feed-amount",
        happened: |seen| seen.still_open() && seen.amount_moved(),
        amount: |seen| seen.money("amount"),
        detail: |seen| Detail { before: seen.money_before("amount"), ..Detail::default() },
    },
    ItemKind {
        name: "close",
        french: "échéance",
        record: "deal",
        key: "feed-close",
        happened: |seen| seen.still_open() && seen.close_moved(),
        amount: |seen| seen.money("amount"),
        detail: |seen| Detail {
            before: seen.was("close").and_then(Value::as_date).into(),
            after: seen.became("close").and_then(Value::as_date).into(),
            ..Detail::default()
        },
    },
    ItemKind {
        name: "handed",
        french: "confiée",
        record: "deal",
        key: "feed-handed",
        happened: |seen| seen.still_open() && seen.was("owner").is_some() && seen.became("owner").is_some(),
        amount: |seen| seen.money("amount"),
        detail: |seen| {
            let text = |value: Option<&Value>| value.and_then(Value::as_text).map(str::to_owned).into();
            Detail { before: text(seen.was("owner")), after: text(seen.became("owner")), ..Detail::default() }
        },
    },
    ItemKind {
        name: "issued",
        french: "facture",
        record: "invoice",
        key: "feed-issued",
        happened: |seen| seen.numbered() && !seen.credit_note(),
        amount: |seen| seen.net(),
        detail: |_| Detail::default(),
    },
    ItemKind {
        name: "credited",
        french: "avoir",
        record: "invoice",
        key: "feed-credited",
        happened: |seen| seen.numbered() && seen.credit_note(),
        amount: |seen| seen.net().map(|net| -net),
        detail: |_| Detail::default(),
    },
    ItemKind {
        name: "paid",
        french: "payé",
        record: "payment",
        key: "feed-paid",
        happened: |seen| seen.created() && !seen.gives_back(),
        amount: |seen| seen.money("amount"),
        detail: |_| Detail::default(),
    },
    ItemKind {
        name: "refunded",
        french: "remboursé",
        record: "payment",
        key: "feed-refunded",
        happened: |seen| seen.created() && seen.gives_back(),
        amount: |seen| seen.money("amount"),
        detail: |_| Detail::default(),
    },
    ItemKind {
        name: "customer",
        french: "client",
        record: "customer",
        key: "feed-customer",
        happened: |seen| seen.created(),
        amount: |_| None,
        detail: |_| Detail::default(),
    },
    ItemKind {
        name: "product",
        french: "produit",
        record: "product",
        key: "feed-product",
        happened: |seen| seen.created(),
        amount: |seen| seen.money("price"),
        detail: |_| Detail::default(),
    },
    ItemKind {
        name: "price",
        french: "prix",
        record: "product",
        key: "feed-price",
        happened: |seen| seen.was("price").is_some() && seen.became("price").is_some(),
        amount: |seen| seen.money("price"),
        detail: |seen| Detail { before: seen.money_before("price"), ..Detail::default() },
    },
    ItemKind {
        name: "note",
        french: "note",
        record: "note",
        key: "feed-note",
        happened: |seen| seen.created(),
        amount: |_| None,
        detail: |_| Detail::default(),
    },
];

/// What is said beside who and what: a value before and after, or a reason. Where there is an amount, it is the value
/// after.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Detail {
    pub before: Cell,
    pub after: Cell,
    pub reason: Option<String>,
    /// People are told the value after alone: names of stages are long, and where it went is the news.
    pub whither: bool,
}

impl Detail {
    /// For people; nothing where there is nothing to say. An amount in the book's own currency goes without it.
    pub fn words(&self, own: Currency) -> Cell {
        let word = |code: &'static str, text: Text| Cell::word(code, text);
        let bare = |cell: &Cell| match cell {
            Cell::Money(money) if money.currency == own => Cell::Decimal(money.amount),
            other => other.clone(),
        };
        match (&bare(&self.before), &bare(&self.after), &self.reason) {
            (_, _, Some(reason)) => Cell::text(reason),
            (Cell::Empty, Cell::Empty, None) => Cell::Empty,
            (before, Cell::Empty, None) => word("was", Text::key("feed-was").arg("before", before.clone())),
            (_, after, None) if self.whither => word("to", Text::key("feed-to").arg("after", after.clone())),
            (Cell::Empty, after, None) => after.clone(),
            (before, after, None) => {
                let text = Text::key("feed-from-to").arg("before", before.clone()).arg("after", after.clone());
                word("from-to", text)
            }
        }
    }
}

/// What became of a deal's stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Opened,
    Moved,
    Won,
    Lost,
    Reopened,
}

/// A change of a record, looked at for news. What a new record says is taken from the change itself; only of one that is
/// shown, or of an older one, the whole version is looked at.
pub struct Seen<'s> {
    book: &'s Book,
    records: &'s Records<'s>,
    shape: &'s Shape,
    change: &'s RecordChange,
    /// The record under the id that it has now.
    pub subject: &'s Subject,
    version: OnceCell<Arc<Version>>,
}

impl<'s> Seen<'s> {
    pub fn new(book: &'s Book, records: &'s Records<'s>, change: &'s RecordChange, subject: &'s Subject) -> Seen<'s> {
        let shape = records.shape(change.subject.kind);
        Seen { book, records, shape, change, subject, version: OnceCell::new() }
    }

    /// All that the record says after the change.
    fn version(&self) -> &Version {
        self.version.get_or_init(|| self.records.version_of(self.change))
    }

    fn created(&self) -> bool {
        self.change.event == Event::Created && !self.change.broken
    }

    /// What changed of a field of the top.
    fn field(&self, name: &str) -> Option<&'s FieldChange> {
        self.change.fields.iter().find(|field| !field.item && field.path.0.len() == 1 && field.top() == name)
    }

    fn was(&self, name: &str) -> Option<&'s Value> {
        self.field(name)?.before.as_ref()
    }

    fn became(&self, name: &str) -> Option<&'s Value> {
        self.field(name)?.after.as_ref()
    }

    /// What the record says after the change.
    fn value(&self, name: &str) -> Option<&Value> {
        match (self.field(name), self.change.event) {
            (Some(field), _) => field.after.as_ref(),
            (None, Event::Created) => None,
            (None, _) => self.version().get(self.shape, &KeyPath::key(name)),
        }
    }

    /// The text of a field after the change.
    fn said(&self, name: &str) -> Option<&str> {
        self.value(name)?.as_text()
    }

    fn currency(&self) -> Currency {
        self.said("currency").and_then(Currency::from_code).unwrap_or(self.book.firm.currency())
    }

    fn in_currency(&self, amount: Decimal) -> Money {
        let currency = self.currency();
        Money::new(crate::value::decimal::fixed(amount, currency.decimals().max(amount.scale())), currency)
    }

    fn money(&self, name: &str) -> Option<Money> {
        Some(self.in_currency(self.value(name)?.as_decimal()?))
    }

    fn money_before(&self, name: &str) -> Cell {
        self.was(name).and_then(Value::as_decimal).map(|amount| self.in_currency(amount)).into()
    }

    fn stages(&self) -> Detail {
        let stage = |value: Option<&Value>| value.and_then(Value::as_text).map(|id| self.stage_name(id)).into();
        Detail {
            before: stage(self.was("stage")),
            after: stage(self.became("stage")),
            whither: true,
            ..Detail::default()
        }
    }

    /// What the firm calls a stage now, else its id.
    fn stage_name(&self, id: &str) -> String {
        let stage = self.stage(id);
        stage.and_then(|stage| stage.name.clone()).unwrap_or_else(|| id.to_owned())
    }

    fn stage(&self, id: &str) -> Option<&'s crate::firm::Stage> {
        let pipeline = self.book.firm.pipeline(self.said("pipeline"))?;
        pipeline.stages.iter().find(|stage| stage.id == id)
    }

    /// Whether a stage means that the deal is open; one that the firm no longer has counts as open.
    fn outcome(&self, id: &str) -> Outcome {
        self.stage(id).map_or(Outcome::Open, |stage| stage.outcome())
    }

    fn turn(&self) -> Option<Turn> {
        let after = self.outcome(self.became("stage")?.as_text()?);
        let before = self.was("stage").and_then(Value::as_text).map(|id| self.outcome(id));
        Some(match (before, after) {
            (None, Outcome::Open) if self.created() => Turn::Opened,
            (before, Outcome::Won) if before != Some(Outcome::Won) => Turn::Won,
            (before, Outcome::Lost) if before != Some(Outcome::Lost) => Turn::Lost,
            (Some(Outcome::Won | Outcome::Lost), Outcome::Open) => Turn::Reopened,
            _ => Turn::Moved,
        })
    }

    /// A deal that was there before and is open.
    fn still_open(&self) -> bool {
        self.change.event == Event::Changed
            && self.said("stage").is_some_and(|stage| self.outcome(stage) == Outcome::Open)
    }

    fn amount_moved(&self) -> bool {
        let amount = |value: Option<&Value>| value.and_then(Value::as_decimal);
        let (Some(before), Some(after)) = (amount(self.was("amount")), amount(self.became("amount"))) else {
            return false;
        };
        let strong = before.abs().checked_mul(STRONG.into()).and_then(|v| v.checked_div(Decimal::ONE_HUNDRED));
        after != before && strong.is_none_or(|strong| (after - before).abs() >= strong)
    }

    fn close_moved(&self) -> bool {
        let date = |value: Option<&Value>| value.and_then(Value::as_date);
        let (Some(before), Some(after)) = (date(self.was("close")), date(self.became("close"))) else { return false };
        after.days_since(before).abs() >= LATER
    }

    /// A draft got its number, or the document was written with one.
    fn numbered(&self) -> bool {
        !self.change.broken && self.was("number").is_none() && self.became("number").is_some()
    }

    fn credit_note(&self) -> bool {
        self.said("type") == Some("credit-note")
    }

    /// A document's amount without tax, as it was written.
    fn net(&self) -> Option<Money> {
        Some(totals_of(self.book, self.shape, &self.version().values).ok()?.tax_exclusive())
    }

    fn gives_back(&self) -> bool {
        self.value("amount").and_then(Value::as_decimal).is_some_and(|amount| amount.is_sign_negative())
    }

    /// An amount that costs no look at the whole record: for sums over many.
    pub fn amount_at_once(&self) -> Option<Money> {
        match (self.change.event, self.field("amount")) {
            (Event::Created, Some(_)) => self.money("amount"),
            _ => None,
        }
    }

    /// The record as it is now.
    pub fn record(&self) -> Option<RecordRef> {
        self.book.find(self.subject.kind?, &self.subject.id)
    }

    /// The records that a note is about, as far as they are there.
    fn about(&self) -> Vec<RecordRef> {
        let Some(list) = self.version().get(self.shape, &KeyPath::key("about")) else { return Vec::new() };
        let find = |value: &Value| {
            let (kind, id) = value.as_text()?.split_once('/')?;
            self.book.find(self.book.kinds.named(kind)?, id)
        };
        list.as_list().iter().filter_map(find).collect()
    }

    /// The customer that it is about, by the name that it has now.
    pub fn customer(&self) -> Option<Link> {
        let book = self.book;
        let kind = book.kinds.named("customer")?;
        let link = |record: RecordRef| Link::new("customer", &*book.get(record).id).label(book.title(record));
        if self.subject.kind == Some(kind) {
            let id = &*self.subject.id;
            return Some(
                self.record().map_or_else(|| Link::new("customer", id).label(self.said("name").unwrap_or(id)), link),
            );
        }
        match self.said("customer") {
            Some(id) => Some(book.find(kind, id).map_or_else(|| Link::new("customer", id), link)),
            None if self.is("note") => self.about().into_iter().find_map(|record| customer_of(book, record)).map(link),
            None => None,
        }
    }

    fn is(&self, kind: &str) -> bool {
        self.subject.kind.is_some_and(|own| self.book.kind(own).name == kind)
    }

    /// What the record is called beside its customer.
    pub fn title(&self) -> Option<String> {
        match self.book.kind(self.subject.kind?).name {
            "customer" => None,
            "payment" => self.paid_invoices(),
            "note" => self.said("title").map(str::to_owned).or_else(|| first_line(self.said("text")?)),
            "invoice" => self.said("number").map(str::to_owned),
            _ => self.said("name").map(str::to_owned),
        }
    }

    /// The numbers of the invoices that a payment settles.
    fn paid_invoices(&self) -> Option<String> {
        let list = self.version().get(self.shape, &KeyPath::key("allocations"))?;
        let position = self.shape.field("allocations")?.ty.item().shape()?.position("invoice")?;
        let kind = self.book.kinds.named("invoice")?;
        let number = |item: &Value| {
            let id = item.as_table()?.get(position)?.as_ref()?.as_text()?;
            let invoice = self.book.find(kind, id);
            Some(invoice.map_or(id, |invoice| self.book.title(invoice)).to_owned())
        };
        let numbers: Vec<String> = list.as_list().iter().filter_map(number).collect();
        (!numbers.is_empty()).then(|| numbers.join(", "))
    }

    /// The members whom it concerns: who looks after the record, and whom a note mentions.
    pub fn concerned(&self) -> Vec<RecordRef> {
        let book = self.book;
        let members = book.kinds.named("member");
        let member = |id: Option<&Value>| book.find(members?, id?.as_text()?);
        let mut found: Vec<RecordRef> = Vec::new();
        match self.record() {
            Some(record) => found.extend(owner_of(book, record)),
            None => found.extend(member(self.value("owner"))),
        }
        found.extend(member(self.was("owner")));
        if self.is("note") {
            found.extend(self.about().into_iter().filter_map(|record| owner_of(book, record)));
            found.extend(self.said("text").map_or(Vec::new(), |text| mentioned(book, text)));
        }
        found
    }
}

/// The customer that a record is or names.
pub fn customer_of(book: &Book, record: RecordRef) -> Option<RecordRef> {
    match book.kind(record.kind).name {
        "customer" => Some(record),
        _ => reference(book, record, "customer"),
    }
}

/// Who looks after a record: its owner, else its customer's.
pub fn owner_of(book: &Book, record: RecordRef) -> Option<RecordRef> {
    let own = reference(book, record, "owner");
    own.or_else(|| reference(book, reference(book, record, "customer")?, "owner"))
}

/// The first line of a text that says something, without the signs of a heading.
pub fn first_line(text: &str) -> Option<String> {
    let mut lines = text.lines().map(|line| line.trim_start_matches('#').trim());
    lines.find(|line| !line.is_empty()).map(str::to_owned)
}

/// "ACME Conseil · New site".
pub fn head(customer: Option<&Link>, title: Option<&str>) -> String {
    let customer = customer.map(|link| link.label.as_deref().unwrap_or(&link.id));
    customer.into_iter().chain(title).collect::<Vec<_>>().join(" · ")
}

/// Midnight in UTC at the beginning of a day.
pub fn midnight(day: Date) -> i64 {
    day.days_since(Date::UNIX_EPOCH) * 86_400
}
