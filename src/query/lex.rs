//! Query text → tokens. Terms such as `stage:won,lost` are read whole here; operators and parentheses are for the parser.

use std::ops::Range;

use super::fault::{FaultKind, QueryFault};
use super::term::{Comparison, Path, Span, Term, Test, Text, Value, is_keyword};
use crate::value::fold;

/// A token and its bytes in the text.
pub(super) struct Spanned {
    pub token: Token,
    pub span: Span,
}

pub(super) enum Token {
    /// `(`
    Open,
    /// `)`
    Close,
    /// The start of a shell word with spaces in it: an unwritten parenthesis.
    WordOpen,
    WordClose,
    And,
    Or,
    Not,
    Operator(Operator),
    Term(Term),
    Word {
        text: Text,
        /// Really written in quotes.
        in_quotes: bool,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    Compare(Comparison),
}

/// How a piece of the text is to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// A saved text: spaces separate.
    Saved,
    /// A shell word without spaces.
    Word,
    /// A shell word whose spaces belong to its one value: what is left of `name:"ACME Conseil"`.
    Phrase,
    /// A shell word that holds an expression.
    Expression,
}

/// Operators of other languages, and ours for them.
const FOREIGN: &[(&str, &str)] = &[
    ("==", "="),
    ("===", "="),
    ("<>", "!="),
    ("!==", "!="),
    ("=<", "<="),
    ("=>", ">="),
    ("<<", "<"),
    (">>", ">"),
    ("&&", "and"),
    ("&", "and"),
    ("||", "or"),
    ("|", "or"),
    ("!", "not"),
];

pub(super) fn fault<T>(span: Span, kind: FaultKind) -> Result<T, QueryFault> {
    Err(QueryFault { span, kind })
}

/// The field that a text names, if it can name one.
pub(super) fn path(text: &str, span: Span) -> Result<Path, QueryFault> {
    let step = |step: &str| {
        !step.is_empty() && !step.starts_with('-') && step.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
    };
    match text.split('.').all(step) {
        true => Ok(Path { text: text.to_owned(), span }),
        false => fault(span, FaultKind::BadField { field: text.to_owned() }),
    }
}

/// How a shell word with spaces is meant: as one value, or as an expression.
pub(super) fn mode_of_word(word: &str) -> Mode {
    if !word.contains(char::is_whitespace) {
        return Mode::Word;
    }
    let mut parts = word.split_whitespace();
    let first = parts.next().unwrap_or_default();
    let sign_before_colon = first.find('=').is_some_and(|sign| first.find(':').is_none_or(|colon| sign < colon));
    let opens_quote = |part: &str| {
        part.contains('"') || part.starts_with('\'') || [":'", "='", ",'", ".'"].iter().any(|sign| part.contains(sign))
    };
    let structured = sign_before_colon
        || is_keyword(first)
        || word.contains(['(', ')', '<', '>'])
        || word.split_whitespace().any(opens_quote)
        || parts.any(|part| part.contains([':', '=']) || is_keyword(part));
    if structured { Mode::Expression } else { Mode::Phrase }
}

/// Appends the tokens of one piece of the text.
pub(super) fn lex(text: &str, piece: Range<usize>, mode: Mode, tokens: &mut Vec<Spanned>) -> Result<(), QueryFault> {
    let mut lexer = Lexer { text, start: piece.start, at: piece.start, end: piece.end, mode };
    let mut glued = false;
    while let Some(c) = lexer.peek() {
        let start = lexer.at;
        if c.is_whitespace() {
            lexer.at += c.len_utf8();
            glued = false;
            continue;
        }
        let token = lexer.token(c, glued)?;
        glued = matches!(token, Token::Term(_) | Token::Word { .. });
        tokens.push(Spanned { token, span: start..lexer.at });
    }
    Ok(())
}

struct Lexer<'t> {
    text: &'t str,
    start: usize,
    at: usize,
    end: usize,
    mode: Mode,
}

impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..self.end]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn ends_text(&self, c: char) -> bool {
        c.is_whitespace() && self.mode != Mode::Phrase
    }

    /// What is written from here to the next space.
    fn chunk(&self) -> &'t str {
        self.rest().split(|c| self.ends_text(c)).next().unwrap_or_default()
    }

    fn token(&mut self, c: char, glued: bool) -> Result<Token, QueryFault> {
        let start = self.at;
        match c {
            '(' if glued => fault(start..start + 1, FaultKind::GluedParenthesis),
            '(' | ')' => {
                self.at += 1;
                Ok(if c == '(' { Token::Open } else { Token::Close })
            }
            '<' | '>' | '=' => self.operator(),
            '!' if self.rest().starts_with("!=") => self.operator(),
            '"' | '\'' => {
                let text = self.quoted(c)?;
                match self.peek() {
                    None | Some('<' | '>' | '=' | ')') => {}
                    Some(next) if next.is_whitespace() || self.rest().starts_with("!=") => {}
                    Some(next) => return fault(self.at..self.at + next.len_utf8(), FaultKind::TextAfterQuote),
                }
                Ok(Token::Word { text: self.not_empty(text, "")?, in_quotes: true })
            }
            _ => self.term_or_word(),
        }
    }

    fn operator(&mut self) -> Result<Token, QueryFault> {
        let start = self.at;
        let length = self.rest().find(|c| !"<>=!".contains(c)).unwrap_or(self.rest().len());
        self.at += length;
        let written = &self.text[start..self.at];
        let operator = match written {
            "=" => Operator::Equal,
            "<" => Operator::Compare(Comparison::Less),
            "<=" => Operator::Compare(Comparison::AtMost),
            ">" => Operator::Compare(Comparison::Greater),
            ">=" => Operator::Compare(Comparison::AtLeast),
            "!=" => Operator::Compare(Comparison::Differs),
            _ => {
                let known = FOREIGN.iter().find(|(foreign, _)| *foreign == written);
                let suggestion = known.map_or("=", |(_, ours)| *ours);
                return fault(start..self.at, FaultKind::UnknownOperator { operator: written.to_owned(), suggestion });
            }
        };
        // `stage=won` as one shell word is the form of `set`. In quotes and with spaces, `=` is an operator.
        if operator == Operator::Equal && self.mode == Mode::Word && start > self.start {
            let (field, value) = (self.text[self.start..start].to_owned(), self.rest().to_owned());
            let kind = match value.is_empty() {
                true => FaultKind::EmptyValue { field },
                false => FaultKind::EqualsSign { field, value },
            };
            return fault(self.start..self.end, kind);
        }
        Ok(Token::Operator(operator))
    }

    /// Everything that starts with a letter, digit or such: a term, a word or a keyword.
    fn term_or_word(&mut self) -> Result<Token, QueryFault> {
        let start = self.at;
        let rest = self.rest();
        let stop = |(i, c): (usize, char)| {
            self.ends_text(c) || "()<>=:\"".contains(c) || (c == '!' && rest[i..].starts_with("!="))
        };
        let length = rest.char_indices().find(|&at| stop(at)).map_or(rest.len(), |(i, _)| i);
        let head = &rest[..length];
        let next = rest[length..].chars().next();
        if next == Some(':') {
            if let Some(negated) = head.strip_prefix(['-', '!']) {
                let suggestion = format!("not:{negated}{}", &self.chunk()[length..]);
                return fault(start..start + self.chunk().len(), FaultKind::NegationSign { suggestion });
            }
            self.at += length + 1;
            return self.term(head, start);
        }
        if next == Some('"') {
            return fault(start + length..start + length + 1, FaultKind::StrayQuote);
        }
        self.at += length;
        if is_keyword(head) {
            return Ok(match head.as_bytes()[0].to_ascii_lowercase() {
                b'a' => Token::And,
                b'o' => Token::Or,
                _ => Token::Not,
            });
        }
        if let Some((_, suggestion)) = FOREIGN.iter().find(|(foreign, _)| *foreign == head) {
            return fault(start..self.at, FaultKind::UnknownOperator { operator: head.to_owned(), suggestion });
        }
        if let Some(word) = head.strip_prefix('!') {
            return fault(start..self.at, FaultKind::NegationSign { suggestion: format!("not:{word}") });
        }
        let text = self.not_empty(Text::new(head, false, start..self.at), "")?;
        Ok(Token::Word { text, in_quotes: false })
    }

    /// What follows `head:`.
    fn term(&mut self, head: &str, start: usize) -> Result<Token, QueryFault> {
        let head_span = start..self.at - 1;
        match head.to_ascii_lowercase().as_str() {
            "not" => {
                return match self.peek() {
                    Some(c) if !c.is_whitespace() && c != ')' => Ok(Token::Not),
                    _ => fault(start..self.at, FaultKind::MissingOperand { operator: format!("{head}:") }),
                };
            }
            function @ ("no" | "has") => {
                let field = self.field_of(function, start)?;
                let test = if function == "no" { Test::Missing } else { Test::Present };
                return Ok(Token::Term(Term { field, test, span: start..self.at }));
            }
            _ => {}
        }
        if head.is_empty() {
            let whole = &self.text[start..self.at + self.chunk().len()];
            return fault(start..start + whole.len(), FaultKind::BadField { field: whole.to_owned() });
        }
        let field = path(head, head_span.clone())?;
        if let Some(function) = function_meant(head, self.chunk()) {
            let suggestion = format!("{function}:{}", self.chunk());
            return fault(head_span, FaultKind::UnknownFunction { name: head.to_owned(), suggestion });
        }
        let mut values = vec![self.value(head, start)?];
        while self.peek() == Some(',') {
            self.at += 1;
            values.push(self.value(head, start)?);
        }
        Ok(Token::Term(Term { field, test: Test::Any(values), span: start..self.at }))
    }

    /// The field behind `no:` or `has:`.
    fn field_of(&mut self, function: &str, start: usize) -> Result<Path, QueryFault> {
        let from = self.at;
        let rest = self.rest();
        let length = rest.find(|c| self.ends_text(c) || "()".contains(c)).unwrap_or(rest.len());
        let name = &rest[..length];
        self.at += length;
        if name.is_empty() {
            return fault(start..self.at, FaultKind::MissingOperand { operator: format!("{function}:") });
        }
        if name.contains(',') {
            let each: Vec<_> = name.split(',').filter(|n| !n.is_empty()).map(|n| format!("{function}:{n}")).collect();
            return fault(from..self.at, FaultKind::OneField { suggestion: each.join(" ") });
        }
        if self.peek() == Some('(') {
            return fault(self.at..self.at + 1, FaultKind::GluedParenthesis);
        }
        path(name, from..self.at)
    }

    /// One of the values behind `field:`, up to a comma, a space or a parenthesis.
    fn value(&mut self, field: &str, term_start: usize) -> Result<Value, QueryFault> {
        let start = self.at;
        if self.peek() == Some('=') {
            self.at += 1;
            let text = self.text(field, term_start, true)?.unwrap_or_else(|| Text::new("", true, start..self.at));
            return Ok(Value::Exact(self.not_empty(text, field)?));
        }
        let from = self.text(field, term_start, false)?;
        if !self.rest().starts_with("..") {
            let text = from.unwrap_or_else(|| Text::new("", true, start..self.at));
            return Ok(Value::Plain(self.not_empty(text, field)?));
        }
        self.at += 2;
        let to = self.text(field, term_start, false)?;
        let span = start..self.at;
        let third_dot = to.as_ref().is_some_and(|to| self.text[to.span.start..].starts_with('.'));
        if self.rest().starts_with("..") || third_dot {
            let value = self.text[start..self.at].to_owned() + self.rest().split([' ', ',']).next().unwrap_or_default();
            return fault(span, FaultKind::BadRange { value });
        }
        if from.is_none() && to.is_none() {
            return fault(term_start..self.at, FaultKind::EmptyRange { field: field.to_owned() });
        }
        let from = from.map(|text| self.not_empty(text, field)).transpose()?;
        let to = to.map(|text| self.not_empty(text, field)).transpose()?;
        Ok(Value::Range { from, to, span })
    }

    /// A value's text with or without quotes; `None` when there is nothing. `literal`: two dots are part of it.
    fn text(&mut self, field: &str, term_start: usize, literal: bool) -> Result<Option<Text>, QueryFault> {
        let start = self.at;
        if let Some(quote @ ('"' | '\'')) = self.peek() {
            let text = self.quoted(quote)?;
            return match self.peek() {
                None | Some(',' | ')') => Ok(Some(text)),
                Some(c) if self.ends_text(c) || (!literal && self.rest().starts_with("..")) => Ok(Some(text)),
                Some(c) => fault(self.at..self.at + c.len_utf8(), FaultKind::TextAfterQuote),
            };
        }
        let rest = self.rest();
        let stop = |(i, c): (usize, char)| {
            self.ends_text(c) || "(),<>\"".contains(c) || (!literal && rest[i..].starts_with(".."))
        };
        let length = rest.char_indices().find(|&at| stop(at)).map_or(rest.len(), |(i, _)| i);
        self.at += length;
        let here = self.at..self.at + 1;
        match self.peek() {
            Some('"') => return fault(here, FaultKind::StrayQuote),
            Some('(') => return fault(here, FaultKind::GluedParenthesis),
            Some('<' | '>') => {
                let chunk =
                    &self.text[term_start..start + rest.split(|c| self.ends_text(c)).next().unwrap_or_default().len()];
                let suggestion = instead_of_operator(field, chunk);
                return fault(here, FaultKind::OperatorInValue { field: field.to_owned(), suggestion });
            }
            _ => {}
        }
        let text = &rest[..length];
        // In a phrase, `won, lost`: the comma's meaning is not clear.
        if self.mode == Mode::Phrase && text.trim() != text {
            return fault(term_start..self.at, FaultKind::EmptyValue { field: field.to_owned() });
        }
        Ok((length > 0).then(|| Text::new(text, false, start..self.at)))
    }

    /// A text in quotes; the quote itself is written twice within.
    fn quoted(&mut self, quote: char) -> Result<Text, QueryFault> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let Some(length) = rest.find(quote) else {
                return fault(start..start + 1, FaultKind::UnclosedQuote { quote });
            };
            text.push_str(&rest[..length]);
            self.at += length + 1;
            if self.peek() != Some(quote) {
                return Ok(Text::new(text, true, start..self.at));
            }
            text.push(quote);
            self.at += 1;
        }
    }

    /// Refuses a text that would be contained in everything: nothing, blanks, lone accents.
    fn not_empty(&self, text: Text, field: &str) -> Result<Text, QueryFault> {
        if !fold(&text.text).trim().is_empty() {
            return Ok(text);
        }
        let kind = match field.is_empty() {
            true => FaultKind::EmptyQuery,
            false => FaultKind::EmptyValue { field: field.to_owned() },
        };
        let start = if field.is_empty() { text.span.start } else { text.span.start.saturating_sub(field.len() + 1) };
        let start = if self.text.is_char_boundary(start) { start } else { text.span.start };
        fault(start..text.span.end, kind)
    }
}

/// `not`, `no` or `has` where a name before a colon and another `field:` looks like one of them in other words.
fn function_meant(name: &str, after: &str) -> Option<&'static str> {
    let (inner, value) = after.split_once(':')?;
    let field_like = inner.starts_with(|c: char| c.is_ascii_lowercase())
        && inner.chars().all(|c| c.is_ascii_lowercase() || "_.-".contains(c));
    if !field_like || value.is_empty() || value.starts_with('/') {
        return None;
    }
    let near_not =
        strsim::damerau_levenshtein(name, "not") <= 1 || ["isnt", "except", "without", "sauf", "non"].contains(&name);
    near_not.then_some("not")
}

/// What to write for `amount:>1000`.
fn instead_of_operator(field: &str, chunk: &str) -> String {
    let written = &chunk[field.len() + 1..];
    let operator: String = written.chars().take_while(|c| "<>=".contains(*c)).collect();
    let value = written[operator.len()..].trim();
    match operator.as_str() {
        ">=" => format!("{field}:{value}.."),
        "<=" => format!("{field}:..{value}"),
        "<" | ">" => format!("'{field} {operator} {value}'"),
        _ => format!("{field}:\"{written}\""),
    }
}
