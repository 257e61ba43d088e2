//! How to reach somebody: e-mail, telephone, web.

use super::IdentifierFault;

/// An e-mail address as people use them: `local@domain`, the local part of the characters that RFC 5321 allows
/// unquoted (no accents), the domain with at least one dot. Accents in the domain are fine (`contact@société.fr`).
pub(super) fn check_email(text: &str) -> Result<(), IdentifierFault> {
    if let Some(c) = text.chars().find(|c| c.is_whitespace() || c.is_control()) {
        return Err(IdentifierFault::Character(c));
    }
    let signs = text.matches('@').count();
    let Some((local, domain)) = text.split_once('@').filter(|_| signs == 1) else {
        return Err(IdentifierFault::AtSigns(signs));
    };
    if local.is_empty() {
        return Err(IdentifierFault::EmptyLocalPart);
    }
    let allowed = |c: char| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
    if let Some(c) = local.chars().find(|c| !allowed(*c)) {
        return Err(IdentifierFault::Character(c));
    }
    check_dots(local)?;
    check_domain(domain)?;
    if text.len() > 254 {
        // RFC 5321, 4.5.3.1.3: a path has 256 octets, two of them angle brackets.
        return Err(IdentifierFault::Length { expected: vec![254], found: text.len() });
    }
    Ok(())
}

/// Without `mailto:`, angle brackets and blanks; the domain, which knows no case, in small letters.
pub(super) fn tidy_email(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let text = text.strip_prefix('<').and_then(|inner| inner.strip_suffix('>')).unwrap_or(text).trim();
    match text.split_once('@') {
        Some((local, domain)) => format!("{local}@{}", domain.to_lowercase()),
        None => text.to_string(),
    }
}

/// Digits, spaces and `+ ( ) . - /`; a `+` only at the start (or after a parenthesis there); 3 to 15 digits, the most
/// that ITU-T E.164 allows.
pub(super) fn check_phone(text: &str) -> Result<(), IdentifierFault> {
    if let Some(c) = text.chars().find(|c| !(c.is_ascii_digit() || " +().-/".contains(*c))) {
        return Err(IdentifierFault::Character(c));
    }
    if text.starts_with(' ') || text.ends_with(' ') {
        return Err(IdentifierFault::Character(' '));
    }
    let after_start = text.strip_prefix('(').unwrap_or(text);
    if after_start.strip_prefix('+').unwrap_or(after_start).contains('+') {
        return Err(IdentifierFault::Character('+'));
    }
    let depth = text.chars().try_fold(0u32, |depth, c| match c {
        '(' => Some(depth + 1),
        ')' => depth.checked_sub(1),
        _ => Some(depth),
    });
    match depth {
        Some(0) => {}
        Some(_) => return Err(IdentifierFault::Character('(')),
        None => return Err(IdentifierFault::Character(')')),
    }
    let found = text.chars().filter(char::is_ascii_digit).count();
    if !(3..=15).contains(&found) {
        return Err(IdentifierFault::Length { expected: vec![3, 15], found });
    }
    Ok(())
}

/// `http://` or `https://`, a host, and anything printable without blanks.
pub(super) fn check_url(text: &str) -> Result<(), IdentifierFault> {
    if let Some(c) = text.chars().find(|c| c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(*c)) {
        return Err(IdentifierFault::Character(c));
    }
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or(IdentifierFault::Scheme)?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    let host = match authority.split_once(':') {
        Some((host, port)) => {
            if port.parse::<u16>().is_err() {
                return Err(IdentifierFault::Domain(authority.to_string()));
            }
            host
        }
        None => authority,
    };
    check_domain(host)
}

