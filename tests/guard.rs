//! The guard as a server runs it: bare repositories, the hook that `carnet guard --print` gives, pushes from clones, and real
//! keys of `ssh-keygen`.
#![cfg(unix)]

mod support;

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use support::{finds_carnet, isolated};
use tempfile::TempDir;

const SETTINGS: &str = r#"format = 2
currency = "EUR"
language = "en"
time_zone = "Europe/Paris"

[[tax]]
id = "fr-20"
category = "S"
percent = 20
default = true

[[series]]
id = "invoices"
documents = ["invoice"]
pattern = "F-{year}-{seq:4}"

[[pipeline]]
id = "sales"

[[pipeline.stages]]
id = "lead"

[[pipeline.stages]]
id = "won"
outcome = "won"

[[role]]
id = "boss"
write = ["*"]
remove = ["*"]
issue = true
settings = true

[[role]]
id = "seller"
write = ["customer", "deal.stage", "invoice", "note", "files/"]
remove = ["note"]

[[role]]
id = "books"
issue = true
"#;

const DEAL: &str = "name = \"Website\"\ncustomer = \"acme\"\n\nstage = \"lead\"\n\namount = 1000\n";

fn draft(price: &str) -> String {
    format!(
        "customer = \"acme\"\ndate = 2026-10-03\n\n[[lines]]\ndescription = \"Audit\"\nquantity = 1\nunit_price = {price}\n"
    )
}

fn invoice(number: &str, price: &str) -> String {
    draft(price).replace("date", &format!("number = \"{number}\"\ndate"))
}

/// A server, and people with keys and clones.
struct Place {
    top: TempDir,
}

/// What came of a push.
struct Pushed {
    passes: bool,
    said: String,
}

impl Pushed {
    #[track_caller]
    fn is_taken(&self) {
        assert!(self.passes, "{}", self.said);
    }

    /// Refused by the hook, and for this.
    #[track_caller]
    fn is_refused(&self, why: &str) {
        assert!(!self.passes, "it came in:\n{}", self.said);
        assert!(self.said.contains("pre-receive hook declined"), "another refusal than ours:\n{}", self.said);
        assert!(self.said.contains(why), "wanted: {why}\n{}", self.said);
    }
}

impl Place {
    /// A book with members, roles and keys on a server with the hook. `None`, loudly, where there is no `ssh-keygen`.
    fn new() -> Option<Place> {
        if Command::new("ssh-keygen").arg("-?").output().is_err() {
            eprintln!("SKIPPED: ssh-keygen is not installed; nothing of the guard's roles was tested");
            return None;
        }
        let place = Place { top: tempfile::tempdir().unwrap() };
        place.git(".", &["init", "-q", "--bare", "-b", "main", "server.git"]);
        for name in ["claire", "hugo", "karim", "eve"] {
            let key = place.path(&format!("{name}.key"));
            let mut made = place.command("ssh-keygen", ".");
            made.args(["-q", "-t", "ed25519", "-N", "", "-C", name, "-f"]).arg(key);
            assert!(made.output().unwrap().status.success());
            place.clone_for(name);
        }
        place.write("claire", "carnet.toml", SETTINGS);
        for (name, role) in [("claire", "boss"), ("hugo", "seller"), ("karim", "books")] {
            let key = place.key(name);
            let text = format!(
                "name = \"{name}\"\nemail = \"{name}@example.org\"\n\nroles = [\"{role}\"]\nkeys = [\"{key}\"]\n"
            );
            place.write("claire", &format!("team/{name}.toml"), &text);
        }
        place.write("claire", "customers/acme.toml", "name = \"ACME\"\n");
        place.write("claire", "deals/site.toml", DEAL);
        place.write("claire", "invoices/one.toml", &invoice("F-2026-0001", "100"));
        place.write("claire", "invoices/two.toml", &draft("200"));
        place.write("claire", "README.md", "A book.\n");
        place.commit("claire", "start");
        place.install_hook("server.git", "exec carnet guard --stdin");
        place.push("claire", &["origin", "main"]).is_taken();
        for name in ["hugo", "karim", "eve"] {
            place.pull(name);
        }
        Some(place)
    }

    fn path(&self, path: &str) -> PathBuf {
        self.top.path().join(path)
    }

    fn command(&self, program: &str, folder: &str) -> Command {
        let mut command = isolated(program, &self.path(folder));
        command.env("HOME", self.top.path()).env("CARNET_TODAY", "2026-11-20");
        for role in ["AUTHOR", "COMMITTER"] {
            // Each clone's own configuration says who commits.
            command.env_remove(format!("GIT_{role}_NAME")).env_remove(format!("GIT_{role}_EMAIL"));
        }
        finds_carnet(&mut command);
        command
    }

    fn try_git(&self, folder: &str, args: &[&str]) -> Output {
        self.command("git", folder).args(args).output().unwrap()
    }

    #[track_caller]
    fn git(&self, folder: &str, args: &[&str]) -> String {
        let output = self.try_git(folder, args);
        assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn clone_for(&self, name: &str) {
        self.git(".", &["clone", "-q", "server.git", name]);
        let key = self.path(&format!("{name}.key.pub"));
        for (setting, value) in [
            ("user.name", name),
            ("user.email", &format!("{name}@example.org")),
            ("gpg.format", "ssh"),
            ("user.signingkey", key.to_str().unwrap()),
            ("commit.gpgsign", "true"),
        ] {
            self.git(name, &["config", setting, value]);
        }
        self.git(name, &["symbolic-ref", "HEAD", "refs/heads/main"]);
    }

    fn key(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(&format!("{name}.key.pub"))).unwrap().trim().to_owned()
    }

