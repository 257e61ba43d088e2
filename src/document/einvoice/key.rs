//! Which key of which file feeds which business term: where a finding points, and what `docs/einvoice-terms.md` lists.

use super::{Document, at};
use crate::einvoice::rule::{Fault, Spot};
use crate::finding::{KeyPath, Place};
use crate::firm::PATH;

/// Where a term comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// `[firm]` of `carnet.toml`; written into `[seller]` by issuing.
    Firm(&'static [&'static str]),
    /// The customer's file; written into `[buyer]` by issuing.
    Buyer(&'static [&'static str]),
    /// As before, but no part of what is frozen: it may be written after the issue.
    FirmRoute(&'static [&'static str]),
    BuyerRoute(&'static [&'static str]),
    /// Another part of `carnet.toml`.
    Settings(&'static [&'static str]),
    /// The document.
    Document(&'static [&'static str]),
    /// A line, allowance or charge of the document, wherever the fault is.
    Item(&'static str),
    /// A rate of `carnet.toml`.
    Rate(&'static str),
}

use Key::*;

/// The table. What is computed stands at what it is computed from.
pub(super) const KEYS: &[(&str, Key)] = &[
    ("BT-1", Document(&["number"])),
    ("BT-2", Document(&["date"])),
    ("BT-3", Document(&["type"])),
    ("BT-5", Document(&["currency"])),
    ("BT-6", Settings(&["currency"])),
    ("BT-8", Document(&["tax_point"])),
    ("BT-9", Document(&["due"])),
    ("BT-10", BuyerRoute(&["buyer_reference"])),
    ("BT-11", Document(&["job"])),
    ("BT-12", Document(&["contract"])),
    ("BT-13", Document(&["reference"])),
    ("BT-18", Document(&["reference"])),
    ("BT-20", Document(&["terms"])),
    ("BT-21", Document(&["notes"])),
    ("BT-22", Document(&["notes"])),
    ("BT-23", Document(&["nature"])),
    ("BT-25", Document(&["credits"])),
    ("BT-27", Firm(&["name"])),
    ("BT-28", Firm(&["trade_name"])),
    ("BT-29", Firm(&["siret"])),
    ("BT-30", Firm(&["siren"])),
    ("BT-31", Firm(&["vat_id"])),
    ("BT-33", Firm(&["register"])),
    ("BT-34", FirmRoute(&["endpoint"])),
    ("BT-35", Firm(&["address", "street"])),
    ("BT-37", Firm(&["address", "city"])),
    ("BT-38", Firm(&["address", "postcode"])),
    ("BT-40", Firm(&["address", "country"])),
    ("BT-41", Firm(&["name"])),
    ("BT-42", Firm(&["phone"])),
    ("BT-43", Firm(&["email"])),
    ("BT-44", Buyer(&["name"])),
    ("BT-45", Buyer(&["name"])),
    ("BT-46", Buyer(&["siret"])),
    ("BT-47", Buyer(&["siren"])),
    ("BT-48", Buyer(&["vat_id"])),
    ("BT-49", BuyerRoute(&["endpoint"])),
    ("BT-50", Buyer(&["address", "street"])),
    ("BT-52", Buyer(&["address", "city"])),
    ("BT-53", Buyer(&["address", "postcode"])),
    ("BT-55", Buyer(&["address", "country"])),
    ("BT-72", Document(&["delivered"])),
    ("BT-73", Document(&["period", "from"])),
    ("BT-74", Document(&["period", "to"])),
    ("BT-75", Document(&["delivery", "street"])),
    ("BT-77", Document(&["delivery", "city"])),
    ("BT-78", Document(&["delivery", "postcode"])),
    ("BT-80", Document(&["delivery", "country"])),
    ("BG-16", Firm(&["bank"])),
    ("BT-81", Firm(&["bank"])),
    ("BT-84", Firm(&["bank"])),
    ("BT-85", Firm(&["bank"])),
    ("BT-86", Firm(&["bank"])),
    ("BT-92", Item("amount")),
    ("BT-93", Item("amount")),
    ("BT-94", Item("percent")),
    ("BT-95", Item("tax")),
    ("BT-97", Item("reason")),
    ("BT-99", Item("amount")),
    ("BT-102", Item("tax")),
    ("BT-104", Item("reason")),
    ("BT-106", Document(&["totals", "lines"])),
    ("BT-107", Document(&["totals", "allowances"])),
    ("BT-108", Document(&["totals", "charges"])),
    ("BT-109", Document(&["totals", "net"])),
    ("BT-110", Document(&["totals", "tax"])),
    ("BT-111", Document(&["exchange"])),
    ("BT-112", Document(&["totals", "gross"])),
    ("BT-113", Document(&["totals"])),
    ("BT-114", Document(&["totals", "rounding"])),
    ("BT-115", Document(&["totals", "payable"])),
    ("BG-23", Document(&["totals", "breakdown"])),
    ("BT-116", Document(&["totals", "breakdown"])),
    ("BT-117", Document(&["totals", "breakdown"])),
    ("BT-118", Rate("category")),
    ("BT-119", Rate("percent")),
    ("BT-120", Rate("reason")),
    ("BT-121", Rate("reason_code")),
    ("BG-25", Document(&["lines"])),
    ("BT-126", Item("id")),
    ("BT-129", Item("quantity")),
    ("BT-130", Item("unit")),
    ("BT-131", Item("unit_price")),
    ("BT-132", Item("order_line")),
    ("BT-134", Item("period")),
    ("BT-135", Item("period")),
    ("BT-136", Item("amount")),
    ("BT-138", Item("percent")),
    ("BT-139", Item("reason")),
    ("BT-141", Item("amount")),
    ("BT-144", Item("reason")),
    ("BT-146", Item("unit_price")),
    ("BT-151", Item("tax")),
    ("BT-152", Item("tax")),
    ("BT-153", Item("description")),
];

/// A place with its names.
pub(super) struct Spotted {
    pub at: Place,
    /// `firm.siret`, `lines.2.tax`.
    pub key: String,
    pub file: String,
    /// It was issued so: nothing can be written there any more.
    pub frozen: bool,
}

pub(super) fn key_of(term: &str) -> Option<Key> {
    KEYS.iter().find(|(known, _)| *known == term).map(|(_, key)| *key)
}

fn path(first: Option<&str>, rest: &[&str]) -> KeyPath {
    let start = first.map_or_else(KeyPath::default, KeyPath::key);
    rest.iter().fold(start, |path, key| path.and(key))
}

/// Where what a fault speaks of is to be written.
pub(super) fn place(document: &Document<'_>, fault: &Fault) -> Spotted {
    let issued = document.is_issued();
    let own = |key: KeyPath, frozen: bool| spotted(at(document.book, document.record, key.clone()), &key, frozen);
    let settings = |key: KeyPath| spotted(Place::key(PATH, key.clone()), &key, false);
    match key_of(fault.rule.term) {
        Some(Firm(keys)) if issued => own(path(Some("seller"), keys), true),
        Some(Firm(keys) | FirmRoute(keys)) => settings(path(Some("firm"), keys)),
        Some(Buyer(keys)) if issued => own(path(Some("buyer"), keys), true),
        Some(Buyer(keys) | BuyerRoute(keys)) => match &document.buyer {
            Some((record, _)) => {
                let key = path(None, keys);
                spotted(at(document.book, *record, key.clone()), &key, false)
            }
            None => own(KeyPath::key("customer"), issued),
        },
        Some(Settings(keys)) => settings(path(None, keys)),
        Some(Document(keys)) => own(path(None, keys), issued),
        Some(Item(key)) => own(item(document, fault.spot, key), issued),
        Some(Rate(key)) => match (issued, rate(document, fault.spot)) {
            (false, Some(index)) => settings(KeyPath::key("tax").at(index).and(key)),
            (false, None) => settings(KeyPath::key("tax")),
            (true, _) => own(path(None, &["totals", "breakdown"]), true),
        },
        None => spotted(Place::file(document.book.path(document.record)), &KeyPath::default(), issued),
    }
}

fn spotted(at: Place, key: &KeyPath, frozen: bool) -> Spotted {
    let file = at.path.to_string();
    Spotted { at, key: key.to_string(), file, frozen }
}

fn item(document: &Document<'_>, spot: Spot, key: &str) -> KeyPath {
    let line = |i: usize| KeyPath::key("lines").at(i.min(document.invoice.lines.len().saturating_sub(1)));
    match spot {
        // A percentage over several rates is one key of the file and several items of the invoice.
        Spot::Allowance(i) if i < document.invoice.allowances.len() => KeyPath::key("allowances").at(i).and(key),
        Spot::Charge(i) if i < document.invoice.charges.len() => KeyPath::key("charges").at(i).and(key),
        Spot::Allowance(_) => KeyPath::key("allowances"),
        Spot::Charge(_) => KeyPath::key("charges"),
        Spot::Line(i) => line(i).and(key),
        Spot::LineAllowance(i, j) => line(i).and("allowances").at(j).and(key),
        Spot::LineCharge(i, j) => line(i).and("charges").at(j).and(key),
        _ => KeyPath::key("lines"),
    }
}

/// The rate of `carnet.toml` that a part of the breakdown was made with: that of the lines with its category and percentage.
fn rate(document: &Document<'_>, spot: Spot) -> Option<usize> {
    let rates = &document.book.firm.file.tax;
    let named: Vec<&str> =
        document.invoice.lines.iter().filter_map(|line| Some(line.tax.as_ref()?.0.as_str())).collect();
    let free = |index: &usize| rates[*index].category.is_free();
    let used = |index: &usize| named.contains(&rates[*index].id.as_str()) || rates[*index].default == Some(true);
    match spot {
        Spot::Part(_) => (0..rates.len()).filter(used).find(free).or_else(|| (0..rates.len()).find(used)),
        _ => None,
    }
}
