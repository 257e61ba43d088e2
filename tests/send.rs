//! `carnet send` against a real SMTP server on loopback (aiosmtpd, in a virtual environment below `target/`), over STARTTLS,
//! TLS and in the clear: what it takes, what it refuses, what is lost. Where Python or the packages cannot be had, the tests
//! that need them say so and do nothing.
#![cfg(unix)]

mod support;

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use support::team::{Clone, Team};
use tempfile::TempDir;

const SETTINGS: &str = "format = 2\ncurrency = \"EUR\"\nlanguage = \"en\"\ntime_zone = \"Europe/Paris\"\nterms = \"30d\"\n\n[firm]\nname = \"Atelier Martin\"\nsiret = \"73282932000074\"\nvat_id = \"FR44732829320\"\n\nemail = \"bonjour@atelier.example\"\n\n[firm.address]\ncity = \"Lille\"\ncountry = \"FR\"\n\n[[tax]]\nid = \"fr-20\"\ncategory = \"S\"\npercent = 20\ndefault = true\n\n[[series]]\nid = \"F\"\ndocuments = [\"invoice\"]\npattern = \"F-{year}-{seq:4}\"\n\n[[series]]\nid = \"Q\"\ndocuments = [\"quote\"]\npattern = \"D-{year}-{seq:4}\"\n\n[[pipeline]]\nid = \"sales\"\n\n[[pipeline.stages]]\nid = \"lead\"\n\n[[pipeline.stages]]\nid = \"won\"\noutcome = \"won\"\n";
const ACME: &str = "name = \"ACME\"\nlanguage = \"fr\"\n\n[address]\ncity = \"Paris\"\ncountry = \"FR\"\n";
const PAYER: &str = "name = \"Zoe Petit\"\n\nemail = \"zoe@acme.example\"\n\n[[roles]]\ncustomer = \"acme\"\nrole = \"accounts-payable\"\n";
const INVOICE: &str = "customer = \"acme\"\nnumber = \"F-2026-0001\"\ndate = 2026-10-15\n\n[[lines]]\ndescription = \"Audit\"\nquantity = 2\nunit_price = 650.00\ntax = \"fr-20\"\n";
const QUOTE: &str = "customer = \"acme\"\nnumber = \"D-2026-0001\"\ndate = 2026-10-15\nvalid_until = 2026-11-14\n\n[[lines]]\ndescription = \"Audit\"\nquantity = 2\nunit_price = 650.00\ntax = \"fr-20\"\n";

fn firm() -> (Team, Clone) {
    Team::with(
        "",
        &[
            ("carnet.toml", SETTINGS),
            ("customers/acme.toml", ACME),
            ("contacts/zoe.toml", PAYER),
            ("invoices/a.toml", INVOICE),
            ("quotes/q.toml", QUOTE),
        ],
    )
}

struct Server {
    child: Child,
    folder: TempDir,
    starttls: String,
    tls: String,
    plain: String,
}

impl Server {
    fn start() -> Option<Server> {
        let folder = tempfile::tempdir().unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/send/server.py");
        let started = Command::new("python3")
            .arg(script)
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let Ok(mut child) = started else {
            eprintln!("SKIPPED: no python3 to run an SMTP server");
            return None;
        };
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        if line.is_empty() {
            let ended = child.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&ended.stderr);
            assert_eq!(ended.status.code(), Some(3), "{said}");
            eprintln!("SKIPPED: no SMTP server: {said}");
            return None;
        }
        let ports: Vec<String> = line.split_whitespace().skip(1).map(str::to_owned).collect();
        let [starttls, tls, plain]: [String; 3] = ports.try_into().expect("the server is ready");
        Some(Server { child, folder, starttls, tls, plain })
    }

    /// Gives a clone a configuration of its own.
    fn configure(&self, clone: &mut Clone, port: &str, security: &str, more: &str) {
        let ca = self.folder.path().join("ca.pem");
        let text = format!(
            "[smtp]\nhost = \"localhost\"\nport = {port}\nsecurity = \"{security}\"\nca = \"{}\"\ntimeout = 10\n{more}",
            ca.display()
        );
        let path = self.folder.path().join(format!("{}.toml", clone.name));
        std::fs::write(&path, text).unwrap();
        clone.env.retain(|(key, _)| key != "CARNET_CONFIG");
        clone.env.push(("CARNET_CONFIG".into(), path.to_string_lossy().into_owned()));
    }

    /// What arrived: who, to whom, how; and the message.
    fn taken(&self) -> Vec<(String, String)> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().path());
        let mut messages: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|e| e == "eml")).collect();
        messages.sort();
        let read = |path: &Path| String::from_utf8(std::fs::read(path).unwrap()).unwrap();
        messages.iter().map(|path| (read(&path.with_extension("json")), read(path))).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const LOGIN: &str = "user = \"claire\"\npassword_command = [\"printf\", \"s3cret\\nnot this\"]\n";

