//! `carnet completions`

use clap::Args;
use clap_complete::Shell;

use crate::cli::{CliError, Context, Exit, command};

/// Print a completion script for your shell
///
/// The script knows commands and options. To complete kinds, ids, fields and reports of the book as well, let the shell
/// ask carnet itself, with a line in its start-up file:
///
///   bash        source <(COMPLETE=bash carnet)
///   zsh         source <(COMPLETE=zsh carnet)
///   fish        COMPLETE=fish carnet | source
///   elvish      eval (E:COMPLETE=elvish carnet | slurp)
///   powershell  $env:COMPLETE = "powershell"; carnet | Out-String | Invoke-Expression; Remove-Item Env:\COMPLETE
#[derive(Args)]
#[command(verbatim_doc_comment)]
pub struct Completions {
    /// Which shell
    shell: Shell,
}

pub fn run(args: Completions, cx: &mut Context<'_>) -> Result<Exit, CliError> {
    let script = script(args.shell);
    cx.out.raw(|out| out.write_all(&script))?;
    Ok(Exit::Done)
}

/// The files of `completions/`: name and script.
pub fn scripts() -> Vec<(&'static str, String)> {
    let files = [
        ("carnet.bash", Shell::Bash),
        ("_carnet", Shell::Zsh),
        ("carnet.fish", Shell::Fish),
        ("carnet.elv", Shell::Elvish),
        ("_carnet.ps1", Shell::PowerShell),
    ];
    files.into_iter().map(|(name, shell)| (name, String::from_utf8_lossy(&script(shell)).into_owned())).collect()
}

fn script(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), "carnet", &mut script);
    script
}
