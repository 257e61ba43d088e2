//! Where things lie: everything below `target/tmp/race`. What was made there stays for the next run, and may be deleted at
//! any time (`-- clean`).

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Part of the names of generated folders: to be raised whenever what is generated changes.
const VERSION: u32 = 1;

pub struct Place {
    pub root: PathBuf,
}

impl Place {
    /// Opens the folder, and removes what older versions generated.
    pub fn open() -> io::Result<Place> {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("race");
        fs::create_dir_all(root.join("home"))?;
        for entry in fs::read_dir(&root)?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let generated = name.starts_with("data-") || name.starts_with("past-");
            if generated && name.split('-').nth(1) != Some(&VERSION.to_string()) {
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(Place { root })
    }

    /// The same facts in every form, of one size.
    pub fn data(&self, records: usize) -> PathBuf {
        self.root.join(format!("data-{VERSION}-{records}"))
    }

    /// A book under many commits.
    pub fn past(&self, deals: usize, commits: usize) -> PathBuf {
        self.root.join(format!("past-{VERSION}-{deals}-{commits}"))
    }

    /// The virtual environment that holds what comes from the Python package index.
    pub fn venv(&self) -> PathBuf {
        self.root.join("venv")
    }

    /// What the last run measured.
    pub fn results(&self) -> PathBuf {
        self.root.join("results.tsv")
    }

    /// One run at a time, and one maker of data: two would be each other's noise, and share files. Held until the file is
    /// dropped, or the process ends, however that comes.
    pub fn lock(&self, name: &str) -> Result<File, String> {
        let file = File::create(self.root.join(name)).map_err(|error| error.to_string())?;
        file.try_lock().map_err(|_| format!("another race is running in {}", self.root.display()))?;
        Ok(file)
    }

    pub fn clean(&self) -> io::Result<()> {
        fs::remove_dir_all(&self.root)
    }
}

/// The surroundings of all programs: no configuration of the user's, one day, one language.
pub fn settle(place: &Place) {
    let home = place.root.join("home");
    let vars: [(&str, &OsStr); 11] = [
        ("HOME", home.as_os_str()),
        ("XDG_CONFIG_HOME", home.as_os_str()),
        ("LC_ALL", OsStr::new("C.UTF-8")),
        ("CARNET_TODAY", OsStr::new(super::TODAY)),
        ("CARNET_LANG", OsStr::new("en")),
        ("GIT_CONFIG_NOSYSTEM", OsStr::new("1")),
        ("GIT_CONFIG_GLOBAL", OsStr::new("/dev/null")),
        ("GIT_AUTHOR_NAME", OsStr::new("Bench")),
        ("GIT_AUTHOR_EMAIL", OsStr::new("bench@example.org")),
        ("GIT_COMMITTER_NAME", OsStr::new("Bench")),
        ("GIT_COMMITTER_EMAIL", OsStr::new("bench@example.org")),
    ];
    for (name, value) in vars {
        // SAFETY: called at the very beginning, while there is one thread.
        unsafe { std::env::set_var(name, value) };
    }
    for name in
        ["RIPGREP_CONFIG_PATH", "LEDGER_FILE", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "RAYON_NUM_THREADS"]
    {
        // SAFETY: as above.
        unsafe { std::env::remove_var(name) };
    }
}

/// Runs git in a folder, and fails with it.
pub fn git(folder: &Path, words: &[&str]) -> io::Result<()> {
    let status = Command::new("git").args(words).current_dir(folder).status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("git {} ends with {status}", words.join(" ")))) }
}

/// Bytes that are free where a folder lies, as `df` says; `None` where it cannot be asked.
pub fn free(folder: &Path) -> Option<u64> {
    let out = Command::new("df").arg("-Pk").arg(folder).output().ok()?;
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let kilobytes: u64 = text.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    Some(kilobytes * 1024)
}
