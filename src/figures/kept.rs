//! What is kept of an invoice beside its values: its three sums, and all that its [`super::Entry`] is made of, where it names
//! no other document.
//!
//! It depends on nothing but the file, the settings and the currency: so it holds as long as the file is the same, and the currency
//! that was taken then is the one that is taken now (a customer may name it). Whatever hangs on other files (who the customer is,
//! the terms and the owner that a customer gives) is looked up when it is read.
//!
//! ```text
//! flags, sort, decimals of the sums, currency of the sums, own currency, 0, date, due, net, tax, gross
//! ```
//! Dates are days, the sums their digits; little-endian. The names behind it are the customer's and the owner's.

use super::document::only_due;
use super::document_input::InvoiceColumns;
use super::sums::Sums;
use crate::book::cache::{Computed, Row};
use crate::book::view::TableView;
use crate::book::{Book, RecordRef};
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

/// What is kept of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KeptInvoice {
    pub sums: Sums,
    /// `None` where it names other documents, or something is unusual: its values say it.
    pub said: Option<Said>,
}

/// What an invoice says itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    pub sort: InvoiceType,
    pub numbered: bool,
    pub date: Date,
    pub due: Option<Due>,
    /// Its own.
    pub currency: Option<Currency>,
}

/// The only day on which it is due; nothing is retained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Due {
    pub day: Date,
    /// It holds whatever the terms of the customer or the firm are; otherwise only where these have one day, too.
    pub own: bool,
}

impl KeptInvoice {
    /// `None` where nothing of the kind was kept.
    pub(super) fn read(row: Row<'_>) -> Option<KeptInvoice> {
        KeptInvoice::from_numbers(row.numbers())
    }

    fn from_numbers(bytes: &[u8]) -> Option<KeptInvoice> {
        let bytes: &[u8; LENGTH] = bytes.try_into().ok()?;
        let code = |at: usize| Currency::from_code(std::str::from_utf8(&bytes[at..at + 3]).ok()?);
        let day = |at: usize| {
            let days = i32::from_le_bytes(bytes[at..at + 4].try_into().ok()?);
            if days == NO_DATE { None } else { Date::from_day_number(days.into()) }
        };
        let amount = |number: usize| {
            let at = 20 + number * 8;
            let digits = i64::from_le_bytes(bytes[at..at + 8].try_into().ok()?);
            Decimal::try_from_i128_with_scale(digits.into(), u32::from(bytes[2 + number])).ok()
        };
        let sums = Sums { currency: code(5)?, net: amount(0)?, tax: amount(1)?, gross: amount(2)? };
        let flags = bytes[0];
        let said = || {
            Some(Said {
                sort: *InvoiceType::ALL.get(usize::from(bytes[1]))?,
                numbered: flags & NUMBERED != 0,
                date: day(12)?,
                due: day(16).map(|day| Due { day, own: flags & OWN_DUE != 0 }),
                currency: if bytes[8] == 0 { None } else { Some(code(8)?) },
            })
        };
        Some(KeptInvoice { sums, said: if flags & SUMS_ONLY != 0 { None } else { Some(said()?) } })
    }

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
        let day = |date: Date| i32::try_from(date.day_number()).ok();
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
        let due = said.due.map_or(Some(NO_DATE), |due| day(due.day))?;
        bytes[12..16].copy_from_slice(&day(said.date)?.to_le_bytes());
        bytes[16..20].copy_from_slice(&due.to_le_bytes());
        Some(bytes)
    }
}

/// Computes what is worth keeping of a book's files.
pub struct Keeper {
    /// None in a book without invoices.
    invoice: Option<(KindId, InvoiceColumns)>,
}

impl Keeper {
    pub fn new(book: &Book) -> Keeper {
        let invoice = book.kinds.named("invoice");
        Keeper { invoice: invoice.map(|kind| (kind, InvoiceColumns::new(book.shape(kind)))) }
    }

    /// What is to be kept of a record, as [`Computed::to_bytes`] makes it: of an invoice. `None` for all others, and where there
    /// are no totals.
    pub fn keep(&self, book: &Book, record: RecordRef) -> Option<Box<[u8]>> {
        let (_, columns) = self.invoice.as_ref().filter(|(kind, _)| *kind == record.kind)?;
        let found = book.get(record);
        let values = found.sound.then(|| found.values.view())?;
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
                        let back = KeptInvoice::from_numbers(&kept.numbers().unwrap()).unwrap();
                        assert_eq!(back, kept);
                        assert_eq!(back.sums.tax.to_string(), kept.sums.tax.to_string());
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
        assert_eq!(KeptInvoice::from_numbers(&[]), None);
        assert_eq!(KeptInvoice::from_numbers(&[0; LENGTH]), None);
        assert_eq!(KeptInvoice::from_numbers(&[0xff; LENGTH]), None);
    }
}
