//! The table of alerts: what in the book's state, as of a day, wants somebody's attention.

use rustc_hash::FxHashMap;

use super::item::{customer_of, first_line, head, owner_of};
use super::mention::mentioned;
use crate::book::{RecordRef, Value};
use crate::figures::Figures;
use crate::firm::Outcome;
use crate::report::lives::Lives;
use crate::report::sheet::Link;
use crate::report::{Past, ReportError};
use crate::value::{Date, Money, Period};

/// A sort of alert.
pub struct AlertKind {
    /// As `--only` and programs know it.
    pub name: &'static str,
    /// The French word for it.
    pub french: &'static str,
    /// The catalogue's key of the word for it.
    pub key: &'static str,
    find: fn(&Search<'_>) -> Vec<Alert>,
}

/// Every alert, in the order in which they are told.
pub static ALERTS: &[AlertKind] = &[
    AlertKind { name: "overdue", french: "retard", key: "feed-overdue", find: overdue },
    AlertKind { name: "promised", french: "promesse", key: "feed-promised", find: promised },
    AlertKind { name: "rotting", french: "sommeil", key: "feed-rotting", find: rotting },
    AlertKind { name: "next-step", french: "action", key: "feed-next-step", find: next_step },
    AlertKind { name: "mention", french: "mention", key: "feed-mention", find: mention },
];

/// Something that wants attention.
#[derive(Debug, Clone, PartialEq)]
pub struct Alert {
    /// The name of its [`AlertKind`].
    pub kind: &'static str,
    pub record: RecordRef,
    /// Whom it concerns: the record's owner, or the member who is mentioned.
    pub who: Option<RecordRef>,
    pub customer: Option<Link>,
    /// What it is about, beside the customer.
    pub title: Option<String>,
    /// The day from which the days count: the due date, the promised one, the one on which the deal entered its stage.
    pub since: Date,
    /// Days since then.
    pub days: i64,
    /// The first day on which it was an alert.
    pub began: Date,
    /// What is left of the invoice, what the deal is worth.
    pub amount: Option<Money>,
}

impl Alert {
    /// The row of the table.
    pub fn row(&self) -> &'static AlertKind {
        // Alerts are only made from the table's rows.
        ALERTS.iter().find(|row| row.name == self.kind).unwrap_or(&ALERTS[0])
    }

    /// "ACME Conseil · New site"; of an invoice the customer says enough.
    pub fn about(&self) -> String {
        if let (Some(customer), "overdue") = (&self.customer, self.kind) {
            return head(Some(customer), None);
        }
        head(self.customer.as_ref(), self.title.as_deref())
    }
}

/// What alerts are found in.
struct Search<'s> {
    figures: &'s Figures<'s>,
    period: Period,
    /// When deals entered the stage that they are in; none without commits.
    entered: Option<FxHashMap<RecordRef, Date>>,
}

/// Finds the alerts of these sorts; of each the longest first. Without a past, a deal is in its stage since it says so
/// itself (`stage_since`), and one that says nothing is not told to rot.
pub(super) fn find(
    figures: &Figures<'_>,
    past: Option<&Past<'_>>,
    kinds: &[&'static AlertKind],
    period: Period,
) -> Result<Vec<Alert>, ReportError> {
    let mut search = Search { figures, period, entered: None };
    if let Some(past) = past
        && kinds.iter().any(|kind| kind.name == "rotting")
    {
        let lives = Lives::read(figures, past)?;
        let now = lives.deals.iter().filter_map(|(record, _, life)| Some((*record, life.now()?.entered)));
        search.entered = Some(now.collect());
    }
    let mut alerts = Vec::new();
    for kind in kinds {
        let mut found = (kind.find)(&search);
        // A mention is news: the last first. All others grow worse.
        found.sort_by_key(|alert| (if kind.name == "mention" { alert.days } else { -alert.days }, alert.record));
        alerts.append(&mut found);
    }
    Ok(alerts)
}

impl Search<'_> {
    fn alert(&self, kind: &'static str, record: RecordRef, since: Date, began: Date) -> Alert {
        let book = self.figures.book;
        let customer = customer_of(book, record);
        Alert {
            kind,
            record,
            who: owner_of(book, record),
            customer: customer.map(|c| Link::new("customer", &*book.get(c).id).label(book.title(c))),
            title: None,
            since,
            days: self.figures.as_of.days_since(since),
            began,
            amount: None,
        }
    }

    /// Open deals, with one of their dates.
    fn open_deals<'s>(&'s self, field: &'s str) -> impl Iterator<Item = (RecordRef, Date, Money)> + 's {
        let book = self.figures.book;
        book.sound_named("deal").filter_map(move |(record, found)| {
            let deal = self.figures.deal(record).filter(|deal| deal.outcome() == Outcome::Open)?;
            Some((record, found.date(book.shape(record.kind), field)?, deal.amount))
        })
    }

    /// A date of open deals that has passed.
    fn passed(&self, kind: &'static str, field: &'static str, title: &'static str) -> Vec<Alert> {
        let passed = self.open_deals(field).filter(|(_, date, _)| *date < self.figures.as_of);
        let alert = |(record, date, amount): (RecordRef, Date, Money)| Alert {
            title: self.text(record, title).or_else(|| self.text(record, "name")),
            amount: (!amount.is_zero()).then_some(amount),
            ..self.alert(kind, record, date, date.plus_days(1))
        };
        passed.map(alert).collect()
    }

    fn text(&self, record: RecordRef, field: &str) -> Option<String> {
        let book = self.figures.book;
        book.get(record).text(book.shape(record.kind), field).map(str::to_owned)
    }
}

