//! A document as an e-invoice: for whom it is, what that receiver wants, and what the files lack for it, as findings at the
//! keys to write.

mod key;
mod reference;
#[cfg(test)]
mod tests;

use crate::book::link::target as resolve;
use crate::book::{Book, RecordRef};
use crate::einvoice::Target;
use crate::einvoice::rule::{Fault, FaultKind, check};
use crate::einvoice::target::{Clientele, Facts, Xml};
use crate::einvoice::term::{Identifier, Invoice};
use crate::figures::nature;
use crate::finding::{Finding, KeyPath, Place, code};
use crate::model::customer::{Customer, PartyType};
use crate::model::field::Endpoint;
use crate::model::frozen::DocumentNature;
use crate::model::invoice::Invoice as Record;
use crate::value::identifier::split_endpoint;

use super::{DocumentView, Sort};

pub use reference::reference;

/// A record with what an e-invoice takes from it and around it.
struct Document<'b> {
    book: &'b Book,
    record: RecordRef,
    invoice: Record,
    /// Who is invoiced: the customer, or whom it names for that.
    buyer: Option<(RecordRef, Customer)>,
}

impl<'b> Document<'b> {
    /// `None` for what is no invoice, or cannot be read.
    fn of(book: &'b Book, view: &DocumentView) -> Option<Document<'b>> {
        let (kind, id) = view.record.split_once('/')?;
        let record = resolve(book, kind, id).filter(|_| kind == "invoice")?;
        let invoice = book.typed::<Record>(record)?;
        let party = |id: &str| {
            let found = resolve(book, "customer", id)?;
            Some((found, book.typed::<Customer>(found)?))
        };
        let customer = party(invoice.customer.as_str());
        let bill_to = customer.as_ref().and_then(|(_, customer)| customer.bill_to.as_ref());
        let buyer = match bill_to {
            Some(other) => party(other.as_str()),
            None => customer,
        };
        Some(Document { book, record, invoice, buyer })
    }

    fn is_issued(&self) -> bool {
        self.invoice.number.is_some()
    }

    fn facts(&self, sort: Sort) -> Facts {
        let frozen = self.invoice.buyer.as_ref().and_then(|buyer| buyer.party_type);
        let buyers = self.buyer.as_ref().and_then(|(_, buyer)| buyer.party_type);
        let clientele = match frozen.or(buyers) {
            None => Clientele::Unknown,
            Some(PartyType::Company | PartyType::Association) => Clientele::Business,
            Some(PartyType::Person) => Clientele::Consumer,
            Some(PartyType::Public) => Clientele::Public,
        };
        let lines = || self.invoice.lines.iter().map(|line| nature::of_line(self.book, line));
        let letter = self.invoice.nature.or_else(|| nature::of_lines(lines())).map(|nature| match nature {
            DocumentNature::Goods => 'B',
            DocumentNature::Services => 'S',
            DocumentNature::Mixed => 'M',
        });
        Facts { letter, clientele, settles_deposits: sort == Sort::Final }
    }

    /// The terms of the view, with what routes the message. Where the document was issued without it, it is taken from the
    /// customer and the firm as they are today: it is no part of what the law calls the document.
    fn terms(&self, view: &DocumentView) -> Invoice {
        let mut terms = view.invoice.clone();
        let record = &self.invoice;
        let firm = self.book.firm.file.firm.as_ref();
        let buyer = self.buyer.as_ref().map(|(_, buyer)| buyer);
        if terms.seller.endpoint.is_none() {
            let frozen = record.seller.as_ref().and_then(|seller| seller.endpoint.as_ref());
            terms.seller.endpoint = endpoint(frozen.or(firm.and_then(|firm| firm.endpoint.as_ref())));
        }
        if terms.buyer.endpoint.is_none() {
            let frozen = record.buyer.as_ref().and_then(|buyer| buyer.endpoint.as_ref());
            terms.buyer.endpoint = endpoint(frozen.or(buyer.and_then(|buyer| buyer.endpoint.as_ref())));
        }
        let own = || record.buyer_reference.clone();
        terms.buyer_reference =
            terms.buyer_reference.or_else(own).or_else(|| buyer.and_then(|buyer| buyer.buyer_reference.clone()));
        terms.contract_reference = terms.contract_reference.or_else(|| record.contract.clone());
        terms
    }

    fn finding(&self, fault: &Fault, target: Target) -> Finding {
        let place = key::place(self, fault);
        let code = match fault.rule.kind {
            FaultKind::Missing => &code::EINVOICE_MISSING,
            FaultKind::Wrong => &code::EINVOICE_WRONG,
            FaultKind::Sum => &code::EINVOICE_SUM,
            FaultKind::Impossible => &code::EINVOICE_IMPOSSIBLE,
            FaultKind::Illegal => &code::EINVOICE_CHARACTER,
        };
        let term = fault.rule.term;
        let mut finding = Finding::new(code, place.at)
            .arg("name", self.book.name(self.record))
            .arg("target", target.spec().name)
            .arg("what", format!("@einvoice-term-{}", term.to_ascii_lowercase()))
            .arg("term", term)
            .arg("key", place.key)
            .arg("path", place.file)
            .arg("rule", fault.rule.id);
        if !fault.rule.hint.is_empty() {
            finding = finding.arg("detail", format!("@einvoice-hint-{}", fault.rule.hint));
        }
        // What was issued is not changed: the words say what to do instead.
        match (place.frozen, fault.rule.hint.is_empty()) {
            (true, true) => finding.variant("issued"),
            (true, false) => finding.variant("hint-issued"),
            (false, true) => finding,
            (false, false) => finding.variant("hint"),
        }
    }
}

fn endpoint(endpoint: Option<&Endpoint>) -> Option<Identifier> {
    let (scheme, address) = split_endpoint(&endpoint?.0)?;
    Some(Identifier::new(address, scheme))
}

/// For whom the e-invoice of a document is: what the buyer takes, else what the firm sends, else Factur-X.
pub fn target(book: &Book, view: &DocumentView) -> Target {
    chosen(book, view).unwrap_or_default()
}

/// What the buyer's record or the settings say that the e-invoice of a document shall be; `None` where nobody says anything.
pub fn chosen(book: &Book, view: &DocumentView) -> Option<Target> {
    let buyers = Document::of(book, view).and_then(|document| document.buyer?.1.einvoice);
    buyers.or(book.firm.file.firm.as_ref().and_then(|firm| firm.einvoice))
}

/// The e-invoice of a document; `wanted`: another target than [`target`].
///
/// # Errors
/// All that the receiver wants and the files lack, each at the key to write, and all that makes it impossible: a quote, a
/// draft, a currency with three decimals.
pub fn xml(book: &Book, view: &DocumentView, wanted: Option<Target>) -> Result<Xml, Vec<Finding>> {
    let target = wanted.unwrap_or_else(|| target(book, view));
    let document = of(book, view, target)?;
    if view.draft || !document.is_issued() {
        return Err(vec![impossible(book, view, target, "draft")]);
    }
    let invoice = target.prepare(&document.terms(view), &document.facts(view.sort));
    target.write(&invoice).map_err(|faults| findings(&document, &faults, target))
}

/// What a document lacks to become the e-invoice of its buyer, before it is issued: empty when nothing does.
pub fn lacks(book: &Book, view: &DocumentView, wanted: Option<Target>) -> Vec<Finding> {
    let target = wanted.unwrap_or_else(|| target(book, view));
    let document = match of(book, view, target) {
        Ok(document) => document,
        Err(findings) => return findings,
    };
    let invoice = target.prepare(&document.terms(view), &document.facts(view.sort));
    let mut faults = check(&invoice, target);
    // The number comes with the issue.
    faults.retain(|fault| document.is_issued() || fault.rule.term != "BT-1");
    findings(&document, &faults, target)
}

fn of<'b>(book: &'b Book, view: &DocumentView, target: Target) -> Result<Document<'b>, Vec<Finding>> {
    let none = |why| vec![impossible(book, view, target, why)];
    if !view.sort.is_fiscal() {
        return Err(none("no-invoice"));
    }
    Document::of(book, view).ok_or_else(|| none("no-invoice"))
}

