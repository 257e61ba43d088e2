//! `carnet report`

use clap::Args;

use crate::cli::context::{FormatArg, Opened};
use crate::cli::{CliError, Context, Exit};
use crate::cli::{ask, history};
use crate::figures::Figures;
use crate::history::change::Records;
use crate::report::pipeline_change::PipelineChange;
use crate::report::sheet::{Answer, Cell, Column, ColumnKind, Row, Sheet, Text};
use crate::report::{self, Params, Past, REPORTS, ReportError};

/// Print a report; without a name, list them
#[derive(Args)]
pub struct Report {
    /// pipeline, sales, receivables, statement, velocity, funnel, slippage, freshness
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
    /// Compare sales with the period before (`previous`), the year before (`year`), both or none; the pipeline with itself
    /// as it stood on a day or at a commit
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
    let customer = args.customer.as_deref().map(|text| ask::customer(cx, &opened, text)).transpose()?;
    let period = args.period.as_deref().map(|text| cx.period(&opened, text)).transpose()?;
    // The pipeline has no period to compare: it is beside itself in the past.
    let past = args.compare.clone().filter(|_| row.name == "pipeline");
    let params = Params {
        period,
        by: args.by,
        step: args.step,
        compare: if past.is_some() { None } else { args.compare },
        customer,
        why: args.why,
        ..Params::new(opened.periods())
    };
    if let Some(past) = past {
        row.takes(&params).map_err(|fault| error(cx, fault))?;
        return pipeline_change(cx, &opened, &params, &past, args.format);
    }
    row.takes(&params).map_err(|fault| error(cx, fault))?;
    let answer = match row.of_past() {
        false => row.answer(&opened.figures(), &params),
        true => {
            let commits = history::open(cx, &opened)?;
            // With --at, the past of the book as it was.
            let head = match cx.looks_at() {
                Some(commit) => commit,
                None => history::head(cx, &commits)?,
            };
            let records = Records::new(&commits, &opened.book);
            let past = Past { records: &records, head, zone: history::zone(&opened), today: opened.today };
            row.answer_with(&opened.figures(), Some(&past), &params)
        }
    };
    let answer = answer.map_err(|fault| error(cx, fault))?;
    cx.answer(&answer, args.format)
}

/// The pipeline then, now and what changed.
fn pipeline_change(
    cx: &mut Context<'_>,
    opened: &Opened,
    params: &Params,
    past: &str,
    format: FormatArg,
) -> Result<Exit, CliError> {
    if let Some(option) =
        [("--period", params.period.is_some()), ("--why", params.why)].iter().find(|(_, given)| *given)
    {
        return Err(CliError::usage(cx.text("history-compare-alone", &[("option", option.0)])));
    }
    let (moment, book, _) = cx.look_back(opened.repo()?, past)?;
    if !book.firm_sound {
        let args = [("commit", &*moment.commit.short())];
        return Err(CliError::usage(cx.text("history-no-settings", &args)));
    }
    let (then, now) = (Figures::new(&book, moment.day()), opened.figures());
    let change = PipelineChange::compute(&then, &now, params).map_err(|fault| error(cx, fault))?;
    let notes = vec![
        Text::key("history-then").arg("day", Cell::Date(moment.day())).arg("commit", Cell::text(moment.commit.short())),
        Text::key("history-now").arg("day", Cell::Date(opened.as_of)),
    ];
    let mut answer = change.answer(&then, &now, notes);
    answer.parameters.push(("then_commit".into(), Cell::text(moment.commit.to_string())));
    cx.answer(&answer, format)
}

/// The table of reports, with what each shows.
fn reports(opened: &Opened) -> Answer {
    let columns = vec![
        Column::new("name", Text::field("name"), ColumnKind::Code),
        Column::new("shows", Text::key("report-shows"), ColumnKind::Text).wraps(),
    ];
    let mut sheet = Sheet::new("reports", columns);
    sheet.rows = REPORTS
        .iter()
        .map(|row| Row::new(vec![Cell::text(row.name), Cell::word(row.doc, Text::key(row.doc))]))
        .collect();
    Answer::new(opened.as_of).sheet(sheet)
}

fn error(cx: &Context<'_>, fault: ReportError) -> CliError {
    if let ReportError::Revision(fault) = fault {
        return fault.into();
    }
    let error = CliError::usage(cx.words(&fault.text()));
    match fault.nearest() {
        Some(near) => error.hint(cx.text("ask-did-you-mean", &[("suggestion", near)])),
        None => error,
    }
}
