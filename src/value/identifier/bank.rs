//! Bank accounts and banks.

use iban::{Iban, ParseIbanError};

use super::{IdentifierFault, length, only_capitals_and_digits};

/// How long a country's IBAN is, from SWIFT's IBAN registry.
#[rustfmt::skip] // A table of one entry a line says nothing more.
const IBAN_LENGTHS: &[(&str, usize)] = &[
    ("AD", 24), ("AE", 23), ("AL", 28), ("AT", 20), ("AZ", 28), ("BA", 20), ("BE", 16), ("BG", 22), ("BH", 22),
    ("BI", 27), ("BR", 29), ("BY", 28), ("CH", 21), ("CR", 22), ("CY", 28), ("CZ", 24), ("DE", 22), ("DJ", 27),
    ("DK", 18), ("DO", 28), ("EE", 20), ("EG", 29), ("ES", 24), ("FI", 18), ("FK", 18), ("FO", 18), ("FR", 27),
    ("GB", 22), ("GE", 22), ("GI", 23), ("GL", 18), ("GR", 27), ("GT", 28), ("HN", 28), ("HR", 21), ("HU", 28),
    ("IE", 22), ("IL", 23), ("IQ", 23), ("IS", 26), ("IT", 27), ("JO", 30), ("KW", 30), ("KZ", 20), ("LB", 28),
    ("LC", 32), ("LI", 21), ("LT", 20), ("LU", 20), ("LV", 21), ("LY", 25), ("MC", 27), ("MD", 24), ("ME", 22),
    ("MK", 19), ("MN", 20), ("MR", 27), ("MT", 31), ("MU", 30), ("NI", 28), ("NL", 18), ("NO", 15), ("OM", 23),
    ("PK", 24), ("PL", 28), ("PS", 29), ("PT", 25), ("QA", 29), ("RO", 24), ("RS", 22), ("RU", 33), ("SA", 24),
    ("SC", 31), ("SD", 18), ("SE", 24), ("SI", 19), ("SK", 24), ("SM", 27), ("SO", 23), ("ST", 25), ("SV", 28),
    ("TL", 23), ("TN", 24), ("TR", 26), ("UA", 29), ("VA", 22), ("VG", 24), ("XK", 20), ("YE", 30),
];

/// An IBAN (ISO 13616) in its electronic form: no spaces, capitals, the length of its country, check digits modulo 97,
/// letters and digits where the country has them.
pub(super) fn check_iban(text: &str) -> Result<(), IdentifierFault> {
    only_capitals_and_digits(text)?;
    let country = text.get(..2).unwrap_or(text);
    let Some((_, expected)) = IBAN_LENGTHS.iter().find(|(code, _)| *code == country) else {
        return Err(IdentifierFault::UnknownCountry(country.to_string()));
    };
    length(text, &[*expected])?;
    let check = &text[2..4];
    if !check.bytes().all(|c| c.is_ascii_digit()) {
        return Err(IdentifierFault::Shape { pattern: "AA99XXXXXXXXXXXXXXX" });
    }
    let expected = check_digits(country, &text[4..]);
    if check != expected {
        return Err(IdentifierFault::Checksum { expected: Some(expected) });
    }
    match text.parse::<Iban>() {
        // The registry of the crate is older than the table above; length and check digits are right.
        Ok(_) | Err(ParseIbanError::UnknownCountry(_)) => Ok(()),
        Err(_) => Err(IdentifierFault::Shape { pattern: "AA99XXXXXXXXXXXXXXX" }),
    }
}

/// 98 less the remainder modulo 97 of account, country and `00`, where A counts 10 and Z 35 (ISO 7064).
fn check_digits(country: &str, account: &str) -> String {
    let remainder = account.chars().chain(country.chars()).chain("00".chars()).fold(0, |remainder, c| {
        let value = c.to_digit(36).unwrap_or(0);
        (remainder * if value > 9 { 100 } else { 10 } + value) % 97
    });
    format!("{:02}", 98 - remainder)
}

/// A BIC (ISO 9362): four characters for the institution, a country, two for the place, and three for a branch or none.
pub(super) fn check_bic(text: &str) -> Result<(), IdentifierFault> {
    only_capitals_and_digits(text)?;
    length(text, &[8, 11])?;
    let country = &text[4..6];
    // Kosovo has no ISO 3166 code of its own and uses XK.
    if country != "XK" && isocountry::CountryCode::for_alpha2(country).is_err() {
        return Err(IdentifierFault::UnknownCountry(country.to_string()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ibans() {
        // The examples of the IBAN registry.
        for good in [
            "FR1420041010050500013M02606",
            "DE89370400440532013000",
            "GB29NWBK60161331926819",
            "BE68539007547034",
            "CH9300762011623852957",
            "NO9386011117947",
            "MT84MALT011000012345MTLCAST001S",
            "PK36SCBL0000001123456702",
        ] {
            assert_eq!(check_iban(good), Ok(()), "{good}");
        }
        for (bad, fault) in [
            ("FR14 2004", IdentifierFault::Character(' ')),
            ("FR1420041010050500013M0260", IdentifierFault::Length { expected: vec![27], found: 26 }),
            ("FR1520041010050500013M02606", IdentifierFault::Checksum { expected: Some("14".into()) }),
            ("DE89370400440532013001", IdentifierFault::Checksum { expected: Some("62".into()) }),
            ("US64SVBKUS6S3300958879", IdentifierFault::UnknownCountry("US".into())),
            ("FRXX20041010050500013M02606", IdentifierFault::Shape { pattern: "AA99XXXXXXXXXXXXXXX" }),
        ] {
            assert_eq!(check_iban(bad), Err(fault), "{bad}");
        }
    }

    #[test]
    fn letters_where_the_country_has_digits() {
        let account = "37040044053201300A";
        let iban = format!("DE{}{account}", check_digits("DE", account));
        assert_eq!(check_iban(&iban), Err(IdentifierFault::Shape { pattern: "AA99XXXXXXXXXXXXXXX" }));
    }

    #[test]
    fn bics() {
        for good in ["BNPAFRPP", "BNPAFRPPXXX", "DEUTDEFF500", "TRWIBEB1"] {
            assert_eq!(check_bic(good), Ok(()), "{good}");
        }
        for (bad, fault) in [
            ("BNPAFRP", IdentifierFault::Length { expected: vec![8, 11], found: 7 }),
            ("BNPAZZPP", IdentifierFault::UnknownCountry("ZZ".into())),
            ("bnpafrpp", IdentifierFault::Character('b')),
        ] {
            assert_eq!(check_bic(bad), Err(fault), "{bad}");
        }
    }
}
