//! The text of a value on the command line → what is written in the file, by the field's type.

use super::error::ChangeError;
use super::scope::Scope;
use crate::book::walk::quote;
use crate::model::Type;
use crate::model::shape::nearest;
use crate::value::decimal;
use crate::value::identifier::IdentifierKind;
use crate::value::period::{DateFault, parse_date};
use crate::value::{Currency, Decimal};

/// A value as files hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// Stands in quotes.
    Text(String),
    /// Stands as it is: numbers, dates, `true` and `false`.
    Bare(String),
    List(Vec<Literal>),
}

impl Literal {
    /// Whether it is this number.
    pub fn is(&self, number: Option<Decimal>) -> bool {
        matches!(self, Literal::Bare(text) if number.is_some() && decimal::parse(text).ok() == number)
    }

    /// As TOML. Lists of two and more stand one item a line, so that two people may each add one.
    pub fn toml(&self) -> String {
        match self {
            Literal::Text(text) => quote(text),
            Literal::Bare(text) => text.clone(),
            Literal::List(items) if items.len() < 2 => {
                format!("[{}]", items.iter().map(Literal::toml).collect::<Vec<_>>().join(", "))
            }
            Literal::List(items) => {
                let lines: String = items.iter().map(|item| format!("  {},\n", item.toml())).collect();
                format!("[\n{lines}]")
            }
        }
    }
}

/// Reads a value for a field of this type. `key` is what messages call the field.
///
/// # Errors
/// The text is empty or does not fit the type; formats that `check` judges (e-mail, VAT number) are left to it.
pub fn read(scope: &Scope<'_>, ty: &Type, key: &str, text: &str) -> Result<Literal, ChangeError> {
    if text.trim().is_empty() {
        return Err(ChangeError::new("change-empty").arg("key", key).hint("change-use-unset"));
    }
    let fault = |message: &'static str| ChangeError::new(message).arg("key", key).arg("value", text);
    let trimmed = text.trim();
    Ok(match ty {
        Type::Text | Type::Body | Type::Terms | Type::Query(_) | Type::FirmCode(_) => Literal::Text(text.to_owned()),
        Type::Identifier(IdentifierKind::Unit) if unit_code(trimmed).is_some() => {
            Literal::Text(unit_code(trimmed).unwrap_or(trimmed).to_owned())
        }
        Type::Identifier(kind) => {
            let tidy = kind.tidy(trimmed).filter(|tidy| kind.check(trimmed).is_err() && kind.check(tidy).is_ok());
            Literal::Text(tidy.unwrap_or_else(|| trimmed.to_owned()))
        }
        Type::Currency => {
            let upper = trimmed.to_uppercase();
            Literal::Text(if Currency::from_code(&upper).is_some() { upper } else { trimmed.to_owned() })
        }
        Type::Choice(choices) => match choices.iter().find(|choice| choice.eq_ignore_ascii_case(trimmed)) {
            Some(choice) => Literal::Text(choice.to_string()),
            None => {
                let error = fault("change-no-choice").arg("choices", choices.join(", "));
                let near = nearest(trimmed, choices.iter().map(|choice| &**choice));
                return Err(match near {
                    Some(near) => error.suggest(Some(near)),
                    None => error.hint("change-choices"),
                });
            }
        },
        Type::Bool => match trimmed.to_lowercase().as_str() {
            "true" | "yes" | "oui" => Literal::Bare("true".to_owned()),
            "false" | "no" | "non" => Literal::Bare("false".to_owned()),
            _ => return Err(fault("change-no-bool")),
        },
        Type::Integer => {
            let value = number(scope, key, trimmed)?;
            if value.scale() > 0 {
                return Err(fault("change-no-integer"));
            }
            Literal::Bare(value.to_string())
        }
        Type::Percent => {
            let bare = trimmed.strip_suffix('%').unwrap_or(trimmed).trim_end_matches([' ', '\u{a0}', '\u{202f}']);
            Literal::Bare(number(scope, key, bare)?.to_string())
        }
        Type::Amount | Type::UnitPrice | Type::Quantity => Literal::Bare(number(scope, key, trimmed)?.to_string()),
        Type::Date => match parse_date(trimmed, scope.periods) {
            Ok(date) => Literal::Bare(date.to_string()),
            Err(DateFault::NoSuchDay) => return Err(fault("change-no-such-day")),
            Err(_) => return Err(fault("change-no-date").hint("change-date-forms")),
        },
        Type::Ref(kind) => Literal::Text(scope.reference(kind, trimmed)?),
        Type::AnyRef => Literal::Text(scope.book.name(scope.record(trimmed)?)),
        Type::List(item) if !matches!(**item, Type::Table(_)) => {
            let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
            Literal::List(parts.map(|part| read(scope, item, key, part)).collect::<Result<_, _>>()?)
        }
        Type::List(_) if key == "lines" => return Err(fault("change-table-lines").hint("change-lines-forms")),
        Type::List(inner) => return Err(table(fault("change-table-list"), key, inner)),
        Type::Table(_) => return Err(table(fault("change-table"), key, ty)),
    })
}

