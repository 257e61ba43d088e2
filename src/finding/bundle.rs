//! The one door to Fluent: the texts of a language, and a message of them with what is said in it.
//!
//! The texts have some thousands of messages, of which a command says ten. So a text is only looked through for where its
//! messages begin; what one says is parsed when it is said first. For this each message stands alone, beginning a line and
//! naming no other: `faults` holds the texts to that.

use std::sync::OnceLock;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
pub use fluent_bundle::{FluentArgs as Arguments, FluentValue as Argument};
use memchr::memchr_iter;
use rustc_hash::{FxBuildHasher, FxHashMap};
use unic_langid::LanguageIdentifier;

use super::tongue::Tongue;

/// The messages of one language.
pub struct Bundle {
    tongue: Tongue,
    messages: FxHashMap<&'static str, Message>,
}

/// A message as it stands in its text, from its key to the next one.
struct Message {
    text: &'static str,
    /// `None` where it cannot be parsed.
    parsed: OnceLock<Option<Box<FluentBundle<FluentResource>>>>,
}

/// The messages of a large language, roughly.
const MANY: usize = 3000;

impl Bundle {
    /// With the messages of texts (`key = words`, Fluent). Of two of one key the first counts, and one that cannot be parsed is
    /// not there: tests of the texts find both.
    pub fn of(tongue: Tongue, texts: impl IntoIterator<Item = &'static str>) -> Bundle {
        let mut all = FxHashMap::with_capacity_and_hasher(MANY, FxBuildHasher);
        for (key, text) in texts.into_iter().flat_map(messages) {
            all.entry(key).or_insert(Message { text, parsed: OnceLock::new() });
        }
        Bundle { tongue, messages: all }
    }

    /// The words of `key` or `key.attribute`, typeset as the language is; `None` where there are none. An argument that was
    /// forgotten is shown as `{$name}`: visible, and no reason to fail.
    pub fn format(&self, key: &str, arguments: &Arguments) -> Option<String> {
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
        let message = self.messages.get(id)?;
        let fluent = message.parsed.get_or_init(|| parse(self.tongue, message.text)).as_ref()?;
        let message = fluent.get_message(id)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        Some(fluent.format_pattern(pattern, Some(arguments), &mut Vec::new()).into_owned())
    }
}

/// Each message of a text, with its key. It begins where a line begins with a letter, and ends before the next one or a
/// comment.
fn messages(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let bytes = text.as_bytes();
    let begins = move |at: &usize| bytes.get(*at).is_none_or(|first| *first == b'#' || first.is_ascii_alphabetic());
    let lines = memchr_iter(b'\n', bytes).map(|end| end + 1).chain([text.len()]).filter(begins);
    let mut start = begins(&0).then_some(0);
    lines.filter_map(move |end| {
        let message = &text[start.replace(end)?..end];
        let key = message.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(message.len());
        (key > 0).then(|| (&message[..key], message))
    })
}

/// What stands in a text, typeset as the language is.
///
/// # Errors
/// What Fluent does not understand.
fn resource(tongue: Tongue, text: &str) -> Result<FluentResource, String> {
    let text = if tongue == Tongue::French { typeset(text) } else { text.to_owned() };
    FluentResource::try_new(text).map_err(|(_, errors)| format!("{errors:?}"))
}

/// The text of a message, to be said. `None` where it cannot be parsed.
fn parse(tongue: Tongue, text: &str) -> Option<Box<FluentBundle<FluentResource>>> {
    let resource = resource(tongue, text).ok()?;
    // All tags are well formed; the default is the language "und", which only means plain plural rules.
    let identifier: LanguageIdentifier = tongue.code().parse().unwrap_or_default();
    let mut fluent = FluentBundle::new_concurrent(vec![identifier]);
    fluent.set_use_isolating(false);
    fluent.add_resource(resource).ok()?;
    Some(Box::new(fluent))
}

