//! Codes of published lists: countries, units, languages, time zones.

use super::{IdentifierFault, length, only_capitals_and_digits};

/// ISO 3166-1 alpha-2, capitals.
pub(super) fn check_country(text: &str) -> Result<(), IdentifierFault> {
    if let Some(c) = text.chars().find(|c| !c.is_ascii_uppercase()) {
        return Err(IdentifierFault::Character(c));
    }
    length(text, &[2])?;
    match isocountry::CountryCode::for_alpha2(text) {
        Ok(_) => Ok(()),
        Err(_) => Err(IdentifierFault::UnknownCountry(text.to_string())),
    }
}

/// The shape of a code of UN/ECE recommendation 20 (`HUR`, `C62`, `KGM`) or, with an X before it, 21 (`XPK`).
pub(super) fn check_unit(text: &str) -> Result<(), IdentifierFault> {
    only_capitals_and_digits(text)?;
    length(text, &[1, 2, 3])
}

/// `fr`, `de-CH`: a language of two or three small letters, a region of two capitals that exists.
pub(super) fn check_language(text: &str) -> Result<(), IdentifierFault> {
    let (language, region) = match text.split_once('-') {
        Some((language, region)) => (language, Some(region)),
        None => (text, None),
    };
    if let Some(c) = language.chars().find(|c| !c.is_ascii_lowercase()) {
        return Err(IdentifierFault::Character(c));
    }
    length(language, &[2, 3])?;
    region.map_or(Ok(()), check_country)
}

pub(super) fn tidy_language(text: &str) -> String {
    let text = text.trim().replace('_', "-");
    match text.split_once('-') {
        Some((language, region)) => format!("{}-{}", language.to_ascii_lowercase(), region.to_ascii_uppercase()),
        None => text.to_ascii_lowercase(),
    }
}

/// A name of the IANA time zone database.
pub(super) fn check_time_zone(text: &str) -> Result<(), IdentifierFault> {
    match text.parse::<chrono_tz::Tz>() {
        Ok(_) => Ok(()),
        Err(_) => Err(IdentifierFault::UnknownName),
    }
}

pub(super) fn tidy_time_zone(text: &str) -> Option<String> {
    let text = text.trim().replace(' ', "_");
    chrono_tz::TZ_VARIANTS
        .iter()
        .map(|zone| zone.name())
        .find(|name| name.eq_ignore_ascii_case(&text))
        .map(str::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries() {
        for good in ["FR", "DE", "GB", "RE", "GP", "MC", "US"] {
            assert_eq!(check_country(good), Ok(()), "{good}");
        }
        for (bad, fault) in [
            ("fr", IdentifierFault::Character('f')),
            ("FRA", IdentifierFault::Length { expected: vec![2], found: 3 }),
            ("UK", IdentifierFault::UnknownCountry("UK".into())),
            ("EL", IdentifierFault::UnknownCountry("EL".into())),
            ("F1", IdentifierFault::Character('1')),
        ] {
            assert_eq!(check_country(bad), Err(fault), "{bad}");
        }
    }

    #[test]
    fn units_languages_and_zones() {
        for good in ["C62", "H87", "HUR", "DAY", "E48", "XPK", "KGM", "4L"] {
            assert_eq!(check_unit(good), Ok(()), "{good}");
        }
        assert_eq!(check_unit("piece"), Err(IdentifierFault::Character('p')));
        assert_eq!(check_unit("HOUR"), Err(IdentifierFault::Length { expected: vec![1, 2, 3], found: 4 }));
        for good in ["fr", "en", "de-CH", "gsw"] {
            assert_eq!(check_language(good), Ok(()), "{good}");
        }
        assert_eq!(check_language("FR"), Err(IdentifierFault::Character('F')));
        assert_eq!(check_language("fr-ZZ"), Err(IdentifierFault::UnknownCountry("ZZ".into())));
        assert_eq!(check_time_zone("Europe/Paris"), Ok(()));
        assert_eq!(check_time_zone("Europe/Lille"), Err(IdentifierFault::UnknownName));
    }
}
