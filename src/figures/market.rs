//! An order with its amendments and its invoices: what was agreed in all, what deposits are still to be taken off, and
//! where the order stands when progress is invoiced.

use std::collections::BTreeMap;

use super::Figures;
use super::document::Document;
use super::document_input::tax_key;
use super::fulfilment::OrderFigures;
use super::share::ByTax;
use super::totals::{Prices, TaxKey, Totals};
use crate::book::link::target;
use crate::book::{Book, RecordRef};
use crate::model::field::TaxCode;
use crate::model::invoice::{Invoice, InvoiceType};
use crate::model::line::Line;
use crate::model::order::Order;
use crate::value::{Currency, Date, Decimal, Money, decimal};

/// What one customer has agreed to: an order, and the orders that amend it.
pub struct Market<'f> {
    /// The order first, then its amendments by date.
    pub orders: Vec<(RecordRef, Order, &'f OrderFigures)>,
    pub currency: Currency,
    pub prices: Prices,
}

/// A deposit that was invoiced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deposit {
    pub record: RecordRef,
    /// It has a number.
    pub issued: bool,
    /// What it asked for, by rate.
    pub whole: ByTax,
    /// What no final invoice and no credit note took off yet, as its prices are.
    pub left: ByTax,
}

/// Where a market stood when progress was invoiced, without tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Which progress invoice of the market it is, from 1.
    pub number: u32,
    /// What was first agreed.
    pub market: Money,
    /// What amendments changed.
    pub amendments: Money,
    /// Invoiced before, deposits not counted.
    pub earlier: Money,
    /// By this invoice.
    pub this: Money,
    /// Left to invoice.
    pub rest: Money,
}

