//! What came back after a document went: each answer is a dated record of its own.
//!
//! The words are those of the life cycle of an electronic invoice (standard AFNOR
//! XP Z12-012, list of invoice statuses 200 to 213), which fit a letter or an e-mail as well.

use schemars::JsonSchema;
use serde::Deserialize;

use super::field::Date;
use super::field::Ref;
use super::kind::Model;
use super::transmission::Transmission;

/// Where a document stands with whoever got it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    Deposited,
    Emitted,
    Received,
    Available,
    TakenUp,
    Approved,
    PartlyApproved,
    Disputed,
    Suspended,
    Completed,
    Refused,
    PaymentSent,
    Paid,
    Rejected,
}

impl Answer {
    /// In the order of the codes.
    pub const ALL: [Answer; 14] = [
        Answer::Deposited,
        Answer::Emitted,
        Answer::Received,
        Answer::Available,
        Answer::TakenUp,
        Answer::Approved,
        Answer::PartlyApproved,
        Answer::Disputed,
        Answer::Suspended,
        Answer::Completed,
        Answer::Refused,
        Answer::PaymentSent,
        Answer::Paid,
        Answer::Rejected,
    ];

    /// Its word in files, its code in the French life cycle, and the French word for it.
    fn row(self) -> (&'static str, u16, &'static str) {
        match self {
            Answer::Deposited => ("deposited", 200, "déposée"),
            Answer::Emitted => ("emitted", 201, "émise"),
            Answer::Received => ("received", 202, "reçue"),
            Answer::Available => ("available", 203, "mise à disposition"),
            Answer::TakenUp => ("taken-up", 204, "prise en charge"),
            Answer::Approved => ("approved", 205, "approuvée"),
            Answer::PartlyApproved => ("partly-approved", 206, "approuvée partiellement"),
            Answer::Disputed => ("disputed", 207, "en litige"),
            Answer::Suspended => ("suspended", 208, "suspendue"),
            Answer::Completed => ("completed", 209, "complétée"),
            Answer::Refused => ("refused", 210, "refusée"),
            Answer::PaymentSent => ("payment-sent", 211, "paiement transmis"),
            Answer::Paid => ("paid", 212, "encaissée"),
            Answer::Rejected => ("rejected", 213, "rejetée"),
        }
    }

    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// 200 to 213.
    pub fn code(self) -> u16 {
        self.row().1
    }

    /// Reads its word, its code or its French name, with or without accents and hyphens.
    pub fn parse(text: &str) -> Option<Answer> {
        let plain = |text: &str| {
            let letters = text.trim().to_lowercase().replace(['-', '_'], " ");
            letters.replace(['é', 'è', 'ê'], "e").replace('à', "a").replace('ç', "c")
        };
        let text = plain(text);
        Answer::ALL.into_iter().find(|answer| {
            let (name, code, french) = answer.row();
            text == plain(name) || text == code.to_string() || text == plain(french)
        })
    }

    /// The receiver, or a platform, says no: the document is not accepted as it is.
    pub fn is_no(self) -> bool {
        matches!(self, Answer::Refused | Answer::Rejected)
    }

    /// Whether a reason belongs to it (XP Z12-012: 206, 207, 208, 210 and 213 bear one).
    pub fn wants_reason(self) -> bool {
        self.is_no() || matches!(self, Answer::PartlyApproved | Answer::Disputed | Answer::Suspended)
    }
}

/// What came back of a going-out, on a day.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
pub struct Status {
    /// The going-out that it answers.
    pub transmission: Ref<Transmission>,
    /// The day, in the book's time zone.
    pub date: Date,
    /// The time of that day, where it is known: "09:42".
    pub time: Option<String>,
    /// What was said. In the French life cycle deposited is 200, emitted 201, received 202, available 203, taken-up 204,
    /// approved 205, partly-approved 206, disputed 207, suspended 208, completed 209, refused 210, payment-sent 211, paid
    /// 212 and rejected 213.
    pub status: Answer,
    /// Why, in words: for refused, rejected, disputed, suspended and partly-approved.
    pub reason: Option<String>,
    /// The code that a platform gives the reason.
    pub reason_code: Option<String>,
    /// The number of the message that said so.
    pub message_id: Option<String>,
}

impl Model for Status {
    const NAME: &'static str = "status";
    const FOLDER: &'static str = "statuses";
    const ALIASES: &'static [&'static str] = &["statut"];
    const TITLE: &'static str = "";
    const COLUMNS: &'static [&'static str] = &["status", "date", "reason", "transmission"];
    const DATE: Option<&'static str> = Some("date");
    const SINCE: Option<&'static str> = Some("date");
    const BY_MONTH: bool = true;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_as_its_word_its_code_and_in_french() {
        for answer in Answer::ALL {
            let (name, code, french) = answer.row();
            for text in [name, &code.to_string(), french, &french.to_uppercase()] {
                assert_eq!(Answer::parse(text), Some(answer), "{text}");
            }
        }
        assert_eq!(Answer::parse("prise-en-charge"), Some(Answer::TakenUp));
        assert_eq!(Answer::parse("refusee"), Some(Answer::Refused));
        assert_eq!(Answer::parse("199"), None);
    }

    #[test]
    fn the_codes_run_from_200_without_a_gap() {
        let codes: Vec<u16> = Answer::ALL.map(Answer::code).to_vec();
        assert_eq!(codes, (200..214).collect::<Vec<u16>>());
    }
}
