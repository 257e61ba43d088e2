//! VAT identification numbers, by country.
//!
//! The patterns are those of the European Commission's VIES page ("Q11: what is the format of a VAT number?"), with
//! Great Britain, Northern Ireland (XI), Switzerland and Norway beside them. Greece writes `EL`, not `GR`; Monaco
//! writes `FR`, the Isle of Man `GB`. The checksums are those of the `stdnum` crate except where it refuses numbers
//! that are in use (Bulgaria, Latvia, Slovakia, Sweden).

use stdnum::Validator;
use stdnum::country as rule;

use super::french::check_siren;
use super::{IdentifierFault, compact, length, only_capitals_and_digits};

/// A country's prefix and patterns: `9` any digit, `A` any letter, `X` either.
type Row = (&'static str, &'static [&'static str]);

const PATTERNS: &[Row] = &[
    ("AT", &["ATU99999999"]),
    ("BE", &["BE0999999999", "BE1999999999"]),
    ("BG", &["BG999999999", "BG9999999999"]),
    ("CH", &["CHE999999999", "CHE999999999MWST", "CHE999999999TVA", "CHE999999999IVA", "CHE999999999TPV"]),
    ("CY", &["CY99999999A"]),
    ("CZ", &["CZ99999999", "CZ999999999", "CZ9999999999"]),
    ("DE", &["DE999999999"]),
    ("DK", &["DK99999999"]),
    ("EE", &["EE999999999"]),
    ("EL", &["EL999999999"]),
    ("ES", &["ESX9999999X"]),
    ("FI", &["FI99999999"]),
    ("FR", &["FRXX999999999"]),
    ("GB", &["GB999999999", "GB999999999999", "GBGD999", "GBHA999"]),
    ("HR", &["HR99999999999"]),
    ("HU", &["HU99999999"]),
    ("IE", &["IE9X99999A", "IE9999999AA"]),
    ("IT", &["IT99999999999"]),
    ("LT", &["LT999999999", "LT999999999999"]),
    ("LU", &["LU99999999"]),
    ("LV", &["LV99999999999"]),
    ("MT", &["MT99999999"]),
    ("NL", &["NL999999999B99"]),
    ("NO", &["NO999999999", "NO999999999MVA"]),
    ("PL", &["PL9999999999"]),
    ("PT", &["PT999999999"]),
    (
        "RO",
        &[
            "RO99",
            "RO999",
            "RO9999",
            "RO99999",
            "RO999999",
            "RO9999999",
            "RO99999999",
            "RO999999999",
            "RO9999999999",
            "RO9999999999999",
        ],
    ),
    ("SE", &["SE999999999999"]),
    ("SI", &["SI99999999"]),
    ("SK", &["SK9999999999"]),
    ("XI", &["XI999999999", "XI999999999999", "XIGD999", "XIHA999"]),
];

/// A VAT identification number in its canonical spelling: country prefix, no separators, capitals.
///
/// Countries outside the table need only exist and be followed by 2 to 18 capitals or digits.
pub(super) fn check_vat_id(text: &str) -> Result<(), IdentifierFault> {
    only_capitals_and_digits(text)?;
    let (prefix, body) = text.split_at_checked(2).unwrap_or((text, ""));
    let Some((_, patterns)) = PATTERNS.iter().find(|(country, _)| *country == prefix) else {
        return check_other(prefix, body, text);
    };
    let mut lengths: Vec<usize> = patterns.iter().map(|pattern| pattern.len()).collect();
    lengths.sort_unstable();
    lengths.dedup();
    length(text, &lengths)?;
    let same_length = || patterns.iter().copied().filter(|pattern| pattern.len() == text.len());
    if !same_length().any(|pattern| matches(text, pattern, prefix)) {
        // The length is one of those listed, so there is such a pattern.
        return Err(IdentifierFault::Shape { pattern: same_length().next().unwrap_or_default() });
    }
    if prefix == "FR" {
        return check_french(text);
    }
    if checksum_holds(prefix, text) { Ok(()) } else { Err(IdentifierFault::Checksum { expected: None }) }
}

/// [`compact`], and the prefix that Greek numbers have in the European Union.
pub(super) fn tidy_vat_id(text: &str) -> String {
    let tidied = compact(text);
    match tidied.strip_prefix("GR") {
        Some(body) => format!("EL{body}"),
        None => tidied,
    }
}

fn check_other(prefix: &str, body: &str, text: &str) -> Result<(), IdentifierFault> {
    if prefix == "GR" {
        return Err(IdentifierFault::Shape { pattern: "EL999999999" });
    }
    if isocountry::CountryCode::for_alpha2(prefix).is_err() {
        return Err(IdentifierFault::UnknownCountry(prefix.to_string()));
    }
    if !(2..=18).contains(&body.len()) {
        return Err(IdentifierFault::Length { expected: (4..=20).collect(), found: text.len() });
    }
    Ok(())
}

/// Whether each character is of the class that the pattern has there. The prefix, and letters of the pattern other
/// than `A` and `X`, stand for themselves; so does all of a suffix such as `MVA`, where a letter A is literal.
fn matches(text: &str, pattern: &str, prefix: &str) -> bool {
    let literal_suffix = ["MWST", "TVA", "IVA", "TPV", "MVA"].into_iter().find(|suffix| pattern.ends_with(suffix));
    let literal_middle = ["GBHA", "XIHA"].into_iter().find(|middle| pattern.starts_with(middle));
    if !literal_suffix.is_none_or(|suffix| text.ends_with(suffix))
        || !literal_middle.is_none_or(|middle| text.starts_with(middle))
    {
        return false;
    }
    text.bytes().zip(pattern.bytes()).skip(prefix.len()).all(|(c, class)| match class {
        b'9' => c.is_ascii_digit(),
        b'A' => c.is_ascii_uppercase(),
        b'X' => c.is_ascii_uppercase() || c.is_ascii_digit(),
        literal => c == literal,
    })
}

/// The key of a French number (Code général des impôts, article 286 ter): (12 + 3 × (SIREN mod 97)) mod 97 in two
/// digits. Keys with letters, foreseen but rare, follow stdnum's rule. Monaco's numbers begin with 000 and hold no SIREN.
fn check_french(text: &str) -> Result<(), IdentifierFault> {
    let (key, siren) = (&text[2..4], &text[4..]);
    if !siren.starts_with("000") && check_siren(siren).is_err() {
        return Err(IdentifierFault::NotASiren);
    }
    if key.bytes().all(|c| c.is_ascii_digit()) {
        let siren: u64 = siren.parse().map_err(|_| IdentifierFault::NotASiren)?;
        let expected = format!("{:02}", (12 + 3 * (siren % 97)) % 97);
        return if key == expected { Ok(()) } else { Err(IdentifierFault::Checksum { expected: Some(expected) }) };
    }
    rule::fr::TVA.validate(text).map(|_| ()).map_err(|_| IdentifierFault::Checksum { expected: None })
}

/// The checksum of a number whose shape is right.
fn checksum_holds(prefix: &str, text: &str) -> bool {
    let body = &text[2..];
    let rule: &dyn Validator = match prefix {
        "AT" => &rule::at::UID,
        "BE" => &rule::be::VAT,
        "BG" => return bulgarian(body),
        "CH" if text.len() == 12 => &rule::ch::UID,
        "CH" => &rule::ch::VAT,
        "CY" => &rule::cy::VAT,
        "CZ" => &rule::cz::DIC,
        "DE" => &rule::de::VAT,
        "DK" => &rule::dk::CVR,
        "EE" => &rule::ee::KMKR,
        "EL" => &rule::gr::VAT,
        "ES" => &rule::es::NIF,
        "FI" => &rule::fi::ALV,
        "GB" => &rule::gb::VAT,
        "XI" => return rule::gb::VAT.validate(&format!("GB{body}")).is_ok(),
        "HR" => &rule::hr::OIB,
        "HU" => &rule::hu::ANUM,
        "IE" => &rule::ie::VAT,
        "IT" => &rule::it::IVA,
        "LT" => &rule::lt::PVM,
        "LU" => &rule::lu::TVA,
        // Personal codes given since July 2017 begin with 32 and hold no date and no check digit.
        "LV" if body.starts_with("32") => return true,
        "LV" => &rule::lv::PVN,
        "MT" => &rule::mt::VAT,
        "NL" => &rule::nl::BTW,
        "NO" => return rule::no::ORGNR.validate(&body[..9]).is_ok(),
        "PL" => &rule::pl::NIP,
        "PT" => &rule::pt::NIF,
        "RO" => &rule::ro::CIF,
        // An organisation number, which has the check digit, and two digits that tell registrations apart: mostly 01.
        "SE" => return rule::se::VAT.validate(&format!("{}01", &text[..12])).is_ok(),
        "SI" => &rule::si::DDV,
        // A multiple of 11; the first digit is 1 for people, which stdnum does not know.
        "SK" => return body.parse::<u64>().is_ok_and(|number| number.is_multiple_of(11)) && !body.starts_with('0'),
        _ => return true,
    };
    rule.validate(text).is_ok()
}

/// Nine digits are a register number (BULSTAT) with its check digit; ten are a person's, a foreigner's or another's
/// number. stdnum refuses those that begin with 4 to 8, although companies have them.
fn bulgarian(body: &str) -> bool {
    if body.len() == 10 {
        return !matches!(body.as_bytes()[0], b'0'..=b'3' | b'9') || rule::bg::VAT.validate(body).is_ok();
    }
    let digits: Vec<u32> = body.chars().filter_map(|c| c.to_digit(10)).collect();
    let sum = |first: u32| digits.iter().take(8).zip(first..).map(|(digit, weight)| digit * weight).sum::<u32>() % 11;
    let check = match sum(1) {
        10 => sum(3) % 10,
        check => check,
    };
    digits.last() == Some(&check)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Published examples, and numbers that firms print on their documents.
    #[test]
    fn numbers_in_use() {
        for good in [
            "ATU13585627",
            "BE0403019261",
            "BG831650349",
            "CHE107787577IVA",
            "CHE107787577",
            "CY10259033P",
            "CZ25123891",
            "DE136695976",
            "DK13585628",
            "EE100931558",
            "EL094259216",
            "ESB58378431",
            "FI20774740",
            "FR44732829320",
            "FR83404833048",
            "GB980780684",
            "HR33392005961",
            "HU12892312",
            "IE6433435F",
            "IT00743110157",
            "LT119511515",
            "LU15027442",
            "LV40003521600",
            "MT11679112",
            "NL004495445B01",
            "NO995525828MVA",
            "PL8567346215",
            "PT501964843",
            "RO18547290",
            "SE123456789701",
            "SE123456789702",
            "SI50223054",
            "SK2022749619",
            "XI980780684",
            "US123456789",
        ] {
            assert_eq!(check_vat_id(good), Ok(()), "{good}");
        }
    }

    #[test]
    fn one_digit_off_is_a_checksum_fault() {
        for bad in [
            "ATU13585626",
            "BE0403019262",
            "BG831650348",
            "CHE107787578IVA",
            "CY10259033Z",
            "CZ25123890",
            "DE136695978",
            "DK13585627",
            "EE100594103",
            "EL123456781",
            "ESB58378432",
            "FI20774741",
            "GB802311781",
            "HR33392005962",
            "HU12892313",
            "IE6433435E",
            "IT00743110158",
            "LT100001919018",
            "LU15027443",
            "LV40003521601",
            "MT11679113",
            "NL123456790B90",
            "NO995525829MVA",
            "PL8567346216",
            "PT501964842",
            "RO18547291",
            "SE123456789101",
            "SI50223055",
            "SK2022749618",
        ] {
            assert_eq!(check_vat_id(bad), Err(IdentifierFault::Checksum { expected: None }), "{bad}");
        }
        assert_eq!(check_vat_id("FR45732829320"), Err(IdentifierFault::Checksum { expected: Some("44".into()) }));
    }

    #[test]
    fn each_fault_by_its_name() {
        for (bad, fault) in [
            ("FR 44732829320", IdentifierFault::Character(' ')),
            ("fr44732829320", IdentifierFault::Character('f')),
            ("FR4473282932", IdentifierFault::Length { expected: vec![13], found: 12 }),
            ("FR44732829321", IdentifierFault::NotASiren),
            ("FR4473282932A", IdentifierFault::Shape { pattern: "FRXX999999999" }),
            ("NL004495445A01", IdentifierFault::Shape { pattern: "NL999999999B99" }),
            ("BE2403019261", IdentifierFault::Shape { pattern: "BE0999999999" }),
            ("NO995525828XVA", IdentifierFault::Shape { pattern: "NO999999999MVA" }),
            ("NO995525828MVB", IdentifierFault::Shape { pattern: "NO999999999MVA" }),
            ("GR094259216", IdentifierFault::Shape { pattern: "EL999999999" }),
            ("44732829320", IdentifierFault::UnknownCountry("44".into())),
            ("ZZ123456789", IdentifierFault::UnknownCountry("ZZ".into())),
        ] {
            assert_eq!(check_vat_id(bad), Err(fault), "{bad}");
        }
        assert_eq!(tidy_vat_id("GR 094 259 216"), "EL094259216");
    }
}