/// The code of UN/ECE recommendation 20 for the units that people call by their name.
fn unit_code(word: &str) -> Option<&'static str> {
    Some(match word.to_lowercase().as_str() {
        "one" | "piece" | "unit" | "pièce" | "unité" => "C62",
        "hour" | "hours" | "heure" | "heures" => "HUR",
        "day" | "days" | "jour" | "jours" => "DAY",
        "month" | "months" | "mois" => "MON",
        "kg" => "KGM",
        "km" => "KMT",
        "m" => "MTR",
        "m2" | "m²" => "MTK",
        "l" => "LTR",
        _ => return None,
    })
}

/// The error for a value given to a whole table, with the first of its keys as an example.
fn table(error: ChangeError, key: &str, ty: &Type) -> ChangeError {
    let first = ty.shape().and_then(|shape| shape.fields.first()).map_or("", |field| &field.name);
    let example = if error.key == "change-table" { format!("{key}.{first}") } else { format!("{key}.1.{first}") };
    error.arg("example", example).hint("change-table-example")
}

/// A plain number; where the book is French also `1 250,50`. `1.250` and `1,250` could each mean two things and are
/// refused everywhere.
fn number(scope: &Scope<'_>, key: &str, text: &str) -> Result<Decimal, ChangeError> {
    let fault = |message: &'static str| ChangeError::new(message).arg("key", key).arg("value", text);
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if let Some((whole, fraction)) = digits.split_once(['.', ','])
        && all_digits(whole)
        && all_digits(fraction)
        && fraction.len() == 3
        && whole.len() <= 3
        && !whole.starts_with('0')
    {
        // 1.255 can only be meant as a fraction with one more zero.
        let small = match fraction.trim_end_matches('0') {
            "" => whole.to_owned(),
            rest if rest.len() < 3 => format!("{whole}.{rest}"),
            rest => format!("{whole}.{rest}0"),
        };
        let error = fault("change-ambiguous-number").arg("large", format!("{whole}{fraction}")).arg("small", small);
        return Err(error.hint("change-ambiguous-number-forms"));
    }
    if let Ok(value) = decimal::parse(text) {
        return Ok(value);
    }
    let spaced = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}');
    let (whole, fraction) = digits.split_once(',').unwrap_or((digits, ""));
    let groups: Vec<&str> = whole.split(spaced).collect();
    let grouped = groups.iter().all(|group| all_digits(group))
        && (groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3)));
    let decimals = !digits.contains(',') || all_digits(fraction);
    if grouped && decimals {
        let sign = if text.starts_with('-') { "-" } else { "" };
        let point = if fraction.is_empty() { "" } else { "." };
        let plain = format!("{sign}{}{point}{fraction}", groups.concat());
        if let Ok(value) = decimal::parse(&plain) {
            if scope.periods.day_first {
                return Ok(value);
            }
            return Err(fault("change-french-number").suggest(Some(plain)));
        }
    }
    Err(fault("change-no-number").hint("change-number-forms"))
}
