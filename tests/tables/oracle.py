#!/usr/bin/env python3
"""The views over carnet's tables in other engines, against carnet's own reports, to the cent.

    python3 tests/tables/oracle.py CARNET FOLDER [--without-spark]

For every book below FOLDER/books, CARNET exports its tables, as Parquet into FOLDER/lake/BOOK and as a SQLite file. Then
DuckDB and Spark make the views out of all the books at once (`carnet export views`), Python's own sqlite3 reads each file,
and every amount of every view is held against what `carnet report` and `carnet list` say of the same book. Nothing is compared as a binary
float. Prints a line for each engine and ends with 1 where a single amount differs, with 3 where the engines cannot be had.

DuckDB and Spark come from the Python package index and are put into a virtual environment at FOLDER/venv. Spark needs Java (Debian: default-jre-headless).
"""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from environment import enter

ENGINES = ["duckdb==2.0.0", "pyspark==4.3.0"]

TODAY = "2026-08-15"
LATE = ["days_1_30", "days_31_60", "days_61_90", "over_90"]
AGES = ["not_due", *LATE, "credit"]
# The currencies of the books that the test writes, by their minor units.
DECIMALS = {"EUR": 2, "USD": 2, "JPY": 0, "TND": 3}


@dataclass
class Same:
    """A view and what carnet says of the same: every row of one has its amounts in the other."""

    view: str
    # The columns that tell rows apart, and those that carnet's answer calls otherwise.
    keys: list
    # The view's amounts, and the answer's of which each is the sum.
    amounts: dict
    # The words of carnet that answer.
    ask: list
    called: dict = field(default_factory=dict)
    # Of the view, `v`; and which rows of the answer are of the same.
    where: str = ""
    only: Callable = lambda key: True


def plain(names: list) -> dict:
    return {name: [name] for name in names}


def sold(view: str, keys: list, **more) -> Same:
    return Same(view, keys, {"net": ["sales"]}, ["report", "sales", "--by", ",".join(keys)], **more)


def lines(kind: str, more: list = (), where: str = "") -> Same:
    """The lines of documents that nothing is taken off or added to, beside the documents' totals."""
    nothing = "".join(
        f" AND NOT EXISTS (SELECT 1 FROM {kind}_{table} a WHERE a.book = v.book AND a.id = v.document)"
        for table in ("allowance", "charge")
    )
    queries = [f"no:{table}.{key}" for table in ("allowances", "charges") for key in ("amount", "percent")]
    return Same(
        "line_total",
        ["document"],
        {"net": ["net"]},
        ["list", kind, *queries, *more, "--columns", "id,net"],
        {"document": "id"},
        f"v.kind = '{kind}'" + nothing + where,
    )


# What took something off or added it on a whole document has no product; a customer without a file has no balance.
def named(key: tuple) -> bool:
    return key[0] not in ("", "document")


RECEIVABLES = ["report", "receivables"]
COMPARED = [
    Same("receivable", ["customer"], plain([*AGES, "total"]), RECEIVABLES),
    *(Same("ageing", [], {"balance": [age]}, RECEIVABLES, where=f"v.age = '{age}'") for age in AGES),
    Same("overdue", ["customer"], {"balance": LATE}, RECEIVABLES),
    Same("balance", ["customer"], {"balance": ["total"], "overdue": LATE}, RECEIVABLES, only=named),
    Same("balance", ["customer"], {"sales": ["sales"]}, ["report", "sales", "--by", "customer"], only=named),
    Same(
        "balance",
        ["customer"],
        plain(["balance", "overdue"]),
        ["list", "customer", "--archived", "--columns", "id,balance,overdue"],
        {"customer": "id"},
    ),
    sold("sales", ["month"]),
    sold("sales_by_customer", ["customer", "month"]),
    sold("sales_by_product", ["product"], where="v.product IS NOT NULL", only=named),
    sold("sales_by_product", ["category"], where="v.category IS NOT NULL", only=named),
    sold("sales_by_product", ["product", "month"], where="v.product IS NOT NULL", only=named),
    Same(
        "pipeline",
        ["pipeline", "stage"],
        plain(["amount", "weighted"]),
        ["report", "pipeline", "--by", "pipeline,stage"],
    ),
    lines(
        "quote",
        ["no:lines.option"],
        " AND NOT EXISTS (SELECT 1 FROM quote_line l WHERE l.book = v.book AND l.id = v.document AND l.option IS NOT NULL)",
    ),
    lines("order"),
    # A line of a credit note is positive, as the document says it; a corrected invoice counts for what it changes.
    lines(
        "invoice",
        ["not:type:credit-note,corrected"],
        " AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.book = v.book AND i.id = v.document"
        " AND i.type IN ('credit-note', 'corrected'))",
    ),
]


def carnet(program: str, book: Path, *args: str) -> str:
    command = [program, "-C", str(book), "--today", TODAY, "--lang", "en", *args]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{command}: {done.stderr}")
    return done.stdout


