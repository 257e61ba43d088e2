//! The languages of documents: how each writes numbers, money and days. Their words stand in [`super::label`].

use crate::value::{Currency, Date, Decimal, decimal};

/// A narrow no-break space: the French separator of thousands, and before signs.
const NARROW: char = '\u{202f}';
/// A no-break space: between an amount and its currency.
const FIXED: char = '\u{a0}';

/// A language in which documents are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Tongue {
    #[default]
    English,
    French,
    German,
    Spanish,
    Italian,
    Dutch,
}

impl Tongue {
    pub const ALL: [Tongue; 6] =
        [Tongue::English, Tongue::French, Tongue::German, Tongue::Spanish, Tongue::Italian, Tongue::Dutch];

    /// Two letters (ISO 639-1).
    pub fn code(self) -> &'static str {
        match self {
            Tongue::English => "en",
            Tongue::French => "fr",
            Tongue::German => "de",
            Tongue::Spanish => "es",
            Tongue::Italian => "it",
            Tongue::Dutch => "nl",
        }
    }

    /// From a language tag: `fr`, `de-CH`. `None` for a language in which no document is written.
    pub fn parse(tag: &str) -> Option<Tongue> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        Tongue::ALL.into_iter().find(|tongue| tongue.code().eq_ignore_ascii_case(primary))
    }

    /// Between groups of three digits, and before the decimals.
    fn marks(self) -> (char, char) {
        match self {
            Tongue::English => (',', '.'),
            Tongue::French => (NARROW, ','),
            Tongue::German | Tongue::Spanish | Tongue::Italian | Tongue::Dutch => ('.', ','),
        }
    }

    /// The decimal mark.
    pub fn mark(self) -> char {
        self.marks().1
    }

    /// `1,234.50`; `1 234,50` (narrow no-break space) in French; `1.234,50`. Decimals are those that the number has.
    /// Spanish groups four digits only where there are more (`1234,50`, `12.345,00`: Ortografía de la RAE).
    pub fn number(self, number: Decimal) -> String {
        let (thousands, mark) = self.marks();
        let plain = number.abs().to_string();
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let grouped = self != Tongue::Spanish || whole.len() > 4;
        let mut text = String::with_capacity(plain.len() + 8);
        if number.is_sign_negative() && !number.is_zero() {
            text.push('-');
        }
        for (i, digit) in whole.chars().enumerate() {
            if grouped && i > 0 && (whole.len() - i).is_multiple_of(3) {
                text.push(thousands);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(mark);
            text.push_str(fraction);
        }
        text
    }

    /// An amount with all decimals of its currency, without its sign: for tables whose head names the currency.
    pub fn amount(self, amount: Decimal, currency: Currency) -> String {
        self.number(decimal::fixed(amount, currency.decimals()))
    }

    /// A unit price: at least the currency's decimals, and all that it was agreed with.
    pub fn price(self, price: Decimal, currency: Currency) -> String {
        let short = price.normalize();
        if short.scale() > currency.decimals() { self.number(short) } else { self.amount(price, currency) }
    }

    /// A quantity or another number without idle zeros: `4`, `0.5`.
    pub fn quantity(self, quantity: Decimal) -> String {
        self.number(quantity.normalize())
    }

    /// An amount with its currency: `€1,234.50`, `1 234,50 €`, `€ 1.234,50`.
    pub fn money(self, amount: Decimal, currency: Currency) -> String {
        let (sign, number) = (if amount.is_sign_negative() && !amount.is_zero() { "-" } else { "" }, amount.abs());
        let number = self.amount(number, currency);
        match (self, symbol(currency)) {
            (Tongue::English, Some(symbol)) => format!("{sign}{symbol}{number}"),
            (Tongue::English, None) => format!("{}{FIXED}{sign}{number}", currency.code()),
            (Tongue::Dutch, symbol) => format!("{}{FIXED}{sign}{number}", symbol.unwrap_or(currency.code())),
            (_, symbol) => format!("{sign}{number}{FIXED}{}", symbol.unwrap_or(currency.code())),
        }
    }

    /// What follows a percentage: `%`, or ` %` with the space that the language wants.
    pub fn percent_sign(self) -> &'static str {
        match self {
            Tongue::English | Tongue::Italian | Tongue::Dutch => "%",
            Tongue::French => "\u{202f}%",
            Tongue::German | Tongue::Spanish => "\u{a0}%",
        }
    }

    /// `12.5%`, `12,5 %`.
    pub fn percent(self, percent: Decimal) -> String {
        self.quantity(percent) + self.percent_sign()
    }

    /// In words: `3 October 2026`, `3 octobre 2026`, `3. Oktober 2026`, `3 de octubre de 2026`. The French write `1er`.
    pub fn date(self, date: Date) -> String {
        let (day, year) = (date.day(), date.year());
        let month = self.month(date.month());
        match self {
            Tongue::French if day == 1 => format!("1er{FIXED}{month} {year}"),
            Tongue::German => format!("{day}.{FIXED}{month} {year}"),
            Tongue::Spanish => format!("{day} de {month} de {year}"),
            _ => format!("{day}{FIXED}{month} {year}"),
        }
    }

    /// In digits, for columns: `03/10/2026`, `03.10.2026`, `03-10-2026`.
    pub fn short_date(self, date: Date) -> String {
        let mark = match self {
            Tongue::English | Tongue::French | Tongue::Spanish | Tongue::Italian => '/',
            Tongue::German => '.',
            Tongue::Dutch => '-',
        };
        format!("{:02}{mark}{:02}{mark}{:04}", date.day(), date.month(), date.year())
    }

    /// Whether so many take the word for one: in French all that is below two (0,5 jour; 1,5 jour).
    pub fn is_singular(self, count: Decimal) -> bool {
        match self {
            Tongue::French => count.abs() < Decimal::TWO,
            _ => count.abs() == Decimal::ONE,
        }
    }

    fn month(self, month: u32) -> &'static str {
        let names: [&str; 12] = match self {
            Tongue::English => [
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            ],
            Tongue::French => [
                "janvier",
                "février",
                "mars",
                "avril",
                "mai",
                "juin",
                "juillet",
                "août",
                "septembre",
                "octobre",
                "novembre",
                "décembre",
            ],
            Tongue::German => [
                "Januar",
                "Februar",
                "März",
                "April",
                "Mai",
                "Juni",
                "Juli",
                "August",
                "September",
                "Oktober",
                "November",
                "Dezember",
            ],
            Tongue::Spanish => [
                "enero",
                "febrero",
                "marzo",
                "abril",
                "mayo",
                "junio",
                "julio",
                "agosto",
                "septiembre",
                "octubre",
                "noviembre",
                "diciembre",
            ],
            Tongue::Italian => [
                "gennaio",
                "febbraio",
                "marzo",
                "aprile",
                "maggio",
                "giugno",
                "luglio",
                "agosto",
                "settembre",
                "ottobre",
                "novembre",
                "dicembre",
            ],
            Tongue::Dutch => [
                "januari",
                "februari",
                "maart",
                "april",
                "mei",
                "juni",
                "juli",
                "augustus",
                "september",
                "oktober",
                "november",
                "december",
            ],
        };
        // A date's month is 1 to 12.
        names.get(month as usize - 1).copied().unwrap_or_default()
    }
}

