//! `carnet send`

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use clap::Args;

use super::render::printed;
use super::send_server::{configured, server};
use crate::book::RecordRef;
use crate::change::transmit::{self, Sent};
use crate::change::{Plan, original};
use crate::cli::context::{Opened, zone};
use crate::cli::write::{WriteArgs, ask, carry_out_with, may_be_written, record, refuse, scope, yes};
use crate::cli::{CliError, Context, Exit};
use crate::document::Tongue;
use crate::document::recipient::{self, Recipient};
use crate::figures::platform;
use crate::figures::seal::digest_of;
use crate::finding::Language;
use crate::model::transmission::Channel;
use crate::render::Locale;
use crate::render::letter::{Facts, LetterFault, NAMES, Words, letter};
use crate::store::file;
use crate::store::mail::{Address, Attachment, Letter, NotSent, Server, hand_over};
use crate::value::Date;

/// Send documents by e-mail, or write the messages ready to be sent
///
/// Writes to the contact whose role fits (accounts-payable for invoices, buyer for quotes), in the customer's language. With
/// a section [smtp] in your own configuration the message is sent, and how it went is written down as a transmission; without
/// one, or with --output, it is written as a file that any mail program opens. See `docs/sending.md`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet send F-2026-0001
  carnet send F-2026-0001 --output invoice.eml
  carnet send D-2026-0003 --to zoe@acme.example --cc hugo@atelier.example
  carnet send F-2026-0001 --again")]
pub struct Send {
    /// The documents: ids, numbers, or @
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,
    /// Write the message here instead of sending it: a file (.eml), a folder, or - for standard output
    #[arg(long, short = 'o', value_name = "FILE")]
    output: Option<String>,
    /// Write to this address instead of the customer's contact
    #[arg(long, value_name = "ADDRESS")]
    to: Vec<String>,
    /// A copy to this address
    #[arg(long, value_name = "ADDRESS")]
    cc: Vec<String>,
    /// Say this in the subject instead of carnet's own words
    #[arg(long, value_name = "TEXT")]
    subject: Option<String>,
    /// Attach this file
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
    /// Send it although it went before
    #[arg(long)]
    again: bool,
    /// Show the message, and send nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Do not ask before sending several messages
    #[arg(long, short = 'y')]
    yes: bool,
}

/// A message that is ready, and what it is about.
struct Ready {
    document: RecordRef,
    /// `invoice/site-acme`
    name: String,
    /// The number, else the id.
    number: String,
    /// How many of the attachments are the document itself; they come first.
    own: usize,
    letter: Letter,
    bytes: Vec<u8>,
}

/// A going-out as it would be written down.
struct Going {
    sent: Sent,
    /// Files to keep: path below the book's root, and bytes.
    files: Vec<(String, Vec<u8>)>,
    /// The path of the file that becomes the original of the document, and which of the attachments it is.
    original: Option<(String, usize)>,
}

pub fn run(args: Send, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open()?;
    let mut documents: Vec<RecordRef> = Vec::new();
    for word in &args.ids {
        let found = record(cx, &opened, word)?;
        transmit::sendable(&scope(&opened), found).map_err(|error| refuse(cx, &error))?;
        if !documents.contains(&found) {
            documents.push(found);
        }
    }
    let smtp = configured(cx)?;
    let moment = Moment::now(cx, &opened)?;
    let mut ready = Vec::new();
    for document in &documents {
        if !args.again && !args.dry_run {
            went_before(cx, &opened, *document)?;
        }
        ready.push(prepare(cx, &opened, &args, *document, smtp.as_ref().and_then(|s| s.from.as_deref()), &moment)?);
        warn(cx, &opened, *document);
    }
    if ready.iter().any(|one| one.letter.attachments.is_empty()) {
        cx.out.message(&cx.text("send-nothing-attached", &[]));
    }
    if args.dry_run {
        for one in &ready {
            preview(cx, one)?;
        }
        cx.out.message(&cx.text("send-dry-run", &[]));
        return Ok(Exit::Done);
    }
    match (&args.output, &smtp) {
        (None, Some(smtp)) => {
            if ready.len() > 1 && !args.yes && !confirmed(cx, ready.len())? {
                return Ok(Exit::Done);
            }
            let server = server(cx, smtp)?;
            for one in &ready {
                send(cx, &opened, one, &server, &moment)?;
            }
        }
        (output, _) => write(cx, output.as_deref(), &ready)?,
    }
    Ok(Exit::Done)
}