/// What is wrong with texts, by the names of their files: what Fluent cannot parse, keys that stand twice, and messages that
/// are another thing alone than in their text.
#[cfg(test)]
pub(super) fn faults(tongue: Tongue, texts: &[(&str, &'static str)]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for (name, text) in texts {
        let entries = |text| -> Result<Vec<String>, String> {
            Ok(resource(tongue, text)?.entries().map(|entry| format!("{entry:?}")).collect())
        };
        let alone: Result<Vec<Vec<String>>, String> = messages(text).map(|(_, text)| entries(text)).collect();
        match (entries(text), alone) {
            (Err(fault), _) | (_, Err(fault)) => faults.push(format!("{name}: {fault}")),
            (Ok(whole), Ok(alone)) if whole.len() != alone.len() || whole != alone.concat() => {
                faults.push(format!("{name}: a message is cut, or something else is there"));
            }
            (Ok(whole), _) => {
                let others = ["MessageReference", "TermReference", "FunctionReference"];
                let leans = whole.iter().filter(|entry| others.iter().any(|other| entry.contains(other)));
                faults.extend(leans.map(|entry| format!("{name}: leans on another: {entry}")));
            }
        }
        let twice = messages(text).filter(|(key, _)| !seen.insert(*key));
        faults.extend(twice.map(|(key, _)| format!("{name}: {key} stands twice")));
    }
    faults
}

/// French sets a no-break space inside guillemets and before high punctuation, and a curved apostrophe. Done here, so
/// that whoever writes a text need not think of it. Examples are what stands in files and stay as they are.
fn typeset(text: &str) -> String {
    const PAIRS: [(&str, &str); 8] = [
        ("« ", "«\u{a0}"),
        (" »", "\u{a0}»"),
        (" :", "\u{a0}:"),
        (" ;", "\u{a0};"),
        (" !", "\u{a0}!"),
        (" ?", "\u{a0}?"),
        (" %", "\u{a0}%"),
        ("'", "’"),
    ];
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut example = false;
    for line in text.lines() {
        let begins = line.trim_start_matches(' ');
        if line.len() - begins.len() <= 4 && !begins.is_empty() {
            example = begins.starts_with(".example");
        }
        if example || line.starts_with('#') {
            out.push_str(line);
        } else {
            let mut rest = line;
            while let Some((at, (plain, set))) =
                PAIRS.iter().filter_map(|pair| rest.find(pair.0).map(|at| (at, *pair))).min_by_key(|(at, _)| *at)
            {
                let after = at + plain.len();
                // An apostrophe between letters only: others are quotes of a shell.
                let between =
                    rest[..at].ends_with(char::is_alphabetic) && rest[after..].starts_with(char::is_alphabetic);
                out.push_str(&rest[..at]);
                out.push_str(if plain == "'" && !between { plain } else { set });
                rest = &rest[after..];
            }
            out.push_str(rest);
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_found_by_its_key_and_attribute() {
        let bundle = Bundle::of(Tongue::French, ["a = « { $n } » !\n    .b = l'autre\n"]);
        let mut arguments = Arguments::new();
        arguments.set("n", "x");
        assert_eq!(bundle.format("a", &arguments).as_deref(), Some("«\u{a0}x\u{a0}»\u{a0}!"));
        assert_eq!(bundle.format("a.b", &arguments).as_deref(), Some("l’autre"));
        assert_eq!(bundle.format("a.c", &arguments), None);
        assert_eq!(bundle.format("c", &arguments), None);
    }

    #[test]
    fn a_fault_hides_no_other_message() {
        let bundle = Bundle::of(Tongue::English, ["a = { $\nb = fine\n", "b = again\n# b = no\nc = last"]);
        assert_eq!(bundle.format("a", &Arguments::new()), None);
        assert_eq!(bundle.format("b", &Arguments::new()).as_deref(), Some("fine"));
        assert_eq!(bundle.format("c", &Arguments::new()).as_deref(), Some("last"));
    }

    #[test]
    fn each_fault_of_a_text_is_told() {
        let told = |text: &'static str| faults(Tongue::English, &[("first", "b = first\n"), ("text", text)]).concat();
        assert_eq!(
            told("a = { $n ->\n    [one] x\n   *[other] y\n}\n# c = said\n\n  \nc =\n\n    more\n    .d = e\n"),
            ""
        );
        assert!(told("a = { $\nc = fine\n").starts_with("text: "));
        assert_eq!(told("b = again\n"), "text: b stands twice");
        assert!(told("a = { b }\n").starts_with("text: leans on another"));
        // A key may stand in braces at the beginning of a line, as far as Fluent goes.
        assert!(told("a = {\nb }\n").starts_with("text: "));
        assert!(told("a = x\n-term = y\n c").starts_with("text: "));
    }
}
