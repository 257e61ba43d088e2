//! `carnet send` and `carnet transmission`: what went, and what came back, each as a record of its own.
//!
//! The id of such a record is made of what it says. Whoever writes down the same fact writes the same file, and two facts
//! never meet in one: merges have nothing to settle.

use super::chain;
use super::error::ChangeError;
use super::literal::Literal;
use super::plan::{FileChange, Plan, table_spec};
use super::record_text::RecordText;
use super::scope::Scope;
use super::text::format;
use crate::book::RecordRef;
use crate::book::source::path_for;
use crate::figures::Figures;
use crate::figures::seal::digest;
use crate::finding::KeyPath;
use crate::model::kind::FileFormat;
use crate::model::status::Answer;
use crate::model::transmission::Channel;
use crate::value::{Date, Id};

/// A going-out to write down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    pub channel: Channel,
    pub date: Date,
    /// `HH:MM`.
    pub time: Option<String>,
    /// Nobody knows whether it went.
    pub unknown: bool,
    pub recipients: Vec<String>,
    pub message_id: Option<String>,
    pub receipt: Option<String>,
    /// Paths below the book's root, and their SHA-256.
    pub files: Vec<(String, String)>,
}

/// An answer to write down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub answer: Answer,
    pub date: Date,
    /// `HH:MM`.
    pub time: Option<String>,
    pub reason: Option<String>,
    pub reason_code: Option<String>,
    pub message_id: Option<String>,
}

/// Plans the record of a going-out. A quote that goes out for the first time is marked as sent by that: it is not changed any
/// more.
///
/// # Errors
/// The record is no document, a draft of an invoice, or dated later; the same going-out is written down already.
pub fn transmit(scope: &Scope<'_>, document: RecordRef, sent: &Sent) -> Result<Plan, ChangeError> {
    let book = scope.book;
    sendable(scope, document)?;
    let name = book.name(document);
    let found = book.get(document);
    if let Some(dated) = found.date(book.shape(document.kind), "date").filter(|dated| *dated > sent.date) {
        return Err(ChangeError::new("send-too-early").arg("name", name).arg("date", sent.date).arg("dated", dated));
    }
    let mut facts = vec![name.clone(), sent.channel.name().to_owned(), sent.time.clone().unwrap_or_default()];
    facts.extend([sent.message_id.clone().unwrap_or_default(), sent.receipt.clone().unwrap_or_default()]);
    facts.extend(sent.recipients.iter().cloned());
    let mut keys: Vec<(KeyPath, Literal)> = Vec::new();
    let text = |text: &str| Literal::Text(text.to_owned());
    let key = |name: &str| KeyPath::key(name);
    keys.push((key("document"), text(&name)));
    keys.push((key("channel"), text(sent.channel.name())));
    keys.push((key("date"), Literal::Bare(sent.date.to_string())));
    keys.extend(sent.time.as_deref().map(|time| (key("time"), text(time))));
    if sent.unknown {
        keys.push((key("result"), text("unknown")));
    }
    if !sent.recipients.is_empty() {
        let recipients = sent.recipients.iter().map(|recipient| text(recipient)).collect();
        keys.push((key("recipients"), Literal::List(recipients)));
    }
    for (name, value) in [("message_id", &sent.message_id), ("receipt", &sent.receipt)] {
        keys.extend(value.as_deref().map(|value| (key(name), text(value))));
    }
    for (i, (file, hash)) in sent.files.iter().enumerate() {
        keys.push((key("files").at(i).and("file"), text(file)));
        keys.push((key("files").at(i).and("hash"), text(hash)));
    }
    let (change, record) = event(scope, "transmission", (sent.date, &found.id), &facts, &keys)?;
    let way = sent.channel.name();
    let subject = match sent.unknown {
        false => format!("{name}: sent ({way})"),
        true => format!("{name}: perhaps sent ({way})"),
    };
    let mut plan = Plan { changes: vec![change], subject, touched: vec![record] };
    if book.kind(document.kind).name == "quote" && found.date(book.shape(document.kind), "sent").is_none() {
        let marked = chain::send(scope, document, sent.date)?;
        plan.changes.extend(marked.changes);
        plan.touched.splice(0..0, marked.touched);
    }
    Ok(plan)
}

/// Whether a record is a document that may go to somebody.
///
/// # Errors
/// It is none, or a draft of an invoice.
pub fn sendable(scope: &Scope<'_>, document: RecordRef) -> Result<(), ChangeError> {
    let book = scope.book;
    let refused = |key| ChangeError::new(key).arg("name", book.name(document)).arg("id", &*book.get(document).id);
    match book.kind(document.kind).name {
        "invoice" if book.get(document).text(book.shape(document.kind), "number").is_none() => {
            Err(refused("send-draft").hint("send-draft-help"))
        }
        kind if crate::check::SENDABLE.contains(&kind) => Ok(()),
        _ => Err(refused("send-not-a-document")),
    }
}

