//! Findings → text for people, editors and CI services.
//!
//! Pure: the caller gives the sources' bytes and says whether there is colour and how wide the terminal is.

mod ci;
mod full;
mod json;
mod sarif;
mod source;

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use unicode_width::UnicodeWidthStr;

use crate::finding::catalogue::Words;
use crate::finding::visible::visible;
use crate::finding::{At, Catalogue, Code, Edit, Finding, Level, Place};
use source::{Source, Spot};

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum FindingFormat {
    /// Excerpt, caret, help and the fix as a patch, for people.
    #[default]
    Full,
    /// `path:line:column: error[E0104]: message`, for editors. The level is never translated.
    Short,
    /// See `render/finding/json.rs` for the contract.
    Json,
    /// SARIF 2.1.0, the interchange format of code scanners.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// The code quality report of GitLab CI.
    Gitlab,
    /// JUnit XML, which most CI services show.
    Junit,
}

impl FindingFormat {
    pub const ALL: [FindingFormat; 7] = [
        FindingFormat::Full,
        FindingFormat::Short,
        FindingFormat::Json,
        FindingFormat::Sarif,
        FindingFormat::Github,
        FindingFormat::Gitlab,
        FindingFormat::Junit,
    ];

    /// As on the command line.
    pub fn name(self) -> &'static str {
        match self {
            FindingFormat::Full => "full",
            FindingFormat::Short => "short",
            FindingFormat::Json => "json",
            FindingFormat::Sarif => "sarif",
            FindingFormat::Github => "github",
            FindingFormat::Gitlab => "gitlab",
            FindingFormat::Junit => "junit",
        }
    }

    pub fn parse(name: &str) -> Option<FindingFormat> {
        FindingFormat::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// How the output looks.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// ANSI colours in [`FindingFormat::Full`].
    pub colour: bool,
    /// Columns of the terminal, for [`FindingFormat::Full`].
    pub width: usize,
    /// Stands before each path: the way from where the reader stands to the book's root, with a final `/`, or nothing.
    pub prefix: &'a str,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options { colour: false, width: 80, prefix: "" }
    }
}

/// Gives the bytes of the file (and revision) that a place is in, `None` where there are none to show.
pub type Sources<'a> = dyn Fn(&Place) -> Option<Vec<u8>> + 'a;

/// Writes the findings in their order; those of level off are left out. Ends with a line break unless it is empty.
pub fn render(
    findings: &[Finding],
    sources: &Sources,
    catalogue: &Catalogue,
    format: FindingFormat,
    options: &Options,
) -> String {
    let items = items(findings, sources, catalogue, options);
    match format {
        FindingFormat::Full => full::render(&items, catalogue, options),
        FindingFormat::Short => short(&items),
        FindingFormat::Json => json::render(&items, &Counts::of(findings)),
        FindingFormat::Sarif => sarif::render(&items, catalogue),
        FindingFormat::Github => ci::github(&items),
        FindingFormat::Gitlab => ci::gitlab(&items),
        FindingFormat::Junit => ci::junit(&items),
    }
}

/// `3 errors, 1 warning in 2 files`.
pub fn summary(findings: &[Finding], catalogue: &Catalogue) -> String {
    let counts = Counts::of(findings);
    let parts: Vec<String> = [
        ("summary-errors", "errors", counts.errors),
        ("summary-warnings", "warnings", counts.warnings),
        ("summary-notes", "notes", counts.notes),
    ]
    .into_iter()
    .filter(|(_, _, count)| *count > 0)
    .map(|(key, name, count)| catalogue.text(key, &[(name, &count.to_string())]))
    .collect();
    if parts.is_empty() {
        return catalogue.text("summary-none", &[]);
    }
    catalogue.text("summary-files", &[("counts", &parts.join(", ")), ("files", &counts.files.to_string())])
}

/// The text of `carnet explain CODE`, for a terminal of this width.
pub fn explain(code: &Code, catalogue: &Catalogue, width: usize) -> String {
    let explanation = catalogue.explanation(code);
    let mut out = format!("{} {} ({})\n\n", code.id, code.name, catalogue.level(code.level));
    out += &format!("  {}\n", wrap(&catalogue.headline(code), width.saturating_sub(2)).replace('\n', "\n  "));
    let parts = [
        ("explain-what", wrap(&explanation.what, width.saturating_sub(2))),
        ("explain-why", wrap(&explanation.why, width.saturating_sub(2))),
        ("explain-mend", wrap(&explanation.mend, width.saturating_sub(2))),
        ("explain-example", explanation.example),
    ];
    for (title, body) in parts {
        out += &format!("\n{}\n", catalogue.text(title, &[]));
        for line in body.lines() {
            let indent = if line.is_empty() { "" } else { "  " };
            out += &format!("{indent}{line}\n");
        }
    }
    out
}

