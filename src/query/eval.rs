//! A query, resolved against a book: which records it holds for.

use std::collections::BTreeSet;

use super::compare::{self, AmountFault, Asked, Days, MoneyRange, Needle};
use super::fault::{FaultKind, QueryFault};
use super::field::{Datum, FieldPath, FieldType, PathFault, TRANSLATED};
use super::parse::parse_text;
use super::term::{Comparison, Expr, Leaf, Query, Span, Term, Test, Text, Value};
use crate::book::link::{Target, resolve};
use crate::book::record::visit;
use crate::book::view::View;
use crate::book::{Book, RecordRef};
use crate::figures::Figures;
use crate::model::shape::nearest;
use crate::model::{KindId, Type};
use crate::threads::in_parts;
use crate::value::period::{PeriodContext, parse_date};
use crate::value::{Currency, Decimal, Period, decimal};

/// Segments may ask for segments, not without end.
const MAX_SEGMENTS: usize = 8;

/// A query that is ready to be asked of the records of one kind.
pub struct Filter {
    root: Option<Expr<Condition>>,
}

enum Condition {
    /// A word anywhere in the record.
    Word(Needle),
    Missing(FieldPath),
    Present(FieldPath),
    Any(FieldPath, Vec<Wanted>),
    /// The customer is in one of these segments.
    Segment(Vec<Expr<Condition>>),
}

/// What a value is compared with.
enum Wanted {
    Contains(Needle),
    Equals(Needle),
    TextRange(Option<Needle>, Option<Needle>),
    TextCompares(Comparison, Needle),
    Exactly(Box<str>),
    Differs(Box<str>),
    Record(RecordRef),
    NotRecord(RecordRef),
    /// The text of a reference that leads nowhere.
    Dangling(Box<str>),
    Bool(bool),
    Number(Option<Decimal>, Option<Decimal>),
    NumberCompares(Comparison, Decimal),
    Money(MoneyRange),
    MoneyCompares(Comparison, Asked, Option<Currency>),
    Days(Days),
    DaysCompare(Comparison, Days),
}

impl Filter {
    /// Resolves the names and values of a query for one kind. Whatever is unknown is an error, never "everything".
    pub fn new(
        figures: &Figures<'_>,
        kind: KindId,
        query: &Query,
        periods: PeriodContext,
    ) -> Result<Filter, QueryFault> {
        let resolver = Resolver { figures, kind, periods, depth: 0 };
        let root = query.root.as_ref().map(|root| root.try_map(&mut |leaf| resolver.leaf(leaf))).transpose()?;
        Ok(Filter { root })
    }

    /// Whether the query holds for a record of its kind.
    pub fn holds(&self, figures: &Figures<'_>, record: RecordRef) -> bool {
        self.root.as_ref().is_none_or(|root| root.holds(&mut |condition| condition.holds(figures, record)))
    }

    /// The sound records of a kind that it holds for, by id.
    pub fn select(&self, figures: &Figures<'_>, kind: KindId) -> Vec<RecordRef> {
        let mut all: Vec<RecordRef> = Vec::with_capacity(figures.book.count(kind));
        all.extend(figures.book.sound_refs(kind));
        if self.root.is_none() {
            return all;
        }
        let held = |records: &[RecordRef]| -> Vec<RecordRef> {
            records.iter().copied().filter(|record| self.holds(figures, *record)).collect()
        };
        in_parts(&all, held).concat()
    }
}

impl Condition {
    fn holds(&self, figures: &Figures<'_>, record: RecordRef) -> bool {
        match self {
            Condition::Word(needle) => word_in(figures, record, needle),
            Condition::Missing(path) => path.first(figures, record).is_none(),
            Condition::Present(path) => path.first(figures, record).is_some(),
            Condition::Any(path, wanted) => {
                let mut found = false;
                path.each(figures, record, &mut |datum| found = found || wanted.iter().any(|w| w.is(&datum)));
                found
            }
            Condition::Segment(segments) => {
                segments.iter().any(|segment| segment.holds(&mut |condition| condition.holds(figures, record)))
            }
        }
    }
}

