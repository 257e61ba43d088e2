//! `carnet transmission`

use clap::{Args, Subcommand};

use super::accept::signed;
use super::send::marker;
use crate::book::RecordRef;
use crate::change::transmit::{self, Said, Sent};
use crate::check::is_clock;
use crate::cli::context::Opened;
use crate::cli::write::{WriteArgs, carry_out, day, record, refuse, scope};
use crate::cli::{CliError, Context, Exit};
use crate::model::status::Answer;
use crate::model::transmission::Channel;
use crate::value::Date;

/// Write down how a document went, and what came back
///
/// `carnet send` writes this down by itself. `record` is for all else: a letter, a deposit on a platform, a mail program of
/// your own. `status` writes down an answer: deposited, received, approved, disputed, refused, paid and so on; the codes of
/// the French life cycle (200 to 213) and its French words are understood, too. See `docs/sending.md`.
#[derive(Args)]
#[command(after_help = "\
Examples:
  carnet transmission record F-2026-0001 --channel portal --message-id 4711
  carnet transmission record F-2026-0001 --channel post --date 2026-11-18 --receipt '1A 234 567 8901 2'
  carnet transmission status F-2026-0001 deposited
  carnet transmission status F-2026-0001 refused --reason 'Purchase order number is missing'
  carnet transmission status F-2026-0001 212 --date 2026-11-30")]
pub struct Transmission {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// A document went out
    #[command(aliases = ["noter"])]
    Record {
        /// The document: its id, number, or @
        document: String,
        /// How: email, post, platform, peppol, portal or hand
        #[arg(long, value_name = "CHANNEL")]
        channel: String,
        /// The day [default: today]
        #[arg(long, value_name = "DATE")]
        date: Option<String>,
        /// The time of that day: 09:42
        #[arg(long, value_name = "TIME")]
        time: Option<String>,
        /// To whom
        #[arg(long = "to", value_name = "WHOM")]
        recipients: Vec<String>,
        /// The number that the message bears: a flow number, a tracking number
        #[arg(long, value_name = "TEXT")]
        message_id: Option<String>,
        /// What the other side answered when it took it
        #[arg(long, value_name = "TEXT")]
        receipt: Option<String>,
        /// What was sent, in the book (files/…); its SHA-256 is kept with it
        #[arg(long, value_name = "PATH")]
        file: Vec<String>,
        #[command(flatten)]
        write: WriteArgs,
    },
    /// An answer came back
    #[command(aliases = ["statut"])]
    Status {
        /// The document, whose last transmission is meant, or a transmission
        document: String,
        /// The answer: deposited, received, approved, disputed, refused, paid, rejected…
        status: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        /// The code that a platform gives the reason
        #[arg(long, value_name = "CODE")]
        reason_code: Option<String>,
        /// The day [default: today]
        #[arg(long, value_name = "DATE")]
        date: Option<String>,
        /// The time of that day: 09:42
        #[arg(long, value_name = "TIME")]
        time: Option<String>,
        /// The number of the message that said so
        #[arg(long, value_name = "TEXT")]
        message_id: Option<String>,
        #[command(flatten)]
        write: WriteArgs,
    },
}

pub fn run(args: Transmission, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let opened = cx.open()?;
    match args.action {
        Action::Record { document, channel, date, time, recipients, message_id, receipt, file, write } => {
            let document = record(cx, &opened, &document)?;
            let Some(way) = Channel::ALL.into_iter().find(|way| way.name().eq_ignore_ascii_case(channel.trim())) else {
                let words = Channel::ALL.map(Channel::name).join(", ");
                return Err(CliError::usage(cx.text("send-bad-channel", &[("value", &channel), ("words", &words)])));
            };
            let files = file.iter().map(|path| signed(cx, &opened, path)).collect::<Result<Vec<_>, _>>()?;
            let (date, time) = moment(cx, &opened, date.as_deref(), time)?;
            let sent = Sent { channel: way, date, time, unknown: false, recipients, message_id, receipt, files };
            let plan = transmit::transmit(&scope(&opened), document, &sent).map_err(|error| refuse(cx, &error))?;
            let exit = carry_out(cx, &opened, &plan, &write)?.exit;
            if !write.dry_run {
                // What a cut-off sending left open is settled by this.
                let _ = std::fs::remove_file(marker(&opened, document));
            }
            Ok(exit)
        }
        Action::Status { document, status, reason, reason_code, date, time, message_id, write } => {
            let about = record(cx, &opened, &document)?;
            let Some(answer) = Answer::parse(&status) else {
                let words = Answer::ALL.map(Answer::name).join(", ");
                return Err(CliError::usage(cx.text("send-bad-status", &[("value", &status), ("words", &words)])));
            };
            let sending = transmit::last_sending(&scope(&opened), about).map_err(|error| refuse(cx, &error))?;
            let (date, time) = moment(cx, &opened, date.as_deref(), time)?;
            let said = Said { answer, date, time, reason, reason_code, message_id };
            let plan = transmit::answer(&scope(&opened), sending, &said).map_err(|error| refuse(cx, &error))?;
            let exit = carry_out(cx, &opened, &plan, &write)?.exit;
            advise(cx, &opened, sending, answer);
            Ok(exit)
        }
    }
}

/// The day, which is not to come, and the time.
fn moment(
    cx: &Context<'_>,
    opened: &Opened,
    date: Option<&str>,
    time: Option<String>,
) -> Result<(Date, Option<String>), CliError> {
    let date = date.map_or(Ok(opened.today), |text| day(cx, opened, text))?;
    if date > opened.today {
        return Err(CliError::usage(cx.text("send-future", &[("date", &cx.day(date))])));
    }
    if let Some(time) = time.as_deref().filter(|time| !is_clock(time)) {
        return Err(CliError::usage(cx.text("send-bad-time", &[("value", time)])));
    }
    Ok((date, time))
}

/// After a no: an issued invoice is never changed, so which act leads on?
fn advise(cx: &mut Context<'_>, opened: &Opened, sending: RecordRef, answer: Answer) {
    let figures = opened.figures();
    let document = figures.sendings().document(sending);
    let Some(document) = document.filter(|document| answer.is_no() && figures.document(*document).is_some()) else {
        return;
    };
    if figures.document(document).is_some_and(|document| document.credit_note) {
        return;
    }
    let key = if answer == Answer::Rejected { "send-act-rejected" } else { "send-act-refused" };
    let (number, id) = (opened.book.title(document).to_owned(), opened.book.get(document).id.to_string());
    cx.out.message(&cx.text(key, &[("number", &number), ("id", &id)]));
}
