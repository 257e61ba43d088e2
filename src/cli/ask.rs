//! What `list`, `total` and their kin share: a kind, a query, and the records that it selects.

use clap::Args;

use super::context::Opened;
use super::{CliError, Context};
use crate::book::RecordRef;
use crate::book::view::View;
use crate::figures::Figures;
use crate::model::KindId;
use crate::model::shape::nearest;
use crate::query::field::PathFault;
use crate::query::{FieldPath, Filter, QueryFault, parse_words};
use crate::report::sheet::{Answer, Cell, Text};
use crate::threads::in_parts;
use crate::value::Period;

/// A kind and a query over it.
#[derive(Args)]
pub struct Question {
    /// customer, invoice, deal… or `facture`, `client`
    #[arg(value_name = "KIND")]
    pub kind: String,
    /// What to look for, as `field:value` or words
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Only records whose date lies in this period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B
    #[arg(long, short = 'p', value_name = "PERIOD")]
    pub period: Option<String>,
    /// Archived records too
    #[arg(long)]
    pub archived: bool,
}

/// The records that a question selects.
pub struct Asked {
    pub kind: KindId,
    pub records: Vec<RecordRef>,
    period: Option<Period>,
    /// How many archived records were left out.
    hidden: usize,
    /// How many came after the day of `--as-of`.
    later: usize,
}

impl Asked {
    /// Says under the answer's title what the question resolved to.
    pub fn say(&self, answer: &mut Answer) {
        let date = |date: Option<crate::value::Date>| date.map_or(Cell::Empty, Cell::Date);
        if let Some(period) = &self.period {
            answer.parameters.push(("from".into(), date(period.from)));
            answer.parameters.push(("to".into(), date(period.to)));
            let note = Text::key("ask-period").arg("from", date(period.from)).arg("to", date(period.to));
            answer.sheets.iter_mut().for_each(|sheet| sheet.notes.push(note.clone()));
        }
        if self.later > 0 {
            let note = Text::key("ask-later").arg("count", Cell::Integer(self.later as i64));
            answer.sheets.iter_mut().for_each(|sheet| sheet.notes.push(note.clone()));
        }
        if self.hidden > 0 {
            let note = Text::key("ask-archived").arg("count", Cell::Integer(self.hidden as i64));
            answer.sheets.iter_mut().for_each(|sheet| sheet.notes.push(note.clone()));
        }
    }
}

/// The kind that a word means.
pub fn kind(cx: &Context<'_>, opened: &Opened, word: &str) -> Result<KindId, CliError> {
    let kinds = &opened.book.kinds;
    kinds.called(word).ok_or_else(|| {
        let names =
            kinds.iter().flat_map(|(_, kind)| [kind.name, kind.folder].into_iter().chain(kind.aliases.iter().copied()));
        let error = CliError::usage(cx.text("ask-unknown-kind", &[("word", word)]));
        match nearest(word, names) {
            Some(near) => error.hint(cx.text("ask-did-you-mean", &[("suggestion", near)])),
            None => {
                let all: Vec<&str> = kinds.iter().map(|(_, kind)| kind.name).collect();
                error.hint(cx.text("ask-kinds", &[("kinds", &all.join(", "))]))
            }
        }
    })
}

/// What somebody may have meant.
pub fn similar(cx: &Context<'_>, suggestion: &str) -> String {
    cx.text("ask-did-you-mean", &[("suggestion", suggestion)])
}

/// Nothing of the kind has this id; the nearest one.
pub fn no_such_record(cx: &Context<'_>, opened: &Opened, kind: KindId, text: &str) -> CliError {
    let book = &opened.book;
    let name = book.kind(kind).name;
    let error = CliError::refused(cx.text("query-no-such-record", &[("kind", name), ("value", text)]));
    match nearest(text, book.records(kind).iter().map(|record| &*record.id)) {
        Some(near) => error.hint(cx.text("ask-did-you-mean", &[("suggestion", near)])),
        None => error.hint(cx.text("query-no-such-record-help", &[("kind", name), ("value", text)])),
    }
}

