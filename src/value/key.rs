//! The keys that people sign commits with, as they stand in `team/NAME.toml`.

use std::fmt;

/// A public key, or what names one. Only characters that mean nothing to ssh's files are in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SigningKey {
    /// The type (`ssh-ed25519`) and the key in base64, as in the file that `ssh-keygen` writes.
    Ssh { kind: &'static str, base64: String },
    /// The fingerprint of an OpenPGP key: 40 or 64 hexadecimal digits, in capitals.
    OpenPgp(String),
}

/// Why a text is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFault {
    /// Neither of the two forms.
    Form,
    /// Of ssh, but damaged: cut off, or not of the type that it says.
    Damaged,
    /// The secret half.
    Private,
    /// A key id of OpenPGP, which is too short to name one key.
    Short,
}

/// The types of keys that `ssh-keygen` makes and verifies; without DSA, which it no longer does.
const KINDS: [&str; 7] = [
    "ssh-ed25519",
    "ssh-rsa",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
];

impl SigningKey {
    /// Reads `ssh-ed25519 AAAA… words` (the words count for nothing) or a fingerprint, with spaces between its digits or not.
    ///
    /// # Errors
    /// See [`KeyFault`].
    pub fn parse(text: &str) -> Result<SigningKey, KeyFault> {
        if text.contains("PRIVATE KEY") {
            return Err(KeyFault::Private);
        }
        let mut words = text.split_whitespace();
        let first = words.next().ok_or(KeyFault::Form)?;
        if let Some(kind) = KINDS.into_iter().find(|kind| *kind == first) {
            let base64 = words.next().ok_or(KeyFault::Damaged)?;
            return match decode(base64) {
                Some(bytes) if names(&bytes, kind) => Ok(SigningKey::Ssh { kind, base64: base64.to_owned() }),
                _ => Err(KeyFault::Damaged),
            };
        }
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let digits = digits.strip_prefix("0x").unwrap_or(&digits).to_ascii_uppercase();
        match digits.len() {
            _ if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) => Err(KeyFault::Form),
            40 | 64 => Ok(SigningKey::OpenPgp(digits)),
            8 | 16 | 32 => Err(KeyFault::Short),
            _ => Err(KeyFault::Form),
        }
    }
}

/// As it is written in a file.
impl fmt::Display for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SigningKey::Ssh { kind, base64 } => write!(f, "{kind} {base64}"),
            SigningKey::OpenPgp(fingerprint) => f.write_str(fingerprint),
        }
    }
}

/// The bytes of a text in base64 (RFC 4648, with its padding); `None` where it is none.
fn decode(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=');
    if !text.len().is_multiple_of(4) || text.len() - digits.len() > 2 {
        return None;
    }
    let (mut bytes, mut bits, mut count) = (Vec::with_capacity(text.len() / 4 * 3), 0u32, 0);
    for digit in digits.bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(bytes)
}

/// Whether the bytes are fields with their lengths before them (RFC 4253), whole, the first of them the type's name.
fn names(bytes: &[u8], kind: &str) -> bool {
    let (mut rest, mut first) = (bytes, None);
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let Some((field, after)) = after.split_at_checked(u32::from_be_bytes(*length) as usize) else { return false };
        first.get_or_insert(field);
        rest = after;
    }
    rest.is_empty() && first == Some(kind.as_bytes()) && bytes.len() > kind.len() + 8
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOjxkqJmYv6f8p8Y1y8f5qv4t0f3F4m3q1m2n3o4p5q6";

    #[test]
    fn a_key_is_what_the_pub_file_says() {
        let key = SigningKey::parse(&format!("{KEY} claire@laptop\n")).unwrap();
        assert_eq!(key.to_string(), KEY);
        assert_eq!(SigningKey::parse(KEY), Ok(key));
    }

    #[test]
    fn a_fingerprint_may_have_spaces() {
        let spaced = "0123 4567 89ab cdef 0123  4567 89AB CDEF 0123 4567";
        let key = SigningKey::parse(spaced).unwrap();
        assert_eq!(key, SigningKey::OpenPgp("0123456789ABCDEF0123456789ABCDEF01234567".into()));
    }

    #[test]
    fn what_is_no_key_says_why() {
        let fault = |text: &str| SigningKey::parse(text).unwrap_err();
        for text in ["", "claire", "SHA256:abcdef", "namespaces=\"git\" ssh-ed25519 AAAA"] {
            assert_eq!(fault(text), KeyFault::Form, "{text}");
        }
        assert_eq!(fault("0123456789ABCDEF"), KeyFault::Short);
        assert_eq!(fault("-----BEGIN OPENSSH PRIVATE KEY-----"), KeyFault::Private);
        let damaged = [
            "ssh-ed25519".to_owned(),
            KEY[..KEY.len() - 4].to_owned(),
            KEY.replace("ssh-ed25519", "ssh-rsa"),
            KEY.replace('O', "*"),
            KEY.replace("AAAAC3", "AAAAC3\u{e9}"),
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5".to_owned(),
        ];
        for text in damaged {
            assert_eq!(fault(&text), KeyFault::Damaged, "{text}");
        }
    }
}
