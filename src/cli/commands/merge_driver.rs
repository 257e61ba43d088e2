//! `carnet merge-driver`

use std::path::PathBuf;
use std::process::{Command, Stdio};

use clap::Args;

use crate::book::reading::firm_shape;
use crate::book::{Book, Source, Value};
use crate::change::merge::{Lines, merge_lines};
use crate::change::{Conflict, ConflictKind, FieldConflict, Merged, Side, merge};
use crate::cli::{CliError, Context, Exit};
use crate::firm;
use crate::model::Kinds;
use crate::store;

/// Merge one file for git: records field by field, lines by what they are
///
/// git runs it, as `carnet merge-driver %O %A %B %P`, where `carnet init` or `carnet doctor --fix` has named it in the
/// clone's configuration. The result goes into the second file. Exits with 1 where both sides changed the same field to
/// different values: conflict markers then stand around the lines of that field only.
#[derive(Args)]
pub struct MergeDriver {
    /// What both sides began with (%O)
    base: PathBuf,
    /// Our side, and where the result goes (%A)
    ours: PathBuf,
    /// Their side (%B)
    theirs: PathBuf,
    /// The file's path in the repository (%P), which tells its kind
    path: String,
}

const OURS: &str = "ours";
const THEIRS: &str = "theirs";

pub fn run(args: MergeDriver, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let merging = store::merging(&args.path);
    if let Some(root) = &merging.root {
        cx.speak_as_in(root)?;
    }
    let files = [std::fs::read(&args.base)?, std::fs::read(&args.ours)?, std::fs::read(&args.theirs)?];
    let [Ok(base), Ok(ours), Ok(theirs)] = files.map(String::from_utf8) else {
        return by_git(&args, cx);
    };
    let book = settings(cx.kinds.clone(), merging.settings);
    let merged = match book.as_ref().and_then(|book| as_record(book, &merging.path, [&base, &ours, &theirs])) {
        Some(merged) => merged,
        None => by_lines(&base, &ours, &theirs),
    };
    match merged {
        Merged::Text(text) => {
            std::fs::write(&args.ours, text)?;
            Ok(Exit::Done)
        }
        // git asks only about files that both sides have.
        Merged::Removed => Ok(Exit::Done),
        Merged::Conflict(conflict) => {
            std::fs::write(&args.ours, conflict.marked(OURS, THEIRS))?;
            say(cx, &args.path, &conflict);
            Ok(Exit::Findings)
        }
    }
}

/// The book's settings without its records.
fn settings(kinds: Kinds, bytes: Option<Vec<u8>>) -> Option<Book> {
    bytes.map(|bytes| Book::read(kinds, vec![Source::new(firm::PATH, bytes)]))
}

/// The merge of a file of the book; `None` for a file that is no record of it.
fn as_record(book: &Book, path: &str, [base, ours, theirs]: [&str; 3]) -> Option<Merged> {
    let sides = Side { base: Some(base), ours: Some(ours), theirs: Some(theirs) };
    let currency = book.firm.currency();
    if path == firm::PATH {
        return Some(merge(firm_shape(), path, sides, currency));
    }
    let kind = book.kinds.in_folder(path.split('/').next()?)?;
    let ending = path.rsplit_once('.').map(|(_, ending)| ending);
    let fits = path.contains('/') && ending == Some(book.kind(kind).format.extension());
    fits.then(|| merge(book.shape(kind), path, sides, currency))
}

fn by_lines(base: &str, ours: &str, theirs: &str) -> Merged {
    let Lines { conflict, ours_kept, theirs_kept } = merge_lines(base, ours, theirs);
    match conflict {
        false => Merged::Text(ours_kept),
        true => Merged::Conflict(Conflict {
            kind_of: ConflictKind::NotReadable,
            fields: Vec::new(),
            ours_kept,
            theirs_kept,
        }),
    }
}

/// Bytes that are no text are git's business.
fn by_git(args: &MergeDriver, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    cx.out.message(&cx.text("merge-no-text", &[("path", &args.path)]));
    let status = Command::new("git")
        .args(["merge-file", "-q", "-L", OURS, "-L", "base", "-L", THEIRS, "--"])
        .args([&args.ours, &args.base, &args.theirs])
        .stdin(Stdio::null())
        .status();
    Ok(if status.is_ok_and(|status| status.success()) { Exit::Done } else { Exit::Findings })
}

/// Says which fields are in conflict, for git shows what its driver prints.
fn say(cx: &mut Context<'_>, path: &str, conflict: &Conflict) {
    for field in &conflict.fields {
        let at = field.path.to_string();
        let FieldConflict { ours, theirs, .. } = field;
        let [ours, theirs] = [ours, theirs].map(|value| shown(cx, value.as_ref()));
        let key = if ours == theirs { "merge-conflict-plain" } else { "merge-conflict" };
        let text = cx.text(key, &[("path", path), ("field", &at), ("ours", &ours), ("theirs", &theirs)]);
        cx.out.message(&text);
    }
    if conflict.fields.is_empty() {
        cx.out.message(&cx.text("merge-conflict-lines", &[("path", path)]));
    }
}

/// A value in few words.
fn shown(cx: &Context<'_>, value: Option<&Value>) -> String {
    const LONGEST: usize = 40;
    match value {
        None => cx.text("merge-nothing", &[]),
        Some(Value::Text(text)) if text.chars().count() > LONGEST || text.contains('\n') => {
            let start: String = text.lines().next().unwrap_or_default().chars().take(LONGEST).collect();
            format!("{start}…")
        }
        Some(Value::Text(text)) => text.to_string(),
        Some(Value::Bool(value)) => value.to_string(),
        Some(Value::Integer(value)) => value.to_string(),
        Some(Value::Decimal(value)) => value.to_string(),
        Some(Value::Date(value)) => value.to_string(),
        Some(Value::List(items)) => items.iter().map(|item| shown(cx, Some(item))).collect::<Vec<_>>().join(", "),
        Some(Value::Table(values)) => {
            let words: Vec<String> = values.iter().flatten().map(|value| shown(cx, Some(value))).collect();
            words.join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_record_is_merged_by_lines() {
        let book = settings(Kinds::standard(), Some(b"format = 2\n".to_vec())).unwrap();
        let sides = ["a = 1\nb = 1\n", "a = 2\nb = 1\n", "a = 1\nb = 2\n"];
        for path in ["README.md", "customers/README.md", "customers", "templates/x.toml", ""] {
            assert_eq!(as_record(&book, path, sides), None, "{path}");
        }
        let both = Some(Merged::Text("a = 2\nb = 2\n".into()));
        assert_eq!(as_record(&book, "customers/nord/x.toml", sides), both);
        assert_eq!(as_record(&book, "carnet.toml", sides), both);
        // Lines that touch are a conflict to git.
        assert!(matches!(by_lines(sides[0], sides[1], sides[2]), Merged::Conflict(_)));
        assert_eq!(
            crate::change::merge::marked("a\n", "b\n", OURS, THEIRS),
            "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"
        );
    }
}
