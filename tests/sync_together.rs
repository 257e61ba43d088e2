//! `carnet sync` killed at each step, run by many at once, and in random interleavings: nothing is lost.
#![cfg(unix)]

mod support;

use std::collections::BTreeSet;

use support::dice::Dice;
use support::team::{Clone, DEAL, Team};

fn deal(stage: &str, amount: u32) -> String {
    DEAL.replace("\"lead\"", &format!("\"{stage}\"")).replace("1000.00", &format!("{amount}.00"))
}

/// The steps at which a sync is killed, and whether it had moved then.
const STEPS: [(&str, bool); 9] = [
    ("sync-before-landing", false),
    ("sync-after-objects", false),
    ("sync-after-intent", false),
    ("sync-after-ref", true),
    ("between-files", true),
    ("sync-after-files", true),
    ("sync-after-index", true),
    ("sync-before-push", true),
    ("sync-after-push", true),
];

#[test]
fn killed_at_each_step() {
    for (step, moved) in STEPS {
        let (team, claire) = Team::new();
        let paul = team.clone("paul");
        paul.write("deals/site.toml", &deal("proposal", 1000));
        paul.write("customers/paul.toml", "name = \"Paul's\"\n");
        paul.git(&["rm", "-q", "contacts/zoe.toml"]);
        paul.commit("three files");
        paul.sync(&[]);
        claire.change("deals/site.toml", &deal("lead", 1500));
        let before = claire.head();
        claire.write("customers/acme.toml", "name = \"An edit of one's own\"\n");

        let killed = claire.carnet_command(&["sync"]).env("CARNET_FAILPOINT", step).output().unwrap();
        assert!(!killed.status.success(), "{step}: it should have been killed");

        // Any command makes it whole, and says so where there was something to do.
        let said = claire.run(&["list", "customer"]);
        let interrupted = said.contains("an interrupted write was");
        let whole = ["sync-before-landing", "sync-after-objects", "sync-before-push", "sync-after-push"];
        assert_eq!(interrupted, !whole.contains(&step), "{step}: {said}");
        assert_eq!(said.contains("completed"), interrupted && moved, "{step}: {said}");
        assert_eq!(claire.head() == before, !moved, "{step}");
        let expected = if moved { deal("proposal", 1500) } else { deal("lead", 1500) };
        assert_eq!(claire.read("deals/site.toml").unwrap(), expected, "{step}");
        assert_eq!(claire.status(), " M customers/acme.toml", "{step}");

        // And the next sync finishes.
        claire.sync(&[]);
        paul.sync(&[]);
        assert_eq!(team.tip(), claire.head(), "{step}");
        assert_eq!(paul.head(), claire.head(), "{step}");
        assert_eq!(claire.log(), ["deals/site.toml", "three files", "start"], "{step}: no copy, none lost");
        assert_eq!(claire.read("deals/site.toml").unwrap(), deal("proposal", 1500), "{step}");
        claire.git(&["checkout", "-q", "customers/acme.toml"]);
        claire.is_sound();
        paul.is_sound();
    }
}

#[test]
fn killed_and_then_edited_elsewhere() {
    // Between the kill and the next command, other programs commit: the note is no reason to undo their work.
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    paul.change("customers/paul.toml", "name = \"Paul's\"\n");
    paul.sync(&[]);
    claire.change("deals/site.toml", &deal("lead", 1500));
    let killed = claire.carnet_command(&["sync"]).env("CARNET_FAILPOINT", "sync-after-intent").output().unwrap();
    assert!(!killed.status.success());
    claire.change("customers/claire.toml", "name = \"Claire's\"\n");
    assert!(claire.run(&["list", "customer"]).contains("left alone, the branch has moved since"));
    claire.sync(&[]);
    for id in ["paul", "claire"] {
        assert!(claire.read(&format!("customers/{id}.toml")).is_some(), "{id}");
    }
    assert_eq!(team.tip(), claire.head());
    claire.is_sound();
}

/// All clones are equal, sound, and `check` finds nothing.
fn at_the_end(team: &Team, clones: &[Clone]) {
    for clone in clones {
        clone.sync(&["--theirs"]);
    }
    for clone in clones {
        clone.sync(&["--theirs"]);
        assert_eq!(clone.head(), team.tip(), "{}", clone.name);
        clone.is_sound();
    }
    let check = clones[0].carnet(&["check"]);
    assert_eq!(check.code, Some(0), "{}", check.all());
}

