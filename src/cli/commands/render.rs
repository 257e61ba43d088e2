//! `carnet render`

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::book::RecordRef;
use crate::change::original;
use crate::cli::ask::{Question, select};
use crate::cli::context::Opened;
use crate::cli::select;
use crate::cli::write::{WriteArgs, carry_out_with, refuse, scope, show};
use crate::cli::{CliError, Context, Exit};
use crate::document::{Ask, DocumentView, Sort, Tongue, einvoice, view};
use crate::einvoice::target::{TARGETS, Target, Xml};
use crate::figures::seal::digest_of;
use crate::render::document::{Format, RenderFault, Rendered, Templates, render};
use crate::store;
use crate::value::Period;

/// Write documents as PDF, web page, e-invoice or plain text
///
/// Quotes, orders, deliveries, invoices of every sort, and the statement of a customer's account. Files are named by the
/// document's number. An issued document whose original is kept is given back byte by byte.
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet render F-2026-0042
  carnet render D-2026-0001 --format html --language fr
  carnet render site-acme --as pro-forma --output proforma.pdf
  carnet render customer/acme --as statement --period 2026Q3
  carnet render --query date:2026-10 --output october/
  carnet render @ --format text --output -")]
pub struct Render {
    /// The records: ids, numbers, or @
    #[arg(value_name = "ID", required_unless_present = "query")]
    ids: Vec<String>,
    /// All invoices that match a query, besides the records that are named
    #[arg(long, short = 'q', value_name = "QUERY")]
    query: Option<String>,
    /// pdf, html, xml or text [default: by the end of --output, else pdf]
    #[arg(long, short = 'f', value_name = "FORMAT")]
    format: Option<Format>,
    /// A file, a folder, or - for standard output [default: this folder]
    #[arg(long, short = 'o', value_name = "PLACE")]
    output: Option<String>,
    /// Another language than the customer's: en, fr, de, es, it or nl
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    /// Show it as another document: pro-forma, order-confirmation, delivery-note, quote, statement
    #[arg(long = "as", value_name = "SORT")]
    shown_as: Option<String>,
    /// For whom an e-invoice is: facturx, france, peppol, xrechnung, en16931… [default: what the customer's record or
    /// carnet.toml says, else facturx]
    #[arg(long, value_name = "TARGET", value_parser = PossibleValuesParser::new(TARGETS.iter().map(|spec| spec.name)), hide_possible_values = true)]
    target: Option<String>,
    /// Of a statement [default: this year]
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,
    /// Write it anew although the original is kept: it says that it is a duplicate
    #[arg(long)]
    new: bool,
    /// Keep what is written as the original, below files/ and with its hash in the record
    #[arg(long, conflicts_with_all = ["new", "language", "shown_as"])]
    keep: bool,
    /// Write over files that are there and say something else
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    write: WriteArgs,
}

/// A document, ready to be put somewhere.
struct Ready {
    record: RecordRef,
    /// Without the end that says the format.
    stem: String,
    bytes: Vec<u8>,
}

pub fn run(args: Render, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open()?;
    let records = named(&args, cx, &opened)?;
    let place = Place::of(args.output.as_deref());
    let format = args.format.or_else(|| place.format()).unwrap_or_default();
    let wish = Wish::read(&args, cx, &opened)?;
    let templates = store::template::files_below(opened.root(), "templates")?;
    let mut ready = Vec::new();
    for record in records {
        ready.extend(documents(cx, &opened, record, format, &wish, &templates)?);
    }
    if ready.len() > 1 && !place.is_folder() {
        return Err(CliError::usage(cx.text("render-one-place", &[("count", &ready.len().to_string())])));
    }
    if args.keep {
        return keep(cx, &opened, &ready, format, &args.write);
    }
    for document in &ready {
        place.put(cx, document, format, args.force)?;
    }
    Ok(Exit::Done)
}