/// When it is.
struct Moment {
    day: Date,
    /// `09:42`; none where the day was given from outside and no clock belongs to it.
    clock: Option<String>,
    at: SystemTime,
}

impl Moment {
    fn now(cx: &Context<'_>, opened: &Opened) -> Result<Moment, CliError> {
        let given = cx.global.today.is_some() || std::env::var_os("CARNET_TODAY").is_some();
        let now = SystemTime::now();
        let seconds = now.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
        if !given {
            let clock = Date::clock_of_instant(i64::try_from(seconds).unwrap_or_default(), zone(&opened.book));
            return Ok(Moment { day: opened.today, clock: Some(clock), at: now });
        }
        // Noon of that day: whoever repeats it gets the same bytes.
        let days = Date::new(1970, 1, 1).map_or(0, |first| opened.today.days_since(first));
        let noon = u64::try_from(days).unwrap_or_default() * 86_400 + 43_200;
        Ok(Moment { day: opened.today, clock: None, at: SystemTime::UNIX_EPOCH + Duration::from_secs(noon) })
    }
}

/// Nothing goes twice unasked.
fn went_before(cx: &Context<'_>, opened: &Opened, document: RecordRef) -> Result<(), CliError> {
    let name = opened.book.name(document);
    if marker(opened, document).exists() {
        let error = CliError::refused(cx.text("send-interrupted", &[("document", &name)]));
        return Err(error.hint(cx.text("send-interrupted-help", &[])));
    }
    let figures = opened.figures();
    let Some(last) = figures.sendings().of(document).last() else { return Ok(()) };
    let status = cx.text(&format!("word-{}", last.state()), &[]);
    let words = [("document", name), ("date", cx.day(last.date)), ("status", status)];
    let words: Vec<(&str, &str)> = words.iter().map(|(key, value)| (*key, value.as_str())).collect();
    Err(CliError::refused(cx.text("send-before", &words)).hint(cx.text("send-before-help", &[])))
}

/// The message of a document.
fn prepare(
    cx: &mut Context<'_>,
    opened: &Opened,
    args: &Send,
    document: RecordRef,
    from: Option<&str>,
    moment: &Moment,
) -> Result<Ready, CliError> {
    let book = &opened.book;
    let figures = opened.figures();
    let bad = |text: &str| CliError::usage(cx.text("send-bad-address", &[("value", text)]));
    let address = |text: &str| Address::parse(text).ok_or_else(|| bad(text));
    let found = recipient::recipient(&figures, document);
    let to = match (&args.to[..], &found) {
        ([], Some(Recipient { name, email, .. })) => {
            let to = Address::new(name, email);
            vec![to.ok_or_else(|| bad(email))?]
        }
        ([], None) => return Err(no_contact(cx, opened, document)),
        (given, _) => given.iter().map(|text| address(text)).collect::<Result<Vec<_>, _>>()?,
    };
    let cc = args.cc.iter().map(|text| address(text)).collect::<Result<Vec<_>, _>>()?;
    let firm = book.firm.file.firm.as_ref();
    let own = firm.and_then(|firm| Address::new(&firm.name, &firm.email.as_ref()?.0));
    let from = match from {
        Some(text) => address(text)?,
        None => own
            .ok_or_else(|| CliError::usage(cx.text("send-no-sender", &[])).hint(cx.text("send-no-sender-help", &[])))?,
    };
    let customer = recipient::customer(book, document);
    let tongue = customer.map_or_else(Tongue::default, |customer| recipient::tongue(book, customer));
    // Whoever is written to by --to is greeted without a name: nobody knows whose mailbox it is.
    let person = found.filter(|found| found.person && args.to.is_empty()).map(|found| found.name);
    let facts = Facts::of(&figures, document, person.as_deref());
    let words = words(cx, opened, &facts, tongue)?;
    let printed = printed(cx, opened, document)?;
    let own = printed.len();
    let mut attachments: Vec<Attachment> =
        printed.into_iter().map(|(name, bytes)| Attachment { name, bytes }).collect();
    for path in &args.attach {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let shown = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|error| {
            CliError::usage(cx.text("send-no-attachment", &[("path", &shown)])).hint(error.to_string())
        })?;
        attachments.push(Attachment { name, bytes });
    }
    let mut letter = Letter {
        from,
        to,
        cc,
        subject: args.subject.clone().unwrap_or(words.subject),
        body: words.body,
        attachments,
        date: moment.at,
        unique: String::new(),
    };
    letter.unique = unique(&book.name(document), &letter);
    let bytes = letter.message().map_err(CliError::usage)?;
    Ok(Ready { document, name: book.name(document), number: facts.number, own, letter, bytes })
}

