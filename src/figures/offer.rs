//! Quotes and orders: their totals, by the same arithmetic as invoices, and where a quote stands.
//!
//! Titles, texts and subtotals are no part of the arithmetic; an option is one once it is chosen.

use super::Figures;
use super::document_input::{NoTotals, currency, tax_key};
use super::totals::{Adjustment, AdjustmentInput, DocumentInput, LineInput, LineTotal, Prices, Totals};
use crate::book::link::target;
use crate::book::{Book, RecordRef};
use crate::model::adjustment::{DocumentAdjustment, LineAdjustment};
use crate::model::customer::Customer;
use crate::model::field::{Amount, Percent, Quantity, TaxCode, UnitPrice};
use crate::model::order::Order;
use crate::model::quote::{LineType, Quote};
use crate::value::{Currency, Date, Decimal, Money};

/// Where a quote stands on the day of the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteStatus {
    /// It was not sent.
    Draft,
    /// The customer has it and may accept it.
    Sent,
    Accepted,
    Declined,
    /// Its last day has passed without an answer.
    Expired,
    /// A later revision was sent or accepted in its place.
    Revised,
}

impl QuoteStatus {
    pub const ALL: [QuoteStatus; 6] = [
        QuoteStatus::Draft,
        QuoteStatus::Sent,
        QuoteStatus::Accepted,
        QuoteStatus::Declined,
        QuoteStatus::Expired,
        QuoteStatus::Revised,
    ];

    pub fn name(self) -> &'static str {
        match self {
            QuoteStatus::Draft => "draft",
            QuoteStatus::Sent => "sent",
            QuoteStatus::Accepted => "accepted",
            QuoteStatus::Declined => "declined",
            QuoteStatus::Expired => "expired",
            QuoteStatus::Revised => "revised",
        }
    }
}

/// The totals of a quote or an order.
#[derive(Debug, Clone)]
pub struct Offer {
    pub totals: Totals,
    /// For each line what it shows: the net of an item (of an option that is not chosen, too), the sum of a subtotal;
    /// `None` for titles and texts.
    pub nets: Vec<Option<Decimal>>,
    /// The same as it was agreed: with tax where the prices are.
    pub agreed: Vec<Option<Decimal>>,
    /// Each item as it entered the arithmetic, with its totals; of an option that is not chosen, by itself.
    pub items: Vec<Option<(LineInput, LineTotal)>>,
    /// Whether prices are with tax.
    pub prices: Prices,
    /// For each line its place among [`Totals::lines`], when it enters the total.
    pub places: Vec<Option<usize>>,
    pub customer: Option<RecordRef>,
    /// Who sells: the document's owner, else the customer's.
    pub owner: Option<RecordRef>,
}

impl Offer {
    pub fn net(&self) -> Money {
        self.totals.tax_exclusive()
    }

    pub fn tax(&self) -> Money {
        Money::new(self.totals.tax, self.totals.currency)
    }

    pub fn gross(&self) -> Money {
        self.totals.due()
    }
}

/// A quote with its figures.
#[derive(Debug, Clone)]
pub struct QuoteFigures {
    pub offer: Offer,
    pub status: QuoteStatus,
}

/// What the arithmetic reads of a line.
struct Item<'l> {
    sort: LineType,
    /// It enters the total.
    counted: bool,
    quantity: &'l Option<Quantity>,
    unit_price: &'l Option<UnitPrice>,
    tax: &'l Option<TaxCode>,
    allowances: &'l [LineAdjustment],
    charges: &'l [LineAdjustment],
}

/// What the arithmetic reads of a document.
struct Head<'d> {
    customer: &'d str,
    owner: Option<&'d str>,
    currency: Option<&'d str>,
    prices_include_tax: Option<bool>,
    date: Date,
    allowances: &'d [DocumentAdjustment],
    charges: &'d [DocumentAdjustment],
}