/// The transmissions of a clone: their texts.
fn transmissions(clone: &Clone) -> Vec<String> {
    let listed = clone.run(&["list", "transmission", "--format", "ids"]);
    let files = listed.lines().filter(|line| !line.is_empty()).map(|id| id.rsplit('/').next().unwrap_or(id).to_owned());
    files.map(|id| clone.read(&format!("transmissions/2026/10/{id}.toml")).unwrap()).collect()
}

/// A command that changes nothing here.
fn refused(clone: &Clone, words: &[&str], code: i32, says: &str) -> String {
    let before = clone.state();
    let ran = clone.carnet(words);
    assert_eq!(ran.code, Some(code), "{}", ran.all());
    assert!(ran.all().contains(says), "{says:?} is not in:\n{}", ran.all());
    assert_eq!(clone.state(), before, "something moved");
    ran.all()
}

#[test]
fn without_a_server_the_message_is_a_file_and_nothing_is_written_down() {
    let (team, claire) = firm();
    std::fs::write(team.path("proof.pdf"), b"%PDF-1.7 \x00\xff").unwrap();
    let proof = team.path("proof.pdf").to_string_lossy().into_owned();
    let (one, two) = (team.path("one.eml"), team.path("two.eml"));
    let before = claire.state();
    for path in [&one, &two] {
        let path = path.to_string_lossy();
        let said = claire.run(&["send", "F-2026-0001", "--attach", &proof, "--output", &path]);
        assert!(said.contains("invoice/a is ready for Zoe Petit <zoe@acme.example>"), "{said}");
    }
    assert_eq!(claire.state(), before);
    let message = std::fs::read_to_string(&one).unwrap();
    assert_eq!(message, std::fs::read_to_string(&two).unwrap(), "the same message has the same bytes");
    for wanted in [
        "From: \"Atelier Martin\" <bonjour@atelier.example>",
        "To: \"Zoe Petit\" <zoe@acme.example>",
        "Subject: Facture F-2026-0001, Atelier Martin",
        "Date: Tue, 20 Oct 2026 12:00:00 +0000",
        "Bonjour Zoe Petit,",
        "filename=\"proof.pdf\"",
    ] {
        assert!(message.contains(wanted), "{wanted} is not in\n{message}");
    }
    refused(&claire, &["send", "F-2026-0001", "--output", &one.to_string_lossy()], 1, "is there already");
    let shown =
        refused(&claire, &["send", "F-2026-0001", "--dry-run", "--to", "Max <max@acme.example>"], 0, "nothing is sent");
    assert!(shown.contains("To: Max <max@acme.example>") && shown.contains("Bonjour,\n"), "{shown}");
}

#[test]
fn what_cannot_go_is_refused_before_anything_happens() {
    let (_team, claire) = firm();
    claire.change("invoices/draft.toml", &INVOICE.replace("number = \"F-2026-0001\"\n", ""));
    refused(&claire, &["send", "draft"], 2, "it has no number yet");
    refused(&claire, &["send", "customer/acme"], 2, "is not a document that is sent");
    refused(&claire, &["send", "F-2026-0001", "--to", "nobody"], 2, "`nobody` is no e-mail address");
    refused(&claire, &["transmission", "status", "F-2026-0001", "approved"], 2, "has not gone to anybody yet");
    refused(&claire, &["transmission", "record", "F-2026-0001", "--channel", "pigeon"], 2, "no channel");
    claire.change("contacts/zoe.toml", "name = \"Zoe Petit\"\n\n[[roles]]\ncustomer = \"acme\"\n");
    refused(&claire, &["send", "F-2026-0001"], 1, "role accounts-payable");
    // A server in the book is none: it is a finding, and nobody sends through it.
    claire.change("carnet.toml", &SETTINGS.replace("[[tax]]", "[smtp]\nhost = \"evil.example\"\n\n[[tax]]"));
    refused(&claire, &["check"], 2, "E0646");
}

