//! Country names, as people and spreadsheets write them, to ISO 3166-1 codes.

use std::collections::HashMap;
use std::sync::OnceLock;

use isocountry::CountryCode;

/// What a cell says about a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Country {
    /// Its alpha-2 code.
    Code(&'static str),
    /// It says that none is known, or names no single country: `Unspecified`, `European Community`.
    None,
}

/// Names that the standard words differently, English then French. The Channel Islands have no code of their own: Jersey
/// and Guernsey do, so the name alone is no country.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("usa", "US"),
    ("unitedstates", "US"),
    ("us", "US"),
    ("america", "US"),
    ("uk", "GB"),
    ("unitedkingdom", "GB"),
    ("greatbritain", "GB"),
    ("britain", "GB"),
    ("england", "GB"),
    ("scotland", "GB"),
    ("wales", "GB"),
    ("northernireland", "GB"),
    ("eire", "IE"),
    ("republicofireland", "IE"),
    ("rsa", "ZA"),
    ("korea", "KR"),
    ("southkorea", "KR"),
    ("northkorea", "KP"),
    ("russia", "RU"),
    ("czechrepublic", "CZ"),
    ("czechia", "CZ"),
    ("holland", "NL"),
    ("thenetherlands", "NL"),
    ("netherlands", "NL"),
    ("vietnam", "VN"),
    ("iran", "IR"),
    ("syria", "SY"),
    ("taiwan", "TW"),
    ("tanzania", "TZ"),
    ("venezuela", "VE"),
    ("bolivia", "BO"),
    ("moldova", "MD"),
    ("macedonia", "MK"),
    ("turkey", "TR"),
    ("ivorycoast", "CI"),
    ("uae", "AE"),
    ("hongkong", "HK"),
    ("vatican", "VA"),
    ("laos", "LA"),
    ("brunei", "BN"),
    ("capeverde", "CV"),
    ("swaziland", "SZ"),
    ("allemagne", "DE"),
    ("angleterre", "GB"),
    ("royaumeuni", "GB"),
    ("autriche", "AT"),
    ("belgique", "BE"),
    ("bresil", "BR"),
    ("bulgarie", "BG"),
    ("chine", "CN"),
    ("chypre", "CY"),
    ("coreedusud", "KR"),
    ("cotedivoire", "CI"),
    ("croatie", "HR"),
    ("danemark", "DK"),
    ("espagne", "ES"),
    ("estonie", "EE"),
    ("etatsunis", "US"),
    ("etatsunisdamerique", "US"),
    ("finlande", "FI"),
    ("grece", "GR"),
    ("hongrie", "HU"),
    ("inde", "IN"),
    ("irlande", "IE"),
    ("islande", "IS"),
    ("italie", "IT"),
    ("japon", "JP"),
    ("lettonie", "LV"),
    ("lituanie", "LT"),
    ("maroc", "MA"),
    ("mexique", "MX"),
    ("norvege", "NO"),
    ("nouvellezelande", "NZ"),
    ("paysbas", "NL"),
    ("pologne", "PL"),
    ("republiquetcheque", "CZ"),
    ("tchequie", "CZ"),
    ("roumanie", "RO"),
    ("russie", "RU"),
    ("slovaquie", "SK"),
    ("slovenie", "SI"),
    ("suede", "SE"),
    ("suisse", "CH"),
    ("tunisie", "TN"),
    ("turquie", "TR"),
    ("algerie", "DZ"),
    ("australie", "AU"),
];

/// Words that name no country.
const NO_COUNTRY: &[&str] =
    &["unspecified", "unknown", "europeancommunity", "europeanunion", "other", "inconnu", "nonprecise", "autre"];

/// The country that a cell names: a code of two or three letters, a name of the standard, or a usual name in English or
/// French; case, accents and punctuation do not count. `None` when it is not known.
pub fn country(text: &str) -> Option<Country> {
    let key = normalised(text);
    if NO_COUNTRY.contains(&key.as_str()) {
        return Some(Country::None);
    }
    names().get(key.as_str()).map(|code| Country::Code(code))
}

fn names() -> &'static HashMap<String, &'static str> {
    static NAMES: OnceLock<HashMap<String, &'static str>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = HashMap::new();
        for country in CountryCode::iter() {
            let name = country.name();
            // "Bolivia (Plurinational State of)" is also "Bolivia", unless that is another country's name.
            let short = name.split(['(', ',']).next().unwrap_or(name);
            names.entry(normalised(short)).or_insert(country.alpha2());
            names.insert(normalised(country.alpha2()), country.alpha2());
            names.insert(normalised(country.alpha3()), country.alpha2());
        }
        for country in CountryCode::iter() {
            names.insert(normalised(country.name()), country.alpha2());
        }
        names.extend(OTHER_NAMES.iter().map(|(name, code)| ((*name).to_owned(), *code)));
        names
    })
}

/// Lower case without accents, spaces and punctuation: how names are compared.
pub(super) fn normalised(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfkd().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_countries_by_many_names() {
        for (text, code) in [
            ("France", "FR"),
            ("fra", "FR"),
            ("USA", "US"),
            ("United States", "US"),
            ("EIRE", "IE"),
            ("RSA", "ZA"),
            ("Korea", "KR"),
            ("Royaume-Uni", "GB"),
            ("Côte d'Ivoire", "CI"),
            ("États-Unis", "US"),
            ("Brésil", "BR"),
            ("Czech Republic", "CZ"),
            ("Saudi Arabia", "SA"),
            ("Venezuela", "VE"),
        ] {
            assert_eq!(country(text), Some(Country::Code(code)), "{text}");
        }
    }

    #[test]
    fn no_country_is_not_an_unknown_one() {
        assert_eq!(country("Unspecified"), Some(Country::None));
        assert_eq!(country("European Community"), Some(Country::None));
        assert_eq!(country("Channel Islands"), None);
        assert_eq!(country("Atlantis"), None);
        assert_eq!(country(""), None);
    }

    #[test]
    fn every_other_name_is_a_code_and_normalised() {
        for (name, code) in OTHER_NAMES {
            assert!(CountryCode::for_alpha2(code).is_ok(), "{code}");
            assert_eq!(&normalised(name), name);
        }
    }
}
