//! The table of rules: what each may find, what that depends on, and the function that finds it.

use super::bond::{Bond, DEALINGS, REVISIONS};
use super::{
    Scope, bill, chain, confirmation, cycle, delivery, document, firm_code, frozen, number, query, reference, role,
    seal, settings, settlement, sort, state, tax, transmission,
};
use crate::figures::Figures;
use crate::finding::code;
use crate::finding::{Code, Finding};
/// A rule: what it may find, and how.
pub struct Rule {
    /// A word for tables and traces.
    pub name: &'static str,
    /// The codes of its findings.
    pub codes: &'static [&'static Code],
    /// What it finds depends on the day of the figures, with which it compares days that records say; never those in lists.
    pub day: bool,
    pub reach: Reach,
}

/// How a rule appends its findings, in any order and with key paths as places; and what they depend on beside the settings and
/// the day, so that a later `check` knows what it need not examine again.
pub enum Reach {
    /// What it finds of a record depends on that record and on those that it names, and stands at it. It looks at the
    /// records of the scope only.
    Record(fn(&Figures<'_>, &Scope, &mut Vec<Finding>)),
    /// What it finds of a record depends on those that it hangs together with, and on what they name; and stands at one of them.
    Together(&'static Bond, fn(&Figures<'_>, &mut Vec<Finding>)),
    /// What it finds depends on the places that records of these kinds have among each other: see [`ORDERING`](crate::book::delta::ORDERING).
    Places(&'static [&'static str], fn(&Figures<'_>, &mut Vec<Finding>)),
    /// The same of one kind; and what it finds of a record with this field depends on that record and on those that it names, and
    /// stands at it. Of these it looks at the records of the scope only, and at those before which there was another one.
    Chain(&'static str, &'static str, fn(&Figures<'_>, &Scope, &mut Vec<Finding>)),
    /// What it finds depends on records of these kinds.
    Kinds(&'static [&'static str], fn(&Figures<'_>, &mut Vec<Finding>)),
    /// It runs always: it costs nothing, or depends on everything.
    Book(fn(&Figures<'_>, &mut Vec<Finding>)),
}

/// Every rule.
pub static RULES: &[Rule] = &[
    Rule {
        name: "settings",
        codes: &[&code::CONFIG, &code::OUT_OF_RANGE, &code::DATES, &code::CUSTOM_FIELD],
        day: false,
        reach: Reach::Book(settings::settings),
    },
    Rule {
        name: "reference",
        codes: &[&code::DANGLING, &code::WRONG_KIND, &code::ARCHIVED, &code::AMBIGUOUS],
        day: true,
        reach: Reach::Record(reference::references),
    },
    Rule {
        name: "site",
        codes: &[&code::UNKNOWN_SITE, &code::SAME_SITE],
        day: false,
        reach: Reach::Kinds(&["customer", "contact"], reference::sites),
    },
    Rule { name: "cycle", codes: &[&code::CYCLE], day: false, reach: Reach::Record(cycle::cycles) },
    Rule {
        name: "firm-code",
        codes: &[&code::UNKNOWN_CODE, &code::STAGE],
        day: false,
        reach: Reach::Record(firm_code::firm_codes),
    },
    Rule {
        name: "role",
        codes: &[&code::ROLE, &code::BAD_KEY, &code::UNKNOWN_CODE],
        day: false,
        reach: Reach::Kinds(&["member"], role::roles),
    },
    Rule { name: "saved-query", codes: &[&code::BAD_QUERY], day: true, reach: Reach::Book(query::saved_queries) },
    Rule {
        name: "document",
        codes: &[
            &code::STATED_TOTAL,
            &code::NO_TAX,
            &code::TAX_DATE,
            &code::SIGN,
            &code::NO_TOTALS,
            &code::ADJUSTMENT,
            &code::WRONG_DOCUMENT,
            &code::OUT_OF_RANGE,
            &code::FUTURE_DATE,
            &code::DATES,
            &code::NO_LINES,
        ],
        day: true,
        reach: Reach::Together(&DEALINGS, document::documents),
    },
    Rule {
        name: "quote",
        codes: &[
            &code::EXPIRED_QUOTE,
            &code::OPTIONS,
            &code::QUOTE_STATE,
            &code::LINE_TYPE,
            &code::STATED_TOTAL,
            &code::NO_TAX,
            &code::NO_TOTALS,
            &code::SIGN,
            &code::ADJUSTMENT,
            &code::OUT_OF_RANGE,
            &code::DATES,
        ],
        day: true,
        reach: Reach::Together(&REVISIONS, chain::quotes),
    },
    Rule {
        name: "order",
        codes: &[
            &code::ORDER_LINE,
            &code::BEYOND_ORDER,
            &code::LINE_TYPE,
            &code::NO_TAX,
            &code::NO_TOTALS,
            &code::SIGN,
            &code::ADJUSTMENT,
            &code::OUT_OF_RANGE,
            &code::DATES,
        ],
        day: true,
        reach: Reach::Together(&DEALINGS, chain::orders),
    },
    Rule {
        name: "delivery",
        codes: &[&code::DELIVERY_LINE, &code::BEYOND_DELIVERY, &code::COVERED, &code::DATES],
        day: true,
        reach: Reach::Together(&DEALINGS, delivery::deliveries),
    },
    Rule {
        name: "sort",
        codes: &[
            &code::CREDITED_PART,
            &code::AMENDMENT,
            &code::DEPOSIT,
            &code::PROGRESS,
            &code::CORRECTION,
            &code::RETENTION,
            &code::ORDER_SUM,
            &code::PREPAYMENT,
            &code::OUT_OF_RANGE,
        ],
        day: true,
        reach: Reach::Together(&DEALINGS, sort::sorts),
    },
    Rule {
        name: "pricelist",
        codes: &[&code::SAME_PRICE, &code::SIGN, &code::DATES],
        day: false,
        reach: Reach::Record(chain::pricelists),
    },
    Rule {
        name: "settlement",
        codes: &[
            &code::OVER_ALLOCATED,
            &code::OVERPAID,
            &code::CURRENCY_MISMATCH,
            &code::OTHER_CUSTOMER,
            &code::OVER_CREDITED,
            &code::DRAFT_PAID,
            &code::FUTURE_DATE,
        ],
        day: true,
        reach: Reach::Together(&DEALINGS, settlement::settlement),
    },
    Rule {
        name: "number",
        codes: &[&code::NUMBER_GAP, &code::NUMBER_TWICE, &code::DATE_BACKWARDS, &code::NUMBER_PATTERN],
        day: false,
        reach: Reach::Places(&["invoice", "quote", "order", "delivery"], number::numbers),
    },
    Rule {
        name: "deal",
        codes: &[&code::CLOSED_DEAL, &code::DATES, &code::STALE_DEAL, &code::SIGN, &code::OUT_OF_RANGE],
        day: true,
        reach: Reach::Record(state::deals),
    },
    Rule {
        name: "tax-settings",
        codes: &[&code::EXEMPTION_CODE, &code::CONDITION, &code::UNSUPPORTED_SCHEME],
        day: false,
        reach: Reach::Book(tax::settings),
    },
    Rule {
        name: "exchange-rate",
        codes: &[&code::EXCHANGE_RATE],
        day: false,
        reach: Reach::Kinds(&["rate"], tax::exchange),
    },
    Rule {
        name: "tax-draft",
        codes: &[&code::TAX_REGIME, &code::TAX_BUYER],
        day: false,
        reach: Reach::Record(tax::drafts),
    },
    Rule {
        name: "bill",
        codes: &[
            &code::BILL_TOTAL,
            &code::BILL_DRAFT,
            &code::BILL_TWICE,
            &code::UNKNOWN_ACCOUNT,
            &code::BILL_INCOMPLETE,
            &code::FUTURE_DATE,
            &code::DATES,
        ],
        day: true,
        reach: Reach::Kinds(&["bill", "supplier"], bill::bills),
    },
    Rule {
        name: "confirmation",
        codes: &[&code::FUTURE_DATE],
        day: true,
        reach: Reach::Record(confirmation::confirmations),
    },
    Rule { name: "product", codes: &[&code::SIGN], day: false, reach: Reach::Record(state::products) },
    Rule {
        name: "frozen",
        codes: &[&code::FROZEN_PART, &code::FROZEN_TOTAL],
        day: false,
        reach: Reach::Record(frozen::frozen),
    },
    Rule { name: "uid", codes: &[&code::SAME_UID], day: false, reach: Reach::Places(&["invoice"], frozen::uids) },
    Rule {
        name: "transmission",
        codes: &[
            &code::SENT_FILE,
            &code::BAD_TIME,
            &code::NOT_SENDABLE,
            &code::REFUSED_INVOICE,
            &code::NO_REASON,
            &code::PLATFORM_WANTED,
            &code::UNCERTAIN_SENDING,
            &code::DATES,
        ],
        day: true,
        reach: Reach::Together(&DEALINGS, transmission::transmissions),
    },
    Rule {
        name: "seal",
        codes: &[&code::BROKEN_SEAL],
        day: false,
        reach: Reach::Chain("invoice", "seal", seal::seals),
    },
];

/// The codes that come from reading files, without a rule.
pub static FORM_CODES: &[&Code] = &[
    &code::SYNTAX,
    &code::TOML_1_1,
    &code::WRONG_TYPE,
    &code::UNKNOWN_KEY,
    &code::MISSING_KEY,
    &code::NOT_UTF8,
    &code::CONFLICT_MARKER,
    &code::BAD_NUMBER,
    &code::TOO_MANY_DECIMALS,
    &code::BAD_DATE,
    &code::NOT_A_CHOICE,
    &code::BAD_EMAIL,
    &code::BAD_COUNTRY,
    &code::BAD_CURRENCY,
    &code::BAD_VAT_ID,
    &code::BAD_SIREN,
    &code::BAD_SIRET,
    &code::BAD_IBAN,
    &code::BAD_TERMS,
    &code::BAD_ID,
    &code::SAME_ID,
    &code::STRAY_FILE,
    &code::SYMLINK,
    &code::FRONT_MATTER,
    &code::BAD_FORMAT,
    &code::UNREADABLE_FILE,
    &code::OUT_OF_RANGE,
    &code::EMPTY_TEXT,
    &code::CONFIG,
    &code::NEWER_FORMAT,
    &code::OLD_FORMAT,
    &code::CONFIG_CODE,
    &code::SMTP_IN_BOOK,
    &code::CUSTOM_FIELD,
];

/// The codes that only issuing finds: see `change::issue`.
pub static ISSUE_CODES: &[&Code] = &[
    &code::NOT_ISSUABLE,
    &code::EINVOICE_MISSING,
    &code::EINVOICE_WRONG,
    &code::EINVOICE_SUM,
    &code::EINVOICE_IMPOSSIBLE,
    &code::EINVOICE_CHARACTER,
];

/// The codes that take the commits to find: see `history::closing`.
pub static HISTORY_CODES: &[&Code] = &[&code::CLOSED_PERIOD, &code::CLOSING_TAG];
