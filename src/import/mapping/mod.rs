//! The mapping file: which columns become which fields of which records.
//!
//! `parse` reads it from TOML; unknown keys, formats and filters are errors with the line and what to write. Its keys are
//! documented at the fields of the structs below, which are the file's own structure.

mod french;
mod read;

use std::collections::HashMap;

use serde::Deserialize;

use super::convert::{DateFormat, NumberStyle};
use super::pattern::{Filter, Pattern, Translation};
use crate::finding::Language;

/// Why a mapping cannot be used: where, and what to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingFault {
    /// Line of the mapping file, counted from 1, where it is known.
    pub line: Option<usize>,
    pub message: String,
}

impl std::fmt::Display for MappingFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl MappingFault {
    /// Where it is, what is wrong and what to write, in one sentence.
    pub fn words(&self, language: Language) -> String {
        match (language, self.line) {
            (Language::English, _) => self.to_string(),
            (Language::French, Some(line)) => format!("ligne {line}\u{a0}: {}", french::french(&self.message)),
            (Language::French, None) => french::french(&self.message),
        }
    }
}

/// A whole mapping.
#[derive(Debug, Clone)]
pub struct Mapping {
    pub source: Source,
    pub number: NumberStyle,
    /// `date = ["%d/%m/%Y"]`: the first that fits counts.
    pub dates: Vec<DateFormat>,
    /// `[values.NAME]`: translations that several fields share.
    pub values: HashMap<String, Translation>,
    pub skip: Vec<Skip>,
    pub join: Vec<Join>,
    pub record: Vec<RecordRule>,
    /// The mapping's own text, to say on which line something is.
    text: String,
}

/// How the file is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// `,` `;` `|` or a tab; `None`: found out.
    pub separator: Option<char>,
    /// `None`: found out.
    pub encoding: Option<Encoding>,
    pub header: Header,
    /// Cells that mean nothing.
    pub null: Vec<String>,
    /// The column that takes the fields which a row has too many.
    pub surplus: Option<String>,
}

impl Default for Source {
    fn default() -> Self {
        Source { separator: None, encoding: None, header: Header::FirstRow, null: null_words(), surplus: None }
    }
}

fn null_words() -> Vec<String> {
    vec!["NULL".into(), "null".into()]
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Encoding {
    #[serde(rename = "utf-8", alias = "utf8")]
    Utf8,
    #[serde(rename = "latin1", alias = "iso-8859-1")]
    Latin1,
    #[serde(rename = "windows-1252", alias = "cp1252")]
    Windows1252,
}

/// `header = true`, `false` (columns are then `column 1`, `column 2`…), or the list of names when the file has none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Header {
    #[default]
    FirstRow,
    None,
    Names(Vec<String>),
}

/// `[[skip]]`: rows that are left out on purpose, and why.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skip {
    pub when: Conditions,
    pub because: String,
}

/// `[[join]]`: another file beside the imported one, whose columns are then called `NAME.column`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// Its path relative to the imported file; never out of that folder.
    pub file: String,
    /// `NAME`; the file's stem unless given.
    #[serde(default, rename = "as")]
    pub name: String,
    /// The column of that file.
    pub on: String,
    /// The column of the rows so far that has the same value; the name of `on` unless given.
    #[serde(default, rename = "with")]
    pub with: String,
    /// One row may have several partners, and becomes as many rows. Partners without a row are then rejected.
    #[serde(default)]
    pub many: bool,
    /// A row without a partner is rejected, instead of having empty columns.
    #[serde(default)]
    pub required: bool,
    /// The column of that file that takes surplus fields.
    #[serde(default)]
    pub surplus: Option<String>,
}

/// `[[record]]`: one kind of record that rows become.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordRule {
    pub kind: String,
    pub id: Pattern,
    /// Rows with the same text in these columns become one record.
    #[serde(default)]
    pub group_by: Texts,
    /// Only rows that meet these conditions.
    #[serde(default)]
    pub when: Conditions,
    /// A related record on the way: one for each id, and none when another `[[record]]` gives it.
    #[serde(default)]
    pub once: bool,
    /// What happens when the rows of one record disagree, unless the field says it.
    #[serde(default, rename = "conflict")]
    pub differ: Differ,
    /// The field that takes one table for each row: `lines` unless given.
    #[serde(default = "lines")]
    pub line_field: String,
    #[serde(default)]
    pub fields: Fields,
    /// What each row gives to `line_field`.
    #[serde(default)]
    pub line: Option<Fields>,
}

