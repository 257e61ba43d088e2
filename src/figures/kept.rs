//! What is kept of an invoice beside its values: its three sums, and all that its [`super::Entry`] is made of, where it names
//! no other document; and of a customer what invoices take from it.
//!
//! It depends on nothing but the file, the settings and the currency: so it holds as long as the file is the same, and the currency
//! that was taken then is the one that is taken now (a customer may name it). Whatever hangs on other files (who the customer is,
//! the terms and the owner that a customer gives) is looked up when it is read.
//!
//! ```text
//! flags, sort, decimals of the sums, currency of the sums, own currency, 0, date, due, net, tax, gross
//! ```
//! A date is its year, shifted by 9 bits, and its day in it; a sum its digits; all little-endian. The names behind it are the customer's and the owner's.

use super::document::only_due;
use super::document_input::InvoiceColumns;
use super::sums::Sums;
use crate::book::cache::{Computed, Row};
use crate::book::view::TableView;
use crate::book::{Book, Record};
use crate::model::KindId;
use crate::model::invoice::InvoiceType;
use crate::value::{Currency, Date, Decimal};

const LENGTH: usize = 44;
/// Nothing but the sums is to be taken from here.
const SUMS_ONLY: u8 = 1;
const NUMBERED: u8 = 2;
/// The due day follows from the document alone.
const OWN_DUE: u8 = 4;
const NO_DATE: i32 = i32::MIN;

/// The names that stand beside it.
pub(super) const CUSTOMER: usize = 0;
pub(super) const OWNER: usize = 1;

/// What is to be kept of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct KeptInvoice {
    sums: Sums,
    /// `None` where it names other documents, or something is unusual: its values say it.
    said: Option<Said>,
}

/// What an invoice says itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Said {
    sort: InvoiceType,
    numbered: bool,
    date: Date,
    due: Option<Due>,
    /// Its own.
    currency: Option<Currency>,
}

/// The only day on which it is due; nothing is retained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Due {
    pub day: Date,
    /// It holds whatever the terms of the customer or the firm are; otherwise only where these have one day, too.
    pub own: bool,
}

/// What was kept of an invoice, as it lies: each part is read when it is asked for.
#[derive(Clone, Copy)]
pub(super) struct KeptRow<'k>(&'k [u8; LENGTH]);

