//! Invoices of special sorts: deposits, final and progress invoices, corrections, credit notes line by line, retention money,
//! amendments, and payments for orders.

use rustc_hash::FxHashMap;

use super::settings::percent_range;
use super::{at_key, document_name};
use crate::book::RecordRef;
use crate::book::link::target;
use crate::book::view::View;
use crate::figures::fulfilment::{OrderStatus, line_of, typed_orders};
use crate::figures::market::{Market, line_key, of_document};
use crate::figures::totals::TaxKey;
use crate::figures::{Document, Figures};
use crate::finding::{Finding, KeyPath, code};
use crate::model::invoice::{Invoice, InvoiceType};
use crate::model::order::Order;
use crate::value::{Decimal, Money};

/// Every document that is more than an invoice.
pub fn sorts(figures: &Figures<'_>, findings: &mut Vec<Finding>) {
    let book = figures.book;
    let orders = typed_orders(book);
    let mut rule = Sorts { figures, orders: &orders, findings, replaced: FxHashMap::default() };
    let mut credits: FxHashMap<RecordRef, Vec<RecordRef>> = FxHashMap::default();
    let Some(kind) = book.kinds.named("invoice") else { return };
    let shape = book.shape(kind);
    let column = |name: &str| shape.position(name);
    let special = [column("type"), column("retention"), column("replaces")];
    for (record, found) in book.sound(kind) {
        // Most invoices are plain ones: they need no struct.
        let values = found.values.view();
        let plain = special.iter().all(|at| at.is_none_or(|at| values.get(at).is_none()));
        let Some(invoice) = (if plain { None } else { book.typed::<Invoice>(record) }) else { continue };
        let sort = invoice.invoice_type.unwrap_or(InvoiceType::Invoice);
        rule.retention(record, &invoice);
        rule.correction(record, &invoice, sort);
        rule.deposits(record, &invoice, sort);
        if sort == InvoiceType::Progress {
            rule.progress(record, &invoice);
        }
        if sort == InvoiceType::CreditNote && invoice.number.is_some() {
            let named = invoice.credits.iter().chain(invoice.lines.iter().filter_map(|line| line.invoice.as_ref()));
            let mut targets: Vec<RecordRef> = named.filter_map(|id| target(book, "invoice", id.as_str())).collect();
            targets.sort_unstable();
            targets.dedup();
            targets.into_iter().for_each(|to| credits.entry(to).or_default().push(record));
        }
    }
    for (invoice, mut notes) in credits {
        notes.sort_by_key(|note| (figures.document(*note).map(|note| note.date), *note));
        rule.credited(invoice, &notes);
    }
    rule.amendments();
    rule.sums();
    rule.prepayments();
}

struct Sorts<'f, 'b> {
    figures: &'f Figures<'b>,
    orders: &'f [Option<Order>],
    findings: &'f mut Vec<Finding>,
    /// By the invoice: the correction that took its place first.
    replaced: FxHashMap<RecordRef, RecordRef>,
}

impl Sorts<'_, '_> {
    fn retention(&mut self, record: RecordRef, invoice: &Invoice) {
        let book = self.figures.book;
        let Some(retention) = &invoice.retention else { return };
        let key = |name: &str| KeyPath::key("retention").and(name);
        let finding = |key: KeyPath, variant| at_key(book, &code::RETENTION, record, key).variant(variant);
        if retention.percent.is_none() && retention.amount.is_none() {
            self.findings.push(finding(KeyPath::key("retention"), "neither"));
        }
        if let Some(percent) = &retention.percent {
            self.findings.extend(percent_range(book.place(record, key("percent")), "percent", percent.0));
        }
        let Some(document) = self.figures.document(record) else { return };
        if let Some(amount) = &retention.amount
            && (amount.0 < Decimal::ZERO || amount.0 > document.gross().amount.max(Decimal::ZERO))
        {
            let finding = finding(key("amount"), "amount");
            let finding = finding.arg("amount", Money::new(amount.0, document.currency));
            self.findings.push(finding.arg("total", document.gross()));
        }
        if let Some(due) = retention.due.filter(|due| *due < document.due) {
            let finding = finding(key("due"), "before").arg("date", due).arg("earlier_date", document.due);
            self.findings.push(finding);
        }
    }

