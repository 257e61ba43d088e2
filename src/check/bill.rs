//! Bills of suppliers: whether they are complete, add up, came twice, or ask for money into an account that nobody knows.
//!
//! What is wrong with a draft is a reason why it is one, and no error: it counts nowhere.

use rustc_hash::FxHashMap;

use super::at_key;
use super::state::out_of_order;
use crate::book::{Book, RecordRef};
use crate::einvoice::read::name_key;
use crate::figures::Figures;
use crate::figures::bill::{computed_totals, currency_of, figures_of, line_amount};
use crate::finding::{Finding, KeyPath, code};
use crate::model::bill::{Bill, BillLine};
use crate::model::field::Amount;
use crate::model::supplier::Supplier;
use crate::value::{Currency, Decimal, Money};

/// Every bill.
pub fn bills(figures: &Figures<'_>, findings: &mut Vec<Finding>) {
    let book = figures.book;
    let bills: Vec<(RecordRef, Bill)> =
        book.sound_named("bill").filter_map(|(record, _)| Some((record, book.typed::<Bill>(record)?))).collect();
    let twice = twice(book, &bills);
    let accounts = accounts(book);
    for (record, bill) in &bills {
        let mut judged = Judged { figures, book, record: *record, bill, reasons: 0, findings };
        judged.dates();
        judged.complete();
        judged.totals();
        if let Some((earlier, variant)) = twice.get(record) {
            judged.twice(*earlier, variant);
        }
        if let Some(known) = judged.supplier().and_then(|supplier| accounts.get(&supplier)) {
            judged.account(known);
        }
        judged.draft();
    }
}

/// The bills that are there before, by number of the same supplier or as the same file.
fn twice(book: &Book, bills: &[(RecordRef, Bill)]) -> FxHashMap<RecordRef, (RecordRef, &'static str)> {
    let mut numbers: FxHashMap<(String, String), RecordRef> = FxHashMap::default();
    let mut files: FxHashMap<&str, RecordRef> = FxHashMap::default();
    let mut twice = FxHashMap::default();
    // A draft is what came twice, not the bill that is sure.
    let mut order: Vec<&(RecordRef, Bill)> = bills.iter().collect();
    order.sort_by_key(|(record, bill)| (bill.draft == Some(true), book.path(*record)));
    for (record, bill) in order {
        if let Some(original) = &bill.original
            && let Some(earlier) = files.insert(&original.hash, *record)
        {
            files.insert(&original.hash, earlier);
            twice.insert(*record, (earlier, "file"));
        }
        if let (Some(supplier), Some(number)) = (&bill.supplier, &bill.number) {
            let key = (supplier.as_str().to_lowercase(), same_number(number));
            if let Some(earlier) = numbers.get(&key) {
                twice.insert(*record, (*earlier, "number"));
            } else {
                numbers.insert(key, *record);
            }
        }
    }
    twice
}

