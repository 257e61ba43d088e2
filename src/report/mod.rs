//! Reports: a book's figures and parameters become a typed result, and the result an [`Answer`].
//!
//! A report is one file with its typed result, `compute` and `answer`, and one row of [`REPORTS`].
//! Figures count only records that were read whole; [`Answer::unreadable`] says how many files are in none of them.

pub mod dimension;
mod filling;
pub mod found;
pub mod freshness;
pub mod funnel;
pub mod issued;
pub mod listing;
pub mod lives;
pub mod past;
pub mod pipeline;
pub mod pipeline_change;
pub mod quantile;
pub mod receivables;
pub mod record;
pub mod rows;
pub mod sales;
pub mod sheet;
pub mod slippage;
pub mod sold;
pub mod statement;
pub mod total;
pub mod velocity;

use std::fmt;

use crate::book::{Book, RecordRef};
use crate::figures::Figures;
use crate::history::change::Records;
use crate::history::{CommitId, RevisionError};
use crate::model::shape::nearest;
use crate::value::period::{PeriodContext, Step};
use crate::value::{Currency, Date, Decimal, Money, Period, decimal};
use dimension::Dimension;
use sheet::{Answer, Cell, Column, ColumnKind, Link, Text};

/// One row of the table of reports.
pub struct ReportRow {
    /// As after `carnet report`.
    pub name: &'static str,
    /// Other words for it, the French ones first.
    pub aliases: &'static [&'static str],
    /// The catalogue key of the sentence that says what it shows.
    pub doc: &'static str,
    /// What it takes. Anything else that is given is an error.
    pub parameters: &'static [Parameter],
    /// What `--by` may say.
    pub dimensions: &'static [Dimension],
    pub run: Run,
}

/// What a report is computed from.
#[derive(Clone, Copy)]
pub enum Run {
    /// The book as it is.
    Now(fn(&Figures<'_>, &Params) -> Result<Answer, ReportError>),
    /// Its commits too.
    Past(fn(&Figures<'_>, &Past<'_>, &Params) -> Result<Answer, ReportError>),
}

/// The commits behind the book that a report is about.
pub struct Past<'p> {
    pub records: &'p Records<'p>,
    /// The commit whose files the book is, but for what is not committed yet.
    pub head: CommitId,
    /// The time zone in which the book's days begin.
    pub zone: &'p str,
    /// The day of what is not committed yet.
    pub today: Date,
}

/// Every report.
pub static REPORTS: &[ReportRow] = &[
    ReportRow {
        name: "pipeline",
        aliases: &["affaires"],
        doc: "report-pipeline-doc",
        parameters: &[Parameter::AsOf, Parameter::Period, Parameter::By, Parameter::Why],
        dimensions: pipeline::DIMENSIONS,
        run: Run::Now(|figures, params| Ok(pipeline::Pipeline::compute(figures, params)?.answer(figures, params))),
    },
    ReportRow {
        name: "sales",
        aliases: &["ventes"],
        doc: "report-sales-doc",
        parameters: &[
            Parameter::AsOf,
            Parameter::Period,
            Parameter::By,
            Parameter::Step,
            Parameter::Compare,
            Parameter::Customer,
            Parameter::Why,
        ],
        dimensions: sales::DIMENSIONS,
        run: Run::Now(|figures, params| Ok(sales::Sales::compute(figures, params)?.answer(figures, params))),
    },
    ReportRow {
        name: "receivables",
        aliases: &["créances", "creances", "encours"],
        doc: "report-receivables-doc",
        parameters: &[Parameter::AsOf, Parameter::Customer, Parameter::Why],
        dimensions: &[],
        run: Run::Now(|figures, params| Ok(receivables::Receivables::compute(figures, params).answer(figures, params))),
    },
    ReportRow {
        name: "statement",
        aliases: &["relevé", "releve"],
        doc: "report-statement-doc",
        parameters: &[Parameter::AsOf, Parameter::Customer, Parameter::Period, Parameter::Why],
        dimensions: &[],
        run: Run::Now(|figures, params| Ok(statement::Statement::compute(figures, params)?.answer(figures, params))),
    },
    ReportRow {
        name: "velocity",
        aliases: &["vitesse"],
        doc: "report-velocity-doc",
        parameters: &[Parameter::AsOf, Parameter::Period, Parameter::By, Parameter::Why],
        dimensions: velocity::DIMENSIONS,
        run: Run::Past(|figures, past, params| {
            Ok(velocity::Velocity::compute(figures, past, params)?.answer(figures, params))
        }),
    },
    ReportRow {
        name: "funnel",
        aliases: &["entonnoir"],
        doc: "report-funnel-doc",
        parameters: &[Parameter::AsOf, Parameter::Period, Parameter::By, Parameter::Why],
        dimensions: funnel::DIMENSIONS,
        run: Run::Past(|figures, past, params| {
            Ok(funnel::Funnel::compute(figures, past, params)?.answer(figures, params))
        }),
    },
    ReportRow {
        name: "slippage",
        aliases: &["glissement"],
        doc: "report-slippage-doc",
        parameters: &[Parameter::AsOf, Parameter::Period, Parameter::Why],
        dimensions: &[],
        run: Run::Past(|figures, past, params| {
            Ok(slippage::Slippage::compute(figures, past, params)?.answer(figures, params))
        }),
    },
    ReportRow {
        name: "freshness",
        aliases: &["fraîcheur", "fraicheur"],
        doc: "report-freshness-doc",
        parameters: &[Parameter::AsOf, Parameter::Customer, Parameter::Why],
        dimensions: &[],
        run: Run::Past(|figures, past, params| {
            Ok(freshness::Freshness::compute(figures, past, params)?.answer(figures, params))
        }),
    },
];

/// What a report may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parameter {
    /// The day of the figures; every report takes it, through [`Figures::as_of`].
    AsOf,
    Period,
    By,
    Step,
    Compare,
    Customer,
    Why,
}

