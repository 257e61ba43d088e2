"""Counts and totals of the hardware seller's opportunities, from the CSV alone. Prints JSON; decimals are strings."""

import csv
import json
import sys
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path


def main(folder):
    def read(name):
        with open(Path(folder) / name, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    deals, accounts, teams = read("sales_pipeline.csv"), read("accounts.csv"), read("sales_teams.csv")
    amounts, products, owners = defaultdict(Decimal), Counter(), defaultdict(Decimal)
    for deal in deals:
        amounts[deal["deal_stage"].lower()] += Decimal(deal["close_value"] or 0)
        owners[deal["sales_agent"]] += Decimal(deal["close_value"] or 0)
        products[deal["product"].replace("GTXPro", "GTX Pro")] += 1
    print(json.dumps({
        "deals": len(deals),
        "without_account": sum(deal["account"] in ("", "null") for deal in deals),
        "by_stage": dict(sorted(Counter(deal["deal_stage"].lower() for deal in deals).items())),
        "amount_by_stage": {stage: str(amount) for stage, amount in sorted(amounts.items())},
        "amount": str(sum(amounts.values())),
        "amount_by_owner": {owner: str(amount) for owner, amount in sorted(owners.items())},
        "by_product": dict(sorted(products.items())),
        "accounts": len(accounts),
        "subsidiaries": sum(bool(account["subsidiary_of"]) for account in accounts),
        "employees": sum(int(account["employees"]) for account in accounts),
        "revenue": str(sum(Decimal(account["revenue"]) for account in accounts) * 1000000),
        "members": len({row["sales_agent"] for row in teams} | {row["manager"] for row in teams}),
        "products": len(read("products.csv")),
    }, indent=1))


main(sys.argv[1])
