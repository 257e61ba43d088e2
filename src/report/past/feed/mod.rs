//! The firm's activity stream: who sold, won, lost, issued, got paid and noted what, read from the commits; and before it
//! what in the book's state wants attention.
//!
//! What is news stands in one table ([`item::ITEMS`]), what is an alert in another ([`alert::ALERTS`]). An item is told
//! on the day of its commit, whatever its own date. Keys of the rows for programs:
//! - alerts: `alert` `record` `customer` `title` `who` `since` `days` `amount`;
//! - feed: `item` `date` `time` `author` `email` `member` `commit` `record` `count` `customer` `title` `before` `after`
//!   `reason` `amount`. Many items of one sort in one commit are one row, with their `count` and without a record.

pub mod alert;
pub mod channel;
pub mod item;
mod mention;
mod page;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::HashMap;

use rustc_hash::FxHashMap;

use self::alert::{ALERTS, Alert, AlertKind};
use self::item::{Detail, ITEMS, ItemKind, Seen, head};
use crate::book::{Book, RecordRef};
use crate::figures::Figures;
use crate::history::change::{RecordChange, Subject};
use crate::history::event::{Entry, Moment, Scope, timeline};
use crate::history::{CommitId, RevisionError, Who};
use crate::model::shape::nearest;
use crate::query::fold;
use crate::report::sheet::{Cell, Link, Text};
use crate::report::{Past, ReportError};
use crate::value::{Moneys, Period};

/// More items of one sort in one commit than this are told as one.
const MOST: usize = 10;

/// What is asked for.
#[derive(Clone)]
pub struct Question {
    /// Commits of these days; notes of these days for mentions.
    pub period: Period,
    /// Commits by somebody whose name or address contains one of these texts. Alerts are nobody's work: when this is not
    /// empty, there are none.
    pub authors: Vec<String>,
    /// Only what concerns this member.
    pub member: Option<RecordRef>,
    pub items: Vec<&'static ItemKind>,
    pub alerts: Vec<&'static AlertKind>,
    /// At most so many items, the newest.
    pub limit: Option<usize>,
}

impl Question {
    /// Everything of a period.
    pub fn new(period: Period) -> Question {
        Question {
            period,
            authors: Vec::new(),
            member: None,
            items: ITEMS.iter().collect(),
            alerts: ALERTS.iter().collect(),
            limit: None,
        }
    }

    /// Only these sorts of items and alerts, by their names or the French words for them.
    ///
    /// # Errors
    /// A word that is none.
    pub fn only(&mut self, words: &[String]) -> Result<(), UnknownSort> {
        let (mut items, mut alerts) = (Vec::new(), Vec::new());
        for word in words {
            let folded = fold(word.trim());
            let called = |name: &str, french: &str| folded == name || folded == fold(french);
            match ITEMS.iter().find(|row| called(row.name, row.french)) {
                Some(row) => items.push(row),
                None => match ALERTS.iter().find(|row| called(row.name, row.french)) {
                    Some(row) => alerts.push(row),
                    None => return Err(UnknownSort::new(word.trim())),
                },
            }
        }
        self.items.retain(|row| items.iter().any(|wanted| wanted.name == row.name));
        self.alerts.retain(|row| alerts.iter().any(|wanted| wanted.name == row.name));
        Ok(())
    }
}

/// A word of `--only` that names no sort of items or alerts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownSort {
    pub word: String,
    pub nearest: Option<&'static str>,
}

impl UnknownSort {
    fn new(word: &str) -> UnknownSort {
        let french = ITEMS.iter().map(|row| row.french).chain(ALERTS.iter().map(|row| row.french));
        UnknownSort { word: word.to_owned(), nearest: nearest(word, sorts().chain(french)) }
    }
}

/// The names of all sorts of items and alerts.
pub fn sorts() -> impl Iterator<Item = &'static str> {
    ITEMS.iter().map(|row| row.name).chain(ALERTS.iter().map(|row| row.name))
}

/// Something that happened.
#[derive(Clone)]
pub struct Item {
    pub kind: &'static ItemKind,
    pub when: Moment,
    pub commit: CommitId,
    pub author: Who,
    /// The author, where it is somebody of the firm.
    pub member: Option<RecordRef>,
    /// The record under the id that it has now; none for many at once.
    pub record: Option<Link>,
    /// How many records it is about.
    pub count: usize,
    pub customer: Option<Link>,
    pub title: Option<String>,
    pub detail: Detail,
    /// The amount; of many their sum, where every one says its own.
    pub amount: Option<Moneys>,
}

impl Item {
    /// Whom and what it is about, for people.
    pub fn about(&self) -> Cell {
        match self.record {
            Some(_) => Cell::text(head(self.customer.as_ref(), self.title.as_deref())),
            None => {
                let text = Text::key(format!("{}-many", self.kind.key));
                Cell::word("many", text.arg("count", Cell::Integer(self.count as i64)))
            }
        }
    }
}

/// What happened, and what wants attention.
pub struct Feed {
    pub question: Question,
    pub alerts: Vec<Alert>,
    /// Newest first.
    pub items: Vec<Item>,
    /// How many items the limit left out.
    pub more: usize,
}

