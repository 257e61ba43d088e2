//! The command line: arguments, context, commands, exit codes. Nothing imports this module.
//!
//! A subcommand is one file in `commands/` (an argument struct whose doc comment is the help, and `run`), one variant of
//! [`Command`] and one arm of [`run`].

pub mod ask;
pub mod commands;
mod complete;
pub mod context;
pub mod error;
pub mod history;
pub mod output;
mod progress;
pub mod select;
pub mod target;
pub mod write;

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

use commands as c;
pub use context::Context;
pub use error::{CliError, Exit};
use output::ColourChoice;
pub use output::{Output, Terminal};

/// The commercial life of a small firm as plain text under git.
#[derive(Parser)]
#[command(name = "carnet", version, max_term_width = 80, arg_required_else_help = true)]
#[command(after_help = "Start with `carnet demo` or `carnet init`; `carnet help COMMAND` explains each command.")]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Args, Default, Clone)]
#[command(next_help_heading = "Options of every command")]
pub struct Global {
    /// The book: its folder, or any folder below it [default: where you are]
    #[arg(short = 'C', long = "book", value_name = "FOLDER", global = true)]
    pub book: Option<PathBuf>,
    /// Take this day for today (also CARNET_TODAY)
    #[arg(long, value_name = "DATE", global = true)]
    pub today: Option<String>,
    /// Compute figures as of this day [default: today]
    #[arg(long, value_name = "DATE", global = true)]
    pub as_of: Option<String>,
    /// Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise
    #[arg(long, value_name = "DATE|REVISION", global = true)]
    pub at: Option<String>,
    /// Speak English or French [default: the book's language] (also CARNET_LANG)
    #[arg(long, value_name = "LANGUAGE", global = true)]
    pub lang: Option<String>,
    /// Read every file anew, whatever is known of it
    #[arg(long, global = true)]
    pub no_cache: bool,
    /// Say what was read, and from where
    #[arg(long, global = true)]
    pub verbose: bool,
    /// When to use colour
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    pub color: ColourChoice,
}

/// Every command, in the order of the help; the aliases are the French words for them.
#[derive(Subcommand)]
pub enum Command {
    Init(Box<c::init::Init>),
    #[command(aliases = ["démo"])]
    Demo(c::demo::Demo),
    #[command(aliases = ["vérifier", "verifier"])]
    Check(c::check::Check),
    #[command(aliases = ["expliquer"])]
    Explain(c::explain::Explain),
    #[command(aliases = ["liste", "lister"])]
    List(c::list::List),
    #[command(aliases = ["montrer"])]
    Show(c::show::Show),
    #[command(aliases = ["chercher"])]
    Find(c::find::Find),
    #[command(aliases = ["totaux"])]
    Total(c::total::Total),
    #[command(aliases = ["rapport"])]
    Report(c::report::Report),
    #[command(aliases = ["requête", "requete"])]
    Sql(c::sql::Sql),
    #[command(aliases = ["journal"])]
    Log(c::log::Log),
    #[command(aliases = ["différences"])]
    Diff(c::diff::Diff),
    Blame(c::blame::Blame),
    #[command(aliases = ["fil"])]
    Feed(c::feed::Feed),
    #[command(aliases = ["synchroniser"])]
    Sync(c::sync::Sync),
    #[command(aliases = ["contrôler", "controler"])]
    Audit(c::audit::Audit),
    #[command(aliases = ["clôturer", "cloturer"])]
    Close(c::close::Close),
    #[command(aliases = ["garde", "garder"])]
    Guard(c::guard::Guard),
    #[command(aliases = ["nouveau"])]
    New(c::new::New),
    #[command(aliases = ["émettre", "emettre"])]
    Issue(c::issue::Issue),
    #[command(aliases = ["changer"])]
    Set(c::set::Set),
    #[command(aliases = ["confirmer"])]
    Confirm(c::confirm::Confirm),
    #[command(aliases = ["ligne"])]
    Line(c::line::Line),
    #[command(aliases = ["devis"])]
    Quote(c::quote::Quote),
    #[command(aliases = ["accepter"])]
    Accept(c::accept::Accept),
    #[command(aliases = ["convertir"])]
    Convert(c::convert::Convert),
    #[command(aliases = ["envoyer"])]
    Send(c::send::Send),
    #[command(aliases = ["envoi"])]
    Transmission(c::transmission::Transmission),
    #[command(aliases = ["imprimer"])]
    Render(Box<c::render::Render>),
    #[command(aliases = ["modèle", "modele"])]
    Template(c::template::Template),
    #[command(aliases = ["avoir"])]
    Credit(c::credit::Credit),
    #[command(aliases = ["rectifier", "corriger"])]
    Correct(c::correct::Correct),
    #[command(aliases = ["éditer", "editer"])]
    Edit(c::edit::Edit),
    #[command(aliases = ["renommer"])]
    Mv(c::mv::Mv),
    #[command(aliases = ["supprimer"])]
    Rm(c::rm::Rm),
    Fmt(c::fmt::Fmt),
    Migrate(c::migrate::Migrate),
    #[command(aliases = ["importer"])]
    Import(c::import::Import),
    #[command(aliases = ["exporter"])]
    Export(c::export::Export),
    #[command(aliases = ["classer"])]
    File(c::file::File),
    Schema(c::schema::Schema),
    #[command(aliases = ["docteur", "diagnostic"])]
    Doctor(c::doctor::Doctor),
    #[command(aliases = ["fusionner"])]
    MergeDriver(c::merge_driver::MergeDriver),
    Completions(c::completions::Completions),
}

