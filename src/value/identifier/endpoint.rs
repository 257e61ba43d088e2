//! Electronic addresses for invoices (BT-34, BT-49): the scheme of the list EAS, a colon, the address in it, as Peppol and the
//! French directory write them.

use super::{IdentifierFault, contact, french, length};

/// `0225` and the like; the letters are those of EAS that are no organisation's number.
const LETTERS: [&str; 5] = ["AN", "AQ", "AS", "AU", "EM"];

/// The scheme and the address, where the text has both.
pub fn split(text: &str) -> Option<(&str, &str)> {
    text.split_once(':').filter(|(scheme, address)| !scheme.is_empty() && !address.is_empty())
}

pub(super) fn check_endpoint(text: &str) -> Result<(), IdentifierFault> {
    if let Some(c) = text.chars().find(|c| c.is_whitespace() || c.is_control()) {
        return Err(IdentifierFault::Character(c));
    }
    let number = |scheme: &str| scheme.len() == 4 && scheme.bytes().all(|b| b.is_ascii_digit());
    let (scheme, address) = match split(text) {
        Some((scheme, address)) if number(scheme) || LETTERS.contains(&scheme) => (scheme, address),
        _ => return Err(IdentifierFault::Shape { pattern: "9999:X" }),
    };
    match scheme {
        "EM" => contact::check_email(address),
        "0002" => french::check_siren(address),
        "0009" => french::check_siret(address),
        // The French directory: the SIREN, and what the firm may have put behind it.
        "0225" => {
            let siren = address.get(..9).unwrap_or(address);
            length(siren, &[9]).and_then(|()| french::check_siren(siren))
        }
        _ => Ok(()),
    }
}

/// Spaces go, and the scheme is in capitals.
pub(super) fn tidy_endpoint(text: &str) -> Option<String> {
    let text: String = text.split_whitespace().collect();
    let (scheme, address) = split(&text)?;
    Some(format!("{}:{address}", scheme.to_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_their_lists() {
        for good in [
            "0225:732829320",
            "0225:732829320_73282932000074",
            "0225:732829320_factures",
            "EM:invoices@acme.example",
            "0009:73282932000074",
            "0088:4012345000009",
            "9930:DE136695976",
        ] {
            assert_eq!(check_endpoint(good), Ok(()), "{good}");
        }
        let shape = IdentifierFault::Shape { pattern: "9999:X" };
        for bad in ["732829320", "0225:", ":732829320", "225:732829320", "email:claire@acme.example"] {
            assert_eq!(check_endpoint(bad), Err(shape.clone()), "{bad}");
        }
        assert!(matches!(check_endpoint("0225:732829321"), Err(IdentifierFault::Checksum { .. })));
        assert!(check_endpoint("0225:7328é9320").is_err());
        assert!(matches!(check_endpoint("0225:73282932"), Err(IdentifierFault::Length { .. })));
        assert_eq!(check_endpoint("EM:claire"), Err(IdentifierFault::AtSigns(0)));
        assert_eq!(check_endpoint("0225: 732829320"), Err(IdentifierFault::Character(' ')));
        assert_eq!(tidy_endpoint("em: claire@acme.example").as_deref(), Some("EM:claire@acme.example"));
    }
}