impl Parameter {
    /// The option's name without its dashes.
    pub fn name(self) -> &'static str {
        match self {
            Parameter::AsOf => "as-of",
            Parameter::Period => "period",
            Parameter::By => "by",
            Parameter::Step => "step",
            Parameter::Compare => "compare",
            Parameter::Customer => "customer",
            Parameter::Why => "why",
        }
    }
}

/// What was asked. Words are as they were typed: the report judges them.
#[derive(Debug, Clone)]
pub struct Params {
    pub period: Option<Period>,
    /// What relative dates and fiscal years depend on.
    pub context: PeriodContext,
    /// The words of `--by`, one each.
    pub by: Vec<String>,
    /// `month`, `quarter`…: see [`Step::parse`].
    pub step: Option<String>,
    /// `previous`, `year`, `both` or `none`: see [`Compare`].
    pub compare: Option<String>,
    /// A record of kind customer.
    pub customer: Option<RecordRef>,
    /// Also list the documents behind each figure.
    pub why: bool,
}

impl Params {
    /// Everything as the report would have it.
    pub fn new(context: PeriodContext) -> Params {
        Params { period: None, context, by: Vec::new(), step: None, compare: None, customer: None, why: false }
    }

    fn gives(&self, parameter: Parameter) -> bool {
        match parameter {
            Parameter::AsOf => true,
            Parameter::Period => self.period.is_some(),
            Parameter::By => !self.by.is_empty(),
            Parameter::Step => self.step.is_some(),
            Parameter::Compare => self.compare.is_some(),
            Parameter::Customer => self.customer.is_some(),
            Parameter::Why => self.why,
        }
    }

    fn step(&self) -> Result<Option<Step>, ReportError> {
        let Some(word) = &self.step else { return Ok(None) };
        let unknown = || ReportError::UnknownStep {
            word: word.clone(),
            nearest: nearest(word, Step::ALL.map(Step::name)).map(str::to_owned),
        };
        Step::parse(word).map(Some).ok_or_else(unknown)
    }

    fn compare(&self) -> Result<Option<Compare>, ReportError> {
        let Some(word) = &self.compare else { return Ok(None) };
        let unknown = || ReportError::UnknownCompare {
            word: word.clone(),
            nearest: nearest(word, Compare::ALL.map(Compare::name)).map(str::to_owned),
        };
        Compare::ALL.into_iter().find(|compare| compare.name() == *word).map(Some).ok_or_else(unknown)
    }
}

/// What a period's figures stand beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    None,
    /// The period just before.
    Previous,
    /// The same period a year before.
    Year,
    Both,
}

impl Compare {
    pub const ALL: [Compare; 4] = [Compare::None, Compare::Previous, Compare::Year, Compare::Both];

    pub fn name(self) -> &'static str {
        match self {
            Compare::None => "none",
            Compare::Previous => "previous",
            Compare::Year => "year",
            Compare::Both => "both",
        }
    }

    pub fn previous(self) -> bool {
        matches!(self, Compare::Previous | Compare::Both)
    }

    pub fn year(self) -> bool {
        matches!(self, Compare::Year | Compare::Both)
    }
}

