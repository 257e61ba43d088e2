//! `carnet edit`

use std::path::Path;
use std::process::Command;

use clap::Args;

use crate::change::{FileChange, Plan};
use crate::cli::context::Opened;
use crate::cli::write::{WriteArgs, added, ask, carry_out, frozen, refuse, scope, show};
use crate::cli::{CliError, Context, Exit};
use crate::firm;

/// Open a record in your editor
///
/// You edit a copy, which is checked before it takes the record's place. The editor is the one that
/// git uses for commit messages: GIT_EDITOR, core.editor, VISUAL or EDITOR.
#[derive(Args)]
pub struct Edit {
    /// The record: its id, number, kind/id, or @; or carnet.toml
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    write: WriteArgs,
}

pub fn run(args: Edit, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open_any()?;
    let (path, name) = if args.id == firm::PATH {
        (firm::PATH.to_owned(), firm::PATH.to_owned())
    } else {
        let record = scope(&opened).record(&args.id).map_err(|error| refuse(cx, &error))?;
        (opened.book.path(record).to_owned(), opened.book.name(record))
    };
    let source = opened.book.source_at(&path);
    let Some(before) = source.and_then(|source| source.text()).map(str::to_owned) else {
        return Err(CliError::usage(cx.text("change-not-utf8", &[("path", &path)])));
    };
    let folder = tempfile::Builder::new().prefix("carnet-").tempdir()?;
    let copy = folder.path().join(path.rsplit('/').next().unwrap_or(&path));
    std::fs::write(&copy, &before)?;
    let editor = editor(&opened);
    loop {
        open_editor(cx, &editor, &copy)?;
        let after = match std::fs::read(&copy).map(String::from_utf8) {
            Ok(Ok(after)) => after,
            Ok(Err(_)) => {
                let kept = folder.keep().join(copy.file_name().unwrap_or_default());
                let message = cx.text("change-not-utf8", &[("path", &kept.to_string_lossy())]);
                return Err(CliError::refused(message));
            }
            Err(error) => return Err(error.into()),
        };
        if after == before {
            cx.out.message(&cx.text("change-no-edit", &[("record", &name)]));
            return Ok(Exit::Done);
        }
        let plan = Plan {
            changes: vec![FileChange { path: path.clone(), before: Some(before.clone()), after: Some(after) }],
            subject: format!("{name}: edited"),
            touched: if path == firm::PATH { Vec::new() } else { vec![name.clone()] },
        };
        let would = plan.applied(&opened.book);
        if let Err(mut error) = frozen(cx, &opened, &plan, &would) {
            let kept = folder.keep().join(copy.file_name().unwrap_or_default());
            let kept = cx.text("change-copy-kept", &[("path", &kept.to_string_lossy())]);
            error.message = format!("{}\n{kept}", error.message);
            return Err(error);
        }
        let findings = added(&opened, &plan, &would)?;
        if findings.is_empty() {
            match carry_out(cx, &opened, &plan, &args.write) {
                Ok(carried) => return Ok(carried.exit),
                Err(mut error) => {
                    // Half an hour of typing must not go with the refusal of a write.
                    let kept = folder.keep().join(copy.file_name().unwrap_or_default());
                    let kept = cx.text("change-copy-kept", &[("path", &kept.to_string_lossy())]);
                    error.message = format!("{}\n{kept}", error.message);
                    return Err(error);
                }
            }
        }
        show(cx, &findings, &would);
        let count = findings.len().to_string();
        if cx.interactive {
            let answer = ask(cx, &cx.text("change-reopen", &[("count", &count)]))?;
            if answer.is_some_and(|answer| !matches!(answer.to_lowercase().as_str(), "n" | "no" | "non")) {
                continue;
            }
        }
        let kept = folder.keep().join(copy.file_name().unwrap_or_default());
        let error = CliError::refused(cx.text("change-would-break", &[("count", &count)]));
        return Err(error.hint(cx.text("change-copy-kept", &[("path", &kept.to_string_lossy())])));
    }
}

/// The user's editor, as git finds it; without git VISUAL, EDITOR or `vi`.
pub(super) fn editor(opened: &Opened) -> String {
    let asked = Command::new("git").args(["var", "GIT_EDITOR"]).current_dir(opened.root()).output();
    let of_git = asked.ok().filter(|output| output.status.success());
    let of_git = of_git.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    of_git
        .filter(|editor| !editor.is_empty())
        .or_else(|| set("VISUAL"))
        .or_else(|| set("EDITOR"))
        .unwrap_or_else(|| "vi".to_owned())
}

/// Runs the editor on a file, through the shell as git does: it may hold options.
pub(super) fn open_editor(cx: &mut Context<'_>, editor: &str, file: &Path) -> Result<(), CliError> {
    let status = if cfg!(windows) {
        let mut words = editor.split_whitespace();
        Command::new(words.next().unwrap_or("notepad")).args(words).arg(file).status()
    } else {
        Command::new("sh").arg("-c").arg(format!("{editor} \"$@\"")).arg(editor).arg(file).status()
    };
    match status {
        Ok(status) if status.success() => Ok(()),
        _ => Err(CliError::usage(cx.text("change-editor", &[("editor", editor)]))),
    }
}
