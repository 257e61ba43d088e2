//! The French reform (`BR-FR-…`, specifications of the administration's release 3.1 and XP Z12-012), and what public
//! buyers ask (ordinance 2014-697, Chorus Pro).

use super::{Case, Spot, blank, lacks, rules};
use crate::einvoice::target::{FRENCH_TYPES, is_of_this_century};
use crate::einvoice::term::{Identifier, Party};
use crate::value::tax::TaxCategory::{Canary, CeutaMelilla};
use crate::value::{Currency, Decimal};

/// Rates that are or were in force (BR-FR-16), in hundredths of a percent.
const RATES: &[i64] = &[0, 90, 105, 175, 210, 550, 700, 850, 920, 960, 1000, 1300, 1960, 2000, 2060];

fn is_rate(percent: Decimal) -> bool {
    RATES.iter().any(|rate| Decimal::new(*rate, 2) == percent)
}

/// BR-FR-01, BR-FR-02.
fn bad_number(number: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "+-_/".contains(c);
    number.chars().count() > 35 || blank(number) || !number.chars().all(allowed)
}

/// BR-FR-23, BR-FR-25: of an address of the French directory.
fn bad_endpoint(endpoint: Option<&Identifier>) -> bool {
    endpoint.is_some_and(|endpoint| {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "+-_.".contains(c);
        let french = endpoint.scheme.as_deref() == Some("0225");
        endpoint.id.chars().count() > 125 || french && !endpoint.id.chars().all(allowed)
    })
}

fn digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|b| b.is_ascii_digit())
}

/// The number of a company in the register (scheme 0002).
fn siren(party: &Party) -> Option<&str> {
    party.legal_id.as_ref().filter(|id| id.scheme.as_deref() == Some("0002")).map(|id| id.id.as_str())
}

fn siret(party: &Party) -> Option<&str> {
    party.ids.iter().find(|id| id.scheme.as_deref() == Some("0009")).map(|id| id.id.as_str())
}

/// The State's establishment in the directory of Chorus Pro, whichever ministry buys.
const STATE: &str = "11000201100044";

fn is_state(c: &Case<'_>) -> bool {
    siret(&c.invoice.buyer) == Some(STATE)
}

/// BR-FR-09: fourteen digits that begin with the SIREN.
fn other_firm(party: &Party) -> bool {
    siret(party).is_some_and(|siret| {
        !digits(siret, 14) || party.legal_id.as_ref().is_none_or(|legal| !siret.starts_with(legal.id.as_str()))
    })
}

/// BR-FR-05, BR-FR-06: each of these notes stands there once.
fn note(c: &Case<'_>, subject: &str) -> Vec<Spot> {
    let count = c.invoice.notes.iter().filter(|note| note.subject.as_deref() == Some(subject)).count();
    c.when(count != 1)
}

fn treatment<'i>(c: &Case<'i>) -> Option<&'i str> {
    c.invoice.notes.iter().find(|note| note.subject.as_deref() == Some("BAR")).map(|note| note.text.as_str())
}

fn process<'i>(c: &Case<'i>) -> &'i str {
    c.invoice.process.as_deref().unwrap_or_default()
}

fn mode(c: &Case<'_>) -> Option<char> {
    process(c).chars().nth(1)
}

