//! Payments and credit notes against what they settle.

use super::document::is_taxed;
use super::{at_key, document_name, kind_word};
use crate::book::link::target;
use crate::book::{Book, RecordRef};
use crate::figures::{Entry, Figures};
use crate::finding::{Finding, KeyPath, code};
use crate::model::customer::Customer;
use crate::model::invoice::Invoice;
use crate::model::payment::Payment;
use crate::value::{Currency, Date, Decimal, Money};

/// More labels than this hide the finding.
const MOST_LABELS: usize = 5;

/// Something that settles a part of a document, in the order of time.
struct Event {
    /// The document.
    of: RecordRef,
    date: Date,
    from: RecordRef,
    amount: Decimal,
    /// A credit note; else a payment.
    credit: bool,
    /// Which of its allocations; `None` for a credit note that reduces the invoice that it credits.
    allocation: Option<usize>,
}

impl Event {
    /// Where it says so.
    fn key(&self) -> KeyPath {
        match self.allocation {
            Some(i) => KeyPath::key("allocations").at(i).and("amount"),
            None => KeyPath::key("credits"),
        }
    }
}

/// Payments, their allocations, and credit notes.
pub fn settlement(figures: &Figures<'_>, findings: &mut Vec<Finding>) {
    let mut rule = Settlement { figures, book: figures.book, families: Families::new(figures.book), findings };
    let mut events: Vec<Event> = Vec::new();
    rule.credit_notes(&mut events);
    rule.payments(&mut events);
    // A payment of the same day came first: it was right when it came.
    events.sort_unstable_by_key(|event| (event.of, event.date, event.credit, event.from, event.allocation));
    for events in events.chunk_by(|a, b| a.of == b.of) {
        rule.document(events[0].of, events);
    }
}

struct Settlement<'f, 'b> {
    figures: &'f Figures<'b>,
    book: &'b Book,
    families: Families,
    findings: &'f mut Vec<Finding>,
}

