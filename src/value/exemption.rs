//! Why no tax is charged, by the code list VATEX of the Connecting Europe Facility (BT-121; rule BR-CL-22).

use super::tax::TaxCategory;

/// Every code of the list.
pub const CODES: &[&str] = &[
    "VATEX-EU-79-C",
    "VATEX-EU-132",
    "VATEX-EU-132-1A",
    "VATEX-EU-132-1B",
    "VATEX-EU-132-1C",
    "VATEX-EU-132-1D",
    "VATEX-EU-132-1E",
    "VATEX-EU-132-1F",
    "VATEX-EU-132-1G",
    "VATEX-EU-132-1H",
    "VATEX-EU-132-1I",
    "VATEX-EU-132-1J",
    "VATEX-EU-132-1K",
    "VATEX-EU-132-1L",
    "VATEX-EU-132-1M",
    "VATEX-EU-132-1N",
    "VATEX-EU-132-1O",
    "VATEX-EU-132-1P",
    "VATEX-EU-132-1Q",
    "VATEX-EU-143",
    "VATEX-EU-143-1A",
    "VATEX-EU-143-1B",
    "VATEX-EU-143-1C",
    "VATEX-EU-143-1D",
    "VATEX-EU-143-1E",
    "VATEX-EU-143-1F",
    "VATEX-EU-143-1FA",
    "VATEX-EU-143-1G",
    "VATEX-EU-143-1H",
    "VATEX-EU-143-1I",
    "VATEX-EU-143-1J",
    "VATEX-EU-143-1K",
    "VATEX-EU-143-1L",
    "VATEX-EU-144",
    "VATEX-EU-146-1E",
    "VATEX-EU-148",
    "VATEX-EU-148-A",
    "VATEX-EU-148-B",
    "VATEX-EU-148-C",
    "VATEX-EU-148-D",
    "VATEX-EU-148-E",
    "VATEX-EU-148-F",
    "VATEX-EU-148-G",
    "VATEX-EU-151",
    "VATEX-EU-151-1A",
    "VATEX-EU-151-1AA",
    "VATEX-EU-151-1B",
    "VATEX-EU-151-1C",
    "VATEX-EU-151-1D",
    "VATEX-EU-151-1E",
    "VATEX-EU-153",
    "VATEX-EU-159",
    "VATEX-EU-309",
    "VATEX-EU-AE",
    "VATEX-EU-D",
    "VATEX-EU-F",
    "VATEX-EU-G",
    "VATEX-EU-I",
    "VATEX-EU-IC",
    "VATEX-EU-J",
    "VATEX-EU-O",
    "VATEX-FR-298SEXDECIESA",
    "VATEX-FR-AE",
    "VATEX-FR-CGI261-1",
    "VATEX-FR-CGI261-2",
    "VATEX-FR-CGI261-3",
    "VATEX-FR-CGI261-4",
    "VATEX-FR-CGI261-5",
    "VATEX-FR-CGI261-7",
    "VATEX-FR-CGI261-8",
    "VATEX-FR-CGI261A",
    "VATEX-FR-CGI261B",
    "VATEX-FR-CGI261C-1",
    "VATEX-FR-CGI261C-2",
    "VATEX-FR-CGI261C-3",
    "VATEX-FR-CGI261D-1",
    "VATEX-FR-CGI261D-1BIS",
    "VATEX-FR-CGI261D-2",
    "VATEX-FR-CGI261D-3",
    "VATEX-FR-CGI261D-4",
    "VATEX-FR-CGI261E-1",
    "VATEX-FR-CGI261E-2",
    "VATEX-FR-CGI275",
    "VATEX-FR-CGI277A",
    "VATEX-FR-CGI295",
    "VATEX-FR-CNWVAT",
    "VATEX-FR-FRANCHISE",
];

/// Codes of schemes in which tax is computed on a margin, which carnet does not do: travel agents (articles 306 to 310 of
/// directive 2006/112/EC), second-hand goods, works of art, antiques (articles 312 to 325).
const MARGIN: &[&str] = &["VATEX-EU-D", "VATEX-EU-F", "VATEX-EU-I", "VATEX-EU-J", "VATEX-EU-309"];

/// Codes that mean one category, and no other code may stand there (the rules PEPPOL-EN16931-P0104 to P0107).
const OF_CATEGORY: &[(&str, TaxCategory)] = &[
    ("VATEX-EU-AE", TaxCategory::ReverseCharge),
    ("VATEX-FR-AE", TaxCategory::ReverseCharge),
    ("VATEX-EU-IC", TaxCategory::IntraCommunity),
    ("VATEX-EU-G", TaxCategory::Export),
    ("VATEX-EU-O", TaxCategory::OutOfScope),
];

/// Whether the list has the code.
pub fn is_code(code: &str) -> bool {
    CODES.contains(&code)
}

/// Whether the code is one of a margin scheme.
pub fn is_margin(code: &str) -> bool {
    MARGIN.contains(&code)
}

/// Whether a code explains a category: reverse charge, intra-community supply, export and "outside the scope" have codes of
/// their own; every other code is one of category E.
pub fn fits(code: &str, category: TaxCategory) -> bool {
    match OF_CATEGORY.iter().find(|(own, _)| *own == code) {
        Some((_, wanted)) => *wanted == category,
        None => category == TaxCategory::Exempt,
    }
}

/// The code of a category that has one of its own, where no other is given.
pub fn of(category: TaxCategory) -> Option<&'static str> {
    OF_CATEGORY.iter().find(|(_, wanted)| *wanted == category).map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_a_category_are_codes() {
        assert!(OF_CATEGORY.iter().all(|(code, category)| is_code(code) && fits(code, *category)));
        assert!(MARGIN.iter().all(|code| is_code(code) && fits(code, TaxCategory::Exempt)));
        assert_eq!(of(TaxCategory::ReverseCharge), Some("VATEX-EU-AE"));
        assert_eq!(of(TaxCategory::Exempt), None);
        assert!(fits("VATEX-FR-FRANCHISE", TaxCategory::Exempt) && !fits("VATEX-EU-G", TaxCategory::Exempt));
        assert!(!fits("VATEX-FR-FRANCHISE", TaxCategory::Standard));
    }
}
