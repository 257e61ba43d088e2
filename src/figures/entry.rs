//! What an invoice or credit note says by itself: its sums, its day, whose it is, which other documents it names. It is all
//! that sales and totals are made of; what was paid of it and what is left is in [`super::document`].

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, DerefMut};
use std::sync::OnceLock;

use super::Figures;
use super::document::Applied;
use super::document_input::{InvoiceColumns, currency};
use super::kept::{self, KeptCustomer, KeptRow};
use super::sums::Sums;
use crate::book::cache::Row;
use crate::book::link::target_in;
use crate::book::{Book, RecordRef, delta};
use crate::model::KindId;
use crate::model::invoice::InvoiceType;
use crate::value::{Currency, Date, Decimal, Money};

/// An invoice or credit note without what became of it. Amounts are positive for both; see [`Entry::signed`].
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub credit_note: bool,
    /// It has a number and its date has come.
    pub issued: bool,
    pub sort: InvoiceType,
    pub date: Date,
    /// Of all its amounts.
    pub currency: Currency,
    /// Without tax (BT-109), tax (BT-110), and what it asks for; all of its totals: [`Figures::totals`].
    sums: Sums,
    pub customer: Option<RecordRef>,
    /// Who sold it: the document's owner, else the customer's.
    pub owner: Option<RecordRef>,
    pub others: Others,
}

/// The documents that a document names, and that name it. Most have none, and no room is taken for them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Others(Option<Box<Related>>);

/// What [`Others`] are.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Related {
    /// The invoice that a credit note reduces.
    pub credits: Option<RecordRef>,
    /// What a credit note is meant to pay.
    pub applied: Vec<Applied>,
    /// The invoice that a corrected one takes the place of, when both are issued.
    pub replaces: Option<RecordRef>,
    /// The corrected invoice that took its place.
    pub replaced_by: Option<RecordRef>,
    /// Net, tax and gross of the invoice that it takes the place of.
    replaced: Option<Sums>,
}

static NONE: Related =
    Related { credits: None, applied: Vec::new(), replaces: None, replaced_by: None, replaced: None };

impl Deref for Others {
    type Target = Related;

    fn deref(&self) -> &Related {
        self.0.as_deref().unwrap_or(&NONE)
    }
}

impl DerefMut for Others {
    fn deref_mut(&mut self) -> &mut Related {
        self.0.get_or_insert_default()
    }
}

impl From<Related> for Others {
    fn from(named: Related) -> Others {
        Others((named != NONE).then(|| Box::new(named)))
    }
}

impl Entry {
    /// Without tax (BT-109), positive.
    pub fn net(&self) -> Money {
        Money::new(self.sums.net, self.currency)
    }

    /// Tax (BT-110), positive.
    pub fn tax(&self) -> Money {
        Money::new(self.sums.tax, self.currency)
    }

    /// What it asks for (BT-115, and BT-113 where something was paid before), positive.
    pub fn gross(&self) -> Money {
        Money::new(self.sums.gross, self.currency)
    }

    /// What sums count as its net: signed, and of a corrected invoice what it changes.
    pub fn counted_net(&self) -> Money {
        self.counted(self.net(), |replaced| replaced.net)
    }

    pub fn counted_tax(&self) -> Money {
        self.counted(self.tax(), |replaced| replaced.tax)
    }

    pub fn counted_gross(&self) -> Money {
        self.counted(self.gross(), |replaced| replaced.gross)
    }

    fn counted(&self, own: Money, which: impl Fn(&Sums) -> Decimal) -> Money {
        let signed = self.signed(own);
        match &self.others.replaced {
            // Of another currency (a finding), nothing can be taken off.
            Some(replaced) => signed.checked_sub(Money::new(which(replaced), replaced.currency)).unwrap_or(signed),
            None => signed,
        }
    }

    /// The amount with the sign that figures count it with.
    pub fn signed(&self, money: Money) -> Money {
        if self.credit_note { -money } else { money }
    }

    /// The documents that it names.
    fn names(&self) -> impl Iterator<Item = RecordRef> + '_ {
        let applied = self.others.applied.iter().filter_map(|applied| applied.to);
        self.others.credits.into_iter().chain(self.others.replaces).chain(applied)
    }
}