/// What makes two numbers of a supplier one: `F-2026 / 17` and `f-2026/17`.
pub fn same_number(number: &str) -> String {
    number.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// An account number as banks compare it.
pub fn same_account(iban: &str) -> String {
    iban.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// The known accounts of each supplier that has any.
fn accounts(book: &Book) -> FxHashMap<RecordRef, Vec<String>> {
    let suppliers = book.sound_named("supplier").filter_map(|(record, _)| {
        let supplier = book.typed::<Supplier>(record)?;
        let known: Vec<String> = supplier.accounts.iter().map(|account| same_account(&account.iban.0)).collect();
        (!known.is_empty()).then_some((record, known))
    });
    suppliers.collect()
}

struct Judged<'f, 'b> {
    figures: &'f Figures<'b>,
    book: &'b Book,
    record: RecordRef,
    bill: &'f Bill,
    /// How many reasons there are for a draft.
    reasons: usize,
    findings: &'f mut Vec<Finding>,
}

impl Judged<'_, '_> {
    fn is_draft(&self) -> bool {
        self.bill.draft == Some(true)
    }

    fn supplier(&self) -> Option<RecordRef> {
        let supplier = self.bill.supplier.as_ref()?;
        self.book.find(self.book.kinds.named("supplier")?, supplier.as_str())
    }

    fn dates(&mut self) {
        let (book, record, bill) = (self.book, self.record, self.bill);
        let Some(date) = bill.date else { return };
        if date > self.figures.as_of && !self.is_draft() {
            let finding = at_key(book, &code::FUTURE_DATE, record, KeyPath::key("date")).arg("date", date);
            self.findings.push(finding.arg("today", self.figures.as_of));
        }
        if let Some(due) = bill.due.filter(|due| *due < date) {
            self.findings.push(out_of_order(book, record, ("due", due), ("date", date)));
        }
    }

    /// A finding of `code`; for a draft the same words are a reason of it.
    fn judge(&mut self, code: &'static crate::finding::Code, variant: &'static str, key: KeyPath) -> Finding {
        if self.is_draft() {
            self.reasons += 1;
            return at_key(self.book, &code::BILL_DRAFT, self.record, key).variant(variant);
        }
        at_key(self.book, code, self.record, key).variant(variant)
    }

    /// Supplier, number, date, and what is to be paid.
    fn complete(&mut self) {
        let bill = self.bill;
        let has_total = figures_of(self.book, bill).gross.is_some();
        let parts = [
            ("no-supplier", bill.supplier.is_some()),
            ("no-number", bill.number.is_some()),
            ("no-date", bill.date.is_some()),
            ("no-total", has_total),
        ];
        for (variant, _) in parts.into_iter().filter(|(_, there)| !there) {
            // What is missing has no place but the file's first key that is there.
            let key = ["number", "supplier", "date"].into_iter().find(|key| match *key {
                "number" => bill.number.is_some(),
                "supplier" => bill.supplier.is_some(),
                _ => bill.date.is_some(),
            });
            let key = KeyPath::key(key.unwrap_or("draft"));
            let finding = self.judge(&code::BILL_INCOMPLETE, variant, key);
            self.findings.push(finding);
        }
    }

    fn totals(&mut self) {
        let bill = self.bill;
        let currency = currency_of(self.book, bill, self.supplier());
        for (index, line) in bill.lines.iter().enumerate() {
            let (Some(net), Some(computed)) = (&line.net, line_amount(line, currency)) else { continue };
            if (net.0 - computed).abs() > line_tolerance(line, currency) {
                self.differs(KeyPath::key("lines").at(index).and("net"), net.0, computed, currency);
            }
        }
        let Some(stated) = &bill.stated else { return };
        let amount = |amount: &Option<Amount>| amount.as_ref().map(|amount| amount.0);
        if let Ok(totals) = computed_totals(self.book, bill, currency) {
            let lines = u32::try_from(bill.lines.len().max(1)).unwrap_or(u32::MAX);
            // Suppliers who round the tax of each line are off by at most half a cent a line; the official rules accept
            // that too (BR-CO-17 and its like, in the Schematron of EN 16931).
            let cent = Decimal::new(1, currency.decimals());
            let rounding = (cent * Decimal::from(lines)).min(Decimal::ONE - cent);
            let exact = Decimal::ZERO;
            for (key, stated, computed, tolerance) in [
                ("lines", &stated.lines, totals.sum_of_lines, exact),
                ("allowances", &stated.allowances, totals.allowances, exact),
                ("charges", &stated.charges, totals.charges, exact),
                ("net", &stated.net, totals.tax_exclusive, exact),
                ("tax", &stated.tax, totals.tax, rounding),
            ] {
                if let Some(stated) = amount(stated).filter(|stated| (*stated - computed).abs() > tolerance) {
                    self.differs(KeyPath::key("stated").and(key), stated, computed, currency);
                }
            }
        }
        let taxes: Option<Vec<Decimal>> = bill.breakdown.iter().map(|tax| amount(&tax.tax)).collect();
        let sum = |parts: &[Decimal]| parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part));
        let mut compare = |key: &str, stated: &Option<Amount>, parts: Option<Decimal>| {
            if let (Some(stated), Some(computed)) = (amount(stated), parts)
                && stated != computed
            {
                self.differs(KeyPath::key("stated").and(key), stated, computed, currency);
            }
        };
        // BR-CO-14, BR-CO-15, BR-CO-16: what the document states must agree with itself, whatever its lines are.
        if !bill.breakdown.is_empty() {
            compare("tax", &stated.tax, taxes.and_then(|taxes| sum(&taxes)));
        }
        if let (Some(net), Some(tax)) = (amount(&stated.net), amount(&stated.tax)) {
            compare("gross", &stated.gross, sum(&[net, tax]));
        }
        if let Some(gross) = amount(&stated.gross) {
            let [prepaid, rounding] = [&stated.prepaid, &stated.rounding].map(|part| amount(part).unwrap_or_default());
            compare("payable", &stated.payable, sum(&[gross, -prepaid, rounding]));
        }
    }

    fn differs(&mut self, key: KeyPath, stated: Decimal, computed: Decimal, currency: Currency) {
        let money = |amount| Money::new(amount, currency);
        let finding = self.judge(&code::BILL_TOTAL, "total", key);
        let same = |other: &&Finding| other.place == finding.place && other.code == finding.code;
        if self.findings.iter().rev().take(16).any(|other| same(&other)) {
            return;
        }
        self.findings.push(finding.arg("stated", money(stated)).arg("computed", money(computed)));
    }

    fn twice(&mut self, earlier: RecordRef, variant: &'static str) {
        let path = if variant == "file" { KeyPath::key("original").and("hash") } else { KeyPath::key("number") };
        let reason = if variant == "file" { "same-file" } else { "same-number" };
        let finding = self.judge(&code::BILL_TWICE, reason, path.clone());
        let finding = finding.arg("number", self.bill.number.as_deref().unwrap_or_default());
        let finding = finding.arg("other", self.book.name(earlier));
        self.findings.push(finding.label(self.book.place(earlier, path), "label-first-here", Vec::new()));
    }

    /// Asking for money into another account is how suppliers are impersonated.
    fn account(&mut self, known: &[String]) {
        let Some(iban) = self.bill.iban.as_ref().filter(|iban| !known.contains(&same_account(&iban.0))) else { return };
        let Some(supplier) = self.supplier() else { return };
        let finding = at_key(self.book, &code::UNKNOWN_ACCOUNT, self.record, KeyPath::key("iban"));
        let finding = finding.arg("iban", &iban.0).arg("supplier", self.book.title(supplier));
        let accounts = self.book.place(supplier, KeyPath::key("accounts"));
        self.findings.push(finding.label(accounts, "bill-known-accounts", Vec::new()));
    }

    /// What the received file itself has wrong; and that there is a draft at all.
    fn draft(&mut self) {
        if !self.is_draft() {
            return;
        }
        for (index, fault) in self.bill.faults.iter().enumerate() {
            self.reasons += 1;
            let key = KeyPath::key("faults").at(index).and("fault");
            let finding = at_key(self.book, &code::BILL_DRAFT, self.record, key);
            let variant = match fault.fault.as_str() {
                "missing" => "missing",
                "sum" => "sum",
                "other-buyer" => "other-buyer",
                _ => "unread",
            };
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            let rule = match (&fault.rule, &fault.term) {
                (Some(rule), Some(term)) => format!("{term}, {rule}"),
                (rule, term) => format!("{}{}", text(term), text(rule)),
            };
            self.findings.push(
                finding
                    .variant(variant)
                    .arg("name", format!("@{}", name_key(fault.term.as_deref().unwrap_or_default())))
                    .arg("rule", rule)
                    .arg("line", fault.line.as_ref().map_or(0, |line| line.0))
                    .arg("text", text(&fault.text))
                    .arg("expected", text(&fault.expected)),
            );
        }
        if self.reasons == 0 {
            self.findings.push(at_key(self.book, &code::BILL_DRAFT, self.record, KeyPath::key("draft")));
        }
    }
}

/// A price is printed with so many decimals, and may have had more: what that can come to over the quantity, and a cent for
/// the rounding of the line.
fn line_tolerance(line: &BillLine, currency: Currency) -> Decimal {
    let cent = Decimal::new(1, currency.decimals());
    let (Some(quantity), Some(price)) = (&line.quantity, &line.unit_price) else { return cent };
    let base = line.price_base.as_ref().map_or(Decimal::ONE, |base| base.0);
    let half = Decimal::new(5, price.0.scale().min(20) + 1);
    let printed = quantity.0.abs().checked_mul(half).and_then(|off| off.checked_div(base.abs()));
    printed.and_then(|off| off.checked_add(cent)).unwrap_or(cent)
}
