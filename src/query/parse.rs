//! Shell words or a saved text → [`Query`].

use std::ops::Range;

use super::fault::{FaultKind, QueryFault};
use super::lex::{Mode, Operator, Spanned, Token, fault, lex, mode_of_word, path};
use super::term::{Comparison, Expr, Leaf, Query, Span, Term, Test, Text, Value};
use crate::value::{Currency, decimal};

/// How deeply parentheses and `not` may nest.
pub const MAX_DEPTH: usize = 64;

/// The query's text as it is shown under an error: the words, one space between them.
pub fn join(words: &[String]) -> String {
    words.join(" ")
}

/// Reads the words of a command line; side by side they mean `and`. No word at all means every record; an empty word does
/// not. Spans are into [`join`]'s text.
///
/// A word with spaces in it was quoted for the shell. It is an expression of its own (`'amount > 1000 or stage:won'`),
/// unless it is plainly one value: the shell makes `name:ACME Conseil` of `name:"ACME Conseil"`.
pub fn parse_words(words: &[String]) -> Result<Query, QueryFault> {
    let text = join(words);
    let mut tokens = Vec::new();
    let mut start = 0;
    for word in words {
        let end = start + word.len();
        let piece = trimmed(&text, start..end);
        if piece.is_empty() {
            return fault(start..end, FaultKind::EmptyQuery);
        }
        let mode = mode_of_word(&text[piece.clone()]);
        if mode == Mode::Expression {
            tokens.push(Spanned { token: Token::WordOpen, span: piece.start..piece.start });
        }
        lex(&text, piece.clone(), mode, &mut tokens)?;
        if mode == Mode::Expression {
            tokens.push(Spanned { token: Token::WordClose, span: piece.end..piece.end });
        }
        start = end + 1;
    }
    let root = if words.is_empty() { None } else { Some(parse(&text, tokens)?) };
    Ok(Query { text, root })
}

/// Reads a query that stands in one text, such as a segment's. Spaces separate terms; an empty text is a fault.
pub fn parse_text(text: &str) -> Result<Query, QueryFault> {
    let piece = trimmed(text, 0..text.len());
    if piece.is_empty() {
        return fault(0..text.len(), FaultKind::EmptyQuery);
    }
    let mut tokens = Vec::new();
    lex(text, piece, Mode::Saved, &mut tokens)?;
    Ok(Query { text: text.to_owned(), root: Some(parse(text, tokens)?) })
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + (inner.len() - inner.trim_start().len());
    start..start + inner.trim().len()
}

fn parse(text: &str, tokens: Vec<Spanned>) -> Result<Expr, QueryFault> {
    let mut parser = Parser { text, tokens: tokens.into_iter().peekable(), last: 0..0, last_opens: false };
    let root = parser.either(0)?;
    match parser.tokens.next() {
        None => Ok(root),
        // `either` stops only at the end and at what closes; a word's own end is always behind its start.
        Some(Spanned { span, .. }) => fault(span, FaultKind::UnopenedParenthesis),
    }
}

struct Parser<'t> {
    text: &'t str,
    tokens: std::iter::Peekable<std::vec::IntoIter<Spanned>>,
    /// The token read last, for "nothing follows it".
    last: Span,
    last_opens: bool,
}

