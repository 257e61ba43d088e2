//! The words, in English and French.
//!
//! Texts stand in `src/finding/text/LANGUAGE/*.ftl` (Fluent). A code has one message of its id; its attributes are the
//! text at the caret (`.label`), what to write instead (`.help`), the same for variants (`.message-VARIANT`,
//! `.help-VARIANT`, `.label-VARIANT`) and the explanation (`.what`, `.why`, `.mend`, `.example`).
//!
//! An argument that begins with `@` is itself a key (`@kind-customer`), so rules stay free of language. An argument
//! of at most nine digits chooses plurals; an amount with its currency (`1234.50 EUR`) is set as the language writes numbers. Control characters in arguments are made visible and long ones are cut.

use std::sync::OnceLock;

use super::bundle::{Argument, Arguments, Bundle};
use super::code::{CODES, Code, Level};
use super::tongue::Tongue;
use super::visible::visible;
use super::{Finding, Label};
use crate::value::{Currency, decimal};

/// A language that carnet speaks to its user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    #[default]
    English,
    French,
}

impl Language {
    pub const ALL: [Language; 2] = [Language::English, Language::French];

    /// From a language tag or a locale: `fr`, `fr-CA`, `en_GB.UTF-8`. `None` for a language that carnet does not speak.
    pub fn parse(tag: &str) -> Option<Language> {
        let primary = tag.split(['-', '_', '.', '@']).next().unwrap_or(tag);
        Language::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// `en` or `fr`.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::French => "fr",
        }
    }

    /// The same language as documents write it.
    pub fn tongue(self) -> Tongue {
        match self {
            Language::English => Tongue::English,
            Language::French => Tongue::French,
        }
    }

    /// The files of texts: name and content.
    fn texts(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        TEXTS.iter().map(move |(name, english, french)| match self {
            Language::English => (*name, *english),
            Language::French => (*name, *french),
        })
    }

    /// The messages of the language; looked through once.
    fn bundle(self) -> &'static Bundle {
        static BUNDLES: [OnceLock<Bundle>; 2] = [const { OnceLock::new() }; 2];
        BUNDLES[self as usize].get_or_init(|| Bundle::of(self.tongue(), self.texts().map(|(_, text)| text)))
    }
}

macro_rules! texts {
    ($($name:literal)*) => {
        /// Every file of texts: its name, in English, in French. A new file needs a row here.
        static TEXTS: &[(&str, &str, &str)] = &[
            $(($name, include_str!(concat!("text/en/", $name, ".ftl")), include_str!(concat!("text/fr/", $name, ".ftl")))),*
        ];
    };
}

texts! {
    "form"
    "reference"
    "money"
    "number"
    "config"
    "check"
    "syntax"
    "words"
    "ui"
    "query"
    "cli"
    "import"
    "upkeep"
    "ask"
    "report"
    "change"
    "template"
    "demo"
    "show"
    "log"
    "feed"
    "history"
    "figures"
    "store"
    "doctor"
    "sync"
    "audit"
    "closed"
    "guard"
    "issue"
    "einvoice"
    "chain"
    "gather"
    "send"
    "render"
    "pdf"
    "tax"
    "bill"
    "cache"
    "progress"
    "sorts"
    "table"
}

/// The longest argument that is shown in a message, in characters.
const LONGEST: usize = 200;

/// The messages of one language; what it lacks is taken from English. The texts are kept for the whole process.
#[derive(Clone, Copy)]
pub struct Catalogue {
    pub language: Language,
}

/// What a finding says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// What is wrong, in one line.
    pub message: String,
    /// A few words at the caret.
    pub label: Option<String>,
    /// What to write instead.
    pub help: Option<String>,
}

/// What `carnet explain` says about a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    pub what: String,
    pub why: String,
    pub mend: String,
    /// Several lines, as they would stand in a file.
    pub example: String,
}

impl Catalogue {
    pub const fn new(language: Language) -> Catalogue {
        Catalogue { language }
    }

    /// The text of a key, or of an attribute (`kind-customer.plural`). A key that is nowhere is given back as it is.
    pub fn text(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.find(key, args).unwrap_or_else(|| key.to_owned())
    }