impl Command {
    /// Why it does not take `--at`, as a key of the catalogue; `None` for what does: it reads the book and changes
    /// nothing.
    fn at_refused(&self) -> Option<&'static str> {
        match self {
            Command::Check(_)
            | Command::List(_)
            | Command::Show(_)
            | Command::Find(_)
            | Command::Total(_)
            | Command::Report(_)
            | Command::Sql(_)
            | Command::Export(_) => None,
            Command::Log(_) => Some("history-at-log"),
            Command::Feed(_) => Some("history-at-feed"),
            Command::Diff(_) => Some("history-at-diff"),
            Command::Blame(_) => Some("history-at-blame"),
            Command::Audit(_) => Some("history-at-audit"),
            Command::Guard(_) => Some("history-at-guard"),
            Command::Explain(_)
            | Command::Doctor(_)
            | Command::Schema(_)
            | Command::MergeDriver(_)
            | Command::Completions(_) => Some("history-at-no-book"),
            _ => Some("history-not-here"),
        }
    }
}

/// The commands that take `--at`.
const LOOK_BACK: [&str; 8] = ["check", "list", "show", "find", "total", "report", "sql", "export"];

/// The whole command line. Where `--at` does not go, the help does not offer it; whoever gives it is told why.
pub fn command() -> clap::Command {
    let command = Cli::command();
    let Some(at) = command.get_arguments().find(|arg| arg.get_id() == "at").cloned() else { return command };
    let names = command.get_subcommands().map(|sub| sub.get_name().to_owned());
    let others: Vec<String> = names.filter(|name| !LOOK_BACK.contains(&name.as_str())).collect();
    others.into_iter().fold(command, |command, name| command.mut_subcommand(name, |sub| sub.arg(at.clone().hide(true))))
}

/// Runs a parsed command.
pub fn run(command: Command, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    if cx.global.at.is_some()
        && let Some(key) = command.at_refused()
    {
        // The message is in the book's language, where there is one.
        if let Ok(root) = crate::store::find_root(&cx.start()) {
            cx.speak_as_in(&root)?;
        }
        return Err(CliError::usage(cx.text(key, &[])));
    }
    cx.only_reads = command.at_refused().is_none();
    match command {
        Command::Init(args) => c::init::run(*args, cx),
        Command::Demo(args) => c::demo::run(args, cx),
        Command::Check(args) => c::check::run(args, cx),
        Command::Explain(args) => c::explain::run(args, cx),
        Command::List(args) => c::list::run(args, cx),
        Command::Show(args) => c::show::run(args, cx),
        Command::Find(args) => c::find::run(args, cx),
        Command::Total(args) => c::total::run(args, cx),
        Command::Report(args) => c::report::run(args, cx),
        Command::Sql(args) => c::sql::run(args, cx),
        Command::Log(args) => c::log::run(args, cx),
        Command::Diff(args) => c::diff::run(args, cx),
        Command::Blame(args) => c::blame::run(args, cx),
        Command::Feed(args) => c::feed::run(args, cx),
        Command::Sync(args) => c::sync::run(args, cx),
        Command::Audit(args) => c::audit::run(args, cx),
        Command::Close(args) => c::close::run(args, cx),
        Command::Guard(args) => c::guard::run(args, cx),
        Command::New(args) => c::new::run(args, cx),
        Command::Issue(args) => c::issue::run(args, cx),
        Command::Set(args) => c::set::run(args, cx),
        Command::Confirm(args) => c::confirm::run(args, cx),
        Command::Line(args) => c::line::run(args, cx),
        Command::Quote(args) => c::quote::run(args, cx),
        Command::Accept(args) => c::accept::run(args, cx),
        Command::Convert(args) => c::convert::run(args, cx),
        Command::Send(args) => c::send::run(args, cx),
        Command::Transmission(args) => c::transmission::run(args, cx),
        Command::Render(args) => c::render::run(*args, cx),
        Command::Template(args) => c::template::run(args, cx),
        Command::Credit(args) => c::credit::run(args, cx),
        Command::Correct(args) => c::correct::run(args, cx),
        Command::Edit(args) => c::edit::run(args, cx),
        Command::Mv(args) => c::mv::run(args, cx),
        Command::Rm(args) => c::rm::run(args, cx),
        Command::Fmt(args) => c::fmt::run(args, cx),
        Command::Migrate(args) => c::migrate::run(args, cx),
        Command::Import(args) => c::import::run(args, cx),
        Command::Export(args) => c::export::run(args, cx),
        Command::File(args) => c::file::run(args, cx),
        Command::Schema(args) => c::schema::run(args, cx),
        Command::Doctor(args) => c::doctor::run(args, cx),
        Command::MergeDriver(args) => c::merge_driver::run(args, cx),
        Command::Completions(args) => c::completions::run(args, cx),
    }
}

/// The process: reads arguments and environment, runs, and gives the exit code.
pub fn main() -> ExitCode {
    // Answers the shell and ends the process when that is what the shell asks for (COMPLETE is set).
    clap_complete::CompleteEnv::with_factory(complete::command).complete();
    let cli = Cli::from_arg_matches(&command().get_matches()).unwrap_or_else(|error| error.exit());
    let terminal = Terminal::of_process(cli.global.color);
    let (mut stdout, mut stderr) = (io::stdout(), io::stderr());
    let mut input = io::stdin().lock();
    let interactive = io::stdin().is_terminal() && io::stderr().is_terminal();
    let output = Output::new(&mut stdout, &mut stderr, terminal);
    let mut cx = Context::new(output, &mut input, interactive, cli.global);
    let result = run(cli.command, &mut cx);
    let exit = cx.conclude(result);
    ExitCode::from(exit.code())
}
