//! The rows of all other programs, over the same facts.

use std::path::Path;

use crate::answer::{self, Reader};
use crate::data::Data;
use crate::place::Place;
use crate::program::{BEAN_CHECK, BEAN_QUERY, HLEDGER, LEDGER, Program, RECUTILS, RIPGREP, SQLITE};
use crate::row::{How, Row, Section, command, row, shell};

pub const STATUS: &str = "git status";
pub const RG: &str = "rg -c '^number'";
pub const ADD_COMMIT: &str = "`git add`, `git commit`";
pub const LEDGER_SUM: &str = "`ledger register ^income`, added up by `awk`";
pub const REC_SUM: &str = "`recsel`, added up by `awk`";
pub const SQL_STORED: &str = "`sqlite3`, totals stored";
pub const SQL_LINES: &str = "`sqlite3`, from the lines";

const NET_STORED: &str = "select substr(date, 1, 7), sum(net) from invoice group by 1";
const NET_LINES: &str =
    "select substr(date, 1, 7), sum(quantity * unit_price) from invoice join line on invoice = id group by 1";
/// Tax is 20 %. In fifths of cents, so that it stays whole.
const OWED: &str = "select customer, sum(due) / 5 from (\
    select customer, quantity * unit_price * 6 as due from invoice join line on invoice = id \
    union all select customer, -amount * 5 from payment) group by 1 having sum(due) <> 0";
const WON: &str = "select id, name, customer, owner, stage, amount, close from deal where stage = 'won'";

const BEAN_NET: &str = "SELECT year, month, -sum(number) WHERE account ~ '^Income' GROUP BY year, month";
const BEAN_OWED: &str = "SELECT account, sum(number) WHERE account ~ '^Assets:Receivable' GROUP BY account";

/// recsel's own sums have six digits; so awk adds up whole cents.
const REC_NET: &str = "recsel -C -t Invoice -P Month,Net book.rec | \
    awk 'NR % 2 { month = $0; next } { sub(/\\./, \"\"); sum[month] += $0 } END { for (m in sum) printf \"%s %.0f\\n\", m, sum[m] }'";
/// ledger's own sums by month (`register -M`, `--group-by`) take three to five times as long.
const LEDGER_NET: &str = "ledger -f book.journal register ^income --format '%(format_date(date, \"%Y-%m\")) %(quantity(amount))\\n' | \
    awk '{ sum[$1] += int(0.5 - 100 * $2) } END { for (m in sum) printf \"%s %.0f\\n\", m, sum[m] }'";

/// All rows over the data of a size.
pub fn rows(place: &Place, data: &Data) -> Vec<Row> {
    let mut rows = Vec::new();
    let (folder, tree) = (data.folder.as_path(), data.tree());
    let mut add = |program: &Program, section, label: &str, how, words: &[&str], reader: Option<Reader>| {
        let there = program.is_there(place);
        rows.push(row(section, label, how, &program.path(place), words, folder).read_by(reader).unless_there(there));
    };
    let journal = ["-f", "book.journal"];
    let on_journal = |words: &[&'static str]| [&journal[..], words].concat();

    add(
        &HLEDGER,
        Section::Net,
        "hledger balance -M ^income",
        How::Plain,
        &on_journal(&["balance", "-M", "^income", "--depth", "1", "-O", "csv"]),
        Some(answer::hledger_months),
    );
    let query = |words: &'static str| ["--format", "csv", "book.beancount", words];
    add(&BEAN_QUERY, Section::Net, "bean-query", How::Next, &query(BEAN_NET), Some(answer::bean_months));
    let sql = |words: &'static str| ["-readonly", "book.db", words];
    add(&SQLITE, Section::Net, SQL_STORED, How::Plain, &sql(NET_STORED), Some(answer::cents_by_month));
    add(&SQLITE, Section::Net, SQL_LINES, How::Plain, &sql(NET_LINES), Some(answer::cents_by_month));

    add(
        &HLEDGER,
        Section::Owed,
        "hledger balance ^assets:receivable",
        How::Plain,
        &on_journal(&["balance", "^assets:receivable", "-O", "csv"]),
        Some(answer::hledger_owed),
    );
    add(
        &LEDGER,
        Section::Owed,
        "ledger balance ^assets:receivable",
        How::Plain,
        &on_journal(&[
            "balance",
            "^assets:receivable",
            "--flat",
            "--no-total",
            "--format",
            "%(account) %(quantity(display_total))\n",
        ]),
        Some(answer::ledger_owed),
    );
    add(&BEAN_QUERY, Section::Owed, "bean-query", How::Next, &query(BEAN_OWED), Some(answer::bean_owed));
    add(&SQLITE, Section::Owed, SQL_LINES, How::Plain, &sql(OWED), Some(answer::cents_by_customer));

    add(&HLEDGER, Section::Check, "hledger check --strict", How::Plain, &on_journal(&["check", "--strict"]), None);
    add(&BEAN_CHECK, Section::Check, "bean-check", How::Anew, &["--no-cache", "book.beancount"], None);
    let mut recfix =
        row(Section::Check, "recfix --check", How::Plain, Path::new("recfix"), &["--check", "book.rec"], folder);
    recfix = recfix.unless_there(RECUTILS.is_there(place));

    add(
        &RECUTILS,
        Section::Won,
        "recsel -e \"Stage = 'won'\"",
        How::Plain,
        &["-C", "-t", "Deal", "-e", "Stage = 'won'", "-P", "Id", "book.rec"],
        Some(answer::won_lines),
    );
    add(&SQLITE, Section::Won, SQL_STORED, How::Plain, &sql(WON), Some(answer::won_lines));

    let words = folder.to_owned();
    let anew = Row::new(Section::Net, "bean-query", How::Anew, {
        let program = BEAN_QUERY.path(place);
        move |_| {
            let mut command = command(&program, &["--format", "csv", "book.beancount", BEAN_NET], &words);
            command.env("BEANCOUNT_DISABLE_LOAD_CACHE", "1");
            vec![command]
        }
    });
    let piped = |label, line: &'static str, program: &Program| {
        let folder = folder.to_owned();
        let row = Row::new(Section::Net, label, How::Plain, move |_| vec![shell(line, &[], &folder)]);
        row.read_by(Some(answer::cents_by_month)).unless_there(program.is_there(place))
    };
    rows.push(piped(LEDGER_SUM, LEDGER_NET, &LEDGER));
    rows.push(piped(REC_SUM, REC_NET, &RECUTILS));
    rows.push(anew.read_by(Some(answer::bean_months)).unless_there(BEAN_QUERY.is_there(place)));
    rows.push(recfix);

    rows.push(row(Section::Floor, STATUS, How::Plain, Path::new("git"), &["status"], &tree));
    let there = RIPGREP.is_there(place);
    let rg = row(Section::Floor, RG, How::Plain, Path::new("rg"), &["-c", "^number", "."], &tree);
    rows.push(rg.read_by(Some(answer::counted_files)).unless_there(there));
    rows
}