fn lines() -> String {
    "lines".into()
}

/// Which of several values counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Differ {
    /// None: the record is rejected.
    #[default]
    Error,
    /// The first, without a word.
    First,
    /// The last, without a word.
    Last,
    /// The first, and each other is noted.
    Report,
    /// All, each once, with `, ` between them.
    Join,
}

/// An ordered table of fields, with the condition under which it is there at all.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    pub when: Conditions,
    pub nodes: Vec<(String, Node)>,
}

/// What a field becomes.
#[derive(Debug, Clone)]
pub enum Node {
    /// One value.
    Rule(Box<Rule>),
    /// `address.city = …`
    Table(Fields),
    /// `charges = [{ … }]`: items whose columns are all empty are left out.
    Tables(Vec<Fields>),
}

/// How one value is made: from `column`, `text` or `constant`, then `values`, `filter`, and its `type`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The first of these columns that is not empty.
    #[serde(default)]
    pub column: Texts,
    /// The first of these patterns whose columns are all filled.
    #[serde(default)]
    pub text: Patterns,
    #[serde(default)]
    pub constant: Option<Constant>,
    #[serde(default, rename = "type")]
    pub kind: Type,
    /// More words that mean nothing here, such as `0`.
    #[serde(default)]
    pub null: Texts,
    /// Translations, or the name of a `[values.NAME]`.
    #[serde(default)]
    pub values: Values,
    /// What happens to a text that `values` do not list.
    #[serde(default)]
    pub values_else: ValuesElse,
    #[serde(default)]
    pub filter: Filters,
    #[serde(default)]
    pub negate: bool,
    #[serde(default)]
    pub absolute: bool,
    /// Multiplies a number: `times = "100"`.
    #[serde(default)]
    pub times: Option<Constant>,
    /// Rounds a number, half away from zero.
    #[serde(default)]
    pub decimals: Option<u32>,
    /// Cuts a list: `split = ";"`.
    #[serde(default)]
    pub split: Option<String>,
    /// Date formats of this field alone.
    #[serde(default, rename = "format")]
    pub dates: Texts,
    #[serde(default)]
    pub differ: Option<Differ>,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub when: Conditions,
    /// The formats of `dates`, read.
    #[serde(skip)]
    pub date_formats: Vec<DateFormat>,
    /// The number of `times`, read.
    #[serde(skip)]
    pub factor: Option<crate::value::Decimal>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Type {
    #[default]
    Text,
    Number,
    Date,
    Bool,
    /// A list of texts, cut at `split` (a comma unless given).
    List,
    /// A country's name or code, which becomes its ISO 3166-1 alpha-2 code.
    Country,
}

/// `values = { Won = "won" }` or `values = "stages"`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Values {
    #[default]
    None,
    Here(Translation),
    Named(String),
}

/// `"error"`, `"keep"`, `"drop"`, or the text to take instead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ValuesElse {
    #[default]
    Error,
    Keep,
    Drop,
    Text(String),
}

/// A constant's text: `"EUR"`, `3`, `true`. A number with decimals stands in quotes, so that it stays exact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constant(pub String);

/// Filters as in a pattern: `"slug|prefix:c-"`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters(pub Vec<Filter>);

/// One text or a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts(pub Vec<String>);

/// One pattern or a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Patterns(pub Vec<Pattern>);

/// Conditions that must all hold: one table, or a list of them.
#[derive(Debug, Clone, Default)]
pub struct Conditions(pub Vec<Condition>);

/// A condition on one column; its tests must all hold.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    pub column: String,
    /// One of these texts.
    #[serde(default)]
    pub is: Option<Texts>,
    /// None of these; an empty cell is none of them.
    #[serde(default)]
    pub not: Option<Texts>,
    #[serde(default)]
    pub starts_with: Option<Texts>,
    #[serde(default)]
    pub ends_with: Option<Texts>,
    #[serde(default)]
    pub contains: Option<Texts>,
    #[serde(default)]
    pub empty: Option<bool>,
    #[serde(default)]
    pub sign: Option<Sign>,
}

