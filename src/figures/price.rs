//! Which price a product has, for whom, at which quantity, on which day.
//!
//! What a line says itself comes first and is not asked here. Then: a price list of the customer, a price list of a segment
//! that the customer is in, a price list for everybody, the product's own price. Within the lists of one rank the row
//! with the highest quantity break that is reached holds; of two such rows the one whose list began last, then the list
//! whose id comes first.

use crate::book::{Book, RecordRef};
use crate::model::pricelist::PriceList;
use crate::model::product::Product;
use crate::value::{Currency, Date, Decimal};

/// What a price is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// A product's id.
    pub product: &'a str,
    pub quantity: Decimal,
    /// A customer's id.
    pub customer: Option<&'a str>,
    pub date: Date,
    /// The document's.
    pub currency: Currency,
}

/// A price for one unit, and the record that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Price {
    pub amount: Decimal,
    /// A price list or the product.
    pub from: RecordRef,
}

/// How near a list is to the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Everybody,
    Segment,
    Customer,
}

/// Why there is no price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPrice {
    /// Neither a list nor the product has one.
    Unknown,
    /// Only the product has one, in this currency.
    OtherCurrency(Currency),
}

/// Finds the price. `in_segment` says whether the customer is in the segment of this id.
///
/// # Errors
/// [`NoPrice`].
pub fn price(book: &Book, ask: &Ask<'_>, in_segment: &dyn Fn(&str) -> bool) -> Result<Price, NoPrice> {
    type Key = (Rank, Decimal, Option<Date>);
    let mut best: Option<(Key, Price)> = None;
    for (from, _) in book.sound_named("pricelist") {
        let Some(list) = book.typed::<PriceList>(from).filter(|list| holds(book, list, ask)) else { continue };
        let row = list.prices.iter().filter(|row| row.product.as_str() == ask.product);
        let least =
            |row: &&crate::model::pricelist::ListPrice| row.from_quantity.as_ref().map_or(Decimal::MIN, |q| q.0);
        let Some(row) = row.filter(|row| least(row) <= ask.quantity).max_by_key(least) else { continue };
        let rank = match (&list.customer, &list.segment) {
            (Some(customer), _) if Some(customer.as_str()) == ask.customer => Rank::Customer,
            (Some(_), _) => continue,
            (None, Some(segment)) if ask.customer.is_some() && in_segment(segment.as_str()) => Rank::Segment,
            (None, Some(_)) => continue,
            (None, None) => Rank::Everybody,
        };
        let key = (rank, least(&row), list.from);
        if best.as_ref().is_none_or(|(other, _)| key > *other) {
            best = Some((key, Price { amount: row.price.0, from }));
        }
    }
    match best {
        Some((_, price)) => Ok(price),
        None => own(book, ask),
    }
}

/// The list is in force on the day and in the document's currency.
fn holds(book: &Book, list: &PriceList, ask: &Ask<'_>) -> bool {
    let currency = list.currency.as_ref().and_then(|code| Currency::from_code(&code.0));
    list.from.is_none_or(|from| from <= ask.date)
        && list.until.is_none_or(|until| ask.date <= until)
        && currency.unwrap_or(book.firm.currency()) == ask.currency
}

/// The product's own price.
fn own(book: &Book, ask: &Ask<'_>) -> Result<Price, NoPrice> {
    let from = book.kinds.named("product").and_then(|kind| book.find(kind, ask.product)).ok_or(NoPrice::Unknown)?;
    let product: Product = book.typed(from).ok_or(NoPrice::Unknown)?;
    let amount = product.price.ok_or(NoPrice::Unknown)?.0;
    let currency = product.currency.and_then(|code| Currency::from_code(&code.0)).unwrap_or(book.firm.currency());
    if currency != ask.currency {
        return Err(NoPrice::OtherCurrency(currency));
    }
    Ok(Price { amount, from })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Source;
    use crate::model::Kinds;

    fn list(head: &str, rows: &[(&str, &str)]) -> String {
        let mut text = format!("name = \"List\"\n{head}");
        for (from, price) in rows {
            let from = if from.is_empty() { String::new() } else { format!("from_quantity = {from}\n") };
            text.push_str(&format!("[[prices]]\nproduct = \"widget\"\n{from}price = {price}\n"));
        }
        text
    }

    fn found(lists: &[(&str, String)], customer: &str, quantity: u32) -> String {
        let mut sources = vec![
            Source::new("carnet.toml", "format = 2\n".as_bytes()),
            Source::new("customers/acme.toml", "name = \"ACME\"\n".as_bytes()),
            Source::new("customers/other.toml", "name = \"Other\"\n".as_bytes()),
            Source::new("segments/big.toml", "name = \"Big\"\nquery = \"name:acme\"\n".as_bytes()),
            Source::new("products/widget.toml", "name = \"Widget\"\nprice = 12.50\n".as_bytes()),
        ];
        for (id, text) in lists {
            sources.push(Source::new(&format!("pricelists/{id}.toml"), text.as_bytes()));
        }
        let book = Book::read(Kinds::standard(), sources);
        assert_eq!(book.findings, []);
        let ask = Ask {
            product: "widget",
            quantity: quantity.into(),
            customer: Some(customer),
            date: Date::new(2026, 11, 20).unwrap(),
            currency: Currency::euro(),
        };
        let price = price(&book, &ask, &|segment| segment == "big" && customer == "acme").unwrap();
        format!("{} {}", price.amount, book.name(price.from))
    }

    #[test]
    fn the_customer_s_list_before_the_segment_s_before_everybody_s_before_the_product() {
        let own = ("own", list("customer = \"acme\"\n", &[("", "11.00")]));
        let big = ("big", list("segment = \"big\"\n", &[("", "10.00")]));
        let all = ("all", list("", &[("", "9.00")]));
        assert_eq!(found(&[own.clone(), big.clone(), all.clone()], "acme", 1), "11.00 pricelist/own");
        assert_eq!(found(&[big.clone(), all.clone()], "acme", 1), "10.00 pricelist/big");
        assert_eq!(found(&[own.clone(), big.clone(), all], "other", 1), "9.00 pricelist/all");
        assert_eq!(found(&[own, big], "other", 1), "12.50 product/widget");
    }

    #[test]
    fn the_highest_break_that_is_reached() {
        let list = [("all", list("", &[("10", "11.00"), ("100", "9.00")]))];
        assert_eq!(found(&list, "acme", 9), "12.50 product/widget");
        assert_eq!(found(&list, "acme", 10), "11.00 pricelist/all");
        assert_eq!(found(&list, "acme", 1000), "9.00 pricelist/all");
    }

    #[test]
    fn only_lists_that_are_in_force_and_in_the_currency() {
        let old = ("old", list("until = 2026-11-19\n", &[("", "1.00")]));
        let next = ("next", list("from = 2026-11-21\n", &[("", "2.00")]));
        let foreign = ("foreign", list("currency = \"USD\"\n", &[("", "3.00")]));
        assert_eq!(found(&[old, next, foreign], "acme", 1), "12.50 product/widget");
        let first = ("a", list("from = 2026-01-01\n", &[("", "4.00")]));
        let later = ("b", list("from = 2026-06-01\n", &[("", "5.00")]));
        assert_eq!(found(&[first, later], "acme", 1), "5.00 pricelist/b");
    }
}
