//! The server of `carnet send`, from the user's own configuration.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::cli::{CliError, Context};
use crate::config::{self, ConfigFault, Smtp};
use crate::store::mail::Server;

/// The section `[smtp]` of the user's configuration; `None` where there is none.
///
/// # Errors
/// The configuration cannot be read or is not right.
pub fn configured(cx: &Context<'_>) -> Result<Option<Smtp>, CliError> {
    let variable = |name: &str| std::env::var(name).ok();
    let Some(path) = config::path(&variable) else { return Ok(None) };
    config::read(&path).map(|config| config.smtp).map_err(|fault| refused(cx, &path, &fault))
}

fn refused(cx: &Context<'_>, path: &Path, fault: &ConfigFault) -> CliError {
    let path = path.display().to_string();
    let say = |key: &str, args: &[(&str, &str)]| {
        let args: Vec<(&str, &str)> = args.iter().copied().chain([("path", path.as_str())]).collect();
        CliError::usage(cx.text(key, &args))
    };
    match fault {
        ConfigFault::Unreadable { detail } => say("send-config-unreadable", &[("detail", detail)]),
        ConfigFault::Unknown { key, known } => {
            say("send-config-unknown", &[("key", key), ("words", &known.join(", "))])
        }
        ConfigFault::Type { key, wanted } => say("send-config-type", &[("key", key), ("words", wanted)]),
        ConfigFault::Missing { key } => say("send-config-missing", &[("key", key)]),
        ConfigFault::Password => say("send-config-password", &[]).hint(cx.text("send-config-password-help", &[])),
        ConfigFault::Plain { host } => {
            say("send-config-plain", &[("host", host)]).hint(cx.text("send-config-plain-help", &[]))
        }
    }
}

/// The server with its password and certificate: the password is asked for only now, when something is to be sent.
///
/// # Errors
/// There is no password, or the file of certificates cannot be read.
pub fn server(cx: &Context<'_>, smtp: &Smtp) -> Result<Server, CliError> {
    let login = match &smtp.user {
        None => None,
        Some(user) => Some((user.clone(), password(cx, smtp)?)),
    };
    let read = |path: &std::path::PathBuf| {
        std::fs::read(path).map_err(|error| {
            let words = [("path", path.display().to_string()), ("detail", crate::store::spoken(&error))];
            let words: Vec<(&str, &str)> = words.iter().map(|(name, value)| (*name, value.as_str())).collect();
            CliError::usage(cx.text("send-config-ca", &words))
        })
    };
    Ok(Server {
        host: smtp.host.clone(),
        port: smtp.port,
        security: smtp.security,
        login,
        ca: smtp.ca.as_ref().map(read).transpose()?,
        timeout: smtp.timeout,
    })
}

/// `CARNET_SMTP_PASSWORD`, else the first line that the user's own program prints.
fn password(cx: &Context<'_>, smtp: &Smtp) -> Result<String, CliError> {
    if let Some(password) = std::env::var("CARNET_SMTP_PASSWORD").ok().filter(|password| !password.is_empty()) {
        return Ok(password);
    }
    let none = || CliError::usage(cx.text("send-config-no-password", &[("host", &smtp.host)]));
    let none = || none().hint(cx.text("send-config-password-help", &[]));
    let Some((program, arguments)) = smtp.password_command.as_deref().and_then(<[String]>::split_first) else {
        return Err(none());
    };
    let failed = |detail: String| {
        let words = [("path", program.as_str()), ("detail", detail.as_str())];
        CliError::usage(cx.text("send-config-command", &words))
    };
    // It may ask for a passphrase at the terminal; what it complains about is for the user's eyes.
    let output = Command::new(program).args(arguments).stdin(Stdio::inherit()).stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        return Err(failed(output.status.to_string()));
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().next().filter(|line| !line.is_empty()).map(str::to_owned).ok_or_else(none)
}
