//! `carnet import csv --update`: a list that was edited in a spreadsheet comes back as a reviewed difference.

use super::import::{Csv, fault_line, file_name, listed, subject_counts, summary, write};
use crate::cli::context::Opened;
use crate::cli::{CliError, Context, Exit};
use crate::import::{CellFault, CellReason, Reason, TableFault, Update, UpdateFault, UpdateOptions, update};
use crate::model::shape::nearest;

pub fn run(args: &Csv, word: &str, bytes: &[u8], opened: &Opened, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let book = &opened.book;
    let Some(kind) = book.kinds.called(word) else {
        let names = book.kinds.iter().map(|(_, kind)| kind.name);
        let error = CliError::usage(cx.text("import-no-kind", &[("word", word)]));
        return Err(match nearest(word, names) {
            Some(near) => error.hint(cx.text("import-did-you-mean", &[("suggestion", near)])),
            None => error,
        });
    };
    let figures = opened.figures();
    let options = UpdateOptions { unset_empty: args.unset_empty, create: args.create };
    let found = update(&figures, kind, bytes, options).map_err(|fault| table_error(cx, &fault))?;

    let cells = found.faults.iter().map(|fault| (fault.line, cell_fault(cx, fault)));
    let records = found.landing.faulty.iter();
    let records = records.map(|faulty| (faulty.lines.first().copied().unwrap_or(0), fault_line(cx, faulty)));
    let mut faults: Vec<(u64, String)> = cells.chain(records).collect();
    // The order of a line's own faults, which is that of its columns, stays.
    faults.sort_by_key(|(line, _)| *line);
    let faults: Vec<String> = faults.into_iter().map(|(_, text)| text).collect();
    listed(cx, args.all, "import-faulty", &faults)?;
    print(cx, &found)?;
    let count = |number: usize| number.to_string();
    summary(
        cx,
        &[
            ("import-changed-count", found.landing.overwritten()),
            ("import-new-count", found.landing.created()),
            ("import-same-count", found.unchanged),
        ],
    )?;
    let exit = if faults.is_empty() { Exit::Done } else { Exit::Findings };
    if args.write.dry_run {
        cx.out.message(&cx.text("import-dry-run", &[]));
        return Ok(exit);
    }
    if !faults.is_empty() && !args.skip_faulty {
        let message = cx.text("import-update-refused", &[("count", &count(faults.len()))]);
        return Err(CliError::refused(message).hint(cx.text("import-update-skip-hint", &[])));
    }
    let subject = format!("import: {} from {}", subject_counts(&found.landing), file_name(&args.file));
    write(cx, opened, &found.landing, subject, args)?;
    Ok(exit)
}

/// Every changed cell: what the book says, and what the file says.
fn print(cx: &mut Context<'_>, found: &Update) -> Result<(), CliError> {
    let nothing = "—";
    for record in &found.records {
        // A record that would be faulty is among the faults.
        if !found.landing.landed.iter().any(|landed| landed.name == record.name) {
            continue;
        }
        let new = if record.created { format!(" ({})", cx.text("import-new", &[])) } else { String::new() };
        cx.out.line(&format!("{}{new}", record.name))?;
        for cell in &record.cells {
            let before = if cell.before.is_empty() { nothing } else { &cell.before };
            let after = if cell.after.is_empty() { nothing } else { &cell.after };
            cx.out.line(&format!("  {}: {} → {}", cell.field, one_line(before), one_line(after)))?;
        }
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    text.replace('\n', " ⏎ ")
}

/// `line 3: acme, balance: …`
fn cell_fault(cx: &Context<'_>, fault: &CellFault) -> String {
    let line = cx.text("import-line", &[("lines", &fault.line.to_string())]);
    let place = match (fault.id.as_str(), fault.column.as_str()) {
        ("", _) => line,
        (id, "") => format!("{line}: {id}"),
        (id, column) => format!("{line}: {id}, {column}"),
    };
    let words = match &fault.reason {
        // No mapping is at work here, which the words of a mapped import would speak of.
        CellReason::Row(Reason::TooManyFields { found, expected }) => {
            cx.text("import-cell-too-many", &[("found", &found.to_string()), ("expected", &expected.to_string())])
        }
        CellReason::Row(reason) => reason.words(cx.catalogue().language),
        CellReason::Derived { before, after, doc } => {
            cx.text("import-cell-derived", &[("before", before), ("after", after), ("doc", doc)])
        }
        CellReason::Elsewhere { before, after } => {
            cx.text("import-cell-elsewhere", &[("before", before), ("after", after)])
        }
        CellReason::Currency { before, after } => {
            cx.text("import-cell-currency", &[("before", before), ("after", after)])
        }
        CellReason::NotANumber { text } => cx.text("import-cell-number", &[("value", text)]),
        CellReason::NotADate { text } => cx.text("import-cell-date", &[("value", text)]),
        CellReason::NotABool { text } => cx.text("import-cell-bool", &[("value", text)]),
        CellReason::Mangled { text } => cx.text("import-cell-mangled", &[("value", text)]),
        CellReason::Emptied { before } => cx.text("import-cell-emptied", &[("before", before)]),
        CellReason::Unknown { suggestion: Some(near) } => cx.text("import-cell-unknown-near", &[("suggestion", near)]),
        CellReason::Unknown { suggestion: None } => cx.text("import-cell-unknown", &[]),
        CellReason::BadId => cx.text("import-cell-bad-id", &[]),
        CellReason::Twice { line } => cx.text("import-cell-twice", &[("line", &line.to_string())]),
        CellReason::Unwritable { detail } => cx.text("import-cell-unwritable", &[("detail", detail)]),
    };
    format!("{place}: {words}")
}

fn table_error(cx: &Context<'_>, fault: &UpdateFault) -> CliError {
    match fault {
        UpdateFault::Table(TableFault::SameColumn { name }) => {
            CliError::usage(cx.text("import-same-column", &[("column", name)]))
        }
        UpdateFault::Table(fault) => CliError::usage(fault.words(cx.catalogue().language)),
        UpdateFault::NoId => CliError::usage(cx.text("import-no-id", &[])).hint(cx.text("import-no-id-hint", &[])),
        UpdateFault::UnknownColumn { column, suggestion } => {
            let error = CliError::usage(cx.text("import-no-column", &[("column", column)]));
            match suggestion {
                Some(near) => error.hint(cx.text("import-did-you-mean", &[("suggestion", near)])),
                None => error.hint(cx.text("import-no-column-hint", &[])),
            }
        }
        UpdateFault::TableColumn { column, inner } => {
            let error = CliError::usage(cx.text("import-table-column", &[("column", column)]));
            error.hint(cx.text("import-did-you-mean", &[("suggestion", &inner.join(", "))]))
        }
    }
}
