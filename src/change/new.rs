//! `carnet new`: a record that does not exist yet.

use super::assign::{Assignment, Op, spot};
use super::error::ChangeError;
use super::identify;
use super::line::{self, Header, LineSpec};
use super::literal::Literal;
use super::plan::{FileChange, Plan, table_spec};
use super::record_text::RecordText;
use super::scope::Scope;
use super::text::format;
use crate::book::load::read_values;
use crate::book::source::path_for;
use crate::finding::KeyPath;
use crate::model::kind::FileFormat;
use crate::model::shape::FirmList;
use crate::model::{Field, KindId, Type};
use crate::value::Currency;

/// A record that is wished for.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    pub kind: KindId,
    /// One is proposed where none is chosen.
    pub id: Option<&'a str>,
    pub assignments: &'a [Assignment],
    pub lines: &'a [LineSpec],
}

/// The required fields that the wish does not give and that have no default, in canonical order.
pub fn missing<'b>(scope: &Scope<'b>, wish: &New<'_>) -> Vec<&'b Field> {
    let shape = scope.book.shape(wish.kind);
    shape.fields.iter().filter(|f| f.required && !given(wish, &f.name) && default(scope, wish, f).is_none()).collect()
}

/// Plans a new record: canonical order and groups, defaults filled in (the date is today; a deal stands in the first
/// stage of its pipeline).
///
/// # Errors
/// A value that is missing (all of them are listed) or does not fit, an id that is taken.
pub fn new(scope: &Scope<'_>, wish: &New<'_>) -> Result<Plan, ChangeError> {
    let book = scope.book;
    let row = book.kind(wish.kind);
    let shape = book.shape(wish.kind);
    let spec = table_spec(shape);
    let mut text = RecordText::empty(row.format, &spec)?;
    for assignment in wish.assignments {
        let spot = spot(row.name, shape, &assignment.path)?;
        if assignment.op == Op::Remove {
            return Err(ChangeError::new("change-not-in-list")
                .arg("key", &assignment.path)
                .arg("value", &assignment.text));
        }
        if !goes_without_saying(scope, wish, assignment) {
            text.apply(scope, &spot, assignment)?;
        }
    }
    let missing = missing(scope, wish);
    if !missing.is_empty() {
        return Err(incomplete(row.name, &missing));
    }
    for field in shape.fields.iter().filter(|field| field.required && !given(wish, &field.name)) {
        if let Some(value) = default(scope, wish, field) {
            text.set(&KeyPath::key(&field.name), &value)?;
        }
    }
    let read = |text: &RecordText<'_>| {
        let path = format!("new.{}", row.format.extension());
        read_values(shape, &path, &text.finish(), &book.firm, &mut Vec::new()).0
    };
    let values = read(&text);
    if !wish.lines.is_empty() {
        let header = Header::of(scope, shape, &values);
        line::write(scope, shape, &header, &mut text, wish.lines)?;
    }
    let id = match wish.id {
        Some(id) => identify::chosen(scope, wish.kind, id)?,
        None => identify::propose(scope, wish.kind, &values)?,
    };
    let date = row.date.and_then(|name| values.get(shape.position(name)?)?.as_ref()?.as_date());
    let path = path_for(&book.kinds, wish.kind, id.as_str(), date);
    if book.source_at(&path).is_some() {
        return Err(ChangeError::new("change-file-there").arg("path", path).hint("change-run-check"));
    }
    let text = match row.format {
        FileFormat::Toml => format(&text.finish(), &spec)?,
        FileFormat::Note => text.finish(),
    };
    let name = format!("{}/{}", row.name, id.as_str());
    Ok(Plan {
        changes: vec![FileChange { path, before: None, after: Some(text) }],
        subject: format!("{name}: new"),
        touched: vec![name],
    })
}

fn given(wish: &New<'_>, field: &str) -> bool {
    wish.assignments.iter().any(|a| a.path.split('.').next() == Some(field))
        || (field == "lines" && !wish.lines.is_empty())
}

/// What a required field holds when nobody says: the kind's date is today, a stage the first of its pipeline.
fn default(scope: &Scope<'_>, wish: &New<'_>, field: &Field) -> Option<Literal> {
    match &field.ty {
        Type::Date if scope.book.kind(wish.kind).date == Some(&*field.name) => {
            Some(Literal::Bare(scope.periods.today.to_string()))
        }
        Type::FirmCode(FirmList::Stage) => {
            let pipeline = wish.assignments.iter().find(|a| a.path == "pipeline").map(|a| a.text.as_str());
            let stage = scope.book.firm.pipeline(pipeline)?.stages.first()?;
            Some(Literal::Text(stage.id.clone()))
        }
        _ => None,
    }
}

/// The book's own currency is not written, unless the customer's is another one.
fn goes_without_saying(scope: &Scope<'_>, wish: &New<'_>, assignment: &Assignment) -> bool {
    let book = scope.book;
    let books = |text: &str| Currency::from_code(&text.trim().to_uppercase()) == Some(book.firm.currency());
    if assignment.path != "currency" || assignment.op != Op::Set || !books(&assignment.text) {
        return false;
    }
    let customer = wish.assignments.iter().find(|a| a.path == "customer").and_then(|a| {
        let kind = book.kinds.named("customer")?;
        let record = book.find(kind, &scope.reference("customer", a.text.trim()).ok()?)?;
        book.get(record).text(book.shape(kind), "currency")
    });
    customer.is_none_or(books)
}

/// All that is missing in one message, with the words to add.
fn incomplete(kind: &str, missing: &[&Field]) -> ChangeError {
    let names: Vec<&str> = missing.iter().map(|field| &*field.name).collect();
    let words: Vec<String> = missing.iter().map(|field| format!("{}={}", field.name, example(field))).collect();
    let error = ChangeError::new("change-missing").arg("kind", kind).arg("keys", names.join(", "));
    error.arg("count", missing.len()).arg("words", words.join(" ")).hint("change-missing-example")
}

/// A value that shows how the field is written.
fn example(field: &Field) -> String {
    match &field.ty {
        Type::Date => "today".to_owned(),
        Type::Amount | Type::UnitPrice => "1234.50".to_owned(),
        Type::Quantity | Type::Integer => "3".to_owned(),
        Type::Percent => "5%".to_owned(),
        Type::Bool => "true".to_owned(),
        Type::Choice(choices) => choices.first().map(|choice| choice.to_string()).unwrap_or_default(),
        Type::AnyRef => "customer/ID".to_owned(),
        Type::Ref(_) => "ID".to_owned(),
        _ => "'…'".to_owned(),
    }
}
