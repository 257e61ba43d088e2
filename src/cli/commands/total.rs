//! `carnet total`

use clap::{Args, ValueEnum};

use crate::cli::ask::{self, Question};
use crate::cli::context::FormatArg;
use crate::cli::{CliError, Context, Exit};
use crate::query::aggregate::Function;
use crate::report::total::{Total as Totals, TotalFault};

/// Add up records: sum, count, average, minimum, maximum
#[derive(Args)]
pub struct Total {
    #[command(flatten)]
    question: Question,
    /// Fields to add up, separated by commas: `net`, `balance`, `lines.quantity`; without it records are counted
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    of: Vec<String>,
    /// Fields to group by, separated by commas; dates in steps: `owner,date:month`, or just `month`
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    by: Vec<String>,
    /// What to compute, separated by commas
    #[arg(long = "fn", value_name = "FUNCTIONS", value_delimiter = ',', default_value = "sum")]
    functions: Vec<FunctionArg>,
    /// Also name the records behind each figure
    #[arg(long)]
    why: bool,
    #[command(flatten)]
    format: FormatArg,
}

/// The functions as they are typed.
#[derive(Clone, Copy, ValueEnum)]
enum FunctionArg {
    Sum,
    Count,
    #[value(alias = "avg")]
    Average,
    #[value(alias = "min")]
    Minimum,
    #[value(alias = "max")]
    Maximum,
}

impl From<FunctionArg> for Function {
    fn from(arg: FunctionArg) -> Function {
        match arg {
            FunctionArg::Sum => Function::Sum,
            FunctionArg::Count => Function::Count,
            FunctionArg::Average => Function::Average,
            FunctionArg::Minimum => Function::Minimum,
            FunctionArg::Maximum => Function::Maximum,
        }
    }
}

pub fn run(args: Total, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open()?;
    let figures = opened.figures();
    let asked = ask::select(cx, &opened, &figures, &args.question)?;
    if let Some(twice) = args.by.iter().enumerate().find(|(i, by)| args.by[..*i].contains(by)) {
        return Err(CliError::usage(cx.text("total-by-twice", &[("field", twice.1)])));
    }
    let functions: Vec<Function> = args.functions.iter().map(|function| (*function).into()).collect();
    let total = Totals::new(&figures, asked.kind, &args.of, &functions, &args.by);
    let answer = total.and_then(|total| total.answer(&figures, asked.kind, &asked.records, opened.periods(), args.why));
    let mut answer = answer.map_err(|fault| error(cx, fault))?;
    asked.say(&mut answer);
    cx.answer(&answer, args.format)
}

fn error(cx: &Context<'_>, fault: TotalFault) -> CliError {
    match fault {
        TotalFault::Path(path) => ask::path_error(cx, path),
        TotalFault::NotANumber { field } => CliError::usage(cx.text("total-not-a-number", &[("field", &field)])),
        TotalFault::NotADate { field } => CliError::usage(cx.text("total-not-a-date", &[("field", &field)])),
        TotalFault::UnknownStep { step } => CliError::usage(cx.text("total-unknown-step", &[("step", &step)])),
        TotalFault::TwoLists { first, second } => {
            CliError::usage(cx.text("total-two-lists", &[("first", &first), ("second", &second)]))
        }
        TotalFault::Overflow => CliError::refused(cx.text("total-overflow", &[])),
    }
}
