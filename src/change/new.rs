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
use crate::book::reading::read_values;
use crate::book::source::path_for;
use crate::model::kind::FileFormat;
use crate::model::shape::FirmList;
use crate::model::{Field, KindId, Shape, Type};
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

/// A required field that a wish says nothing of, and where it is written: `name`, `rates.1.rate`.
#[derive(Debug, Clone)]
pub struct Gap<'b> {
    pub path: String,
    pub field: &'b Field,
}

/// The required fields that the wish does not give and that have no default, in canonical order. Of a list of tables that is
/// required those of its first item.
pub fn missing<'b>(scope: &Scope<'b>, wish: &New<'_>) -> Vec<Gap<'b>> {
    let shape = scope.book.shape(wish.kind);
    let open = required(shape).into_iter();
    open.filter(|gap| !given(wish, &gap.path) && default(scope, wish, gap).is_none()).collect()
}

fn required(shape: &Shape) -> Vec<Gap<'_>> {
    let mut open = Vec::new();
    for field in shape.fields.iter().filter(|field| field.required) {
        match (&field.ty, field.ty.shape()) {
            (Type::List(_), Some(item)) => {
                let own = item.fields.iter().filter(|own| own.required);
                open.extend(own.map(|own| Gap { path: format!("{}.1.{}", field.name, own.name), field: own }));
            }
            _ => open.push(Gap { path: field.name.to_string(), field }),
        }
    }
    open
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
    for gap in required(shape).iter().filter(|gap| !given(wish, &gap.path)) {
        if let Some(value) = default(scope, wish, gap) {
            text.set(&spot(row.name, shape, &gap.path)?.path, &value)?;
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

fn given(wish: &New<'_>, path: &str) -> bool {
    let under = |own: &str| own.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    wish.assignments.iter().any(|a| under(&a.path)) || (path.starts_with("lines") && !wish.lines.is_empty())
}

/// What a required field holds when nobody says: the kind's date and that of an item are today, a stage is the first of its
/// pipeline.
fn default(scope: &Scope<'_>, wish: &New<'_>, gap: &Gap<'_>) -> Option<Literal> {
    match &gap.field.ty {
        Type::Date if scope.book.kind(wish.kind).date == Some(&*gap.path) || gap.path.ends_with(".1.date") => {
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
fn incomplete(kind: &str, missing: &[Gap<'_>]) -> ChangeError {
    let names: Vec<&str> = missing.iter().map(|gap| gap.path.as_str()).collect();
    let words: Vec<String> = missing.iter().map(|gap| format!("{}={}", gap.path, example(gap.field))).collect();
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
