//! Whose key signed a commit: asked of the user's own `git`, which asks `ssh-keygen` or `gpg`.

use std::io::Write;
use std::process::{Command, Stdio};

use git2::{ErrorCode, Oid, Repository};
use rayon::prelude::*;

use super::StoreError;
use crate::history::guard::Signature;
use crate::value::key::SigningKey;

const WHY: &str = "to verify signatures";

/// Whose each commit is, by these keys and no others.
///
/// # Errors
/// [`StoreError::NoGit`]; a commit that cannot be read.
pub(crate) fn verify(
    git: &Repository,
    commits: &[Oid],
    keys: &[(String, SigningKey)],
) -> Result<Vec<Signature>, StoreError> {
    let mut signed = Vec::with_capacity(commits.len());
    for id in commits {
        match git.extract_signature(id, None) {
            Ok(_) => signed.push((*id, true)),
            Err(error) if error.code() == ErrorCode::NotFound => signed.push((*id, false)),
            Err(error) => return Err(error.into()),
        }
    }
    ask(git, "verify-commit", &signed, keys)
}

/// Whose a tag is. One without a message of its own is nobody's.
///
/// # Errors
/// As [`verify`].
pub(crate) fn verify_tag(git: &Repository, tag: Oid, keys: &[(String, SigningKey)]) -> Result<Signature, StoreError> {
    let signed = match git.find_tag(tag) {
        Ok(tag) => tag.message_bytes().is_some_and(|text| String::from_utf8_lossy(text).contains("\n-----BEGIN ")),
        Err(_) => false,
    };
    let mut signatures = ask(git, "verify-tag", &[(tag, signed)], keys)?;
    Ok(signatures.pop().unwrap_or(Signature::None))
}

/// Asks git about those objects that bear a signature.
fn ask(
    git: &Repository,
    command: &str,
    signed: &[(Oid, bool)],
    keys: &[(String, SigningKey)],
) -> Result<Vec<Signature>, StoreError> {
    let folder = std::env::temp_dir();
    let mut signers = tempfile::NamedTempFile::new().map_err(|error| StoreError::io(&folder, error))?;
    for (member, key) in keys {
        if let SigningKey::Ssh { .. } = key {
            // Ids and keys hold nothing that means anything else in this file.
            let line = format!("{member} namespaces=\"git\" {key}\n");
            signers.write_all(line.as_bytes()).map_err(|error| StoreError::io(signers.path(), error))?;
        }
    }
    signers.flush().map_err(|error| StoreError::io(signers.path(), error))?;
    let path = signers.path().display().to_string();
    // Absolute, since a hook's own is `.`.
    let git_dir = std::fs::canonicalize(git.path()).map_err(|error| StoreError::io(git.path(), error))?;
    let one = |(id, signed): &(Oid, bool)| {
        if !signed {
            return Ok(Signature::None);
        }
        let output = Command::new("git")
            .args(["-c", &format!("gpg.ssh.allowedSignersFile={path}"), "-c", "gpg.minTrustLevel=undefined"])
            .args([command, "--raw", &id.to_string()])
            .env("GIT_DIR", &git_dir)
            // A pushed refs/replace/… would show another commit instead.
            .env("GIT_NO_REPLACE_OBJECTS", "1")
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .output()
            .map_err(|_| StoreError::NoGit { why: WHY.to_owned() })?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
        Ok(judge(&said, output.status.success(), keys))
    };
    signed.par_iter().map(one).collect()
}

/// Reads what `git verify-commit --raw` said.
fn judge(said: &str, success: bool, keys: &[(String, SigningKey)]) -> Signature {
    if said.contains("[GNUPG:] ") { open_pgp(said, success, keys) } else { ssh(said, success, keys) }
}

/// `Good "git" signature for MEMBER with ED25519 key SHA256:…`, or without `for MEMBER` where the key is nobody's.
fn ssh(said: &str, success: bool, keys: &[(String, SigningKey)]) -> Signature {
    let good = said.lines().find_map(|line| line.strip_prefix("Good \"git\" signature "));
    match good {
        Some(rest) if success => match rest.strip_prefix("for ").and_then(|rest| rest.split_once(" with ")) {
            Some((member, _)) if keys.iter().any(|(known, _)| known == member) => Signature::Member(member.to_owned()),
            _ => bad(said),
        },
        Some(rest) => match rest.strip_prefix("with ") {
            Some(key) => Signature::Unknown(key.to_owned()),
            None => bad(said),
        },
        None => bad(said),
    }
}

