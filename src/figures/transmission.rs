//! What went to whom, and where it stands: the transmissions of each document and the answers to each of them, as of the
//! day of the figures.

use rustc_hash::FxHashMap;

use super::Figures;
use crate::book::RecordRef;
use crate::book::link::{Target, resolve};
use crate::model::Type;
use crate::model::status::{Answer, Status};
use crate::model::transmission::{Channel, SendingResult, Transmission};
use crate::value::Date;

/// It went, and nothing came back yet.
pub const SENT: &str = "sent";
/// It went or it did not: the connection broke before the answer.
pub const UNKNOWN: &str = "unknown";

/// One going-out of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Sending {
    /// The transmission.
    pub record: RecordRef,
    pub channel: Channel,
    pub date: Date,
    /// `HH:MM`, where it is known.
    pub time: Option<String>,
    /// Nobody knows whether it went.
    pub unknown: bool,
    /// What came back, oldest first.
    pub answers: Vec<Reply>,
}

/// What came back, on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// The status record.
    pub record: RecordRef,
    pub date: Date,
    pub time: Option<String>,
    pub answer: Answer,
    pub reason: Option<String>,
}

impl Sending {
    /// The latest answer, else [`SENT`] or [`UNKNOWN`].
    pub fn state(&self) -> &'static str {
        match self.answers.last() {
            Some(reply) => reply.answer.name(),
            None if self.unknown => UNKNOWN,
            None => SENT,
        }
    }

    /// The latest answer, where it says no.
    pub fn refusal(&self) -> Option<&Reply> {
        self.answers.last().filter(|reply| reply.answer.is_no())
    }
}

/// All that went, by document.
#[derive(Debug, Default)]
pub struct Sendings {
    of: FxHashMap<RecordRef, Vec<Sending>>,
    /// The document of each transmission.
    document: FxHashMap<RecordRef, RecordRef>,
}

impl Sendings {
    /// The goings-out of a document, oldest first.
    pub fn of(&self, document: RecordRef) -> &[Sending] {
        self.of.get(&document).map_or(&[], Vec::as_slice)
    }

    /// Every document that went, with its goings-out, in no order.
    pub fn all(&self) -> impl Iterator<Item = (RecordRef, &[Sending])> {
        self.of.iter().map(|(document, sendings)| (*document, sendings.as_slice()))
    }

    /// What a transmission was about.
    pub fn document(&self, transmission: RecordRef) -> Option<RecordRef> {
        self.document.get(&transmission).copied()
    }

    /// One going-out, by its record.
    pub fn sending(&self, transmission: RecordRef) -> Option<&Sending> {
        self.of(self.document(transmission)?).iter().find(|sending| sending.record == transmission)
    }

    /// Where a transmission stands.
    pub fn state(&self, transmission: RecordRef) -> Option<&'static str> {
        self.sending(transmission).map(Sending::state)
    }

    /// The day on which a document first went; none while nobody knows whether it did.
    pub fn first_sent(&self, document: RecordRef) -> Option<Date> {
        self.of(document).iter().find(|sending| !sending.unknown || !sending.answers.is_empty()).map(|s| s.date)
    }

    /// Where the last going-out of a document stands.
    pub fn delivery(&self, document: RecordRef) -> Option<&'static str> {
        self.of(document).last().map(Sending::state)
    }
}