def answer(program: str, book: Path, same: Same, known: dict) -> dict:
    """The amounts that carnet says and that are not nil, by their keys, the view's name for them and the currency."""
    command = (book, *same.ask)
    if command not in known:
        more = ["--period", "2023-01-01..2027-12-31", "--compare", "none"] if "sales" in same.ask else []
        known[command] = json.loads(carnet(program, book, *same.ask, *more, "--format", "json"))["records"]
    sums = {}
    for row in known[command]:
        words = (row.get(same.called.get(name, name)) for name in same.keys)
        key = tuple("" if word in (None, "none") else word for word in words)
        for amount, parts in same.amounts.items():
            for part in parts:
                # Of a customer with several currencies, one amount each.
                found = row.get(part, [])
                for money in found if isinstance(found, list) else [found]:
                    if same.only(key):
                        add(sums, (*key, amount, money["currency"]), Decimal(money["amount"]))
    return {key: amount for key, amount in sums.items() if amount}


def add(sums: dict, key: tuple, amount: Decimal):
    sums[key] = sums.get(key, Decimal(0)) + amount


def found(rows: list, same: Same) -> dict:
    """The same of the rows of a view, by the book they are of."""
    books = {}
    for row in rows:
        sums = books.setdefault(row["book"], {})
        for name in same.amounts:
            amount = row[name]
            if amount is None:
                continue
            assert isinstance(amount, Decimal), f"{name} is a {type(amount).__name__}"
            key = tuple(row[key] or "" for key in same.keys)
            add(sums, (*key, name, row["currency"]), amount)
    return {book: {key: amount for key, amount in sums.items() if amount} for book, sums in books.items()}


def duckdb_rows(script: str):
    import duckdb

    connection = duckdb.connect()
    connection.execute(script)

    def rows(query: str) -> list:
        answer = connection.execute(query)
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row)) for row in answer.fetchall()]

    return rows


def spark_rows(script: str):
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    for statement in script.split(";\n"):
        if statement.strip():
            session.sql(statement)

    def rows(query: str) -> list:
        return [row.asDict() for row in session.sql(query).collect()]

    return rows


def sqlite_rows(files: list):
    def rows(query: str) -> list:
        all_rows = []
        for file in files:
            connection = sqlite3.connect(file)
            answer = connection.execute(query)
            names = [column[0] for column in answer.description]
            for values in answer.fetchall():
                row = {}
                for name, value in zip(names, values):
                    if name.endswith("_cents") and value is not None:
                        currency = values[names.index("currency")]
                        value = Decimal(value).scaleb(-DECIMALS[currency])
                    row[name.removesuffix("_cents")] = value
                all_rows.append(row)
        return all_rows

    return rows


def main():
    program, folder = os.path.abspath(sys.argv[1]), Path(sys.argv[2]).resolve()
    spark = "--without-spark" not in sys.argv
    enter(folder / "venv", ENGINES if spark else ENGINES[:1])
    books = sorted(path for path in (folder / "books").iterdir() if path.is_dir())
    lake, files = folder / "lake", []
    for book in books:
        carnet(program, book, "export", "parquet", str(lake / book.name), "--force")
        files.append(folder / f"{book.name}.sqlite")
        carnet(program, book, "export", "sqlite", str(files[-1]), "--force")
    known = {}
    expected = [{book.name: answer(program, book, same, known) for book in books} for same in COMPARED]
    for same, by_book in zip(COMPARED, expected):
        assert any(by_book.values()), f"nothing to compare with {same}"
    stars = str(lake / "*")
    engines = {
        "sqlite": lambda: sqlite_rows(files),
        "duckdb": lambda: duckdb_rows(carnet(program, books[0], "export", "views", "duckdb", stars)),
    }
    if spark:
        engines["spark"] = lambda: spark_rows(carnet(program, books[0], "export", "views", "spark", stars))
    wrong = 0
    for engine, start in engines.items():
        rows, compared, faults = start(), {}, []
        for same, by_book in zip(COMPARED, expected):
            where = f" WHERE {same.where}" if same.where else ""
            sums = found(rows(f"SELECT v.* FROM {same.view} v{where}"), same)
            for book in books:
                there, want = sums.get(book.name, {}), by_book[book.name]
                compared[same.view] = compared.get(same.view, 0) + len(want)
                for key in sorted(set(there) | set(want)):
                    if there.get(key) != want.get(key):
                        faults.append(f"  {book.name} {same.view} {key}: {there.get(key)}, carnet says {want.get(key)}")
        # Every table and view can be read whole, across all books.
        for (name,) in tables(files[0]):
            quote = "`" if engine == "spark" else '"'
            rows(f"SELECT * FROM {quote}{name}{quote}")
        missing = views(files[0]) - set(compared)
        assert not missing, f"not compared: {missing}"
        each = ", ".join(f"{view} {count}" for view, count in compared.items())
        print(f"{engine}: {sum(compared.values())} amounts of {len(books)} books, {len(faults)} differ ({each})", flush=True)
        for fault in faults[:20]:
            print(fault)
        wrong += len(faults)
    sys.exit(1 if wrong else 0)


def views(file: Path) -> set:
    """The views that ship, all of which are to be compared."""
    return {name for (name,) in sqlite3.connect(file).execute("SELECT name FROM sqlite_master WHERE type = 'view'")}


def tables(file: Path) -> list:
    """The tables and views that every book has: firms' own fields make more."""
    names = sqlite3.connect(file).execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    return [name for name in names if name[0] != "customer_machine"]


main()
