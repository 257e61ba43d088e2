//! The rows of all other programs, over the same facts.

use std::path::{Path, PathBuf};

use crate::answer;
use crate::data::Data;
use crate::place::Place;
use crate::program::{BEAN_CHECK, BEAN_QUERY, HLEDGER, LEDGER, Program, RECFIX, RECUTILS, RIPGREP, SQLITE};
use crate::row::{How, Row, Section, command, row, shell};

pub const STATUS: &str = "git status";
pub const RG: &str = "rg -c '^number'";
pub const ADD_COMMIT: &str = "`git add`, `git commit`";
pub const LEDGER_SUM: &str = "`ledger register ^income`, added up by `awk`";
pub const REC_SUM: &str = "`recsel`, added up by `awk`";
pub const HLEDGER_MONTHS: &str = "hledger balance -M ^income";
pub const SQL_STORED: &str = "`sqlite3`, totals stored";
pub const SQL_LINES: &str = "`sqlite3`, from the lines";

/// Records of the largest book for which beancount's cache is written.
const LARGEST_REMEMBERED: usize = 100_000;

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
    let field = Field { place, folder: &data.folder, tree: data.tree(), records: data.records };
    [field.net(), field.owed(), field.check(), field.won(), field.floor()].into_iter().flatten().collect()
}

/// Where the programs run.
struct Field<'a> {
    place: &'a Place,
    folder: &'a Path,
    tree: PathBuf,
    records: usize,
}

impl Field<'_> {
    fn net(&self) -> Vec<Row> {
        let hledger = ["-f", "book.journal", "balance", "-M", "^income", "--depth", "1", "-O", "csv"];
        let anew = self.row(&BEAN_QUERY, Section::Net, "bean-query", How::Anew, &[]);
        let (program, folder) = (BEAN_QUERY.path(self.place), self.folder.to_owned());
        let anew = anew.running(move |_| {
            let mut command = command(&program, &bean_query(BEAN_NET), &folder);
            command.env("BEANCOUNT_DISABLE_LOAD_CACHE", "1");
            vec![command]
        });
        vec![
            self.row(&SQLITE, Section::Net, SQL_STORED, How::Plain, &sql(NET_STORED)).read_by(answer::cents_by_month),
            self.row(&SQLITE, Section::Net, SQL_LINES, How::Plain, &sql(NET_LINES)).read_by(answer::cents_by_month),
            self.piped(&LEDGER, LEDGER_SUM, LEDGER_NET).read_by(answer::cents_by_month),
            self.piped(&RECUTILS, REC_SUM, REC_NET).read_by(answer::cents_by_month),
            self.row(&HLEDGER, Section::Net, HLEDGER_MONTHS, How::Plain, &hledger).read_by(answer::hledger_months),
            anew.read_by(answer::bean_months),
            self.remembering(Section::Net, BEAN_NET).read_by(answer::bean_months),
        ]
    }

    fn owed(&self) -> Vec<Row> {
        let ledger = ["-f", "book.journal", "balance", "^assets:receivable", "--flat", "--no-total"];
        let ledger = [&ledger[..], &["--format", "%(account) %(quantity(display_total))\n"]].concat();
        let hledger = ["-f", "book.journal", "balance", "^assets:receivable", "-O", "csv"];
        let label = |program: &str| format!("{program} balance ^assets:receivable");
        let row = |program, words: &[&str]| self.row(program, Section::Owed, &label(program.name), How::Plain, words);
        let sqlite = self.row(&SQLITE, Section::Owed, SQL_LINES, How::Plain, &sql(OWED));
        vec![
            sqlite.read_by(answer::cents_by_customer),
            row(&LEDGER, &ledger).read_by(answer::ledger_owed),
            row(&HLEDGER, &hledger).read_by(answer::hledger_owed),
            self.remembering(Section::Owed, BEAN_OWED).read_by(answer::bean_owed),
        ]
    }

    fn check(&self) -> Vec<Row> {
        let strict = ["-f", "book.journal", "check", "--strict"];
        vec![
            self.row(&HLEDGER, Section::Check, "hledger check --strict", How::Plain, &strict),
            self.row(&BEAN_CHECK, Section::Check, "bean-check", How::Anew, &["--no-cache", "book.beancount"]),
            self.row(&RECFIX, Section::Check, "recfix --check", How::Plain, &["--check", "book.rec"]),
        ]
    }

    fn won(&self) -> Vec<Row> {
        let recsel = ["-C", "-t", "Deal", "-e", "Stage = 'won'", "-P", "Id", "book.rec"];
        let label = "recsel -t Deal -e \"Stage = 'won'\"";
        vec![
            self.row(&SQLITE, Section::Won, "sqlite3", How::Plain, &sql(WON)).read_by(answer::won_lines),
            self.row(&RECUTILS, Section::Won, label, How::Plain, &recsel).read_by(answer::won_lines),
        ]
    }

    fn floor(&self) -> Vec<Row> {
        let rg = row(Section::Floor, RG, How::Plain, Path::new("rg"), &["-c", "^number", "."], &self.tree);
        vec![
            row(Section::Floor, STATUS, How::Plain, Path::new("git"), &["status"], &self.tree),
            rg.read_by(answer::counted_files).unless_there(RIPGREP.is_there(self.place)),
        ]
    }

    fn row(&self, program: &Program, section: Section, label: &str, how: How, words: &[&str]) -> Row {
        let there = program.is_there(self.place);
        row(section, label, how, &program.path(self.place), words, self.folder).unless_there(there)
    }

    fn piped(&self, program: &Program, label: &str, line: &'static str) -> Row {
        let folder = self.folder.to_owned();
        let row = Row::new(Section::Net, label, How::Plain, move |_| vec![shell(line, &[], &folder)]);
        row.unless_there(program.is_there(self.place))
    }

    /// bean-query with the file beside the book's that beancount writes where reading took it more than a second.
    fn remembering(&self, section: Section, query: &'static str) -> Row {
        let mut row = self.row(&BEAN_QUERY, section, "bean-query", How::Next, &bean_query(query));
        let kept = self.folder.join(".book.beancount.picklecache");
        if self.records > LARGEST_REMEMBERED && !kept.exists() && row.missing.is_none() {
            row.missing = Some("not run: its cache takes minutes to write");
        }
        let (program, folder) = (BEAN_QUERY.path(self.place), self.folder.to_owned());
        row.before(move |round| match round > 0 && !kept.exists() {
            true => command(&program, &bean_query(query), &folder).output().map(|_| ()),
            false => Ok(()),
        })
    }
}

fn bean_query(query: &str) -> [&str; 4] {
    ["--format", "csv", "book.beancount", query]
}

fn sql(query: &str) -> [&str; 3] {
    ["-readonly", "book.db", query]
}