/// Why there is no report. [`ReportError::text`] words it for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportError {
    UnknownReport {
        word: String,
        nearest: Option<String>,
    },
    NotTaken {
        report: &'static str,
        parameter: &'static str,
        /// What it does take.
        allowed: Vec<&'static str>,
    },
    UnknownDimension {
        word: String,
        allowed: Vec<&'static str>,
        nearest: Option<String>,
    },
    UnknownStep {
        word: String,
        nearest: Option<String>,
    },
    UnknownCompare {
        word: String,
        nearest: Option<String>,
    },
    SameDimensionTwice(&'static str),
    TooManyDimensions,
    /// Two units of time, in `--by` or in `--by` and `--step`.
    TwoTimes,
    /// A comparison was asked for a period that has no first or no last day.
    OpenPeriod,
    /// The report is about one customer.
    CustomerMissing,
    /// The report is made of commits, and the book has none.
    NoPast(&'static str),
    /// The commits cannot be told; see [`RevisionError`].
    Revision(RevisionError),
    /// More columns than a sheet can be read with.
    TooManyColumns {
        step: &'static str,
        count: usize,
    },
}

impl ReportError {
    /// What is wrong.
    pub fn text(&self) -> Text {
        let words = |words: &[&'static str]| Cell::text(words.join(", "));
        match self {
            ReportError::UnknownReport { word, .. } => {
                let names: Vec<&str> = REPORTS.iter().map(|row| row.name).collect();
                Text::key("report-error-report").arg("word", Cell::text(word)).arg("allowed", words(&names))
            }
            ReportError::NotTaken { report, parameter, allowed } => Text::key("report-error-parameter")
                .arg("report", Cell::text(*report))
                .arg("parameter", Cell::text(format!("--{parameter}")))
                .arg(
                    "allowed",
                    Cell::text(allowed.iter().map(|name| format!("--{name}")).collect::<Vec<_>>().join(", ")),
                ),
            ReportError::UnknownDimension { word, allowed, .. } => {
                Text::key("report-error-by").arg("word", Cell::text(word)).arg("allowed", words(allowed))
            }
            ReportError::UnknownStep { word, .. } => Text::key("report-error-step")
                .arg("word", Cell::text(word))
                .arg("allowed", words(&Step::ALL.map(Step::name))),
            ReportError::UnknownCompare { word, .. } => Text::key("report-error-compare")
                .arg("word", Cell::text(word))
                .arg("allowed", words(&Compare::ALL.map(Compare::name))),
            ReportError::SameDimensionTwice(word) => Text::key("report-error-twice").arg("word", Cell::text(*word)),
            ReportError::TooManyDimensions => Text::key("report-error-many"),
            ReportError::TwoTimes => Text::key("report-error-times"),
            ReportError::OpenPeriod => Text::key("report-error-open"),
            ReportError::CustomerMissing => Text::key("report-error-customer"),
            ReportError::NoPast(report) => Text::key("report-error-past").arg("report", Cell::text(*report)),
            ReportError::Revision(error) => Text::literal(error.to_string()),
            ReportError::TooManyColumns { step, count } => Text::key("report-error-columns")
                .arg("step", Cell::text(*step))
                .arg("count", Cell::Integer(*count as i64)),
        }
    }

    /// The word that was probably meant.
    pub fn nearest(&self) -> Option<&str> {
        match self {
            ReportError::UnknownReport { nearest, .. }
            | ReportError::UnknownDimension { nearest, .. }
            | ReportError::UnknownStep { nearest, .. }
            | ReportError::UnknownCompare { nearest, .. } => nearest.as_deref(),
            _ => None,
        }
    }
}

/// The key and arguments of [`ReportError::text`], for logs; people get them worded.
impl fmt::Display for ReportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.text())
    }
}

impl std::error::Error for ReportError {}

impl From<RevisionError> for ReportError {
    fn from(error: RevisionError) -> ReportError {
        ReportError::Revision(error)
    }
}

/// The report of a name, or of another word for it.
pub fn find(word: &str) -> Result<&'static ReportRow, ReportError> {
    let folded = word.to_lowercase();
    let same = |row: &&ReportRow| row.name == folded || row.aliases.contains(&&*folded);
    REPORTS.iter().find(same).ok_or_else(|| {
        let words = REPORTS.iter().flat_map(|row| std::iter::once(row.name).chain(row.aliases.iter().copied()));
        ReportError::UnknownReport { word: word.to_owned(), nearest: nearest(&folded, words).map(str::to_owned) }
    })
}

impl ReportRow {
    /// Whether it is made of commits.
    pub fn of_past(&self) -> bool {
        matches!(self.run, Run::Past(_))
    }

    /// Runs a report of the book as it is, after refusing what it does not take.
    pub fn answer(&self, figures: &Figures<'_>, params: &Params) -> Result<Answer, ReportError> {
        self.answer_with(figures, None, params)
    }

    /// The same for any report; `past`: the book's commits, where it has some.
    pub fn answer_with(
        &self,
        figures: &Figures<'_>,
        past: Option<&Past<'_>>,
        params: &Params,
    ) -> Result<Answer, ReportError> {
        self.takes(params)?;
        let mut answer = match (self.run, past) {
            (Run::Now(run), _) => run(figures, params)?,
            (Run::Past(run), Some(past)) => run(figures, past, params)?,
            (Run::Past(_), None) => return Err(ReportError::NoPast(self.name)),
        };
        answer.unreadable = figures.left_out();
        Ok(answer)
    }