/// The sign of a currency where it means one currency only to the reader of an invoice from Europe.
fn symbol(currency: Currency) -> Option<&'static str> {
    match currency.code() {
        "EUR" => Some("€"),
        "GBP" => Some("£"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::decimal::parse;

    #[test]
    fn each_language_writes_numbers_its_own_way() {
        let all = |text: &str| Tongue::ALL.map(|tongue| tongue.number(parse(text).unwrap()));
        assert_eq!(
            all("1234.50"),
            ["1,234.50", "1\u{202f}234,50", "1.234,50", "1234,50", "1.234,50", "1.234,50"].map(str::to_owned)
        );
        let fifty = "-12\u{202f}345,00".to_owned();
        assert_eq!(Tongue::French.number(parse("-12345.00").unwrap()), fifty);
        assert_eq!(Tongue::Spanish.number(parse("12345.00").unwrap()), "12.345,00");
        assert_eq!(Tongue::English.number(parse("-0.00").unwrap()), "0.00");
    }

    #[test]
    fn money_bears_its_sign_where_it_is_read() {
        let money = |code: &str| {
            let currency = Currency::from_code(code).unwrap();
            Tongue::ALL.map(|tongue| tongue.money(parse("-1234.5").unwrap(), currency).replace('\u{a0}', "_"))
        };
        assert_eq!(
            money("EUR"),
            ["-€1,234.50", "-1\u{202f}234,50_€", "-1.234,50_€", "-1234,50_€", "-1.234,50_€", "€_-1.234,50"]
                .map(str::to_owned)
        );
        assert_eq!(money("USD")[0], "USD_-1,234.50");
        assert_eq!(money("JPY")[2], "-1.235_JPY");
    }

    #[test]
    fn prices_keep_what_was_agreed() {
        let price = |text: &str| Tongue::English.price(parse(text).unwrap(), Currency::euro());
        assert_eq!([price("650"), price("0.12500000"), price("12.5")], ["650.00", "0.125", "12.50"]);
    }

    #[test]
    fn days_are_written_out() {
        let dates = |date: Date| Tongue::ALL.map(|tongue| tongue.date(date).replace('\u{a0}', " "));
        assert_eq!(
            dates(Date::new(2026, 10, 3).unwrap()),
            [
                "3 October 2026",
                "3 octobre 2026",
                "3. Oktober 2026",
                "3 de octubre de 2026",
                "3 ottobre 2026",
                "3 oktober 2026"
            ]
            .map(str::to_owned)
        );
        let first = Date::new(2027, 8, 1).unwrap();
        assert_eq!(Tongue::French.date(first).replace('\u{a0}', " "), "1er août 2027");
        assert_eq!(
            Tongue::ALL.map(|tongue| tongue.short_date(first)),
            ["01/08/2027", "01/08/2027", "01.08.2027", "01/08/2027", "01/08/2027", "01-08-2027"].map(str::to_owned)
        );
    }

    #[test]
    fn the_french_count_from_two() {
        let singular =
            |tongue: Tongue| ["0.5", "1", "1.0", "1.5", "2", "-1"].map(|text| tongue.is_singular(parse(text).unwrap()));
        assert_eq!(singular(Tongue::English), [false, true, true, false, false, true]);
        assert_eq!(singular(Tongue::French), [true, true, true, true, false, true]);
    }

    #[test]
    fn languages_are_known_by_their_tags() {
        assert_eq!(Tongue::parse("de-CH"), Some(Tongue::German));
        assert_eq!(Tongue::parse("NL"), Some(Tongue::Dutch));
        assert_eq!(Tongue::parse("pl"), None);
    }
}
