//! `carnet accept`

use clap::Args;

use super::set::answer_document;
use crate::change::chain::{self, Yes};
use crate::cli::context::{FormatArg, Opened};
use crate::cli::write::{WriteArgs, carry_out, day, record, refuse, scope};
use crate::cli::{CliError, Context, Exit};
use crate::figures::seal::digest_of;

/// Record that a quote was accepted: its deal is won, and the order is written
///
/// The quote keeps the day, who signed and how; the deal moves to the stage that its pipeline calls won; the order holds
/// the lines that were agreed. All of it is one commit.
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet accept D-2026-0001
  carnet accept D-2026-0001 --date 2026-11-18 --signatory 'Jeanne Dupont' --means bon-pour-accord
  carnet accept D-2026-0001 --means purchase-order --reference PO-4711 --options training,4")]
pub struct Accept {
    /// The quote: its id, number, or @
    #[arg(value_name = "QUOTE")]
    quote: String,
    /// When the customer said yes [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// Who signed
    #[arg(long, value_name = "NAME")]
    signatory: Option<String>,
    /// How: bon-pour-accord, e-signature, e-mail or purchase-order
    #[arg(long, value_name = "MEANS")]
    means: Option<String>,
    /// Number of the purchase order, the message, the signature
    #[arg(long, value_name = "TEXT")]
    reference: Option<String>,
    /// The signed document in the book (files/…); its SHA-256 is kept with it
    #[arg(long, value_name = "PATH")]
    file: Option<String>,
    /// The options that the customer takes: numbers of lines, products, or groups
    #[arg(long, value_name = "OPTION,…", value_delimiter = ',')]
    options: Vec<String>,
    #[command(flatten)]
    write: WriteArgs,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: Accept, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open_to_write(&args.write)?;
    let quote = record(cx, &opened, &args.quote)?;
    let date = args.date.as_deref().map(|text| day(cx, &opened, text)).transpose()?;
    if let Some(date) = date.filter(|date| *date > opened.today) {
        return Err(CliError::usage(cx.text("chain-future", &[("date", &date.to_string())])));
    }
    let file = args.file.as_deref().map(|path| signed(cx, &opened, path)).transpose()?;
    let yes = Yes {
        date,
        signatory: args.signatory,
        means: args.means,
        reference: args.reference,
        file,
        options: args.options,
    };
    let plan = chain::accept(&scope(&opened), quote, &yes).map_err(|error| refuse(cx, &error))?;
    let carried = carry_out(cx, &opened, &plan, &args.write)?;
    answer_document(cx, &opened, &carried, &plan, args.format)
}

/// The path of the signed document below the book's root, and its hash.
pub(super) fn signed(cx: &Context<'_>, opened: &Opened, path: &str) -> Result<(String, String), CliError> {
    let outside = || CliError::usage(cx.text("chain-file", &[("path", path)])).hint(cx.text("chain-file-help", &[]));
    let root = opened.root().canonicalize()?;
    // As it is written from here, else from the book's root.
    let found = [std::path::PathBuf::from(path), root.join(path)].into_iter().find(|file| file.is_file());
    let found = found.ok_or_else(outside)?.canonicalize()?;
    let below = found.strip_prefix(&root).map_err(|_| outside())?;
    let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
    let below = parts.ok_or_else(outside)?.join("/");
    if !below.starts_with("files/") {
        return Err(outside());
    }
    Ok((below, digest_of(&std::fs::read(&found)?)))
}
