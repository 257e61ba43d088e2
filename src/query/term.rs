//! A parsed query: what was asked, before any field is known.
//!
//! Every part carries its byte span in [`Query::text`]. Printing an expression gives a query text that parses to the same
//! expression (spans aside).

use std::fmt;
use std::ops::Range;

/// A byte range of the query's text.
pub type Span = Range<usize>;

/// A query and the text that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The shell words joined by one space, or the saved text as it stands. All spans are into this text.
    pub text: String,
    /// `None` only where no word at all was given: then every record is meant.
    pub root: Option<Expr>,
}

/// An expression over leaves: the parser's [`Leaf`], or whatever an evaluator compiles them to with [`Expr::try_map`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr<L = Leaf> {
    /// At least two parts.
    And(Vec<Expr<L>>),
    /// At least two parts.
    Or(Vec<Expr<L>>),
    Not(Box<Expr<L>>),
    Leaf(L),
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaf {
    /// A condition on a field.
    Term(Term),
    /// A free word. When it is not [`Text::quoted`] and is the name of a field, it is an error: the shell may have eaten a `>`.
    Word(Text),
}

/// A condition on a field: `stage:won,lost`, `no:email`, `amount > 1000`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub field: Path,
    pub test: Test,
    pub span: Span,
}

/// A field, perhaps across references: `customer.territory`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// Steps of letters, digits, `_` and `-`, joined by dots; no step is empty.
    pub text: String,
    pub span: Span,
}

/// What is asked of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// `field:a,b`: any of the values, at least one.
    Any(Vec<Value>),
    /// `field > value`.
    Compare(Comparison, Text),
    /// `no:field`.
    Missing,
    /// `has:field`.
    Present,
}

/// One of the values behind a colon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `x`: equality for ids, choices and numbers, containment for periods, lists and text.
    Plain(Text),
    /// `=x`: the whole value. `field = x` reads as this, too.
    Exact(Text),
    /// `a..b`, `a..`, `..b`, inclusive at both ends; at least one end is there.
    Range { from: Option<Text>, to: Option<Text>, span: Span },
}

/// The comparing operators. A missing value matches none of them, `!=` included (`not:field:x` includes it).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    Less,
    AtMost,
    Greater,
    AtLeast,
    Differs,
}

/// A value or word as written, without its quotes. Numbers, dates and periods are texts, too: the field's type reads them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    pub text: String,
    /// Written in quotes, or only writable in quotes (it has spaces, say).
    pub quoted: bool,
    pub span: Span,
}

impl<L> Expr<L> {
    /// The same expression over other leaves, such as fields resolved once for many records. Stops at the first error.
    pub fn try_map<M, E>(&self, leaf: &mut impl FnMut(&L) -> Result<M, E>) -> Result<Expr<M>, E> {
        let mut all = |parts: &[Expr<L>]| parts.iter().map(|part| part.try_map(leaf)).collect::<Result<Vec<_>, E>>();
        Ok(match self {
            Expr::And(parts) => Expr::And(all(parts)?),
            Expr::Or(parts) => Expr::Or(all(parts)?),
            Expr::Not(part) => Expr::Not(Box::new(part.try_map(leaf)?)),
            Expr::Leaf(inner) => Expr::Leaf(leaf(inner)?),
        })
    }

    /// Whether the expression holds, where `leaf` says whether one condition does. Asks no more leaves than it needs.
    pub fn holds(&self, leaf: &mut impl FnMut(&L) -> bool) -> bool {
        match self {
            Expr::And(parts) => parts.iter().all(|part| part.holds(leaf)),
            Expr::Or(parts) => parts.iter().any(|part| part.holds(leaf)),
            Expr::Not(part) => !part.holds(leaf),
            Expr::Leaf(inner) => leaf(inner),
        }
    }

    /// Every leaf, in the order of the text.
    pub fn leaves(&self) -> Vec<&L> {
        match self {
            Expr::And(parts) | Expr::Or(parts) => parts.iter().flat_map(Expr::leaves).collect(),
            Expr::Not(part) => part.leaves(),
            Expr::Leaf(inner) => vec![inner],
        }
    }
}

impl Leaf {
    pub fn span(&self) -> Span {
        match self {
            Leaf::Term(term) => term.span.clone(),
            Leaf::Word(text) => text.span.clone(),
        }
    }
}

impl Path {
    /// The steps of the path: `customer`, `territory`. Never empty.
    pub fn steps(&self) -> impl Iterator<Item = &str> {
        self.text.split('.')
    }

    /// Each step with its own span, for an error about one of them.
    pub fn spanned_steps(&self) -> impl Iterator<Item = (&str, Span)> {
        let mut start = self.span.start;
        self.text.split('.').map(move |step| {
            let span = start..start + step.len();
            start = span.end + 1;
            (step, span)
        })
    }
}

impl Value {
    pub fn span(&self) -> Span {
        match self {
            Value::Plain(text) | Value::Exact(text) => text.span.clone(),
            Value::Range { span, .. } => span.clone(),
        }
    }

