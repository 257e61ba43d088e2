//! `carnet total`

use std::cmp::Ordering;

use clap::{Args, ValueEnum};

use crate::cli::ask::{self, Question, limit};
use crate::cli::context::FormatArg;
use crate::cli::{CliError, Context, Exit};
use crate::figures::Figures;
use crate::model::KindId;
use crate::query::aggregate::Function;
use crate::query::field::numbers;
use crate::report::sheet::{Cell, Row, Sheet, Text};
use crate::report::total::{Total as Totals, TotalFault};
use crate::value::Decimal;

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
    /// Columns to sort by, separated by commas; a minus sorts downwards: `-net`
    #[arg(long, short = 's', value_name = "COLUMNS", value_delimiter = ',', allow_hyphen_values = true)]
    sort: Vec<String>,
    /// Show at most so many groups
    #[arg(long, value_name = "NUMBER", value_parser = limit)]
    limit: Option<usize>,
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
    let mut answer = answer.map_err(|fault| error(cx, &figures, asked.kind, fault))?;
    if let Some(sheet) = answer.sheets.first_mut() {
        sort(cx, sheet, &args.sort)?;
        if let Some(limit) = args.limit.filter(|limit| *limit < sheet.rows.len()) {
            let count = |number: usize| Cell::Integer(number as i64);
            sheet.notes.push(Text::key("list-shown").arg("shown", count(limit)).arg("found", count(sheet.rows.len())));
            sheet.rows.truncate(limit);
        }
    }
    asked.say(&mut answer);
    cx.answer(&answer, args.format)
}

/// Sorts the groups by columns of the sheet; groups of equal cells stay as they were.
fn sort(cx: &Context<'_>, sheet: &mut Sheet, by: &[String]) -> Result<(), CliError> {
    for word in by.iter().rev() {
        let (name, down) = word.strip_prefix('-').map_or((word.as_str(), false), |name| (name, true));
        let Some(column) = sheet.columns.iter().position(|column| column.key == name) else {
            let known: Vec<&str> = sheet.columns.iter().map(|column| &*column.key).collect();
            let error = CliError::usage(cx.text("total-no-column", &[("column", name)]));
            return Err(error.hint(cx.text("total-columns", &[("columns", &known.join(", "))])));
        };
        let cell = |row: &Row| row.cells.get(column).cloned().unwrap_or_default();
        sheet.rows.sort_by(|a, b| {
            let (a, b) = (cell(a), cell(b));
            // What has no value comes last either way, as in lists.
            match (a.is_empty(), b.is_empty()) {
                (false, false) if down => order(&b, &a),
                (false, false) => order(&a, &b),
                (a, b) => a.cmp(&b),
            }
        });
        // Sorted by a figure, the groups no longer stand together.
        sheet.groups = sheet.groups.min(1);
    }
    Ok(())
}

/// Cells of one column; sums in several currencies by the first of them.
fn order(a: &Cell, b: &Cell) -> Ordering {
    let amount = |cell: &Cell| match cell {
        Cell::Money(money) => Some(money.amount),
        Cell::Moneys(sums) => sums.iter().next().map(|money| money.amount),
        Cell::Decimal(number) | Cell::Percent(number) => Some(*number),
        Cell::Integer(number) => Some(Decimal::from(*number)),
        _ => None,
    };
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => text.to_lowercase(),
        Cell::Word { code, .. } => code.to_lowercase(),
        Cell::Link(link) => link.id.to_lowercase(),
        Cell::Date(date) => date.to_string(),
        _ => String::new(),
    };
    amount(a).cmp(&amount(b)).then_with(|| text(a).cmp(&text(b)))
}

fn error(cx: &Context<'_>, figures: &Figures<'_>, kind: KindId, fault: TotalFault) -> CliError {
    match fault {
        TotalFault::Path(path) => ask::path_error(cx, path),
        TotalFault::NotANumber { field } => {
            let error = CliError::usage(cx.text("total-not-a-number", &[("field", &field)]));
            let numbers = numbers(figures, kind);
            // Where the kind has none, there is nothing to propose.
            if numbers.is_empty() {
                error
            } else {
                error.hint(cx.text("total-numbers", &[("fields", &numbers.join(", "))]))
            }
        }
        TotalFault::NotADate { field } => CliError::usage(cx.text("total-not-a-date", &[("field", &field)])),
        TotalFault::UnknownStep { step } => CliError::usage(cx.text("total-unknown-step", &[("step", &step)])),
        TotalFault::TwoLists { first, second } => {
            CliError::usage(cx.text("total-two-lists", &[("first", &first), ("second", &second)]))
        }
        TotalFault::Overflow => CliError::refused(cx.text("total-overflow", &[])),
    }
}