fn named(args: &Render, cx: &mut Context<'_>, opened: &Opened) -> Result<Vec<RecordRef>, CliError> {
    let mut records = Vec::new();
    for word in &args.ids {
        records.push(select::record(cx, opened, word)?);
    }
    if let Some(query) = &args.query {
        let question = Question { kind: "invoice".into(), query: vec![query.clone()], period: None, archived: false };
        records.extend(select(cx, opened, &opened.figures(), &question)?.records);
        if records.is_empty() {
            return Err(CliError::refused(cx.text("render-none-match", &[("query", query)])));
        }
    }
    let mut seen = Vec::with_capacity(records.len());
    records.retain(|record| {
        !seen.contains(record) && {
            seen.push(*record);
            true
        }
    });
    Ok(records)
}

/// How documents are asked for.
struct Wish {
    language: Option<Tongue>,
    sort: Option<Sort>,
    period: Option<Period>,
    new: bool,
    target: Option<Target>,
}

impl Wish {
    fn read(args: &Render, cx: &Context<'_>, opened: &Opened) -> Result<Wish, CliError> {
        let language = match &args.language {
            None => None,
            Some(tag) => Some(Tongue::parse(tag).ok_or_else(|| {
                CliError::usage(
                    cx.text("render-no-language", &[("value", tag), ("languages", "en, fr, de, es, it, nl")]),
                )
            })?),
        };
        let sort = match &args.shown_as {
            None => None,
            Some(word) => Some(sort(word).ok_or_else(|| {
                let sorts = ["pro-forma", "order-confirmation", "delivery-note", "quote", "statement"].join(", ");
                CliError::usage(cx.text("render-no-sort", &[("value", word), ("sorts", &sorts)]))
            })?),
        };
        let period = args.period.as_deref().map(|text| cx.period(opened, text)).transpose()?;
        // The arguments know no other names.
        let target = args.target.as_deref().and_then(Target::from_name);
        Ok(Wish { language, sort, period, new: args.new, target })
    }

    /// Whether the document is wanted as it went to the customer.
    fn is_plain(&self) -> bool {
        !self.new && self.language.is_none() && self.sort.is_none() && self.target.is_none()
    }
}

/// A sort of document by its name, English or French.
fn sort(word: &str) -> Option<Sort> {
    match word {
        "proforma" => Some(Sort::ProForma),
        "confirmation" => Some(Sort::OrderConfirmation),
        "relevé" | "releve" => Some(Sort::Statement),
        "bon-de-livraison" => Some(Sort::DeliveryNote),
        "devis" => Some(Sort::Quote),
        _ => Sort::ALL.into_iter().find(|sort| sort.name() == word && !sort.is_fiscal()),
    }
}

/// What is written of a record: its original where it is kept, else a rendering.
fn documents(
    cx: &mut Context<'_>,
    opened: &Opened,
    record: RecordRef,
    format: Format,
    wish: &Wish,
    templates: &Templates,
) -> Result<Vec<Ready>, CliError> {
    let book = &opened.book;
    let kept = original::of(book, record);
    if let Some(kept) = kept.as_ref().filter(|kept| wish.is_plain() && Format::of_path(&kept.file) == Some(format)) {
        let bytes = store::file::read(opened.root(), &kept.file)?;
        let words = [("path", kept.file.as_str()), ("name", &book.name(record))];
        let Some(bytes) = bytes else {
            let error = CliError::refused(cx.text("render-original-missing", &words));
            return Err(error.hint(cx.text("render-original-help", &words)));
        };
        if !digest_of(&bytes).eq_ignore_ascii_case(&kept.hash) {
            let error = CliError::refused(cx.text("render-original-changed", &words));
            return Err(error.hint(cx.text("render-original-help", &words)));
        }
        return Ok(vec![Ready { record, stem: stem(opened, record, None), bytes }]);
    }
    let files = |path: &str| store::file::read(opened.root(), path).ok().flatten();
    let ask = Ask {
        language: wish.language,
        sort: wish.sort,
        period: wish.period,
        duplicate: kept.is_some() && wish.sort.is_none(),
        files: &files,
    };
    let views = view(&opened.figures(), record, &ask).map_err(|error| refuse(cx, &error))?;
    let several = views.len() > 1;
    let mut ready = Vec::with_capacity(views.len());
    for view in &views {
        let xml = electronic(cx, opened, view, format, wish)?;
        let rendered = render(view, format, templates, xml.as_ref()).map_err(|fault| not_rendered(cx, view, &fault))?;
        say_unshown(cx, view, &rendered);
        let mut stem = stem(opened, record, Some(view));
        if several {
            stem += &format!("-{}", view.invoice.currency.code());
        }
        ready.push(Ready { record, stem, bytes: rendered.bytes });
    }
    Ok(ready)
}