    /// The texts in it: one, or a range's ends.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let (first, second) = match self {
            Value::Plain(text) | Value::Exact(text) => (Some(text), None),
            Value::Range { from, to, .. } => (from.as_ref(), to.as_ref()),
        };
        first.into_iter().chain(second)
    }
}

impl Comparison {
    /// As it is written: `<=`.
    pub fn sign(self) -> &'static str {
        match self {
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            Comparison::Greater => ">",
            Comparison::AtLeast => ">=",
            Comparison::Differs => "!=",
        }
    }
}

impl Text {
    /// A text written with or without quotes.
    pub fn new(text: impl Into<String>, quoted: bool, span: Span) -> Text {
        let text = text.into();
        let quoted = quoted || needs_quotes(&text);
        Text { text, quoted, span }
    }
}

/// `and`, `or`, `not`, in any case.
pub(super) fn is_keyword(word: &str) -> bool {
    ["and", "or", "not"].iter().any(|keyword| word.eq_ignore_ascii_case(keyword))
}

/// Whether the text would be read as something else without quotes, somewhere in a query.
fn needs_quotes(text: &str) -> bool {
    text.is_empty()
        || text.starts_with(['\'', '.', '!'])
        || text.ends_with('.')
        || text.contains("..")
        || text.contains(|c: char| c.is_whitespace() || "()<>=:,\"&|".contains(c))
        || is_keyword(text)
}

impl Expr {
    /// Whether it prints with an operator's value at its end.
    fn ends_in_operand(&self) -> bool {
        match self {
            Expr::Leaf(Leaf::Term(term)) => term.prints_a_sign(),
            Expr::Not(part) => part.ends_in_operand(),
            Expr::And(_) | Expr::Or(_) | Expr::Leaf(Leaf::Word(_)) => false,
        }
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.as_ref().map_or(Ok(()), |root| root.fmt(f))
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |f: &mut fmt::Formatter<'_>, parts: &[Expr], between: &str| {
            for (i, part) in parts.iter().enumerate() {
                // Behind `amount > 1` a bare `250` would be taken for the number's second half.
                let ends_in_value = i > 0 && between == " " && parts[i - 1].ends_in_operand();
                f.write_str(if i == 0 {
                    ""
                } else if ends_in_value {
                    " and "
                } else {
                    between
                })?;
                match part {
                    Expr::And(_) | Expr::Or(_) => write!(f, "({part})")?,
                    Expr::Not(_) | Expr::Leaf(_) => part.fmt(f)?,
                }
            }
            Ok(())
        };
        match self {
            Expr::And(parts) => joined(f, parts, " "),
            Expr::Or(parts) => joined(f, parts, " or "),
            Expr::Not(part) => match &**part {
                Expr::And(_) | Expr::Or(_) => write!(f, "not ({part})"),
                Expr::Leaf(Leaf::Term(term)) if term.prints_a_sign() => write!(f, "not {part}"),
                Expr::Not(_) => write!(f, "not {part}"),
                Expr::Leaf(_) => write!(f, "not:{part}"),
            },
            Expr::Leaf(leaf) => leaf.fmt(f),
        }
    }
}

impl fmt::Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Leaf::Term(term) => term.fmt(f),
            Leaf::Word(text) => text.fmt(f),
        }
    }
}

impl Term {
    /// Whether it prints with a sign between spaces: comparisons, and what is asked of a field that is named like
    /// `no:`, which a colon would turn into something else.
    fn prints_a_sign(&self) -> bool {
        match &self.test {
            Test::Compare(..) => true,
            Test::Any(_) => ["no", "has", "not"].iter().any(|word| self.field.text.eq_ignore_ascii_case(word)),
            Test::Missing | Test::Present => false,
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = &self.field.text;
        match &self.test {
            Test::Missing => write!(f, "no:{field}"),
            Test::Present => write!(f, "has:{field}"),
            Test::Compare(comparison, text) => write!(f, "{field} {} {text}", comparison.sign()),
            // Only `no = x` leads here, and it has one value.
            Test::Any(values) if self.prints_a_sign() => {
                values.iter().try_for_each(|value| write!(f, "{field} {value}"))
            }
            Test::Any(values) => {
                for (i, value) in values.iter().enumerate() {
                    if i == 0 {
                        write!(f, "{field}:{value}")?;
                    } else {
                        write!(f, ",{value}")?;
                    }
                }
                Ok(())
            }
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Plain(text) => text.fmt(f),
            Value::Exact(text) => write!(f, "={text}"),
            Value::Range { from, to, .. } => {
                from.iter().try_for_each(|text| text.fmt(f))?;
                f.write_str("..")?;
                to.iter().try_for_each(|text| text.fmt(f))
            }
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.quoted { write!(f, "\"{}\"", self.text.replace('"', "\"\"")) } else { f.write_str(&self.text) }
    }
}