/// The sign of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sign {
    Positive,
    Negative,
    Zero,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    separator: Option<String>,
    encoding: Option<Encoding>,
    #[serde(default)]
    header: Header,
    #[serde(default = "null_words")]
    null: Vec<String>,
    surplus: Option<String>,
    #[serde(default)]
    date: Texts,
    decimal: Option<String>,
    thousands: Option<String>,
    #[serde(default)]
    strip: Texts,
    #[serde(default)]
    values: HashMap<String, Translation>,
    #[serde(default)]
    skip: Vec<Skip>,
    #[serde(default)]
    join: Vec<Join>,
    #[serde(default)]
    record: Vec<RecordRule>,
}

impl Mapping {
    /// Reads a mapping file.
    pub fn parse(text: &str) -> Result<Mapping, MappingFault> {
        let file: File = toml::from_str(text).map_err(|fault| MappingFault {
            line: fault.span().map(|span| line_at(text, span.start)),
            message: fault.message().to_owned(),
        })?;
        let at = |word: &str, message: String| MappingFault { line: line_of(text, word), message };
        let separator = match file.separator.as_deref() {
            None | Some("auto") => None,
            Some("tab") => Some('\t'),
            Some(mark) => match mark.as_bytes() {
                [b @ (b',' | b';' | b'|' | b'\t' | b':')] => Some(char::from(*b)),
                _ => {
                    let message = format!("separator `{mark}`: write \",\", \";\", \"|\", \":\" or \"tab\"");
                    return Err(at("separator", message));
                }
            },
        };
        let decimal = match file.decimal.as_deref() {
            None | Some(".") => '.',
            Some(",") => ',',
            Some(mark) => return Err(at("decimal", format!("decimal `{mark}`: write \".\" or \",\""))),
        };
        let thousands = match file.thousands.as_deref() {
            None | Some("") => None,
            Some(mark) => {
                let mut chars = mark.chars();
                match (chars.next(), chars.next()) {
                    (Some(c), None) if c != decimal && !c.is_ascii_digit() => Some(c),
                    _ => {
                        let message = format!("thousands `{mark}`: write one sign that is not the decimal mark");
                        return Err(at("thousands", message));
                    }
                }
            }
        };
        let mut mapping = Mapping {
            source: Source {
                separator,
                encoding: file.encoding,
                header: file.header,
                null: file.null,
                surplus: file.surplus,
            },
            number: NumberStyle { decimal, thousands, strip: file.strip.0 },
            dates: formats(&file.date).map_err(|message| at("date", message))?,
            values: file.values,
            skip: file.skip,
            join: file.join,
            record: file.record,
            text: text.to_owned(),
        };
        mapping.complete()?;
        Ok(mapping)
    }

    /// Fills what one key says through another, and refuses what cannot be meant.
    fn complete(&mut self) -> Result<(), MappingFault> {
        let text = self.text.clone();
        let at = |word: &str, message: String| MappingFault { line: line_of(&text, word), message };
        if self.record.is_empty() {
            let message =
                "no [[record]]: say what the rows become, as in `[[record]]`, `kind = \"customer\"`".to_owned();
            return Err(MappingFault { line: None, message });
        }
        for join in &mut self.join {
            inside(&join.file).map_err(|message| at(&join.file, message))?;
            if join.name.is_empty() {
                let name = join.file.rsplit('/').next().unwrap_or(&join.file);
                join.name = name.split('.').next().unwrap_or(name).to_owned();
            }
            if join.with.is_empty() {
                join.with.clone_from(&join.on);
            }
        }
        let names: Vec<String> = self.values.keys().cloned().collect();
        for record in &mut self.record {
            if record.once && !record.group_by.0.is_empty() {
                let message = "`once` groups rows by the record's id already; remove group_by".to_owned();
                return Err(at("once", message));
            }
            if record.line.is_some() && record.group_by.0.is_empty() && record.once {
                return Err(at("record.line", "a record that is made `once` has no lines".to_owned()));
            }
            let check_tables = |tables: &mut dyn Iterator<Item = &str>| {
                for name in tables {
                    if !names.iter().any(|known| known == name) {
                        return Err(at(name, format!("there is no [values.{name}]")));
                    }
                }
                Ok(())
            };
            check_tables(&mut record.id.tables())?;
            for fields in std::iter::once(&mut record.fields).chain(record.line.as_mut()) {
                fields.each_rule(&mut |path, rule| {
                    rule.complete(path).map_err(|message| at(path.rsplit('.').next().unwrap_or(path), message))?;
                    for pattern in &rule.text.0 {
                        check_tables(&mut pattern.tables())?;
                    }
                    let maps = rule.filter.0.iter().filter_map(|filter| match filter {
                        Filter::Map(name) => Some(name.as_str()),
                        _ => None,
                    });
                    let named = match &rule.values {
                        Values::Named(name) => Some(name.as_str()),
                        _ => None,
                    };
                    check_tables(&mut maps.chain(named))
                })?;
            }
        }
        Ok(())
    }

