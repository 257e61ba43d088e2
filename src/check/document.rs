//! Invoices and credit notes, each by itself: totals, tax, signs, dates, and what a credit note reduces.

use rayon::prelude::*;

use super::plain::Plain;
use super::settings::percent_range;
use super::state::out_of_order;
use super::{at_key, document_name, fix};
use crate::book::link::{Target, resolve};
use crate::book::{Book, RecordRef};
use crate::figures::Figures;
use crate::figures::document::{NoTotals, totals_of};
use crate::figures::totals::TotalsFault;
use crate::finding::{Finding, KeyPath, code};
use crate::firm::TaxRate;
use crate::model::Type;
use crate::model::field::{Amount, Percent, TaxCode};
use crate::model::invoice::{Invoice, InvoiceType};
use crate::value::tax::TaxCategory;
use crate::value::{Date, Decimal, Money};

/// Every invoice and credit note.
pub fn documents(figures: &Figures<'_>, findings: &mut Vec<Finding>) {
    let book = figures.book;
    let Some(plain) = figures.invoice.map(|kind| Plain::new(book.shape(kind))) else { return };
    let records: Vec<RecordRef> = book.sound_named("invoice").map(|(record, _)| record).collect();
    let found = records.par_chunks(512).map(|records| {
        let mut findings = Vec::new();
        for &record in records {
            if plain.is_right(figures, record) {
                debug_assert_eq!(examined(figures, record), [], "{}", book.path(record));
            } else {
                findings.extend(examined(figures, record));
            }
        }
        findings
    });
    findings.extend(found.flatten().collect::<Vec<_>>());
}

/// What is to be said of one.
fn examined(figures: &Figures<'_>, record: RecordRef) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(invoice) = figures.book.typed::<Invoice>(record) {
        let mut document = Document { figures, book: figures.book, record, invoice: &invoice, findings: &mut findings };
        document.dates();
        document.credits();
        document.adjustments();
        let signs = document.signs();
        let taxed = document.tax();
        document.totals(signs, taxed);
    }
    findings
}

/// Whether each line of a document names a rate that is declared, or the firm has one for those that name none: where
/// not, its totals lack a tax that only the author knows, and nothing is to be concluded from them.
pub(super) fn is_taxed(book: &Book, invoice: &Invoice) -> bool {
    let has_default = book.firm.default_tax(invoice.tax_date()).is_some() || book.firm.file.tax.is_empty();
    let known = |code: &Option<TaxCode>| match code {
        Some(code) => book.firm.tax(&code.0).is_some(),
        None => has_default,
    };
    let adjustments = invoice.allowances.iter().chain(&invoice.charges);
    invoice.lines.iter().all(|line| line.tax_category.is_some() || known(&line.tax))
        && adjustments.filter(|a| a.tax.is_some()).all(|adjustment| known(&adjustment.tax))
}

struct Document<'f, 'b> {
    figures: &'f Figures<'b>,
    book: &'b Book,
    record: RecordRef,
    invoice: &'f Invoice,
    findings: &'f mut Vec<Finding>,
}

impl Document<'_, '_> {
    fn is_credit_note(&self) -> bool {
        self.invoice.invoice_type == Some(InvoiceType::CreditNote)
    }

    fn dates(&mut self) {
        let (book, invoice, record) = (self.book, self.invoice, self.record);
        if invoice.number.is_some() && invoice.date > self.figures.as_of {
            let finding = at_key(book, &code::FUTURE_DATE, record, KeyPath::key("date")).arg("date", invoice.date);
            self.findings.push(finding.arg("today", self.figures.as_of));
        }
        if let Some(due) = invoice.due.filter(|due| *due < invoice.date) {
            self.findings.push(out_of_order(book, record, ("due", due), ("date", invoice.date)));
        }
        if invoice.number.is_some() && invoice.lines.is_empty() && invoice.charges.is_empty() {
            let finding = at_key(book, &code::NO_LINES, record, KeyPath::key("number"));
            self.findings.push(finding.arg("number", document_name(book, record)));
        }
    }

