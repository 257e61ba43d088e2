//! The user's own preferences, with their origin: `config.toml` in the user's configuration folder, never in a book. What
//! stands in a book decides figures, and nothing of a machine; what stands here decides nothing of a figure.
//!
//! ```toml
//! [smtp]
//! host = "smtp.example.org"
//! security = "starttls"            # starttls (port 587), tls (port 465), none (this machine alone, port 25)
//! port = 587
//! user = "claire@example.org"
//! password_command = ["pass", "show", "smtp"]
//! from = "Claire Martin <claire@example.org>"
//! ca = "/home/claire/ca.pem"       # a certificate to trust besides the usual ones
//! ```

use std::path::{Path, PathBuf};
use std::time::Duration;

use toml::Value;

use crate::store::mail::Security;

/// The server for outgoing mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Smtp {
    pub host: String,
    pub port: u16,
    pub security: Security,
    pub user: Option<String>,
    /// A program and its arguments; the first line that it prints is the password. No shell reads it.
    pub password_command: Option<Vec<String>>,
    /// Who sends: an address, with or without a name. The firm's where none is given.
    pub from: Option<String>,
    /// A file of certificates (PEM) to trust besides the usual ones.
    pub ca: Option<PathBuf>,
    /// How long the server may be silent.
    pub timeout: Duration,
}

/// What the user's configuration says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    pub smtp: Option<Smtp>,
}

/// What is wrong with the user's configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigFault {
    /// The file cannot be read, or is no TOML.
    Unreadable {
        detail: String,
    },
    /// A key that is none; those that there are.
    Unknown {
        key: String,
        known: &'static [&'static str],
    },
    /// A value of another type; what is wanted.
    Type {
        key: String,
        wanted: &'static str,
    },
    Missing {
        key: &'static str,
    },
    /// A password stands in the file.
    Password,
    /// No protection on the way to another machine.
    Plain {
        host: String,
    },
}

const KEYS: &[&str] = &["host", "port", "security", "user", "password_command", "from", "ca", "timeout"];

/// Where the user's configuration is: `CARNET_CONFIG` (a file), else `carnet/config.toml` in the folder that the system
/// has for such things. `None` where nobody says where that is.
pub fn path(variable: &dyn Fn(&str) -> Option<String>) -> Option<PathBuf> {
    let variable = |name: &str| variable(name).filter(|value| !value.is_empty());
    if let Some(file) = variable("CARNET_CONFIG") {
        return Some(PathBuf::from(file));
    }
    // The specification of these variables wants relative ones ignored.
    let absolute = |name: &str| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let windows = || if cfg!(windows) { absolute("APPDATA") } else { None };
    let folder = absolute("XDG_CONFIG_HOME").or_else(windows).or_else(|| Some(absolute("HOME")?.join(".config")));
    Some(folder?.join("carnet/config.toml"))
}

/// Reads the configuration at a path; nothing where there is no file.
///
/// # Errors
/// The first thing that is wrong with it. Nothing is guessed: a key that is not known is a fault.
pub fn read(path: &Path) -> Result<Config, ConfigFault> {
    match std::fs::read_to_string(path) {
        Ok(text) => parse(&text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Config::default()),
        Err(error) => Err(ConfigFault::Unreadable { detail: error.to_string() }),
    }
}

/// Reads the text of a configuration.
///
/// # Errors
/// As [`read`].
pub fn parse(text: &str) -> Result<Config, ConfigFault> {
    let table: toml::Table = match text.parse() {
        Ok(table) => table,
        // The parser quotes the line, which may hold a password.
        Err(error) => {
            let error: toml::de::Error = error;
            let line = error.span().map_or(1, |span| text.get(..span.start).unwrap_or(text).matches('\n').count() + 1);
            return Err(ConfigFault::Unreadable { detail: format!("line {line}: {}", error.message()) });
        }
    };
    let mut config = Config::default();
    for (key, value) in &table {
        match (key.as_str(), value) {
            ("smtp", Value::Table(smtp)) => config.smtp = Some(read_smtp(smtp)?),
            ("smtp", _) => return Err(ConfigFault::Type { key: key.clone(), wanted: "[smtp]" }),
            _ => return Err(ConfigFault::Unknown { key: key.clone(), known: &["smtp"] }),
        }
    }
    Ok(config)
}

