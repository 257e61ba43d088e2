//! The words that stand on documents, in six languages: `src/finding/label/LANGUAGE.ftl` (Fluent).
//!
//! A label is a key; those of units have a plural (`measure-day.plural`). English must have all keys; a language that lacked
//! one would show the English word, but a test demands that none does.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use super::catalogue::typeset;
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

type Bundle = FluentBundle<FluentResource>;

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
        Labels { tongue, bundle: BUNDLES[at].get_or_init(|| bundle(tongue)) }
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
        let mut resolved = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            resolved.set(*name, (*value).to_owned());
        }
        format(self.bundle, key, &resolved).or_else(|| match self.tongue {
            Tongue::English => None,
            _ => format(Labels::of(Tongue::English).bundle, key, &resolved),
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

fn bundle(tongue: Tongue) -> Bundle {
    let identifier: LanguageIdentifier = tongue.code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![identifier]);
    bundle.set_use_isolating(false);
    let text = TEXTS[tongue as usize];
    let text = if tongue == Tongue::French { typeset(text) } else { text.to_owned() };
    // A message that does not parse is left out and then found missing by the tests below.
    let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, _)| resource);
    let _ = bundle.add_resource(resource);
    bundle
}

/// `key` or `key.attribute`.
fn format(bundle: &Bundle, key: &str, args: &FluentArgs) -> Option<String> {
    let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
    let message = bundle.get_message(id)?;
    let pattern = match attribute {
        Some(attribute) => message.get_attribute(attribute)?.value(),
        None => message.value()?,
    };
    Some(bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned())
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
            let mut bundle = Bundle::new_concurrent(vec![]);
            let resource = FluentResource::try_new(text.to_owned());
            let resource = resource.unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", tongue.code()));
            bundle.add_resource(resource).unwrap_or_else(|errors| panic!("{}: {errors:?}", tongue.code()));
            for key in keys(TEXTS[0]).keys() {
                assert!(bundle.get_message(key).and_then(|found| found.value()).is_some(), "{} {key}", tongue.code());
            }
            for key in keys(TEXTS[0]).keys().filter(|key| key.starts_with("measure-") && **key != "measure-c62") {
                let plural = bundle.get_message(key).and_then(|found| found.get_attribute("plural"));
                assert!(plural.is_some(), "{} {key}.plural", tongue.code());
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
