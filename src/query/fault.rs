//! What can be wrong with a query's text, and what to write instead.

use std::ops::Range;

use crate::finding::Args;

/// A fault at a place of the query's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryFault {
    /// Bytes of the query's text ([`super::join`] of the shell words, or the saved text), for a caret under it.
    pub span: Range<usize>,
    pub kind: FaultKind,
}

/// The kinds of fault. Suggestions are query texts, the same in every language; the words around them come from the
/// catalogue by [`FaultKind::key`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// A text with nothing in it; it is not read as "everything".
    EmptyQuery,
    /// `stage:`, `stage:won,`, `name:""`, `amount >`.
    EmptyValue {
        field: String,
    },
    /// `amount:..`.
    EmptyRange {
        field: String,
    },
    /// `1..2..3`, `1...2`.
    BadRange {
        value: String,
    },
    /// A quote that is never closed.
    UnclosedQuote {
        quote: char,
    },
    /// `"a"b`.
    TextAfterQuote,
    /// `24"x`: a double quote within a text.
    StrayQuote,
    /// `(` without `)`.
    UnclosedParenthesis,
    /// `)` without `(`.
    UnopenedParenthesis,
    /// `name:ACME(Paris)`: quotes or a space are missing.
    GluedParenthesis,
    /// `()`.
    EmptyParentheses,
    /// `and`, `or`, `not`, `not:`, `<` with nothing to work on.
    MissingOperand {
        operator: String,
    },
    /// `stage=won`, the form of `carnet set`.
    EqualsSign {
        field: String,
        value: String,
    },
    /// `==`, `&&`, `<>`: operators of other languages.
    UnknownOperator {
        operator: String,
        suggestion: &'static str,
    },
    /// `amount:>1000`.
    OperatorInValue {
        field: String,
        suggestion: String,
    },
    /// `amount > 1,2` or `amount > 1..2`: an operator takes one value.
    OneValue {
        field: String,
        suggestion: String,
    },
    /// `no:email,phone`: one field at a time.
    OneField {
        suggestion: String,
    },
    /// `isnt:stage:won`.
    UnknownFunction {
        name: String,
        suggestion: String,
    },
    /// Something that cannot be the name of a field: `:won`, `a..b:x`.
    BadField {
        field: String,
    },
    /// `-stage:won`, `!stage:won`, of other languages.
    NegationSign {
        suggestion: String,
    },
    /// Nested more deeply than anybody writes.
    TooDeep {
        limit: usize,
    },

    /// The kind has no such field.
    UnknownField {
        field: String,
        kind: String,
        suggestion: Option<String>,
    },
    /// A field's name alone: the shell may have taken what stood behind it.
    BareField {
        field: String,
    },
    /// `name.x`: the field is no reference and no table.
    NothingBeyond {
        field: String,
    },
    /// `address:Lille`: a table, whose fields have values.
    WholeTable {
        field: String,
        suggestion: String,
    },
    /// A value that the field's type cannot be.
    BadValue {
        field: String,
        value: String,
        expected: &'static str,
    },
    /// A word that is none of the field's.
    NotAChoice {
        field: String,
        value: String,
        choices: String,
        suggestion: Option<String>,
    },
    /// A reference to nothing.
    NoSuchRecord {
        kind: String,
        value: String,
        suggestion: Option<String>,
    },
    /// A plain number where amounts have several currencies.
    SeveralCurrencies {
        currencies: String,
        example: String,
    },
    TwoCurrencies {
        first: &'static str,
        second: &'static str,
    },
    UnknownCurrency {
        currency: String,
    },
    /// `stage:a..b`: words and references have no order.
    NotComparable {
        field: String,
    },
    /// A segment whose own query is faulty.
    BrokenSegment {
        segment: String,
    },
}

