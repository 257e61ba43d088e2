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
    EmptyValue { field: String },
    /// `amount:..`.
    EmptyRange { field: String },
    /// `1..2..3`, `1...2`.
    BadRange { value: String },
    /// A quote that is never closed.
    UnclosedQuote { quote: char },
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
    MissingOperand { operator: String },
    /// `stage=won`, the form of `carnet set`.
    EqualsSign { field: String, value: String },
    /// `==`, `&&`, `<>`: operators of other languages.
    UnknownOperator { operator: String, suggestion: &'static str },
    /// `amount:>1000`.
    OperatorInValue { field: String, suggestion: String },
    /// `amount > 1,2` or `amount > 1..2`: an operator takes one value.
    OneValue { field: String, suggestion: String },
    /// `no:email,phone`: one field at a time.
    OneField { suggestion: String },
    /// `isnt:stage:won`.
    UnknownFunction { name: String, suggestion: String },
    /// Something that cannot be the name of a field: `:won`, `a..b:x`.
    BadField { field: String },
    /// `-stage:won`, `!stage:won`, of other languages.
    NegationSign { suggestion: String },
    /// Nested more deeply than anybody writes.
    TooDeep { limit: usize },
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
            | FaultKind::NegationSign { suggestion } => Some(suggestion.clone()),
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
        assert_eq!(keys.len(), 21);
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
