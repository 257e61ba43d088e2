//! From the texts of elements to values, noting what cannot be one.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::fault::{Fault, FaultKind};
use super::tree::Node;
use crate::einvoice::term::{AttachedFile, Identifier};
use crate::value::tax::TaxCategory;
use crate::value::{Currency, Date, Decimal, decimal};

/// What is known while a document is read.
pub(super) struct Values {
    faults: RefCell<Vec<Fault>>,
    currency: Currency,
    /// The line that is read.
    line: std::cell::Cell<Option<usize>>,
}

impl Values {
    pub(super) fn new(currency: Currency) -> Values {
        Values { faults: RefCell::default(), currency, line: std::cell::Cell::new(None) }
    }

    pub(super) fn into_faults(self) -> Vec<Fault> {
        // A term that is missing in a way that several readers see is one fault.
        let mut seen = BTreeSet::new();
        let faults = self.faults.into_inner();
        faults.into_iter().filter(|f| seen.insert((f.term, f.line, f.path.clone(), f.rule))).collect()
    }

    /// The document's currency.
    pub(super) fn currency(&self) -> Currency {
        self.currency
    }

    /// What follows is about this line, from 0.
    pub(super) fn line(&self, line: Option<usize>) {
        self.line.set(line);
    }

    pub(super) fn missing(&self, rule: &'static str, term: &'static str) {
        let line = self.line.get();
        let fault = Fault { rule, term, kind: FaultKind::Missing, line, path: None, at: None };
        self.faults.borrow_mut().push(fault);
    }

    pub(super) fn fault(&self, node: Node<'_>, rule: &'static str, term: &'static str, kind: FaultKind) {
        let line = self.line.get();
        let fault = Fault { rule, term, kind, line, path: Some(node.path()), at: Some(node.position()) };
        self.faults.borrow_mut().push(fault);
    }

    /// A text that must be there; empty where it is not.
    pub(super) fn required(&self, node: Option<Node<'_>>, rule: &'static str, term: &'static str) -> String {
        text(node).unwrap_or_else(|| {
            self.missing(rule, term);
            String::new()
        })
    }

    /// A decimal number of any length.
    pub(super) fn number(&self, node: Option<Node<'_>>, term: &'static str) -> Option<Decimal> {
        let node = node?;
        let text = node.text()?;
        let number = parse(text);
        if number.is_none() {
            self.fault(node, "", term, FaultKind::NotANumber { text: text.to_owned() });
        }
        number
    }

    /// An amount of the document's currency, with its decimals.
    pub(super) fn amount(&self, node: Option<Node<'_>>, term: &'static str) -> Option<Decimal> {
        self.amount_in(self.currency, node, term)
    }

    pub(super) fn amount_in(&self, currency: Currency, node: Option<Node<'_>>, term: &'static str) -> Option<Decimal> {
        let node = node?;
        if let Some(code) = node.attribute("currencyID").filter(|code| *code != currency.code()) {
            node.text();
            let text = format!("{} {code}", node.peek());
            self.fault(node, "", term, FaultKind::Currency { text });
            return None;
        }
        let number = self.number(Some(node), term)?.normalize();
        if number.scale() > currency.decimals() {
            let text = node.peek().to_owned();
            self.fault(node, "", term, FaultKind::Decimals { text });
            return None;
        }
        Some(decimal::fixed(number, currency.decimals()))
    }

    pub(super) fn required_amount(&self, node: Option<Node<'_>>, rule: &'static str, term: &'static str) -> Decimal {
        self.or_missing(node, self.amount(node, term), rule, term)
    }

    pub(super) fn required_number(&self, node: Option<Node<'_>>, rule: &'static str, term: &'static str) -> Decimal {
        self.or_missing(node, self.number(node, term), rule, term)
    }

    /// The price of a unit: any decimals, in the document's currency.
    pub(super) fn price(&self, node: Option<Node<'_>>, term: &'static str) -> Option<Decimal> {
        let node = node?;
        if let Some(code) = node.attribute("currencyID").filter(|code| *code != self.currency.code()) {
            node.text();
            let text = format!("{} {code}", node.peek());
            self.fault(node, "", term, FaultKind::Currency { text });
            return None;
        }
        self.number(Some(node), term)
    }

    /// The value; else 0, with a fault where nothing was written at all (what is written wrongly has one already).
    pub(super) fn or_missing(
        &self,
        node: Option<Node<'_>>,
        value: Option<Decimal>,
        rule: &'static str,
        term: &'static str,
    ) -> Decimal {
        if value.is_none() && node.is_none_or(|node| node.peek().is_empty()) {
            self.missing(rule, term);
        }
        value.unwrap_or_default()
    }

    /// `2026-11-03`, with or without the time zone that XML Schema allows.
    pub(super) fn date(&self, node: Option<Node<'_>>, term: &'static str) -> Option<Date> {
        let node = node?;
        let text = node.text()?;
        let day = text.get(..10).filter(|_| matches!(text.as_bytes().get(10), None | Some(b'Z' | b'+' | b'-')));
        let date = day.and_then(|day| day.parse().ok());
        if date.is_none() {
            self.fault(node, "", term, FaultKind::NotADate { text: text.to_owned() });
        }
        date
    }