/// Reads the transmissions and their answers up to the day.
pub(super) fn sendings(figures: &Figures<'_>) -> Sendings {
    let book = figures.book;
    let mut answers: FxHashMap<RecordRef, Vec<Reply>> = FxHashMap::default();
    for (record, _) in book.sound_named("status") {
        let Some(status) = book.typed::<Status>(record).filter(|status| status.date <= figures.as_of) else { continue };
        let Some(to) = crate::book::link::target(book, "transmission", status.transmission.as_str()) else { continue };
        let Status { date, time, reason, .. } = status;
        answers.entry(to).or_default().push(Reply { record, date, time, answer: status.status, reason });
    }
    let mut sendings = Sendings::default();
    for (record, _) in book.sound_named("transmission") {
        let Some(sent) = book.typed::<Transmission>(record).filter(|sent| sent.date <= figures.as_of) else { continue };
        let Target::Record(document) = resolve(book, &Type::AnyRef, &sent.document.0) else { continue };
        let mut answers = answers.remove(&record).unwrap_or_default();
        // Of one minute, the life cycle's own order; a payment that is sent and one that came are both later than a yes.
        answers.sort_by(|a, b| (a.date, &a.time, a.answer, a.record).cmp(&(b.date, &b.time, b.answer, b.record)));
        sendings.document.insert(record, document);
        sendings.of.entry(document).or_default().push(Sending {
            record,
            channel: sent.channel,
            date: sent.date,
            time: sent.time,
            unknown: sent.result == Some(SendingResult::Unknown),
            answers,
        });
    }
    for list in sendings.of.values_mut() {
        list.sort_by(|a, b| (a.date, &a.time, a.record).cmp(&(b.date, &b.time, b.record)));
    }
    sendings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Source};
    use crate::model::Kinds;

    fn book(files: &[(&str, &str)]) -> Book {
        let mut sources = vec![
            Source::new("carnet.toml", "format = 2\n".as_bytes()),
            Source::new("customers/acme.toml", "name = \"ACME\"\n".as_bytes()),
            Source::new("invoices/a.toml", "customer = \"acme\"\nnumber = \"F-1\"\ndate = 2026-10-01\n".as_bytes()),
        ];
        sources.extend(files.iter().map(|(path, text)| Source::new(path, text.as_bytes())));
        Book::read(Kinds::standard(), sources)
    }

    const FIRST: (&str, &str) =
        ("transmissions/one.toml", "document = \"invoice/F-1\"\nchannel = \"portal\"\ndate = 2026-10-02\n");

    fn said(id: &str, day: u32, status: &str) -> (String, String) {
        let text = format!("transmission = \"one\"\ndate = 2026-10-{day:02}\nstatus = \"{status}\"\n");
        (format!("statuses/{id}.toml"), text)
    }

    fn delivery(files: &[(&str, &str)], day: u32) -> (Option<Date>, Option<&'static str>) {
        let book = book(files);
        let figures = Figures::new(&book, Date::new(2026, 10, day).unwrap());
        let invoice = book.find(book.kinds.named("invoice").unwrap(), "a").unwrap();
        (figures.sendings().first_sent(invoice), figures.sendings().delivery(invoice))
    }

    #[test]
    fn a_document_stands_where_its_last_answer_says() {
        let (deposited, refused) = (said("x", 3, "deposited"), said("a", 5, "refused"));
        let files = [FIRST, (&deposited.0, &deposited.1), (&refused.0, &refused.1)];
        let sent = Date::new(2026, 10, 2);
        assert_eq!(delivery(&files, 1), (None, None));
        assert_eq!(delivery(&files, 2), (sent, Some("sent")));
        assert_eq!(delivery(&files, 4), (sent, Some("deposited")));
        assert_eq!(delivery(&files, 5), (sent, Some("refused")));
        let again = ("transmissions/two.toml", "document = \"invoice/a\"\nchannel = \"email\"\ndate = 2026-10-06\n");
        let files = [FIRST, (&deposited.0, &deposited.1), (&refused.0, &refused.1), again];
        assert_eq!(delivery(&files, 7), (sent, Some("sent")));
    }

    #[test]
    fn answers_of_one_day_come_in_the_order_of_the_life_cycle() {
        let (paid, approved) = (said("a", 3, "paid"), said("z", 3, "approved"));
        assert_eq!(delivery(&[FIRST, (&paid.0, &paid.1), (&approved.0, &approved.1)], 3).1, Some("paid"));
    }

    #[test]
    fn what_nobody_knows_is_not_sent() {
        let lost = format!("{}result = \"unknown\"\n", FIRST.1);
        assert_eq!(delivery(&[(FIRST.0, &lost)], 9), (None, Some("unknown")));
        let received = said("a", 3, "received");
        let files = [(FIRST.0, lost.as_str()), (&received.0, &received.1)];
        assert_eq!(delivery(&files, 9), (Date::new(2026, 10, 2), Some("received")));
    }
}
