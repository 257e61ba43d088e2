//! What a payer is given: the creditor reference (ISO 11649) and the text that a phone scans (EPC069-12).

use crate::value::{Decimal, decimal};

/// The longest reference after `RF` and its check digits.
const LONGEST_REFERENCE: usize = 21;
/// The largest amount of a SEPA transfer: 999 999 999.99 EUR.
const LARGEST: Decimal = Decimal::from_parts(1_215_752_191, 23, 0, false, 2);

/// The creditor reference of a document's number: `RF`, two check digits, and the letters and digits of the number. `None`
/// where it has none or more than 21.
pub fn creditor_reference(number: &str) -> Option<String> {
    let body: String = number.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    if body.is_empty() || body.len() > LONGEST_REFERENCE {
        return None;
    }
    let check = 98 - remainder(&format!("{body}RF00"));
    Some(format!("RF{check:02}{body}"))
}

/// Whether a text is a creditor reference whose check digits are right (ISO 11649; spaces do not matter).
pub fn is_creditor_reference(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let Some((head, body)) = text.split_at_checked(4) else { return false };
    let digits = head.get(2..).is_some_and(|check| check.bytes().all(|b| b.is_ascii_digit()));
    let whole = (1..=LONGEST_REFERENCE).contains(&body.len()) && body.bytes().all(|b| b.is_ascii_alphanumeric());
    head.starts_with("RF") && digits && whole && remainder(&format!("{body}{head}")) == 1
}

/// The remainder modulo 97, where A counts 10 and Z 35 (ISO 7064).
fn remainder(text: &str) -> u32 {
    text.chars().fold(0, |remainder, c| {
        let value = c.to_digit(36).unwrap_or(0);
        (remainder * if value > 9 { 100 } else { 10 } + value) % 97
    })
}

/// A SEPA transfer that a payer is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer<'t> {
    pub name: &'t str,
    pub iban: &'t str,
    pub bic: Option<&'t str>,
    /// In euro.
    pub amount: Decimal,
    /// ISO 11649.
    pub reference: Option<&'t str>,
    /// Free words, where there is no reference.
    pub text: &'t str,
}

/// The text of the code that a phone scans (EPC069-12, version 002, UTF-8). `None` where the amount is not 0.01 to
/// 999 999 999.99, or a name or account is missing.
pub fn code(transfer: &Transfer<'_>) -> Option<String> {
    let amount = decimal::fixed(transfer.amount, 2);
    if amount < Decimal::new(1, 2) || amount > LARGEST {
        return None;
    }
    let name = cut(transfer.name, 70);
    let iban: String = transfer.iban.chars().filter(|c| !c.is_whitespace()).collect();
    if name.is_empty() || iban.is_empty() {
        return None;
    }
    let text = if transfer.reference.is_some() { String::new() } else { cut(transfer.text, 140) };
    let amount = format!("EUR{amount}");
    let lines = [
        "BCD",
        "002",
        "1",
        "SCT",
        transfer.bic.unwrap_or_default(),
        &name,
        &iban,
        &amount,
        "",
        transfer.reference.unwrap_or_default(),
        &text,
    ];
    // Elements at the end that are empty are left out, with their ends of line.
    Some(lines.join("\n").trim_end_matches('\n').to_owned())
}

/// On one line, of at most so many characters.
fn cut(text: &str, longest: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().filter(|c| !c.is_control()).take(longest).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::decimal::parse;
    use proptest::prelude::*;

    #[test]
    fn references_are_those_of_the_standard() {
        // The examples of ISO 11649 and of the banks that explain it.
        for good in ["RF18539007547034", "RF18 5390 0754 7034", "RF712348231", "RF332348236"] {
            assert!(is_creditor_reference(good), "{good}");
        }
        for bad in
            ["RF19539007547034", "RF18", "XX18539007547034", "RF1853900754703é", "RF185390075470341234567890", ""]
        {
            assert!(!is_creditor_reference(bad), "{bad}");
        }
        assert_eq!(creditor_reference("539007547034").as_deref(), Some("RF18539007547034"));
        assert_eq!(creditor_reference("2348231").as_deref(), Some("RF712348231"));
        assert_eq!(creditor_reference("---"), None);
        assert_eq!(creditor_reference("1234567890123456789012"), None);
    }

    #[test]
    fn the_code_is_as_the_european_payments_council_writes_it() {
        let transfer = Transfer {
            name: "Atelier Martin",
            iban: "FR76 3000 6000 0112 3456 7890 189",
            bic: Some("AGRIFRPP"),
            amount: parse("3096").unwrap(),
            reference: None,
            text: "F-2026-0042",
        };
        let expected =
            "BCD\n002\n1\nSCT\nAGRIFRPP\nAtelier Martin\nFR7630006000011234567890189\nEUR3096.00\n\n\nF-2026-0042";
        assert_eq!(code(&transfer).as_deref(), Some(expected));
        let structured = Transfer { bic: None, reference: Some("RF18539007547034"), ..transfer.clone() };
        let expected =
            "BCD\n002\n1\nSCT\n\nAtelier Martin\nFR7630006000011234567890189\nEUR3096.00\n\nRF18539007547034";
        assert_eq!(code(&structured).as_deref(), Some(expected));
    }

    #[test]
    fn what_no_bank_would_take_has_no_code() {
        let transfer = Transfer { name: "A", iban: "X", bic: None, amount: Decimal::ONE, reference: None, text: "" };
        let with = |amount: &str| code(&Transfer { amount: parse(amount).unwrap(), ..transfer.clone() });
        assert_eq!(with("0"), None);
        assert_eq!(with("-1"), None);
        assert_eq!(with("1000000000"), None);
        assert!(with("999999999.99").unwrap().contains("EUR999999999.99"));
        assert_eq!(code(&Transfer { name: " ", ..transfer.clone() }), None);
        let long = "é".repeat(200);
        let text = code(&Transfer { name: &long, text: &long, ..transfer }).unwrap();
        let lines: Vec<usize> = text.lines().map(|line| line.chars().count()).collect();
        assert_eq!((lines[5], lines[10]), (70, 140));
    }

    proptest! {
        #[test]
        fn every_number_makes_a_reference_that_checks(number in "[A-Za-z0-9/_-]{1,21}") {
            if let Some(reference) = creditor_reference(&number) {
                prop_assert!(is_creditor_reference(&reference), "{}", reference);
            }
        }
    }
}