/// What a customer gives to its documents where they say nothing themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Inherited {
    /// The customer's, else the firm's.
    pub currency: Currency,
    pub owner: Option<RecordRef>,
}

/// The same as it is written; nothing of a customer that is not sound.
#[derive(Clone, Copy, Default)]
pub(super) struct Party<'b> {
    pub currency: Option<&'b str>,
    pub terms: Option<&'b str>,
    pub owner: Option<&'b str>,
}

/// What is kept of an invoice, with what its customer gives to it.
struct KeptEntry<'b> {
    row: Row<'b>,
    kept: KeptRow<'b>,
    customer: Option<RecordRef>,
    currency: Currency,
    /// The customer's.
    owner: Option<RecordRef>,
}

/// By the number of a name: the record that it means, looked up at the first question.
type Meant = Box<[OnceLock<Option<RecordRef>>]>;

/// Where documents are read.
pub(super) struct Source {
    pub kind: KindId,
    as_of: Date,
    pub columns: InvoiceColumns,
    customer: Option<KindId>,
    member: Option<KindId>,
    /// Positions of a customer's currency, terms and owner.
    party: [Option<usize>; 3],
    /// Whom the names mean that stand in what is kept: customers, and members.
    named: OnceLock<[Meant; 2]>,
}

impl Source {
    /// `None` in a book without such a kind.
    pub fn new(figures: &Figures<'_>) -> Option<Source> {
        let (book, kind, customer) = (figures.book, figures.invoice?, figures.customer);
        let position = |name| customer.and_then(|customer| book.shape(customer).position(name));
        Some(Source {
            kind,
            as_of: figures.as_of,
            columns: InvoiceColumns::new(book.shape(kind)),
            customer,
            member: book.kinds.named("member"),
            party: ["currency", "terms", "owner"].map(position),
            named: OnceLock::new(),
        })
    }

    pub fn record(&self, index: u32) -> RecordRef {
        RecordRef { kind: self.kind, index }
    }

