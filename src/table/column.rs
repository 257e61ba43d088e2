//! Columns, their types in each engine, and their values.
//!
//! SQLite has no decimals, only 64-bit integers and binary floats. So that `SUM` is exact, numbers with decimals are
//! whole numbers there, and the name says of what: `balance_cents` counts the minor units of the row's currency (cents of
//! a euro, yen), `quantity_e8` hundred-millionths: `quantity_e8 >= 2.5e8` is 2.5 and more. Parquet has decimals: there the
//! columns are `balance` DECIMAL(18, 4) and `quantity` DECIMAL(18, 8). Both hold the same eighteen digits; what does not fit
//! is left out and counted (see [`super::row`]).

use std::borrow::Cow;

use super::view::Dialect;
use crate::value::{Date, Decimal, Money};

/// Decimals of a number that is no money: the most that a unit price may have.
pub const NUMBER_SCALE: u32 = 8;

/// Decimals of an amount where one column holds every currency: the most that ISO 4217 knows.
pub const MONEY_SCALE: u32 = 4;

/// What a DECIMAL(18, …) holds.
const MOST: i128 = 999_999_999_999_999_999;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnType {
    Text,
    Bool,
    Integer,
    Date,
    /// An amount in the currency of its row.
    Money,
    /// A quantity, a unit price, a percentage, a rate.
    Number,
}

/// A column of a table or view.
#[derive(Debug, Clone)]
pub struct Column {
    /// The field's name, without what an engine adds.
    pub name: String,
    pub ty: ColumnType,
    /// What it is, in a sentence.
    pub doc: Cow<'static, str>,
}

impl Column {
    pub fn new(name: impl Into<String>, ty: ColumnType, doc: impl Into<Cow<'static, str>>) -> Column {
        Column { name: name.into(), ty, doc: doc.into() }
    }

    /// The name that an engine knows it by.
    pub fn name_in(&self, dialect: Dialect) -> Cow<'_, str> {
        self.ty.name_in(&self.name, dialect)
    }
}

impl ColumnType {
    /// The name of a column of this type in an engine.
    pub fn name_in(self, name: &str, dialect: Dialect) -> Cow<'_, str> {
        match (dialect, self) {
            (Dialect::Sqlite, ColumnType::Money) => Cow::Owned(format!("{name}_cents")),
            (Dialect::Sqlite, ColumnType::Number) => Cow::Owned(format!("{name}_e8")),
            _ => Cow::Borrowed(name),
        }
    }

    /// The type's name in an engine.
    pub fn sql_type(self, dialect: Dialect) -> &'static str {
        match (self, dialect) {
            (ColumnType::Text, Dialect::Spark) => "STRING",
            (ColumnType::Text, _) => "TEXT",
            (ColumnType::Bool, _) => "BOOLEAN",
            (ColumnType::Integer, Dialect::Sqlite) => "INTEGER",
            (ColumnType::Integer, _) => "BIGINT",
            (ColumnType::Date, _) => "DATE",
            (ColumnType::Money | ColumnType::Number, Dialect::Sqlite) => "INTEGER",
            (ColumnType::Money, _) => "DECIMAL(18, 4)",
            (ColumnType::Number, _) => "DECIMAL(18, 8)",
        }
    }
}

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'b> {
    Null,
    Text(Cow<'b, str>),
    Bool(bool),
    Integer(i64),
    Date(Date),
    Money(Money),
    Number(Decimal),
}

impl<'b> Value<'b> {
    pub fn text(text: &'b str) -> Value<'b> {
        Value::Text(Cow::Borrowed(text))
    }

    /// Whether every engine holds it exactly.
    pub fn fits(&self) -> bool {
        match self {
            Value::Money(money) => {
                scaled(money.amount, MONEY_SCALE).is_some() && scaled(money.amount, money.currency.decimals()).is_some()
            }
            Value::Number(number) => scaled(*number, NUMBER_SCALE).is_some(),
            _ => true,
        }
    }
}

impl<'b, T: Into<Value<'b>>> From<Option<T>> for Value<'b> {
    fn from(value: Option<T>) -> Value<'b> {
        value.map_or(Value::Null, Into::into)
    }
}

macro_rules! from {
    ($($type:ty => $variant:ident),*) => {
        $(impl From<$type> for Value<'_> {
            fn from(value: $type) -> Self {
                Value::$variant(value)
            }
        })*
    };
}

from!(bool => Bool, i64 => Integer, Date => Date, Money => Money, Decimal => Number);

impl<'b> From<&'b str> for Value<'b> {
    fn from(text: &'b str) -> Value<'b> {
        Value::text(text)
    }
}

/// The number as a whole count of 10^-`scale`; `None` where it has more decimals or more than eighteen digits.
pub fn scaled(number: Decimal, scale: u32) -> Option<i64> {
    let (digits, has) = (number.mantissa(), number.scale());
    let power = |exponent: u32| 10i128.checked_pow(exponent);
    let whole = if has <= scale {
        digits.checked_mul(power(scale - has)?)?
    } else {
        let divisor = power(has - scale)?;
        if digits % divisor != 0 {
            return None;
        }
        digits / divisor
    };
    if whole.abs() > MOST { None } else { i64::try_from(whole).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Currency, decimal};

    fn count(text: &str, scale: u32) -> Option<i64> {
        scaled(decimal::parse(text).unwrap(), scale)
    }

    #[test]
    fn numbers_become_whole_numbers_or_nothing() {
        assert_eq!(count("1234.50", 2), Some(123_450));
        assert_eq!(count("-0.01", 2), Some(-1));
        assert_eq!(count("2.500", 2), Some(250));
        assert_eq!(count("2.505", 2), None);
        assert_eq!(count("9999999999.99999999", 8), Some(999_999_999_999_999_999));
        assert_eq!(count("10000000000", 8), None);
        assert_eq!(count("7922816251426433759354395033.5", 2), None);
    }

    #[test]
    fn an_amount_fits_where_its_currency_and_every_engine_hold_it() {
        let money = |amount: &str, code: &str| {
            Value::Money(Money {
                amount: decimal::parse(amount).unwrap(),
                currency: Currency::from_code(code).unwrap(),
            })
        };
        assert!(money("99999999999999.99", "EUR").fits());
        assert!(!money("100000000000000.00", "EUR").fits());
        assert!(!money("1.005", "EUR").fits());
        assert!(money("1.005", "TND").fits());
        assert!(!money("1.5", "JPY").fits());
    }

    #[test]
    fn the_name_says_the_unit_where_the_engine_has_no_decimals() {
        let name = |ty: ColumnType, dialect| ty.name_in("x", dialect).into_owned();
        assert_eq!(name(ColumnType::Money, Dialect::Sqlite), "x_cents");
        assert_eq!(name(ColumnType::Number, Dialect::Sqlite), "x_e8");
        assert_eq!(name(ColumnType::Money, Dialect::Duckdb), "x");
        assert_eq!(name(ColumnType::Text, Dialect::Sqlite), "x");
    }
}