fn read_smtp(table: &toml::Table) -> Result<Smtp, ConfigFault> {
    if table.contains_key("password") {
        return Err(ConfigFault::Password);
    }
    if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(ConfigFault::Unknown { key: format!("smtp.{key}"), known: KEYS });
    }
    let fault = |key: &str, wanted| ConfigFault::Type { key: format!("smtp.{key}"), wanted };
    let text = |key: &str| match table.get(key) {
        None => Ok(None),
        Some(Value::String(text)) if !text.trim().is_empty() => Ok(Some(text.trim().to_owned())),
        Some(_) => Err(fault(key, "\"…\"")),
    };
    let number = |key: &str, wanted, range: std::ops::RangeInclusive<i64>| match table.get(key) {
        None => Ok(None),
        Some(Value::Integer(number)) if range.contains(number) => Ok(Some(*number)),
        Some(_) => Err(fault(key, wanted)),
    };
    let host = text("host")?.ok_or(ConfigFault::Missing { key: "smtp.host" })?;
    let security = match text("security")? {
        None => Security::StartTls,
        Some(word) => match Security::named(&word) {
            Some(security) => security,
            None => return Err(fault("security", "starttls, tls, none")),
        },
    };
    if security == Security::None && !is_this_machine(&host) {
        return Err(ConfigFault::Plain { host });
    }
    let port = number("port", "1..65535", 1..=65535)?.and_then(|port| u16::try_from(port).ok());
    let seconds = number("timeout", "1..600", 1..=600)?.and_then(|seconds| u64::try_from(seconds).ok());
    let password_command = match table.get("password_command") {
        None => None,
        Some(Value::Array(words)) if !words.is_empty() => {
            let words: Option<Vec<String>> = words.iter().map(|word| word.as_str().map(str::to_owned)).collect();
            Some(words.ok_or_else(|| fault("password_command", "[\"program\", \"argument\"]"))?)
        }
        Some(_) => return Err(fault("password_command", "[\"program\", \"argument\"]")),
    };
    Ok(Smtp {
        port: port.unwrap_or(security.port()),
        security,
        user: text("user")?,
        password_command,
        from: text("from")?,
        ca: text("ca")?.map(PathBuf::from),
        timeout: Duration::from_secs(seconds.unwrap_or(60)),
        host,
    })
}

/// Whether a name of a server can only mean this machine.
fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_has_what_it_needs_and_the_usual_for_the_rest() {
        let smtp = parse("[smtp]\nhost = \"mail.example.org\"\nuser = \"claire\"\n").unwrap().smtp.unwrap();
        assert_eq!((smtp.port, smtp.security), (587, Security::StartTls));
        let smtp = parse("[smtp]\nhost = \"mail.example.org\"\nsecurity = \"tls\"\n").unwrap().smtp.unwrap();
        assert_eq!(smtp.port, 465);
        assert_eq!(parse("").unwrap(), Config::default());
    }

    #[test]
    fn nothing_is_guessed() {
        let fault = |text: &str| parse(text).unwrap_err();
        assert!(matches!(fault("[smpt]\n"), ConfigFault::Unknown { key, .. } if key == "smpt"));
        assert!(matches!(fault("[smtp]\nhots = \"a\"\n"), ConfigFault::Unknown { key, .. } if key == "smtp.hots"));
        assert_eq!(fault("[smtp]\nport = 25\n"), ConfigFault::Missing { key: "smtp.host" });
        assert!(matches!(fault("[smtp]\nhost = \"a\"\nport = \"25\"\n"), ConfigFault::Type { .. }));
        assert!(matches!(fault("[smtp]\nhost = \"a\"\nport = 70000\n"), ConfigFault::Type { .. }));
        assert!(matches!(fault("[smtp]\nhost = \"a\"\nsecurity = \"ssl\"\n"), ConfigFault::Type { .. }));
        assert!(matches!(fault("smtp = 1\n"), ConfigFault::Type { .. }));
        assert!(matches!(
            fault("[smtp]\nhost = \"a\"\npassword_command = \"pass show smtp\"\n"),
            ConfigFault::Type { .. }
        ));
    }

    #[test]
    fn a_password_is_neither_read_nor_quoted() {
        assert_eq!(parse("[smtp]\nhost = \"a\"\npassword = \"secret\"\n").unwrap_err(), ConfigFault::Password);
        let ConfigFault::Unreadable { detail } = parse("[smtp]\npassword = secret word\n").unwrap_err() else {
            panic!()
        };
        assert!(detail.starts_with("line 2") && !detail.contains("secret"), "{detail}");
    }

    #[test]
    fn in_the_clear_only_to_this_machine() {
        let plain = |host: &str| parse(&format!("[smtp]\nhost = \"{host}\"\nsecurity = \"none\"\n"));
        for host in ["localhost", "127.0.0.1", "127.1.2.3", "::1", "[::1]"] {
            assert!(plain(host).is_ok(), "{host}");
        }
        for host in ["example.org", "10.0.0.1", "localhost.example.org", "127.0.0.1.example.org"] {
            assert_eq!(plain(host).unwrap_err(), ConfigFault::Plain { host: host.into() });
        }
    }

    #[test]
    fn where_it_is() {
        let path = |set: &[(&str, &str)]| {
            let set: Vec<(String, String)> = set.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect();
            super::path(&|name| set.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()))
        };
        assert_eq!(path(&[]), None);
        if cfg!(unix) {
            assert_eq!(path(&[("HOME", "/h")]), Some("/h/.config/carnet/config.toml".into()));
            let set = [("HOME", "/h"), ("XDG_CONFIG_HOME", "/x")];
            assert_eq!(path(&set), Some("/x/carnet/config.toml".into()));
            assert_eq!(path(&[("HOME", "/h"), ("XDG_CONFIG_HOME", "x")]), Some("/h/.config/carnet/config.toml".into()));
        }
        assert_eq!(path(&[("HOME", "/h"), ("CARNET_CONFIG", "mine.toml")]), Some("mine.toml".into()));
    }
}
