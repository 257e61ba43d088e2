//! The reference of records: every kind with its fields, in Markdown. The text of `docs/records.md`.

use std::fmt::Write as _;

use crate::book::reading::firm_shape;
use crate::figures::derived::{self, FigureType};
use crate::model::kind::FileFormat;
use crate::model::shape::FirmList;
use crate::model::{Kind, Kinds, Shape, Type};
use crate::value::identifier::IdentifierKind;

/// Every kind, its fields, what they refer to and what is derived; then `carnet.toml`.
pub fn reference(kinds: &Kinds) -> String {
    let mut out = String::from(INTRODUCTION);
    for (_, kind) in kinds.iter() {
        section(&mut out, kind, kind.shape());
    }
    let shape = firm_shape();
    let _ = write!(
        out,
        "\n## carnet.toml\n\n{} It is the only place that figures are computed from.\n\n",
        sentence(&shape.doc)
    );
    fields(&mut out, shape);
    inner_tables(&mut out, shape, "");
    out
}

const INTRODUCTION: &str = "\
# Records

*Generated from the structs in `src/model/`; `CARNET_UPDATE=1 cargo test --test generated` writes it anew.*

A record is a file. Its folder says its kind, the file's name without the ending is its id, and folders in between (year,
month) are for tidiness only. `carnet fmt` brings the fields into the order of these tables; a blank line stands where
a group begins (⏎). Fields of the firm's own are declared in `carnet.toml` (`[[field]]`) and then are fields like these.

Amounts are plain numbers with at most their currency's decimals, dates are written `2026-10-03` without quotes, and
everything else that is not a number, a date or `true`/`false` stands in quotes. A reference is the id of the record or,
for documents, their number; a reference to any kind is written `kind/id`.

*F* marks what the law counts as part of an issued document, *P* what is personal data. Derived fields are computed, never
written; lists, queries and totals take them like the others.
";

fn section(out: &mut String, kind: &Kind, shape: &Shape) {
    let _ = write!(out, "\n## {}\n\n{}\n\n", kind.name, sentence(&shape.doc));
    let months = if kind.by_month { "YEAR/MONTH/" } else { "" };
    let _ = write!(out, "File: `{}/{months}ID.{}`", kind.folder, kind.format.extension());
    if kind.format == FileFormat::Note {
        out.push_str(", Markdown below front matter");
    }
    if let Some(field) = kind.date.filter(|_| kind.by_month) {
        let _ = write!(out, ", by its `{field}` (`{}/ID.{}` without one)", kind.folder, kind.format.extension());
    }
    if !kind.aliases.is_empty() {
        let words: Vec<String> = kind.aliases.iter().map(|word| format!("`{word}`")).collect();
        let _ = write!(out, ". Also called {}", words.join(", "));
    }
    out.push_str(".\n\n");
    fields(out, shape);
    inner_tables(out, shape, "");
    let mut derived = derived::of_kind(kind.name).peekable();
    if derived.peek().is_some() {
        out.push_str("\nDerived:\n\n| field | type | what it is |\n|---|---|---|\n");
        for row in derived {
            let _ = writeln!(out, "| `{}` | {} | {} |", row.name, figure(row.ty), cell(&sentence(row.doc)));
        }
    }
}

fn fields(out: &mut String, shape: &Shape) {
    out.push_str("| | field | type | | what it is |\n|---|---|---|---|---|\n");
    for field in &shape.fields {
        let group = if field.starts_group { "⏎" } else { "" };
        let mut marks: Vec<&str> = Vec::new();
        marks.extend(field.required.then_some("required"));
        marks.extend(field.fiscal.then_some("F"));
        marks.extend(field.personal.then_some("P"));
        let ty = type_words(&field.ty, &field.name);
        let _ = writeln!(
            out,
            "| {group} | `{}` | {ty} | {} | {} |",
            field.name,
            marks.join(" "),
            cell(&sentence(&field.doc))
        );
    }
}

/// The tables inside, each below the table that it is in.
fn inner_tables(out: &mut String, shape: &Shape, above: &str) {
    for field in &shape.fields {
        let Some(inner) = field.ty.shape() else { continue };
        let path = if above.is_empty() { field.name.to_string() } else { format!("{above}.{}", field.name) };
        let head = if matches!(field.ty, Type::List(_)) { format!("[[{path}]]") } else { format!("[{path}]") };
        let _ = write!(out, "\n`{head}`: {}\n\n", sentence(&inner.doc));
        fields(out, inner);
        inner_tables(out, inner, &path);
    }
}

fn type_words(ty: &Type, name: &str) -> String {
    match ty {
        Type::Text => "text".into(),
        Type::Body => "text below the front matter".into(),
        Type::Bool => "true or false".into(),
        Type::Integer => "whole number".into(),
        Type::Amount => "amount".into(),
        Type::UnitPrice => "unit price".into(),
        Type::Quantity => "quantity".into(),
        Type::Percent => "percentage".into(),
        Type::Date => "date".into(),
        Type::Choice(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        Type::Ref(kind) => format!("[{kind}](#{kind})"),
        Type::AnyRef => "any record, `kind/id`".into(),
        Type::Currency => "currency (ISO 4217)".into(),
        Type::Terms => "payment terms".into(),
        Type::Query(kind) => format!("query over [{kind}](#{kind})"),
        Type::Identifier(kind) => identifier_words(*kind).into(),
        Type::FirmCode(list) => match list {
            FirmList::Tax => "tax rate of [carnet.toml](#carnettoml)",
            FirmList::Pipeline => "pipeline of [carnet.toml](#carnettoml)",
            FirmList::Stage => "stage of the pipeline",
            FirmList::Series => "series of [carnet.toml](#carnettoml)",
        }
        .into(),
        Type::List(item) => match &**item {
            Type::Table(_) => format!("tables `[[{name}]]`"),
            item => format!("list of {}", type_words(item, name)),
        },
        Type::Table(_) => format!("table `[{name}]`"),
    }
}

fn identifier_words(kind: IdentifierKind) -> &'static str {
    match kind {
        IdentifierKind::Email => "e-mail address",
        IdentifierKind::Phone => "telephone number",
        IdentifierKind::Url => "web address",
        IdentifierKind::Country => "country (ISO 3166-1)",
        IdentifierKind::Language => "language",
        IdentifierKind::TimeZone => "time zone",
        IdentifierKind::VatId => "VAT number",
        IdentifierKind::Siren => "SIREN",
        IdentifierKind::Siret => "SIRET",
        IdentifierKind::Endpoint => "electronic address (scheme and address)",
        IdentifierKind::Iban => "IBAN",
        IdentifierKind::Bic => "BIC",
        IdentifierKind::Unit => "unit",
    }
}

fn figure(ty: FigureType) -> String {
    match ty {
        FigureType::Money => "amount".into(),
        FigureType::Percent => "percentage".into(),
        FigureType::Integer => "whole number".into(),
        FigureType::Date => "date".into(),
        FigureType::Choice(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        FigureType::Ref(kind) => format!("[{kind}](#{kind})"),
    }
}

/// Doc comments are one paragraph over several lines.
fn sentence(doc: &str) -> String {
    let text = doc.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.ends_with(['.', ':']) || text.is_empty() {
        true => text,
        false => text + ".",
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