    /// As [`Catalogue::text`], `None` where neither this language nor English has the key.
    pub fn find(&self, key: &str, args: &[(&str, &str)]) -> Option<String> {
        let resolved = self.arguments(args);
        self.language.bundle().format(key, &resolved).or_else(|| match self.language {
            Language::English => None,
            _ => Language::English.bundle().format(key, &resolved),
        })
    }

    /// The words of a finding, in the wording that its variant chooses.
    pub fn words(&self, finding: &Finding) -> Words {
        let mut args: Vec<(&str, &str)> = finding.args.iter().map(|(name, value)| (*name, &**value)).collect();
        let syntax = (finding.code.id == "E0101").then(|| self.plain_syntax(&args)).flatten();
        if let Some(detail) = &syntax {
            args.retain(|(name, _)| *name != "detail");
            args.push(("detail", detail));
        }
        let id = finding.code.id;
        let part = |name: &str| {
            let mut variant = finding.variant.unwrap_or_default();
            while !variant.is_empty() {
                if let Some(text) = self.find(&format!("{id}.{name}-{variant}"), &args) {
                    return Some(text);
                }
                // `checksum-expected` may do with the words of `checksum`.
                variant = variant.rsplit_once('-').map_or("", |(shorter, _)| shorter);
            }
            if name == "message" { self.find(id, &args) } else { self.find(&format!("{id}.{name}"), &args) }
        };
        Words {
            message: part("message").unwrap_or_else(|| finding.code.name.to_owned()),
            label: part("label"),
            help: part("help"),
        }
    }

    /// The words at a second place.
    pub fn label(&self, label: &Label) -> String {
        let args: Vec<(&str, &str)> = label.args.iter().map(|(name, value)| (*name, &**value)).collect();
        self.text(label.message, &args)
    }

    /// The level in words: `error`, `erreur`.
    pub fn level(&self, level: Level) -> String {
        self.text(&format!("level-{}", level.name()), &[])
    }

    pub fn explanation(&self, code: &Code) -> Explanation {
        let part = |name: &str| self.text(&format!("{}.{name}", code.id), &[]);
        Explanation { what: part("what"), why: part("why"), mend: part("mend"), example: part("example") }
    }

    /// The general message of a code, with its arguments as `…`: for tables of codes.
    pub fn headline(&self, code: &Code) -> String {
        let names = [
            "key",
            "value",
            "kind",
            "target",
            "id",
            "detail",
            "reason",
            "path",
            "series",
            "number",
            "role",
            "field",
            "code",
            "expected",
            "found",
            "currency",
            "date",
            "other",
            "stated",
            "computed",
            "allocated",
            "iban",
            "supplier",
            "paid",
            "invoice",
            "document",
            "payment",
            "line",
            "payer",
            "customer",
            "credited",
            "total",
            "missing",
            "earlier_number",
            "stage",
            "pipeline",
            "format",
            "supported",
            "period",
            "tag",
            "table",
            "order",
            "ordered",
            "group",
            "product",
            "what",
            "term",
            "name",
            "delivery",
            "delivered",
            "from",
            "to",
        ];
        let blanks: Vec<(&str, &str)> = names.into_iter().map(|name| (name, "…")).collect();
        self.text(code.id, &blanks)
    }

    /// The TOML reader's own description of a fault, in plain words of this language.
    fn plain_syntax(&self, args: &[(&str, &str)]) -> Option<String> {
        let (_, detail) = args.iter().find(|(name, _)| *name == "detail")?;
        let description = detail.split(", expected").next().unwrap_or(detail).to_ascii_lowercase();
        let words: Vec<&str> =
            description.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
        self.find(&format!("syntax-{}", words.join("-")), &[])
    }