    /// A corrected invoice names the one whose place it takes: one that was issued, of the same customer, once.
    fn correction(&mut self, record: RecordRef, invoice: &Invoice, sort: InvoiceType) {
        let book = self.figures.book;
        let finding = |variant| at_key(book, &code::CORRECTION, record, KeyPath::key("replaces")).variant(variant);
        let Some(replaces) = &invoice.replaces else {
            if sort == InvoiceType::Corrected {
                self.findings.push(at_key(book, &code::CORRECTION, record, KeyPath::key("type")).variant("nothing"));
            }
            return;
        };
        if sort != InvoiceType::Corrected {
            self.findings.push(finding("not-corrected"));
            return;
        }
        let Some(old) = target(book, "invoice", replaces.as_str()).filter(|old| *old != record) else { return };
        let Some(document) = self.figures.document(old) else { return };
        let finding = |variant| finding(variant).arg("target", document_name(book, old));
        if document.credit_note {
            self.findings.push(finding("credit-note"));
            return;
        }
        if book.get(old).text(book.shape(old.kind), "number").is_none() {
            self.findings.push(finding("draft"));
            return;
        }
        let Some(own) = self.figures.document(record) else { return };
        if own.customer != document.customer {
            let label = book.place(old, KeyPath::key("customer"));
            self.findings.push(finding("customer").label(label, "check-customer-here", Vec::new()));
        } else if own.currency != document.currency {
            self.findings.push(finding("currency"));
        } else if own.date < document.date {
            self.findings.push(finding("before").arg("date", own.date).arg("earlier_date", document.date));
        }
        if let Some(first) = self.replaced.get(&old) {
            let label = book.place(*first, KeyPath::key("replaces"));
            self.findings.push(finding("twice").label(label, "label-first-here", Vec::new()));
        } else {
            self.replaced.insert(old, record);
        }
    }

    /// A line of a final or a progress invoice that takes a deposit off names a deposit, and all of them together take no
    /// more off than it is.
    fn deposits(&mut self, record: RecordRef, invoice: &Invoice, sort: InvoiceType) {
        let book = self.figures.book;
        if sort == InvoiceType::CreditNote {
            return;
        }
        for (i, line) in invoice.lines.iter().enumerate() {
            let Some(id) = &line.invoice else { continue };
            let Some(deposit) = target(book, "invoice", id.as_str()) else { continue };
            let key = |name: &str| KeyPath::key("lines").at(i).and(name);
            let finding = |key: KeyPath, variant| {
                let finding = at_key(book, &code::DEPOSIT, record, key).variant(variant);
                finding.arg("target", document_name(book, deposit))
            };
            let Some(document) = self.figures.document(deposit) else { continue };
            if document.sort != InvoiceType::Deposit {
                self.findings.push(finding(key("invoice"), "no-deposit"));
            } else if invoice.number.is_some() && book.get(deposit).text(book.shape(deposit.kind), "number").is_none() {
                self.findings.push(finding(key("invoice"), "draft"));
            } else if line.quantity.0 > Decimal::ZERO && !line.unit_price.0.is_zero() {
                self.findings.push(finding(key("quantity"), "sign"));
            } else if let Some(rate) = line_key(book, line, invoice.tax_date()) {
                let Some(typed) = book.typed::<Invoice>(deposit) else { continue };
                let Some(totals) = self.figures.totals(deposit) else { continue };
                let whole = of_document(book, &typed, totals);
                let left = crate::figures::market::taken_back(self.figures, deposit, &whole);
                if left.get(&rate).is_some_and(|left| *left < Decimal::ZERO) || !whole.contains_key(&rate) {
                    let over = left.get(&rate).map_or(Decimal::ZERO, |left| -*left);
                    let finding = finding(key("unit_price"), "too-much").arg("percent", rate.percent.normalize());
                    self.findings.push(finding.arg("amount", Money::new(over, document.currency)));
                }
            }
        }
    }

