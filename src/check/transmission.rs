//! What went and what came back: proofs that prove something, answers that fit, and what is still to be done.

use super::{at_key, document_name};
use crate::book::RecordRef;
use crate::book::link::{self, Target, resolve};
use crate::figures::Figures;
use crate::figures::transmission::UNKNOWN;
use crate::figures::{Status as DocumentStatus, platform};
use crate::finding::{Finding, KeyPath, code};
use crate::model::Type;
use crate::model::status::Status;
use crate::model::transmission::{Channel, Transmission};
use crate::value::Date;

/// The kinds of record that go to somebody.
pub const SENDABLE: [&str; 4] = ["invoice", "quote", "order", "delivery"];

/// Every going-out and every answer.
pub fn transmissions(figures: &Figures<'_>, findings: &mut Vec<Finding>) {
    let book = figures.book;
    for (record, _) in book.sound_named("transmission") {
        let Some(sent) = book.typed::<Transmission>(record) else { continue };
        clock(figures, record, sent.time.as_deref(), findings);
        for (i, proof) in sent.files.iter().enumerate() {
            let key = |name: &str| KeyPath::key("files").at(i).and(name);
            let digits = |hash: &String| hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
            let below = proof.file.strip_prefix("files/").is_some_and(|rest| !rest.split('/').any(|part| part == ".."));
            let finding = match &proof.hash {
                _ if !below => at_key(book, &code::SENT_FILE, record, key("file")).variant("place"),
                None => at_key(book, &code::SENT_FILE, record, key("file")),
                Some(hash) if !digits(hash) => at_key(book, &code::SENT_FILE, record, key("hash")).variant("hash"),
                Some(_) => continue,
            };
            findings.push(finding.arg("path", &proof.file));
        }
        // What does not resolve is a finding of references.
        let Target::Record(document) = resolve(book, &Type::AnyRef, &sent.document.0) else { continue };
        let at = |code| at_key(book, code, record, KeyPath::key("document")).arg("target", book.name(document));
        let found = book.get(document);
        if !SENDABLE.contains(&book.kind(document.kind).name) {
            findings.push(at(&code::NOT_SENDABLE));
            continue;
        }
        let shape = book.shape(document.kind);
        if Some(document.kind) == figures.invoice && found.text(shape, "number").is_none() {
            findings.push(at(&code::NOT_SENDABLE).variant("draft"));
        }
        let dated = found.date(shape, "date").filter(|dated| *dated > sent.date);
        if let Some(dated) = dated {
            findings.push(too_early(figures, record, sent.date, (document, dated)));
        }
    }
    for (record, _) in book.sound_named("status") {
        let Some(status) = book.typed::<Status>(record) else { continue };
        clock(figures, record, status.time.as_deref(), findings);
        if status.status.wants_reason() && status.reason.is_none() && status.reason_code.is_none() {
            let finding = at_key(book, &code::NO_REASON, record, KeyPath::key("status"));
            findings.push(finding.arg("detail", format!("@word-{}", status.status.name())));
        }
        let Some(to) = link::target(book, "transmission", status.transmission.as_str()) else { continue };
        let sent = book.get(to).date(book.shape(to.kind), "date").filter(|sent| *sent > status.date);
        if let Some(sent) = sent {
            findings.push(too_early(figures, record, status.date, (to, sent)));
        }
    }
    to_do(figures, findings);
}

/// An answer before the question, a letter before its date.
fn too_early(figures: &Figures<'_>, record: RecordRef, date: Date, (other, earlier): (RecordRef, Date)) -> Finding {
    let book = figures.book;
    let finding = at_key(book, &code::DATES, record, KeyPath::key("date")).arg("date", date);
    let finding = finding.arg("other", book.name(other)).arg("earlier_date", earlier);
    finding.label(book.place(other, KeyPath::key("date")), "label-also-here", Vec::new())
}

/// What the last going-out of a document leaves to be done.
fn to_do(figures: &Figures<'_>, findings: &mut Vec<Finding>) {
    let book = figures.book;
    for (document, sendings) in figures.sendings().all() {
        let number = document_name(book, document);
        let Some(last) = sendings.last() else { continue };
        let settled = figures.document(document).is_some_and(|document| {
            document.credit_note || matches!(document.status, DocumentStatus::Credited | DocumentStatus::Paid)
        });
        if let Some(refusal) = last.refusal().filter(|_| Some(document.kind) == figures.invoice && !settled) {
            let finding = at_key(book, &code::REFUSED_INVOICE, refusal.record, KeyPath::key("status"));
            let variant = if refusal.answer.name() == "rejected" { "rejected" } else { "" };
            let finding = finding.arg("number", number).arg("date", refusal.date);
            findings.push(if variant.is_empty() { finding } else { finding.variant(variant) });
        }
        if last.state() == UNKNOWN {
            let finding = at_key(book, &code::UNCERTAIN_SENDING, last.record, KeyPath::key("result"));
            findings.push(finding.arg("number", number).arg("date", last.date));
        }
        // A copy by e-mail beside the platform is nobody's concern.
        let by_mail = sendings.iter().find(|sending| matches!(sending.channel, Channel::Email | Channel::Post));
        if let Some(by_mail) = by_mail.filter(|_| !sendings.iter().any(|sent| sent.channel.is_electronic_invoice()))
            && let Some(duty) = platform::of_invoice(figures, document)
        {
            let finding = at_key(book, &code::PLATFORM_WANTED, by_mail.record, KeyPath::key("channel"));
            let finding = finding.variant(duty.name).arg("number", number).arg("source", duty.source);
            findings.push(finding.arg("from", duty.first_day().map_or_else(String::new, |day| day.to_string())));
        }
    }
}

/// A time of day is written `09:42`.
fn clock(figures: &Figures<'_>, record: RecordRef, time: Option<&str>, findings: &mut Vec<Finding>) {
    if let Some(time) = time.filter(|time| !is_clock(time)) {
        let finding = at_key(figures.book, &code::BAD_TIME, record, KeyPath::key("time"));
        findings.push(finding.arg("value", time));
    }
}

/// Whether a text is a time of day: two digits, a colon, two digits.
pub fn is_clock(text: &str) -> bool {
    let part = |digits: &str, below: u8| {
        digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit()) && digits.parse().is_ok_and(|n: u8| n < below)
    };
    text.split_once(':').is_some_and(|(hours, minutes)| part(hours, 24) && part(minutes, 60))
}

#[cfg(test)]
mod tests {
    use super::is_clock;

    #[test]
    fn a_time_has_two_digits_a_colon_and_two_digits() {
        for right in ["00:00", "09:42", "23:59"] {
            assert!(is_clock(right), "{right}");
        }
        for wrong in ["9:42", "24:00", "12:60", "09h42", "09:42:10", "+1:20", ""] {
            assert!(!is_clock(wrong), "{wrong}");
        }
    }
}