#[test]
fn many_at_the_same_time() {
    let (team, claire) = Team::new();
    let clones = [claire, team.clone("paul"), team.clone("hugo"), team.clone("zoe")];
    const ROUNDS: usize = 4;
    std::thread::scope(|scope| {
        for clone in &clones {
            scope.spawn(move || {
                for round in 0..ROUNDS {
                    let id = format!("{}-{round}", clone.name);
                    clone.run(&["new", "customer", &id, &format!("name={id}")]);
                    clone.run(&["new", "deal", &id, &format!("name={id}"), "customer=acme", "stage=lead", "amount=10"]);
                    let ran = clone.carnet(&["sync"]);
                    // Somebody may be faster fifteen times: then nothing is lost, and it is said.
                    assert!(ran.code == Some(0) || ran.all().contains("somebody is faster"), "{}", ran.all());
                }
            });
        }
    });
    at_the_end(&team, &clones);
    for clone in &clones {
        for round in 0..ROUNDS {
            for kind in ["customers", "deals"] {
                let path = format!("{kind}/{}-{round}.toml", clone.name);
                assert!(clones[1].read(&path).is_some(), "{path} is lost");
            }
        }
    }
    // One line of history, each commit once.
    assert_eq!(clones[0].git(&["rev-list", "--count", "HEAD"]), (1 + 4 * ROUNDS * 2).to_string());
    assert_eq!(clones[0].git(&["rev-list", "--count", "--merges", "HEAD"]), "0");
    let subjects = clones[0].log();
    assert_eq!(subjects.iter().collect::<BTreeSet<_>>().len(), subjects.len());
}

#[test]
fn two_syncs_and_writes_in_one_clone() {
    let (team, claire) = Team::new();
    let paul = team.clone("paul");
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0..4 {
                paul.run(&["new", "customer", &format!("p-{round}"), "name=P"]);
                paul.sync(&[]);
            }
        });
        // On a slow machine one may have waited for the other too long: then it says so, and nothing is lost.
        let sync = || {
            let ran = claire.carnet(&["sync"]);
            assert!(ran.code == Some(0) || ran.all().contains("try again in a moment"), "{}", ran.all());
        };
        scope.spawn(move || (0..5).for_each(|_| sync()));
        scope.spawn(move || (0..5).for_each(|_| sync()));
        scope.spawn(|| {
            for round in 0..6 {
                claire.run(&["new", "customer", &format!("c-{round}"), "name=C"]);
            }
        });
    });
    at_the_end(&team, &[claire, paul]);
    let log = team.person("claire", "").log();
    assert_eq!(log.len(), 1 + 4 + 6, "{log:?}");
}

#[test]
fn random_interleavings() {
    for seed in 1..=6 {
        let (team, claire) = Team::new();
        if seed % 3 == 0 {
            let settings = claire.read("carnet.toml").unwrap() + "\n[sync]\nstrategy = \"merge\"\n";
            claire.change("carnet.toml", &settings);
            claire.git(&["push", "-q"]);
        }
        let clones = [claire, team.clone("paul"), team.clone("hugo")];
        let mut dice = Dice::new(0x9E37_79B9_7F4A_7C15_u64.wrapping_mul(seed));
        let (mut made, mut removed) = (BTreeSet::new(), BTreeSet::new());
        for step in 0..24 {
            let clone = &clones[dice.roll(3)];
            let existing: Vec<String> = made.iter().cloned().collect();
            let some = existing.get(dice.roll(existing.len())).cloned();
            let here = some.clone().filter(|id: &String| clone.read(&format!("deals/{id}.toml")).is_some());
            match (dice.roll(8), here) {
                (0 | 1, _) | (2, None) => {
                    let id = format!("{}-{step}", clone.name);
                    clone.run(&["new", "deal", &id, &format!("name={id}"), "customer=acme", "stage=lead", "amount=10"]);
                    made.insert(id);
                }
                (2, Some(id)) => {
                    // May meet another's change of the same field.
                    clone.run(&["set", &format!("deal/{id}"), &format!("amount={}", 100 + step)]);
                }
                (3, Some(id)) => drop(clone.run(&["set", &format!("deal/{id}"), "stage=proposal"])),
                (4, Some(id)) if dice.roll(3) == 0 => {
                    clone.run(&["rm", &format!("deal/{id}"), "--yes"]);
                    removed.insert(id);
                }
                _ => {
                    let side = if dice.roll(2) == 0 { "--theirs" } else { "--mine" };
                    let killed = dice.roll(4) == 0;
                    let mut sync = clone.carnet_command(&["sync", side]);
                    if killed {
                        sync.env("CARNET_FAILPOINT", STEPS[dice.roll(9)].0);
                    }
                    let output = sync.output().unwrap();
                    let said = String::from_utf8_lossy(&output.stderr).into_owned();
                    assert!(killed || output.status.success(), "seed {seed}, step {step}: {said}");
                }
            }
        }
        at_the_end(&team, &clones);
        for id in made.difference(&removed) {
            assert!(clones[0].read(&format!("deals/{id}.toml")).is_some(), "seed {seed}: {id} is lost");
        }
    }
}
