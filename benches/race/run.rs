//! One run of one program, seen from outside: the clock, the processor's time, the memory at its peak.

use std::fs::File;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

/// What one run took.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sample {
    /// By the clock, in seconds.
    pub wall: f64,
    /// User and system time of all processes of the run, in seconds.
    pub cpu: f64,
    /// Resident memory of its largest process, in bytes. Never less than the harness itself holds, since the system
    /// counts a process before it has become another program too: a few megabytes.
    pub peak: u64,
}

impl Sample {
    /// One after the other.
    fn and(self, next: Sample) -> Sample {
        Sample { wall: self.wall + next.wall, cpu: self.cpu + next.cpu, peak: self.peak.max(next.peak) }
    }
}

/// What a run may take at most.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub seconds: f64,
    /// In bytes; only watched where there is a `/proc`.
    pub memory: u64,
}

/// How a run ended that was not wrong.
#[derive(Clone, Copy, Debug)]
pub enum Outcome {
    Done(Sample),
    /// Ended by us.
    TooLong,
    /// Ended by us.
    TooLarge,
}

/// What a run printed, in two files.
pub struct Printed {
    pub out: PathBuf,
    pub err: PathBuf,
}

impl Printed {
    pub fn below(folder: &Path) -> Printed {
        Printed { out: folder.join("printed.out"), err: folder.join("printed.err") }
    }

    pub fn text(&self) -> String {
        std::fs::read_to_string(&self.out).unwrap_or_default()
    }
}

/// Runs commands one after the other and adds up what they took. An error says which one failed, and what it printed.
pub fn run(commands: &mut [Command], printed: &Printed, limits: Limits) -> Result<Outcome, String> {
    let mut sum = Sample::default();
    for command in commands {
        match once(command, printed, limits)? {
            Outcome::Done(sample) => sum = sum.and(sample),
            other => return Ok(other),
        }
    }
    Ok(Outcome::Done(sum))
}

fn once(command: &mut Command, printed: &Printed, limits: Limits) -> Result<Outcome, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let fault = |error: std::io::Error| format!("{name}: {error}");
    command.stdin(Stdio::null());
    command.stdout(File::create(&printed.out).map_err(fault)?);
    command.stderr(File::create(&printed.err).map_err(fault)?);
    // A group of its own: what it starts ends with it.
    command.process_group(0);
    let (tell, told) = mpsc::channel();
    let watch = std::thread::spawn(move || watch(&told, limits));
    let start = Instant::now();
    let child = command.spawn().map_err(fault)?;
    let pid = child.id() as libc::pid_t;
    let _ = tell.send(Some(pid));
    let waited = wait(pid);
    let wall = start.elapsed().as_secs_f64();
    let _ = tell.send(None);
    let ended = watch.join().unwrap_or_default();
    let (status, usage) = waited.map_err(fault)?;
    match ended {
        Some(why) => return Ok(why),
        None if !status.success() => return Err(failure(command, status, printed)),
        None => {}
    }
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 / 1e6;
    // Kilobytes; macOS counts bytes.
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    let peak = usage.ru_maxrss as u64 * unit;
    Ok(Outcome::Done(Sample { wall, cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime), peak }))
}

/// Waits for the end of a child, and asks what it and its own children used.
fn wait(pid: libc::pid_t) -> std::io::Result<(ExitStatus, libc::rusage)> {
    let mut status = 0;
    // SAFETY: a `rusage` is plain numbers, for which zeros are valid.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    loop {
        // SAFETY: both pointers are to locals that outlive the call; the child is ours, and nobody else waits for it.
        if unsafe { libc::wait4(pid, &mut status, 0, &mut usage) } == pid {
            return Ok((ExitStatus::from_raw(status), usage));
        }
        let error = std::io::Error::last_os_error();
        if error.kind() != std::io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
}

/// Ends the group of a process that takes too long or too much; says whether it did.
fn watch(told: &mpsc::Receiver<Option<libc::pid_t>>, limits: Limits) -> Option<Outcome> {
    let pid = told.recv().ok().flatten()?;
    let start = Instant::now();
    loop {
        match told.recv_timeout(Duration::from_millis(250)) {
            Err(RecvTimeoutError::Timeout) => {}
            _ => return None,
        }
        let why = if start.elapsed().as_secs_f64() > limits.seconds {
            Outcome::TooLong
        } else if resident(pid) > limits.memory {
            Outcome::TooLarge
        } else {
            continue;
        };
        // SAFETY: no memory is involved. The group is that of a child that nobody has waited for, so no other has its number.
        unsafe { libc::kill(-pid, libc::SIGKILL) };
        return Some(why);
    }
}

fn resident(pid: libc::pid_t) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{pid}/statm")).unwrap_or_default();
    let pages = text.split_whitespace().nth(1).and_then(|pages| pages.parse::<u64>().ok());
    pages.unwrap_or_default() * 4096
}

fn failure(command: &Command, status: ExitStatus, printed: &Printed) -> String {
    let said = std::fs::read_to_string(&printed.err).unwrap_or_default();
    let said: Vec<&str> = said.lines().take(8).collect();
    format!("{} ends with {status}\n{}", words(command), said.join("\n"))
}

/// The command as one would type it, nearly.
pub fn words(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(name).chain(command.get_args());
    let quoted = words.map(|word| word.to_string_lossy()).map(|word| {
        let plain = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "-_./:=,".contains(c));
        if plain { word.into_owned() } else { format!("'{word}'") }
    });
    quoted.collect::<Vec<_>>().join(" ")
}