/// Something is left of an invoice, and its due date has passed.
fn overdue(search: &Search<'_>) -> Vec<Alert> {
    let as_of = search.figures.as_of;
    let late = search.figures.open().filter(|(_, document)| document.days_overdue(as_of) > 0);
    let alert = |(record, document): (RecordRef, &crate::figures::Document)| {
        // Of several days the first that has passed; retention money is not late before its own.
        let due = document.late_since.unwrap_or(document.due);
        Alert {
            who: document.owner,
            title: search.text(record, "subject"),
            amount: Some(document.overdue),
            ..search.alert("overdue", record, due, due.plus_days(1))
        }
    };
    late.map(alert).collect()
}

/// An open deal should have been decided by now.
fn promised(search: &Search<'_>) -> Vec<Alert> {
    search.passed("promised", "close", "name")
}

/// What was to be done next for a deal was to be done by now.
fn next_step(search: &Search<'_>) -> Vec<Alert> {
    search.passed("next-step", "next_step_on", "next_step")
}

/// A deal stays in its stage longer than the firm means it to.
fn rotting(search: &Search<'_>) -> Vec<Alert> {
    let figures = search.figures;
    let book = figures.book;
    let mut alerts = Vec::new();
    for (record, found) in book.sound_named("deal") {
        let Some(deal) = figures.deal(record) else { continue };
        let since = match &search.entered {
            Some(entered) => entered.get(&record).copied(),
            None => found.date(book.shape(record.kind), "stage_since"),
        };
        let Some(since) = since else { continue };
        let Some(rots_from) = deal.rots_from(since).filter(|day| *day <= figures.as_of) else { continue };
        alerts.push(Alert {
            title: search.text(record, "name"),
            amount: (!deal.amount.is_zero()).then_some(deal.amount),
            ..search.alert("rotting", record, since, rots_from)
        });
    }
    alerts
}

/// Notes of the period that mention a member; one alert for each who is.
fn mention(search: &Search<'_>) -> Vec<Alert> {
    let book = search.figures.book;
    let mut alerts = Vec::new();
    for (record, found) in book.sound_named("note") {
        let shape = book.shape(record.kind);
        let asked = |date: &Date| search.period.contains(*date) && *date <= search.figures.as_of;
        let Some(date) = found.date(shape, "date").filter(asked) else { continue };
        let text = found.text(shape, "text").unwrap_or_default();
        let title = found.text(shape, "title");
        let about = found.get(shape, "about").map_or(&[][..], Value::as_list).iter().filter_map(|value| {
            let (kind, id) = value.as_text()?.split_once('/')?;
            customer_of(book, book.find(book.kinds.named(kind)?, id)?)
        });
        let customer = about.into_iter().next();
        let mut members = mentioned(book, title.unwrap_or_default());
        members
            .extend(mentioned(book, text).into_iter().filter(|member| !members.contains(member)).collect::<Vec<_>>());
        for member in members {
            alerts.push(Alert {
                who: Some(member),
                customer: customer.map(|c| Link::new("customer", &*book.get(c).id).label(book.title(c))),
                title: title.map(str::to_owned).or_else(|| first_line(text)),
                ..search.alert("mention", record, date, date)
            });
        }
    }
    alerts
}