impl<'f> Market<'f> {
    /// The market that an order or an amendment belongs to; `None` where its totals cannot be computed.
    pub fn of(figures: &'f Figures<'_>, order: RecordRef) -> Option<Market<'f>> {
        let base = figures.order(order)?.amends.unwrap_or(order);
        let found = figures.order(base)?;
        let one = |record: RecordRef| Some((record, figures.book.typed::<Order>(record)?, figures.order(record)?));
        let mut orders = vec![one(base)?];
        for amendment in &found.amendments {
            orders.push(one(*amendment)?);
        }
        let gross = orders[0].1.prices_include_tax.or(figures.book.firm.file.prices_include_tax) == Some(true);
        let prices = if gross { Prices::Gross } else { Prices::Net };
        Some(Market { currency: found.offer.totals.currency, prices, orders })
    }

    pub fn base(&self) -> RecordRef {
        self.orders[0].0
    }

    fn money(&self, amount: Decimal) -> Money {
        Money::new(decimal::fixed(amount, self.currency.decimals()), self.currency)
    }

    /// What was first agreed, without tax.
    pub fn market(&self) -> Money {
        self.orders[0].2.offer.net()
    }

    /// What amendments changed, without tax.
    pub fn amendments(&self) -> Money {
        let nets = self.orders[1..].iter().map(|(.., order)| order.offer.totals.tax_exclusive);
        self.money(nets.fold(Decimal::ZERO, Decimal::saturating_add))
    }

    /// What is to be paid for all of it, with tax.
    pub fn gross(&self) -> Money {
        let due = self.orders.iter().map(|(.., order)| order.offer.totals.due);
        self.money(due.fold(Decimal::ZERO, Decimal::saturating_add))
    }

    /// What its lines come to, as its prices are.
    pub fn lines(&self, book: &Book) -> ByTax {
        let mut sums = ByTax::new();
        for (_, order, figures) in &self.orders {
            for (line, place) in order.lines.iter().zip(&figures.offer.places) {
                let key = tax_key(book, line.tax.as_ref().map(|code| code.0.as_str()), order.date);
                let total = place.and_then(|place| figures.offer.totals.lines.get(place));
                if let (Some(key), Some(total)) = (key, total) {
                    add(&mut sums, key, total.agreed);
                }
            }
        }
        sums
    }

    /// The reductions of the whole orders, as the prices are.
    pub fn allowances(&self) -> ByTax {
        self.adjustments(|totals| &totals.allowance_parts)
    }

    /// The extras of the whole orders, as the prices are.
    pub fn charges(&self) -> ByTax {
        self.adjustments(|totals| &totals.charge_parts)
    }

    fn adjustments(&self, of: fn(&Totals) -> &Vec<super::totals::AdjustmentTotal>) -> ByTax {
        let mut sums = ByTax::new();
        for part in self.orders.iter().flat_map(|(.., order)| of(&order.offer.totals)) {
            add(&mut sums, part.tax, part.agreed);
        }
        sums
    }

    /// All that was agreed, as the prices are.
    pub fn agreed(&self, book: &Book) -> ByTax {
        let mut sums = self.lines(book);
        for (key, amount) in self.allowances() {
            add(&mut sums, key, -amount);
        }
        for (key, amount) in self.charges() {
            add(&mut sums, key, amount);
        }
        sums
    }

    /// The code of `carnet.toml` with which its lines are taxed so.
    pub fn code(&self, book: &Book, key: TaxKey) -> Option<TaxCode> {
        let date = self.orders[0].1.date;
        let lines = self.orders.iter().flat_map(|(_, order, _)| &order.lines);
        let mut own = lines.filter_map(|line| line.tax.clone());
        own.find(|code| tax_key(book, Some(&code.0), date) == Some(key)).or_else(|| code_of(book, key, date))
    }

    /// Its invoices of all sorts, drafts included: those with a line that names one of its orders.
    pub fn invoices(&self, figures: &Figures<'_>) -> Vec<RecordRef> {
        let mut found: Vec<RecordRef> = self
            .orders
            .iter()
            .flat_map(|(order, ..)| figures.book.referrers(*order))
            .filter(|record| Some(record.kind) == figures.invoice)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether an invoice has lines of other orders, too: its totals are not this market's alone.
    pub fn is_shared(&self, figures: &Figures<'_>, record: RecordRef) -> bool {
        let ours = |line: &Line| {
            let order = line.order.as_ref().and_then(|order| target(figures.book, "order", order.as_str()));
            order.is_none_or(|order| self.has(order))
        };
        figures.book.typed::<Invoice>(record).is_some_and(|invoice| !invoice.lines.iter().all(ours))
    }

    fn has(&self, order: RecordRef) -> bool {
        self.orders.iter().any(|(record, ..)| *record == order)
    }

    /// Its deposit invoices, with what is left to take off.
    pub fn deposits(&self, figures: &Figures<'_>) -> Vec<Deposit> {
        let book = figures.book;
        let deposits = self.invoices(figures).into_iter().filter_map(|record| {
            let document = figures.document(record)?;
            let counts = document.sort == InvoiceType::Deposit && document.others.replaced_by.is_none();
            let invoice = book.typed::<Invoice>(record).filter(|_| counts)?;
            let whole = of_lines(book, &invoice, figures.totals(record)?);
            let left = taken_back(figures, record, &whole);
            Some(Deposit { record, issued: document.issued, whole, left })
        });
        deposits.collect()
    }

    /// Where it stood on the date of one of its invoices.
    pub fn progress(&self, figures: &Figures<'_>, record: RecordRef) -> Option<Progress> {
        let document = figures.document(record)?;
        let number = |record: RecordRef| figures.book.get(record).text(figures.book.shape(record.kind), "number");
        let place = |record: RecordRef| (figures.document(record).map(|d| d.date), number(record));
        let before: Vec<RecordRef> = self
            .invoices(figures)
            .into_iter()
            .filter(|other| *other != record && figures.document(*other).is_some_and(|d| d.issued))
            .filter(|other| !document.issued || place(*other) < place(record))
            .collect();
        let mut earlier = Decimal::ZERO;
        let mut count = 1;
        for (at, other) in before.iter().filter_map(|other| Some((*other, figures.document(*other)?))) {
            if other.sort != InvoiceType::Deposit && other.currency == self.currency {
                earlier = earlier.saturating_add(self.works(figures, at, other));
            }
            let whole = other.sort == InvoiceType::Progress && other.others.replaced_by.is_none();
            count += u32::from(whole);
        }
        let this = self.works(figures, record, document);
        let (market, amendments) = (self.market(), self.amendments());
        let rest = market.amount + amendments.amount - earlier - this;
        let money = |amount| self.money(amount);
        let (earlier, this, rest) = (money(earlier), money(this), money(rest));
        Some(Progress { number: count, market, amendments, earlier, this, rest })
    }

    /// What an invoice asks for of the work itself, without tax: a deposit that it takes off was paid for the same work, and
    /// lines of other orders are other work.
    fn works(&self, figures: &Figures<'_>, record: RecordRef, document: &Document) -> Decimal {
        let net = document.counted_net().amount;
        let Some(invoice) = figures.book.typed::<Invoice>(record) else { return net };
        let other = |line: &Line| {
            let order = line.order.as_ref().and_then(|order| target(figures.book, "order", order.as_str()));
            (line.invoice.is_some() && !document.credit_note) || order.is_some_and(|order| !self.has(order))
        };
        let totals = figures.totals(record).map_or(&[][..], |totals| &totals.lines);
        let lines = invoice.lines.iter().zip(totals).filter(|(line, _)| other(line));
        let signed = |net: Decimal| if document.credit_note { -net } else { net };
        lines.fold(net, |net, (_, total)| net.saturating_sub(signed(total.net)))
    }
}