/// The going-out that a word means: a transmission itself, or the last one of a document.
///
/// # Errors
/// The document never went.
pub fn last_sending(scope: &Scope<'_>, record: RecordRef) -> Result<RecordRef, ChangeError> {
    let book = scope.book;
    if book.kind(record.kind).name == "transmission" {
        return Ok(record);
    }
    let figures = Figures::new(book, scope.periods.today);
    let last = figures.sendings().of(record).last().map(|sending| sending.record);
    let never = || ChangeError::new("send-never").arg("name", book.name(record)).arg("id", &*book.get(record).id);
    last.ok_or_else(|| never().hint("send-never-help"))
}

/// Plans the record of an answer to a going-out.
///
/// # Errors
/// The answer lies before the going-out, lacks its reason, or is written down already.
pub fn answer(scope: &Scope<'_>, transmission: RecordRef, said: &Said) -> Result<Plan, ChangeError> {
    let book = scope.book;
    let name = book.name(transmission);
    let sent = book.get(transmission).date(book.shape(transmission.kind), "date");
    if let Some(sent) = sent.filter(|sent| *sent > said.date) {
        return Err(ChangeError::new("send-answer-early").arg("name", name).arg("date", said.date).arg("sent", sent));
    }
    if said.answer.wants_reason() && said.reason.is_none() && said.reason_code.is_none() {
        let error = ChangeError::new("send-no-reason").arg("status", said.answer.name());
        return Err(error.hint("send-no-reason-help"));
    }
    let text = |text: &str| Literal::Text(text.to_owned());
    let key = |name: &str| KeyPath::key(name);
    let id = &book.get(transmission).id;
    let mut keys = vec![
        (key("transmission"), text(id)),
        (key("date"), Literal::Bare(said.date.to_string())),
        (key("status"), text(said.answer.name())),
    ];
    let mut facts = vec![name, said.answer.name().to_owned()];
    for (name, value) in [
        ("time", &said.time),
        ("reason", &said.reason),
        ("reason_code", &said.reason_code),
        ("message_id", &said.message_id),
    ] {
        facts.push(value.clone().unwrap_or_default());
        keys.extend(value.as_deref().map(|value| (key(name), text(value))));
    }
    let figures = Figures::new(book, scope.periods.today);
    let document = figures.sendings().document(transmission);
    let about = document.map_or(id.to_string(), |document| book.get(document).id.to_string());
    let (change, record) = event(scope, "status", (said.date, &about), &facts, &keys)?;
    let whose = document.map_or_else(|| book.name(transmission), |document| book.name(document));
    Ok(Plan { changes: vec![change], subject: format!("{whose}: {}", said.answer.name()), touched: vec![record] })
}