    /// Percents are of a line of an order, do not run backwards, end at 100, and begin where the last ones ended.
    fn progress(&mut self, record: RecordRef, invoice: &Invoice) {
        let book = self.figures.book;
        for (i, line) in invoice.lines.iter().enumerate().filter(|(_, line)| line.invoice.is_none()) {
            let key = |name: &str| KeyPath::key("lines").at(i).and(name);
            let finding = |name: &str, variant| at_key(book, &code::PROGRESS, record, key(name)).variant(variant);
            let Some(progress) = line.progress.as_ref().map(|percent| percent.0) else {
                self.findings.push(at_key(book, &code::PROGRESS, record, KeyPath::key("lines").at(i)).variant("none"));
                continue;
            };
            let earlier = line.earlier.as_ref().map_or(Decimal::ZERO, |percent| percent.0);
            let args = |finding: Finding| {
                finding.arg("progress", progress.normalize()).arg("earlier_percent", earlier.normalize())
            };
            if progress > Decimal::ONE_HUNDRED || progress < Decimal::ZERO {
                self.findings.push(args(finding("progress", "beyond")));
                continue;
            }
            if progress < earlier {
                self.findings.push(args(finding("progress", "backwards")));
                continue;
            }
            let order = line.order.as_ref().and_then(|order| target(book, "order", order.as_str()));
            let found = order.and_then(|order| {
                let typed = self.orders.get(order.index as usize)?.as_ref()?;
                let product = line.product.as_ref().map(|product| product.as_str());
                let at = line_of(typed, line.order_line.as_deref(), product)?;
                self.figures.order(order)?.lines.get(at).copied()
            });
            match found {
                None if line.order.is_none() => self.findings.push(finding("progress", "no-order")),
                // Every percent is invoiced once: those of all invoices add up to where the last one ends.
                Some(found) if found.progress > Decimal::ONE_HUNDRED => {
                    self.findings.push(args(finding("earlier", "overlap")).arg("total", found.progress.normalize()));
                }
                _ => {}
            }
        }
    }

    /// Credit notes take back no more of a line, or of what is taxed at one rate, than was invoiced.
    fn credited(&mut self, record: RecordRef, notes: &[RecordRef]) {
        let book = self.figures.book;
        let (Some(document), Some(invoice)) = (self.figures.document(record), book.typed::<Invoice>(record)) else {
            return;
        };
        let Some(totals) = self.figures.totals(record).filter(|_| !document.credit_note) else { return };
        let invoiced = of_document(book, &invoice, totals);
        let mut of_lines: FxHashMap<usize, Decimal> = FxHashMap::default();
        let mut of_rates: FxHashMap<TaxKey, Decimal> = FxHashMap::default();
        for note in notes {
            let (Some(credit), Some(typed)) = (self.figures.document(*note), book.typed::<Invoice>(*note)) else {
                continue;
            };
            self.note(record, (document, &invoice, &invoiced), (*note, credit, &typed), &mut of_lines, &mut of_rates);
        }
    }