    /// `<udt:DateTimeString format="102">20261103</…>`, inside the node.
    pub(super) fn date_102(&self, node: Option<Node<'_>>, term: &'static str) -> Option<Date> {
        let node = node?;
        let inner = node.get("DateTimeString").or_else(|| node.get("DateString")).unwrap_or(node);
        let format = inner.attribute("format");
        let text = inner.text()?;
        let digits = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) && format.is_none_or(|f| f == "102");
        let date =
            digits.then(|| format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])).and_then(|d| d.parse().ok());
        if date.is_none() {
            let text = format.map_or(text.to_owned(), |format| format!("{text} ({format})"));
            self.fault(inner, "", term, FaultKind::NotADate { text });
        }
        date
    }

    pub(super) fn category(&self, node: Option<Node<'_>>, rule: &'static str, term: &'static str) -> TaxCategory {
        let Some((node, code)) = node.and_then(|node| Some((node, node.text()?))) else {
            self.missing(rule, term);
            return TaxCategory::None;
        };
        match TaxCategory::from_code(code).filter(|category| *category != TaxCategory::None) {
            Some(category) => category,
            None => {
                self.fault(node, rule, term, FaultKind::NotACode { text: code.to_owned() });
                TaxCategory::None
            }
        }
    }

    /// An embedded file (BT-125).
    pub(super) fn file(&self, node: Option<Node<'_>>) -> Option<AttachedFile> {
        let node = node?;
        let mime = node.attribute("mimeCode").unwrap_or_default().to_owned();
        let name = node.attribute("filename").unwrap_or_default().to_owned();
        match base64(node.text()?) {
            Some(bytes) => Some(AttachedFile { bytes, mime, name }),
            None => {
                self.fault(node, "", "BT-125", FaultKind::NotBase64);
                None
            }
        }
    }
}

/// The currency that a document says, before anything else of it is read.
pub(super) fn currency(node: Option<Node<'_>>, rule: &'static str, term: &'static str) -> (Currency, Option<Fault>) {
    let fault = |kind| Fault { rule, term, kind, line: None, path: node.map(Node::path), at: node.map(Node::position) };
    let Some(code) = node.and_then(Node::text) else { return (Currency::euro(), Some(fault(FaultKind::Missing))) };
    match Currency::from_code(code) {
        Some(currency) => (currency, None),
        None => (Currency::euro(), Some(fault(FaultKind::NotACode { text: code.to_owned() }))),
    }
}

/// The text of an element that may be missing.
pub(super) fn text(node: Option<Node<'_>>) -> Option<String> {
    node.and_then(Node::text).map(str::to_owned)
}

/// An identifier and its scheme.
pub(super) fn identifier(node: Node<'_>) -> Option<Identifier> {
    let scheme = node.attribute("schemeID").map(str::to_owned);
    Some(Identifier { id: node.text()?.to_owned(), scheme })
}

/// A decimal number as XML Schema writes it: `1.`, `.5` and `+1` too, but neither exponent nor comma.
fn parse(text: &str) -> Option<Decimal> {
    let (sign, digits) = match text.as_bytes().first()? {
        b'-' => ("-", &text[1..]),
        b'+' => ("", &text[1..]),
        _ => ("", text),
    };
    if digits.starts_with(['+', '-']) {
        return None;
    }
    let digits = digits.strip_suffix('.').filter(|whole| !whole.contains('.')).unwrap_or(digits);
    let zero = if digits.starts_with('.') { "0" } else { "" };
    decimal::parse(&format!("{sign}{zero}{digits}")).ok()
}

/// RFC 4648, blanks between ignored.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut held, mut bits, mut padding) = (0_u32, 0_u32, 0);
    for byte in text.bytes().filter(|b| !b.is_ascii_whitespace()) {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' if padding < 2 => {
                padding += 1;
                continue;
            }
            _ => return None,
        };
        if padding > 0 {
            return None;
        }
        held = (held << 6) | u32::from(six);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    (bits < 6 && held == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_xml_schema_writes_them() {
        let read = |text: &str| parse(text).map(|number| number.to_string());
        assert_eq!(read("+1.50").as_deref(), Some("1.50"));
        assert_eq!(read("-.5").as_deref(), Some("-0.5"));
        assert_eq!(read("5.").as_deref(), Some("5"));
        for text in ["", "+", "-", ".", "1e3", "1,5", "1 000", "NaN", "--1", "1..", "+-1"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn base64_is_read_and_refused() {
        assert_eq!(base64("aGVs\n bG8=").as_deref(), Some(&b"hello"[..]));
        assert_eq!(base64("").as_deref(), Some(&b""[..]));
        for text in ["a", "aGVsbG8=x", "a*==", "aGVsbG9===", "aGVsbG9"] {
            assert_eq!(base64(text), None, "{text}");
        }
    }
}
