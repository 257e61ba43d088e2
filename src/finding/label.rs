//! The words that stand on documents, in six languages: `src/finding/label/LANGUAGE.ftl` (Fluent).
//!
//! A label is a key; those of units have a plural (`measure-day.plural`). English must have all keys; a language that lacked
//! one would show the English word, but a test demands that none does.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::bundle::{Arguments, Bundle};
use super::tongue::Tongue;
use crate::value::Decimal;

const TEXTS: [&str; 6] = [
    include_str!("label/en.ftl"),
    include_str!("label/fr.ftl"),
    include_str!("label/de.ftl"),
    include_str!("label/es.ftl"),
    include_str!("label/it.ftl"),
    include_str!("label/nl.ftl"),
];

/// The words of one language.
#[derive(Clone, Copy)]
pub struct Labels {
    pub tongue: Tongue,
    bundle: &'static Bundle,
}

impl Labels {
    /// The labels of a language; read once.
    pub fn of(tongue: Tongue) -> Labels {
        static BUNDLES: [OnceLock<Bundle>; 6] = [const { OnceLock::new() }; 6];
        let at = tongue as usize;
        Labels { tongue, bundle: BUNDLES[at].get_or_init(|| Bundle::of(tongue, [TEXTS[at]])) }
    }

    /// The text of a label; the key itself where no language has it.
    pub fn text(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text of a label with what is said in it.
    pub fn with(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.find(key, args).unwrap_or_else(|| key.to_owned())
    }

    /// As [`Labels::with`]; `None` where no language has the key.
    pub fn find(&self, key: &str, args: &[(&str, &str)]) -> Option<String> {
        let mut resolved = Arguments::with_capacity(args.len());
        for (name, value) in args {
            resolved.set(*name, (*value).to_owned());
        }
        self.bundle.format(key, &resolved).or_else(|| match self.tongue {
            Tongue::English => None,
            _ => Labels::of(Tongue::English).bundle.format(key, &resolved),
        })
    }

    /// A unit of measure by its code of UN/ECE recommendation 20, for so many: `day`, `days`. A code without words is shown as
    /// it is; the plain "one" (`C62`) has none.
    pub fn unit(&self, code: &str, count: Decimal) -> String {
        let key = format!("measure-{}", code.to_ascii_lowercase());
        let plural = (!self.tongue.is_singular(count)).then(|| self.find(&format!("{key}.plural"), &[])).flatten();
        let words = plural.or_else(|| self.find(&key, &[])).unwrap_or_else(|| code.to_owned());
        // The word for nothing: Fluent has no empty texts.
        if words == "-" { String::new() } else { words }
    }

    /// All labels that take no argument, by key: what a template needs.
    pub fn all(&self) -> BTreeMap<&'static str, String> {
        let plain = |key: &&str| !key.starts_with("measure-");
        let keys = keys(TEXTS[0]).into_iter().filter(|(_, arguments)| arguments.is_empty());
        keys.map(|(key, _)| key).filter(plain).map(|key| (key, self.text(key))).collect()
    }
}

/// The keys of a file of labels with the names of their arguments.
fn keys(text: &'static str) -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut found = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())) {
        let Some((key, words)) = line.split_once(" = ") else { continue };
        let arguments = words.split("{ $").skip(1).filter_map(|rest| rest.split(" }").next());
        let mut arguments: Vec<&str> = arguments.collect();
        arguments.sort_unstable();
        found.insert(key, arguments);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::bundle::faults;
    use crate::value::decimal::parse;

    #[test]
    fn the_six_languages_have_the_same_labels_with_the_same_arguments() {
        let english = keys(TEXTS[0]);
        assert!(english.len() > 100, "{} labels", english.len());
        for tongue in Tongue::ALL {
            let own = keys(TEXTS[tongue as usize]);
            let missing: Vec<_> = english.keys().filter(|key| !own.contains_key(*key)).collect();
            let surplus: Vec<_> = own.keys().filter(|key| !english.contains_key(*key)).collect();
            assert_eq!((missing, surplus), (vec![], vec![]), "{}", tongue.code());
            for (key, arguments) in &english {
                assert_eq!(arguments, &own[key], "{} {key}", tongue.code());
            }
        }
    }

    #[test]
    fn every_label_parses_and_stands_once() {
        for (text, tongue) in TEXTS.into_iter().zip(Tongue::ALL) {
            assert_eq!(faults(tongue, &[(tongue.code(), text)]), Vec::<String>::new());
            let bundle = Labels::of(tongue).bundle;
            let none = Arguments::new();
            for key in keys(TEXTS[0]).keys() {
                assert!(bundle.format(key, &none).is_some(), "{} {key}", tongue.code());
            }
            for key in keys(TEXTS[0]).keys().filter(|key| key.starts_with("measure-") && **key != "measure-c62") {
                assert!(bundle.format(&format!("{key}.plural"), &none).is_some(), "{} {key}.plural", tongue.code());
            }
        }
    }

    #[test]
    fn units_agree_with_their_number() {
        let unit = |tongue, code, count| Labels::of(tongue).unit(code, parse(count).unwrap());
        assert_eq!(unit(Tongue::English, "DAY", "1"), "day");
        assert_eq!(unit(Tongue::English, "DAY", "0.5"), "days");
        assert_eq!(unit(Tongue::French, "DAY", "1.5"), "jour");
        assert_eq!(unit(Tongue::German, "HUR", "2"), "Stunden");
        assert_eq!(unit(Tongue::Dutch, "C62", "2"), "");
        assert_eq!(unit(Tongue::Dutch, "4L", "2"), "4L");
    }

    #[test]
    fn french_is_set_as_french_is() {
        let labels = Labels::of(Tongue::French);
        for (key, text) in labels.all() {
            assert!(![" :", " ;", " !", " ?", " %", "« "].iter().any(|bad| text.contains(bad)), "{key}: {text}");
        }
    }
}