/// What no other message is called: made of all that is in it, and of when.
fn unique(name: &str, letter: &Letter) -> String {
    let since = letter.date.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let mut all = format!("{name}\n{}\n{}\n{}\n{}\n", since.as_nanos(), letter.from, letter.subject, letter.body);
    for to in letter.recipients() {
        all.push_str(&format!("{to}\n"));
    }
    for attachment in &letter.attachments {
        all.push_str(&format!("{} {}\n", attachment.name, digest_of(&attachment.bytes)));
    }
    digest_of(all.as_bytes())[..32].to_owned()
}

/// The words of the message, with the firm's own letters where the book has some.
fn words(cx: &Context<'_>, opened: &Opened, facts: &Facts, tongue: Tongue) -> Result<Words, CliError> {
    let path = format!("templates/letters/{}.toml", tongue.code());
    let own = file::read(opened.root(), &path)?.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    letter(facts, tongue, own.as_deref()).map_err(|fault| match fault {
        LetterFault::Form(detail) => CliError::usage(cx.text("send-template", &[("path", &path)])).hint(detail),
        LetterFault::Name(name) => {
            let words = [("path", path.as_str()), ("key", &name), ("words", &NAMES.join(", "))];
            CliError::usage(cx.text("send-template-key", &words))
        }
    })
}

fn no_contact(cx: &Context<'_>, opened: &Opened, document: RecordRef) -> CliError {
    let book = &opened.book;
    let name = recipient::customer(book, document).map_or_else(|| "?".to_owned(), |customer| book.name(customer));
    let role =
        recipient::roles(book.kind(document.kind).name).first().map_or("buyer", |role| recipient::role_name(*role));
    let words = [("name", name.as_str()), ("role", role)];
    CliError::refused(cx.text("send-no-contact", &words)).hint(cx.text("send-no-contact-help", &words))
}

/// Where the law wants another way than the post.
fn warn(cx: &mut Context<'_>, opened: &Opened, document: RecordRef) {
    let figures = opened.figures();
    let Some(duty) = platform::of_invoice(&figures, document) else { return };
    let number = opened.book.title(document).to_owned();
    let from = duty.first_day().map_or_else(String::new, |day| cx.day(day));
    let words = [("number", number.as_str()), ("from", &from), ("source", duty.source)];
    let text = cx.text(&format!("send-duty-{}", duty.name), &words);
    let level = cx.text("level-warning", &[]);
    cx.out.message(&format!("{level}: {text}"));
}

/// The message as a person reads it.
fn preview(cx: &mut Context<'_>, one: &Ready) -> Result<(), CliError> {
    let letter = &one.letter;
    let list = |addresses: &[Address]| addresses.iter().map(Address::to_string).collect::<Vec<_>>().join(", ");
    let mut text = format!("From: {}\nTo: {}\n", letter.from, list(&letter.to));
    if !letter.cc.is_empty() {
        text.push_str(&format!("Cc: {}\n", list(&letter.cc)));
    }
    text.push_str(&format!("Subject: {}\n", letter.subject));
    for attachment in &letter.attachments {
        let size = Locale(Language::English).number(attachment.bytes.len().into());
        text.push_str(&format!("Attachment: {} ({}, {size} bytes)\n", attachment.name, attachment.media_type()));
    }
    text.push_str(&format!("\n{}", letter.body));
    for line in text.lines() {
        cx.out.line(line)?;
    }
    Ok(())
}