/// The e-invoice of a document: asked for as XML, or to stand inside of the PDF. Where nobody chose a receiver, a PDF has one if
/// nothing lacks for it, and is a PDF like any other if something does.
///
/// # Errors
/// Something lacks, and somebody wants an e-invoice: the findings are printed.
fn electronic(
    cx: &mut Context<'_>,
    opened: &Opened,
    view: &DocumentView,
    format: Format,
    wish: &Wish,
) -> Result<Option<Xml>, CliError> {
    let book = &opened.book;
    let target = wish.target.or_else(|| einvoice::chosen(book, view));
    let inside = view.sort.is_fiscal() && !view.draft && target.unwrap_or_default().spec().hybrid;
    if format != Format::Xml && !(format == Format::Pdf && inside) {
        return Ok(None);
    }
    match einvoice::xml(book, view, target) {
        Ok(xml) => Ok(Some(xml)),
        Err(_) if format == Format::Pdf && target.is_none() => Ok(None),
        Err(findings) => {
            show(cx, &findings, book);
            let words = [("name", view.record.as_str()), ("target", target.unwrap_or_default().spec().name)];
            Err(CliError::refused(cx.text("render-no-einvoice", &words)))
        }
    }
}

/// The PDF of a document as it goes to its reader: the name of its file, and its bytes. Nothing in a program that was built
/// without PDF.
///
/// # Errors
/// As for `carnet render`: the original is gone or was changed, a template has a fault.
pub(super) fn printed(
    cx: &mut Context<'_>,
    opened: &Opened,
    record: RecordRef,
) -> Result<Vec<(String, Vec<u8>)>, CliError> {
    if cfg!(not(feature = "pdf")) {
        return Ok(Vec::new());
    }
    let templates = store::template::files_below(opened.root(), "templates")?;
    let wish = Wish { language: None, sort: None, period: None, new: false, target: None };
    let ready = documents(cx, opened, record, Format::Pdf, &wish, &templates)?;
    Ok(ready.into_iter().map(|document| (format!("{}.pdf", document.stem), document.bytes)).collect())
}

/// What a document's file is called: its number, else its id; where it is shown as another document, that before it.
fn stem(opened: &Opened, record: RecordRef, view: Option<&DocumentView>) -> String {
    let book = &opened.book;
    let found = book.get(record);
    let own = found.text(book.shape(record.kind), "number").unwrap_or(&found.id);
    let name = match view {
        Some(view) if view.sort == Sort::Statement => format!("{}-{own}-{}", view.sort.name(), view.invoice.issue_date),
        Some(view) if view.sort == Sort::ProForma => format!("{}-{own}", view.sort.name()),
        _ => own.to_owned(),
    };
    portable(&name)
}

/// A name that every file system takes.
fn portable(name: &str) -> String {
    let portable = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '-' };
    let text: String = name.chars().map(portable).collect();
    let text = text.trim_matches(['.', '-']);
    if text.is_empty() { "document".to_owned() } else { text.to_owned() }
}

