//! Record ids: the stems of file names.

use std::fmt;

/// A record's id: `[A-Za-z0-9][A-Za-z0-9._-]{0,79}`, no trailing dot, no Windows device name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Box<str>);

/// Why a text cannot be an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdFault {
    Empty,
    TooLong,
    /// A character other than a letter without accent, a digit, `.`, `_`, `-`, or one of these three at the start.
    Character(char),
    TrailingDot,
    /// `con`, `nul`, `com1`…: Windows cannot have a file of that name.
    WindowsDevice,
}

impl Id {
    /// The longest id, in characters.
    pub const MAX: usize = 80;

    pub fn new(text: &str) -> Result<Id, IdFault> {
        Id::check(text).map(|()| Id(text.into()))
    }

    /// Whether a text is an id.
    ///
    /// # Errors
    /// The first reason why it is none.
    pub fn check(text: &str) -> Result<(), IdFault> {
        if text.is_empty() {
            return Err(IdFault::Empty);
        }
        for (i, c) in text.chars().enumerate() {
            let allowed = c.is_ascii_alphanumeric() || (i > 0 && matches!(c, '.' | '_' | '-'));
            if !allowed {
                return Err(IdFault::Character(c));
            }
        }
        if text.len() > Id::MAX {
            return Err(IdFault::TooLong);
        }
        if text.ends_with('.') {
            return Err(IdFault::TrailingDot);
        }
        let stem = text.split('.').next().unwrap_or(text).as_bytes();
        let device = match stem {
            [name @ .., b'1'..=b'9'] if name.len() == 3 => {
                [b"com", b"lpt"].iter().any(|device| name.eq_ignore_ascii_case(*device))
            }
            name => [b"con", b"prn", b"aux", b"nul"].iter().any(|device| name.eq_ignore_ascii_case(*device)),
        };
        if device { Err(IdFault::WindowsDevice) } else { Ok(()) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest id to any text: accents dropped, everything else that an id cannot have becomes a hyphen.
    /// `None` when nothing is left. `ACME Conseil & Fils` becomes `acme-conseil-fils`.
    pub fn from_name(name: &str) -> Option<Id> {
        use unicode_normalization::UnicodeNormalization;
        let mut slug = String::new();
        for c in
            name.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).flat_map(char::to_lowercase)
        {
            match c {
                'a'..='z' | '0'..='9' => slug.push(c),
                'æ' => slug.push_str("ae"),
                'œ' => slug.push_str("oe"),
                'ø' => slug.push('o'),
                'ß' => slug.push_str("ss"),
                'ł' => slug.push('l'),
                'đ' => slug.push('d'),
                '\'' | '’' => {}
                _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
                _ => {}
            }
        }
        slug.truncate(Id::MAX);
        let slug = slug.trim_end_matches('-');
        Id::new(slug).or_else(|_| Id::new(&format!("{slug}-1"))).ok()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule() {
        for good in ["acme", "F-2026-0001", "a.b_c", "0", "com0", "console"] {
            assert!(Id::new(good).is_ok(), "{good}");
        }
        for (bad, fault) in [
            ("", IdFault::Empty),
            ("été", IdFault::Character('é')),
            ("-a", IdFault::Character('-')),
            ("a b", IdFault::Character(' ')),
            ("a.", IdFault::TrailingDot),
            ("NUL", IdFault::WindowsDevice),
            ("com1.x", IdFault::WindowsDevice),
        ] {
            assert_eq!(Id::new(bad), Err(fault), "{bad}");
        }
        assert_eq!(Id::new(&"a".repeat(81)), Err(IdFault::TooLong));
    }

    #[test]
    fn an_id_from_a_name() {
        let id = |name| Id::from_name(name).map(|id| id.to_string());
        assert_eq!(id("ACME Conseil & Fils").as_deref(), Some("acme-conseil-fils"));
        assert_eq!(id("  L'Œuvre d’Éloïse  ").as_deref(), Some("loeuvre-deloise"));
        assert_eq!(id("Nul").as_deref(), Some("nul-1"));
        assert_eq!(id("日本"), None);
    }
}
