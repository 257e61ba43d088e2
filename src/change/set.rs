//! `carnet set`: fields of records that exist.

use super::assign::{Assignment, spot};
use super::error::ChangeError;
use super::plan::{FileChange, Plan, table_spec};
use super::record_text::RecordText;
use super::scope::Scope;
use super::text::TableSpec;
use crate::book::RecordRef;
use crate::book::reading::firm_shape;
use crate::firm;
use crate::model::Shape;
use crate::model::kind::FileFormat;

/// The longest value that a commit message repeats, in characters.
const LONGEST: usize = 40;

/// Changes fields of one record or of several of one kind. `unset` holds the paths that go.
///
/// # Errors
/// The first fault, as [`ChangeError`]; then nothing is planned for any record.
pub fn set(
    scope: &Scope<'_>,
    records: &[RecordRef],
    assignments: &[Assignment],
    unset: &[String],
) -> Result<Plan, ChangeError> {
    let mut plan = Plan::default();
    let mut words: Vec<String> = Vec::new();
    for &record in records {
        let kind = scope.book.kind(record.kind).name;
        let shape = scope.book.shape(record.kind);
        let spec = table_spec(shape);
        words.clear();
        let change = edit(scope, record, &spec, |text| {
            for wish in assignments {
                let spot = spot(kind, shape, &wish.path)?;
                text.apply(scope, &spot, wish)?;
                words.push(said(wish, spot.field.personal));
            }
            for path in unset {
                let spot = spot(kind, shape, path)?;
                match text.unset(&spot.path) {
                    // Of several records some may not have it.
                    Err(error) if error.key != "change-nothing-there" || records.len() == 1 => return Err(error),
                    _ => words.push(format!("without {path}")),
                }
            }
            Ok(())
        })?;
        plan.changes.push(change);
        plan.touched.push(scope.book.name(record));
    }
    plan.subject = match plan.touched.as_slice() {
        [only] => format!("{only}: {}", words.join(", ")),
        several => {
            let kind = records.first().map_or("", |record| scope.book.kind(record.kind).name);
            format!("{kind}: {} ({} records)", words.join(", "), several.len())
        }
    };
    Ok(plan)
}

/// Changes keys of `carnet.toml`: `firm.phone`, `firm.bank.1.iban`.
///
/// # Errors
/// As [`set`].
pub fn set_settings(scope: &Scope<'_>, assignments: &[Assignment], unset: &[String]) -> Result<Plan, ChangeError> {
    let shape = firm_shape();
    let spec = table_spec(shape);
    let source = scope.book.source_at(firm::PATH);
    let before = source.and_then(|source| source.text());
    let before = before.ok_or_else(|| ChangeError::new("change-not-utf8").arg("path", firm::PATH))?;
    let mut text = RecordText::parse(FileFormat::Toml, before, &spec)?;
    let mut words: Vec<String> = Vec::new();
    for wish in assignments {
        let spot = spot(firm::PATH, shape, &wish.path)?;
        text.apply(scope, &spot, wish)?;
        words.push(said(wish, spot.field.personal));
    }
    for path in unset {
        text.unset(&spot(firm::PATH, shape, path)?.path)?;
        words.push(format!("without {path}"));
    }
    let (before, after) = (Some(before.to_owned()), Some(text.finish()));
    let change = FileChange { path: firm::PATH.to_owned(), before, after };
    Ok(Plan { changes: vec![change], subject: format!("{}: {}", firm::PATH, words.join(", ")), touched: Vec::new() })
}

/// The change of one record's file.
pub(super) fn edit(
    scope: &Scope<'_>,
    record: RecordRef,
    spec: &TableSpec,
    work: impl FnOnce(&mut RecordText<'_>) -> Result<(), ChangeError>,
) -> Result<FileChange, ChangeError> {
    let source = scope.book.source(record);
    let before = source.text().ok_or_else(|| ChangeError::new("change-not-utf8").arg("path", &source.path))?;
    let mut text = RecordText::parse(scope.book.kind(record.kind).format, before, spec)?;
    work(&mut text)?;
    Ok(FileChange { path: source.path.to_string(), before: Some(before.to_owned()), after: Some(text.finish()) })
}

/// An assignment as the commit message repeats it: personal values and long ones stay in the file.
pub(super) fn said(wish: &Assignment, personal: bool) -> String {
    if personal || wish.text.chars().count() > LONGEST || wish.text.contains('\n') {
        wish.path.clone()
    } else {
        wish.to_word()
    }
}

/// The list of tables called `lines`, where a kind has one.
pub(super) fn lines_shape(shape: &Shape) -> Option<&Shape> {
    shape.field("lines").and_then(|field| field.ty.shape()).map(|shape| &**shape)
}
