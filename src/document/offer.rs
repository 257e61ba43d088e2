//! What quotes and orders have in common: an offer with sections, texts, subtotals and options.

use super::build::{self, Amounts, Head};
use super::label::Labels;
use super::line::{self, Numbers, Words};
use super::view::{DocumentView, Row, Sort};
use super::{Ask, ViewFault};
use crate::book::link::target;
use crate::book::{Book, RecordRef};
use crate::change::issue::parties;
use crate::figures::Offer;
use crate::figures::mention::{self, Case, Occasion};
use crate::figures::totals::TaxKey;
use crate::firm::TaxRate;
use crate::model::adjustment::{DocumentAdjustment, LineAdjustment};
use crate::model::customer::Customer;
use crate::model::field::{TaxCode, TermsFormula};
use crate::model::quote::LineType;
use crate::value::Date;

/// A quote or an order, as far as they are alike.
pub(super) struct Source<'s> {
    pub sort: Sort,
    pub record: RecordRef,
    pub customer: &'s str,
    pub number: Option<&'s str>,
    pub date: Date,
    pub terms: Option<&'s TermsFormula>,
    pub lines: Vec<SourceLine<'s>>,
    pub allowances: &'s [DocumentAdjustment],
    pub charges: &'s [DocumentAdjustment],
}

/// A line of it.
pub(super) struct SourceLine<'s> {
    pub id: Option<&'s str>,
    pub sort: LineType,
    pub product: Option<&'s str>,
    pub description: Option<&'s str>,
    pub unit: Option<&'s str>,
    pub tax: Option<&'s TaxCode>,
    pub option: Option<(String, bool)>,
    pub allowances: &'s [LineAdjustment],
    pub charges: &'s [LineAdjustment],
}

/// The view of an offer.
pub(super) fn view(
    book: &Book,
    source: &Source<'_>,
    offer: &Offer,
    labels: &Labels,
    ask: &Ask<'_>,
) -> Result<DocumentView, ViewFault> {
    let (seller, buyer) = parties(book, source.customer, source.date)?;
    let customers = offer.customer.and_then(|customer| book.get(customer).text(book.shape(customer.kind), "terms"));
    let firms = book.firm.file.terms.as_ref().map(|terms| terms.0.as_str());
    let head = Head {
        sort: source.sort,
        record: source.record,
        number: source.number,
        date: source.date,
        currency: offer.totals.currency,
        seller: seller.as_ref(),
        buyer: buyer.as_ref(),
        terms: source.terms.map(|terms| terms.0.as_str()).or(customers).or(firms),
    };
    let mut view = build::begin(book, &head, labels, ask)?;
    rows(book, &mut view, source, offer)?;
    let inputs = offer.items.iter().zip(&offer.places).filter(|(_, place)| place.is_some());
    let rates = rates(book, source, offer);
    let exemption = |key: TaxKey| {
        let rate = rates.iter().find(|(own, rate)| *own == key && rate.reason.is_some()).map(|(_, rate)| *rate);
        let code = rate.and_then(|rate| rate.exemption_code());
        (rate.and_then(|rate| rate.reason.clone()), code.map(str::to_owned))
    };
    view.mentions = mentions(book, source, &rates, labels);
    build::amounts(
        &mut view,
        &Amounts {
            prices: offer.prices,
            totals: &offer.totals,
            inputs: inputs.filter_map(|(item, _)| item.as_ref().map(|(input, _)| input)).collect(),
            allowances: source.allowances,
            charges: source.charges,
            exemption: &exemption,
        },
    );
    if source.sort == Sort::ProForma {
        build::payment(&mut view, &head, false);
    }
    Ok(view)
}

fn rows(book: &Book, view: &mut DocumentView, source: &Source<'_>, offer: &Offer) -> Result<(), ViewFault> {
    for (i, own) in source.lines.iter().enumerate() {
        let text = || own.description.unwrap_or_default().trim().to_owned();
        match own.sort {
            LineType::Title => view.rows.push(Row::Title(text())),
            LineType::Text => view.rows.push(Row::Text(text())),
            LineType::Subtotal => {
                let label = own.description.map(str::to_owned);
                let amount = offer.agreed.get(i).copied().flatten().unwrap_or_default();
                view.rows.push(Row::Subtotal { label, amount });
            }
            LineType::Item => {
                let Some(Some((input, total))) = offer.items.get(i) else { continue };
                let product = build::product(book, own.product);
                let (name, unit) = product.map_or((String::new(), None), |(name, unit)| (name, unit));
                let words = Words {
                    id: own.id.map_or_else(|| (i + 1).to_string(), str::to_owned),
                    description: own.description.map_or(name, str::to_owned),
                    unit: own.unit.map(str::to_owned).or(unit).unwrap_or_else(|| build::ONE.to_owned()),
                    option: own.option.clone(),
                    reference: None,
                };
                let numbers = Numbers {
                    prices: offer.prices,
                    decimals: offer.totals.currency.decimals(),
                    input,
                    total,
                    allowances: own.allowances,
                    charges: own.charges,
                };
                let counted = offer.places.get(i).copied().flatten().is_some();
                let (row, standard) = line::line(words, &numbers, counted.then_some(view.invoice.lines.len()))?;
                view.rows.push(Row::Item(row));
                if counted {
                    view.invoice.lines.push(standard);
                }
            }
        }
    }
    Ok(())
}

/// The rates of the lines that enter the total, with the keys that they have in it.
fn rates<'b>(book: &'b Book, source: &Source<'_>, offer: &Offer) -> Vec<(TaxKey, &'b TaxRate)> {
    let counted = source.lines.iter().zip(&offer.items).zip(&offer.places).filter(|(_, place)| place.is_some());
    let rate = |line: &SourceLine<'_>| match line.tax {
        Some(code) => book.firm.tax(&code.0),
        None => book.firm.default_tax(source.date),
    };
    counted.filter_map(|((line, item), _)| Some((item.as_ref()?.0.tax, rate(line)?))).collect()
}

/// What the law wants to be read on an offer.
fn mentions(book: &Book, source: &Source<'_>, rates: &[(TaxKey, &TaxRate)], labels: &Labels) -> Vec<String> {
    let buyer = target(book, "customer", source.customer).and_then(|customer| book.typed::<Customer>(customer));
    let case = Case::new(&book.firm, buyer.as_ref(), Occasion::Offer, source.date);
    let case = Case { language: labels.tongue.code(), ..case.taxed(rates.iter().map(|(_, rate)| *rate)) };
    mention::of(&case).into_iter().map(|mention| mention.text).collect()
}
