//! SIREN and SIRET, the numbers of INSEE (French Code de commerce, articles R. 123-220 and following).

use super::{IdentifierFault, length, only_digits};

/// La Poste's SIREN: its thousands of offices have SIRETs that follow a rule of their own.
const LA_POSTE: &str = "356000000";

/// Nine digits whose last is a Luhn check digit.
pub(super) fn check_siren(text: &str) -> Result<(), IdentifierFault> {
    only_digits(text)?;
    length(text, &[9])?;
    luhn(text)
}

/// Fourteen digits: a SIREN and five more, under one Luhn check digit.
///
/// La Poste's establishments are numbered so that the sum of the fourteen digits is a multiple of 5 instead; its head
/// office, 356 000 000 00048, satisfies Luhn, and so may others: either rule is accepted for them.
pub(super) fn check_siret(text: &str) -> Result<(), IdentifierFault> {
    only_digits(text)?;
    length(text, &[14])?;
    let post_office = text.starts_with(LA_POSTE);
    if post_office && digits(text).sum::<u32>().is_multiple_of(5) {
        return Ok(());
    }
    match luhn(text) {
        // Under two rules nobody can say which digit was meant.
        Err(_) if post_office => Err(IdentifierFault::Checksum { expected: None }),
        outcome => outcome,
    }
}

fn digits(text: &str) -> impl DoubleEndedIterator<Item = u32> + '_ {
    text.chars().filter_map(|c| c.to_digit(10))
}

/// Luhn's rule over digits, the last being the check digit.
fn luhn(text: &str) -> Result<(), IdentifierFault> {
    let sum: u32 = digits(text)
        .rev()
        .enumerate()
        .map(|(i, d)| match (i % 2, d) {
            (0, d) => d,
            (_, d) if d > 4 => 2 * d - 9,
            (_, d) => 2 * d,
        })
        .sum();
    if sum.is_multiple_of(10) {
        return Ok(());
    }
    let last = digits(text).next_back().unwrap_or(0);
    Err(IdentifierFault::Checksum { expected: Some(((last + 10 - sum % 10) % 10).to_string()) })
}

/// French legal forms that have a share capital, which their documents state with the register (Code de commerce, art. R123-237
/// and R123-238).
pub fn has_capital(legal_form: &str) -> bool {
    const FORMS: &[&str] = &["SARL", "EURL", "SAS", "SASU", "SA", "SCA", "SELARL", "SELAS", "SELASU"];
    FORMS.iter().any(|own| own.eq_ignore_ascii_case(legal_form.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sirens() {
        // INSEE's example, La Poste, Renault, Air France.
        for good in ["732829320", "356000000", "780129987", "420495178"] {
            assert_eq!(check_siren(good), Ok(()), "{good}");
        }
        assert_eq!(check_siren("732829321"), Err(IdentifierFault::Checksum { expected: Some("0".into()) }));
        assert_eq!(check_siren("73282932"), Err(IdentifierFault::Length { expected: vec![9], found: 8 }));
        assert_eq!(check_siren("73282932O"), Err(IdentifierFault::Character('O')));
        assert_eq!(check_siren("７32829320"), Err(IdentifierFault::Character('７')));
    }

    #[test]
    fn sirets() {
        for good in ["73282932000074", "78012998703591"] {
            assert_eq!(check_siret(good), Ok(()), "{good}");
        }
        assert_eq!(check_siret("73282932000075"), Err(IdentifierFault::Checksum { expected: Some("4".into()) }));
        assert_eq!(check_siret("732829320"), Err(IdentifierFault::Length { expected: vec![14], found: 9 }));
    }

    #[test]
    fn la_poste_has_a_rule_of_its_own() {
        assert_eq!(check_siret("35600000000048"), Ok(()), "the head office, by Luhn");
        assert_eq!(check_siret("35600000049837"), Ok(()), "an office, its digits sum to 45");
        assert_eq!(check_siret("35600000049838"), Err(IdentifierFault::Checksum { expected: None }));
    }
}