#[test]
fn a_configuration_that_is_not_right_is_explained() {
    let (team, mut claire) = firm();
    let path = team.path("config.toml");
    claire.env.push(("CARNET_CONFIG".into(), path.to_string_lossy().into_owned()));
    for (text, says) in [
        ("[smtp]\nhots = \"a\"\n", "unknown key `smtp.hots`"),
        ("[smtp]\nport = 25\n", "smtp.host is missing"),
        ("[smtp]\nhost = \"mail.example\"\nsecurity = \"none\"\n", "for a server on this machine alone"),
        ("[smtp]\nhost = \"mail.example\"\npassword = \"s3cret\"\n", "holds a password"),
        ("[smtp]\nhost = \"localhost\"\nsecurity = \"none\"\nuser = \"claire\"\n", "no password for localhost"),
        ("[smtp\n", "cannot be read: line 1"),
    ] {
        std::fs::write(&path, text).unwrap();
        let said = refused(&claire, &["send", "F-2026-0001"], 2, says);
        assert!(!said.contains("s3cret"), "{said}");
    }
}

#[test]
fn a_message_is_sent_over_starttls_and_written_down() {
    let Some(server) = Server::start() else { return };
    let (team, mut claire) = firm();
    server.configure(&mut claire, &server.starttls, "starttls", LOGIN);
    std::fs::write(team.path("terms.txt"), b"Terms\n\x00\xff").unwrap();
    let pdf = team.path("terms.txt").to_string_lossy().into_owned();
    let said = claire.run(&["send", "F-2026-0001", "--attach", &pdf, "--cc", "hugo@atelier.example"]);
    assert!(said.contains("invoice/a went to Zoe Petit <zoe@acme.example> through localhost"), "{said}");
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    let (head, message) = &taken[0];
    for wanted in ["\"tls\": true", "\"user\": \"claire\"", "\"zoe@acme.example\", \"hugo@atelier.example\""] {
        assert!(head.contains(wanted), "{head}");
    }
    assert!(message.contains("Subject: Facture F-2026-0001"), "{message}");
    claire.is_sound();
    let written = transmissions(&claire);
    assert_eq!(written.len(), 1);
    let id = message.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap().trim();
    for wanted in [
        "document = \"invoice/a\"",
        "channel = \"email\"",
        "date = 2026-10-20",
        "Zoe Petit <zoe@acme.example>",
        &format!("message_id = \"{id}\""),
        "receipt = \"250 2.0.0 Ok: queued as 000\"",
        "file = \"files/invoices/F-2026-0001.pdf\"",
        "file = \"files/sent/2026/terms-",
    ] {
        assert!(written[0].contains(wanted), "{wanted} is not in\n{}", written[0]);
    }
    // The files that went are kept, and are what their hashes say.
    let all = |key: &str| -> Vec<String> {
        let lines = written[0].lines().filter_map(|line| line.strip_prefix(key));
        lines.map(|value| value.trim_matches('"').to_owned()).collect()
    };
    let (files, hashes) = (all("file = "), all("hash = "));
    assert_eq!((files.len(), hashes.len()), (2, 2));
    for (file, hash) in files.iter().zip(&hashes) {
        let bytes = std::fs::read(claire.root.join(file)).unwrap();
        assert_eq!(&carnet::figures::seal::digest_of(&bytes), hash, "{file}");
        let start: &[u8] = if file.ends_with(".pdf") { b"%PDF-" } else { b"Terms\n\x00\xff" };
        assert!(bytes.starts_with(start), "{file}");
    }
    // What went is the invoice's original from now on.
    claire.has("invoices/a.toml", "[original]\nfile = \"files/invoices/F-2026-0001.pdf\"");
    let shown = claire.run(&["show", "F-2026-0001"]);
    assert!(shown.contains("Transmissions (1)") && shown.contains("Delivery"), "{shown}");
    // Nothing of the password is anywhere in the book.
    assert_eq!(claire.git(&["log", "--all", "-p", "-S", "s3cret", "--oneline"]), "");
    // Not twice unasked.
    refused(&claire, &["send", "F-2026-0001"], 1, "--again");
    claire.run(&["send", "F-2026-0001", "--again"]);
    assert_eq!((server.taken().len(), transmissions(&claire).len()), (2, 2));
    claire.run(&["check"]);
}