impl<'k> KeptRow<'k> {
    /// `None` where nothing of the kind was kept.
    pub(super) fn of(row: Row<'k>) -> Option<KeptRow<'k>> {
        row.numbers().try_into().ok().map(KeptRow)
    }

    /// Whether an entry can be made of it; otherwise nothing but its sums is there.
    pub(super) fn says_all(self) -> bool {
        self.0[0] & SUMS_ONLY == 0
    }

    pub(super) fn numbered(self) -> bool {
        self.0[0] & NUMBERED != 0
    }

    pub(super) fn sort(self) -> Option<InvoiceType> {
        InvoiceType::ALL.get(usize::from(self.0[1])).copied()
    }

    pub(super) fn date(self) -> Option<Date> {
        self.day(12)
    }

    pub(super) fn due(self) -> Option<Due> {
        self.day(16).map(|day| Due { day, own: self.0[0] & OWN_DUE != 0 })
    }

    /// The currency that it names itself.
    pub(super) fn own_currency(self) -> Option<Currency> {
        if self.0[8] == 0 { None } else { self.code(8) }
    }

    /// Its sums, if they are of this currency.
    pub(super) fn sums_in(self, currency: Currency) -> Option<Sums> {
        self.is_in(currency).then(|| self.amounts(currency)).flatten()
    }

    pub(super) fn is_in(self, currency: Currency) -> bool {
        &self.0[5..8] == currency.code().as_bytes()
    }

    fn amounts(self, currency: Currency) -> Option<Sums> {
        let amount = |number: usize| {
            let digits = i64::from_le_bytes(*self.0[20 + number * 8..].first_chunk()?);
            Decimal::try_new(digits, u32::from(self.0[2 + number])).ok()
        };
        Some(Sums { currency, net: amount(0)?, tax: amount(1)?, gross: amount(2)? })
    }

    fn code(self, at: usize) -> Option<Currency> {
        Currency::from_code(std::str::from_utf8(&self.0[at..at + 3]).ok()?)
    }

    fn day(self, at: usize) -> Option<Date> {
        let days = i32::from_le_bytes(*self.0[at..].first_chunk()?);
        if days == NO_DATE { None } else { Date::from_day_of_year(days >> 9, (days & 511) as u32) }
    }
}

impl KeptInvoice {
    /// `None` where the sums have more than 18 digits.
    fn numbers(&self) -> Option<[u8; LENGTH]> {
        let mut bytes = [0; LENGTH];
        let Sums { currency, net, tax, gross } = self.sums;
        for (number, amount) in [net, tax, gross].into_iter().enumerate() {
            // A minus before zero would be lost.
            let digits = i64::try_from(amount.mantissa()).ok().filter(|n| *n != 0 || amount.is_sign_positive())?;
            bytes[2 + number] = amount.scale() as u8;
            bytes[20 + number * 8..][..8].copy_from_slice(&digits.to_le_bytes());
        }
        bytes[5..8].copy_from_slice(currency.code().as_bytes().first_chunk::<3>()?);
        let day = |date: Date| date.year() << 9 | date.day_of_year() as i32;
        let Some(said) = self.said else {
            bytes[0] = SUMS_ONLY;
            return Some(bytes);
        };
        if said.numbered {
            bytes[0] |= NUMBERED;
        }
        if said.due.is_some_and(|due| due.own) {
            bytes[0] |= OWN_DUE;
        }
        bytes[1] = InvoiceType::ALL.iter().position(|sort| *sort == said.sort)? as u8;
        if let Some(own) = said.currency {
            bytes[8..11].copy_from_slice(own.code().as_bytes().first_chunk::<3>()?);
        }
        bytes[12..16].copy_from_slice(&day(said.date).to_le_bytes());
        bytes[16..20].copy_from_slice(&said.due.map_or(NO_DATE, |due| day(due.day)).to_le_bytes());
        Some(bytes)
    }
}

/// What was kept of a customer: the currency of its documents, as its code or nothing. The owner is a name beside it.
#[derive(Clone, Copy)]
pub(super) struct KeptCustomer([u8; 3]);

impl KeptCustomer {
    /// `None` where nothing of the kind was kept.
    pub(super) fn of(row: Row<'_>) -> Option<KeptCustomer> {
        row.numbers().try_into().ok().map(KeptCustomer)
    }

    pub(super) fn currency(self) -> Option<Currency> {
        if self.0 == [0; 3] { None } else { Currency::from_code(std::str::from_utf8(&self.0).ok()?) }
    }
}

/// Computes what is worth keeping of a book's files.
pub struct Keeper {
    /// None in a book without invoices.
    invoice: Option<(KindId, InvoiceColumns)>,
    /// With the positions of a customer's currency and owner.
    customer: Option<(KindId, [Option<usize>; 2])>,
}

impl Keeper {
    pub fn new(book: &Book) -> Keeper {
        let (invoice, customer) = (book.kinds.named("invoice"), book.kinds.named("customer"));
        let given = |kind| ["currency", "owner"].map(|field| book.shape(kind).position(field));
        Keeper {
            invoice: invoice.map(|kind| (kind, InvoiceColumns::new(book.shape(kind)))),
            customer: customer.map(|kind| (kind, given(kind))),
        }
    }