impl Parser<'_> {
    fn next(&mut self) -> Option<Spanned> {
        let spanned = self.tokens.next()?;
        self.last = spanned.span.clone();
        self.last_opens = matches!(spanned.token, Token::Open | Token::WordOpen);
        Some(spanned)
    }

    /// `a or b`
    fn either(&mut self, depth: usize) -> Result<Expr, QueryFault> {
        let mut parts = vec![self.both(depth)?];
        while self.tokens.next_if(|next| matches!(next.token, Token::Or)).map(|or| self.last = or.span).is_some() {
            self.last_opens = false;
            parts.push(self.both(depth)?);
        }
        Ok(one_or(parts, Expr::Or))
    }

    /// `a and b`, `a b`
    fn both(&mut self, depth: usize) -> Result<Expr, QueryFault> {
        let mut parts = vec![self.unary(depth)?];
        loop {
            match self.tokens.peek().map(|next| &next.token) {
                Some(Token::And) => {
                    self.next();
                }
                None | Some(Token::Or | Token::Close | Token::WordClose) => return Ok(one_or(parts, Expr::And)),
                Some(_) => {}
            }
            parts.push(self.unary(depth)?);
        }
    }

    /// `not a`, `(a)`, a term
    fn unary(&mut self, depth: usize) -> Result<Expr, QueryFault> {
        let before = self.last.clone();
        let after_open = self.last_opens;
        match self.tokens.peek() {
            None | Some(Spanned { token: Token::Close | Token::WordClose, .. }) => {
                let kind = match (after_open, before.is_empty()) {
                    (true, false) => FaultKind::EmptyParentheses,
                    (false, false) => FaultKind::MissingOperand { operator: self.text[before.clone()].to_owned() },
                    (_, true) => FaultKind::UnopenedParenthesis,
                };
                let span = self.tokens.peek().map_or(before.clone(), |next| next.span.clone());
                let span = if matches!(kind, FaultKind::UnopenedParenthesis) { span } else { before };
                return fault(span, kind);
            }
            _ => {}
        }
        let Some(Spanned { token, span }) = self.next() else { return fault(before, FaultKind::EmptyQuery) };
        if matches!(token, Token::Not | Token::Open | Token::WordOpen) && depth >= MAX_DEPTH {
            return fault(span, FaultKind::TooDeep { limit: MAX_DEPTH });
        }
        match token {
            Token::Not => Ok(Expr::Not(Box::new(self.unary(depth + 1)?))),
            Token::Open | Token::WordOpen => {
                let written = matches!(token, Token::Open);
                let inner = self.either(depth + 1)?;
                match self.next() {
                    Some(Spanned { token: Token::Close, .. }) if written => Ok(inner),
                    Some(Spanned { token: Token::WordClose, .. }) if !written => Ok(inner),
                    Some(Spanned { token: Token::Close, span }) => fault(span, FaultKind::UnopenedParenthesis),
                    _ => fault(span, FaultKind::UnclosedParenthesis),
                }
            }
            Token::Word { text, in_quotes } => {
                match self.tokens.next_if(|next| matches!(next.token, Token::Operator(_))) {
                    Some(Spanned { token: Token::Operator(operator), span }) => {
                        self.comparison(text, in_quotes, operator, span)
                    }
                    _ => Ok(Expr::Leaf(Leaf::Word(text))),
                }
            }
            Token::Term(term) => Ok(Expr::Leaf(Leaf::Term(term))),
            Token::And | Token::Or | Token::Operator(_) | Token::Close | Token::WordClose => {
                let operator = self.text[span.clone()].to_owned();
                fault(span, FaultKind::MissingOperand { operator })
            }
        }
    }

    /// `field > value`
    fn comparison(&mut self, name: Text, quoted: bool, operator: Operator, sign: Span) -> Result<Expr, QueryFault> {
        if quoted {
            return fault(name.span, FaultKind::BadField { field: name.text });
        }
        let field = path(&name.text, name.span)?;
        let Some(value) = self.tokens.next_if(|next| matches!(next.token, Token::Word { .. })) else {
            return fault(field.span.start..sign.end, FaultKind::EmptyValue { field: field.text });
        };
        self.last = value.span.clone();
        self.last_opens = false;
        let Token::Word { text, in_quotes } = value.token else {
            return fault(value.span, FaultKind::EmptyValue { field: field.text });
        };
        let several = !in_quotes && (text.text.contains(',') || text.text.contains(".."));
        if several {
            let suggestion = one_value(&field.text, operator, &text.text);
            return fault(text.span, FaultKind::OneValue { field: field.text, suggestion });
        }
        if let Some(more) = self.tokens.peek().and_then(|next| rest_of_number(&text, next)) {
            let whole = text.span.start..more.span.end;
            let suggestion = format!("{} {} {}{}", field.text, &self.text[sign], text.text, more.text);
            return fault(whole, FaultKind::OneValue { field: field.text, suggestion });
        }
        let span = field.span.start..text.span.end;
        let test = match operator {
            Operator::Equal => Test::Any(vec![Value::Exact(text)]),
            Operator::Compare(comparison) => Test::Compare(comparison, text),
        };
        Ok(Expr::Leaf(Leaf::Term(Term { field, test, span })))
    }
}

fn one_or(mut parts: Vec<Expr>, several: fn(Vec<Expr>) -> Expr) -> Expr {
    match parts.len() {
        1 => parts.remove(0),
        _ => several(parts),
    }
}

/// What to write where an operator was given a list or a range.
fn one_value(field: &str, operator: Operator, written: &str) -> String {
    let first = written.split(',').find(|part| !part.is_empty() && !part.contains("..")).unwrap_or("1");
    match operator {
        Operator::Equal => format!("{field}:{written}"),
        Operator::Compare(Comparison::Differs) => format!("not:{field}:{written}"),
        Operator::Compare(comparison) => format!("{field} {} {first}", comparison.sign()),
    }
}

/// The word behind `amount > 1` that belongs to the number: `250` of `1 250`, `EUR` of `1000 EUR`.
fn rest_of_number<'a>(number: &Text, next: &'a Spanned) -> Option<&'a Text> {
    let Token::Word { text, in_quotes: false } = &next.token else { return None };
    let thousands = || {
        let digits = text.text.split(['.', ',']).next().unwrap_or_default();
        digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let currency = || text.text == "€" || Currency::from_code(&text.text.to_uppercase()).is_some();
    (!number.quoted && decimal::parse(&number.text).is_ok() && (thousands() || currency())).then_some(text)
}

#[cfg(test)]
#[path = "parse_test.rs"]
mod tests;