    /// A fault about a word of the mapping, at the line where it stands.
    pub(super) fn fault(&self, word: &str, message: String) -> MappingFault {
        MappingFault { line: line_of(&self.text, word), message }
    }
}

/// Refuses paths that leave the folder of the imported file.
fn inside(path: &str) -> Result<(), String> {
    let portable = !path.is_empty() && !path.starts_with('/') && !path.contains(['\\', ':', '\0']);
    if portable && path.split('/').all(|part| !matches!(part, "" | "." | "..")) {
        return Ok(());
    }
    Err(format!("file `{path}`: write a path below the folder of the imported file, with `/` and without `..`"))
}

fn formats(texts: &Texts) -> Result<Vec<DateFormat>, String> {
    texts.0.iter().map(|format| DateFormat::parse(format)).collect()
}

fn line_at(text: &str, offset: usize) -> usize {
    text.as_bytes()[..offset.min(text.len())].iter().filter(|b| **b == b'\n').count() + 1
}

/// The first line, comments apart, that holds the word.
fn line_of(text: &str, word: &str) -> Option<usize> {
    text.lines().position(|line| !line.trim_start().starts_with('#') && line.contains(word)).map(|i| i + 1)
}

impl Fields {
    /// Visits every rule with its path, in order; stops at the first error.
    fn each_rule<E>(&mut self, visit: &mut dyn FnMut(&str, &mut Rule) -> Result<(), E>) -> Result<(), E> {
        fn walk<E>(
            fields: &mut Fields,
            path: &str,
            visit: &mut dyn FnMut(&str, &mut Rule) -> Result<(), E>,
        ) -> Result<(), E> {
            for (key, node) in &mut fields.nodes {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                match node {
                    Node::Rule(rule) => visit(&path, rule)?,
                    Node::Table(inner) => walk(inner, &path, visit)?,
                    Node::Tables(items) => items.iter_mut().try_for_each(|item| walk(item, &path, visit))?,
                }
            }
            Ok(())
        }
        walk(self, "", visit)
    }

    /// Every column that the fields name.
    pub(super) fn columns<'a>(&'a self, found: &mut Vec<&'a str>) {
        found.extend(self.when.columns());
        for (_, node) in &self.nodes {
            match node {
                Node::Rule(rule) => {
                    found.extend(rule.column.0.iter().map(String::as_str));
                    found.extend(rule.text.0.iter().flat_map(Pattern::columns));
                    found.extend(rule.when.columns());
                }
                Node::Table(inner) => inner.columns(found),
                Node::Tables(items) => items.iter().for_each(|item| item.columns(found)),
            }
        }
    }

    /// A bare text that is also a column's name: meant as the column, most likely.
    pub(super) fn literals<'a>(&'a self, found: &mut Vec<&'a str>) {
        for (_, node) in &self.nodes {
            match node {
                Node::Rule(rule) => found.extend(rule.text.0.iter().filter_map(Pattern::literal)),
                Node::Table(inner) => inner.literals(found),
                Node::Tables(items) => items.iter().for_each(|item| item.literals(found)),
            }
        }
    }
}

impl Conditions {
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|condition| condition.column.as_str())
    }
}

