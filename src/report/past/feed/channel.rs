//! The feed as news for a feed reader: what `render` writes as Atom.

use super::alert::Alert;
use super::item::midnight;
use super::{Feed, Item};
use crate::book::Book;
use crate::figures::Figures;
use crate::history::RevisionError;
use crate::report::Past;
use crate::report::sheet::{Cell, Text};

/// News that one can subscribe to.
pub struct Channel {
    /// Permanent, different for each repository and each question: `urn:uuid:…`.
    pub id: String,
    pub title: Text,
    /// The firm.
    pub author: String,
    /// When the last of the news, or the last commit where there are none, came. Seconds since 1970 in UTC.
    pub updated: i64,
    pub news: Vec<News>,
}

/// One of them.
pub struct News {
    /// Permanent: the same for the same commit, record and sort, in every clone and every run.
    pub id: String,
    pub title: Text,
    /// Who did it; none for alerts, which are nobody's work.
    pub author: Option<String>,
    pub time: i64,
    /// `won`, `overdue`…: the names of the tables.
    pub sort: &'static str,
    /// What people call it.
    pub label: Text,
    /// What is told of it: whom and what it is about, the change, the amount; empty ones are nothing.
    pub told: Vec<Cell>,
    /// `carnet show …`, the command that tells more.
    pub look: Option<String>,
}

impl Feed {
    /// Alerts first. Times come from the commits and, for alerts, from the day on which they began: the same state of the
    /// book on the same day gives the same channel, wherever and whenever it is written.
    ///
    /// # Errors
    /// What the repository cannot tell; see [`RevisionError`].
    pub fn channel(&self, figures: &Figures<'_>, past: &Past<'_>) -> Result<Channel, RevisionError> {
        let book = figures.book;
        let commits = past.records.revisions.commits(&[past.head], &[])?;
        let root = commits.last().map_or(past.head, |commit| commit.id);
        let latest = commits.first().map_or(0, |commit| commit.author.time);
        let alerts = self.alerts.iter().map(|alert| alert_news(book, alert, &root.to_string()));
        let news: Vec<News> = alerts.chain(self.items.iter().map(|item| item_news(book, item))).collect();
        let firm = book.firm.file.firm.as_ref().map_or("carnet", |firm| firm.name.as_str());
        let member = self.question.member.map(|member| book.title(member));
        let title = match member {
            Some(member) => Text::key("feed-channel-for").arg("member", Cell::text(member)),
            None => Text::key("feed-channel"),
        };
        Ok(Channel {
            id: uuid(&[&root.to_string(), &self.filters(book)]),
            title: title.arg("firm", Cell::text(firm)),
            author: firm.to_owned(),
            updated: news.iter().map(|news| news.time).max().unwrap_or(latest),
            news,
        })
    }

    /// What tells this feed from others of the same book, its period aside: that moves on from day to day.
    fn filters(&self, book: &Book) -> String {
        let question = &self.question;
        let member = question.member.map_or("", |member| &*book.get(member).id);
        let sorts = question.items.iter().map(|row| row.name).chain(question.alerts.iter().map(|row| row.name));
        format!("{member}|{}|{}", question.authors.join(","), sorts.collect::<Vec<_>>().join(","))
    }
}

fn item_news(book: &Book, item: &Item) -> News {
    let commit = item.commit.to_string();
    let record = item.record.as_ref().map_or(String::new(), |link| link.target().into_owned());
    let label = Text::key(item.kind.key);
    News {
        id: uuid(&[&commit, &record, item.kind.name]),
        title: heading(&label, item.about()),
        author: Some(item.author.name.clone()),
        time: item.when.time,
        sort: item.kind.name,
        label,
        told: vec![item.about(), item.detail.words(book.firm.currency()), item.amount.clone().into()],
        look: item.record.as_ref().map(|link| look(&link.target())),
    }
}

fn alert_news(book: &Book, alert: &Alert, root: &str) -> News {
    let record = book.name(alert.record);
    let who = alert.who.map_or("", |who| &*book.get(who).id);
    let label = Text::key(alert.row().key);
    let since = Cell::word("since", Text::key("feed-since").arg("date", Cell::Date(alert.since)));
    News {
        id: uuid(&[root, &record, alert.kind, who, &alert.since.to_string()]),
        title: heading(&label, Cell::text(alert.about())),
        author: None,
        time: midnight(alert.began),
        sort: alert.kind,
        label,
        told: vec![Cell::text(alert.about()), since, alert.amount.into()],
        look: Some(look(&record)),
    }
}

/// "Won: ACME Conseil · New site".
fn heading(label: &Text, about: Cell) -> Text {
    Text::key("feed-heading").arg("what", Cell::word("what", label.clone())).arg("about", about)
}

fn look(record: &str) -> String {
    format!("carnet show {record}")
}

/// A name-based UUID of version 8 (RFC 9562, section 5.8) over FNV-1a with 128 bits: no secret is kept with it, and names
/// that begin with a commit's id do not meet by chance.
fn uuid(parts: &[&str]) -> String {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    let hash = bytes.fold(OFFSET, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    let version = (hash & !(0xf << 76)) | (0x8 << 76);
    let hash = (version & !(0x3 << 62)) | (0x2 << 62);
    let digits = format!("{hash:032x}");
    let groups = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
    format!("urn:uuid:{}", groups.join("-"))
}

#[cfg(test)]
mod tests {
    use super::uuid;

    #[test]
    fn a_uuid_says_its_version_and_changes_with_every_part() {
        let id = uuid(&["deadbeef", "deal/site", "won"]);
        assert_eq!(id.len(), 45);
        assert_eq!(&id[23..24], "8");
        assert!(matches!(&id[28..29], "8" | "9" | "a" | "b"), "{id}");
        assert_eq!(id, uuid(&["deadbeef", "deal/site", "won"]));
        assert_ne!(id, uuid(&["deadbeef", "deal/sit", "ewon"]));
    }
}