    pub fn party<'b>(&self, book: &'b Book, customer: RecordRef) -> Party<'b> {
        if !book.is_sound(customer) {
            return Party::default();
        }
        let values = book.values(customer);
        let [currency, terms, owner] = self.party.map(|position| values.get(position?)?.as_text());
        Party { currency, terms, owner }
    }

    /// The record that a name in a row means, looked up once: a customer or a member.
    fn named(&self, book: &Book, which: usize, row: Row<'_>) -> Option<RecordRef> {
        let number = row.name_number(which)?;
        let all = self.named.get_or_init(|| {
            [(); 2].map(|()| std::iter::repeat_with(OnceLock::new).take(book.computed_names()).collect())
        });
        let own = all.get(which)?.get(number as usize)?;
        *own.get_or_init(|| {
            let kind = if which == kept::CUSTOMER { self.customer } else { self.member };
            target_in(book, kind, row.name(which)?)
        })
    }

    /// What the documents of a customer take from it, and those of nobody.
    pub fn inherited(&self, book: &Book, customer: Option<RecordRef>) -> Inherited {
        let kept = |customer| {
            let row = book.computed(customer)?;
            let currency = KeptCustomer::of(row)?.currency().unwrap_or(book.firm.currency());
            Some(Inherited { currency, owner: self.named(book, kept::OWNER, row) })
        };
        let read = || {
            let party = customer.map(|customer| self.party(book, customer)).unwrap_or_default();
            let owner = party.owner.and_then(|member| target_in(book, self.member, member));
            Inherited { currency: currency(book, None, party.currency), owner }
        };
        let kept = customer.and_then(kept);
        // So that every test of the project is one of both ways.
        debug_assert!(kept.is_none_or(|kept| kept == read()));
        kept.unwrap_or_else(read)
    }

    /// `None` where the record is not sound or has no totals.
    pub fn entry(
        &self,
        book: &Book,
        record: RecordRef,
        inherits: impl Fn(Option<RecordRef>) -> Inherited,
    ) -> Option<Entry> {
        if let Some(entry) = self.kept_entry(book, record, &inherits) {
            return Some(entry);
        }
        self.read_entry(book, record, book.computed(record).and_then(KeptRow::of), inherits)
    }

    /// What is kept of an invoice and says all, with its customer and its currency; `None` where the sums are of another currency.
    fn kept<'b>(
        &self,
        book: &'b Book,
        record: RecordRef,
        inherits: impl Fn(Option<RecordRef>) -> Inherited,
    ) -> Option<KeptEntry<'b>> {
        let row = book.computed(record)?;
        let kept = KeptRow::of(row).filter(|kept| kept.says_all())?;
        let customer = self.named(book, kept::CUSTOMER, row);
        let inherited = inherits(customer);
        let currency = kept.own_currency().unwrap_or(inherited.currency);
        kept.is_in(currency).then_some(KeptEntry { row, kept, customer, currency, owner: inherited.owner })
    }

    /// Whether its entry is made of what is kept.
    pub fn keeps(&self, book: &Book, record: RecordRef, inherits: impl Fn(Option<RecordRef>) -> Inherited) -> bool {
        self.kept(book, record, inherits).is_some()
    }

    /// An entry of what is kept of it; `None` where that does not say all.
    pub fn kept_entry(
        &self,
        book: &Book,
        record: RecordRef,
        inherits: impl Fn(Option<RecordRef>) -> Inherited,
    ) -> Option<Entry> {
        let KeptEntry { row, kept, customer, currency, owner } = self.kept(book, record, &inherits)?;
        let (sort, date) = (kept.sort()?, kept.date()?);
        let entry = Entry {
            credit_note: sort == InvoiceType::CreditNote,
            sort,
            issued: kept.numbered() && date <= self.as_of,
            date,
            currency,
            sums: kept.sums_in(currency)?,
            customer,
            owner: if row.name_number(kept::OWNER).is_some() { self.named(book, kept::OWNER, row) } else { owner },
            others: Others::default(),
        };
        // So that every test of the project is one of both ways.
        debug_assert_eq!(Some(&entry), self.read_entry(book, record, Some(kept), inherits).as_ref());
        Some(entry)
    }

    /// The day of an invoice whose entry is made of what is kept.
    pub fn kept_date(book: &Book, record: RecordRef) -> Option<Date> {
        KeptRow::of(book.computed(record)?)?.date()
    }

    /// Its customer.
    pub fn kept_customer(&self, book: &Book, record: RecordRef) -> Option<RecordRef> {
        self.named(book, kept::CUSTOMER, book.computed(record)?)
    }

    /// An entry of the record's values; the sums are taken where they are of its currency.
    pub fn read_entry(
        &self,
        book: &Book,
        record: RecordRef,
        kept: Option<KeptRow<'_>>,
        inherits: impl Fn(Option<RecordRef>) -> Inherited,
    ) -> Option<Entry> {
        let columns = &self.columns;
        let values = book.is_sound(record).then(|| book.values(record))?;
        let head = columns.head(values);
        let date = head.date?;
        let customer = target_in(book, self.customer, head.customer?);
        let inherited = inherits(customer);
        let own = head.currency.map(|own| currency(book, Some(own), None));
        let currency = own.unwrap_or(inherited.currency);
        let sums = match kept.and_then(|kept| kept.sums_in(currency)) {
            Some(sums) => sums,
            None => Sums::of(&columns.totals(book, values, currency).ok()?),
        };
        let sort = InvoiceType::from_name(head.invoice_type);
        let invoice = |text: &str| target_in(book, Some(self.kind), text);
        let credits = head.credits.and_then(invoice);
        let replaces = head.replaces.filter(|_| sort == InvoiceType::Corrected);
        let mut applied = Vec::new();
        if sort == InvoiceType::CreditNote {
            let allocations = columns.allocations.each(book, values).enumerate();
            applied.extend(allocations.map(|(i, (to, amount))| Applied { to, amount, allocation: Some(i) }));
            if applied.is_empty() && credits.is_some() {
                applied.push(Applied { to: credits, amount: sums.gross, allocation: None });
            }
        }
        let owner = head.owner.map(|member| target_in(book, self.member, member));
        Some(Entry {
            credit_note: sort == InvoiceType::CreditNote,
            sort,
            issued: head.numbered && date <= self.as_of,
            date,
            currency,
            sums,
            customer,
            owner: owner.unwrap_or(inherited.owner),
            others: Others::from(Related {
                credits,
                applied,
                replaces: replaces.and_then(invoice).filter(|other| *other != record),
                replaced_by: None,
                replaced: None,
            }),
        })
    }
}