/// Writes the messages as files.
fn write(cx: &mut Context<'_>, output: Option<&str>, ready: &[Ready]) -> Result<(), CliError> {
    if output == Some("-") {
        for one in ready {
            cx.out.raw(|out| out.write_all(&one.bytes))?;
        }
        return Ok(());
    }
    let folder = output.map_or_else(PathBuf::new, PathBuf::from);
    let is_folder = output.is_none() || folder.is_dir() || output.is_some_and(|output| output.ends_with('/'));
    if !is_folder && ready.len() > 1 {
        let count = ready.len().to_string();
        return Err(CliError::usage(cx.text("send-one-file", &[("count", &count)])));
    }
    for one in ready {
        let path = match is_folder {
            true => folder.join(format!("{}.eml", portable(&one.number))),
            false => folder.clone(),
        };
        put(cx, &path, &one.bytes)?;
        let to: Vec<String> = one.letter.to.iter().map(Address::to_string).collect();
        let (to, shown) = (to.join(", "), path.display().to_string());
        let words = [("document", one.name.as_str()), ("to", &to), ("path", &shown), ("id", &one.number)];
        cx.out.message(&cx.text("send-written", &words));
        cx.out.message(&cx.text("send-written-help", &words));
    }
    Ok(())
}

/// Writes a file that is not there yet, or holds the very same.
fn put(cx: &Context<'_>, path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    if let Ok(there) = std::fs::read(path) {
        if there == bytes {
            return Ok(());
        }
        let shown = path.display().to_string();
        let error = CliError::refused(cx.text("send-exists", &[("path", &shown)]));
        return Err(error.hint(cx.text("send-exists-help", &[])));
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    Ok(std::fs::write(path, bytes)?)
}

/// A number as a file's name on any system.
fn portable(number: &str) -> String {
    number.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '-' }).collect()
}

fn confirmed(cx: &mut Context<'_>, count: usize) -> Result<bool, CliError> {
    let count = count.to_string();
    if !cx.interactive {
        let bulk = cx.text("send-bulk", &[("count", &count)]);
        return Err(CliError::usage(bulk).hint(cx.text("change-confirm-yes", &[])));
    }
    let question = cx.text("send-confirm", &[("count", &count)]);
    let agreed = yes(&ask(cx, &question)?.unwrap_or_default());
    if !agreed {
        cx.out.message(&cx.text("send-dry-run", &[]));
    }
    Ok(agreed)
}

/// What is written beside the repository's own state while a message is being handed over: should the process die then,
/// the next one knows that it may have gone.
pub(super) fn marker(opened: &Opened, document: RecordRef) -> PathBuf {
    let private = match opened.repo() {
        Ok(Some(repo)) => repo.private(),
        _ => opened.root().join(".carnet"),
    };
    private.join("sending").join(opened.book.name(document).replace('/', "-"))
}

/// Hands a message over, and writes down how it went.
fn send(cx: &mut Context<'_>, opened: &Opened, one: &Ready, server: &Server, moment: &Moment) -> Result<(), CliError> {
    let mut going = going_out(opened, one, moment);
    // What could not be written down afterwards is not sent.
    let plan = plan(cx, opened, one, &going)?;
    could_be_written(cx, opened, &plan)?;
    let marker = marker(opened, one.document);
    let mark = || -> Result<(), String> {
        let folder = marker.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::write(&marker, &one.letter.unique))
            .map_err(|e| e.to_string())
    };
    let to: Vec<String> = one.letter.to.iter().map(Address::to_string).collect();
    let to = to.join(", ");
    let words = [("document", one.name.as_str()), ("to", &to), ("host", &server.host), ("id", &one.number)];
    let handed = hand_over(server, &one.letter, &one.bytes, &mut || mark());
    let unmark = || {
        let _ = std::fs::remove_file(&marker);
    };
    let quoted = |key: &str, said: &str| CliError::refused(format!("{}\n{}", cx.text(key, &words), said.trim_end()));
    let lost = match handed {
        Ok(handed) => {
            going.sent.receipt = Some(handed.receipt);
            None
        }
        Err(NotSent::Unknown(said)) => {
            going.sent.unknown = true;
            Some(quoted("send-unknown", &said).hint(cx.text("send-unknown-help", &words)))
        }
        Err(fault) => {
            unmark();
            return Err(match fault {
                NotSent::Refused(said) => quoted("send-not-taken", &said),
                NotSent::Certificate(detail) => {
                    let words = [("path", server.host.as_str()), ("detail", &detail)];
                    CliError::usage(cx.text("send-config-ca", &words))
                }
                NotSent::Unreachable(said) | NotSent::Unknown(said) => {
                    CliError { exit: Exit::Usage, ..quoted("send-unreachable", &said) }
                }
            });
        }
    };
    if lost.is_none() {
        cx.out.message(&cx.text("send-sent", &words));
    }
    // From here on it is out of the house, whatever happens to this clone.
    let record = |cx: &mut Context<'_>| {
        let plan = self::plan(cx, opened, one, &going)?;
        carry_out_with(cx, opened, &plan, &going.files, &WriteArgs { yes: true, ..WriteArgs::default() }, None)
    };
    if let Err(error) = record(cx) {
        cx.complain(&error);
        let error = CliError::refused(cx.text("send-unrecorded", &words));
        return Err(error.hint(cx.text("send-unrecorded-help", &words)));
    }
    unmark();
    lost.map_or(Ok(()), Err)
}

