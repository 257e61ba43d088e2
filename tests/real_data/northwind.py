"""Counts and totals of Northwind, from the CSV alone. Prints JSON; decimals are strings.

Rows with surplus commas are mended by their end: what follows the address is always there.
"""

import csv
import json
import sys
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

CENT = Decimal("0.01")


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
    by_year = defaultdict(Decimal)
    for line in details:
        full = Decimal(line["unitPrice"]) * Decimal(line["quantity"])
        allowance = full * Decimal(line["discount"])
        net = (full - allowance).quantize(CENT, ROUND_HALF_UP)
        gross += full
        direct += net
        by_allowance += full.quantize(CENT, ROUND_HALF_UP) - allowance.quantize(CENT, ROUND_HALF_UP)
        by_year[year[line["orderID"]]] += net
    print(json.dumps({
        "orders": len(orders),
        "orders_mended": orders_mended,
        "customers": len(customers),
        "customers_mended": customers_mended,
        "lines": len(details),
        "gross": str(gross),
        # Each line rounded to the cent, half away from zero.
        "net": str(direct),
        # The allowance rounded first, as EN 16931 has amounts of allowances: another total where a half cent decides.
        "net_by_rounded_allowance": str(by_allowance),
        "net_by_year": {year: str(net) for year, net in sorted(by_year.items())},
        "freight": str(sum(Decimal(order["freight"]) for order in orders)),
        "employees": len(read("employees.csv")[0]),
        "territories": len(read("territories.csv")[0]),
        "regions": len(read("regions.csv")[0]),
        "products": len(read("products.csv")[0]),
    }, indent=1))


main(sys.argv[1])
