//! `carnet convert`

use clap::Args;

use super::set::answer_document;
use crate::book::RecordRef;
use crate::change::chain::{self, Gathered, Invoicing};
use crate::change::{ChangeError, Scope};
use crate::cli::context::{FormatArg, Opened};
use crate::cli::write::{WriteArgs, carry_out, carry_out_saying, confirm, record, refuse, scope};
use crate::cli::{CliError, Context, Exit, ask};
use crate::figures::Figures;
use crate::report::listing::Listing;

/// Write a draft invoice of orders and deliveries: what is left of them, a deposit, or as far as the work has progressed
///
/// Each line of the invoice names the order line and the delivery that it is about, so what is left is always known. Drafts
/// count: what one holds is not invoiced again. Several orders and deliveries of a customer become one invoice. Of a delivery,
/// what it delivered is invoiced; of an order, all that is left. Deposits that were invoiced are taken off, and amendments of
/// the order are a part of it.
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet convert C-2026-0001
  carnet convert D-2026-0001
  carnet convert BL-2026-0007 BL-2026-0009
  carnet convert --delivered --customer acme
  carnet convert --delivered --period 2026-10
  carnet convert C-2026-0001 --deposit 30%
  carnet convert C-2026-0001 --progress 60%
  carnet convert C-2026-0001 --progress 1=100%,2=40%")]
pub struct Convert {
    /// Orders and deliveries, or quotes for their orders: each an id, a number, or @
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// All that was delivered and is in no invoice yet: a draft for each customer
    #[arg(long, conflicts_with_all = ["deposit", "progress"])]
    delivered: bool,
    /// With --delivered: of this customer alone
    #[arg(long, value_name = "ID", requires = "delivered")]
    customer: Option<String>,
    /// With --delivered: what was delivered in this period: 2026-10, last-month, A..B
    #[arg(long, short = 'p', value_name = "PERIOD", requires = "delivered")]
    period: Option<String>,
    /// A deposit invoice: a percentage, or an amount with tax [default: what was agreed]
    #[arg(long, value_name = "30%|AMOUNT", num_args = 0..=1, default_missing_value = "", conflicts_with = "progress")]
    deposit: Option<String>,
    /// A progress invoice: how much is done by now, of all lines or of each, from the beginning
    #[arg(long, value_name = "60%|LINE=60%,…", value_delimiter = ',')]
    progress: Vec<String>,
    #[command(flatten)]
    write: WriteArgs,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: Convert, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open_to_write(&args.write)?;
    let mut records = Vec::new();
    for id in &args.ids {
        records.push(record(cx, &opened, id)?);
    }
    let scope = scope(&opened);
    let how = invoicing(&scope, &args).map_err(|error| refuse(cx, &error))?;
    let usage = |cx: &Context<'_>, key, hint| CliError::usage(cx.text(key, &[])).hint(cx.text(hint, &[]));
    let plan = match (&records[..], args.delivered) {
        ([], true) => return delivered(cx, &opened, &args),
        (_, true) => return Err(CliError::usage(cx.text("gather-delivered-kind", &[]))),
        ([], false) => return Err(usage(cx, "gather-what", "gather-what-help")),
        ([only], false) if opened.book.kind(only.kind).name != "delivery" => chain::convert(&scope, *only, &how),
        (several, false) if how == Invoicing::Rest => chain::gather(&scope, several),
        _ => return Err(CliError::usage(cx.text("gather-several-how", &[]))),
    };
    let plan = plan.map_err(|error| refuse(cx, &error))?;
    let carried = carry_out(cx, &opened, &plan, &args.write)?;
    answer_document(cx, &opened, &carried, &plan, args.format)
}

/// All that was delivered, a draft for each customer.
fn delivered(cx: &mut Context<'_>, opened: &Opened, args: &Convert) -> Result<Exit, CliError> {
    let customer = args.customer.as_deref().map(|word| ask::customer(cx, opened, word)).transpose()?;
    let period = args.period.as_deref().map(|text| cx.period(opened, text)).transpose()?;
    let gathered = chain::delivered(&scope(opened), customer, period);
    let Gathered { plan, left_out } = gathered.map_err(|error| refuse(cx, &error))?;
    for error in left_out {
        let args: Vec<(&str, &str)> = error.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let reason = cx.text(error.key, &args);
        cx.out.message(&cx.text("gather-left-out", &[("reason", &reason)]));
    }
    let count = plan.touched.len();
    if !confirm(cx, count, &args.write)? {
        cx.out.message(&cx.text("change-untouched", &[]));
        return Ok(Exit::Done);
    }
    if count == 1 {
        let carried = carry_out(cx, opened, &plan, &args.write)?;
        return answer_document(cx, opened, &carried, &plan, args.format);
    }
    let carried = carry_out_saying(cx, opened, &plan, &args.write, None)?;
    let book = &carried.book;
    let figures = Figures::new(book, opened.as_of);
    let written = plan.touched.iter().filter_map(|name| {
        let (kind, id) = name.split_once('/')?;
        book.find(book.kinds.named(kind)?, id)
    });
    let written: Vec<RecordRef> = written.collect();
    let Some(first) = written.first() else { return Ok(carried.exit) };
    let columns = ["customer", "net", "gross"].map(str::to_owned);
    if let Ok(listing) = Listing::new(&figures, first.kind, Some(&columns), &[]) {
        let kind = first.kind;
        cx.answer(&listing.answer(&figures, kind, written), args.format)?;
    }
    Ok(carried.exit)
}

fn invoicing(scope: &Scope<'_>, args: &Convert) -> Result<Invoicing, ChangeError> {
    Ok(match args.deposit.as_deref() {
        Some("") => Invoicing::DepositPercent(None),
        Some(text) if text.trim_end().ends_with('%') => {
            Invoicing::DepositPercent(Some(chain::number(scope, "deposit", text)?))
        }
        Some(text) => Invoicing::DepositAmount(chain::number(scope, "deposit", text)?),
        None if args.progress.is_empty() => Invoicing::Rest,
        None => {
            let wish = |word: &String| {
                let (line, percent) = match word.split_once('=') {
                    Some((line, percent)) => (Some(line.trim().to_owned()), percent),
                    None => (None, word.as_str()),
                };
                Ok((line, chain::number(scope, "progress", percent)?))
            };
            Invoicing::Progress(args.progress.iter().map(wish).collect::<Result<_, ChangeError>>()?)
        }
    })
}
