//! The three sums that most figures of a document need, and how they are kept beside its record.
//!
//! They depend on nothing but the record, the settings and the currency: so they hold as long as the file is the same, and
//! the currency that was taken then is the one that is taken now (a customer may name it).

use super::document_input::totals_in_currency;
use super::totals::Totals;
use crate::book::cache::pack;
use crate::book::view::{TableView, View};
use crate::book::{Book, RecordRef, Value, Values};
use crate::value::{Currency, Decimal};

/// Amounts of a document, positive, in its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sums {
    pub currency: Currency,
    /// BT-109.
    pub net: Decimal,
    /// BT-110.
    pub tax: Decimal,
    /// BT-115, and BT-113 where something was paid before.
    pub gross: Decimal,
}

impl Sums {
    pub fn of(totals: &Totals) -> Sums {
        let gross = totals.gross().amount;
        Sums { currency: totals.currency, net: totals.tax_exclusive, tax: totals.tax, gross }
    }

    /// What was kept of them; `None` where it is something else.
    pub fn read(kept: &[u8]) -> Option<Sums> {
        let (mut code, mut amounts) = (None, [None; 3]);
        TableView::Packed(pack::PackedTable::new(kept)).each(|position, value| match (position, value) {
            (0, View::Text(text)) => code = Currency::from_code(text),
            (1..=3, View::Decimal(amount)) => amounts[position - 1] = Some(amount),
            _ => {}
        });
        Some(Sums { currency: code?, net: amounts[0]?, tax: amounts[1]?, gross: amounts[2]? })
    }

    fn pack(&self) -> Vec<u8> {
        let amounts = [self.net, self.tax, self.gross].map(|amount| Some(Value::Decimal(amount)));
        let mut values = vec![Some(Value::Text(self.currency.code().into()))];
        values.extend(amounts);
        let mut out = Vec::new();
        pack::pack(&Values::from(values), &mut out);
        out
    }
}

/// What is worth keeping of a record beside its values, to be read by [`Sums::read`]: those of an invoice. `None` for all
/// others, and where there are no totals.
pub fn kept(book: &Book, record: RecordRef) -> Option<Vec<u8>> {
    if book.kind(record.kind).name != "invoice" || !book.get(record).sound {
        return None;
    }
    totals_in_currency(book, record).ok().map(|totals| Sums::of(&totals).pack())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        for (net, tax, gross) in [("0.00", "0", "0.00"), ("-1.50", "0.30", "79228162514264337593543950335")] {
            let [net, tax, gross] = [net, tax, gross].map(|text| text.parse::<Decimal>().unwrap());
            let sums = Sums { currency: Currency::from_code("JPY").unwrap(), net, tax, gross };
            assert_eq!(Sums::read(&sums.pack()), Some(sums));
            assert_eq!(Sums::read(&sums.pack()[..7]), None);
        }
        assert_eq!(Sums::read(&[]), None);
    }
}