impl<'b> Settlement<'_, 'b> {
    fn number(&self, record: RecordRef) -> Option<&'b str> {
        let book: &'b Book = self.book;
        book.get(record).text(book.shape(record.kind), "number")
    }

    /// Where the customer of a document stands.
    fn customer_label(&self, finding: Finding, document: RecordRef) -> Finding {
        finding.label(self.book.place(document, KeyPath::key("customer")), "check-customer-here", Vec::new())
    }

    fn credit_notes(&mut self, events: &mut Vec<Event>) {
        for (record, note) in self.figures.all_entries() {
            if !(note.credit_note && self.number(record).is_some()) {
                continue;
            }
            let Some(note) = self.figures.entry(record) else { continue };
            self.allocations(record, &note);
            for applied in &note.others.applied {
                let Some(target) = applied.to.filter(|target| self.number(*target).is_some()) else { continue };
                let Some(invoice) = self.figures.entry(target).filter(|invoice| !invoice.credit_note) else {
                    continue;
                };
                let key = match applied.allocation {
                    Some(i) => KeyPath::key("allocations").at(i).and("invoice"),
                    None => KeyPath::key("credits"),
                };
                if note.currency != invoice.currency {
                    self.currencies(record, key, target, note.currency, invoice.currency);
                    continue;
                }
                if let (Some(a), Some(b)) = (note.customer, invoice.customer)
                    && !self.families.are_related(self.book, a, b)
                {
                    let finding = at_key(self.book, &code::OTHER_CUSTOMER, record, key).variant("credit");
                    let finding = self.customers(finding, a, b, target);
                    self.findings.push(finding);
                }
                events.push(Event {
                    of: target,
                    date: note.date,
                    from: record,
                    amount: applied.amount,
                    credit: true,
                    allocation: applied.allocation,
                });
            }
        }
    }

    /// A credit note gives invoices no more than it is.
    fn allocations(&mut self, record: RecordRef, note: &Entry) {
        let amounts =
            note.others.applied.iter().filter(|applied| applied.allocation.is_some()).map(|applied| applied.amount);
        let gross = note.gross().amount;
        let Some(at) = leaves_for_good(amounts.clone(), |sum| sum <= gross) else { return };
        let money = |amount| Money::new(amount, note.currency);
        let key = KeyPath::key("allocations").at(at).and("amount");
        let finding = at_key(self.book, &code::OVER_ALLOCATED, record, key).variant("credit-note");
        let finding = finding.arg("allocated", money(amounts.sum())).arg("paid", note.gross());
        self.findings.push(finding);
    }

    fn customers(&self, finding: Finding, payer: RecordRef, customer: RecordRef, document: RecordRef) -> Finding {
        let finding = finding.arg("payer", &self.book.get(payer).id).arg("customer", &self.book.get(customer).id);
        self.customer_label(finding.arg("invoice", document_name(self.book, document)), document)
    }

    fn currencies(&mut self, from: RecordRef, key: KeyPath, document: RecordRef, own: Currency, other: Currency) {
        let finding = at_key(self.book, &code::CURRENCY_MISMATCH, from, key);
        let finding = finding.arg("document", other).arg("payment", own);
        let label = self.book.place(document, KeyPath::key("currency"));
        let stated = self.book.get(document).text(self.book.shape(document.kind), "currency").is_some();
        let finding = if stated { finding.label(label, "label-declared-here", Vec::new()) } else { finding };
        self.findings.push(finding);
    }

    fn payments(&mut self, events: &mut Vec<Event>) {
        let book = self.book;
        for (record, _) in book.sound_named("payment") {
            let Some(payment) = book.typed::<Payment>(record) else { continue };
            if payment.date > self.figures.as_of {
                let finding = at_key(book, &code::FUTURE_DATE, record, KeyPath::key("date")).variant("payment");
                self.findings.push(finding.arg("date", payment.date).arg("today", self.figures.as_of));
            }
            let currency = payment.currency.as_ref().and_then(|c| Currency::from_code(&c.0));
            let currency = currency.unwrap_or(book.firm.currency());
            let payer = self.figures.payment(record).and_then(|payment| payment.customer);
            self.allocated(record, &payment, currency);
            for (i, allocation) in payment.allocations.iter().enumerate() {
                let Some(target) = target(book, "invoice", allocation.invoice.as_str()) else { continue };
                let Some(document) = self.figures.entry(target) else { continue };
                let key = KeyPath::key("allocations").at(i).and("invoice");
                if document.currency != currency {
                    self.currencies(record, key, target, currency, document.currency);
                    continue;
                }
                if let (Some(payer), Some(customer)) = (payer, document.customer)
                    && !self.families.are_related(book, payer, customer)
                {
                    let finding = at_key(book, &code::OTHER_CUSTOMER, record, key.clone());
                    let finding = self.customers(finding, payer, customer, target);
                    self.findings.push(finding);
                }
                if self.number(target).is_none() {
                    let finding = at_key(book, &code::DRAFT_PAID, record, key).arg("invoice", &book.get(target).id);
                    self.findings.push(finding.arg("kind", kind_word("invoice")));
                    continue;
                }
                events.push(Event {
                    of: target,
                    date: payment.date,
                    from: record,
                    amount: allocation.amount.0,
                    credit: false,
                    allocation: Some(i),
                });
            }
        }
    }

    /// A payment gives away no more than it is, and in its own direction. Single allocations may go against it: a
    /// credit note that was deducted.
    fn allocated(&mut self, record: RecordRef, payment: &Payment, currency: Currency) {
        let amounts: Vec<Decimal> = payment.allocations.iter().map(|allocation| allocation.amount.0).collect();
        let paid = payment.amount.0;
        let sum: Decimal = amounts.iter().sum();
        let sign = if paid < Decimal::ZERO { -Decimal::ONE } else { Decimal::ONE };
        let (variant, most) = if sum * sign > paid * sign {
            (None, paid * sign)
        } else if sum * sign < Decimal::ZERO {
            (Some("opposite"), Decimal::ZERO)
        } else {
            return;
        };
        // Where the sum leaves the allowed range for good.
        let inside = |sum: Decimal| if variant.is_none() { sum * sign <= most } else { sum * sign >= most };
        let Some(at) = leaves_for_good(amounts.iter().copied(), inside) else { return };
        let key = KeyPath::key("allocations").at(at).and("amount");
        let money = |amount| Money::new(amount, currency);
        let finding = at_key(self.book, &code::OVER_ALLOCATED, record, key);
        let finding = finding.arg("allocated", money(sum)).arg("paid", money(paid));
        let args = vec![("amount", money(paid).to_string())];
        let finding = finding.label(self.book.place(record, KeyPath::key("amount")), "label-amount-here", args);
        self.findings.push(Finding { variant, ..finding });
    }

    /// What settles a document, against what it amounts to.
    fn document(&mut self, record: RecordRef, events: &[Event]) {
        let Some(document) = self.figures.entry(record) else { return };
        let gross = document.gross().amount;
        let within = |sum: Decimal| sum <= gross;
        let allocated: Decimal = events.iter().filter(|e| !e.credit).map(|e| e.amount).sum();
        let credited: Decimal = events.iter().filter(|e| e.credit).map(|e| e.amount).sum();
        // What settles an invoice that is negative or not fully taxed by mistake is no fault of its own.
        let unclear =
            || gross < Decimal::ZERO || self.book.typed::<Invoice>(record).is_none_or(|i| !is_taxed(self.book, &i));
        if document.credit_note {
            self.paid_back(record, &document, events, allocated);
            return;
        }
        if credited > gross && !unclear() {
            let notes: Vec<&Event> = events.iter().filter(|e| e.credit).collect();
            if let Some(at) = leaves_for_good(notes.iter().map(|note| note.amount), within) {
                self.over_credited(record, &document, &notes[..=at]);
            }
        }
        if allocated < Decimal::ZERO && gross >= Decimal::ZERO {
            let payments: Vec<&Event> = events.iter().filter(|e| !e.credit).collect();
            if let Some(at) = leaves_for_good(payments.iter().map(|e| e.amount), |sum| sum >= Decimal::ZERO) {
                self.overpaid(record, &document, &payments[..=at], Decimal::ZERO, Some("below-zero"));
            }
        } else if allocated + credited > gross {
            // A credit note on what was already paid is right: the firm owes money. A payment on top of that is not.
            let mut sum = Decimal::ZERO;
            let mut fault = None;
            for (i, event) in events.iter().enumerate() {
                sum += event.amount;
                if within(sum) {
                    fault = None;
                } else if !event.credit && event.amount > Decimal::ZERO && fault.is_none() {
                    fault = Some(i);
                }
            }
            if let Some(at) = fault.filter(|_| !unclear()) {
                let (payments, notes): (Vec<&Event>, Vec<&Event>) =
                    events[..=at].iter().partition(|event| !event.credit);
                let owed = gross - notes.iter().map(|note| note.amount).sum::<Decimal>();
                self.overpaid(record, &document, &payments, owed, None);
            }
        }
    }

    /// Money that was given back for a credit note: negative, and no more than it still gives.
    fn paid_back(&mut self, record: RecordRef, note: &Entry, events: &[Event], allocated: Decimal) {
        // What pays an invoice is not given back a second time.
        let credited = self.figures.standing(record).map_or(Decimal::ZERO, |standing| standing.credited.amount);
        let most = (note.gross().amount - credited).max(Decimal::ZERO);
        let within = |sum: Decimal| sum <= Decimal::ZERO && -sum <= most;
        if within(allocated) {
            return;
        }
        let payments: Vec<&Event> = events.iter().collect();
        if let Some(at) = leaves_for_good(payments.iter().map(|event| event.amount), within) {
            self.overpaid(record, note, &payments[..=at], -most, Some("credit-note"));
        }
    }

    /// The finding at the last of these allocations.
    fn overpaid(
        &mut self,
        record: RecordRef,
        document: &Entry,
        payments: &[&Event],
        owed: Decimal,
        variant: Option<&'static str>,
    ) {
        let Some((last, earlier)) = payments.split_last() else { return };
        let money = |amount| Money::new(amount, document.currency);
        let sum: Decimal = payments.iter().map(|event| event.amount).sum();
        let finding = at_key(self.book, &code::OVERPAID, last.from, last.key());
        let finding = finding.arg("invoice", document_name(self.book, record));
        let mut finding = finding.arg("allocated", money(sum)).arg("owed", money(owed));
        for event in earlier.iter().rev().take(MOST_LABELS).rev() {
            let args = vec![("amount", money(event.amount).to_string())];
            finding = finding.label(self.book.place(event.from, event.key()), "label-amount-here", args);
        }
        let args = vec![("amount", document.gross().to_string())];
        let finding = finding.label(self.book.place(record, KeyPath::key("number")), "check-document-of", args);
        self.findings.push(Finding { variant, ..finding });
    }

    fn over_credited(&mut self, record: RecordRef, invoice: &Entry, notes: &[&Event]) {
        let Some((last, earlier)) = notes.split_last() else { return };
        let money = |amount| Money::new(amount, invoice.currency);
        let sum: Decimal = notes.iter().map(|note| note.amount).sum();
        let finding = at_key(self.book, &code::OVER_CREDITED, last.from, last.key());
        let finding = finding.arg("note", document_name(self.book, last.from));
        let finding = finding.arg("invoice", document_name(self.book, record));
        let mut finding = finding.arg("credited", money(sum)).arg("total", money(invoice.gross().amount));
        for note in earlier.iter().rev().take(MOST_LABELS).rev() {
            let args = vec![("amount", money(note.amount).to_string())];
            finding = finding.label(self.book.place(note.from, note.key()), "label-amount-here", args);
        }
        let args = vec![("amount", invoice.gross().to_string())];
        self.findings.push(finding.label(self.book.place(record, KeyPath::key("number")), "check-document-of", args));
    }
}

