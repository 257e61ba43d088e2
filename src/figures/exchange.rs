//! Rates of exchange: the last one on or before a day, from `rates/`; where there is none, nothing is converted.

use crate::book::link::target;
use crate::book::{Book, RecordRef};
use crate::model::rate::Rate;
use crate::value::{Currency, Date, Decimal, decimal};

/// A rate between two currencies, on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exchange {
    /// One of it is worth…
    pub one: Currency,
    /// … so many of it.
    pub many: Currency,
    pub rate: Decimal,
    /// The day that the rate was given for: on or before the one that was asked for.
    pub date: Date,
    /// The file that it stands in.
    pub record: RecordRef,
}

impl Exchange {
    /// The rate for converting one currency into another on a day: the last on or before it, from the file of the pair, either
    /// way round (`EUR-USD` or `USD-EUR`; the one that begins with the target goes first). `None` where no file has one.
    pub fn find(book: &Book, from: Currency, to: Currency, date: Date) -> Option<Exchange> {
        last(book, to, from, date).or_else(|| last(book, from, to, date))
    }

    /// An amount of one of the two currencies in the other one, rounded to its decimals, half away from zero. `None` where the
    /// rate is nil or the amount too large.
    pub fn convert(&self, amount: Decimal, to: Currency) -> Option<Decimal> {
        convert(amount, self.rate, to == self.many, to)
    }

    /// `EUR-USD`: what the file is called.
    pub fn pair(&self) -> String {
        pair(self.one, self.many)
    }
}

/// The id of the rates between two currencies.
pub fn pair(one: Currency, many: Currency) -> String {
    format!("{}-{}", one.code(), many.code())
}

/// The two currencies of an id of rates: `None` where it does not name two different ones.
pub fn currencies(id: &str) -> Option<(Currency, Currency)> {
    let (one, many) = id.split_once('-')?;
    let (one, many) = (Currency::from_code(one)?, Currency::from_code(many)?);
    (one != many).then_some((one, many))
}

/// What was frozen of a rate, applied again: see [`Exchange::convert`].
pub fn converted(amount: Decimal, pair: &str, rate: Decimal, to: Currency) -> Option<Decimal> {
    let (one, many) = currencies(pair)?;
    (to == one || to == many).then(|| convert(amount, rate, to == many, to)).flatten()
}

fn convert(amount: Decimal, rate: Decimal, multiply: bool, to: Currency) -> Option<Decimal> {
    let exact = if multiply { amount.checked_mul(rate)? } else { amount.checked_div(rate)? };
    Some(decimal::fixed(exact, to.decimals()))
}

fn last(book: &Book, one: Currency, many: Currency, date: Date) -> Option<Exchange> {
    let record = target(book, "rate", &pair(one, many))?;
    let rates = book.typed::<Rate>(record)?.rates;
    let usable = rates.iter().filter(|rate| rate.date <= date && rate.rate.0 > Decimal::ZERO);
    let last = usable.max_by_key(|rate| rate.date)?;
    Some(Exchange { one, many, rate: last.rate.0, date: last.date, record })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Source;
    use crate::model::Kinds;

    fn book(rates: &[(&str, &str)]) -> Book {
        let mut sources = vec![Source::new("carnet.toml", "format = 2\n".as_bytes())];
        sources.extend(rates.iter().map(|(path, text)| Source::new(path, text.as_bytes())));
        let book = Book::read(Kinds::standard(), sources);
        assert_eq!(book.findings, []);
        book
    }

    fn currency(code: &str) -> Currency {
        Currency::from_code(code).unwrap()
    }

    const DOLLARS: (&str, &str) = (
        "rates/EUR-USD.toml",
        "source = \"ECB\"\nrates = [\n    { date = 2026-10-02, rate = 1.25 },\n    { date = 2026-10-01, rate = 1.0856 },\n]\n",
    );

    #[test]
    fn a_day_has_the_last_rate_on_or_before_it() {
        let book = book(&[DOLLARS]);
        let on = |day| {
            Exchange::find(&book, currency("USD"), currency("EUR"), Date::new(2026, 10, day).unwrap())
                .map(|rate| (rate.rate.to_string(), rate.date.to_string()))
        };
        assert_eq!(on(1), Some(("1.0856".into(), "2026-10-01".into())));
        assert_eq!(on(4), Some(("1.25".into(), "2026-10-02".into())));
        let before = Date::new(2026, 9, 30).unwrap();
        assert_eq!(Exchange::find(&book, currency("USD"), currency("EUR"), before), None);
        assert_eq!(Exchange::find(&book, currency("GBP"), currency("EUR"), Date::new(2026, 10, 4).unwrap()), None);
    }

    #[test]
    fn amounts_are_converted_both_ways_and_rounded_once() {
        let book = book(&[DOLLARS, ("rates/JPY-EUR.toml", "rates = [{ date = 2026-10-01, rate = 0.0061 }]\n")]);
        let date = Date::new(2026, 10, 1).unwrap();
        let (euro, dollar, yen) = (currency("EUR"), currency("USD"), currency("JPY"));
        let rate = Exchange::find(&book, dollar, euro, date).unwrap();
        assert_eq!(rate.pair(), "EUR-USD");
        assert_eq!(rate.convert(Decimal::from(100), euro).unwrap().to_string(), "92.11");
        assert_eq!(rate.convert(Decimal::from(100), dollar).unwrap().to_string(), "108.56");
        let rate = Exchange::find(&book, euro, yen, date).unwrap();
        assert_eq!(rate.convert(Decimal::from(100), yen).unwrap().to_string(), "16393");
        assert_eq!(converted(Decimal::from(100), "EUR-USD", rate.rate, yen), None);
    }

    #[test]
    fn a_pair_is_two_currencies() {
        assert!(currencies("EUR-USD").is_some());
        for wrong in ["EUR", "EUR-EUR", "eur-usd", "EURUSD", "EUR-XXY", "EUR-USD-1"] {
            assert_eq!(currencies(wrong), None, "{wrong}");
        }
    }
}