    fn note(
        &mut self,
        record: RecordRef,
        (document, invoice, invoiced): (&Document, &Invoice, &crate::figures::share::ByTax),
        (note, credit, typed): (RecordRef, &Document, &Invoice),
        of_lines: &mut FxHashMap<usize, Decimal>,
        of_rates: &mut FxHashMap<TaxKey, Decimal>,
    ) {
        let book = self.figures.book;
        if credit.currency != document.currency {
            return;
        }
        let (Some(totals), Some(of_note)) = (self.figures.totals(record), self.figures.totals(note)) else { return };
        let names_it = |id: &crate::model::field::Ref<Invoice>| target(book, "invoice", id.as_str()) == Some(record);
        let all = typed.credits.as_ref().is_some_and(names_it);
        let money = |amount| Money::new(amount, document.currency);
        let finding = |key: KeyPath, variant| {
            let finding = at_key(book, &code::CREDITED_PART, note, key).variant(variant);
            let label = book.place(record, KeyPath::key("number"));
            let args = vec![("amount", document.gross().to_string())];
            let finding = finding.label(label, "check-document-of", args);
            finding.arg("note", document_name(book, note)).arg("invoice", document_name(book, record))
        };
        let mut found: Vec<Finding> = Vec::new();
        let mut sums: FxHashMap<TaxKey, (Decimal, usize)> = FxHashMap::default();
        for (i, (line, total)) in typed.lines.iter().zip(&of_note.lines).enumerate() {
            let is_of_it = match &line.invoice {
                Some(id) => names_it(id),
                None => all,
            };
            let Some(rate) = line_key(book, line, typed.tax_date()).filter(|_| is_of_it) else { continue };
            let key = |name: &str| KeyPath::key("lines").at(i).and(name);
            let sum = sums.entry(rate).or_insert((Decimal::ZERO, i));
            sum.0 = sum.0.saturating_add(total.agreed);
            let Some(id) = &line.invoice_line else { continue };
            let by_id = invoice.lines.iter().position(|line| line.id.as_ref() == Some(id));
            let Some(at) = by_id else {
                found.push(finding(key("invoice_line"), "no-line").arg("line", id));
                continue;
            };
            let sum = of_lines.entry(at).or_default();
            *sum = sum.saturating_add(total.agreed);
            let most = totals.lines.get(at).map_or(Decimal::ZERO, |line| line.agreed);
            if sum.abs() > most.abs() {
                let finding = finding(key("invoice_line"), "line").arg("line", id);
                found.push(finding.arg("credited", money(*sum)).arg("total", money(most)));
            }
        }
        // What was taken off the whole note, where the whole note is of this invoice.
        if all && typed.lines.iter().all(|line| line.invoice.is_none()) {
            for (parts, sign) in
                [(&of_note.allowance_parts, Decimal::NEGATIVE_ONE), (&of_note.charge_parts, Decimal::ONE)]
            {
                for part in parts {
                    let sum = sums.entry(part.tax).or_insert((Decimal::ZERO, 0));
                    sum.0 = sum.0.saturating_add(part.agreed * sign);
                }
            }
        }
        for (rate, (amount, line)) in sums {
            let sum = of_rates.entry(rate).or_default();
            *sum = sum.saturating_add(amount);
            let most = invoiced.get(&rate).copied().unwrap_or_default();
            // One rate is all of it: too much of the whole has its own finding.
            let same = all && invoiced.len() == 1 && invoiced.contains_key(&rate);
            if *sum > most.max(Decimal::ZERO) && found.is_empty() && !same {
                let finding = finding(KeyPath::key("lines").at(line).and("unit_price"), "rate");
                let finding = finding.arg("percent", rate.percent.normalize());
                found.push(finding.arg("credited", money(*sum)).arg("total", money(most)));
            }
        }
        self.findings.append(&mut found);
    }

    /// An amendment names an order of the same customer that is no amendment itself, and changes lines of it at their price.
    fn amendments(&mut self) {
        let book = self.figures.book;
        for (record, _) in book.sound_named("order") {
            let Some(order) = self.orders.get(record.index as usize).and_then(Option::as_ref) else { continue };
            let named = order.lines.iter().position(|line| line.order_line.is_some());
            let Some(amends) = &order.amends else {
                if let Some(line) = named {
                    let key = KeyPath::key("lines").at(line).and("order_line");
                    self.findings.push(at_key(book, &code::AMENDMENT, record, key).variant("no-amendment"));
                }
                continue;
            };
            let Some(base) = target(book, "order", amends.as_str()).filter(|base| *base != record) else { continue };
            let Some(typed) = self.orders.get(base.index as usize).and_then(Option::as_ref) else { continue };
            let finding = |key: KeyPath, variant| {
                let finding = at_key(book, &code::AMENDMENT, record, key).variant(variant);
                finding.arg("order", document_name(book, base))
            };
            if typed.amends.is_some() {
                self.findings.push(finding(KeyPath::key("amends"), "of-amendment"));
            }
            if typed.customer.as_str() != order.customer.as_str() {
                let label = book.place(base, KeyPath::key("customer"));
                let finding = finding(KeyPath::key("amends"), "customer");
                self.findings.push(finding.label(label, "check-customer-here", Vec::new()));
            }
            for (i, line) in order.lines.iter().enumerate() {
                let Some(name) = &line.order_line else { continue };
                let key = |name: &str| KeyPath::key("lines").at(i).and(name);
                let Some(at) = line_of(typed, Some(name), None) else {
                    self.findings.push(finding(key("order_line"), "no-line").arg("line", name));
                    continue;
                };
                let price = |line: &crate::model::order::OrderLine| line.unit_price.as_ref().map(|price| price.0);
                if price(line) != price(&typed.lines[at]) {
                    let label = book.place(base, KeyPath::key("lines").at(at).and("unit_price"));
                    let finding = finding(key("unit_price"), "price").arg("line", name);
                    self.findings.push(finding.label(label, "label-ordered-here", Vec::new()));
                }
                let left = self.figures.order(base).and_then(|order| order.lines.get(at));
                if let Some(left) = left.filter(|line| line.ordered < line.invoiced || line.ordered < Decimal::ZERO) {
                    let finding = finding(key("quantity"), "too-much").arg("line", name);
                    let finding = finding.arg("ordered", left.ordered.normalize());
                    self.findings.push(finding.arg("total", left.invoiced.normalize()));
                }
            }
        }
    }

