"""Counts and totals of Northwind, from the CSV alone. Prints JSON; decimals are strings.

Rows with surplus commas are mended by their end: what follows the address is always there.
"""

import csv
import json
import re
import sys
import unicodedata
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

CENT = Decimal("0.01")


def slug(text):
    """The id that the mapping makes of a name: lower case, no accents or apostrophes, everything else a hyphen."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("'", "")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def main(folder):
    def read(name, surplus=None):
        with open(Path(folder) / name, encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        mended = 0
        for row in rows:
            more = len(row) - len(header)
            if more:
                mended += 1
                at = header.index(surplus)
                row[at:at + more + 1] = [",".join(row[at:at + more + 1])]
        return [dict(zip(header, row)) for row in rows], mended

    orders, orders_mended = read("orders.csv", "shipAddress")
    customers, customers_mended = read("customers.csv", "address")
    details, _ = read("order-details.csv")
    year = {order["orderID"]: order["orderDate"][:4] for order in orders}
    gross = direct = by_allowance = Decimal(0)
    by_year, by_product = defaultdict(Decimal), defaultdict(Decimal)
    product = {row["productID"]: slug(row["productName"]) for row in read("products.csv")[0]}
    for line in details:
        full = Decimal(line["unitPrice"]) * Decimal(line["quantity"])
        allowance = full * Decimal(line["discount"])
        net = (full - allowance).quantize(CENT, ROUND_HALF_UP)
        gross += full
        direct += net
        by_allowance += full.quantize(CENT, ROUND_HALF_UP) - allowance.quantize(CENT, ROUND_HALF_UP)
        by_year[year[line["orderID"]]] += net
        by_product[product[line["productID"]]] += net
    print(json.dumps({
        "orders": len(orders),
        "orders_mended": orders_mended,
        "customers": len(customers),
        "customers_mended": customers_mended,
        "lines": len(details),
        "gross": str(gross),
        # Each line rounded to the cent once, half away from zero: docs/decisions/0005-percent-allowances.md.
        "net": str(direct),
        # The allowance rounded first: another total.
        "net_by_rounded_allowance": str(by_allowance),
        "net_by_year": {year: str(net) for year, net in sorted(by_year.items())},
        "net_by_product": {name: str(net) for name, net in sorted(by_product.items())},
        "freight": str(sum(Decimal(order["freight"]) for order in orders)),
        "employees": len(read("employees.csv")[0]),
        "territories": len(read("territories.csv")[0]),
        "regions": len(read("regions.csv")[0]),
        "products": len(read("products.csv")[0]),
    }, indent=1))


main(sys.argv[1])