    /// Refuses what the report does not take.
    pub fn takes(&self, params: &Params) -> Result<(), ReportError> {
        use Parameter::*;
        let given = [Period, By, Step, Compare, Customer, Why].into_iter().filter(|parameter| params.gives(*parameter));
        for parameter in given {
            if !self.parameters.contains(&parameter) {
                let allowed = self.parameters.iter().map(|parameter| parameter.name()).collect();
                return Err(ReportError::NotTaken { report: self.name, parameter: parameter.name(), allowed });
            }
        }
        Ok(())
    }
}

/// A record under what people call it.
fn link(book: &Book, record: RecordRef) -> Link {
    Link::new(book.kind(record.kind).name, &*book.get(record).id).label(book.title(record))
}

/// References to the documents behind a figure; none unless they were asked for.
fn why(book: &Book, params: &Params, documents: impl Iterator<Item = RecordRef>) -> Vec<Link> {
    if !params.why {
        return Vec::new();
    }
    documents.map(|record| Link { qualified: true, ..link(book, record) }).collect()
}

/// The change from one amount to another in percent of the first, with one decimal; none from nothing.
fn change(before: Money, now: Money) -> Option<Decimal> {
    let difference = now.checked_sub(before).ok()?.amount;
    let ratio = difference.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(before.amount.abs())?;
    Some(decimal::fixed(ratio, 1))
}

fn percent(value: Option<Decimal>) -> Cell {
    value.map_or(Cell::Empty, Cell::Percent)
}

/// An amount, nothing where it is zero: for columns that are mostly empty.
fn sparse(money: Money) -> Cell {
    if money.is_zero() { Cell::Empty } else { Cell::Money(money) }
}

fn money(amount: Decimal, currency: Currency) -> Money {
    Money::new(amount, currency)
}

/// A column whose title is `report-KEY`, with dashes for underscores.
fn column(key: &'static str, kind: ColumnKind) -> Column {
    Column::new(key, Text::key(format!("report-{}", key.replace('_', "-"))), kind)
}

/// "Total", in the first of the columns that name the groups.
fn total_label(columns: usize) -> Vec<Cell> {
    let mut cells = vec![Cell::Empty; columns.max(1)];
    cells[0] = Cell::word("total", Text::key("report-total"));
    cells
}

/// The days of the figures, said under the title.
fn period_note(period: Period) -> Text {
    match (period.from, period.to) {
        (Some(from), Some(to)) => Text::key("report-period").arg("from", Cell::Date(from)).arg("to", Cell::Date(to)),
        (Some(from), None) => Text::key("report-period-from").arg("from", Cell::Date(from)),
        (None, Some(to)) => Text::key("report-period-to").arg("to", Cell::Date(to)),
        (None, None) => Text::key("report-period-all"),
    }
}

fn as_of_note(as_of: Date) -> Text {
    Text::key("report-as-of").arg("date", Cell::Date(as_of))
}

/// The period as a parameter of the answer: `from` and `to`.
fn with_period(answer: Answer, period: Period) -> Answer {
    answer.parameter("from", Cell::from(period.from)).parameter("to", Cell::from(period.to))
}

/// This calendar year up to the day of the figures: the period of reports that were given none.
fn year_to_date(as_of: Date, context: PeriodContext) -> Period {
    Period { to: Some(as_of), ..Step::Year.around(as_of, context) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_its_own_words() {
        let mut words: Vec<&str> =
            REPORTS.iter().flat_map(|row| std::iter::once(row.name).chain(row.aliases.iter().copied())).collect();
        let count = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), count);
        for row in REPORTS {
            assert_eq!(row.parameters.contains(&Parameter::By), !row.dimensions.is_empty(), "{}", row.name);
            assert!(std::ptr::eq(find(row.name).unwrap(), row));
        }
        assert_eq!(find("Ventes").unwrap().name, "sales");
        assert_eq!(find("slaes").err().unwrap().nearest(), Some("sales"));
    }

    #[test]
    fn a_change_is_exact_and_none_from_nothing() {
        let euro = |amount: &str| Money::new(decimal::parse(amount).unwrap(), Currency::euro());
        let change = |before: &str, now: &str| change(euro(before), euro(now)).map(|c| c.to_string());
        assert_eq!(change("300", "400").as_deref(), Some("33.3"));
        assert_eq!(change("200", "0").as_deref(), Some("-100.0"));
        // From a loss of 100 to a gain of 50 is a rise.
        assert_eq!(change("-100", "50").as_deref(), Some("150.0"));
        assert_eq!(change("0", "50"), None);
    }
}
