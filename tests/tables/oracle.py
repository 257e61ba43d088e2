#!/usr/bin/env python3
"""The views over carnet's tables in other engines, against carnet's own reports, to the cent.

    python3 tests/tables/oracle.py CARNET FOLDER [--without-spark]

For every book below FOLDER/books, CARNET exports its tables, as Parquet into FOLDER/lake/BOOK and as a SQLite file. Then
DuckDB and Spark make the views out of all the books at once (`carnet export views`), Python's own sqlite3 reads each file,
and every amount of the views is held against what `carnet report` says of the same book. Nothing is compared as a binary
float. Prints a line for each engine and ends with 1 where a single amount differs.

DuckDB and Spark come from the Python package index: where they are missing, they are put into a virtual environment at
FOLDER/venv. Spark needs Java (Debian: default-jre-headless).
"""

import json
import os
import sqlite3
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

TODAY = "2026-08-15"
AGES = ["not_due", "days_1_30", "days_31_60", "days_61_90", "over_90", "credit", "total"]
# The currencies of the books that the test writes, by their minor units.
DECIMALS = {"EUR": 2, "USD": 2, "JPY": 0, "TND": 3}
# What is compared: view, the columns that tell its rows apart, its amounts, and the same of a report.
COMPARED = [
    ("receivable", ["customer"], AGES, ["receivables"], ["customer"], AGES),
    ("sales", ["month"], ["net"], ["sales", "--by", "month"], ["month"], ["sales"]),
    (
        "sales_by_customer",
        ["customer", "month"],
        ["net"],
        ["sales", "--by", "customer,month"],
        ["customer", "month"],
        ["sales"],
    ),
    (
        "pipeline",
        ["pipeline", "stage"],
        ["amount", "weighted"],
        ["pipeline", "--by", "pipeline,stage"],
        ["pipeline", "stage"],
        ["amount", "weighted"],
    ),
]


def in_environment(folder: Path, spark: bool):
    """Starts this script again with a Python that has the engines."""
    wanted = ["duckdb"] + (["pyspark"] if spark else [])
    try:
        for name in wanted:
            __import__(name)
        return
    except ImportError:
        pass
    environment = folder / "venv"
    python = environment / "bin" / "python"
    if Path(sys.executable) == python:
        sys.exit("the engines are installed and cannot be loaded")
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *wanted], check=True)
    os.execv(python, [str(python), *sys.argv])


def carnet(program: str, book: Path, *args: str) -> str:
    command = [program, "-C", str(book), "--today", TODAY, "--lang", "en", *args]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{command}: {done.stderr}")
    return done.stdout


def report(program: str, book: Path, words: list, keys: list, names: list) -> dict:
    """The amounts of a report that are not nil, by their keys, name and currency."""
    more = ["--period", "2023-01-01..2027-12-31", "--compare", "none"] if words[0] == "sales" else []
    answer = json.loads(carnet(program, book, "report", *words, *more, "--format", "json"))
    sums = {}
    for row in answer["records"]:
        for name in names:
            if name in row:
                key = tuple("" if row.get(key) in (None, "none") else row[key] for key in keys)
                add(sums, (*key, name, row[name]["currency"]), Decimal(row[name]["amount"]))
    return {key: amount for key, amount in sums.items() if amount}


def add(sums: dict, key: tuple, amount: Decimal):
    sums[key] = sums.get(key, Decimal(0)) + amount


def found(rows: list, keys: list, names: list, sold: bool) -> dict:
    """The same of the rows of a view, by the book they are of."""
    books = {}
    for row in rows:
        sums = books.setdefault(row["book"], {})
        for name in names:
            amount = row[name]
            if amount is None:
                continue
            assert isinstance(amount, Decimal), f"{name} is a {type(amount).__name__}"
            key = tuple(row[key] or "" for key in keys)
            add(sums, (*key, "sales" if sold else name, row["currency"]), amount)
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
    in_environment(folder, spark)
    books = sorted(path for path in (folder / "books").iterdir() if path.is_dir())
    lake, files = folder / "lake", []
    for book in books:
        carnet(program, book, "export", "parquet", str(lake / book.name), "--force")
        files.append(folder / f"{book.name}.sqlite")
        carnet(program, book, "export", "sqlite", str(files[-1]), "--force")
    expected = {}
    for view, _, _, words, keys, names in COMPARED:
        expected[view] = {book.name: report(program, book, words, keys, names) for book in books}
    stars = str(lake / "*")
    engines = {
        "sqlite": lambda: sqlite_rows(files),
        "duckdb": lambda: duckdb_rows(carnet(program, books[0], "export", "views", "duckdb", stars)),
    }
    if spark:
        engines["spark"] = lambda: spark_rows(carnet(program, books[0], "export", "views", "spark", stars))
    wrong = 0
    for engine, start in engines.items():
        rows, compared, faults = start(), 0, []
        for view, keys, names, _, _, _ in COMPARED:
            sums = found(rows(f"SELECT * FROM {view}"), keys, names, view.startswith("sales"))
            for book in books:
                there, want = sums.get(book.name, {}), expected[view][book.name]
                compared += len(want)
                for key in sorted(set(there) | set(want)):
                    if there.get(key) != want.get(key):
                        faults.append(f"  {book.name} {view} {key}: {there.get(key)}, carnet says {want.get(key)}")
        # Every table and view can be read whole, across all books.
        for (name,) in tables(files[0]):
            quote = "`" if engine == "spark" else '"'
            rows(f"SELECT * FROM {quote}{name}{quote}")
        print(f"{engine}: {compared} amounts of {len(books)} books, {len(faults)} differ", flush=True)
        for fault in faults[:20]:
            print(fault)
        wrong += len(faults) + (compared == 0)
    sys.exit(1 if wrong else 0)


def tables(file: Path) -> list:
    """The tables and views that every book has: firms' own fields make more."""
    names = sqlite3.connect(file).execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    return [name for name in names if name[0] != "customer_machine"]


main()
