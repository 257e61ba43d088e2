//! One field of one row: its value, and whether conditions hold.

use crate::value::{Date, decimal};

use super::convert::{boolean, number};
use super::country::{Country, country};
use super::draft::{DraftValue, ScalarKind};
use super::mapping::{Condition, Conditions, Constant, Mapping, Rule, Sign, Texts, Type, Values, ValuesElse};
use super::pattern::{Filter, View};
use super::reason::Reason;

/// The value that one row gives.
pub(super) fn value(rule: &Rule, view: View<'_>, mapping: &Mapping, path: &str) -> Result<Option<DraftValue>, Reason> {
    if !holds(&rule.when, view, mapping)? {
        return Ok(None);
    }
    let source = if let Some(Constant(text)) = &rule.constant {
        return constant(text, rule.kind, path).map(Some);
    } else if !rule.column.0.is_empty() {
        rule.column.0.iter().find_map(|column| view.get(column)).map(str::to_owned)
    } else {
        let one = rule.text.0.len() == 1;
        let rendered = rule.text.0.iter().map(|text| text.render(view, &mapping.values));
        rendered.into_iter().find(|text| text.complete || (one && text.any)).map(|text| text.text)
    };
    let text = match source.filter(|text| !text.is_empty() && !rule.null.0.contains(text)) {
        Some(text) => translated(rule, text, mapping, path)?,
        None => None,
    };
    let filtered = Filter::apply_all(&rule.filter.0, text, &mapping.values);
    filtered.map_or(Ok(None), |text| typed(rule, text, mapping, path))
}

fn translated(rule: &Rule, text: String, mapping: &Mapping, path: &str) -> Result<Option<String>, Reason> {
    let table = match &rule.values {
        Values::None => return Ok(Some(text)),
        Values::Here(table) => Some(table),
        Values::Named(name) => mapping.values.get(name),
    };
    match table.and_then(|table| table.get(&text)) {
        // A translation to nothing leaves the field out.
        Some(translated) => Ok((!translated.is_empty()).then(|| translated.clone())),
        None => match &rule.values_else {
            ValuesElse::Error => Err(Reason::NotListed { field: path.to_owned(), text }),
            ValuesElse::Keep => Ok(Some(text)),
            ValuesElse::Drop => Ok(None),
            ValuesElse::Text(other) => Ok(Some(other.clone())),
        },
    }
}

fn typed(rule: &Rule, text: String, mapping: &Mapping, path: &str) -> Result<Option<DraftValue>, Reason> {
    let field = || path.to_owned();
    let scalar = |text: String, kind: ScalarKind| Ok(Some(DraftValue::Scalar(text, kind)));
    match rule.kind {
        Type::Text => scalar(text, ScalarKind::Text),
        Type::Number => match decimal_text(rule, &text, mapping) {
            Some(number) => scalar(number, ScalarKind::Number),
            None => Err(Reason::NotANumber { field: field(), text }),
        },
        Type::Date => {
            let formats = if rule.date_formats.is_empty() { &mapping.dates } else { &rule.date_formats };
            let read = formats.iter().find_map(|format| format.read(&text));
            // A mapping without formats reads the form that nobody can misread.
            let read = read.or_else(|| if formats.is_empty() { text.parse::<Date>().ok() } else { None });
            match read {
                Some(date) => scalar(date.to_string(), ScalarKind::Date),
                None => Err(Reason::NotADate { field: field(), text }),
            }
        }
        Type::Bool => match boolean(&text) {
            Some(value) => scalar(value.to_string(), ScalarKind::Bool),
            None => Err(Reason::NotABool { field: field(), text }),
        },
        Type::List => {
            let items: Vec<DraftValue> = text
                .split(rule.split.as_deref().filter(|mark| !mark.is_empty()).unwrap_or(","))
                .map(str::trim)
                .filter(|item| !item.is_empty())
                .map(|item| DraftValue::Scalar(item.to_owned(), ScalarKind::Text))
                .collect();
            Ok((!items.is_empty()).then_some(DraftValue::List(items)))
        }
        Type::Country => match country(&text) {
            Some(Country::Code(code)) => scalar(code.to_owned(), ScalarKind::Text),
            Some(Country::None) => Ok(None),
            None => Err(Reason::NotACountry { field: field(), text }),
        },
    }
}