    /// What a credit note reduces is an invoice that was issued, and only a credit note reduces one.
    fn credits(&mut self) {
        let Some(credited) = &self.invoice.credits else { return };
        let (book, record) = (self.book, self.record);
        let finding = |variant| {
            let finding = at_key(book, &code::WRONG_DOCUMENT, record, KeyPath::key("credits")).variant(variant);
            finding.arg("target", credited.as_str())
        };
        if !self.is_credit_note() {
            self.findings.push(finding("not-a-credit-note"));
            return;
        }
        let Target::Record(target) = resolve(book, &Type::Ref("invoice".into()), credited.as_str()) else { return };
        let (found, shape) = (book.get(target), book.shape(target.kind));
        // One that credits itself is a circle, which has its own finding.
        if !found.sound || target == record {
            return;
        }
        if found.text(shape, "type") == Some("credit-note") {
            let label = book.place(target, KeyPath::key("type"));
            self.findings.push(finding("credits-credit-note").label(label, "check-a-credit-note", Vec::new()));
        } else if self.invoice.number.is_some() && found.text(shape, "number").is_none() {
            self.findings.push(finding("credits-draft"));
        } else if let Some(date) = found.date(shape, "date").filter(|date| self.invoice.date < *date) {
            let finding = at_key(book, &code::DATES, record, KeyPath::key("date")).variant("credit-note");
            let finding = finding.arg("date", self.invoice.date).arg("other", "date").arg("earlier_date", date);
            let number = document_name(book, target).to_owned();
            let args = vec![("number", number), ("date", date.to_string())];
            self.findings.push(finding.label(book.place(target, KeyPath::key("date")), "label-earlier-document", args));
        }
    }

    /// An allowance or a charge is either an amount or a percentage.
    fn adjustments(&mut self) {
        let (book, record) = (self.book, self.record);
        for (path, amount, percent) in self.each_adjustment() {
            let variant = match (amount, percent) {
                (Some(_), Some(_)) => "both",
                (None, None) => "neither",
                _ => continue,
            };
            self.findings.push(at_key(book, &code::ADJUSTMENT, record, path).variant(variant));
        }
    }

    /// All allowances and charges, of lines and of the document.
    fn each_adjustment(&self) -> Vec<(KeyPath, Option<Decimal>, Option<Decimal>)> {
        let numbers = |amount: &Option<Amount>, percent: &Option<Percent>| {
            (amount.as_ref().map(|amount| amount.0), percent.as_ref().map(|percent| percent.0))
        };
        let mut all = Vec::new();
        for (i, line) in self.invoice.lines.iter().enumerate() {
            for (name, list) in [("allowances", &line.allowances), ("charges", &line.charges)] {
                for (j, adjustment) in list.iter().enumerate() {
                    let (amount, percent) = numbers(&adjustment.amount, &adjustment.percent);
                    all.push((KeyPath::key("lines").at(i).and(name).at(j), amount, percent));
                }
            }
        }
        for (name, list) in [("allowances", &self.invoice.allowances), ("charges", &self.invoice.charges)] {
            for (j, adjustment) in list.iter().enumerate() {
                let (amount, percent) = numbers(&adjustment.amount, &adjustment.percent);
                all.push((KeyPath::key(name).at(j), amount, percent));
            }
        }
        all
    }

    /// Minus signs where the kind of document already says the direction. True when there was none.
    ///
    /// A negative quantity on an invoice takes something back and is right; a negative price is not (BR-27).
    fn signs(&mut self) -> bool {
        let (book, record, credit_note) = (self.book, self.record, self.is_credit_note());
        let before = self.findings.len();
        let negative = |path| at_key(book, &code::SIGN, record, path);
        for (i, line) in self.invoice.lines.iter().enumerate() {
            let key = |name: &str| KeyPath::key("lines").at(i).and(name);
            // One that takes back a negative line of an invoice names it.
            if credit_note && line.quantity.0 < Decimal::ZERO && line.invoice_line.is_none() {
                self.findings.push(negative(key("quantity")));
            }
            // Imported accounts know write-offs with negative prices: those come without tax.
            if line.unit_price.0 < Decimal::ZERO && !self.is_without_tax(&line.tax) {
                self.findings.push(negative(key("unit_price")).variant("price"));
            }
        }
        for (path, amount, percent) in self.each_adjustment() {
            if let Some(amount) = amount.filter(|amount| *amount < Decimal::ZERO) {
                let finding = negative(path.clone().and("amount")).variant("adjustment");
                self.findings.push(finding.arg("value", amount));
            }
            if let Some(percent) = percent {
                self.findings.extend(percent_range(book.place(record, path.and("percent")), "percent", percent));
            }
        }
        self.findings.len() == before
    }

    /// The day by which rates hold.
    fn tax_date(&self) -> Date {
        self.invoice.tax_date()
    }

    fn rate(&self, code: &Option<TaxCode>) -> Option<&TaxRate> {
        match code {
            Some(code) => self.book.firm.tax(&code.0),
            None => self.book.firm.default_tax(self.tax_date()),
        }
    }

    fn is_without_tax(&self, code: &Option<TaxCode>) -> bool {
        self.rate(code).is_none_or(|rate| rate.category == TaxCategory::None)
    }

