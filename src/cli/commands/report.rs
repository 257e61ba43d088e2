//! `carnet report`

use clap::Args;

use crate::cli::ask;
use crate::cli::context::{FormatArg, Opened};
use crate::cli::{CliError, Context, Exit};
use crate::report::sheet::{Answer, Cell, Column, ColumnKind, Row, Sheet, Text};
use crate::report::{self, Params, REPORTS, ReportError};

/// Print a report; without a name, list them
#[derive(Args)]
pub struct Report {
    /// pipeline, sales, receivables, statement
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// The period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B
    #[arg(long, short = 'p', value_name = "PERIOD")]
    period: Option<String>,
    /// What to break the figures down by, separated by commas: `owner,month`
    #[arg(long, value_name = "DIMENSIONS", value_delimiter = ',')]
    by: Vec<String>,
    /// Steps of time as columns: day, week, month, quarter, year, fy
    #[arg(long, value_name = "STEP")]
    step: Option<String>,
    /// Compare with the period before, the year before, both or none
    #[arg(long, value_name = "WHAT")]
    compare: Option<String>,
    /// Only this customer
    #[arg(long, value_name = "CUSTOMER")]
    customer: Option<String>,
    /// Also list the documents behind each figure
    #[arg(long)]
    why: bool,
    #[command(flatten)]
    format: FormatArg,
}

pub fn run(args: Report, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open()?;
    let Some(name) = &args.name else {
        return cx.answer(&reports(&opened), args.format);
    };
    let row = report::find(name).map_err(|fault| error(cx, fault))?;
    let customer = args.customer.as_deref().map(|text| customer(cx, &opened, text)).transpose()?;
    let period = args.period.as_deref().map(|text| cx.period(&opened, text)).transpose()?;
    let params = Params {
        period,
        by: args.by,
        step: args.step,
        compare: args.compare,
        customer,
        why: args.why,
        ..Params::new(opened.periods())
    };
    let answer = row.answer(&opened.figures(), &params).map_err(|fault| error(cx, fault))?;
    cx.answer(&answer, args.format)
}

/// The table of reports, with what each shows.
fn reports(opened: &Opened) -> Answer {
    let columns = vec![
        Column::new("name", Text::field("name"), ColumnKind::Code),
        Column::new("shows", Text::key("report-shows"), ColumnKind::Text),
    ];
    let mut sheet = Sheet::new("reports", columns);
    sheet.rows = REPORTS
        .iter()
        .map(|row| Row::new(vec![Cell::text(row.name), Cell::word(row.doc, Text::key(row.doc))]))
        .collect();
    Answer::new(opened.as_of).sheet(sheet)
}

fn customer(cx: &Context<'_>, opened: &Opened, text: &str) -> Result<crate::book::RecordRef, CliError> {
    let kind = ask::kind(cx, opened, "customer")?;
    opened.book.find(kind, text).ok_or_else(|| ask::no_such_record(cx, opened, kind, text))
}

fn error(cx: &Context<'_>, fault: ReportError) -> CliError {
    let error = CliError::usage(cx.words(&fault.text()));
    match fault.nearest() {
        Some(near) => error.hint(cx.text("ask-did-you-mean", &[("suggestion", near)])),
        None => error,
    }
}