fn not_rendered(cx: &Context<'_>, view: &DocumentView, fault: &RenderFault) -> CliError {
    let words = |args: &[(&'static str, String)]| -> Vec<(&'static str, String)> {
        let mut all = args.to_vec();
        all.push(("name", view.record.clone()));
        all
    };
    let text = |key: &str, args: Vec<(&'static str, String)>| {
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        cx.text(key, &args)
    };
    match fault {
        RenderFault::Pdf(fault) => CliError::refused(text(fault.key(), words(&fault.args()))),
        RenderFault::Html(fault) => {
            let place = fault.line.map_or(fault.file.clone(), |line| format!("{}:{line}", fault.file));
            let args = [("place", place), ("message", fault.message.clone())];
            CliError::refused(text("render-html-template", words(&args)))
        }
        RenderFault::NoXml => CliError::refused(text("render-no-xml", words(&[]))),
    }
}

/// Characters that stand as boxes, and what the book's templates were told.
fn say_unshown(cx: &mut Context<'_>, view: &DocumentView, rendered: &Rendered) {
    if !rendered.unshown.is_empty() {
        let characters: Vec<String> = rendered.unshown.iter().map(|unshown| unshown.character.to_string()).collect();
        let mut fields: Vec<&str> = rendered.unshown.iter().map(|unshown| unshown.field.as_str()).collect();
        fields.dedup();
        let (characters, fields) = (characters.join(" "), fields.join(", "));
        let words = [("name", view.record.as_str()), ("characters", &characters), ("fields", &fields)];
        let message = format!("{}: {}", cx.text("level-warning", &[]), cx.text("render-unshown", &words));
        cx.out.message(&message);
        cx.out.message(&cx.text("render-unshown-help", &[]));
    }
    for remark in &rendered.remarks {
        cx.out.message(remark);
    }
}

/// Where documents go.
enum Place {
    Stdout,
    Folder(PathBuf),
    File(PathBuf),
}

impl Place {
    fn of(output: Option<&str>) -> Place {
        match output {
            None => Place::Folder(PathBuf::new()),
            Some("-") => Place::Stdout,
            Some(path) if path.ends_with(['/', '\\']) || Path::new(path).is_dir() => Place::Folder(path.into()),
            Some(path) => Place::File(path.into()),
        }
    }

    fn is_folder(&self) -> bool {
        matches!(self, Place::Folder(_))
    }

    /// What a file is by its name.
    fn format(&self) -> Option<Format> {
        match self {
            Place::File(path) => Format::of_path(path.to_str()?),
            _ => None,
        }
    }

    fn put(&self, cx: &mut Context<'_>, document: &Ready, format: Format, force: bool) -> Result<(), CliError> {
        let path = match self {
            Place::Stdout => return Ok(cx.out.raw(|out| out.write_all(&document.bytes))?),
            Place::File(path) => path.clone(),
            Place::Folder(folder) => folder.join(format!("{}.{}", document.stem, format.extension())),
        };
        let shown = path.display().to_string();
        match std::fs::read(&path) {
            Ok(there) if there == document.bytes => {
                cx.out.message(&cx.text("render-same", &[("path", &shown)]));
                return Ok(());
            }
            Ok(_) if !force => {
                let error = CliError::refused(cx.text("render-there", &[("path", &shown)]));
                return Err(error.hint(cx.text("render-there-help", &[])));
            }
            _ => {}
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&path, &document.bytes).map_err(|error| {
            CliError::usage(
                cx.text("render-not-written", &[("path", &shown), ("detail", &crate::store::spoken(&error))]),
            )
        })?;
        cx.out.message(&cx.text("render-written", &[("path", &shown)]));
        Ok(())
    }
}

/// Keeps one document as its original: the file below `files/`, and its hash in the record, in one commit.
fn keep(
    cx: &mut Context<'_>,
    opened: &Opened,
    ready: &[Ready],
    format: Format,
    args: &WriteArgs,
) -> Result<Exit, CliError> {
    for document in ready {
        let kind = opened.book.kind(document.record.kind);
        let path = format!("files/{}/{}.{}", kind.folder, document.stem, format.extension());
        let plan = original::keep(&scope(opened), document.record, &path, &document.bytes);
        let plan = plan.map_err(|error| refuse(cx, &error))?;
        let done = cx.text("render-kept", &[("name", &opened.book.name(document.record)), ("path", &path)]);
        carry_out_with(cx, opened, &plan, &[(path, document.bytes.clone())], args, Some(done))?;
    }
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::portable;

    #[test]
    fn numbers_become_names_that_every_file_system_takes() {
        for (number, name) in
            [("F-2026-0042", "F-2026-0042"), ("F/2026/42", "F-2026-42"), ("../x", "x"), ("№", "document")]
        {
            assert_eq!(portable(number), name);
        }
    }
}