fn impossible(book: &Book, view: &DocumentView, target: Target, why: &'static str) -> Finding {
    let record = view.record.split_once('/').and_then(|(kind, id)| resolve(book, kind, id));
    let place = record.map_or_else(|| Place::file(crate::firm::PATH), |record| Place::file(book.path(record)));
    let finding = Finding::new(&code::EINVOICE_IMPOSSIBLE, place).variant(why);
    finding
        .arg("name", &view.record)
        .arg("target", target.spec().name)
        .arg("sort", format!("@einvoice-sort-{}", view.sort.name()))
}

/// Each once, sorted and with their places found.
fn findings(document: &Document<'_>, faults: &[Fault], target: Target) -> Vec<Finding> {
    let mut once: Vec<Finding> = Vec::new();
    for fault in faults {
        let finding = document.finding(fault, target);
        let same = |known: &Finding| {
            let term = |finding: &Finding| finding.args.iter().find(|(name, _)| *name == "term").cloned();
            known.code == finding.code && known.place == finding.place && term(known) == term(&finding)
        };
        if !once.iter().any(same) {
            once.push(finding);
        }
    }
    document.book.locate(&mut once);
    crate::finding::sort(&mut once);
    once
}

/// The place of a key of a record.
fn at(book: &Book, record: RecordRef, key: KeyPath) -> Place {
    book.place(record, key)
}