impl Wanted {
    fn is(&self, datum: &Datum<'_>) -> bool {
        match (self, datum) {
            (Wanted::Contains(needle), Datum::Text(text)) => needle.is_in(text),
            (Wanted::Equals(needle), Datum::Text(text)) => needle.is_all_of(text),
            (Wanted::TextRange(from, to), Datum::Text(text)) => Needle::within(text, from.as_ref(), to.as_ref()),
            (Wanted::TextCompares(comparison, needle), Datum::Text(text)) => needle.compares(text, *comparison),
            (Wanted::Exactly(wanted), Datum::Text(text)) => **wanted == **text,
            (Wanted::Differs(wanted), Datum::Text(text)) => **wanted != **text,
            (Wanted::Record(wanted), Datum::Record(record)) => wanted == record,
            (Wanted::NotRecord(wanted), Datum::Record(record)) => wanted != record,
            (Wanted::NotRecord(_), Datum::Dangling(_)) => true,
            (Wanted::Dangling(wanted), Datum::Dangling(text)) => **wanted == **text,
            (Wanted::Bool(wanted), Datum::Bool(value)) => wanted == value,
            (Wanted::Number(from, to), Datum::Integer(value)) => compare::within(Decimal::from(*value), *from, *to),
            (Wanted::Number(from, to), Datum::Decimal(value) | Datum::Percent(value)) => {
                compare::within(*value, *from, *to)
            }
            (Wanted::NumberCompares(comparison, other), Datum::Integer(value)) => {
                compare::ordered(*comparison, &Decimal::from(*value), other)
            }
            (Wanted::NumberCompares(comparison, other), Datum::Decimal(value) | Datum::Percent(value)) => {
                compare::ordered(*comparison, value, other)
            }
            (Wanted::Money(range), Datum::Money(money)) => range.contains(*money),
            (Wanted::MoneyCompares(comparison, asked, currency), Datum::Money(money)) => {
                compare::money_compares(*money, *comparison, *asked, *currency)
            }
            (Wanted::Days(days), Datum::Date(date)) => compare::date_within(*date, *days),
            (Wanted::DaysCompare(comparison, days), Datum::Date(date)) => {
                compare::date_compares(*date, *comparison, *days)
            }
            _ => false,
        }
    }
}

/// Whether the word stands in the id or in any text of the record.
pub fn word_in(figures: &Figures<'_>, record: RecordRef, needle: &Needle) -> bool {
    if !needle.may_be_in(figures.book, record) {
        // So that every test of the project is one of what is kept.
        debug_assert!(!stands_in(figures.book, record, needle));
        return false;
    }
    stands_in(figures.book, record, needle)
}

fn stands_in(book: &Book, record: RecordRef, needle: &Needle) -> bool {
    if needle.is_in(book.id(record)) {
        return true;
    }
    let mut is_in = false;
    visit(book.shape(record.kind), book.values(record), |_, _, value| {
        if let View::Text(text) = value {
            is_in = is_in || needle.is_in(text);
        }
    });
    is_in
}

struct Resolver<'f, 'b> {
    figures: &'f Figures<'b>,
    kind: KindId,
    periods: PeriodContext,
    /// How many segments deep.
    depth: usize,
}

fn fault<T>(span: Span, kind: FaultKind) -> Result<T, QueryFault> {
    Err(QueryFault { span, kind })
}

impl Resolver<'_, '_> {
    fn leaf(&self, leaf: &Leaf) -> Result<Condition, QueryFault> {
        match leaf {
            Leaf::Word(word) => {
                if let Some((field, operator)) = self.foreign_operator(word) {
                    let span = word.span.start + field.len()..word.span.start + field.len() + operator.len();
                    return fault(span, FaultKind::UnknownOperator { operator, suggestion: ":" });
                }
                // The shell may have taken what stood behind it: `amount > 1000` unquoted writes a file named 1000.
                if !word.quoted && FieldPath::compile(self.figures, self.kind, &word.text).is_ok() {
                    return fault(word.span.clone(), FaultKind::BareField { field: word.text.clone() });
                }
                Ok(Condition::Word(Needle::new(&word.text)))
            }
            Leaf::Term(term) => self.term(term),
        }
    }

