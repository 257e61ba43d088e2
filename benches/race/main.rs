//! The race: the same facts for carnet, hledger, ledger, beancount, recutils, sqlite3, ripgrep and git, the same questions,
//! whole commands timed from outside, all taking turns, in one run. Nothing is timed before all answers agree to the cent.
//!
//! ```sh
//! cargo bench --bench race -- --install --write        # everything; writes docs/performance.md and its chart
//! cargo bench --bench race -- --sizes 1000,10000       # only these, and only printed
//! cargo bench --bench race -- --only carnet --rounds 5 # without the others; or --only check, --only history…
//! cargo bench --bench race -- write                    # the page again from what was measured last
//! cargo bench --bench race -- commands                 # every command as it is run
//! cargo bench --bench race -- instructions             # counted by valgrind; with `PATH`, beside an older build's
//! cargo bench --bench race -- clean                    # removes the data
//! ```
//!
//! `--carnet PATH` measures another build than the one that cargo has just made; `--limit SECONDS` and `--memory GB` say what
//! one run may take. Data stay in `target/tmp/race` between runs; a run may be killed at any time.

#[cfg(unix)]
mod answer;
#[cfg(unix)]
mod chart;
#[cfg(unix)]
mod data;
#[cfg(unix)]
#[path = "../book/facts.rs"]
mod facts;
// `book` writes files one by one; here git does.
#[cfg(unix)]
#[path = "../book/generate.rs"]
#[allow(dead_code)]
mod generate;
#[cfg(unix)]
mod goal;
#[cfg(unix)]
mod history;
#[cfg(unix)]
mod instruction;
#[cfg(unix)]
mod machine;
#[cfg(unix)]
mod other;
#[cfg(unix)]
mod own;
#[cfg(unix)]
mod page;
#[cfg(unix)]
mod paper;
#[cfg(unix)]
mod past;
#[cfg(unix)]
mod peer;
#[cfg(unix)]
mod place;
#[cfg(unix)]
mod program;
#[cfg(unix)]
mod result;
#[cfg(unix)]
mod row;
#[cfg(unix)]
mod run;
#[cfg(unix)]
mod task;
#[cfg(unix)]
mod turns;

/// The day that is taken for today in each command.
const TODAY: &str = "2026-11-20";

#[cfg(unix)]
fn main() -> std::process::ExitCode {
    match task::run(std::env::args().skip(1)) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            std::process::ExitCode::from(2)
        }
    }
}

#[cfg(not(unix))]
fn main() {
    eprintln!("the race needs a Unix: it asks the system what a process used");
}