#[test]
fn a_quote_that_was_sent_is_frozen_in_the_same_commit() {
    let Some(server) = Server::start() else { return };
    let (_team, mut claire) = firm();
    server.configure(&mut claire, &server.tls, "tls", LOGIN);
    let before = claire.log().len();
    claire.run(&["send", "D-2026-0001"]);
    assert_eq!(claire.log().len(), before + 1);
    assert!(claire.read("quotes/q.toml").unwrap().contains("sent = 2026-10-20"));
    let (head, message) = &server.taken()[0];
    assert!(head.contains("\"tls\": true") && message.contains("Subject: Devis D-2026-0001"), "{head}\n{message}");
    refused(&claire, &["set", "D-2026-0001", "lines.1.quantity=3"], 1, "was sent on 2026-10-20");
}

#[test]
fn what_the_server_refuses_did_not_go() {
    let Some(server) = Server::start() else { return };
    let (_team, mut claire) = firm();
    server.configure(&mut claire, &server.plain, "none", "");
    refused(&claire, &["send", "a", "--to", "refused@acme.example"], 1, "No such mailbox here");
    // One bad address stops all.
    refused(&claire, &["send", "a", "--cc", "refused@acme.example"], 1, "No such mailbox here");
    refused(&claire, &["send", "a", "--to", "full@acme.example"], 1, "Mailbox full");
    // A wrong password, a certificate of somebody else, a server without TLS, no server at all.
    server.configure(
        &mut claire,
        &server.starttls,
        "starttls",
        "user = \"claire\"\npassword_command = [\"echo\", \"no\"]\n",
    );
    refused(&claire, &["send", "a"], 1, "nothing is sent");
    let config = std::fs::read_to_string(server.folder.path().join("claire.toml")).unwrap();
    let stranger: String =
        config.lines().filter(|line| !line.starts_with("ca = ")).map(|line| format!("{line}\n")).collect();
    std::fs::write(server.folder.path().join("claire.toml"), stranger).unwrap();
    refused(&claire, &["send", "a"], 2, "cannot be reached");
    server.configure(&mut claire, &server.plain, "starttls", "");
    refused(&claire, &["send", "a"], 2, "STARTTLS");
    server.configure(&mut claire, "1", "none", "");
    refused(&claire, &["send", "a"], 2, "cannot be reached");
    server.configure(&mut claire, &server.plain, "none", "user = \"claire\"\npassword_command = [\"false\"]\n");
    refused(&claire, &["send", "a"], 2, "password_command");
    assert_eq!(server.taken(), []);
    // After all that, nothing is in the way.
    server.configure(&mut claire, &server.plain, "none", "");
    claire.run(&["send", "a"]);
    assert_eq!(server.taken().len(), 1);
}

#[test]
fn an_answer_that_was_lost_is_written_down_as_unknown() {
    let Some(server) = Server::start() else { return };
    let (_team, mut claire) = firm();
    server.configure(&mut claire, &server.plain, "none", "");
    let ran = claire.carnet(&["send", "a", "--to", "lost@acme.example"]);
    assert!(ran.code == Some(1) && ran.err.contains("nobody knows whether invoice/a went"), "{}", ran.all());
    assert!(transmissions(&claire)[0].contains("result = \"unknown\""));
    assert_eq!(claire.carnet(&["list", "invoice", "no:sent", "--format", "ids"]).out.trim(), "a");
    let checked = claire.run(&["check"]);
    assert!(checked.contains("E0647"), "{checked}");
    refused(&claire, &["send", "a"], 1, "(unknown)");
    claire.run(&["transmission", "status", "a", "reçue"]);
    let checked = claire.run(&["check"]);
    assert!(!checked.contains("E0647"), "{checked}");
    let listed = claire.run(&["list", "invoice", "delivery_status:received", "--format", "ids"]);
    assert_eq!(listed.trim(), "a");
}