    /// Rates: each line has one, and it is in force on the document's day. True when all are known.
    fn tax(&mut self) -> bool {
        let (book, record, date) = (self.book, self.record, self.tax_date());
        let firm = &book.firm;
        let lines = self.invoice.lines.iter().enumerate().map(|(i, line)| (KeyPath::key("lines").at(i), &line.tax));
        let of = |name: &'static str, list: &'_ [crate::model::adjustment::DocumentAdjustment]| {
            let tax = |(i, adjustment): (usize, &crate::model::adjustment::DocumentAdjustment)| {
                (KeyPath::key(name).at(i), adjustment.tax.clone())
            };
            list.iter().enumerate().map(tax).filter(|(_, tax)| tax.is_some()).collect::<Vec<_>>()
        };
        let mut codes: Vec<(KeyPath, Option<TaxCode>)> = lines.map(|(path, tax)| (path, tax.clone())).collect();
        let count = codes.len();
        codes.extend(of("allowances", &self.invoice.allowances));
        codes.extend(of("charges", &self.invoice.charges));
        for (i, (path, tax)) in codes.into_iter().enumerate() {
            if i < count && tax.is_none() && firm.default_tax(date).is_none() && !firm.file.tax.is_empty() {
                self.findings.push(at_key(book, &code::NO_TAX, record, path).arg("line", i + 1));
                continue;
            }
            let Some(rate) = self.rate(&tax) else { continue };
            let path = if tax.is_some() { path.and("tax") } else { path };
            let finding = || {
                let finding = at_key(book, &code::TAX_DATE, record, path.clone());
                finding.arg("value", &rate.id).arg("date", date)
            };
            let position = firm.file.tax.iter().position(|other| other.id == rate.id).unwrap_or_default();
            let declared =
                |key: &str| crate::finding::Place::key(crate::firm::PATH, KeyPath::key("tax").at(position).and(key));
            if let Some(from) = rate.from.filter(|from| date < *from) {
                let finding = finding().variant("before").arg("limit", from);
                self.findings.push(finding.label(declared("from"), "label-declared-here", Vec::new()));
            } else if let Some(until) = rate.until.filter(|until| date > *until) {
                let finding = finding().variant("after").arg("limit", until);
                self.findings.push(finding.label(declared("until"), "label-declared-here", Vec::new()));
            }
        }
        is_taxed(book, self.invoice)
    }

    /// Totals that cannot be, that are negative, or that somebody wrote down differently.
    fn totals(&mut self, signs_are_right: bool, taxed: bool) {
        let (book, record) = (self.book, self.record);
        let Some(document) = self.figures.entry(record) else {
            // A line that nobody can tax has its finding at the line.
            let totals = totals_of(book, book.shape(record.kind), &book.get(record).values);
            let Err(NoTotals::Arithmetic(fault)) = totals else { return };
            let place = match fault {
                // A rate beyond 100 % has its finding in carnet.toml.
                TotalsFault::TaxPercent(_) => return,
                TotalsFault::NothingToSpreadOver => {
                    let untaxed = self.invoice.allowances.iter().any(|allowance| allowance.tax.is_none());
                    if untaxed { "allowances" } else { "charges" }
                }
                TotalsFault::Overflow | TotalsFault::ZeroBaseQuantity { .. } => "lines",
            };
            let finding = at_key(book, &code::NO_TOTALS, record, KeyPath::key(place)).variant(fault.name());
            self.findings.push(finding);
            return;
        };
        // BT-112 is BT-109 and BT-110.
        let with_tax = document.net().amount.saturating_add(document.tax().amount);
        if signs_are_right && with_tax < Decimal::ZERO && !self.all_without_tax() {
            let finding = at_key(book, &code::SIGN, record, KeyPath::key("lines")).variant("total");
            self.findings.push(finding.arg("value", document.gross()));
        }
        let Some(stated) = &self.invoice.stated else { return };
        let Some(totals) = self.figures.totals(record) else { return };
        let compare = [
            ("net", &stated.net, totals.tax_exclusive, true),
            ("tax", &stated.tax, totals.tax, taxed),
            ("gross", &stated.gross, totals.tax_inclusive, taxed),
        ];
        for (name, amount, computed, may_be_judged) in compare {
            let Some(amount) = amount.as_ref().filter(|amount| may_be_judged && amount.0 != computed) else { continue };
            let money = |amount| Money::new(amount, totals.currency);
            let key = KeyPath::key("stated").and(name);
            let finding = at_key(book, &code::STATED_TOTAL, record, key).arg("stated", money(amount.0));
            let finding = finding.arg("computed", money(computed)).arg("literal", computed);
            let finding = match self.invoice.lines.is_empty() {
                true => finding,
                false => finding.label(book.place(record, KeyPath::key("lines")), "label-lines-here", Vec::new()),
            };
            self.findings.push(fix::propose(finding, &computed.to_string(), false));
        }
    }

    fn all_without_tax(&self) -> bool {
        self.invoice.lines.iter().all(|line| self.is_without_tax(&line.tax))
    }
}
