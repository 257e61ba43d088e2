//! What the tests around git share: programs that see nothing of the machine, of its user or of its clock.
#![allow(dead_code, reason = "each test file uses a part")]

pub mod dice;
pub mod store;
pub mod team;

use std::path::Path;
use std::process::Command;

/// A program in a folder, with an environment that is ours alone: no configuration of git's, English, no colours, Claire
/// Martin, and carnet's today is 20 October 2026. A test that wants it otherwise sets variables over these.
pub fn isolated(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(folder).env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.envs([
        ("HOME", "/nonexistent"),
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("GIT_EDITOR", "true"),
        ("CARNET_TODAY", "2026-10-20"),
        ("CARNET_LANG", "en"),
        ("NO_COLOR", "1"),
        ("TZ", "UTC"),
        ("LC_ALL", "C.UTF-8"),
    ]);
    by(&mut command, "Claire Martin", "claire@example.org");
    command
}

/// The carnet under test, as [`isolated`].
pub fn carnet(folder: &Path) -> Command {
    isolated(env!("CARGO_BIN_EXE_carnet"), folder)
}

/// Who commits.
pub fn by(command: &mut Command, name: &str, email: &str) {
    for role in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{role}_NAME"), name).env(format!("GIT_{role}_EMAIL"), email);
    }
}

/// When the commit is made, as git reads dates.
pub fn on(command: &mut Command, date: &str) {
    command.env("GIT_AUTHOR_DATE", date).env("GIT_COMMITTER_DATE", date);
}

/// The program finds the carnet under test by its name: for git that starts it.
pub fn finds_carnet(command: &mut Command) {
    let binary = Path::new(env!("CARGO_BIN_EXE_carnet")).parent().unwrap();
    command.env("PATH", format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default()));
}

/// What a program printed, which must succeed.
#[track_caller]
pub fn succeed(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{command:?}:\n{text}{}", String::from_utf8_lossy(&output.stderr));
    text
}

/// Writes a file and the folders that it wants.
pub fn write(root: &Path, path: &str, text: &str) {
    let full = root.join(path);
    std::fs::create_dir_all(full.parent().unwrap()).unwrap();
    std::fs::write(full, text).unwrap();
}