#[test]
fn killed_while_it_sends_the_next_one_asks() {
    let Some(server) = Server::start() else { return };
    for step in ["send-before-message", "send-after-message"] {
        let (_team, mut claire) = firm();
        server.configure(&mut claire, &server.plain, "none", "");
        let killed = claire.carnet_command(&["send", "a"]).env("CARNET_FAILPOINT", step).output().unwrap();
        assert_eq!(killed.status.code(), None, "{step} was not reached");
        assert!(transmissions(&claire).is_empty());
        refused(&claire, &["send", "a"], 1, "was cut off");
        match step {
            "send-before-message" => claire.run(&["send", "a", "--again"]),
            _ => claire.run(&["transmission", "record", "a", "--channel", "email", "--to", "zoe@acme.example"]),
        };
        assert_eq!(transmissions(&claire).len(), 1);
        refused(&claire, &["send", "a"], 1, "went on");
    }
}

#[test]
fn what_could_not_be_written_down_is_not_sent() {
    let Some(server) = Server::start() else { return };
    let (_team, mut claire) = firm();
    server.configure(&mut claire, &server.plain, "none", "");
    // The quote has edits that nobody committed: marking it as sent would take them along.
    claire.write("quotes/q.toml", &QUOTE.replace("quantity = 2", "quantity = 3"));
    refused(&claire, &["send", "D-2026-0001"], 1, "edits that are not committed");
    claire.git(&["checkout", "-q", "--", "."]);
    // A book of the past is only read.
    claire.change("carnet.toml", &SETTINGS.replace("format = 2", "format = 1"));
    refused(&claire, &["send", "a"], 1, "carnet migrate");
    claire.change("carnet.toml", SETTINGS);
    claire.git(&["checkout", "-q", "--detach"]);
    refused(&claire, &["send", "a"], 2, "branch");
    assert_eq!(server.taken(), []);
}

#[test]
fn a_refusal_leads_to_the_credit_note() {
    let (_team, claire) = firm();
    claire.run(&["transmission", "record", "F-2026-0001", "--channel", "portal", "--message-id", "4711"]);
    let said = claire.run(&["transmission", "status", "F-2026-0001", "200"]);
    assert!(said.contains("status/2026-10-20-a-"), "{said}");
    refused(&claire, &["transmission", "status", "F-2026-0001", "refused"], 2, "wants a reason");
    let said = claire.run(&["transmission", "status", "F-2026-0001", "refusée", "--reason", "Wrong order number"]);
    assert!(said.contains("cancel it with `carnet credit a --cause"), "{said}");
    let checked = claire.run(&["check"]);
    assert!(checked.contains("E0643"), "{checked}");
    // The same answer twice is one file.
    refused(
        &claire,
        &["transmission", "status", "a", "210", "--reason", "Wrong order number"],
        2,
        "written down already",
    );
    let shown = claire.run(&["show", "F-2026-0001"]);
    for wanted in ["Transmissions (1)", "Statuses (2)", "refused", "Wrong order number", "deposited"] {
        assert!(shown.contains(wanted), "{wanted} is not in\n{shown}");
    }
}

/// Two people write down what they know, each in their clone: nothing to settle.
#[test]
fn answers_of_several_people_merge_without_a_conflict() {
    let (team, claire) = firm();
    claire.run(&["transmission", "record", "a", "--channel", "portal"]);
    claire.sync(&[]);
    let hugo = team.clone("hugo");
    claire.run(&["transmission", "status", "a", "deposited"]);
    hugo.run(&["transmission", "status", "a", "deposited"]);
    hugo.run(&["transmission", "status", "a", "approved"]);
    claire.run(&["transmission", "record", "a", "--channel", "post", "--receipt", "1A 234"]);
    claire.sync(&[]);
    hugo.sync(&[]);
    claire.sync(&[]);
    assert_eq!(claire.head(), hugo.head());
    let statuses = claire.run(&["list", "status", "--format", "ids"]);
    assert_eq!(statuses.lines().count(), 2, "{statuses}");
    claire.run(&["check"]);
}