impl Feed {
    /// `past` may be missing only where no items are asked for.
    ///
    /// # Errors
    /// What the repository cannot tell; see [`RevisionError`].
    pub fn compute(figures: &Figures<'_>, past: Option<&Past<'_>>, question: Question) -> Result<Feed, ReportError> {
        let mut alerts = Vec::new();
        if question.authors.is_empty() {
            alerts = alert::find(figures, past, &question.alerts, question.period)?;
            alerts.retain(|alert| question.member.is_none() || alert.who == question.member);
        }
        let mut items = match past {
            Some(past) if !question.items.is_empty() => stream(figures.book, past, &question)?,
            _ => Vec::new(),
        };
        // Branches that were joined later stand beside each other in time.
        items.sort_by_key(|item| Reverse(item.when.time));
        let most = question.limit.unwrap_or(usize::MAX);
        let more = items.len().saturating_sub(most);
        items.truncate(most);
        Ok(Feed { question, alerts, items, more })
    }
}

/// The items of the commits that are asked for, the newest commit first.
fn stream(book: &Book, past: &Past<'_>, question: &Question) -> Result<Vec<Item>, RevisionError> {
    let mut kinds: Vec<_> = question.items.iter().filter_map(|row| book.kinds.named(row.record)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let scope = Scope { kinds, authors: question.authors.clone(), period: Some(question.period), ..Scope::default() };
    let staff = Staff::new(book);
    let mut renamed: HashMap<Subject, Subject> = HashMap::new();
    let mut items = Vec::new();
    for entry in timeline(past.records, past.head, past.zone, &scope)?.entries {
        let changes: Vec<(&RecordChange, Subject)> =
            entry.changes.iter().map(|change| (change, current(&mut renamed, change))).collect();
        for row in &question.items {
            let kind = book.kinds.named(row.record);
            let seen =
                |(change, subject): &'_ (&RecordChange, Subject)| subject.kind == kind && !change.fields.is_empty();
            let mut found: Vec<Seen<'_>> = Vec::new();
            for (change, subject) in changes.iter().filter(|pair| seen(pair)) {
                let seen = Seen::new(book, past.records, change, subject);
                let concerns = || question.member.is_none_or(|member| seen.concerned().contains(&member));
                if (row.happened)(&seen) && concerns() {
                    found.push(seen);
                }
            }
            let member = staff.member(&entry.commit.author);
            match found.len() {
                0 => {}
                1..=MOST => items.extend(found.iter().map(|seen| one(row, &entry, member, seen))),
                _ => items.push(many(row, &entry, member, &found)),
            }
        }
    }
    Ok(items)
}

/// The record that a change of the past is about, as it is called now; changes are to be asked for newest first.
fn current(renamed: &mut HashMap<Subject, Subject>, change: &RecordChange) -> Subject {
    let now = renamed.get(&change.subject).unwrap_or(&change.subject).clone();
    if let Some(old) = &change.old_id {
        renamed.insert(Subject { kind: change.subject.kind, id: old.clone() }, now.clone());
    }
    now
}

fn one(row: &'static ItemKind, entry: &Entry, member: Option<RecordRef>, seen: &Seen<'_>) -> Item {
    let link = Link::qualified(row.record, &*seen.subject.id);
    Item {
        record: Some(link),
        count: 1,
        customer: seen.customer(),
        title: seen.title(),
        detail: (row.detail)(seen),
        amount: (row.amount)(seen).map(|amount| [amount].into_iter().collect()),
        ..blank(row, entry, member)
    }
}

fn many(row: &'static ItemKind, entry: &Entry, member: Option<RecordRef>, found: &[Seen<'_>]) -> Item {
    let amounts: Option<Moneys> =
        found.iter().map(Seen::amount_at_once).collect::<Option<Vec<_>>>().map(Moneys::from_iter);
    Item { count: found.len(), amount: amounts, ..blank(row, entry, member) }
}

fn blank(row: &'static ItemKind, entry: &Entry, member: Option<RecordRef>) -> Item {
    Item {
        kind: row,
        when: entry.when,
        commit: entry.commit.id,
        author: entry.commit.author.clone(),
        member,
        record: None,
        count: 0,
        customer: None,
        title: None,
        detail: Detail::default(),
        amount: None,
    }
}

/// The members, by the addresses and names that they commit with.
struct Staff {
    by_email: FxHashMap<String, RecordRef>,
    by_name: FxHashMap<String, RecordRef>,
}

impl Staff {
    fn new(book: &Book) -> Staff {
        let by = |field: &'static str| {
            let members = book.sound_named("member");
            let word = |(record, found): (RecordRef, &crate::book::Record)| {
                let text = found.text(book.shape(record.kind), field)?;
                Some((fold(text).into_owned(), record))
            };
            members.filter_map(word).collect()
        };
        Staff { by_email: by("email"), by_name: by("name") }
    }

    fn member(&self, who: &Who) -> Option<RecordRef> {
        let by_email = self.by_email.get(&*fold(&who.email));
        by_email.or_else(|| self.by_name.get(&*fold(&who.name))).copied()
    }
}