/// The market that an invoice belongs to, by the first of its lines that names an order.
pub fn market_of<'f>(figures: &'f Figures<'_>, invoice: &Invoice) -> Option<Market<'f>> {
    let order = invoice.lines.iter().find_map(|line| line.order.as_ref())?;
    Market::of(figures, target(figures.book, "order", order.as_str())?)
}

/// The markets that the lines of an invoice belong to, each once.
pub fn markets_of<'f>(figures: &'f Figures<'_>, invoice: &Invoice) -> Vec<Market<'f>> {
    let mut markets: Vec<Market<'f>> = Vec::new();
    for order in invoice.lines.iter().filter_map(|line| line.order.as_ref()) {
        let Some(order) = target(figures.book, "order", order.as_str()) else { continue };
        if !markets.iter().any(|market| market.orders.iter().any(|(record, ..)| *record == order)) {
            markets.extend(Market::of(figures, order));
        }
    }
    markets
}

/// Where the market of a progress invoice stood: as it was frozen on issue, else as it stands now.
pub fn progress(figures: &Figures<'_>, record: RecordRef) -> Option<Progress> {
    let invoice = figures.book.typed::<Invoice>(record)?;
    if invoice.invoice_type != Some(InvoiceType::Progress) {
        return None;
    }
    if let Some(frozen) = &invoice.progress {
        let currency = figures.document(record)?.currency;
        let money = |amount: &Option<crate::model::field::Amount>| {
            Money::new(amount.as_ref().map_or(Decimal::ZERO, |amount| amount.0), currency)
        };
        return Some(Progress {
            number: frozen.number.as_ref().and_then(|number| u32::try_from(number.0).ok()).unwrap_or(1),
            market: money(&frozen.market),
            amendments: money(&frozen.amendments),
            earlier: money(&frozen.earlier),
            this: money(&frozen.this),
            rest: money(&frozen.rest),
        });
    }
    market_of(figures, &invoice)?.progress(figures, record)
}

/// The earlier invoices that a document refers to (BG-3): what it credits, corrects or takes off, and the progress invoices
/// before it; each once, by date and number. Those without a number are not among them.
pub fn preceding(figures: &Figures<'_>, record: RecordRef, invoice: &Invoice) -> Vec<RecordRef> {
    let book = figures.book;
    let named = invoice.credits.iter().chain(&invoice.replaces);
    let named = named.chain(invoice.lines.iter().filter_map(|line| line.invoice.as_ref()));
    let mut found: Vec<RecordRef> = named.filter_map(|id| target(book, "invoice", id.as_str())).collect();
    if invoice.invoice_type == Some(InvoiceType::Progress)
        && let Some(market) = market_of(figures, invoice)
    {
        let earlier = |other: &RecordRef| {
            figures.document(*other).is_some_and(|d| d.sort == InvoiceType::Progress && d.others.replaced_by.is_none())
        };
        found.extend(market.invoices(figures).into_iter().filter(earlier));
    }
    let number = |record: RecordRef| book.get(record).text(book.shape(record.kind), "number");
    found.retain(|other| *other != record && number(*other).is_some());
    found.sort_by_key(|other| (figures.document(*other).map(|d| d.date), number(*other)));
    found.dedup();
    found
}

/// What lines come to by rate, as the prices are.
pub fn of_lines(book: &Book, invoice: &Invoice, totals: &Totals) -> ByTax {
    let mut sums = ByTax::new();
    for (line, total) in invoice.lines.iter().zip(&totals.lines) {
        if let Some(key) = line_key(book, line, invoice.tax_date()) {
            add(&mut sums, key, total.agreed);
        }
    }
    sums
}

