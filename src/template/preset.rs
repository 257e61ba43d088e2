//! What a country brings to a new book: tax rates and number series, and the usual answers.

/// A country's fragment of `carnet.toml`, and what its firms usually answer.
pub struct Preset {
    /// Countries it is for, ISO 3166-1; none for the neutral one.
    pub countries: &'static [&'static str],
    pub text: &'static str,
    /// Proposed for documents; reports are in English where carnet does not speak it.
    pub language: &'static str,
    pub currency: &'static str,
    pub time_zone: &'static str,
    pub terms: &'static str,
    /// The country has a scheme in which small firms charge no VAT, and the preset a rate for it.
    pub franchise: bool,
}

/// The presets; the neutral one stands last and is for everybody else.
pub static PRESETS: &[Preset] = &[
    Preset {
        countries: &["FR", "MC"],
        text: include_str!("../../data-template/presets/fr.toml"),
        language: "fr",
        currency: "EUR",
        time_zone: "Europe/Paris",
        terms: "30d",
        franchise: true,
    },
    Preset {
        countries: &["BE"],
        text: include_str!("../../data-template/presets/be.toml"),
        language: "fr",
        currency: "EUR",
        time_zone: "Europe/Brussels",
        terms: "30d",
        franchise: true,
    },
    Preset {
        countries: &["DE"],
        text: include_str!("../../data-template/presets/de.toml"),
        language: "de",
        currency: "EUR",
        time_zone: "Europe/Berlin",
        terms: "30d",
        franchise: true,
    },
    Preset {
        countries: &["ES"],
        text: include_str!("../../data-template/presets/es.toml"),
        language: "es",
        currency: "EUR",
        time_zone: "Europe/Madrid",
        terms: "30d",
        franchise: false,
    },
    Preset {
        countries: &["IT"],
        text: include_str!("../../data-template/presets/it.toml"),
        language: "it",
        currency: "EUR",
        time_zone: "Europe/Rome",
        terms: "30d",
        franchise: true,
    },
    Preset {
        countries: &["NL"],
        text: include_str!("../../data-template/presets/nl.toml"),
        language: "nl",
        currency: "EUR",
        time_zone: "Europe/Amsterdam",
        terms: "30d",
        franchise: true,
    },
    Preset {
        countries: &["GB"],
        text: include_str!("../../data-template/presets/gb.toml"),
        language: "en",
        currency: "GBP",
        time_zone: "Europe/London",
        terms: "30d",
        franchise: true,
    },
    Preset {
        countries: &[],
        text: include_str!("../../data-template/presets/neutral.toml"),
        language: "en",
        currency: "EUR",
        time_zone: "UTC",
        terms: "30d",
        franchise: false,
    },
];

/// The preset of a country, or the neutral one.
pub fn preset(country: &str) -> &'static Preset {
    let own = PRESETS.iter().find(|preset| preset.countries.contains(&country));
    own.unwrap_or(&PRESETS[PRESETS.len() - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_country_has_one_preset() {
        assert_eq!(preset("FR").currency, "EUR");
        assert_eq!(preset("BE").time_zone, "Europe/Brussels");
        assert!(preset("JP").countries.is_empty());
        let mut countries: Vec<_> = PRESETS.iter().flat_map(|preset| preset.countries).collect();
        let count = countries.len();
        countries.sort_unstable();
        countries.dedup();
        assert_eq!(countries.len(), count);
    }
}