/// The file of an event, and its name: `2026-11-20-site-acme-3fa2c1`.
fn event(
    scope: &Scope<'_>,
    kind: &'static str,
    (date, about): (Date, &str),
    facts: &[String],
    keys: &[(KeyPath, Literal)],
) -> Result<(FileChange, String), ChangeError> {
    let book = scope.book;
    let no_kind = || ChangeError::new("change-no-kind").arg("word", kind).arg("kinds", "-");
    let kind_id = book.kinds.named(kind).ok_or_else(no_kind)?;
    // Room for the day and the end, should the document's id be as long as an id may be.
    let about: String = about.chars().take(Id::MAX - 20).collect();
    let end = &digest(&facts.join("\n"))[..6];
    let id = format!("{date}-{}-{end}", about.trim_end_matches(['-', '.']));
    let id = Id::new(&id).map_err(|_| ChangeError::new("change-bad-id").arg("id", id))?;
    if let Some(taken) = book.find_ignoring_case(kind_id, id.as_str()) {
        return Err(ChangeError::new("send-known").arg("name", book.name(taken)));
    }
    let spec = table_spec(book.shape(kind_id));
    let mut text = RecordText::empty(FileFormat::Toml, &spec)?;
    for (path, value) in keys {
        text.set(path, value)?;
    }
    let path = path_for(&book.kinds, kind_id, id.as_str(), Some(date));
    let change = FileChange { path, before: None, after: Some(format(&text.finish(), &spec)?) };
    Ok((change, format!("{kind}/{}", id.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Book, Source};
    use crate::model::Kinds;
    use crate::value::period::PeriodContext;

    fn book(extra: &[(&str, &str)]) -> Book {
        let mut sources = vec![
            Source::new("carnet.toml", "format = 2\n".as_bytes()),
            Source::new("customers/acme.toml", "name = \"ACME\"\n".as_bytes()),
            Source::new("invoices/draft.toml", "customer = \"acme\"\ndate = 2026-10-01\n".as_bytes()),
            Source::new("invoices/a.toml", "customer = \"acme\"\nnumber = \"F-1\"\ndate = 2026-10-01\n".as_bytes()),
            Source::new(
                "quotes/q.toml",
                "customer = \"acme\"\nnumber = \"D-1\"\ndate = 2026-10-01\n\n[[lines]]\ndescription = \"Audit\"\nquantity = 1\nunit_price = 10\n".as_bytes(),
            ),
        ];
        sources.extend(extra.iter().map(|(path, text)| Source::new(path, text.as_bytes())));
        Book::read(Kinds::standard(), sources)
    }

    fn scope(book: &Book) -> Scope<'_> {
        Scope { book, periods: PeriodContext::new(Date::new(2026, 10, 20).unwrap()), last: None }
    }

    fn find(book: &Book, kind: &str, id: &str) -> RecordRef {
        book.find(book.kinds.named(kind).unwrap(), id).unwrap()
    }

    fn letter() -> Sent {
        Sent {
            channel: Channel::Post,
            date: Date::new(2026, 10, 5).unwrap(),
            time: None,
            unknown: false,
            recipients: vec!["ACME, 12 rue des Lilas, 59000 Lille".into()],
            message_id: None,
            receipt: Some("1A 234 567 8901 2".into()),
            files: vec![("files/F-1.pdf".into(), "ab".repeat(32))],
        }
    }

    #[test]
    fn a_going_out_is_a_file_of_its_own() {
        let book = book(&[]);
        let plan = transmit(&scope(&book), find(&book, "invoice", "a"), &letter()).unwrap();
        assert_eq!(plan.changes.len(), 1);
        assert!(plan.changes[0].path.starts_with("transmissions/2026/10/2026-10-05-a-"), "{}", plan.changes[0].path);
        assert_eq!(
            plan.changes[0].after.as_deref().unwrap(),
            format!(
                "document = \"invoice/a\"\nchannel = \"post\"\ndate = 2026-10-05\n\nrecipients = [\"ACME, 12 rue des Lilas, 59000 Lille\"]\nreceipt = \"1A 234 567 8901 2\"\n\n[[files]]\nfile = \"files/F-1.pdf\"\nhash = \"{}\"\n",
                "ab".repeat(32)
            )
        );
        // The same letter written down twice is one letter.
        let again = plan.applied(&book);
        let error = transmit(&scope(&again), find(&again, "invoice", "a"), &letter()).unwrap_err();
        assert_eq!(error.key, "send-known");
        assert_eq!(again.findings, []);
    }

    #[test]
    fn a_draft_does_not_go_and_a_customer_neither() {
        let book = book(&[]);
        let refused = |kind, id| transmit(&scope(&book), find(&book, kind, id), &letter()).unwrap_err().key;
        assert_eq!(refused("invoice", "draft"), "send-draft");
        assert_eq!(refused("customer", "acme"), "send-not-a-document");
        let early = Sent { date: Date::new(2026, 9, 30).unwrap(), ..letter() };
        assert_eq!(transmit(&scope(&book), find(&book, "invoice", "a"), &early).unwrap_err().key, "send-too-early");
    }

    #[test]
    fn a_quote_that_goes_out_is_sent() {
        let book = book(&[]);
        let plan = transmit(&scope(&book), find(&book, "quote", "q"), &letter()).unwrap();
        assert_eq!(plan.changes.len(), 2);
        let quote = plan.changes.iter().find(|change| change.path == "quotes/q.toml").unwrap();
        assert!(quote.after.as_deref().unwrap().contains("sent = 2026-10-05"));
    }

    #[test]
    fn an_answer_belongs_to_the_last_going_out_and_says_why() {
        let first = book(&[]);
        let invoice = find(&first, "invoice", "a");
        assert_eq!(last_sending(&scope(&first), invoice).unwrap_err().key, "send-never");
        let book = transmit(&scope(&first), invoice, &letter()).unwrap().applied(&first);
        let sending = last_sending(&scope(&book), find(&book, "invoice", "a")).unwrap();
        let mut said = Said {
            answer: Answer::Refused,
            date: Date::new(2026, 10, 8).unwrap(),
            time: None,
            reason: None,
            reason_code: None,
            message_id: None,
        };
        assert_eq!(answer(&scope(&book), sending, &said).unwrap_err().key, "send-no-reason");
        said.reason = Some("Wrong purchase order".into());
        let plan = answer(&scope(&book), sending, &said).unwrap();
        assert!(plan.changes[0].path.starts_with("statuses/2026/10/2026-10-08-a-"));
        assert_eq!(plan.subject, "invoice/a: refused");
        let would = plan.applied(&book);
        assert_eq!(would.findings, []);
        let figures = Figures::new(&would, Date::new(2026, 10, 20).unwrap());
        assert_eq!(figures.sendings().delivery(find(&would, "invoice", "a")), Some("refused"));
        said.date = Date::new(2026, 10, 4).unwrap();
        assert_eq!(answer(&scope(&book), sending, &said).unwrap_err().key, "send-answer-early");
    }
}