    /// What the printed hook does, but for its last line.
    fn install_hook(&self, server: &str, last: &str) {
        let output = self.command(env!("CARGO_BIN_EXE_carnet"), ".").args(["guard", "--print", "pre-receive"]).output();
        let text = String::from_utf8(output.unwrap().stdout).unwrap();
        let text = text.replace("exec carnet guard --stdin", last);
        let hook = self.path(server).join("hooks/pre-receive");
        std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
        std::fs::write(&hook, text).unwrap();
        std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn write(&self, name: &str, path: &str, text: &str) {
        let full = self.path(name).join(path);
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        std::fs::write(full, text).unwrap();
    }

    fn edit(&self, name: &str, path: &str, from: &str, to: &str) {
        let text = std::fs::read_to_string(self.path(name).join(path)).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        self.write(name, path, &text.replace(from, to));
    }

    fn commit(&self, name: &str, message: &str) {
        self.git(name, &["add", "-A"]);
        self.git(name, &["commit", "-q", "--allow-empty", "-m", message]);
    }

    fn push(&self, name: &str, args: &[&str]) -> Pushed {
        let output = self.try_git(name, &[&["push"], args].concat());
        Pushed { passes: output.status.success(), said: String::from_utf8_lossy(&output.stderr).into_owned() }
    }

    /// Commits what `name` has, and pushes it.
    fn send(&self, name: &str) -> Pushed {
        self.commit(name, "whatever");
        self.push(name, &["origin", "main"])
    }

    fn pull(&self, name: &str) {
        self.git(name, &["fetch", "-q", "origin"]);
        self.git(name, &["reset", "-q", "--hard", "origin/main"]);
        self.git(name, &["clean", "-fdq"]);
    }

    /// A clone as it was cloned, whatever was tried in it.
    fn reset(&self, name: &str) {
        let _ = self.try_git(name, &["merge", "--abort"]);
        self.git(name, &["checkout", "-q", "-f", "-B", "main"]);
        self.pull(name);
    }

    fn guard(&self, folder: &str, args: &[&str]) -> (String, i32) {
        let output = self.command(env!("CARGO_BIN_EXE_carnet"), folder).arg("guard").args(args).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        (text, output.status.code().unwrap())
    }
}

#[test]
fn who_may_change_what() {
    let Some(place) = Place::new() else { return };
    // What the seller's role names.
    place.edit("hugo", "deals/site.toml", "lead", "won");
    place.write("hugo", "customers/beta.toml", "name = \"Beta\"\n");
    place.write("hugo", "files/offer.txt", "an offer\n");
    place.edit("hugo", "invoices/two.toml", "200", "210");
    place.send("hugo").is_taken();
    // A field, a kind, a removal, a file that it does not name; each push says all of it.
    place.edit("hugo", "deals/site.toml", "1000", "2000");
    place.write("hugo", "products/p.toml", "name = \"P\"\n");
    std::fs::remove_file(place.path("hugo/customers/beta.toml")).unwrap();
    place.write("hugo", "README.md", "Mine.\n");
    let pushed = place.send("hugo");
    pushed.is_refused("hugo may not change amount of deal/site");
    pushed.is_refused("hugo may not add product/p: no role of theirs writes `product`");
    pushed.is_refused("hugo may not remove customer/beta");
    pushed.is_refused("hugo may not change README.md, which is no record");
    place.reset("hugo");
    // Formatting and comments are no change.
    place.edit("hugo", "deals/site.toml", "amount = 1000", "amount    = 1000.00  # as agreed");
    place.send("hugo").is_taken();
    // A link is nobody's but the settings'.
    std::os::unix::fs::symlink("/etc/passwd", place.path("hugo/files/offer2.txt")).unwrap();
    place.send("hugo").is_refused("a link or a repository within");
    place.reset("hugo");
    // Renaming takes the whole kind.
    place.git("hugo", &["mv", "deals/site.toml", "deals/shop.toml"]);
    place.send("hugo").is_refused("hugo may not rename deal/shop");
    place.reset("hugo");
    place.write("hugo", "deals/site.toml", "stage = \n");
    place.send("hugo").is_refused("hugo may not make deal/site unreadable");
}

#[test]
fn numbers_are_given_by_those_who_issue() {
    let Some(place) = Place::new() else { return };
    place.edit("hugo", "invoices/two.toml", "date", "number = \"F-2026-0002\"\ndate");
    place.send("hugo").is_refused("hugo may not number invoice/two");
    place.reset("hugo");
    place.write("hugo", "invoices/three.toml", &invoice("F-2026-0002", "300"));
    place.send("hugo").is_refused("hugo may not number invoice/three");
    place.reset("hugo");
    // What is issued stays as it is; what the law does not count as the document may change.
    place.edit("hugo", "invoices/one.toml", "unit_price = 100", "unit_price = 1");
    place.send("hugo").is_refused("hugo may not change lines.unit_price of invoice/one, which is issued");
    place.reset("hugo");
    place.edit("hugo", "invoices/one.toml", "\n[[lines]]", "tags = [\"audit\"]\n\n[[lines]]");
    place.send("hugo").is_taken();
    place.reset("karim");
    place.edit("karim", "invoices/two.toml", "date", "number = \"F-2026-0002\"\ndate");
    place.send("karim").is_taken();
    // The role that issues writes nothing else.
    place.write("karim", "invoices/three.toml", &draft("1"));
    place.send("karim").is_refused("karim may not add invoice/three");
}

#[test]
fn a_commit_is_its_signers() {
    let Some(place) = Place::new() else { return };
    let change = |name: &str, to: &str| place.edit(name, "deals/site.toml", "stage = \"lead\"", to);
    // Nobody's.
    place.git("hugo", &["config", "commit.gpgsign", "false"]);
    change("hugo", "stage = \"won\"");
    let pushed = place.send("hugo");
    pushed.is_refused("is not signed; it says that hugo@example.org made it, which proves nothing");
    place.git("hugo", &["config", "commit.gpgsign", "true"]);
    place.reset("hugo");
    // A stranger's, though every address is the boss's.
    change("eve", "stage = \"won\"");
    place.git("eve", &["config", "user.email", "claire@example.org"]);
    place.git("eve", &["config", "user.name", "claire"]);
    place.send("eve").is_refused("is signed by a key that is no member’s: ED25519 key SHA256:");
    // A member's, in the boss's name: judged by the key, and said.
    place.edit("hugo", "deals/site.toml", "1000", "2000");
    place.git("hugo", &["config", "user.email", "claire@example.org"]);
    place.send("hugo").is_refused("hugo may not change amount of deal/site");
    place.reset("hugo");
    change("hugo", "stage = \"won\"");
    let pushed = place.send("hugo");
    pushed.is_taken();
    assert!(pushed.said.contains("names claire as its author, but hugo signed it"), "{}", pushed.said);
    // A signature that was taken from another commit.
    place.reset("claire");
    place.edit("claire", "deals/site.toml", "1000", "3000");
    place.commit("claire", "mine");
    let forged = place.git("claire", &["cat-file", "commit", "HEAD"]).replace("mine", "forged");
    place.write("claire", "../forged", &format!("{forged}\n"));
    let id = place.git("claire", &["hash-object", "-t", "commit", "-w", "../forged"]);
    place
        .push("claire", &["origin", &format!("{id}:refs/heads/main")])
        .is_refused("bears a signature that does not hold");
    // A replacement that shows git the boss's commit instead of a forged one.
    let good = place.git("claire", &["rev-parse", "HEAD"]);
    place.git("claire", &["replace", "-f", &id, &good]);
    place.push("claire", &["origin", &format!("refs/replace/{id}")]).is_refused("other objects than there are");
    let (text, status) = place.guard("claire", &[&format!("origin/main..{id}")]);
    assert_eq!(status, 1, "{text}");
    place.push("claire", &["origin", "main"]).is_taken();
}

#[test]
fn rights_count_from_the_push_after() {
    let Some(place) = Place::new() else { return };
    // A key that is added and used.
    let eve = format!("name = \"eve\"\n\nroles = [\"boss\"]\nkeys = [\"{}\"]\n", place.key("eve"));
    place.write("eve", "team/eve.toml", &eve);
    place.send("eve").is_refused("is signed by a key that is no member’s");
    // A role that is taken and used, in one commit or in two.
    place.edit("hugo", "team/hugo.toml", "seller", "boss");
    place.commit("hugo", "promoted");
    place.edit("hugo", "deals/site.toml", "1000", "2000");
    let pushed = place.send("hugo");
    pushed.is_refused("hugo may not change member/hugo: that takes a role with `settings = true`");
    pushed.is_refused("hugo may not change amount of deal/site");
    place.reset("hugo");
    place.edit("hugo", "carnet.toml", "\"deal.stage\"", "\"deal\"");
    place.send("hugo").is_refused("hugo may not change carnet.toml");
    place.reset("hugo");
    // The boss lets somebody in; what that one did in the same push does not count yet.
    place.write("claire", "team/eve.toml", &eve);
    place.commit("claire", "welcome");
    place.reset("eve");
    place.git("eve", &["pull", "-q", place.path("claire").to_str().unwrap(), "main"]);
    place.edit("eve", "deals/site.toml", "1000", "2000");
    place.send("eve").is_refused("is signed by a key that is no member’s");
    place.push("claire", &["origin", "main"]).is_taken();
    place.push("eve", &["origin", "main"]).is_taken();
    // Who has left has no rights, from that day on.
    place.reset("claire");
    place.edit("claire", "team/eve.toml", "\nroles", "\narchived = 2026-11-20\nroles");
    place.send("claire").is_taken();
    place.reset("eve");
    place.edit("eve", "deals/site.toml", "2000", "3000");
    place.send("eve").is_refused("is signed by a key that is no member’s");
}

#[test]
fn branches_and_tags() {
    let Some(place) = Place::new() else { return };
    // Rewinding, deleting.
    place.git("claire", &["commit", "-q", "--amend", "-m", "another start"]);
    place.push("claire", &["--force", "origin", "main"]).is_refused("what was published is never taken back");
    place.reset("claire");
    place.git("server.git", &["config", "receive.denyDeleteCurrent", "ignore"]);
    place.push("claire", &["origin", ":main"]).is_refused("it cannot be deleted");
    // An orphan has nothing of what holds.
    place.git("claire", &["checkout", "-q", "--orphan", "other"]);
    place.commit("claire", "orphan");
    place.push("claire", &["--force", "origin", "other:main"]).is_refused("never taken back");
    place.reset("claire");
    // Another branch is judged by what holds on main, and may be half done, moved and deleted.
    place.git("hugo", &["checkout", "-q", "-b", "idea"]);
    place.write("hugo", "customers/torn.toml", "nam = \"T\"\n");
    place.commit("hugo", "half done");
    place.push("hugo", &["origin", "idea"]).is_taken();
    place.git("hugo", &["commit", "-q", "--amend", "-m", "half done, anew"]);
    place.push("hugo", &["--force", "origin", "idea"]).is_taken();
    place.edit("hugo", "team/hugo.toml", "seller", "boss");
    place.commit("hugo", "promoted on a branch");
    place.push("hugo", &["origin", "idea"]).is_refused("may not change member/hugo");
    place.push("hugo", &["origin", "idea:idea2"]).is_refused("may not change member/hugo");
    place.push("hugo", &["origin", ":idea"]).is_taken();
    place.reset("hugo");
    // A tag comes in and stays.
    place.git("hugo", &["tag", "october"]);
    place.push("hugo", &["origin", "october"]).is_taken();
    place.git("hugo", &["commit", "-q", "--allow-empty", "-m", "later"]);
    place.git("hugo", &["tag", "-f", "october"]);
    place.push("hugo", &["--force", "origin", "october"]).is_refused("neither moved nor deleted");
    place.push("hugo", &["origin", ":october"]).is_refused("neither moved nor deleted");
    // A tag that closes a period is signed by somebody who issues.
    let closed = "carnet/closed/sales/2026-09";
    for (name, sign, taken) in
        [("hugo", "-s", false), ("eve", "-s", false), ("karim", "-a", false), ("karim", "-s", true)]
    {
        place.git(name, &["tag", "-f", sign, "-m", "closed", closed, "origin/main"]);
        let pushed = place.push(name, &["origin", closed]);
        match taken {
            true => pushed.is_taken(),
            false => pushed.is_refused("it closes a period"),
        }
    }
    place.git("claire", &["tag", "-f", "-s", "-m", "otherwise", closed, "origin/main"]);
    place.push("claire", &["--force", "origin", closed]).is_refused("neither moved nor deleted");
    // Two references at once: one bad one keeps both out.
    let pushed = place.push("hugo", &["--force", "origin", "main", "october"]);
    pushed.is_refused("october");
    assert_eq!(place.git("server.git", &["rev-parse", "main"]), place.git("hugo", &["rev-parse", "origin/main"]));
}

#[test]
fn a_book_that_was_sound_stays_so() {
    let Some(place) = Place::new() else { return };
    // Two clones number the next invoice: git merges two files without a word.
    place.edit("karim", "invoices/two.toml", "date", "number = \"F-2026-0002\"\ndate");
    place.commit("karim", "issue");
    place.write("claire", "invoices/three.toml", &invoice("F-2026-0002", "300"));
    place.send("claire").is_taken();
    place.push("karim", &["origin", "main"]);
    place.git("karim", &["fetch", "-q", "origin"]);
    place.git("karim", &["merge", "-q", "origin/main", "-m", "merged"]);
    let pushed = place.push("karim", &["origin", "main"]);
    pushed.is_refused("error[E0402]");
    pushed.is_refused("F-2026-0002");
    // With another number it comes in.
    place.edit("karim", "invoices/two.toml", "0002", "0003");
    place.send("karim").is_taken();
    // The boss may do all but break the book.
    place.reset("claire");
    std::fs::remove_file(place.path("claire/customers/acme.toml")).unwrap();
    place.send("claire").is_refused("error[E0201]");
    place.reset("claire");
    std::fs::remove_file(place.path("claire/carnet.toml")).unwrap();
    place.send("claire").is_refused("carnet.toml is gone");
}

#[test]
fn an_old_fault_keeps_nobody_out() {
    let Some(place) = Place::new() else { return };
    std::fs::remove_file(place.path("server.git/hooks/pre-receive")).unwrap();
    place.write("claire", "deals/old.toml", "name = \"Old\"\ncustomer = \"nobody\"\nstage = \"lead\"\n");
    place.send("claire").is_taken();
    place.install_hook("server.git", "exec carnet guard --stdin");
    place.pull("hugo");
    place.edit("hugo", "deals/old.toml", "lead", "won");
    place.send("hugo").is_taken();
    place.edit("hugo", "deals/site.toml", "lead", "nowhere");
    let pushed = place.send("hugo");
    pushed.is_refused("deals/site.toml:4:9: error[E0404]");
    assert!(!pushed.said.contains("deals/old.toml"), "{}", pushed.said);
}

#[test]
fn a_merge_decides_nothing_that_nobody_signed() {
    let Some(place) = Place::new() else { return };
    let base = place.git("claire", &["rev-parse", "HEAD"]);
    place.edit("claire", "deals/site.toml", "1000", "5000");
    place.write("claire", "products/p.toml", "name = \"P\"\n");
    place.send("claire").is_taken();
    // An honest merge of both sides' work needs no right, nor a signature, whoever makes it: a hosted service, say.
    place.edit("hugo", "customers/acme.toml", "ACME", "Acme SA");
    place.commit("hugo", "mine");
    place.git("hugo", &["fetch", "-q", "origin"]);
    place.git("hugo", &["-c", "commit.gpgsign=false", "merge", "-q", "origin/main", "-m", "merged"]);
    place.push("hugo", &["origin", "main"]).is_taken();
    // An evil one slips something in that neither side had.
    place.reset("claire");
    place.edit("claire", "deals/site.toml", "5000", "6000");
    place.send("claire").is_taken();
    place.edit("hugo", "customers/acme.toml", "Acme SA", "Acme SAS");
    place.commit("hugo", "mine again");
    place.git("hugo", &["fetch", "-q", "origin"]);
    place.git("hugo", &["merge", "-q", "--no-commit", "origin/main"]);
    place.edit("hugo", "deals/site.toml", "6000", "1");
    place.send("hugo").is_refused("hugo may not change amount of deal/site");
    place.git("hugo", &["reset", "-q", "--hard", "HEAD~1"]);
    // One that keeps its own side undoes what the boss published, and differs from no parent of its own.
    place.git("hugo", &["merge", "-q", "-s", "ours", "origin/main", "-m", "kept mine"]);
    place.push("hugo", &["origin", "main"]).is_refused("hugo may not change amount of deal/site");
    place.reset("hugo");
    // The same with nothing of one's own: the first state of all, merged as if it were news.
    let tree = place.git("hugo", &["rev-parse", &format!("{base}^{{tree}}")]);
    let id =
        place.git("hugo", &["commit-tree", "-S", &tree, "-p", "origin/main", "-p", &base, "-m", "back to the start"]);
    let pushed = place.push("hugo", &["origin", &format!("{id}:refs/heads/main")]);
    pushed.is_refused("hugo may not change amount of deal/site");
    pushed.is_refused("hugo may not remove product/p");
    // And through a merge of two old states, so that there are two places where the sides parted.
    let old = place.git("hugo", &["commit-tree", &tree, "-p", "origin/main~1", "-p", &base, "-m", "x"]);
    let id = place.git("hugo", &["commit-tree", "-S", &tree, "-p", "origin/main", "-p", &old, "-m", "y"]);
    place.push("hugo", &["origin", &format!("{id}:refs/heads/main")]).is_refused("is not signed");
    // Three parents.
    place.reset("hugo");
    for (branch, id) in [("a", "alpha"), ("b", "beta")] {
        place.git("hugo", &["checkout", "-q", "-B", branch, "origin/main"]);
        place.write("hugo", &format!("customers/{id}.toml"), &format!("name = \"{id}\"\n"));
        place.commit("hugo", id);
    }
    place.git("hugo", &["checkout", "-q", "main"]);
    place.git("hugo", &["merge", "-q", "a", "b", "-m", "octopus"]);
    place.push("hugo", &["origin", "main"]).is_taken();
}

#[test]
fn nothing_of_a_refused_push_stays() {
    let Some(place) = Place::new() else { return };
    place.edit("hugo", "deals/site.toml", "1000", "2000");
    place.send("hugo").is_refused("hugo may not change amount");
    let id = place.git("hugo", &["rev-parse", "HEAD"]);
    let there = place.try_git("server.git", &["cat-file", "-e", &id]);
    assert!(!there.status.success(), "the refused commit is in the server's store");
    // While it was judged, it was seen: the refusal names it.
    place.push("hugo", &["origin", "main"]).is_refused(&id[..12]);
}

#[test]
fn a_server_may_say_which_branch_and_which_folder() {
    let Some(place) = Place::new() else { return };
    // HEAD of this server names a branch that nobody uses.
    place.git(".", &["clone", "-q", "--bare", "server.git", "other.git"]);
    place.git("other.git", &["symbolic-ref", "HEAD", "refs/heads/trunk"]);
    place.install_hook("other.git", "exec carnet guard --stdin");
    place.git("hugo", &["remote", "add", "other", "../other.git"]);
    place.edit("hugo", "deals/site.toml", "1000", "2000");
    place.commit("hugo", "not mine to change");
    place.push("hugo", &["other", "main"]).is_refused("which does not exist, so nothing would be guarded");
    place.install_hook("other.git", "exec carnet guard --stdin --branch main");
    place.push("hugo", &["other", "main"]).is_refused("hugo may not change amount");
    // A book in a folder is found; what lies beside it is not the book's affair, but for what steers the services.
    place.git(".", &["init", "-q", "--bare", "-b", "main", "firm.git"]);
    place.git("claire", &["remote", "add", "firm", "../firm.git"]);
    place.git("claire", &["checkout", "-q", "--orphan", "firm"]);
    std::fs::create_dir_all(place.path("claire/books/acme")).unwrap();
    for entry in ["carnet.toml", "team", "customers", "deals", "invoices"] {
        place.git("claire", &["mv", entry, &format!("books/acme/{entry}")]);
    }
    place.commit("claire", "start");
    place.push("claire", &["firm", "firm:main"]).is_taken();
    place.install_hook("firm.git", "exec carnet guard --stdin");
    place.git("hugo", &["remote", "add", "firm", "../firm.git"]);
    place.git("hugo", &["fetch", "-q", "firm"]);
    place.git("hugo", &["checkout", "-q", "-f", "-B", "main", "firm/main"]);
    place.edit("hugo", "books/acme/deals/site.toml", "lead", "won");
    place.edit("hugo", "README.md", "A book", "A firm");
    place.commit("hugo", "in the folder");
    place.push("hugo", &["firm", "main"]).is_taken();
    // Another book at the top would be found first, and has no roles.
    place.write("hugo", "carnet.toml", "format = 2\n");
    place.commit("hugo", "a book where nobody looked");
    place.push("hugo", &["firm", "main"]).is_refused("hugo may not change carnet.toml, which is no record");
    // A clone of such a push is judged by what holds, too.
    let (text, status) = place.guard("hugo", &["firm/main..HEAD"]);
    assert!(status == 1 && text.contains("hugo may not change carnet.toml"), "{text}");
    place.git("hugo", &["reset", "-q", "--hard", "firm/main"]);
    // A hook that looks where there is no book lets nothing in.
    place.edit("hugo", "books/acme/deals/site.toml", "won", "lead");
    place.commit("hugo", "mine");
    place.install_hook("firm.git", "exec carnet guard --stdin --folder book/acme");
    place.push("hugo", &["firm", "main"]).is_refused("--folder says where the book lies");
    place.install_hook("firm.git", "exec carnet guard --stdin --folder books/acme");
    place.push("hugo", &["firm", "main"]).is_taken();
    place.edit("hugo", "books/acme/deals/site.toml", "1000", "2000");
    place.write("hugo", ".github/workflows/carnet.yml", "on: never\n");
    place.commit("hugo", "not mine to change");
    let pushed = place.push("hugo", &["firm", "main"]);
    pushed.is_refused("hugo may not change amount of deal/site");
    pushed.is_refused("hugo may not change .github/workflows/carnet.yml");
}

#[test]
fn without_roles_only_the_book_is_checked() {
    let Some(place) = Place::new() else { return };
    let open = SETTINGS.split("[[role]]").next().unwrap();
    place.write("claire", "carnet.toml", open);
    let out = |name: &str| place.edit("claire", &format!("team/{name}.toml"), "roles", "# roles");
    ["claire", "hugo", "karim"].iter().for_each(|name| out(name));
    place.send("claire").is_taken();
    place.pull("eve");
    place.git("eve", &["config", "commit.gpgsign", "false"]);
    place.edit("eve", "deals/site.toml", "1000", "2000");
    let pushed = place.send("eve");
    pushed.is_taken();
    assert!(pushed.said.contains("carnet.toml declares no role"), "{}", pushed.said);
    place.edit("eve", "deals/site.toml", "lead", "nowhere");
    place.send("eve").is_refused("error[E0404]");
}

#[test]
fn as_a_required_check_and_as_an_alarm() {
    let Some(place) = Place::new() else { return };
    // A proposal began before the last push, and need not contain it.
    place.git("hugo", &["checkout", "-q", "-b", "idea"]);
    place.edit("hugo", "deals/site.toml", "lead", "won");
    place.commit("hugo", "an idea");
    place.write("claire", "customers/gamma.toml", "name = \"Gamma\"\n");
    place.send("claire").is_taken();
    place.git("hugo", &["fetch", "-q", "origin"]);
    assert_eq!(
        place.guard("hugo", &["--proposed", "origin/main..idea"]),
        ("origin/main..idea: 1 commit, nothing against it\n".to_owned(), 0)
    );
    let (text, status) = place.guard("hugo", &["origin/main..idea"]);
    assert!(status == 1 && text.contains("never taken back"), "{text}");
    // As a service merges it for the test.
    place.git("hugo", &["checkout", "-q", "--detach", "origin/main"]);
    place.git("hugo", &["-c", "commit.gpgsign=false", "merge", "-q", "--no-ff", "idea", "-m", "merge for the test"]);
    let (text, status) = place.guard("hugo", &["HEAD^1..HEAD"]);
    assert_eq!((text.as_str(), status), ("HEAD^1..HEAD: 2 commits, nothing against them\n", 0));
    // After the push: zeros for a new branch, a state that is no more, a shallow clone.
    let zeros = "0".repeat(40);
    let (text, status) = place.guard("hugo", &[&format!("{zeros}..idea")]);
    assert_eq!(status, 0, "{text}");
    let (text, status) = place.guard("hugo", &[&format!("origin/main..{zeros}")]);
    assert!(status == 1 && text.contains("cannot be deleted"), "{text}");
    let (text, status) = place.guard("hugo", &[&format!("{}..HEAD", "1".repeat(40))]);
    assert!(status == 2 && text.contains("the branch was rewound, or this clone is shallow"), "{text}");
    let server = format!("file://{}", place.path("server.git").display());
    place.git(".", &["clone", "-q", "--depth", "1", &server, "shallow"]);
    place.write("shallow", "customers/delta.toml", "name = \"Delta\"\n");
    for (key, value) in [("user.name", "x"), ("user.email", "x@example.org")] {
        place.git("shallow", &["config", key, value]);
    }
    place.commit("shallow", "on top");
    let (text, status) = place.guard("shallow", &["HEAD~1..HEAD"]);
    assert_eq!(status, 1, "{text}");
    let (text, status) = place.guard("shallow", &["nowhere"]);
    assert!(status == 2 && text.contains("OLD..NEW"), "{text}");
}

#[test]
fn a_line_that_is_none_lets_nothing_in() {
    let Some(place) = Place::new() else { return };
    place.install_hook("server.git", "echo nonsense | carnet guard --stdin");
    place.edit("hugo", "deals/site.toml", "lead", "won");
    place.send("hugo").is_refused("`nonsense` is not what git gives");
    // Without carnet on the path of the server, too.
    let hook = "PATH=/nowhere; command -v carnet || { echo 'no carnet' >&2; exit 1; }";
    place.install_hook("server.git", hook);
    place.push("hugo", &["origin", "main"]).is_refused("no carnet");
}

#[test]
fn open_pgp_keys_are_known_by_their_fingerprints() {
    let Some(place) = Place::new() else { return };
    let home = place.path("gnupg");
    if Command::new("gpg").arg("--version").output().is_err() {
        eprintln!("SKIPPED: gpg is not installed; OpenPGP signatures were not tested");
        return;
    }
    std::fs::create_dir(&home).unwrap();
    std::fs::set_permissions(&home, std::fs::Permissions::from_mode(0o700)).unwrap();
    // As on a server: the keyring is that of the home of whoever runs the hook.
    std::fs::rename(&home, place.path(".gnupg")).unwrap();
    let gpg =
        |args: &[&str]| place.command("gpg", ".").args(["--batch", "--passphrase", ""]).args(args).output().unwrap();
    let made = gpg(&["--quick-generate-key", "Karim <karim@example.org>", "ed25519", "sign", "never"]);
    if !made.status.success() {
        eprintln!("SKIPPED: gpg makes no key here: {}", String::from_utf8_lossy(&made.stderr));
        return;
    }
    let listed = String::from_utf8(gpg(&["--list-keys", "--with-colons"]).stdout).unwrap();
    let fingerprint = listed.lines().find_map(|line| line.strip_prefix("fpr:::::::::")).unwrap().trim_end_matches(':');
    place.git("karim", &["config", "gpg.format", "openpgp"]);
    place.git("karim", &["config", "user.signingkey", fingerprint]);
    place.edit("karim", "invoices/two.toml", "date", "number = \"F-2026-0002\"\ndate");
    place.send("karim").is_refused(&format!("no member’s: OpenPGP {fingerprint}"));
    let key = place.key("karim");
    place.edit("claire", "team/karim.toml", &key, fingerprint);
    place.send("claire").is_taken();
    place.git("karim", &["fetch", "-q", "origin"]);
    place.git("karim", &["rebase", "-q", "origin/main"]);
    place.push("karim", &["origin", "main"]).is_taken();
    let _ = place.command("gpgconf", ".").args(["--kill", "gpg-agent"]).output();
}

/// The text of a ready-made file.
fn printed(file: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_carnet")).args(["guard", "--print", file]).output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_ready_made_files_are_what_they_should_be() {
    let yaml = |text: &str| -> serde_yaml::Value { serde_yaml::from_str(text).unwrap() };
    let mut scripts = vec![printed("pre-receive")];

    for (file, job, events) in
        [("github", "book", ["push", "pull_request"]), ("github-guard", "guard", ["push", "pull_request_target"])]
    {
        let github = yaml(&printed(file));
        // GitHub counts a skipped job as passed: the file has one job, which no event skips, for a name of its own.
        assert_eq!(github["jobs"].as_mapping().unwrap().len(), 1);
        assert!(github["jobs"][job].get("if").is_none());
        let on: Vec<&str> = github["on"].as_mapping().unwrap().keys().map(|event| event.as_str().unwrap()).collect();
        assert_eq!(on, events);
        // The name is what a branch's rules require.
        assert_eq!(github["jobs"][job]["name"], job);
        assert_eq!(github["permissions"]["contents"], "read");
        let steps = github["jobs"][job]["steps"].as_sequence().unwrap();
        let run = steps.iter().filter_map(|step| step["run"].as_str());
        for script in run {
            // What a pull request says of itself never stands in a script: only variables do.
            assert!(!script.contains("${{"), "{script}");
            scripts.push(format!("#!/bin/sh\n{script}\n"));
        }
    }

    let gitlab = yaml(&printed("gitlab"));
    for job in ["book", "guard"] {
        let lines = gitlab[job]["script"].as_sequence().unwrap().iter().map(|line| line.as_str().unwrap());
        scripts.push(format!("#!/bin/sh\n{}\n", lines.collect::<Vec<_>>().join("\n")));
    }
    let reports = &gitlab["book"]["artifacts"]["reports"];
    for report in ["codequality", "junit"] {
        let file = reports[report].as_str().unwrap();
        assert!(scripts.iter().any(|script| script.contains(&format!("> {file}"))), "{file}");
    }

    let hooks = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".pre-commit-hooks.yaml")).unwrap();
    let local = yaml(&printed("pre-commit"))["repos"][0]["hooks"].clone();
    for hooks in [yaml(&hooks), local] {
        let ids: Vec<_> = hooks.as_sequence().unwrap().iter().map(|hook| hook["id"].as_str().unwrap()).collect();
        assert_eq!(ids, ["carnet-check", "carnet-fmt"]);
        scripts
            .extend(hooks.as_sequence().unwrap().iter().map(|hook| format!("{}\n", hook["entry"].as_str().unwrap())));
    }

    // Every line that runs carnet is one that carnet understands.
    let lines = scripts.iter().flat_map(|script| script.lines()).map(str::trim);
    let commands: Vec<&str> =
        lines.filter(|line| line.starts_with("carnet ") || line.starts_with("exec carnet ")).collect();
    assert!(commands.len() >= 12, "{commands:?}");
    for line in commands {
        let Some((_, rest)) = line.split_once("carnet ") else { continue };
        let words = rest.split(['>', '|']).next().unwrap().replace('"', "");
        let words: Vec<&str> = words.split_whitespace().map(|w| if w.contains('$') { "a..b" } else { w }).collect();
        let parsed = <carnet::cli::Cli as clap::Parser>::try_parse_from([&["carnet"], words.as_slice()].concat());
        assert!(parsed.is_ok(), "{line}: {:?}", parsed.err());
    }
    let lint = Command::new("shellcheck").arg("--version").output().is_ok();
    if !lint {
        eprintln!("SKIPPED: shellcheck is not installed; the scripts were only parsed");
    }
    let folder = tempfile::tempdir().unwrap();
    for (i, script) in scripts.iter().enumerate() {
        let file = folder.path().join(format!("{i}.sh"));
        std::fs::write(&file, script).unwrap();
        let parsed = Command::new("sh").arg("-n").arg(&file).output().unwrap();
        assert!(parsed.status.success(), "{script}\n{}", String::from_utf8_lossy(&parsed.stderr));
        if lint && script.starts_with("#!") {
            let output = Command::new("shellcheck").arg(&file).output().unwrap();
            assert!(output.status.success(), "{script}\n{}", String::from_utf8_lossy(&output.stdout));
        }
    }
}