/// A domain name: at least two labels of letters, digits and hyphens.
fn check_domain(domain: &str) -> Result<(), IdentifierFault> {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    if let Some(c) = domain.chars().find(|c| !allowed(*c)) {
        return Err(IdentifierFault::Character(c));
    }
    if !domain.contains('.') {
        return Err(IdentifierFault::IncompleteDomain);
    }
    check_dots(domain)?;
    for label in domain.split('.') {
        if label.starts_with('-') || label.ends_with('-') || label.len() > 63 {
            return Err(IdentifierFault::Domain(label.to_string()));
        }
    }
    // A top-level domain is never one letter, and never digits only.
    let top = domain.rsplit('.').next().unwrap_or(domain);
    let numeric = top.bytes().all(|c| c.is_ascii_digit());
    let address = numeric && domain.split('.').count() == 4 && domain.split('.').all(|part| part.parse::<u8>().is_ok());
    if (numeric && !address) || (!numeric && top.chars().count() < 2) {
        return Err(IdentifierFault::Domain(top.to_string()));
    }
    Ok(())
}

fn check_dots(part: &str) -> Result<(), IdentifierFault> {
    if part.starts_with('.') || part.ends_with('.') || part.contains("..") {
        return Err(IdentifierFault::MisplacedDot);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emails() {
        for good in ["claire@acme.fr", "c.martin+devis@compta.acme.co.uk", "o'neil@example.org", "contact@société.fr"]
        {
            assert_eq!(check_email(good), Ok(()), "{good}");
        }
        for (bad, fault) in [
            ("claire.acme.fr", IdentifierFault::AtSigns(0)),
            ("claire@@acme.fr", IdentifierFault::AtSigns(2)),
            ("a@b.fr, c@d.fr", IdentifierFault::Character(' ')),
            ("@acme.fr", IdentifierFault::EmptyLocalPart),
            ("zoé@acme.fr", IdentifierFault::Character('é')),
            (".claire@acme.fr", IdentifierFault::MisplacedDot),
            ("claire@acme..fr", IdentifierFault::MisplacedDot),
            ("claire@acme.fr.", IdentifierFault::MisplacedDot),
            ("claire@acme", IdentifierFault::IncompleteDomain),
            ("claire@", IdentifierFault::IncompleteDomain),
            ("claire@-acme.fr", IdentifierFault::Domain("-acme".into())),
            ("claire@acme.f", IdentifierFault::Domain("f".into())),
            ("claire@acme,fr", IdentifierFault::Character(',')),
        ] {
            assert_eq!(check_email(bad), Err(fault), "{bad}");
        }
        let long = format!("{}@acme.fr", "a".repeat(250));
        assert_eq!(check_email(&long), Err(IdentifierFault::Length { expected: vec![254], found: 258 }));
    }

    #[test]
    fn phones() {
        for good in ["01 23 45 67 89", "+33 1 23 45 67 89", "+33 (0)1.23.45.67.89", "(+49) 30/901820", "112", "3631"] {
            assert_eq!(check_phone(good), Ok(()), "{good}");
        }
        for (bad, fault) in [
            ("01 23 45 67 8O", IdentifierFault::Character('O')),
            ("01+23", IdentifierFault::Character('+')),
            ("12", IdentifierFault::Length { expected: vec![3, 15], found: 2 }),
            ("+33 1234567890123456", IdentifierFault::Length { expected: vec![3, 15], found: 18 }),
            ("+33 (0 1 23", IdentifierFault::Character('(')),
            ("+33 0) 1 23", IdentifierFault::Character(')')),
            (" 112", IdentifierFault::Character(' ')),
        ] {
            assert_eq!(check_phone(bad), Err(fault), "{bad}");
        }
    }

    #[test]
    fn urls() {
        for good in
            ["https://acme.fr", "http://www.acme.fr:8080/a?b=c#d", "https://société.fr/", "http://192.168.1.10/x"]
        {
            assert_eq!(check_url(good), Ok(()), "{good}");
        }
        for (bad, fault) in [
            ("acme.fr", IdentifierFault::Scheme),
            ("ftp://acme.fr", IdentifierFault::Scheme),
            ("javascript:alert(1)", IdentifierFault::Scheme),
            ("https://acme", IdentifierFault::IncompleteDomain),
            ("https:///x", IdentifierFault::IncompleteDomain),
            ("https://acme.fr/a b", IdentifierFault::Character(' ')),
            ("https://user@acme.fr", IdentifierFault::Character('@')),
            ("https://acme.fr:99999/", IdentifierFault::Domain("acme.fr:99999".into())),
        ] {
            assert_eq!(check_url(bad), Err(fault), "{bad}");
        }
    }
}