    fn arguments<'a>(&self, args: &[(&'a str, &str)]) -> Arguments<'a> {
        let mut resolved = Arguments::with_capacity(args.len());
        // A detail that is a key may be a message with arguments of its own, which stand beside it: a query's fault.
        let plain: Vec<(&str, &str)> = args.iter().copied().filter(|(_, value)| !value.starts_with('@')).collect();
        for (name, value) in args {
            // A kind may be given by its bare name, which saves every rule from knowing its key.
            let kind = matches!(*name, "kind" | "expected" | "found").then(|| format!("@kind-{value}"));
            let value = match &kind {
                Some(key) if self.find(&key[1..], &[]).is_some() => key,
                _ => *value,
            };
            resolved.set(*name, self.argument(value, if *name == "detail" { &plain } else { &[] }));
            // A type brings an example along: `{ $expected_example }`.
            if *name == "expected" {
                let key = value.strip_prefix('@').filter(|key| key.starts_with("type-"));
                let example = key.and_then(|key| self.find(&format!("{key}.example"), &[]));
                resolved.set("expected_example", example.unwrap_or_else(|| "…".to_owned()));
            }
        }
        resolved
    }

    fn argument(&self, value: &str, beside: &[(&str, &str)]) -> Argument<'static> {
        if let Some(key) = value.strip_prefix('@')
            && key.starts_with(|c: char| c.is_ascii_lowercase())
        {
            if let Some(text) = self.find(key, beside) {
                return text.into();
            }
            // A kind that was added to the table before it got its words.
            if let Some(kind) = key.strip_prefix("kind-") {
                return visible(kind).into_owned().into();
            }
        }
        let number = !value.is_empty() && value.len() <= 9 && value.bytes().all(|b| b.is_ascii_digit());
        if number && (value == "0" || !value.starts_with('0')) {
            return value.parse::<u32>().map_or_else(|_| value.to_owned().into(), Argument::from);
        }
        if let Some(money) = self.money(value) {
            return money.into();
        }
        let mut text = visible(value).into_owned();
        if let Some((cut, _)) = text.char_indices().nth(LONGEST) {
            text.truncate(cut);
            text.push('…');
        }
        text.into()
    }
}

impl Catalogue {
    /// An amount with its currency, as rules and refusals give it (`1234.50 EUR`), set as the language writes numbers.
    fn money(&self, value: &str) -> Option<String> {
        let (amount, code) = value.split_once(' ')?;
        let currency = Currency::from_code(code)?;
        let amount = decimal::parse(amount).ok().filter(|amount| amount.scale() == currency.decimals())?;
        Some(format!("{} {code}", self.language.tongue().number(amount)))
    }
}

