//! `carnet credit`

use clap::Args;

use super::set::answer_document;
use crate::book::RecordRef;
use crate::change::chain::{self, Credit as Wish, Part};
use crate::change::{ChangeError, Plan, Scope};
use crate::cli::context::{FormatArg, Opened};
use crate::cli::write::{WriteArgs, carry_out, record, refuse, scope};
use crate::cli::{CliError, Context, Exit};
use crate::figures::Figures;

/// Write a credit note: for an invoice, for lines or an amount of it, or a rebate over several; or let one pay an invoice
///
/// The draft has the rates of the invoice. Once it is issued it reduces the invoice that it credits; `--to` lets it pay
/// another one instead, and money that is given back is a negative payment that names it.
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet credit F-2026-0042 --cause 'Order cancelled'
  carnet credit F-2026-0042 --line 2 --line 3=1.5 --cause 'Two chairs came back'
  carnet credit F-2026-0042 --amount 50.00 --cause 'Late delivery'
  carnet credit acme --rebate 5% --period 2026Q3 --cause 'Rebate of the quarter'
  carnet credit A-2026-0007 --to F-2026-0051")]
pub struct Credit {
    /// The invoice to credit, or the credit note that pays one; with --rebate the invoices, or a customer
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// Why, as the customer reads it
    #[arg(long, value_name = "TEXT", required_unless_present = "to")]
    cause: Option<String>,
    /// A line of the invoice, from 1: all of it, or a quantity
    #[arg(long, value_name = "N[=QUANTITY]", conflicts_with_all = ["amount", "percent", "rebate", "to"])]
    line: Vec<String>,
    /// An amount with tax, spread over the rates of the invoice; with --to, how much of the credit note
    #[arg(long, value_name = "AMOUNT", conflicts_with_all = ["percent", "rebate"])]
    amount: Option<String>,
    /// A percentage of the invoice
    #[arg(long, value_name = "PERCENT", conflicts_with_all = ["rebate", "to"])]
    percent: Option<String>,
    /// A rebate of so many percent over several invoices, one credit note for all
    #[arg(long, value_name = "PERCENT", conflicts_with = "to")]
    rebate: Option<String>,
    /// Of the customer, the invoices of this period
    #[arg(long, value_name = "PERIOD", requires = "rebate")]
    period: Option<String>,
    /// The invoice that the credit note pays
    #[arg(long, value_name = "INVOICE")]
    to: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: Credit, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open_to_write(&args.write)?;
    let mut records = Vec::new();
    for id in &args.ids {
        records.push(record(cx, &opened, id)?);
    }
    let plan = match (&args.rebate, &args.to, &records[..]) {
        (Some(percent), ..) => {
            let invoices = rebated(&args, cx, &opened, &records)?;
            let scope = scope(&opened);
            let cause = args.cause.as_deref().unwrap_or_default();
            chain::number(&scope, "rebate", percent)
                .and_then(|percent| chain::rebate(&scope, &invoices, percent, cause))
        }
        (None, Some(to), [note]) => {
            let to = record(cx, &opened, to)?;
            let scope = scope(&opened);
            let amount = args.amount.as_deref().map(|text| chain::number(&scope, "amount", text)).transpose();
            amount.and_then(|amount| chain::allocate(&scope, *note, to, amount))
        }
        (None, _, [invoice]) => credit(&scope(&opened), *invoice, &args),
        _ => Err(ChangeError::new("sorts-one").hint("sorts-one-help")),
    };
    let plan = plan.map_err(|error| refuse(cx, &error))?;
    let carried = carry_out(cx, &opened, &plan, &args.write)?;
    answer_document(cx, &opened, &carried, &plan, args.format)
}

fn credit(scope: &Scope<'_>, invoice: RecordRef, args: &Credit) -> Result<Plan, ChangeError> {
    let part = if !args.line.is_empty() {
        let line = |word: &String| {
            let (line, quantity) = match word.split_once('=') {
                Some((line, quantity)) => (line, Some(chain::number(scope, "line", quantity)?)),
                None => (word.as_str(), None),
            };
            let none = || ChangeError::new("sorts-line-form").arg("word", word);
            Ok((line.trim().parse::<usize>().map_err(|_| none())?, quantity))
        };
        Part::Lines(args.line.iter().map(line).collect::<Result<_, ChangeError>>()?)
    } else if let Some(amount) = &args.amount {
        Part::Amount(chain::number(scope, "amount", amount)?)
    } else if let Some(percent) = &args.percent {
        Part::Percent(chain::number(scope, "percent", percent)?)
    } else {
        Part::Whole
    };
    chain::credit(scope, invoice, &Wish { part, cause: args.cause.clone().unwrap_or_default() })
}

/// The invoices that are meant: those that are named, and those of customers that are named, in the period.
fn rebated(
    args: &Credit,
    cx: &Context<'_>,
    opened: &Opened,
    records: &[RecordRef],
) -> Result<Vec<RecordRef>, CliError> {
    let period = args.period.as_deref().map(|text| cx.period(opened, text)).transpose()?;
    let figures = Figures::new(&opened.book, opened.today);
    let mut invoices = Vec::new();
    for record in records {
        if opened.book.kind(record.kind).name != "customer" {
            invoices.push(*record);
            continue;
        }
        if period.is_none() {
            return Err(CliError::usage(cx.text("sorts-no-period", &[])).hint(cx.text("sorts-no-period-help", &[])));
        }
        let meant = figures.issued().filter(|(_, document)| {
            document.customer == Some(*record)
                && !document.credit_note
                && document.others.replaced_by.is_none()
                && period.is_some_and(|period| period.contains(document.date))
        });
        invoices.extend(meant.map(|(record, _)| record));
    }
    Ok(invoices)
}
