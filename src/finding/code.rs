//! The table of finding codes: stable, documented, never reused.
//!
//! `E` and a family: 01 form, 02 references, 03 money and tax, 04 numbering and state, 05 goods, 06 e-invoice,
//! 07 configuration, 08 history. The level stands apart from the code and can be set in `carnet.toml [check]`.

use std::fmt;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Not shown, not counted.
    Off,
    Note,
    Warning,
    /// Makes `check` exit with 1.
    Error,
}

impl Level {
    pub fn name(self) -> &'static str {
        match self {
            Level::Off => "off",
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// One row of the table.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// `E0104`.
    pub id: &'static str,
    /// A short stable name in words: `unknown-key`.
    pub name: &'static str,
    /// The level unless the firm sets another.
    pub level: Level,
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id)
    }
}

macro_rules! codes {
    ($($constant:ident $id:literal $name:literal $level:ident;)*) => {
        $(pub static $constant: Code = Code { id: $id, name: $name, level: Level::$level };)*
        /// Every code, in order.
        pub static CODES: &[&Code] = &[$(&$constant),*];
    };
}

codes! {
    SYNTAX            "E0101" "syntax"              Error;
    TOML_1_1          "E0102" "toml-1.1"            Error;
    WRONG_TYPE        "E0103" "wrong-type"          Error;
    UNKNOWN_KEY       "E0104" "unknown-key"         Error;
    MISSING_KEY       "E0105" "missing-key"         Error;
    NOT_UTF8          "E0106" "not-utf-8"           Error;
    CONFLICT_MARKER   "E0107" "conflict-marker"     Error;
    BAD_NUMBER        "E0108" "bad-number"          Error;
    TOO_MANY_DECIMALS "E0109" "too-many-decimals"   Error;
    BAD_DATE          "E0110" "bad-date"            Error;
    NOT_A_CHOICE      "E0111" "not-a-choice"        Error;
    BAD_EMAIL         "E0112" "bad-email"           Error;
    BAD_COUNTRY       "E0113" "bad-country"         Error;
    BAD_CURRENCY      "E0114" "bad-currency"        Error;
    BAD_VAT_ID        "E0115" "bad-vat-id"          Error;
    BAD_SIREN         "E0116" "bad-siren"           Error;
    BAD_SIRET         "E0117" "bad-siret"           Error;
    BAD_IBAN          "E0118" "bad-iban"            Error;
    BAD_TERMS         "E0119" "bad-terms"           Error;
    BAD_ID            "E0120" "bad-id"              Error;
    SAME_ID           "E0121" "same-id"             Error;
    STRAY_FILE        "E0122" "stray-file"          Warning;
    SYMLINK           "E0123" "symlink"             Error;
    FRONT_MATTER      "E0124" "front-matter"        Error;
    BAD_FORMAT        "E0125" "bad-format"          Error;
    UNREADABLE_FILE   "E0126" "unreadable-file"     Error;
    OUT_OF_RANGE      "E0127" "out-of-range"        Error;
    EMPTY_TEXT        "E0128" "empty-text"          Error;
    BAD_KEY           "E0129" "bad-signing-key"     Error;

    DANGLING          "E0201" "dangling-reference"  Error;
    WRONG_KIND        "E0202" "wrong-kind"          Error;
    ARCHIVED          "E0203" "archived-reference"  Warning;
    AMBIGUOUS         "E0204" "ambiguous-reference" Error;
    CYCLE             "E0205" "reference-cycle"     Error;
    UNKNOWN_CODE      "E0206" "unknown-firm-code"   Error;
    BAD_QUERY         "E0207" "bad-saved-query"     Error;
    UNKNOWN_SITE      "E0208" "unknown-site"        Error;
    SAME_SITE         "E0209" "same-site"           Error;

    STATED_TOTAL      "E0301" "stated-total"        Error;
    OVER_ALLOCATED    "E0302" "over-allocated"      Error;
    OVERPAID          "E0303" "overpaid"            Error;
    CURRENCY_MISMATCH "E0304" "currency-mismatch"   Error;
    NO_TAX            "E0305" "no-tax-rate"         Error;
    SIGN              "E0306" "negative-amount"     Error;
    OTHER_CUSTOMER    "E0307" "other-customer"      Warning;
    OVER_CREDITED     "E0308" "over-credited"       Error;
    NO_TOTALS         "E0309" "no-totals"           Error;
    TAX_DATE          "E0310" "tax-out-of-date"     Error;
    ADJUSTMENT        "E0311" "unclear-adjustment"  Error;
    WRONG_DOCUMENT    "E0312" "wrong-document"      Error;
    DRAFT_PAID        "E0313" "draft-paid"          Warning;
    SAME_PRICE        "E0330" "same-price"          Error;
    LINE_TYPE         "E0331" "line-type"           Error;
    EXEMPTION_CODE    "E0340" "exemption-code"      Error;
    EXCHANGE_RATE     "E0341" "exchange-rate"       Error;
    CONDITION         "E0342" "condition"           Error;
    TAX_REGIME        "E0343" "tax-regime"          Error;
    TAX_BUYER         "E0344" "tax-buyer"           Warning;
    UNSUPPORTED_SCHEME "E0345" "unsupported-scheme" Error;

    NUMBER_GAP        "E0401" "number-gap"          Error;
    NUMBER_TWICE      "E0402" "number-twice"        Error;
    DATE_BACKWARDS    "E0403" "date-backwards"      Error;
    STAGE             "E0404" "unknown-stage"       Error;
    NUMBER_PATTERN    "E0405" "number-pattern"      Error;
    CLOSED_DEAL       "E0406" "closed-deal"         Warning;
    FUTURE_DATE       "E0407" "future-date"         Warning;
    DATES             "E0408" "dates-out-of-order"  Warning;
    STALE_DEAL        "E0409" "close-date-passed"   Note;
    NO_LINES          "E0410" "no-lines"            Warning;
    FROZEN_PART       "E0420" "frozen-part"         Error;
    FROZEN_TOTAL      "E0421" "frozen-total"        Error;
    SAME_UID          "E0422" "same-uid"            Error;
    NOT_ISSUABLE      "E0423" "not-issuable"        Error;
    EXPIRED_QUOTE     "E0430" "expired-quote"       Note;
    OPTIONS           "E0431" "options"             Error;
    QUOTE_STATE       "E0432" "quote-state"         Error;
    ORDER_LINE        "E0433" "order-line"          Error;
    BEYOND_ORDER      "E0434" "beyond-order"        Warning;
    CREDITED_PART     "E0440" "credited-part"       Error;
    AMENDMENT         "E0441" "amendment"           Error;
    DEPOSIT           "E0442" "deposit"             Error;
    PROGRESS          "E0443" "progress"            Error;
    CORRECTION        "E0444" "correction"          Error;
    RETENTION         "E0445" "retention"           Error;
    ORDER_SUM         "E0446" "order-sum"           Warning;
    PREPAYMENT        "E0447" "prepayment"          Warning;
    DELIVERY_LINE     "E0460" "delivery-line"       Error;
    BEYOND_DELIVERY   "E0461" "beyond-delivery"     Warning;
    COVERED           "E0462" "period"              Warning;

    EINVOICE_MISSING  "E0601" "einvoice-missing"    Error;
    EINVOICE_WRONG    "E0602" "einvoice-wrong"      Error;
    EINVOICE_SUM      "E0603" "einvoice-sum"        Error;
    EINVOICE_IMPOSSIBLE "E0604" "einvoice-impossible" Error;
    EINVOICE_CHARACTER "E0605" "einvoice-character" Error;
    BILL_TOTAL        "E0620" "bill-total"          Error;
    BILL_DRAFT        "E0621" "bill-draft"          Warning;
    BILL_TWICE        "E0622" "bill-twice"          Error;
    UNKNOWN_ACCOUNT   "E0623" "unknown-account"     Warning;
    BILL_INCOMPLETE   "E0624" "bill-incomplete"     Error;
    SENT_FILE         "E0640" "sent-file"           Error;
    BAD_TIME          "E0641" "bad-time"            Error;
    NOT_SENDABLE      "E0642" "not-sendable"        Error;
    REFUSED_INVOICE   "E0643" "refused-invoice"     Warning;
    NO_REASON         "E0644" "no-reason"           Warning;
    PLATFORM_WANTED   "E0645" "platform-wanted"     Warning;
    SMTP_IN_BOOK      "E0646" "smtp-in-book"        Error;
    UNCERTAIN_SENDING "E0647" "uncertain-sending"   Warning;

    CONFIG            "E0701" "configuration"       Error;
    NEWER_FORMAT      "E0702" "newer-format"        Error;
    CONFIG_CODE       "E0703" "unknown-finding-code" Error;
    CUSTOM_FIELD      "E0704" "custom-field"        Error;
    ROLE              "E0705" "role"                Error;
    OLD_FORMAT        "E0706" "old-format"          Warning;

    BROKEN_SEAL       "E0801" "broken-seal"         Error;
    CLOSED_PERIOD     "E0802" "closed-period"       Error;
    CLOSING_TAG       "E0803" "closing-tag"         Warning;
}

/// The code with this id or name, ignoring case.
pub fn find(text: &str) -> Option<&'static Code> {
    CODES.iter().copied().find(|code| code.id.eq_ignore_ascii_case(text) || code.name.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_rise_and_names_are_unique() {
        assert!(CODES.windows(2).all(|pair| pair[0].id < pair[1].id));
        let mut names: Vec<_> = CODES.iter().map(|code| code.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), CODES.len());
    }
}