impl Rule {
    fn complete(&mut self, path: &str) -> Result<(), String> {
        let sources = [!self.column.0.is_empty(), !self.text.0.is_empty(), self.constant.is_some()];
        if sources.iter().filter(|given| **given).count() != 1 {
            return Err(format!("{path}: write one of column, text and constant"));
        }
        self.date_formats = formats(&self.dates).map_err(|message| format!("{path}: {message}"))?;
        if let Some(Constant(text)) = &self.times {
            let factor = crate::value::decimal::parse(text);
            self.factor = Some(factor.map_err(|_| format!("{path}: times `{text}` is not a number"))?);
        }
        let numeric = self.negate || self.absolute || self.times.is_some() || self.decimals.is_some();
        if numeric && self.kind != Type::Number {
            return Err(format!("{path}: negate, absolute, times and decimals want type = \"number\""));
        }
        if self.decimals.is_some_and(|decimals| decimals > 20) {
            return Err(format!("{path}: decimals goes from 0 to 20"));
        }
        if !self.dates.0.is_empty() && self.kind != Type::Date {
            return Err(format!("{path}: format wants type = \"date\""));
        }
        if self.split.is_some() && self.kind != Type::List {
            return Err(format!("{path}: split wants type = \"list\""));
        }
        if self.values_else != ValuesElse::Error && self.values == Values::None {
            return Err(format!("{path}: values_else wants values"));
        }
        Ok(())
    }
}

impl Condition {
    fn complete(&self) -> Result<(), String> {
        let texts = [&self.is, &self.not, &self.starts_with, &self.ends_with, &self.contains];
        if texts.iter().all(|test| test.is_none()) && self.empty.is_none() && self.sign.is_none() {
            // A condition that tests nothing would hold for every row.
            return Err(format!(
                "the condition on {} tests nothing; add is, not, starts_with, ends_with, contains, empty or sign",
                self.column
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        Mapping::parse(text).unwrap_err().to_string()
    }

    const RECORD: &str = "[[record]]\nkind = \"customer\"\nid = \"{no}\"\n";

    #[test]
    fn reads_paths_quoted_or_not() {
        let text =
            format!("{RECORD}[record.fields]\naddress.city = \"{{city}}\"\n\"address.zip\" = {{ column = \"zip\" }}\n");
        let mapping = Mapping::parse(&text).unwrap();
        let [(key, Node::Table(address))] = mapping.record[0].fields.nodes.as_slice() else { panic!("one table") };
        assert_eq!(key, "address");
        assert_eq!(address.nodes.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["city", "zip"]);
    }

    #[test]
    fn unknown_means_error_with_the_line() {
        assert!(fault("separater = \";\"\n").starts_with("line 1: unknown field `separater`"));
        assert!(fault(&format!("{RECORD}groupby = \"x\"\n")).starts_with("line 4: unknown field `groupby`"));
        let field = format!("{RECORD}[record.fields]\ndate = {{ column = \"d\", typ = \"date\" }}\n");
        assert!(fault(&field).contains("line 5: unknown field `typ`"), "{}", fault(&field));
        let field = format!("{RECORD}[record.fields]\ndate = {{ column = \"d\", type = \"dat\" }}\n");
        assert!(fault(&field).contains("unknown variant `dat`"), "{}", fault(&field));
        assert!(fault(&format!("{RECORD}when = {{ column = \"a\" }}\n")).contains("tests nothing"));
        assert!(fault("date = \"%d/%m\"\n").contains("line 1: `%d/%m` names no full date"));
        assert!(fault("separator = \"--\"\n").contains("or \"tab\""));
        assert!(fault("").contains("no [[record]]"));
        assert!(fault(&format!("{RECORD}[record.fields]\na = \"{{b|map:x}}\"\n")).contains("no [values.x]"));
        assert!(fault(&format!("{RECORD}[record.fields]\na = {{ constant = 1.5 }}\n")).contains("stands in quotes"));
        assert!(
            fault(&format!("{RECORD}[record.fields]\na = {{ column = \"b\", negate = true }}\n"))
                .contains("type = \"number\"")
        );
    }

    #[test]
    fn joined_files_stay_in_the_folder() {
        for path in ["../x.csv", "/etc/passwd", "a/../../x", "C:\\x", "a\\\\b", ""] {
            let text = format!("[[join]]\nfile = '{path}'\non = \"id\"\n{RECORD}");
            assert!(fault(&text).contains("below the folder"), "{path}: {}", fault(&text));
        }
        let text = format!("[[join]]\nfile = \"more/order-details.csv\"\non = \"id\"\n{RECORD}");
        let mapping = Mapping::parse(&text).unwrap();
        assert_eq!((mapping.join[0].name.as_str(), mapping.join[0].with.as_str()), ("order-details", "id"));
    }
}