/// The totals of a quote, or why there are none.
///
/// # Errors
/// [`NoTotals`].
pub fn quote(book: &Book, quote: &Quote) -> Result<Offer, NoTotals> {
    let head = Head {
        customer: quote.customer.as_str(),
        owner: quote.owner.as_ref().map(|owner| owner.as_str()),
        currency: quote.currency.as_ref().map(|code| code.0.as_str()),
        prices_include_tax: quote.prices_include_tax,
        date: quote.date,
        allowances: &quote.allowances,
        charges: &quote.charges,
    };
    let items = quote.lines.iter().map(|line| Item {
        sort: line.line_type.unwrap_or_default(),
        counted: line.option.is_none() || line.chosen == Some(true),
        quantity: &line.quantity,
        unit_price: &line.unit_price,
        tax: &line.tax,
        allowances: &line.allowances,
        charges: &line.charges,
    });
    offer(book, &head, &items.collect::<Vec<_>>())
}

/// The totals of an order, or why there are none.
///
/// # Errors
/// [`NoTotals`].
pub fn order(book: &Book, order: &Order) -> Result<Offer, NoTotals> {
    let head = Head {
        customer: order.customer.as_str(),
        owner: order.owner.as_ref().map(|owner| owner.as_str()),
        currency: order.currency.as_ref().map(|code| code.0.as_str()),
        prices_include_tax: order.prices_include_tax,
        date: order.date,
        allowances: &order.allowances,
        charges: &order.charges,
    };
    let items = order.lines.iter().map(|line| Item {
        sort: line.line_type.unwrap_or_default(),
        counted: true,
        quantity: &line.quantity,
        unit_price: &line.unit_price,
        tax: &line.tax,
        allowances: &line.allowances,
        charges: &line.charges,
    });
    offer(book, &head, &items.collect::<Vec<_>>())
}

fn offer(book: &Book, head: &Head<'_>, items: &[Item<'_>]) -> Result<Offer, NoTotals> {
    let customer = target(book, "customer", head.customer);
    let party = customer.and_then(|customer| book.typed::<Customer>(customer));
    let theirs = party.as_ref().and_then(|party| party.currency.as_ref()).map(|code| code.0.as_str());
    let currency = currency(book, head.currency, theirs);
    let gross = head.prices_include_tax.or(book.firm.file.prices_include_tax).unwrap_or(false);
    let prices = if gross { Prices::Gross } else { Prices::Net };
    let tax =
        |code: &Option<TaxCode>| tax_key(book, code.as_ref().map(|c| c.0.as_str()), head.date).ok_or(NoTotals::Tax);
    let adjustment = |a: &DocumentAdjustment| {
        let tax = a.tax.is_some().then(|| tax(&a.tax)).transpose()?;
        Ok(AdjustmentInput { adjustment: either(&a.amount, &a.percent), tax })
    };
    let mut input = DocumentInput {
        currency,
        prices,
        allowances: head.allowances.iter().map(adjustment).collect::<Result<_, NoTotals>>()?,
        charges: head.charges.iter().map(adjustment).collect::<Result<_, NoTotals>>()?,
        ..DocumentInput::default()
    };
    let mut places = vec![None; items.len()];
    let mut shown: Vec<Option<(LineInput, LineTotal)>> = vec![None; items.len()];
    for (index, item) in items.iter().enumerate().filter(|(_, item)| item.sort == LineType::Item) {
        let line = LineInput {
            quantity: item.quantity.as_ref().map_or(Decimal::ONE, |quantity| quantity.0),
            unit_price: item.unit_price.as_ref().map_or(Decimal::ZERO, |price| price.0),
            price_base_quantity: None,
            allowances: item.allowances.iter().map(line_adjustment).collect(),
            charges: item.charges.iter().map(line_adjustment).collect(),
            tax: tax(item.tax)?,
        };
        if item.counted {
            places[index] = Some(input.lines.len());
            input.lines.push(line);
        } else {
            let total = alone(currency, prices, line.clone())?;
            shown[index] = Some((line, total));
        }
    }
    let totals = input.totals()?;
    let mut counted = input.lines.into_iter().zip(&totals.lines);
    for (index, _) in places.iter().enumerate().filter(|(_, place)| place.is_some()) {
        shown[index] = counted.next().map(|(line, total)| (line, *total));
    }
    let nothing = Decimal::new(0, currency.decimals());
    let (mut net, mut sum) = (nothing, nothing);
    let mut nets = vec![None; items.len()];
    let mut agreed = vec![None; items.len()];
    for (index, item) in items.iter().enumerate() {
        match (item.sort, &shown[index]) {
            (LineType::Item, Some((_, total))) => {
                (nets[index], agreed[index]) = (Some(total.net), Some(total.agreed));
                if places[index].is_some() {
                    net += total.net;
                    sum += total.agreed;
                }
            }
            (LineType::Title, _) => (net, sum) = (nothing, nothing),
            (LineType::Subtotal, _) => {
                (nets[index], agreed[index]) = (Some(net), Some(sum));
                (net, sum) = (nothing, nothing);
            }
            _ => {}
        }
    }
    let owner = head.owner.or(party.as_ref().and_then(|party| party.owner.as_ref()).map(|owner| owner.as_str()));
    let owner = owner.and_then(|owner| target(book, "member", owner));
    Ok(Offer { totals, nets, agreed, items: shown, prices, places, customer, owner })
}