rules! {
    pub(super) RULES:
    "BR-FR-01" "BT-1" Wrong "french-number" |c| c.when(bad_number(&c.invoice.number));
    "BR-FR-02" "BT-25" Wrong "french-number" |c| c.preceding(|earlier| bad_number(&earlier.number));
    "BR-FR-03" "BT-2" Wrong "century" |c| c.when(!is_of_this_century(c.invoice.issue_date));
    "BR-FR-03" "BT-9" Wrong "century" |c| c.when(c.invoice.due_date.is_some_and(|date| !is_of_this_century(date)));
    "BR-FR-04" "BT-3" Impossible "type" |c| c.when(!c.is_type(FRENCH_TYPES));
    "BR-FR-05" "BT-22" Missing "note-pmt" |c| note(c, "PMT");
    "BR-FR-05" "BT-22" Missing "note-pmd" |c| note(c, "PMD");
    "BR-FR-05" "BT-22" Missing "note-aab" |c| note(c, "AAB");
    "BR-FR-06" "BT-21" Wrong "note-txd" |c| c.when({
        c.invoice.notes.iter().filter(|note| note.subject.as_deref() == Some("TXD")).count() > 1
    });
    "BR-FR-08" "BT-23" Missing "nature" |c| c.when({
        const MODES: &[&str] = &[
            "B1", "S1", "M1", "B2", "S2", "M2", "S3", "B4", "S4", "M4", "S5", "S6", "B7", "S7", "B8", "S8", "M8", "B9",
            "S9", "M9",
        ];
        !MODES.contains(&process(c))
    });
    // What these stand for (invoices of several sellers) has no terms here.
    "BR-FR-MV-01" "BT-23" Impossible "several-sellers" |c| c.when(matches!(mode(c), Some('8' | '9')));
    "BR-FR-09" "BT-29" Wrong "siret" |c| c.when(other_firm(&c.invoice.seller));
    "BR-FR-09" "BT-46" Wrong "siret" |c| c.when(other_firm(&c.invoice.buyer));
    "BR-FR-10" "BT-30" Missing "siren" |c| c.when(!siren(&c.invoice.seller).is_some_and(|siren| digits(siren, 9)));
    "BR-FR-11" "BT-47" Missing "siren" |c| c.when({
        treatment(c) == Some("B2B") && !siren(&c.invoice.buyer).is_some_and(|siren| digits(siren, 9))
    });
    "BR-FR-32" "BT-47" Wrong "siren" |c| c.when({
        siren(&c.invoice.buyer).is_some_and(|siren| !digits(siren, 9))
    });
    "BR-FR-12" "BT-49" Missing "" |c| c.when(c.invoice.buyer.endpoint.as_ref().is_none_or(|id| blank(&id.id)));
    "BR-FR-13" "BT-34" Missing "" |c| c.when(c.invoice.seller.endpoint.as_ref().is_none_or(|id| blank(&id.id)));
    "BR-FR-15" "BT-151" Impossible "spanish" |c| c.when(c.has_category(Canary) || c.has_category(CeutaMelilla));
    "BR-FR-16" "BT-152" Wrong "french-rate" |c| {
        let wrong = |tax: crate::einvoice::term::Tax| tax.percent.is_some_and(|percent| !is_rate(percent));
        let lines = c.lines(|line| wrong(line.tax));
        let less = c.allowances(|found| found.tax.is_some_and(wrong));
        [lines, less, c.charges(|found| found.tax.is_some_and(wrong))].concat()
    };
    "BR-FR-20" "BT-22" Wrong "note-bar" |c| c.notes(|note| {
        const TREATMENTS: &[&str] = &["B2B", "B2BINT", "B2C", "B2CINT", "OUTOFSCOPE", "ARCHIVEONLY"];
        note.subject.as_deref() == Some("BAR") && !TREATMENTS.contains(&note.text.as_str())
    });
    "BR-FR-31" "BT-21" Wrong "note-bar" |c| c.when({
        c.invoice.notes.iter().filter(|note| note.subject.as_deref() == Some("BAR")).count() > 1
    });
    "BR-FR-21" "BT-49" Wrong "directory" |c| c.when({
        let own = siren(&c.invoice.buyer).unwrap_or_default();
        let listed = |id: &Identifier| id.scheme.as_deref() == Some("0225") && id.id.starts_with(own);
        let selfbilled = c.is_type(&[389, 501, 500, 471, 473, 261, 502]);
        treatment(c) == Some("B2B") && !selfbilled && c.invoice.buyer.endpoint.as_ref().is_some_and(|id| !listed(id))
    });
    "BR-FR-23" "BT-34" Wrong "directory-form" |c| c.when(bad_endpoint(c.invoice.seller.endpoint.as_ref()));
    "BR-FR-23" "BT-49" Wrong "directory-form" |c| c.when(bad_endpoint(c.invoice.buyer.endpoint.as_ref()));
    "BR-FR-CO-03" "BT-12" Missing "" |c| c.when(c.is_type(&[262]) && lacks(c.invoice.contract_reference.as_ref()));
    "BR-FR-CO-03" "BT-73" Missing "" |c| c.when({
        let whole = c.invoice.period.is_some_and(|period| period.start.is_some() && period.end.is_some());
        c.is_type(&[262]) && !whole
    });
    "BR-FR-CO-04" "BT-25" Missing "one-corrected" |c| c.when({
        let dated = c.invoice.preceding.iter().filter(|earlier| earlier.date.is_some()).count();
        c.is_type(&[384, 471, 472, 473]) && (dated != 1 || c.invoice.preceding.len() != 1)
    });
    "BR-FR-CO-05" "BT-25" Missing "credited" |c| c.when({
        let dated = c.invoice.preceding.iter().any(|earlier| earlier.date.is_some());
        c.is_type(&[261, 381, 396, 502, 503]) && !dated
    });
    "BR-FR-CO-07" "BT-9" Wrong "not-before" |c| c.when({
        let free = c.is_type(&[386, 500, 503]) || mode(c) == Some('2');
        !free && c.invoice.due_date.is_some_and(|due| due < c.invoice.issue_date)
    });
    "BR-FR-CO-08" "BT-23" Wrong "deposit-settled" |c| c.when(mode(c) == Some('4') && c.is_type(&[386, 500, 503]));
    "BR-FR-CO-09" "BT-113" Sum "paid" |c| c.when({
        let totals = &c.invoice.totals;
        mode(c) == Some('2') && (totals.prepaid.unwrap_or_default() != totals.tax_inclusive || !totals.due.is_zero())
    });
    "BR-FR-CO-09" "BT-9" Missing "paid-on" |c| c.when(mode(c) == Some('2') && c.invoice.due_date.is_none());
    "BR-FR-CO-12" "BT-111" Missing "in-euro" |c| c.when({
        let euro = Currency::euro();
        let said = c.invoice.tax_currency == Some(euro) && c.invoice.totals.tax_in_accounting_currency.is_some();
        c.invoice.currency != euro && !said
    });
    "BR-FR-DEC-02" "BT-129" Wrong "four-decimals" |c| c.lines(|line| {
        line.quantity.normalize().scale() > 4 || line.price_base.is_some_and(|base| base.normalize().scale() > 4)
    });
    "BR-FR-DEC-03" "BT-146" Wrong "six-decimals" |c| c.lines(|line| {
        let prices = [Some(line.price), line.gross_price, line.price_discount];
        prices.into_iter().flatten().any(|price| price.normalize().scale() > 6)
    });
    "BR-FR-30" "BT-128" Missing "scheme" |c| c.lines(|line| line.object.as_ref().is_some_and(|id| blank(&id.id)));
}

rules! {
    /// What public buyers ask beyond the reform's rules.
    pub(super) PUBLIC:
    "CHORUS-SIRET" "BT-46" Missing "siret" |c| c.when(!siret(&c.invoice.buyer).is_some_and(|siret| digits(siret, 14)));
    // Each body says in the directory of Chorus Pro whether it wants a service code, a commitment number, either, both or none, so
    // that only the State, which has one entry for all its ministries, is known to want both.
    "CHORUS-SERVICE" "BT-10" Missing "service" |c| c.when(is_state(c) && lacks(c.invoice.buyer_reference.as_ref()));
    "CHORUS-COMMITMENT" "BT-13" Missing "commitment" |c| {
        c.when(is_state(c) && lacks(c.invoice.purchase_order.as_ref()))
    };
}
