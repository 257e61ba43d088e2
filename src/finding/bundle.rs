//! The one door to Fluent: the texts of a language, and a message of them with what is said in it.

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
pub use fluent_bundle::{FluentArgs as Arguments, FluentValue as Argument};
use unic_langid::LanguageIdentifier;

use super::tongue::Tongue;

/// The messages of one language.
pub struct Bundle {
    tongue: Tongue,
    fluent: FluentBundle<FluentResource>,
}

impl Bundle {
    /// Without messages yet.
    pub fn new(tongue: Tongue) -> Bundle {
        // All tags are well formed; the default is the language "und", which only means plain plural rules.
        let identifier: LanguageIdentifier = tongue.code().parse().unwrap_or_default();
        let mut fluent = FluentBundle::new_concurrent(vec![identifier]);
        fluent.set_use_isolating(false);
        Bundle { tongue, fluent }
    }

    /// With the messages of texts. One that does not parse is left out: tests of the texts find it missing.
    pub fn of<'a>(tongue: Tongue, texts: impl IntoIterator<Item = &'a str>) -> Bundle {
        let mut bundle = Bundle::new(tongue);
        for text in texts {
            let _ = bundle.add(text);
        }
        bundle
    }

    /// Adds the messages of a text (`key = words`, Fluent), typeset as the language is.
    ///
    /// # Errors
    /// Which messages do not parse or stand twice; all others are added.
    pub fn add(&mut self, text: &str) -> Result<(), String> {
        let text = if self.tongue == Tongue::French { typeset(text) } else { text.to_owned() };
        let (resource, unparsed) = match FluentResource::try_new(text) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        let twice = self.fluent.add_resource(resource).err().unwrap_or_default();
        if unparsed.is_empty() && twice.is_empty() { Ok(()) } else { Err(format!("{unparsed:?} {twice:?}")) }
    }

    /// The words of `key` or `key.attribute`; `None` where there are none. An argument that was forgotten is shown as
    /// `{$name}`: visible, and no reason to fail.
    pub fn format(&self, key: &str, arguments: &Arguments) -> Option<String> {
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
        let message = self.fluent.get_message(id)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        Some(self.fluent.format_pattern(pattern, Some(arguments), &mut Vec::new()).into_owned())
    }
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
    fn a_fault_is_told_and_hides_no_other_message() {
        let mut bundle = Bundle::new(Tongue::English);
        assert!(bundle.add("a = { $\nb = fine\n").is_err());
        assert!(bundle.add("b = again\n").is_err());
        assert_eq!(bundle.format("b", &Arguments::new()).as_deref(), Some("fine"));
    }
}