/// How a line of an invoice of that day is taxed: as it was frozen, else by its code.
pub fn line_key(book: &Book, line: &Line, date: Date) -> Option<TaxKey> {
    match line.tax_category {
        Some(category) => {
            let percent = line.tax_percent.as_ref().map_or(Decimal::ZERO, |percent| percent.0);
            Some(TaxKey { category, percent })
        }
        None => tax_key(book, line.tax.as_ref().map(|code| code.0.as_str()), date),
    }
}

/// The first code of `carnet.toml` that taxes so; the default one of the day before others.
pub fn code_of(book: &Book, key: TaxKey, date: Date) -> Option<TaxCode> {
    let same = |code: &str| tax_key(book, Some(code), date) == Some(key);
    let default = book.firm.default_tax(date).map(|rate| rate.id.as_str()).filter(|id| same(id));
    let first = || book.firm.file.tax.iter().map(|rate| rate.id.as_str()).find(|id| same(id));
    default.or_else(first).map(|id| TaxCode(id.to_owned()))
}

/// What is left of amounts that an invoice asked for, after credit notes (drafts included) and lines of final invoices that
/// take it off. Final invoices that were credited whole or replaced take nothing off any more.
pub fn taken_back(figures: &Figures<'_>, invoice: RecordRef, whole: &ByTax) -> ByTax {
    let book = figures.book;
    let mut left = whole.clone();
    let is_it = |id: &crate::model::field::Ref<Invoice>| target(book, "invoice", id.as_str()) == Some(invoice);
    let referrers = book.referrers(invoice);
    for from in referrers.iter().filter(|from| from.kind == invoice.kind && **from != invoice) {
        let (Some(document), Some(other)) = (figures.document(*from), book.typed::<Invoice>(*from)) else { continue };
        let gone = document.others.replaced_by.is_some() || document.status == super::document::Status::Credited;
        let note = document.credit_note;
        if gone || (!note && other.invoice_type == Some(InvoiceType::Corrected) && !document.issued) {
            continue;
        }
        let all = note && other.credits.as_ref().is_some_and(is_it);
        let Some(totals) = figures.totals(*from) else { continue };
        for (line, total) in other.lines.iter().zip(&totals.lines) {
            let names_it = match &line.invoice {
                Some(id) => is_it(id),
                None => all,
            };
            if let Some(key) = line_key(book, line, other.tax_date()).filter(|_| names_it) {
                // A final invoice takes it off with a negative quantity.
                add(&mut left, key, if note { -total.agreed } else { total.agreed });
            }
        }
        if all {
            totals.allowance_parts.iter().for_each(|part| add(&mut left, part.tax, part.agreed));
            totals.charge_parts.iter().for_each(|part| add(&mut left, part.tax, -part.agreed));
        }
    }
    left
}

/// All that a document asks for by rate, as its prices are.
pub fn of_document(book: &Book, invoice: &Invoice, totals: &Totals) -> ByTax {
    let mut sums = of_lines(book, invoice, totals);
    totals.allowance_parts.iter().for_each(|part| add(&mut sums, part.tax, -part.agreed));
    totals.charge_parts.iter().for_each(|part| add(&mut sums, part.tax, part.agreed));
    sums
}

/// Payments for an order or its quote that no invoice has used up, with what is left of them, by date.
pub fn prepayments(figures: &Figures<'_>, market: &Market<'_>) -> Vec<(RecordRef, Money)> {
    let book = figures.book;
    let Some(kind) = figures.payment else { return Vec::new() };
    let quotes = market.orders.iter().filter_map(|(_, order, _)| order.quote.as_ref());
    let quotes = quotes.filter_map(|quote| target(book, "quote", quote.as_str()));
    let about: Vec<RecordRef> = market.orders.iter().map(|(record, ..)| *record).chain(quotes).collect();
    let mut found: BTreeMap<(Date, RecordRef), Money> = BTreeMap::new();
    for record in about.iter().flat_map(|about| book.referrers(*about)).filter(|record| record.kind == kind) {
        let Some(payment) = figures.payment(record) else { continue };
        let counts = payment.date <= figures.as_of && payment.amount.currency == market.currency;
        if counts && payment.unallocated.amount > Decimal::ZERO {
            found.insert((payment.date, record), payment.unallocated);
        }
    }
    found.into_iter().map(|((_, record), left)| (record, left)).collect()
}

fn add(sums: &mut ByTax, key: TaxKey, amount: Decimal) {
    let sum = sums.entry(key).or_default();
    *sum = sum.saturating_add(amount);
}