/// The number's canonical text: as many decimals as written, unless it is computed or rounded.
fn decimal_text(rule: &Rule, text: &str, mapping: &Mapping) -> Option<String> {
    let mut value = decimal::parse(&number(text, &mapping.number)?).ok()?;
    if let Some(factor) = rule.factor {
        value = value.checked_mul(factor)?.normalize();
    }
    if rule.absolute {
        value = value.abs();
    }
    if rule.negate && !value.is_zero() {
        value = -value;
    }
    if let Some(decimals) = rule.decimals {
        value = decimal::fixed(value, decimals);
    }
    Some(value.to_string())
}

fn constant(text: &str, kind: Type, path: &str) -> Result<DraftValue, Reason> {
    let (field, shown) = (path.to_owned(), text.to_owned());
    let kind = match kind {
        Type::Text | Type::Country => ScalarKind::Text,
        Type::Number if decimal::parse(text).is_ok() => ScalarKind::Number,
        Type::Number => return Err(Reason::NotANumber { field, text: shown }),
        Type::Date if text.parse::<Date>().is_ok() => ScalarKind::Date,
        Type::Date => return Err(Reason::NotADate { field, text: shown }),
        Type::Bool if matches!(text, "true" | "false") => ScalarKind::Bool,
        Type::Bool => return Err(Reason::NotABool { field, text: shown }),
        Type::List => return Ok(DraftValue::List(vec![DraftValue::Scalar(shown, ScalarKind::Text)])),
    };
    Ok(DraftValue::Scalar(shown, kind))
}

/// A value's text, for messages.
pub(super) fn shown(value: &DraftValue) -> String {
    match value {
        DraftValue::Scalar(text, _) => text.clone(),
        DraftValue::List(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        DraftValue::Table(_) | DraftValue::Tables(_) => String::new(),
    }
}

/// Whether all conditions hold for a row. A sign that cannot be read is a fault of the row.
pub(super) fn holds(conditions: &Conditions, view: View<'_>, mapping: &Mapping) -> Result<bool, Reason> {
    for condition in &conditions.0 {
        if !condition_holds(condition, view, mapping)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn condition_holds(condition: &Condition, view: View<'_>, mapping: &Mapping) -> Result<bool, Reason> {
    let text = view.get(&condition.column);
    let any = |texts: &Option<Texts>, test: fn(&str, &str) -> bool| match texts {
        None => true,
        Some(texts) => texts.0.iter().any(|wanted| text.is_some_and(|text| test(text, wanted))),
    };
    let not = condition.not.as_ref().is_none_or(|texts| !texts.0.iter().any(|wanted| text == Some(wanted.as_str())));
    let empty = condition.empty.is_none_or(|empty| text.is_none() == empty);
    let plain = not
        && empty
        && any(&condition.is, |text, wanted| text == wanted)
        && any(&condition.starts_with, |text, wanted| text.starts_with(wanted))
        && any(&condition.ends_with, |text, wanted| text.ends_with(wanted))
        && any(&condition.contains, |text, wanted| text.contains(wanted));
    let (true, Some(sign)) = (plain, condition.sign) else { return Ok(plain) };
    let Some(text) = text else { return Ok(false) };
    let fault = || Reason::NotANumber { field: condition.column.clone(), text: text.to_owned() };
    let value = number(text, &mapping.number).and_then(|plain| decimal::parse(&plain).ok()).ok_or_else(fault)?;
    Ok(match sign {
        Sign::Zero => value.is_zero(),
        Sign::Positive => value.is_sign_positive() && !value.is_zero(),
        Sign::Negative => value.is_sign_negative() && !value.is_zero(),
    })
}
