//! Handing a message to a server, step by step: at each step it is known whether the server may have taken it.
//!
//! Before the message itself is on its way, every failure means that nothing was sent. After it, only an answer tells: a
//! connection that breaks there leaves both possibilities open (RFC 5321, section 6.1, warns of exactly this).

use std::error::Error as _;
use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;

use super::Letter;

/// How the connection to a server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// Begins in the clear and turns to TLS before anything is said; refused where the server cannot.
    StartTls,
    /// TLS from the first byte.
    Tls,
    /// In the clear: to a server on this machine alone.
    None,
}

impl Security {
    /// By its word in a configuration.
    pub fn named(word: &str) -> Option<Security> {
        Some(match word {
            "starttls" => Security::StartTls,
            "tls" => Security::Tls,
            "none" => Security::None,
            _ => return None,
        })
    }

    /// The port that is meant where none is given (RFC 6409, RFC 8314).
    pub fn port(self) -> u16 {
        match self {
            Security::StartTls => 587,
            Security::Tls => 465,
            Security::None => 25,
        }
    }
}

/// A server, and how to be let in.
#[derive(Clone)]
pub struct Server {
    pub host: String,
    pub port: u16,
    pub security: Security,
    /// User and password.
    pub login: Option<(String, String)>,
    /// Certificates (PEM) to trust besides the usual ones.
    pub ca: Option<Vec<u8>>,
    /// How long it may be silent.
    pub timeout: Duration,
}

/// The server took the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handed {
    /// What it answered: `250 2.0.0 Ok: queued as 4Z1`.
    pub receipt: String,
}

/// Why it is not known, or known not, that the server took the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotSent {
    /// The certificate to trust cannot be used.
    Certificate(String),
    /// It cannot be reached, or its identity cannot be proved: nothing was sent.
    Unreachable(String),
    /// It said no, in its own words: nothing was sent.
    Refused(String),
    /// The message was on its way when the connection broke: it went or it did not.
    Unknown(String),
}

/// Hands a message over. `about_to_send` is called when all is said but the message itself: the last moment at which it is
/// certain that nothing was sent.
///
/// # Errors
/// [`NotSent`]: everything but [`NotSent::Unknown`] means that nothing was sent.
pub fn hand_over(
    server: &Server,
    letter: &Letter,
    message: &[u8],
    about_to_send: &mut dyn FnMut() -> Result<(), String>,
) -> Result<Handed, NotSent> {
    let tls = match server.security {
        Security::None => None,
        _ => Some(tls(server)?),
    };
    let own = ClientId::default();
    let address = (server.host.trim_start_matches('[').trim_end_matches(']'), server.port);
    let wrapped = tls.as_ref().filter(|_| server.security == Security::Tls);
    let unreachable = |error: Error| match error.status() {
        Some(_) => NotSent::Refused(words(&error)),
        None => NotSent::Unreachable(words(&error)),
    };
    let mut connection =
        SmtpConnection::connect(address, Some(server.timeout), &own, wrapped, None).map_err(unreachable)?;
    // From here on nothing is let slip: a server that offers no TLS is refused before it hears a name or a password.
    if server.security == Security::StartTls
        && let Some(tls) = &tls
    {
        connection.starttls(tls, &own).map_err(unreachable)?;
    }
    let step = |result: Result<_, Error>| result.map(|_| ()).map_err(unreachable);
    if let Some((user, password)) = &server.login {
        let credentials = Credentials::new(user.clone(), password.clone());
        step(connection.auth(DEFAULT_MECHANISMS, &credentials))?;
    }
    step(connection.command(Mail::new(Some(letter.from.0.email.clone()), Vec::new())))?;
    for to in letter.recipients() {
        // One that is refused stops all: half of the readers is no delivery.
        step(connection.command(Rcpt::new(to.0.email.clone(), Vec::new())))?;
    }
    about_to_send().map_err(NotSent::Unreachable)?;
    step(connection.command(Data))?;
    crate::store::fail_point("send-before-message");
    let answer = connection.message(message);
    crate::store::fail_point("send-after-message");
    match answer {
        Ok(response) => {
            // Whether it says goodbye changes nothing.
            let _ = connection.quit();
            let lines: Vec<&str> = response.message().collect();
            Ok(Handed { receipt: format!("{} {}", response.code(), lines.join(" ")).trim().to_owned() })
        }
        Err(error) if error.status().is_some() => Err(NotSent::Refused(words(&error))),
        Err(error) => Err(NotSent::Unknown(words(&error))),
    }
}

fn tls(server: &Server) -> Result<TlsParameters, NotSent> {
    let mut builder = TlsParameters::builder(server.host.clone());
    if let Some(pem) = &server.ca {
        let bad = |error: Error| NotSent::Certificate(words(&error));
        builder = builder.add_root_certificate(Certificate::from_pem(pem).map_err(bad)?);
    }
    builder.build().map_err(|error| NotSent::Certificate(words(&error)))
}

/// An error with its causes.
fn words(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !text.contains(&cause_text) {
            text = format!("{text}: {cause_text}");
        }
        source = cause.source();
    }
    text
}