/// The status lines of gpg: one good signature by a key that is neither expired nor revoked, and its fingerprints.
fn open_pgp(said: &str, success: bool, keys: &[(String, SigningKey)]) -> Signature {
    let lines: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("[GNUPG:] ")).collect();
    let of = |word: &str| -> Vec<Vec<&str>> {
        let words = lines.iter().map(|line| line.split(' ').collect::<Vec<_>>());
        words.filter(|words| words.first() == Some(&word)).map(|words| words[1..].to_vec()).collect()
    };
    if let Some(key) = of("NO_PUBKEY").first().and_then(|words| words.first().copied()) {
        return Signature::Unknown(format!("OpenPGP {key}"));
    }
    let (good, valid) = (of("GOODSIG"), of("VALIDSIG"));
    let ([_], [valid], true) = (good.as_slice(), valid.as_slice(), success) else { return bad(said) };
    // The key that signed and, last, the one that it belongs to.
    let fingerprints: Vec<&str> = [valid.first(), valid.last()].into_iter().flatten().copied().collect();
    let owner = keys
        .iter()
        .find(|(_, key)| matches!(key, SigningKey::OpenPgp(known) if fingerprints.contains(&known.as_str())));
    match (owner, fingerprints.last()) {
        (Some((member, _)), _) => Signature::Member(member.clone()),
        (None, Some(key)) => Signature::Unknown(format!("OpenPGP {key}")),
        (None, None) => bad(said),
    }
}

/// The last line of what was said, which mostly says why.
fn bad(said: &str) -> Signature {
    let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("?");
    Signature::Bad(last.trim().trim_start_matches("[GNUPG:] ").to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINGERPRINT: &str = "0123456789ABCDEF0123456789ABCDEF01234567";

    fn keys() -> Vec<(String, SigningKey)> {
        let ssh = SigningKey::Ssh { kind: "ssh-ed25519", base64: "AAAA".to_owned() };
        vec![("claire".to_owned(), ssh), ("hugo".to_owned(), SigningKey::OpenPgp(FINGERPRINT.to_owned()))]
    }

    #[test]
    fn ssh_names_the_member() {
        let good = "Good \"git\" signature for claire with ED25519 key SHA256:abc\n";
        assert_eq!(judge(good, true, &keys()), Signature::Member("claire".into()));
        // A name that we did not write into the list is no member, and a failure is no success.
        assert_eq!(judge(&good.replace("claire", "eve"), true, &keys()), bad(&good.replace("claire", "eve")));
        assert!(matches!(judge(good, false, &keys()), Signature::Bad(_)));
        let nobody = "Good \"git\" signature with ED25519 key SHA256:abc\nNo principal matched.\n";
        assert_eq!(judge(nobody, false, &keys()), Signature::Unknown("ED25519 key SHA256:abc".into()));
        let broken = "Signature verification failed: incorrect signature\nCould not verify signature.\n";
        assert_eq!(judge(broken, false, &keys()), Signature::Bad("Could not verify signature.".into()));
    }

    #[test]
    fn gpg_must_find_the_signature_good_and_valid() {
        let said = |good: &str, fingerprint: &str| {
            let valid = format!("[GNUPG:] VALIDSIG {} 2026-11-20 1 0 4 0 22 10 00 {fingerprint}\n", "F".repeat(40));
            format!("[GNUPG:] NEWSIG\n[GNUPG:] {good} ABCD Hugo <h@x>\n{valid}[GNUPG:] TRUST_UNDEFINED 0 pgp\n")
        };
        assert_eq!(judge(&said("GOODSIG", FINGERPRINT), true, &keys()), Signature::Member("hugo".into()));
        let other = "A".repeat(40);
        assert_eq!(judge(&said("GOODSIG", &other), true, &keys()), Signature::Unknown(format!("OpenPGP {other}")));
        for word in ["EXPKEYSIG", "REVKEYSIG", "BADSIG"] {
            assert!(matches!(judge(&said(word, FINGERPRINT), true, &keys()), Signature::Bad(_)), "{word}");
        }
        let twice = said("GOODSIG", FINGERPRINT).repeat(2);
        assert!(matches!(judge(&twice, true, &keys()), Signature::Bad(_)));
        let absent = "[GNUPG:] ERRSIG ABCD 22 10 00 1 9\n[GNUPG:] NO_PUBKEY ABCD\n";
        assert_eq!(judge(absent, false, &keys()), Signature::Unknown("OpenPGP ABCD".into()));
    }

    #[test]
    fn a_name_cannot_pass_for_a_status() {
        // The user id of a key stands in the same line, never at the beginning of one.
        let said = format!("[GNUPG:] BADSIG ABCD [GNUPG:] GOODSIG [GNUPG:] VALIDSIG {FINGERPRINT}\n");
        assert!(matches!(judge(&said, false, &keys()), Signature::Bad(_)));
    }
}