    /// What is to be kept of a record, as [`Computed::to_bytes`] makes it: of an invoice, and of a customer. `None` for all
    /// others, and where there are no totals.
    pub fn keep(&self, book: &Book, record: &Record) -> Option<Box<[u8]>> {
        let values = record.sound.then(|| record.values.view())?;
        if let Some((_, given)) = self.customer.filter(|(kind, _)| *kind == record.kind) {
            let [currency, owner] = given.map(|position| values.get(position?)?.as_text());
            // One that is none is as good as nothing.
            let code = currency.and_then(Currency::from_code).and_then(|found| found.code().as_bytes().first_chunk());
            let numbers = code.copied().unwrap_or([0; 3]);
            let mut names = [None; 2];
            names[OWNER] = owner;
            return Some(Computed { numbers: &numbers, names }.to_bytes());
        }
        let (_, columns) = self.invoice.as_ref().filter(|(kind, _)| *kind == record.kind)?;
        let sums = Sums::of(&columns.totals_in_own_currency(book, values).ok()?);
        let said = said(columns, values, &sums);
        let head = columns.head(values);
        let names = if said.is_some() { [head.customer, head.owner] } else { [None; 2] };
        let numbers = KeptInvoice { sums, said }.numbers()?;
        Some(Computed { numbers: &numbers, names }.to_bytes())
    }
}

fn said(columns: &InvoiceColumns, values: TableView<'_>, sums: &Sums) -> Option<Said> {
    let head = columns.head(values);
    let sort = InvoiceType::from_name(head.invoice_type);
    let names_others = head.credits.is_some() || head.replaces.is_some() || columns.allocations.any(values);
    let currency = head.currency.and_then(Currency::from_code);
    if names_others || head.customer.is_none() || currency.is_some() != head.currency.is_some() {
        return None;
    }
    let date = head.date?;
    let own = || only_due(&head, head.terms, sums).map(|day| Due { day, own: true });
    let written = || only_due(&head, None, sums).map(|day| Due { day, own: false });
    let due = match (head.terms, head.due) {
        _ if head.retention => None,
        (Some(_), _) => own(),
        (None, Some(_)) => written(),
        (None, None) => None,
    };
    Some(Said { sort, numbered: head.numbered, date, due, currency })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let (yen, euro) = (Currency::from_code("JPY").unwrap(), Currency::euro());
        let due = |own| Some(Due { day: day("2026-12-01"), own });
        for sort in InvoiceType::ALL {
            for (numbered, due, currency) in
                [(true, due(true), None), (false, None, Some(yen)), (true, due(false), Some(euro))]
            {
                let said = Said { sort, numbered, date: day("1999-02-28"), due, currency };
                for said in [Some(said), None] {
                    for (net, tax, gross) in [("0.00", "0", "0.00"), ("-1.50", "0.30", "9007199254740993.1")] {
                        let [net, tax, gross] = [net, tax, gross].map(|text| text.parse::<Decimal>().unwrap());
                        let kept = KeptInvoice { sums: Sums { currency: euro, net, tax, gross }, said };
                        let numbers = kept.numbers().unwrap();
                        let row = KeptRow(&numbers);
                        let back = || {
                            let (sort, numbered) = (row.sort()?, row.numbered());
                            Some(Said {
                                sort,
                                numbered,
                                date: row.date()?,
                                due: row.due(),
                                currency: row.own_currency(),
                            })
                        };
                        let sums = row.sums_in(euro).unwrap();
                        assert_eq!((sums, row.sums_in(yen)), (kept.sums, None));
                        assert_eq!(sums.tax.to_string(), kept.sums.tax.to_string());
                        assert_eq!(row.says_all().then(back).flatten(), said);
                    }
                }
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_not_kept() {
        let sums = |net: Decimal| Sums { currency: Currency::euro(), net, tax: net, gross: net };
        for net in [Decimal::MAX, -Decimal::ZERO] {
            assert_eq!(KeptInvoice { sums: sums(net), said: None }.numbers(), None, "{net}");
        }
        for numbers in [[0; LENGTH], [0xff; LENGTH]] {
            assert_eq!(KeptRow(&numbers).date(), None);
            assert_eq!(KeptRow(&numbers).sums_in(Currency::euro()), None);
        }
    }
}