/// Which documents are looked at together, in the book's order: all, or some.
pub(super) struct Members(Option<Vec<u32>>);

impl Members {
    pub fn all() -> Members {
        Members(None)
    }

    /// Of these numbers, which ascend.
    pub fn some(numbers: Vec<u32>) -> Members {
        Members(Some(numbers))
    }

    pub fn position(&self, record: RecordRef) -> Option<usize> {
        match &self.0 {
            None => Some(record.index as usize),
            Some(numbers) => numbers.binary_search(&record.index).ok(),
        }
    }

    pub fn number(&self, position: usize) -> u32 {
        self.0.as_ref().map_or(position as u32, |numbers| numbers.get(position).copied().unwrap_or(u32::MAX))
    }
}

/// Corrected invoices take the places of those that they name; the earliest first, since a correction may be corrected. Of two
/// for one invoice the first holds (the other is a finding).
pub(super) fn replace(members: &Members, kind: KindId, entries: &mut [Option<Entry>]) {
    let mut corrections: Vec<(Date, usize)> = Vec::new();
    for (index, entry) in entries.iter_mut().enumerate() {
        let Some(entry) = entry.as_mut().filter(|entry| entry.others.replaces.is_some()) else { continue };
        if entry.issued {
            corrections.push((entry.date, index));
        } else {
            entry.others.replaces = None;
        }
    }
    corrections.sort_unstable();
    for (_, index) in corrections {
        let Some(old) = entries[index].as_ref().and_then(|entry| entry.others.replaces) else { continue };
        let by = RecordRef { kind, index: members.number(index) };
        // A circle is a finding, and replaces nothing.
        let mut up = Some(by);
        let mut round = false;
        while let Some(found) = up.filter(|_| !round) {
            let entry = members.position(found).and_then(|at| entries.get(at)?.as_ref());
            up = entry.and_then(|entry| entry.others.replaced_by);
            round = found == old;
        }
        let Some(found) = members.position(old).and_then(|at| entries.get_mut(at)?.as_mut()) else { continue };
        if round || !found.issued || found.credit_note || found.others.replaced_by.is_some() {
            if let Some(entry) = entries[index].as_mut() {
                entry.others.replaces = None;
            }
            continue;
        }
        found.others.replaced_by = Some(by);
        let taken = found.sums;
        if let Some(entry) = entries[index].as_mut() {
            entry.others.replaced = Some(taken);
        }
    }
}

/// One document and all that it hangs together with by credit notes and corrections, whichever names which, by number; and
/// the payments in which one of them is named.
pub(super) fn together(
    figures: &Figures<'_>,
    source: &Source,
    record: RecordRef,
) -> (BTreeMap<u32, Option<Entry>>, Vec<u32>) {
    let book = figures.book;
    let inherits = |customer| source.inherited(book, customer);
    let read = |index: u32| source.entry(book, source.record(index), inherits);
    let kinds: Vec<KindId> = [figures.invoice, figures.payment].into_iter().flatten().collect();
    let number = book.shape(source.kind).position("number");
    let (mut found, mut payments) = (BTreeMap::new(), BTreeSet::new());
    let mut fresh = vec![record.index];
    while !fresh.is_empty() {
        let mut next = BTreeSet::new();
        for index in &fresh {
            let entry = read(*index);
            next.extend(entry.iter().flat_map(Entry::names).map(|other| other.index));
            found.insert(*index, entry);
        }
        let names = fresh.iter().flat_map(|index| {
            let record = source.record(*index);
            let number = number.and_then(|position| book.values(record).get(position)?.as_text());
            [Some(book.id(record)), number].into_iter().flatten()
        });
        for naming in delta::naming(book, &kinds, names) {
            if naming.kind != source.kind {
                payments.insert(naming.index);
            } else if let Some(entry) = read(naming.index)
                && entry.names().any(|other| found.contains_key(&other.index))
            {
                next.insert(naming.index);
            }
        }
        fresh = next.into_iter().filter(|index| !found.contains_key(index)).collect();
    }
    (found, payments.into_iter().collect())
}