impl FaultKind {
    /// The message's key in the catalogue (`src/query/text/`).
    pub fn key(&self) -> &'static str {
        match self {
            FaultKind::EmptyQuery => "query-empty",
            FaultKind::EmptyValue { .. } => "query-empty-value",
            FaultKind::EmptyRange { .. } => "query-empty-range",
            FaultKind::BadRange { .. } => "query-bad-range",
            FaultKind::UnclosedQuote { .. } => "query-unclosed-quote",
            FaultKind::TextAfterQuote => "query-text-after-quote",
            FaultKind::StrayQuote => "query-stray-quote",
            FaultKind::UnclosedParenthesis => "query-unclosed-parenthesis",
            FaultKind::UnopenedParenthesis => "query-unopened-parenthesis",
            FaultKind::GluedParenthesis => "query-glued-parenthesis",
            FaultKind::EmptyParentheses => "query-empty-parentheses",
            FaultKind::MissingOperand { .. } => "query-missing-operand",
            FaultKind::EqualsSign { .. } => "query-equals-sign",
            FaultKind::UnknownOperator { .. } => "query-unknown-operator",
            FaultKind::OperatorInValue { .. } => "query-operator-in-value",
            FaultKind::OneValue { .. } => "query-one-value",
            FaultKind::OneField { .. } => "query-one-field",
            FaultKind::UnknownFunction { .. } => "query-unknown-function",
            FaultKind::BadField { .. } => "query-bad-field",
            FaultKind::NegationSign { .. } => "query-negation-sign",
            FaultKind::TooDeep { .. } => "query-too-deep",
            FaultKind::UnknownField { .. } => "query-unknown-field",
            FaultKind::BareField { .. } => "query-bare-field",
            FaultKind::NothingBeyond { .. } => "query-nothing-beyond",
            FaultKind::WholeTable { .. } => "query-whole-table",
            FaultKind::BadValue { .. } => "query-bad-value",
            FaultKind::NotAChoice { .. } => "query-not-a-choice",
            FaultKind::NoSuchRecord { .. } => "query-no-such-record",
            FaultKind::SeveralCurrencies { .. } => "query-several-currencies",
            FaultKind::TwoCurrencies { .. } => "query-two-currencies",
            FaultKind::UnknownCurrency { .. } => "query-unknown-currency",
            FaultKind::NotComparable { .. } => "query-not-comparable",
            FaultKind::BrokenSegment { .. } => "query-broken-segment",
        }
    }

    /// What to write instead, where that is clear: a query text.
    pub fn suggestion(&self) -> Option<String> {
        match self {
            FaultKind::EmptyValue { field } if !field.is_empty() => Some(format!("no:{field}")),
            FaultKind::EmptyRange { field } => Some(format!("has:{field}")),
            FaultKind::EqualsSign { field, value } => Some(format!("{field}:{value}")),
            FaultKind::UnknownOperator { suggestion, .. } => Some((*suggestion).to_owned()),
            FaultKind::OperatorInValue { suggestion, .. }
            | FaultKind::OneValue { suggestion, .. }
            | FaultKind::OneField { suggestion }
            | FaultKind::UnknownFunction { suggestion, .. }
            | FaultKind::WholeTable { suggestion, .. }
            | FaultKind::NegationSign { suggestion } => Some(suggestion.clone()),
            FaultKind::UnknownField { suggestion, .. }
            | FaultKind::NotAChoice { suggestion, .. }
            | FaultKind::NoSuchRecord { suggestion, .. } => suggestion.clone(),
            FaultKind::BareField { field } => Some(format!("has:{field}")),
            FaultKind::SeveralCurrencies { example, .. } => Some(example.clone()),
            _ => None,
        }
    }

    /// The catalogue's key for what to write instead, where it is not one word.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            FaultKind::BadValue { .. } => Some("query-bad-value-help"),
            FaultKind::NoSuchRecord { .. } => Some("query-no-such-record-help"),
            _ => None,
        }
    }

    /// The message's arguments: those of the kind, and `suggestion` where there is one.
    pub fn args(&self) -> Args {
        let mut args: Args = match self {
            FaultKind::EmptyValue { field } | FaultKind::EmptyRange { field } | FaultKind::BadField { field } => {
                vec![("field", field.clone())]
            }
            FaultKind::OperatorInValue { field, .. } | FaultKind::OneValue { field, .. } => {
                vec![("field", field.clone())]
            }
            FaultKind::EqualsSign { field, value } => vec![("field", field.clone()), ("value", value.clone())],
            FaultKind::BadRange { value } => vec![("value", value.clone())],
            FaultKind::UnclosedQuote { quote } => vec![("quote", quote.to_string())],
            FaultKind::MissingOperand { operator } | FaultKind::UnknownOperator { operator, .. } => {
                vec![("operator", operator.clone())]
            }
            FaultKind::UnknownFunction { name, .. } => vec![("name", name.clone())],
            FaultKind::TooDeep { limit } => vec![("limit", limit.to_string())],
            FaultKind::UnknownField { field, kind, .. } => vec![("field", field.clone()), ("kind", kind.clone())],
            FaultKind::BareField { field }
            | FaultKind::NothingBeyond { field }
            | FaultKind::WholeTable { field, .. }
            | FaultKind::NotComparable { field } => vec![("field", field.clone())],
            FaultKind::BadValue { field, value, expected } => {
                vec![("field", field.clone()), ("value", value.clone()), ("expected", (*expected).to_owned())]
            }
            FaultKind::NotAChoice { field, value, choices, .. } => {
                vec![("field", field.clone()), ("value", value.clone()), ("choices", choices.clone())]
            }
            FaultKind::NoSuchRecord { kind, value, .. } => vec![("kind", kind.clone()), ("value", value.clone())],
            FaultKind::SeveralCurrencies { currencies, .. } => vec![("currencies", currencies.clone())],
            FaultKind::TwoCurrencies { first, second } => {
                vec![("first", (*first).to_owned()), ("second", (*second).to_owned())]
            }
            FaultKind::UnknownCurrency { currency } => vec![("currency", currency.clone())],
            FaultKind::BrokenSegment { segment } => vec![("segment", segment.clone())],
            _ => Vec::new(),
        };
        args.extend(self.suggestion().map(|suggestion| ("suggestion", suggestion)));
        args
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_kind_has_words_in_both_languages() {
        let source = include_str!("fault.rs");
        let keys: Vec<_> = source
            .split("=> \"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .filter(|k| k.starts_with("query-"))
            .collect();
        assert_eq!(keys.len(), 33);
        for (language, texts) in
            [("en", include_str!("../finding/text/en/query.ftl")), ("fr", include_str!("../finding/text/fr/query.ftl"))]
        {
            for key in &keys {
                assert!(
                    texts.lines().any(|line| line.starts_with(&format!("{key} ="))),
                    "{key} has no text in {language}"
                );
            }
        }
    }
}
