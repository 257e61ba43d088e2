//! Codes of published lists: countries, units, languages, time zones.

use super::{IdentifierFault, length, only_capitals_and_digits};
use crate::value::Zone;

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

/// The languages of ISO 639-1. Those of three letters are thousands and are not listed.
const LANGUAGES: &str = "\
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr \
    cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn \
    gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki \
    kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml \
    mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt \
    qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te \
    tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh \
    zu";

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
    if language.len() == 2 && !LANGUAGES.split_whitespace().any(|known| known == language) {
        return Err(IdentifierFault::UnknownName);
    }
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
    match Zone::named(text) {
        Some(zone) if zone.name() == text => Ok(()),
        _ => Err(IdentifierFault::UnknownName),
    }
}

pub(super) fn tidy_time_zone(text: &str) -> Option<String> {
    Zone::named(&text.trim().replace(' ', "_")).map(|zone| zone.name().to_owned())
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
