//! Patterns such as `{company|slug}` and their filters.
//!
//! `{{` and `}}` stand for the braces themselves. Filters are applied from left to right.

use std::collections::HashMap;
use std::rc::Rc;

use crate::value::Id;

/// Translations, by what stands in the file.
pub type Translation = HashMap<String, String>;

/// One row seen through its column names. A cell is `None` when it holds a null word.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub columns: &'a HashMap<String, usize>,
    pub cells: &'a [Option<Rc<str>>],
}

impl<'a> View<'a> {
    /// The column's text; `None` when it is empty or a null word.
    pub fn get(&self, column: &str) -> Option<&'a str> {
        self.cells.get(*self.columns.get(column)?)?.as_deref()
    }
}

/// A text with placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Column(String, Vec<Filter>),
}

/// What happens to a column's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    Trim,
    Lower,
    Upper,
    /// The nearest id: `ACME & Fils` becomes `acme-fils`.
    Slug,
    /// Digits only.
    Digits,
    /// `prefix:X` puts X before a text that is not empty.
    Prefix(String),
    /// `suffix:X` puts X behind it.
    Suffix(String),
    /// `strip:X` takes X away from its start.
    Strip(String),
    /// `default:X` stands in for an empty cell.
    Default(String),
    /// `map:NAME` translates by the table `[values.NAME]`; texts that it does not list stay.
    Map(String),
}

/// What a pattern gave for a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Trimmed.
    pub text: String,
    /// Every placeholder had a value.
    pub complete: bool,
    /// At least one had, or there are none.
    pub any: bool,
}

impl Filter {
    /// Reads filters as they stand behind the column: `slug|prefix:c-`.
    pub fn parse_all(text: &str) -> Result<Vec<Filter>, String> {
        text.split('|').map(Filter::parse).collect()
    }

    fn parse(text: &str) -> Result<Filter, String> {
        let (name, argument) = match text.split_once(':') {
            Some((name, argument)) => (name.trim(), Some(argument.to_owned())),
            None => (text.trim(), None),
        };
        let filter = match (name, argument) {
            ("trim", None) => Filter::Trim,
            ("lower", None) => Filter::Lower,
            ("upper", None) => Filter::Upper,
            ("slug", None) => Filter::Slug,
            ("digits", None) => Filter::Digits,
            ("prefix", Some(text)) => Filter::Prefix(text),
            ("suffix", Some(text)) => Filter::Suffix(text),
            ("strip", Some(text)) => Filter::Strip(text),
            ("default", Some(text)) => Filter::Default(text),
            ("map", Some(text)) => Filter::Map(text.trim().to_owned()),
            _ => {
                return Err(format!(
                    "`{text}` is no filter; write one of trim, lower, upper, slug, digits, prefix:X, suffix:X, strip:X, \
                     default:X, map:TABLE"
                ));
            }
        };
        Ok(filter)
    }

    /// The text after all filters, from left to right. An empty cell goes through them too: `default` fills it.
    pub fn apply_all(
        filters: &[Filter],
        text: Option<String>,
        tables: &HashMap<String, Translation>,
    ) -> Option<String> {
        let mut text = text;
        for filter in filters {
            text = filter.apply(text, tables);
        }
        text
    }

    /// The text after the filter; `None` in means an empty cell, `None` out that nothing is left.
    fn apply(&self, text: Option<String>, tables: &HashMap<String, Translation>) -> Option<String> {
        if let Filter::Default(default) = self {
            return text.or_else(|| Some(default.clone()));
        }
        let text = text?;
        let changed = match self {
            Filter::Trim => text.trim().to_owned(),
            Filter::Lower => text.to_lowercase(),
            Filter::Upper => text.to_uppercase(),
            Filter::Slug => Id::from_name(&text)?.as_str().to_owned(),
            Filter::Digits => text.chars().filter(char::is_ascii_digit).collect(),
            Filter::Prefix(prefix) => format!("{prefix}{text}"),
            Filter::Suffix(suffix) => format!("{text}{suffix}"),
            Filter::Strip(prefix) => text.strip_prefix(prefix.as_str()).unwrap_or(&text).to_owned(),
            Filter::Map(name) => tables.get(name).and_then(|table| table.get(&text)).cloned().unwrap_or(text),
            Filter::Default(_) => text,
        };
        (!changed.is_empty()).then_some(changed)
    }
}