/// The going-out as it would be written down. The document itself becomes the original of an invoice: what was sent once is
/// what `carnet render` gives from then on.
fn going_out(opened: &Opened, one: &Ready, moment: &Moment) -> Going {
    let book = &opened.book;
    let kept = original::of(book, one.document);
    let has_original = book.shape(one.document.kind).field("original").is_some();
    let mut names: Vec<(String, String)> = Vec::new();
    let mut going = Going {
        sent: Sent {
            channel: Channel::Email,
            date: moment.day,
            time: moment.clock.clone(),
            unknown: false,
            recipients: one.letter.recipients().map(Address::to_string).collect(),
            message_id: Some(one.letter.message_id()),
            receipt: None,
            files: Vec::new(),
        },
        files: Vec::new(),
        original: None,
    };
    for (i, attachment) in one.letter.attachments.iter().enumerate() {
        let hash = digest_of(&attachment.bytes);
        if let Some(kept) = kept.as_ref().filter(|kept| kept.hash.eq_ignore_ascii_case(&hash)) {
            names.push((kept.file.clone(), hash));
            continue;
        }
        let name = portable(&attachment.name);
        let path = if i < one.own && has_original && kept.is_none() && going.original.is_none() {
            let path = format!("files/{}/{name}", book.kind(one.document.kind).folder);
            going.original = Some((path.clone(), i));
            path
        } else {
            let (stem, end) =
                name.rsplit_once('.').map_or((name.as_str(), String::new()), |(s, e)| (s, format!(".{e}")));
            format!("files/sent/{}/{stem}-{}{end}", moment.day.year(), &hash[..8])
        };
        if !names.iter().any(|(known, _)| *known == path) {
            going.files.push((path.clone(), attachment.bytes.clone()));
            names.push((path, hash));
        }
    }
    going.sent.files = names;
    going
}

fn plan(cx: &Context<'_>, opened: &Opened, one: &Ready, going: &Going) -> Result<Plan, CliError> {
    let scope = scope(opened);
    let plan = || {
        let mut plan = transmit::transmit(&scope, one.document, &going.sent)?;
        if let Some((path, at)) = &going.original {
            let kept = original::keep(&scope, one.document, path, &one.letter.attachments[*at].bytes)?;
            plan.changes.extend(kept.changes);
        }
        Ok(plan)
    };
    plan().map_err(|error| refuse(cx, &error))
}

/// Everything that could stand in the way of the record afterwards, as far as it can be known before.
fn could_be_written(cx: &mut Context<'_>, opened: &Opened, plan: &Plan) -> Result<(), CliError> {
    let would = plan.applied(&opened.book);
    may_be_written(cx, opened, plan, &would)?;
    let Some(repo) = opened.repo()? else { return Ok(()) };
    repo.is_ready().map_err(|error| super::sync::refusal(cx, &error))?;
    let paths: Vec<&str> = plan.changes.iter().map(|change| change.path.as_str()).collect();
    match repo.dirty(&paths)?.first() {
        None => Ok(()),
        Some(path) => {
            let error = CliError::refused(cx.text("issue-dirty", &[("path", path)]));
            Err(error.hint(cx.text("issue-not-committed-help", &[])))
        }
    }
}