/// A finding with all that the formats need: words, path, lines and columns.
struct Item<'a> {
    finding: &'a Finding,
    words: Words,
    path: String,
    /// `None` where the place is the file as such.
    spot: Option<Spot>,
    source: Option<Rc<Source>>,
    labels: Vec<Second>,
    edits: Vec<(&'a Edit, Spot)>,
}

/// A second place.
struct Second {
    message: String,
    place: Place,
    path: String,
    spot: Option<Spot>,
    source: Option<Rc<Source>>,
}

impl Item<'_> {
    /// `path:line:column`, made harmless.
    fn origin(&self) -> String {
        let path = visible_path(&self.path, &self.finding.place);
        self.spot.map_or(path.clone(), |spot| format!("{path}:{}:{}", spot.line, spot.column))
    }

    /// Message and help in one text, for formats that have one field for both.
    fn text(&self) -> String {
        match &self.words.help {
            Some(help) => format!("{}\n{}", self.words.message, help),
            None => self.words.message.clone(),
        }
    }

    /// `E0104 unknown-key`.
    fn title(&self) -> String {
        format!("{} {}", self.finding.code.id, self.finding.code.name)
    }
}

/// The path for people: harmless, and with the commit that it was read from as git writes it (`1a2b3c4:path`).
fn visible_path(path: &str, place: &Place) -> String {
    match &place.revision {
        Some(revision) => format!("{}:{}", visible(revision), visible(path)),
        None => visible(path).into_owned(),
    }
}

fn items<'a>(findings: &'a [Finding], sources: &Sources, catalogue: &Catalogue, options: &Options) -> Vec<Item<'a>> {
    // Each file is read once, by path and revision.
    let mut known: HashMap<_, Option<Rc<Source>>> = HashMap::new();
    let mut source = |place: &Place| {
        let key = (place.path.clone(), place.revision.clone());
        known.entry(key).or_insert_with(|| sources(place).map(|bytes| Rc::new(Source::new(bytes)))).clone()
    };
    let spot = |place: &Place, source: &Option<Rc<Source>>| match (&place.at, source) {
        (At::Range(range), Some(source)) => Some(source.spot(range)),
        _ => None,
    };
    let path = |place: &Place| format!("{}{}", options.prefix, place.path);
    let shown = findings.iter().filter(|finding| finding.level != Level::Off);
    shown
        .map(|finding| {
            let text = source(&finding.place);
            let labels = finding.labels.iter().map(|label| {
                let text = source(&label.place);
                Second {
                    message: catalogue.label(label),
                    place: label.place.clone(),
                    path: path(&label.place),
                    spot: spot(&label.place, &text),
                    source: text,
                }
            });
            let labels = labels.collect();
            let edits = match (&finding.fix, &text) {
                (Some(fix), Some(text)) => fix.edits.iter().map(|edit| (edit, text.spot(&edit.range))).collect(),
                _ => Vec::new(),
            };
            Item {
                finding,
                words: catalogue.words(finding),
                path: path(&finding.place),
                spot: spot(&finding.place, &text),
                source: text,
                labels,
                edits,
            }
        })
        .collect()
}

#[derive(Debug, Default)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
    files: usize,
}

impl Counts {
    fn of(findings: &[Finding]) -> Counts {
        let count = |level| findings.iter().filter(|finding| finding.level == level).count();
        let shown = findings.iter().filter(|finding| finding.level != Level::Off);
        let files: BTreeSet<&str> = shown.map(|finding| &*finding.place.path).collect();
        Counts {
            errors: count(Level::Error),
            warnings: count(Level::Warning),
            notes: count(Level::Note),
            files: files.len(),
        }
    }
}

fn short(items: &[Item]) -> String {
    let line = |item: &Item| {
        let level = item.finding.level.name();
        format!("{}: {level}[{}]: {}\n", item.origin(), item.finding.code, item.words.message)
    };
    items.iter().map(line).collect()
}

/// Breaks at spaces so that no line is wider than `width` columns, unless one word is.
pub fn wrap(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (i, line) in text.lines().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        let mut column = 0;
        // A no-break space is part of its word.
        for word in line.split(' ') {
            let wide = word.width();
            if column > 0 && column + 1 + wide > width {
                out.push('\n');
                column = 0;
            } else if column > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += wide;
        }
    }
    out
}

#[cfg(test)]
mod tests;