/// A step of GitHub's file, or a job of GitLab's, run as the service would, with its variables.
fn run_as_a_service(place: &Place, folder: &str, script: &str, variables: &[(&str, &str)]) -> (String, i32) {
    let mut command = place.command("sh", folder);
    command.args(["-e", "-c", script]).envs(variables.iter().copied());
    let output = command.output().unwrap();
    (String::from_utf8_lossy(&output.stderr).into_owned(), output.status.code().unwrap())
}

#[test]
fn the_scripts_of_the_services_judge() {
    let Some(place) = Place::new() else { return };
    let github: serde_yaml::Value = serde_yaml::from_str(&printed("github-guard")).unwrap();
    let gitlab: serde_yaml::Value = serde_yaml::from_str(&printed("gitlab")).unwrap();
    let step = |event: &str| -> String {
        let steps = github["jobs"]["guard"]["steps"].as_sequence().unwrap();
        let of =
            |step: &&serde_yaml::Value| step["if"].as_str().is_some_and(|when| when.ends_with(&format!("'{event}'")));
        steps.iter().find(of).unwrap()["run"].as_str().unwrap().to_owned()
    };
    let job = gitlab["guard"]["script"][0].as_str().unwrap().to_owned();
    // Two proposals as the services keep them: one that the seller may make, and one that changes a price.
    for (number, from, to) in [("1", "lead", "won"), ("2", "1000", "2000")] {
        place.git("hugo", &["checkout", "-q", "-B", "idea", "origin/main"]);
        place.edit("hugo", "deals/site.toml", from, to);
        place.commit("hugo", "an idea");
        let head = place.git("hugo", &["rev-parse", "HEAD"]);
        place.git("hugo", &["checkout", "-q", "--detach", "origin/main"]);
        place.git("hugo", &["-c", "commit.gpgsign=false", "merge", "-q", "--no-ff", "idea", "-m", "test merge"]);
        let merge = place.git("hugo", &["rev-parse", "HEAD"]);
        let server = place.path("server.git");
        for (id, name) in [(&head, "head"), (&merge, "merge")] {
            place.git("server.git", &["fetch", "-q", "../hugo", id]);
            place.git("server.git", &["update-ref", &format!("refs/pull/{number}/{name}"), id]);
        }
        // The service's own clone is of the branch that holds; git's objects are all that comes of the proposal.
        let clone = format!("service{number}");
        place.git(".", &["clone", "-q", server.to_str().unwrap(), &clone]);
        let (said, status) = run_as_a_service(&place, &clone, &step("pull_request_target"), &[("NUMBER", number)]);
        assert_eq!(status, if number == "1" { 0 } else { 1 }, "{said}");
        assert_eq!(said.contains("hugo may not change amount of deal/site"), number == "2", "{said}");
        // GitLab's is of the proposal.
        place.git(&clone, &["fetch", "-q", "origin", &format!("refs/pull/{number}/head")]);
        place.git(&clone, &["checkout", "-q", "--detach", "FETCH_HEAD"]);
        let variables = [
            ("CI_PIPELINE_SOURCE", "merge_request_event"),
            ("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"),
            ("CI_COMMIT_SHA", head.as_str()),
        ];
        let (said, status) = run_as_a_service(&place, &clone, &job, &variables);
        assert_eq!(status, if number == "1" { 0 } else { 1 }, "{said}");
        // After a push past all rules, the alarm.
        let before = place.git("hugo", &["rev-parse", "origin/main"]);
        let pushed = [("BEFORE", before.as_str()), ("AFTER", head.as_str())];
        let (_, status) = run_as_a_service(&place, &clone, &step("push"), &pushed);
        assert_eq!(status, if number == "1" { 0 } else { 1 });
        let pushed = [("CI_PIPELINE_SOURCE", "push"), ("CI_COMMIT_BEFORE_SHA", &before), ("CI_COMMIT_SHA", &head)];
        let (_, status) = run_as_a_service(&place, &clone, &job, &pushed);
        assert_eq!(status, if number == "1" { 0 } else { 1 });
    }
}

