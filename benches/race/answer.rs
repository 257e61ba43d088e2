//! Whether a program gave the right answer: what it printed is read back, and compared with the truth to the cent.

use std::collections::BTreeMap;

use crate::data::Truth;

/// What a program answered.
#[derive(Debug, PartialEq)]
pub enum Answer {
    /// Cents by `2026-10`.
    Months(BTreeMap<String, i64>),
    /// How many customers owe something, and how much together, in cents.
    Owed(u64, i64),
    /// Deals that were won.
    Won(u64),
    /// Files with an invoice's number.
    Invoices(u64),
}

/// From what a program printed to its answer.
pub type Reader = fn(&str) -> Result<Answer, String>;

impl Answer {
    /// An error says what differs.
    pub fn agrees(&self, truth: &Truth) -> Result<(), String> {
        let right = match self {
            Answer::Months(_) => Answer::Months(truth.months.clone()),
            Answer::Owed(..) => Answer::Owed(truth.debtors, truth.owed),
            Answer::Won(_) => Answer::Won(truth.won),
            Answer::Invoices(_) => Answer::Invoices(truth.invoices),
        };
        if *self == right {
            return Ok(());
        }
        Err(match (self, &right) {
            (Answer::Months(told), Answer::Months(right)) => {
                let months = right.keys().chain(told.keys());
                let month = months.into_iter().find(|month| told.get(*month) != right.get(*month));
                let month = month.cloned().unwrap_or_default();
                format!("{month}: {:?} cents instead of {:?}", told.get(&month), right.get(&month))
            }
            _ => format!("{self:?} instead of {right:?}"),
        })
    }
}

/// `month,count,net,net_currency`, from carnet.
pub fn carnet_months(text: &str) -> Result<Answer, String> {
    let at = column(text, "net")?;
    months(text.lines().skip(1).map(|line| {
        let cells = cells(line);
        (cells.first().cloned().unwrap_or_default(), cells.get(at).cloned().unwrap_or_default())
    }))
}

/// `customer,…,total,total_currency`, from carnet.
pub fn carnet_owed(text: &str) -> Result<Answer, String> {
    let at = column(text, "total")?;
    owed(text.lines().skip(1).map(|line| cells(line).get(at).cloned().unwrap_or_default()))
}

/// A line of headings, and one for each deal.
pub fn won_below_heading(text: &str) -> Result<Answer, String> {
    Ok(Answer::Won(text.lines().skip(1).count() as u64))
}

/// One deal a line.
pub fn won_lines(text: &str) -> Result<Answer, String> {
    Ok(Answer::Won(text.lines().count() as u64))
}

/// Months in the first line, amounts in the one of the income; from hledger.
pub fn hledger_months(text: &str) -> Result<Answer, String> {
    let mut lines = text.lines().map(cells);
    let heads = lines.next().unwrap_or_default();
    let income = lines.find(|cells| cells.first().is_some_and(|name| name == "income"));
    let income = income.ok_or("no line `income`")?;
    months(heads.into_iter().zip(income).skip(1))
}

/// `account,balance`, and a line with the total; from hledger.
pub fn hledger_owed(text: &str) -> Result<Answer, String> {
    let lines = text.lines().skip(1).map(cells).filter(|cells| cells.first().is_some_and(|name| name != "total"));
    owed(lines.map(|cells| cells.get(1).cloned().unwrap_or_default()))
}

/// `assets:receivable:c000001 12`, from ledger.
pub fn ledger_owed(text: &str) -> Result<Answer, String> {
    owed(text.lines().filter_map(|line| line.split_once(' ')).map(|(_, amount)| amount.to_owned()))
}

/// `2026,10,12.00`, from bean-query.
pub fn bean_months(text: &str) -> Result<Answer, String> {
    months(text.lines().skip(1).map(cells).map(|cells| {
        let cell = |at: usize| cells.get(at).map_or("", |cell| cell.trim());
        (format!("{:0>4}-{:0>2}", cell(0), cell(1)), cell(2).to_owned())
    }))
}

/// `Assets:Receivable:C000001,12.00`, from bean-query.
pub fn bean_owed(text: &str) -> Result<Answer, String> {
    owed(text.lines().skip(1).map(|line| cells(line).get(1).cloned().unwrap_or_default()))
}

/// `2026-10|1200` or `2026-10 1200`, in cents; from sqlite3, and from awk.
pub fn cents_by_month(text: &str) -> Result<Answer, String> {
    let mut found = BTreeMap::new();
    for line in text.lines() {
        let pair = line.split_once(['|', ' ']).and_then(|(month, cents)| Some((month, cents.parse::<i64>().ok()?)));
        let (month, cents) = pair.ok_or_else(|| format!("not understood: {line}"))?;
        found.insert(month.to_owned(), cents);
    }
    Ok(Answer::Months(found))
}

/// `c000001|1200`, in cents; from sqlite3.
pub fn cents_by_customer(text: &str) -> Result<Answer, String> {
    let cents = text.lines().map(|line| line.split_once('|').and_then(|(_, cents)| cents.parse::<i64>().ok()));
    let cents: Option<Vec<i64>> = cents.collect();
    let cents = cents.ok_or("a line was not understood")?;
    Ok(Answer::Owed(cents.len() as u64, cents.iter().sum()))
}

/// `./invoices/…:1`, from ripgrep.
pub fn counted_files(text: &str) -> Result<Answer, String> {
    Ok(Answer::Invoices(text.lines().count() as u64))
}

fn months(pairs: impl IntoIterator<Item = (String, String)>) -> Result<Answer, String> {
    let mut found = BTreeMap::new();
    for (month, amount) in pairs {
        // Ledgers count income as negative.
        let cents = cents(&amount)?.abs();
        if month != "total" {
            *found.entry(month).or_default() += cents;
        }
    }
    Ok(Answer::Months(found))
}

fn owed(amounts: impl IntoIterator<Item = String>) -> Result<Answer, String> {
    let (mut debtors, mut sum) = (0, 0);
    for amount in amounts {
        let cents = cents(&amount)?;
        debtors += u64::from(cents != 0);
        sum += cents;
    }
    Ok(Answer::Owed(debtors, sum))
}

/// `-12.50 EUR`, `12.5`, `12`.
fn cents(amount: &str) -> Result<i64, String> {
    let fault = || format!("no amount: {amount:?}");
    let number = amount.trim().trim_end_matches("EUR").trim();
    let (sign, number) = number.strip_prefix('-').map_or((1, number), |number| (-1, number));
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    if part.len() > 2 {
        return Err(fault());
    }
    let cents: i64 = format!("{part:0<2}").parse().map_err(|_| fault())?;
    whole.parse::<i64>().map(|whole| sign * (100 * whole + cents)).map_err(|_| fault())
}

/// Nothing that is asked here has a comma or a line break in a cell.
fn cells(line: &str) -> Vec<String> {
    line.split(',').map(|cell| cell.trim_matches('"').to_owned()).collect()
}

fn column(text: &str, name: &str) -> Result<usize, String> {
    let heads = cells(text.lines().next().unwrap_or_default());
    heads.iter().position(|head| head == name).ok_or_else(|| format!("no column `{name}`"))
}