    /// `name~x`: an operator of another language behind the name of a field.
    fn foreign_operator<'w>(&self, word: &'w Text) -> Option<(&'w str, String)> {
        let at = word.text.find(['~', '^', '*', '%', '?', '$', '|']).filter(|_| !word.quoted)?;
        let (field, rest) = word.text.split_at(at);
        let operator: String = rest.chars().take_while(|c| c.is_ascii_punctuation()).collect();
        FieldPath::compile(self.figures, self.kind, field).is_ok().then_some((field, operator))
    }

    fn term(&self, term: &Term) -> Result<Condition, QueryFault> {
        if term.field.text == "segment" && self.figures.customer == Some(self.kind) {
            return self.segments(term);
        }
        let path = FieldPath::compile(self.figures, self.kind, &term.field.text)
            .map_err(|path| QueryFault { span: term.field.span.clone(), kind: unknown(path) })?;
        Ok(match &term.test {
            Test::Missing => Condition::Missing(path),
            Test::Present => Condition::Present(path),
            Test::Any(values) => {
                let wanted: Result<Vec<Wanted>, QueryFault> =
                    values.iter().map(|value| self.wanted(&path, value)).collect();
                Condition::Any(path, wanted?)
            }
            Test::Compare(comparison, text) => {
                let wanted = self.compared(&path, *comparison, text)?;
                Condition::Any(path, vec![wanted])
            }
        })
    }

    fn segments(&self, term: &Term) -> Result<Condition, QueryFault> {
        let book = self.figures.book;
        let Test::Any(values) = &term.test else {
            return fault(term.span.clone(), FaultKind::NotComparable { field: "segment".into() });
        };
        if self.depth >= MAX_SEGMENTS {
            return fault(term.span.clone(), FaultKind::TooDeep { limit: MAX_SEGMENTS });
        }
        let mut segments = Vec::new();
        for text in values.iter().flat_map(Value::texts) {
            let kind = book.kinds.named("segment");
            let Some(found) = kind.and_then(|kind| book.find(kind, &text.text)) else {
                let ids = kind.into_iter().flat_map(|kind| book.records(kind)).map(|record| &*record.id);
                let suggestion = nearest(&text.text, ids).map(|id| format!("segment:{id}"));
                return fault(
                    text.span.clone(),
                    FaultKind::NoSuchRecord { kind: "segment".into(), value: text.text.clone(), suggestion },
                );
            };
            let saved = book.text(found, "query").unwrap_or_default();
            let inner =
                Resolver { figures: self.figures, kind: self.kind, periods: self.periods, depth: self.depth + 1 };
            // The fault lies in the segment's file, where `check` shows it; here the whole term is to blame.
            let broken = |_| QueryFault {
                span: text.span.clone(),
                kind: FaultKind::BrokenSegment { segment: text.text.clone() },
            };
            let query = parse_text(saved).map_err(broken)?;
            if let Some(root) = &query.root {
                segments.push(root.try_map(&mut |leaf| inner.leaf(leaf)).map_err(|inner| match inner.kind {
                    FaultKind::TooDeep { .. } => QueryFault { span: text.span.clone(), kind: inner.kind },
                    _ => broken(inner),
                })?);
            }
        }
        Ok(Condition::Segment(segments))
    }

    fn wanted(&self, path: &FieldPath, value: &Value) -> Result<Wanted, QueryFault> {
        match (&path.ty, value) {
            (FieldType::Text, Value::Plain(text)) => Ok(Wanted::Contains(Needle::new(&text.text))),
            (FieldType::Text, Value::Exact(text)) => Ok(Wanted::Equals(Needle::new(&text.text))),
            (FieldType::Text | FieldType::Id, Value::Range { from, to, .. }) => {
                let needle = |end: &Option<Text>| end.as_ref().map(|text| Needle::new(&text.text));
                Ok(Wanted::TextRange(needle(from), needle(to)))
            }
            (FieldType::Id, Value::Plain(text) | Value::Exact(text)) => Ok(Wanted::Exactly(text.text.as_str().into())),
            (FieldType::Choice(words), Value::Plain(text) | Value::Exact(text)) => {
                self.choice(path, words, text).map(Wanted::Exactly)
            }
            (FieldType::Reference(kind), Value::Plain(text) | Value::Exact(text)) => self.reference(path, *kind, text),
            (FieldType::Bool, Value::Plain(text) | Value::Exact(text)) => self.bool(path, text).map(Wanted::Bool),
            (FieldType::Integer | FieldType::Decimal | FieldType::Percent, value) => {
                let (from, to) = self.ends(value, &|text| self.number(path, text))?;
                Ok(Wanted::Number(from, to))
            }
            (FieldType::Money, value) => {
                let (from, to) = self.ends(value, &|text| self.amount(path, text))?;
                let range =
                    MoneyRange::new(from, to, &self.currencies(path, [from, to])).map_err(|amount| QueryFault {
                        span: value.span(),
                        kind: amount_fault(amount, &|code| in_currency(path, value, code)),
                    })?;
                Ok(Wanted::Money(range))
            }
            (FieldType::Date, value) => {
                let (from, to) = self.ends(value, &|text| self.days(path, text))?;
                let first = from.and_then(|(from, _)| from);
                let last = to.and_then(|(_, to)| to);
                Ok(Wanted::Days((first, last)))
            }
            (FieldType::Choice(_) | FieldType::Reference(_) | FieldType::Bool, Value::Range { span, .. }) => {
                fault(span.clone(), FaultKind::NotComparable { field: path.text.clone() })
            }
        }
    }

    /// The two ends of a range; a single value is both.
    fn ends<T: Copy>(
        &self,
        value: &Value,
        read: &dyn Fn(&Text) -> Result<T, QueryFault>,
    ) -> Result<(Option<T>, Option<T>), QueryFault> {
        match value {
            Value::Plain(text) | Value::Exact(text) => {
                let both = read(text)?;
                Ok((Some(both), Some(both)))
            }
            Value::Range { from, to, .. } => {
                Ok((from.as_ref().map(read).transpose()?, to.as_ref().map(read).transpose()?))
            }
        }
    }

    fn compared(&self, path: &FieldPath, comparison: Comparison, text: &Text) -> Result<Wanted, QueryFault> {
        match &path.ty {
            FieldType::Text | FieldType::Id => Ok(Wanted::TextCompares(comparison, Needle::new(&text.text))),
            FieldType::Integer | FieldType::Decimal | FieldType::Percent => {
                Ok(Wanted::NumberCompares(comparison, self.number(path, text)?))
            }
            FieldType::Money => {
                let asked = self.amount(path, text)?;
                let currency =
                    asked.currency_among(&self.currencies(path, [Some(asked), None])).map_err(|amount| QueryFault {
                        span: text.span.clone(),
                        kind: amount_fault(amount, &|code| {
                            format!("{} {} {}{code}", path.text, comparison.sign(), text.text)
                        }),
                    })?;
                Ok(Wanted::MoneyCompares(comparison, asked, currency))
            }
            FieldType::Date => Ok(Wanted::DaysCompare(comparison, self.days(path, text)?)),
            FieldType::Choice(words) if comparison == Comparison::Differs => {
                self.choice(path, words, text).map(Wanted::Differs)
            }
            FieldType::Reference(kind) if comparison == Comparison::Differs => {
                match self.reference(path, *kind, text)? {
                    Wanted::Record(record) => Ok(Wanted::NotRecord(record)),
                    other => Ok(other),
                }
            }
            FieldType::Bool if comparison == Comparison::Differs => Ok(Wanted::Bool(!self.bool(path, text)?)),
            FieldType::Choice(_) | FieldType::Reference(_) | FieldType::Bool => {
                fault(text.span.clone(), FaultKind::NotComparable { field: path.text.clone() })
            }
        }
    }

    fn choice(&self, path: &FieldPath, words: &[Box<str>], text: &Text) -> Result<Box<str>, QueryFault> {
        if let Some(word) = words.iter().find(|word| word.eq_ignore_ascii_case(&text.text)) {
            return Ok(word.clone());
        }
        // `status:payée`, as lists show it.
        let asked = Needle::new(&text.text);
        let shown = |word: &str| TRANSLATED.find(&format!("word-{word}"), &[]).filter(|shown| !shown.is_empty());
        if let Some(word) = words.iter().find(|word| shown(word).is_some_and(|shown| asked.is_all_of(&shown))) {
            return Ok(word.clone());
        }
        let suggestion =
            nearest(&text.text, words.iter().map(|word| &**word)).map(|word| format!("{}:{word}", path.text));
        let (field, value, choices) = (path.text.clone(), text.text.clone(), words.join(", "));
        fault(text.span.clone(), FaultKind::NotAChoice { field, value, choices, suggestion })
    }

    fn reference(&self, path: &FieldPath, kind: Option<KindId>, text: &Text) -> Result<Wanted, QueryFault> {
        let book = self.figures.book;
        let ty = match kind {
            // `customer:customer/acme` is as clear as `customer:acme`.
            Some(kind) if !text.text.contains('/') => Type::Ref(book.kind(kind).name.into()),
            _ => Type::AnyRef,
        };
        match resolve(book, &ty, &text.text) {
            Target::Record(record) => Ok(Wanted::Record(record)),
            _ if self.dangles(path, &text.text) => Ok(Wanted::Dangling(text.text.as_str().into())),
            _ => {
                let ids = kind.into_iter().flat_map(|kind| book.records(kind)).map(|record| &*record.id);
                let suggestion = nearest(&text.text, ids).map(|id| format!("{}:{id}", path.text));
                let kind = kind.map_or("record", |kind| book.kind(kind).name).to_owned();
                fault(text.span.clone(), FaultKind::NoSuchRecord { kind, value: text.text.clone(), suggestion })
            }
        }
    }

    /// Whether some record's reference has this text though it leads nowhere: then it may be asked for.
    fn dangles(&self, path: &FieldPath, text: &str) -> bool {
        self.figures.book.sound(self.kind).any(|(record, _)| {
            let mut found = false;
            path.each(self.figures, record, &mut |datum| {
                found = found || matches!(datum, Datum::Dangling(t) if t == text)
            });
            found
        })
    }

    fn bool(&self, path: &FieldPath, text: &Text) -> Result<bool, QueryFault> {
        match text.text.to_lowercase().as_str() {
            "true" | "yes" | "oui" | "vrai" => Ok(true),
            "false" | "no" | "non" | "faux" => Ok(false),
            _ => self.bad_value(path, text, "@type-bool"),
        }
    }

    fn bad_value<T>(&self, path: &FieldPath, text: &Text, expected: &'static str) -> Result<T, QueryFault> {
        let (field, value) = (path.text.clone(), text.text.clone());
        fault(text.span.clone(), FaultKind::BadValue { field, value, expected })
    }

    fn number(&self, path: &FieldPath, text: &Text) -> Result<Decimal, QueryFault> {
        let plain = text.text.strip_suffix('%').filter(|_| path.ty == FieldType::Percent).unwrap_or(&text.text);
        decimal::parse(plain.trim()).or_else(|_| self.bad_value(path, text, "@type-number"))
    }

    fn amount(&self, path: &FieldPath, text: &Text) -> Result<Asked, QueryFault> {
        Asked::parse(&text.text).or_else(|amount| match amount {
            AmountFault::Number(_) => self.bad_value(path, text, "@type-amount"),
            other => {
                fault(text.span.clone(), amount_fault(other, &|code| format!("{}:{}{code}", path.text, text.text)))
            }
        })
    }

    fn days(&self, path: &FieldPath, text: &Text) -> Result<Days, QueryFault> {
        if let Ok(date) = parse_date(&text.text, self.periods) {
            return Ok((Some(date), Some(date)));
        }
        match Period::parse(&text.text, self.periods) {
            Ok(period) => Ok((period.from, period.to)),
            Err(_) => self.bad_value(path, text, "@type-date"),
        }
    }

    /// The currencies that the field has in this book; only looked up when a number without one is compared.
    fn currencies(&self, path: &FieldPath, asked: [Option<Asked>; 2]) -> BTreeSet<Currency> {
        let mut held = BTreeSet::new();
        if asked.iter().flatten().any(|asked| asked.currency.is_none()) {
            for (record, _) in self.figures.book.sound(self.kind) {
                path.each(self.figures, record, &mut |datum| {
                    if let Datum::Money(money) = datum {
                        held.insert(money.currency);
                    }
                });
            }
        }
        held
    }
}