#[test]
fn a_closed_period_stays_closed() {
    let Some(place) = Place::new() else { return };
    place.edit("claire", "invoices/two.toml", "2026-10-03", "2026-11-03");
    place.send("claire").is_taken();
    place.pull("karim");
    let closed =
        place.command(env!("CARGO_BIN_EXE_carnet"), "karim").args(["close", "2026-10", "--push"]).output().unwrap();
    assert!(closed.status.success(), "{}", String::from_utf8_lossy(&closed.stderr));
    assert_eq!(place.git("server.git", &["tag", "--list"]), "carnet/closed/sales/2026-10");
    // The boss may change what is issued, but not what is closed; drafts and later periods stay open.
    place.edit("claire", "invoices/one.toml", "unit_price = 100", "unit_price = 90");
    place.send("claire").is_refused("error[E08");
    place.reset("claire");
    place.edit("claire", "invoices/two.toml", "200", "250");
    place.send("claire").is_taken();
    place.edit("claire", "invoices/two.toml", "date", "number = \"F-2026-0002\"\ndate");
    place.send("claire").is_taken();
}

/// `--format json`: a row for an update that passes, else a row for each reason, with its code and place.
#[test]
fn programs_read_what_was_judged() {
    let folder = tempfile::tempdir().unwrap();
    let git = |args: &[&str]| support::succeed(isolated("git", folder.path()).args(args));
    git(&["init", "-q", "-b", "main"]);
    let commit = |path: &str, text: &str| {
        support::write(folder.path(), path, text);
        git(&["add", "-A"]);
        git(&["commit", "-qm", path]);
    };
    commit("carnet.toml", "format = 2\n");
    commit("customers/acme.toml", "name = \"ACME\"\n");
    commit("customers/beta.toml", "name = \"Beta\"\nowner = \"nobody\"\n");
    let judged = |range: &str| {
        let output = support::carnet(folder.path()).args(["guard", range, "--format", "json"]).output().unwrap();
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        (output.status.code(), answer["records"].as_array().unwrap().clone())
    };
    let (status, rows) = judged("main~2..main~1");
    assert_eq!(status, Some(0));
    assert_eq!(rows, [serde_json::json!({ "update": "main~2..main~1", "result": "passes", "commits": 1 })]);
    let (status, rows) = judged("main~1..main");
    assert_eq!((status, rows.len()), (Some(1), 1));
    for (key, value) in [("result", "refused"), ("reason", "E0201"), ("place", "customers/beta.toml:2:9")] {
        assert_eq!(rows[0][key], value, "{:?}", rows[0]);
    }
}
