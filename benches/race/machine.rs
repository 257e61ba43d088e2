//! What a reader of the numbers wants to know of the machine and of the programs.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::place::Place;
use crate::program;
use crate::result::Results;

/// Writes down date, machine and versions.
pub fn describe(place: &Place, carnet: &Path, results: &mut Results) {
    let said = |program: &str, words: &[&str]| {
        let out = Command::new(program).args(words).output().ok()?;
        Some(String::from_utf8_lossy(&out.stdout).trim().to_owned()).filter(|text| !text.is_empty())
    };
    let unknown = || "unknown".to_owned();
    results.set_fact("date", said("date", &["-u", "+%Y-%m-%d"]).unwrap_or_else(unknown));
    let version = said(&carnet.to_string_lossy(), &["--version"]).unwrap_or_else(unknown);
    let root = env!("CARGO_MANIFEST_DIR");
    let commit = said("git", &["-C", root, "rev-parse", "--short", "HEAD"]).unwrap_or_else(unknown);
    let changed = said("git", &["-C", root, "status", "--porcelain", "--", "src", "Cargo.lock"]).is_some();
    let source = match (carnet == Path::new(env!("CARGO_BIN_EXE_carnet")), changed) {
        (false, _) => "a build that was named by `--carnet`".to_owned(),
        (true, false) => format!("commit {commit}"),
        (true, true) => format!("commit {commit}, with changes"),
    };
    results.set_fact("carnet", format!("{version}, {source}"));
    let versions = program::ALL
        .iter()
        .map(|program| program.version(place).unwrap_or_else(|| format!("{}: not installed", program.package())));
    results.set_fact("other programs", versions.collect::<Vec<_>>().join(", "));
    let field = |file: &str, name: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(name))?.split_once(':')?;
        Some(line.1.trim().to_owned())
    };
    let cores = std::thread::available_parallelism().map_or(0, |cores| cores.get());
    let model = field("/proc/cpuinfo", "model name").or_else(|| said("uname", &["-m"])).unwrap_or_else(unknown);
    results.set_fact("processor", format!("{model}, {cores} cores"));
    let memory = field("/proc/meminfo", "MemTotal").and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    results.set_fact("memory", memory.map_or_else(unknown, |kilobytes| format!("{:.0} GB", kilobytes / 1e6)));
    let system = said("uname", &["-sr"]).unwrap_or_else(unknown);
    let disk = file_system(&place.root);
    results.set_fact("system", disk.map_or(system.clone(), |disk| format!("{system}, {disk}")));
}

/// What kind of file system a folder lies in, as `stat` names it.
pub fn file_system(folder: &Path) -> Option<String> {
    let out = Command::new("stat").args(["-L", "-f", "-c", "%T"]).arg(folder).output().ok()?;
    Some(String::from_utf8_lossy(&out.stdout).trim().to_owned()).filter(|name| !name.is_empty())
}

/// Processes that wanted a core in the last minute, on the average.
pub fn load() -> Option<f64> {
    fs::read_to_string("/proc/loadavg").ok()?.split(' ').next()?.parse().ok()
}

/// Half of the memory that is free now, in bytes: what one program may take.
pub fn half_of_free_memory() -> u64 {
    let text = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"));
    let kilobytes = line.and_then(|text| text.trim().split(' ').next()?.parse::<u64>().ok());
    kilobytes.map_or(u64::MAX, |kilobytes| kilobytes * 512)
}