/// All codes with their explanations, in Markdown: the text of `docs/findings.md`.
pub fn reference(language: Language) -> String {
    let catalogue = Catalogue::new(language);
    let text = |key: &str| catalogue.text(key, &[]);
    let mut out = format!("# {}\n\n{}\n", text("reference-title"), text("reference-intro"));
    let mut family = "";
    for code in CODES {
        if code.id[1..3] != *family {
            family = &code.id[1..3];
            out += &format!("\n## {}\n", text(&format!("family-{family}")));
        }
        let Explanation { what, why, mend, example } = catalogue.explanation(code);
        out += &format!("\n### {} `{}`\n\n", code.id, code.name);
        out += &format!("*{}*: {}\n\n", catalogue.level(code.level), catalogue.headline(code));
        for (title, body) in [("explain-what", what), ("explain-why", why), ("explain-mend", mend)] {
            out += &format!("**{}.** {}\n\n", text(title), body.replace("[[", "\\[\\[").replace("]]", "\\]\\]"));
        }
        // Indented, not fenced: the example of a conflict marker must not stand at the beginning of a line.
        for line in example.lines() {
            out += &if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") };
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::finding::bundle::faults;
    use crate::finding::{Place, code};

    /// Key (with attributes as `key.attribute`) → names of the variables; read from the text itself.
    fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let (mut found, mut id, mut key) = (BTreeMap::<String, BTreeSet<String>>::new(), String::new(), String::new());
        for (_, text) in language.texts() {
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                let head = line.split(" =").next().unwrap_or(line);
                if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                    (id, key) = (head.to_owned(), head.to_owned());
                } else if let Some(attribute) = head.strip_prefix("    .") {
                    key = format!("{id}.{attribute}");
                }
                let variables = found.entry(key.clone()).or_default();
                for part in line.split("{ $").skip(1) {
                    variables.insert(part.split([' ', '}']).next().unwrap_or(part).to_owned());
                }
            }
        }
        found
    }

    #[test]
    fn texts_parse_and_no_key_stands_twice() {
        for language in Language::ALL {
            let texts: Vec<_> = language.texts().collect();
            assert_eq!(faults(language.tongue(), &texts), Vec::<String>::new(), "{}", language.tag());
        }
    }

    #[test]
    fn both_languages_have_the_same_keys() {
        let (english, french) = (keys(Language::English), keys(Language::French));
        assert!(english.len() > 300);
        let missing: Vec<_> = english.keys().filter(|key| !french.contains_key(*key)).collect();
        let surplus: Vec<_> = french.keys().filter(|key| !english.contains_key(*key)).collect();
        assert_eq!((missing, surplus), (vec![], vec![]));
    }

    /// Grammar may move an argument from the message to its label, so a code's texts are compared together.
    #[test]
    fn both_languages_use_the_same_arguments() {
        let by_message = |language| {
            let mut all = BTreeMap::<String, BTreeSet<String>>::new();
            for (key, variables) in keys(language) {
                all.entry(key.split('.').next().unwrap_or(&key).to_owned()).or_default().extend(variables);
            }
            all
        };
        let french = by_message(Language::French);
        for (key, variables) in by_message(Language::English) {
            assert_eq!(Some(&variables), french.get(&key), "{key}");
        }
    }

    #[test]
    fn every_code_is_explained_in_both_languages() {
        for language in Language::ALL {
            let keys = keys(language);
            for code in CODES {
                assert!(keys.contains_key(code.id), "{} {}", language.tag(), code.id);
                for part in ["label", "help", "what", "why", "mend", "example"] {
                    assert!(keys.contains_key(&format!("{}.{part}", code.id)), "{} {}.{part}", language.tag(), code.id);
                }
            }
        }
    }

    #[test]
    fn headlines_leave_no_argument_open() {
        for language in Language::ALL {
            let catalogue = Catalogue::new(language);
            for code in CODES {
                assert!(!catalogue.headline(code).contains("{$"), "{}", catalogue.headline(code));
            }
        }
    }

    #[test]
    fn french_is_set_as_french_is() {
        let catalogue = Catalogue::new(Language::French);
        for key in keys(Language::French).keys().filter(|key| !key.ends_with(".example")) {
            let text = catalogue.text(key, &[]);
            for bad in ["« ", " »", " :", " ;", " !", " ?", " %"] {
                assert!(!text.contains(bad), "{key}: {text}");
            }
            let chars: Vec<char> = text.chars().collect();
            let straight = chars.windows(3).any(|w| w[0].is_alphabetic() && w[1] == '\'' && w[2].is_alphabetic());
            assert!(!straight, "{key}: {text}");
        }
    }

    #[test]
    fn a_variant_chooses_the_wording_and_falls_back() {
        let catalogue = Catalogue::new(Language::English);
        let plain = Finding::new(&code::BAD_NUMBER, Place::file("a")).arg("value", "1e3").arg("key", "amount");
        assert_eq!(catalogue.words(&plain).message, "`1e3` is not a number that carnet accepts");
        let words = catalogue.words(&plain.clone().variant("exponent"));
        assert_eq!(words.message, "`1e3` is written with an exponent");
        assert_eq!(words.label.as_deref(), Some("write plain digits"));
        assert_eq!(words.help.as_deref(), Some("write all digits, such as 1200 instead of 1.2e3"));
        assert_eq!(catalogue.words(&plain.clone().variant("unheard-of")), catalogue.words(&plain));
    }

    #[test]
    fn arguments_may_be_keys() {
        let finding = Finding::new(&code::WRONG_TYPE, Place::file("a"))
            .arg("key", "amount")
            .arg("expected", "@type-amount")
            .arg("found", "@type-text");
        let french = Catalogue::new(Language::French).words(&finding).message;
        assert_eq!(french, "pour «\u{a0}amount\u{a0}», il faut un montant, pas un texte");
        let unknown = Catalogue::new(Language::English);
        let missing =
            |kind| unknown.words(&Finding::new(&code::MISSING_KEY, Place::file("a")).arg("key", "k").arg("kind", kind));
        assert_eq!(missing("@kind-widget").label.as_deref(), Some("widget without `k`"));
        assert_eq!(missing("@Claire").label.as_deref(), Some("@Claire without `k`"));
    }

    #[test]
    fn a_kind_may_be_given_by_its_bare_name() {
        let finding = Finding::new(&code::MISSING_KEY, Place::file("a")).arg("key", "k").arg("kind", "invoice");
        let french = Catalogue::new(Language::French).words(&finding).label;
        assert_eq!(french.as_deref(), Some("«\u{a0}k\u{a0}» est obligatoire (facture)"));
    }

    #[test]
    fn a_variant_may_do_with_the_words_of_a_shorter_one() {
        let finding =
            Finding::new(&code::BAD_SIREN, Place::file("a")).arg("value", "732829321").variant("checksum-expected");
        let words = Catalogue::new(Language::English).words(&finding);
        assert_eq!(words.message, "the SIREN `732829321` has a wrong check digit");
    }

    #[test]
    fn the_readers_descriptions_become_plain_words() {
        let finding = |detail: &str| Finding::new(&code::SYNTAX, Place::file("a")).arg("detail", detail);
        let english = Catalogue::new(Language::English);
        let known = english.words(&finding("string values must be quoted, expected literal string"));
        assert_eq!(known.message, "this is not valid TOML: this text needs quotes");
        assert_eq!(english.words(&finding("moon is full")).message, "this is not valid TOML: moon is full");
    }

    #[test]
    fn missing_keys_and_arguments_never_fail() {
        let catalogue = Catalogue::new(Language::French);
        assert_eq!(catalogue.text("no-such-key", &[]), "no-such-key");
        assert_eq!(catalogue.find("E0104.no-such-part", &[]), None);
        assert!(catalogue.text("E0104", &[]).contains("{$key}"));
        assert_eq!(catalogue.text("", &[]), "");
        assert_eq!(catalogue.text(".", &[("", "")]), ".");
    }

    #[test]
    fn hostile_arguments_are_made_harmless() {
        let catalogue = Catalogue::new(Language::English);
        let long = "x".repeat(10_000);
        assert_eq!(catalogue.text("E0104", &[("key", "a\u{1b}[2J\nb")]), "unknown key `a␛[2J␊b`");
        assert!(catalogue.text("E0104", &[("key", &long)]).chars().count() < 250);
        assert_eq!(catalogue.text("E0104", &[("key", "{ $x }")]), "unknown key `{ $x }`");
        assert_eq!(catalogue.text("E0104", &[("key", "007")]), "unknown key `007`");
    }

    #[test]
    fn amounts_are_set_as_the_language_writes_numbers() {
        let said = |language, value: &str| {
            let text = Catalogue::new(language)
                .text("sorts-credit-amount", &[("amount", value), ("invoice", "F-1"), ("most", "1.00 EUR")]);
            text.split(" F-1").next().unwrap_or_default().to_owned()
        };
        assert!(said(Language::English, "99999.00 EUR").starts_with("99,999.00 EUR cannot"));
        assert!(said(Language::French, "-99999.00 EUR").starts_with("-99\u{202f}999,00 EUR ne"));
        assert!(said(Language::French, "99999 JPY").starts_with("99\u{202f}999 JPY"));
        // What is no amount of that currency is somebody's words.
        assert!(said(Language::French, "99.9 EUR").starts_with("99.9 EUR"));
        assert!(said(Language::French, "10.00 lines").starts_with("10.00 lines"));
    }

    #[test]
    fn languages_are_read_from_tags_and_locales() {
        assert_eq!(Language::parse("fr"), Some(Language::French));
        assert_eq!(Language::parse("fr-CA"), Some(Language::French));
        assert_eq!(Language::parse("en_GB.UTF-8"), Some(Language::English));
        assert_eq!(Language::parse("de"), None);
        assert_eq!(Language::parse(""), None);
    }
}