/// Resolves the question and selects.
pub fn select(
    cx: &Context<'_>,
    opened: &Opened,
    figures: &Figures<'_>,
    question: &Question,
) -> Result<Asked, CliError> {
    let kind = kind(cx, opened, &question.kind)?;
    let query = parse_words(&question.query).map_err(|fault| query_error(cx, &question.query, fault))?;
    let filter = Filter::new(figures, kind, &query, opened.periods())
        .map_err(|fault| query_error(cx, &question.query, fault))?;
    let mut records = filter.select(figures, kind);

    // On an earlier day the later records were not there.
    let before = records.len();
    if let Some(since) = opened.book.kind(kind).since.filter(|_| cx.global.as_of.is_some()) {
        records.retain(|record| {
            opened.book.get(*record).date(opened.book.shape(kind), since).is_none_or(|date| date <= figures.as_of)
        });
    }
    let later = before - records.len();

    let period = question.period.as_ref().map(|text| cx.period(opened, text)).transpose()?;
    if let Some(period) = &period {
        let row = opened.book.kind(kind);
        let Some(date) = row.date else {
            return Err(CliError::usage(cx.text("ask-no-date", &[("kind", row.name)])));
        };
        let path = FieldPath::compile(figures, kind, date).map_err(|fault| path_error(cx, fault))?;
        let is_within = |record: &RecordRef| match path.first(figures, *record) {
            Some(crate::query::Datum::Date(date)) => period.contains(date),
            _ => false,
        };
        let within = |records: &[RecordRef]| records.iter().copied().filter(is_within).collect::<Vec<_>>();
        records = in_parts(&records, within).concat();
    }
    // Whoever asks about `archived` wants to see it.
    let asks = query.root.iter().flat_map(|root| root.leaves()).any(
        |leaf| matches!(leaf, crate::query::Leaf::Term(term) if term.field.text == "archived" || term.field.text == "id"),
    );
    let before = records.len();
    let archived = opened.book.shape(kind).position("archived").filter(|_| !question.archived && !asks);
    if let Some(position) = archived {
        let (book, as_of) = (figures.book, figures.as_of);
        let is_there = |record: &RecordRef| {
            let archived = book.values(*record).get(position).and_then(View::as_date);
            archived.is_none_or(|date| date > as_of)
        };
        let there = |records: &[RecordRef]| records.iter().copied().filter(is_there).collect::<Vec<_>>();
        records = in_parts(&records, there).concat();
    }
    let hidden = before - records.len();
    Ok(Asked { kind, records, period, hidden, later })
}

/// A query's fault with the query and a caret under it.
pub fn query_error(cx: &Context<'_>, words: &[String], fault: QueryFault) -> CliError {
    let args = fault.kind.args();
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let text = crate::query::join(words);
    let start = text.get(..fault.span.start).map_or(0, |head| head.chars().count());
    let length = text.get(fault.span.clone()).map_or(1, |part| part.chars().count().max(1));
    let caret = format!("{}{}", " ".repeat(start), "^".repeat(length));
    let message = format!("{}\n\n    {text}\n    {caret}", cx.text(fault.kind.key(), &args));
    let error = CliError::usage(message);
    match fault.kind.suggestion() {
        Some(suggestion) => error.hint(cx.text("ask-did-you-mean", &[("suggestion", &suggestion)])),
        None => match fault.kind.help() {
            Some(key) => error.hint(cx.text(key, &args)),
            None => error,
        },
    }
}

/// A field that is not there.
pub fn path_error(cx: &Context<'_>, fault: PathFault) -> CliError {
    match fault {
        PathFault::Unknown { step, kind, suggestion, mut known } => {
            let error = CliError::usage(cx.text("query-unknown-field", &[("field", &step), ("kind", &kind)]));
            match suggestion {
                Some(suggestion) => error.hint(cx.text("ask-did-you-mean", &[("suggestion", &suggestion)])),
                None => {
                    // A derived field may go by the name of a stored one.
                    let mut seen = std::collections::BTreeSet::new();
                    known.retain(|name| seen.insert(name.clone()));
                    // Longer than an argument may be, so it stands behind the words.
                    error.hint(format!("{} {}", cx.text("ask-fields", &[("kind", &kind)]), known.join(", ")))
                }
            }
        }
        PathFault::NothingBeyond { field } => CliError::usage(cx.text("query-nothing-beyond", &[("field", &field)])),
        PathFault::Table { field, inner } => {
            let error = CliError::usage(cx.text("query-whole-table", &[("field", &field)]));
            error.hint(inner.join(", "))
        }
    }
}

/// Reads `--limit`: none at all would be an answer without records, which nobody wants.
pub fn limit(text: &str) -> Result<usize, String> {
    match text.parse::<usize>() {
        Ok(0) => Err("at least 1; leave the option out to see all".to_owned()),
        Ok(number) => Ok(number),
        Err(_) => Err("a whole number is wanted, such as 20".to_owned()),
    }
}

/// The customer that a word means.
///
/// # Errors
/// There is none, there are several, or it is another kind of record.
pub fn customer(cx: &Context<'_>, opened: &Opened, text: &str) -> Result<RecordRef, CliError> {
    let wanted = kind(cx, opened, "customer")?;
    // `@`, a path and `kind/id` say for themselves what they are.
    let word = if text == "@" || text.contains('/') { text.to_owned() } else { format!("customer/{text}") };
    let found = super::select::record(cx, opened, &word)?;
    if found.kind != wanted {
        let name = opened.book.name(found);
        let args = [("name", name.as_str()), ("expected", "customer")];
        return Err(CliError::usage(cx.text("change-wrong-kind", &args)));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::limit;

    #[test]
    fn a_limit_is_a_number_above_nothing() {
        assert_eq!(limit("20"), Ok(20));
        assert!(limit("0").unwrap_err().starts_with("at least 1"));
        assert!(limit("x").unwrap_err().contains("whole number"));
        assert!(limit("-3").is_err());
    }
}
