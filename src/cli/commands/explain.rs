//! `carnet explain`

use clap::Args;

use crate::cli::context::FormatArg;
use crate::cli::{CliError, Context, Exit};
use crate::finding::code::{self, CODES};
use crate::model::shape::nearest;
use crate::render::finding::explain;
use crate::report::sheet::{Answer, Cell, Column, ColumnKind, Row, Sheet, Text};
use crate::store;
use crate::value::Date;

/// Explain a finding: what is wrong, why it matters, how to mend it
///
/// Without a code, lists all of them with their levels.
#[derive(Args)]
pub struct Explain {
    /// Code or name of a finding: E0201, dangling-reference
    code: Option<String>,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: Explain, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let Some(word) = &args.code else { return list(cx, args.format) };
    if let Ok(root) = store::find_root(&cx.start()) {
        cx.speak_as_in(&root)?;
    }
    let Some(code) = code::find(word) else {
        let folded = word.to_lowercase();
        let begins = CODES.iter().find(|code| code.name.starts_with(&folded)).map(|code| code.name);
        let names = CODES.iter().flat_map(|code| [code.id, code.name]);
        let error = CliError::usage(cx.text("upkeep-no-code", &[("word", word)]));
        return Err(match begins.or_else(|| nearest(word, names)) {
            Some(near) => error.hint(cx.text("upkeep-did-you-mean", &[("word", near)])),
            None => error.hint(cx.text("upkeep-explain-all", &[])),
        });
    };
    let width = cx.out.terminal.width.unwrap_or(80).min(100);
    let text = explain(code, cx.catalogue(), width);
    cx.out.raw(|out| out.write_all(text.as_bytes()))?;
    Ok(Exit::Done)
}

/// All codes. Inside a book, with its own levels.
fn list(cx: &mut Context<'_>, format: FormatArg) -> Result<Exit, CliError> {
    let opened = match store::find_root(&cx.start()) {
        Ok(_) => Some(cx.open_any()?),
        Err(_) => None,
    };
    let column = |key: &'static str, kind| Column::new(key, Text::key(format!("reference-column-{key}")), kind);
    let mut sheet = Sheet::new(
        "codes",
        vec![
            column("code", ColumnKind::Code),
            column("name", ColumnKind::Code),
            column("level", ColumnKind::Code),
            column("message", ColumnKind::Text),
        ],
    );
    for code in CODES {
        let level = opened.as_ref().map_or(code.level, |opened| opened.book.firm.level(code));
        sheet.rows.push(Row::new(vec![
            Cell::text(code.id),
            Cell::text(code.name),
            Cell::word(level.name(), Text::key(format!("level-{}", level.name()))),
            Cell::text(cx.catalogue().headline(code)),
        ]));
    }
    let today = opened.map_or_else(|| Date::today_in("UTC"), |opened| opened.today);
    cx.answer(&Answer::new(today).sheet(sheet), format)
}
