//! `carnet set`: fields of records that exist.

use super::assign::{Assignment, spot};
use super::error::ChangeError;
use super::plan::{FileChange, Plan, table_spec};
use super::record_text::RecordText;
use super::scope::Scope;
use super::text::TableSpec;
use crate::book::RecordRef;
use crate::model::Shape;

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
