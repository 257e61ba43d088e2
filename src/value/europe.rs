//! The European Union as its VAT law sees it: which countries belong to it, and when.

use super::Date;

/// Member states by ISO 3166-1, with the first and the last day on which the common system of VAT held there, where that is
/// not always. Monaco counts as a part of France (article 7 of directive 2006/112/EC); Great Britain left the system at the end
/// of 2020 (article 126 of the withdrawal agreement).
type Membership = (&'static str, Option<(i32, u32, u32)>, Option<(i32, u32, u32)>);

const MEMBERS: &[Membership] = &[
    ("AT", None, None),
    ("BE", None, None),
    ("BG", Some((2007, 1, 1)), None),
    ("CY", None, None),
    ("CZ", None, None),
    ("DE", None, None),
    ("DK", None, None),
    ("EE", None, None),
    ("ES", None, None),
    ("FI", None, None),
    ("FR", None, None),
    ("GB", None, Some((2020, 12, 31))),
    ("GR", None, None),
    ("HR", Some((2013, 7, 1)), None),
    ("HU", None, None),
    ("IE", None, None),
    ("IT", None, None),
    ("LT", None, None),
    ("LU", None, None),
    ("LV", None, None),
    ("MC", None, None),
    ("MT", None, None),
    ("NL", None, None),
    ("PL", None, None),
    ("PT", None, None),
    ("RO", Some((2007, 1, 1)), None),
    ("SE", None, None),
    ("SI", None, None),
    ("SK", None, None),
];

/// Whether a day lies between two, both inclusive, of which each may be open.
pub fn holds(from: Option<(i32, u32, u32)>, until: Option<(i32, u32, u32)>, date: Date) -> bool {
    let day = |(year, month, day)| Date::new(year, month, day);
    from.is_none_or(|from| day(from).is_some_and(|from| date >= from))
        && until.is_none_or(|until| day(until).is_some_and(|until| date <= until))
}

/// Whether a country (ISO 3166-1) belongs to the common system of VAT on a day.
pub fn is_member(country: &str, date: Date) -> bool {
    MEMBERS.iter().any(|(code, from, until)| *code == country && holds(*from, *until, date))
}

/// The country whose VAT it is: Monaco's is the French one.
pub fn vat_country(country: &str) -> &str {
    if country == "MC" { "FR" } else { country }
}

/// The country of a VAT identification number by its first two letters: Greece writes `EL`. `XI`, Northern Ireland's for
/// goods, is no country of its own and stays as it is.
pub fn country_of_vat_id(vat_id: &str) -> &str {
    match vat_id.get(..2) {
        Some("EL") => "GR",
        Some(prefix) => prefix,
        None => "",
    }
}

/// Whether a VAT identification number is one of a member state on a day, Northern Ireland's for goods among them.
pub fn is_member_vat_id(vat_id: &str, date: Date) -> bool {
    let country = country_of_vat_id(vat_id);
    is_member(country, date) || (country == "XI" && !is_member("GB", date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_come_and_go() {
        let day = |year| Date::new(year, 6, 1).unwrap();
        assert!(is_member("FR", day(1990)) && is_member("DE", day(2026)));
        assert!(is_member("GB", day(2020)) && !is_member("GB", day(2021)));
        assert!(!is_member("HR", day(2013)) && is_member("HR", day(2014)));
        assert!(!is_member("CH", day(2026)) && !is_member("fr", day(2026)));
        assert!(is_member_vat_id("EL094019245", day(2026)) && is_member_vat_id("XI123456789", day(2026)));
        assert!(!is_member_vat_id("GB123456789", day(2026)) && !is_member_vat_id("", day(2026)));
    }
}