    /// The invoices of an order that was invoiced in parts, when nothing is left of it, ask for exactly what it is.
    fn sums(&mut self) {
        let book = self.figures.book;
        for (record, _) in book.sound_named("order") {
            let Some(order) = self.figures.order(record).filter(|order| order.amends.is_none()) else { continue };
            let done = |record: &RecordRef| {
                self.figures.order(*record).is_some_and(|order| order.status() == OrderStatus::Invoiced)
            };
            if !done(&record) || !order.amendments.iter().all(done) {
                continue;
            }
            let Some(market) = Market::of(self.figures, record) else { continue };
            let invoices = market.invoices(self.figures);
            // What an invoice of other orders as well asks for is rounded for all of them.
            if invoices.iter().any(|invoice| market.is_shared(self.figures, *invoice)) {
                continue;
            }
            let documents: Vec<(RecordRef, &Document)> =
                invoices.iter().filter_map(|invoice| Some((*invoice, self.figures.document(*invoice)?))).collect();
            let special = |(_, d): &&(RecordRef, &Document)| {
                d.issued
                    && d.others.replaced_by.is_none()
                    && matches!(d.sort, InvoiceType::Final | InvoiceType::Progress)
            };
            let last = documents.iter().filter(special).max_by_key(|(record, d)| (d.date, *record));
            let Some((last, _)) = last else { continue };
            let mut asked = Decimal::ZERO;
            for (_, document) in documents.iter().filter(|(_, d)| d.issued && d.others.replaced_by.is_none()) {
                asked = asked.saturating_add(document.signed(document.gross()).amount);
                if document.sort == InvoiceType::Deposit {
                    asked = asked.saturating_sub(document.credited.amount);
                }
            }
            let wanted = market.gross();
            if asked != wanted.amount {
                let finding = at_key(book, &code::ORDER_SUM, *last, KeyPath::key("lines"));
                let finding = finding.arg("order", document_name(book, record)).arg("ordered", wanted);
                let label = book.place(record, KeyPath::key("lines"));
                let finding = finding.arg("total", Money::new(asked, market.currency));
                self.findings.push(finding.label(label, "label-ordered-here", Vec::new()));
            }
        }
    }

    /// A payment for an order is the order's customer's, and is used when the order is invoiced.
    fn prepayments(&mut self) {
        let book = self.figures.book;
        let Some(kind) = book.kinds.named("payment") else { return };
        let Some(orders) = book.shape(kind).position("order") else { return };
        for (record, found) in book.sound(kind) {
            let Some(id) = found.values.view().get(orders).and_then(View::as_text) else { continue };
            let Some(order) = target(book, "order", id) else { continue };
            let Some(payment) = self.figures.payment(record) else { continue };
            let theirs = self.figures.order(order).and_then(|order| order.offer.customer);
            let finding = |variant| {
                let finding = at_key(book, &code::PREPAYMENT, record, KeyPath::key("order")).variant(variant);
                finding.arg("order", document_name(book, order)).arg("amount", payment.unallocated)
            };
            if let (Some(a), Some(b)) = (payment.customer, theirs)
                && a != b
            {
                let label = book.place(order, KeyPath::key("customer"));
                self.findings.push(finding("customer").label(label, "check-customer-here", Vec::new()));
            }
            let done = self.figures.order(order).is_some_and(|order| order.status() == OrderStatus::Invoiced);
            if done && payment.unallocated.amount > Decimal::ZERO {
                self.findings.push(finding("left"));
            }
        }
    }
}