/// An adjustment of a line, as it enters the arithmetic.
pub fn line_adjustment(adjustment: &LineAdjustment) -> Adjustment {
    either(&adjustment.amount, &adjustment.percent)
}

/// One that is neither is a finding, and reduces nothing.
fn either(amount: &Option<Amount>, percent: &Option<Percent>) -> Adjustment {
    match (amount, percent) {
        (Some(amount), _) => Adjustment::Amount(amount.0),
        (None, Some(percent)) => Adjustment::Percent(percent.0),
        (None, None) => Adjustment::Amount(Decimal::ZERO),
    }
}

/// What an option would cost by itself.
fn alone(currency: Currency, prices: Prices, line: LineInput) -> Result<LineTotal, NoTotals> {
    let input = DocumentInput { currency, prices, lines: vec![line], ..DocumentInput::default() };
    // As many totals as lines: one.
    input.totals()?.lines.first().copied().ok_or(NoTotals::Incomplete)
}

pub(super) fn quotes(figures: &Figures<'_>) -> Vec<Option<QuoteFigures>> {
    let book = figures.book;
    let Some(kind) = book.kinds.named("quote") else { return Vec::new() };
    let typed: Vec<Option<Quote>> =
        (0..book.records(kind).len()).map(|index| book.typed(RecordRef { kind, index: index as u32 })).collect();
    let mut replaced = vec![false; typed.len()];
    for later in typed.iter().flatten() {
        let out = later.sent.is_some_and(|day| day <= figures.as_of)
            || later.acceptance.as_ref().is_some_and(|acceptance| acceptance.date <= figures.as_of);
        let earlier = later.revision_of.as_ref().filter(|_| out);
        if let Some(earlier) = earlier.and_then(|id| target(book, "quote", id.as_str())) {
            replaced[earlier.index as usize] = true;
        }
    }
    let figure = |(found, replaced): (&Option<Quote>, bool)| {
        let found = found.as_ref()?;
        Some(QuoteFigures { offer: quote(book, found).ok()?, status: status(figures, found, replaced) })
    };
    typed.iter().zip(replaced).map(figure).collect()
}