/// The position at which a running sum leaves the allowed range and does not come back.
fn leaves_for_good(amounts: impl Iterator<Item = Decimal>, inside: impl Fn(Decimal) -> bool) -> Option<usize> {
    let mut sum = Decimal::ZERO;
    let mut left = None;
    for (i, amount) in amounts.enumerate() {
        sum += amount;
        if inside(sum) {
            left = None;
        } else if left.is_none() {
            left = Some(i);
        }
    }
    left
}

/// Which customers may pay for each other: those of one group, and who is invoiced instead of whom.
#[derive(Default)]
struct Families {
    /// By the position of the customer's record: the top of its group.
    top: Vec<u32>,
    bill_to: Vec<Option<u32>>,
}

impl Families {
    fn new(book: &Book) -> Families {
        let Some(kind) = book.kinds.named("customer") else { return Families::default() };
        let count = book.records(kind).len();
        let mut parent: Vec<Option<u32>> = vec![None; count];
        let mut bill_to: Vec<Option<u32>> = vec![None; count];
        let index = |id: &str| book.find(kind, id).map(|found| found.index);
        for (record, found) in book.sound(kind) {
            let i = record.index as usize;
            // Most customers have neither: they need no struct.
            let shape = book.shape(kind);
            if found.view(shape, "parent").is_none() && found.view(shape, "bill_to").is_none() {
                continue;
            }
            if let Some(customer) = book.typed::<Customer>(record) {
                parent[i] = customer.parent.and_then(|parent| index(parent.as_str()));
                bill_to[i] = customer.bill_to.and_then(|bill_to| index(bill_to.as_str()));
            }
        }
        let mut top: Vec<Option<u32>> = vec![None; count];
        for start in 0..count as u32 {
            let mut trail = Vec::new();
            let mut at = start;
            // A circle of parents is one group; it is a finding of its own.
            let found = loop {
                if let Some(known) = top[at as usize] {
                    break known;
                }
                top[at as usize] = Some(at);
                trail.push(at);
                match parent[at as usize] {
                    Some(up) => at = up,
                    None => break at,
                }
            };
            for member in trail {
                top[member as usize] = Some(found);
            }
        }
        Families { top: top.into_iter().map(Option::unwrap_or_default).collect(), bill_to }
    }

    fn are_related(&self, book: &Book, a: RecordRef, b: RecordRef) -> bool {
        let (i, j) = (a.index as usize, b.index as usize);
        // Nothing can be said of customers that could not be read.
        let unknown = !book.get(a).sound || !book.get(b).sound;
        unknown
            || a == b
            || self.top.get(i) == self.top.get(j)
            || self.bill_to.get(i).copied().flatten() == Some(b.index)
            || self.bill_to.get(j).copied().flatten() == Some(a.index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_that_comes_back_has_not_left() {
        let most = Decimal::from(100);
        let leaves =
            |amounts: &[i64]| leaves_for_good(amounts.iter().map(|amount| Decimal::from(*amount)), |sum| sum <= most);
        assert_eq!(leaves(&[60, 40]), None);
        assert_eq!(leaves(&[60, 60]), Some(1));
        assert_eq!(leaves(&[130, -30]), None);
        assert_eq!(leaves(&[130, -30, 1]), Some(2));
    }
}