impl Pattern {
    /// Reads a pattern; the error says what to write.
    pub fn parse(text: &str) -> Result<Pattern, String> {
        let mut pieces = Vec::new();
        let mut literal = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            literal.push_str(&rest[..at]);
            let brace = &rest[at..=at];
            let after = &rest[at + 1..];
            if let Some(doubled) = after.strip_prefix(brace) {
                literal.push_str(brace);
                rest = doubled;
                continue;
            }
            let end = if brace == "{" { after.find('}') } else { None };
            let Some(end) = end else {
                return Err(format!("`{text}` has a brace without its partner; for the brace itself write it twice"));
            };
            let (column, filters) = match after[..end].split_once('|') {
                Some((column, filters)) => (column.trim(), Filter::parse_all(filters)?),
                None => (after[..end].trim(), Vec::new()),
            };
            if !literal.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut literal)));
            }
            pieces.push(Piece::Column(column.to_owned(), filters));
            rest = &after[end + 1..];
        }
        literal.push_str(rest);
        if !literal.is_empty() {
            pieces.push(Piece::Text(literal));
        }
        Ok(Pattern(pieces))
    }

    /// The columns that it names.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Column(name, _) => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// The translation tables that its filters name.
    pub fn tables(&self) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .flat_map(|piece| match piece {
                Piece::Column(_, filters) => filters.as_slice(),
                Piece::Text(_) => &[],
            })
            .filter_map(|filter| match filter {
                Filter::Map(name) => Some(name.as_str()),
                _ => None,
            })
    }

    /// The text without placeholders, when it has none.
    pub fn literal(&self) -> Option<&str> {
        match self.0.as_slice() {
            [] => Some(""),
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// The pattern filled from a row; empty cells give nothing.
    pub fn render(&self, row: View<'_>, tables: &HashMap<String, Translation>) -> Rendered {
        let mut text = String::new();
        let (mut complete, mut any, mut columns) = (true, false, false);
        for piece in &self.0 {
            match piece {
                Piece::Text(literal) => text.push_str(literal),
                Piece::Column(name, filters) => {
                    columns = true;
                    let cell = row.get(name).map(str::to_owned);
                    match Filter::apply_all(filters, cell, tables) {
                        Some(value) => {
                            any = true;
                            text.push_str(&value);
                        }
                        None => complete = false,
                    }
                }
            }
        }
        Rendered { text: text.trim().to_owned(), complete, any: any || !columns }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render(pattern: &str) -> Rendered {
        let columns = HashMap::from([("name".to_owned(), 0), ("no".to_owned(), 1), ("gone".to_owned(), 2)]);
        let cells = [Some(Rc::from("Éts Dupont & Fils")), Some(Rc::from("C 12")), None];
        let tables = HashMap::from([("numbers".to_owned(), HashMap::from([("C 12".to_owned(), "twelve".to_owned())]))]);
        Pattern::parse(pattern).unwrap().render(View { columns: &columns, cells: &cells }, &tables)
    }

    #[test]
    fn fills_placeholders_and_filters_from_left_to_right() {
        for (pattern, text) in [
            ("{name|slug}", "ets-dupont-fils"),
            ("{no|digits|prefix:inv-}", "inv-12"),
            ("{no|strip:C |suffix:!}", "12!"),
            ("{no|map:numbers}/{name|map:numbers}", "twelve/Éts Dupont & Fils"),
            ("{gone|default:none} {name|upper}", "none ÉTS DUPONT & FILS"),
            ("{{{no|lower}}}", "{c 12}"),
            ("{gone} {no}", "C 12"),
        ] {
            assert_eq!(render(pattern).text, text, "{pattern}");
        }
        assert!(!render("{gone} {no}").complete && render("{gone} {no}").any);
        assert!(!render("x {gone|prefix:c-}").any);
    }

    #[test]
    fn a_fault_says_what_to_write() {
        assert!(Pattern::parse("{a|slugg}").unwrap_err().contains("slug, digits"));
        assert!(Pattern::parse("{a").unwrap_err().contains("write it twice"));
        assert!(Pattern::parse("a}").is_err());
    }
}