fn status(figures: &Figures<'_>, quote: &Quote, replaced: bool) -> QuoteStatus {
    let past = |day: Option<Date>| day.is_some_and(|day| day <= figures.as_of);
    if past(quote.acceptance.as_ref().map(|acceptance| acceptance.date)) {
        QuoteStatus::Accepted
    } else if past(quote.declined) {
        QuoteStatus::Declined
    } else if replaced {
        QuoteStatus::Revised
    } else if !past(quote.sent) {
        QuoteStatus::Draft
    } else if quote.valid_until.is_some_and(|day| day < figures.as_of) {
        QuoteStatus::Expired
    } else {
        QuoteStatus::Sent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Source;
    use crate::model::Kinds;

    fn read(quotes: &[(&str, &str)]) -> Book {
        let firm = "format = 2\n[[tax]]\nid = \"vat\"\ncategory = \"S\"\npercent = 20\n";
        let mut sources = vec![
            Source::new("carnet.toml", firm.as_bytes()),
            Source::new("customers/acme.toml", "name = \"ACME\"\n".as_bytes()),
        ];
        for (id, text) in quotes {
            let text = format!("customer = \"acme\"\ndate = 2026-10-01\n{text}");
            sources.push(Source::new(&format!("quotes/{id}.toml"), text.as_bytes()));
        }
        let book = Book::read(Kinds::standard(), sources);
        assert_eq!(book.findings, []);
        book
    }

    fn statuses(quotes: &[(&str, &str)]) -> Vec<&'static str> {
        let book = read(quotes);
        let figures = Figures::new(&book, Date::new(2026, 11, 20).unwrap());
        figures.quotes().iter().map(|quote| quote.as_ref().unwrap().status.name()).collect()
    }

    #[test]
    fn the_status_follows_from_what_happened() {
        let accepted = "sent = 2026-10-02\nvalid_until = 2026-10-30\n[acceptance]\ndate = 2026-10-20\n";
        assert_eq!(
            statuses(&[
                ("a", ""),
                ("b", "sent = 2026-10-02\nvalid_until = 2026-11-20\n"),
                ("c", "sent = 2026-10-02\nvalid_until = 2026-11-19\n"),
                ("d", accepted),
                ("e", "sent = 2026-10-02\ndeclined = 2026-10-09\n"),
                ("f", "sent = 2026-12-02\n"),
            ]),
            ["draft", "sent", "expired", "accepted", "declined", "draft"]
        );
    }

    #[test]
    fn a_revision_that_was_sent_replaces_its_quote() {
        let sent = "sent = 2026-10-02\n";
        let revision = "sent = 2026-10-09\nrevision_of = \"a\"\n";
        assert_eq!(statuses(&[("a", sent), ("b", revision)]), ["revised", "sent"]);
        assert_eq!(statuses(&[("a", sent), ("b", "revision_of = \"a\"\n")]), ["sent", "draft"]);
    }

    #[test]
    fn options_count_when_they_are_chosen_and_subtotals_begin_anew() {
        let line = |quantity: u32, more: &str| {
            format!("[[lines]]\ndescription = \"x\"\nquantity = {quantity}\nunit_price = 100.00\n{more}")
        };
        let words = |sort: &str| format!("[[lines]]\ntype = \"{sort}\"\ndescription = \"x\"\n");
        let text = [
            words("title"),
            line(2, ""),
            line(3, "option = \"care\"\n"),
            line(1, "option = \"care\"\nchosen = true\n"),
            words("subtotal"),
            words("text"),
            line(4, ""),
            words("subtotal"),
        ]
        .concat();
        let book = read(&[("q", &text)]);
        let figures = Figures::new(&book, Date::new(2026, 11, 20).unwrap());
        let quote = figures.quotes()[0].as_ref().unwrap();
        assert_eq!(quote.offer.net().to_string(), "700.00 EUR");
        assert_eq!(quote.offer.gross().to_string(), "840.00 EUR");
        let nets: Vec<String> =
            quote.offer.nets.iter().map(|net| net.map_or(String::new(), |net| net.to_string())).collect();
        assert_eq!(nets, ["", "200.00", "300.00", "100.00", "300.00", "", "400.00", "400.00"]);
    }
}