fn unknown(path: PathFault) -> FaultKind {
    match path {
        PathFault::Unknown { step, kind, suggestion, .. } => FaultKind::UnknownField { field: step, kind, suggestion },
        PathFault::NothingBeyond { field } => FaultKind::NothingBeyond { field },
        PathFault::Table { field, inner } => {
            FaultKind::WholeTable { field, suggestion: inner.into_iter().next().unwrap_or_default() }
        }
    }
}

/// The term as it was typed, with a currency at the end that counts.
fn in_currency(path: &FieldPath, value: &Value, code: &str) -> String {
    let (head, tail) = match value {
        Value::Plain(text) | Value::Exact(text) => (text.text.clone(), String::new()),
        Value::Range { from, to, .. } => {
            let end = |end: &Option<Text>| end.as_ref().map(|text| text.text.clone()).unwrap_or_default();
            match from {
                Some(from) => (from.text.clone(), format!("..{}", end(to))),
                None => (format!("..{}", end(to)), String::new()),
            }
        }
    };
    format!("{}:{head}{code}{tail}", path.text)
}

/// `example` writes the term with a currency.
fn amount_fault(fault: AmountFault, example: &dyn Fn(&str) -> String) -> FaultKind {
    match fault {
        AmountFault::SeveralCurrencies(held) => FaultKind::SeveralCurrencies {
            currencies: held.iter().map(|currency| currency.code()).collect::<Vec<_>>().join(", "),
            example: example(held.first().map_or("EUR", |currency| currency.code())),
        },
        AmountFault::TwoCurrencies(a, b) => FaultKind::TwoCurrencies { first: a.code(), second: b.code() },
        AmountFault::UnknownCurrency(code) => FaultKind::UnknownCurrency { currency: code },
        AmountFault::Number(_) => {
            FaultKind::BadValue { field: String::new(), value: String::new(), expected: "@type-amount" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse_words;
    use super::*;
    use crate::book::{Book, Source};
    use crate::model::Kinds;
    use crate::value::Date;

    fn book() -> Book {
        let files = [
            (
                "carnet.toml",
                "format = 2\n[[tax]]\nid = \"fr-20\"\ncategory = \"S\"\npercent = 20\n[[pipeline]]\nid = \"sales\"\n[[pipeline.stages]]\nid = \"lead\"\nprobability = 10\n[[pipeline.stages]]\nid = \"won\"\noutcome = \"won\"\n",
            ),
            ("territories/nord.toml", "name = \"Nord\"\n"),
            (
                "customers/acme.toml",
                "name = \"ACME Conseil\"\nterritory = \"nord\"\ntags = [\"vip\", \"test\"]\n[address]\ncity = \"Liège\"\n",
            ),
            ("customers/beta.toml", "name = \"Bêta\"\nemail = \"a@b.fr\"\n"),
            ("segments/north.toml", "name = \"North\"\nquery = \"territory:nord\"\n"),
            ("segments/loop.toml", "name = \"Loop\"\nquery = \"segment:loop\"\n"),
            (
                "deals/site.toml",
                "name = \"Site\"\ncustomer = \"acme\"\nstage = \"lead\"\namount = 1000\nclose = 2026-09-30\n",
            ),
            (
                "deals/app.toml",
                "name = \"App\"\ncustomer = \"beta\"\nstage = \"won\"\namount = 2500.50\ncurrency = \"USD\"\nclose = 2026-10-02\n",
            ),
            (
                "invoices/f1.toml",
                "customer = \"acme\"\nnumber = \"F-1\"\ndate = 2026-10-01\nterms = \"30d\"\n[[lines]]\nquantity = 2\nunit_price = 50\n[[lines]]\nquantity = 1\nunit_price = 7.125\nproduct = \"none\"\n",
            ),
        ];
        let sources = files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect();
        Book::read(Kinds::standard(), sources)
    }

    fn ask(kind: &str, words: &[&str]) -> Result<Vec<String>, FaultKind> {
        let book = book();
        let figures = Figures::new(&book, Date::new(2026, 11, 20).unwrap());
        let kind = book.kinds.named(kind).unwrap();
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let query = parse_words(&words).map_err(|fault| fault.kind)?;
        let filter =
            Filter::new(&figures, kind, &query, PeriodContext::new(figures.as_of)).map_err(|fault| fault.kind)?;
        Ok(filter.select(&figures, kind).into_iter().map(|record| book.get(record).id.to_string()).collect())
    }

    fn found(kind: &str, words: &[&str]) -> Vec<String> {
        ask(kind, words).unwrap()
    }

    #[test]
    fn the_forms_of_the_manual() {
        assert_eq!(found("deal", &["stage:lead"]), ["site"]);
        assert_eq!(found("deal", &["stage:lead,won"]), ["app", "site"]);
        assert_eq!(found("deal", &["amount:1000EUR.."]), ["site"]);
        assert_eq!(found("deal", &["close:2026Q3"]), ["site"]);
        assert_eq!(found("deal", &["close:..2026-09-30"]), ["site"]);
        assert_eq!(found("deal", &["close:-60d.."]), ["app", "site"]);
        assert_eq!(found("deal", &["customer.territory:nord"]), ["site"]);
        assert_eq!(found("deal", &["customer.address.city:liege"]), ["site"]);
        assert_eq!(found("customer", &["not:tags:test"]), ["beta"]);
        assert_eq!(found("customer", &["no:email"]), ["acme"]);
        assert_eq!(found("customer", &["name:=bêta"]), ["beta"]);
        assert_eq!(found("customer", &["name:BETA"]), ["beta"]);
        assert_eq!(found("customer", &["segment:north"]), ["acme"]);
        assert_eq!(found("customer", &["conseil"]), ["acme"]);
        assert_eq!(found("invoice", &["status:overdue", "balance:100..", "due:..today"]), ["f1"]);
        assert_eq!(found("invoice", &["lines.quantity:2"]), ["f1"]);
        assert_eq!(found("invoice", &["net > 500 or status:paid"]).len(), 0);
    }

    /// An invoice in dollars, whose tax is accounted for in euros.
    #[test]
    fn the_amounts_of_an_exchange_are_in_its_own_currency() {
        let files = [
            ("carnet.toml", "format = 2\ncurrency = \"EUR\"\n"),
            (
                "invoices/f2.toml",
                "customer = \"beta\"\ndate = 2026-10-01\ncurrency = \"USD\"\n[[lines]]\nquantity = 1\nunit_price = 100\n\
                 [exchange]\ncurrency = \"EUR\"\npair = \"EUR-USD\"\nrate = 1.0856\ntax = 18.42\n",
            ),
        ];
        let sources = files.iter().map(|(path, text)| Source::new(path, text.as_bytes())).collect();
        let book = Book::read(Kinds::standard(), sources);
        let figures = Figures::new(&book, Date::new(2026, 11, 20).unwrap());
        let kind = book.kinds.named("invoice").unwrap();
        let of = |field| {
            let path = FieldPath::compile(&figures, kind, field).unwrap();
            match path.first(&figures, book.find(kind, "f2").unwrap()) {
                Some(Datum::Money(money)) => money.to_string(),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!([of("exchange.tax"), of("net")], ["18.42 EUR", "100.00 USD"]);
    }

    #[test]
    #[should_panic(expected = "UnknownField")]
    fn quoted_forms_know_their_fields_too() {
        found("invoice", &["amout > 5"]);
    }

    #[test]
    fn unknown_means_error() {
        let kind = |kind, word: &str| ask(kind, &[word]).unwrap_err().key();
        assert_eq!(kind("deal", "stge:won"), "query-unknown-field");
        assert_eq!(kind("deal", "stage:wonn"), "query-not-a-choice");
        assert_eq!(kind("deal", "customer:acmee"), "query-no-such-record");
        assert_eq!(kind("deal", "amount"), "query-bare-field");
        assert_eq!(kind("deal", "amount:1000.."), "query-several-currencies");
        assert_eq!(kind("deal", "close:soon"), "query-bad-value");
        assert_eq!(kind("deal", "name.x:1"), "query-nothing-beyond");
        assert_eq!(kind("customer", "address:Lille"), "query-whole-table");
        assert_eq!(kind("customer", "segment:loop"), "query-too-deep");
        assert_eq!(kind("deal", "stage:lead..won"), "query-not-comparable");
    }

    #[test]
    fn a_missing_value_matches_no_comparison() {
        assert_eq!(found("customer", &["email != x@y.z"]), ["beta"]);
        assert_eq!(found("customer", &["not:email:x@y.z"]), ["acme", "beta"]);
    }
}
