"""Totals of the online shop's invoices, from the CSV alone. Prints JSON; decimals are strings."""

import csv
import json
import re
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path


def main(folder):
    with open(Path(folder) / "online_retail.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    invoices = [row for row in rows if not row["InvoiceNo"].startswith("C")]
    credit_notes = [row for row in rows if row["InvoiceNo"].startswith("C")]

    def total(some):
        return str(sum(Decimal(row["Quantity"]) * Decimal(row["UnitPrice"]) for row in some))

    countries, descriptions = defaultdict(set), defaultdict(set)
    for row in rows:
        countries[row["CustomerID"]].add(row["Country"])
        descriptions[row["StockCode"]].add(row["Description"].strip())
    months, products = defaultdict(Decimal), defaultdict(Decimal)
    for row in rows:
        code = re.sub(r"[^a-z0-9]+", "-", row["StockCode"].strip().lower()).strip("-")
        products[code] += Decimal(row["Quantity"]) * Decimal(row["UnitPrice"])
        month, _, year = row["InvoiceDate"].split(" ")[0].split("/")
        months[f"{year}-{int(month):02}"] += Decimal(row["Quantity"]) * Decimal(row["UnitPrice"])
    print(json.dumps({
        "rows": len(rows),
        "invoices": len({row["InvoiceNo"] for row in invoices}),
        "credit_notes": len({row["InvoiceNo"] for row in credit_notes}),
        "customers": len(countries),
        "products": len(descriptions),
        "invoiced": total(invoices),
        "credited": total(credit_notes),
        "net": total(rows),
        "by_month": {month: str(value) for month, value in sorted(months.items())},
        "by_product": {code: str(value) for code, value in sorted(products.items())},
        "other_countries": sum(len(found) - 1 for found in countries.values()),
        "other_descriptions": sum(len(found) - 1 for found in descriptions.values()),
    }, indent=1))


main(sys.argv[1])
