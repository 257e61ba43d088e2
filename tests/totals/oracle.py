"""The totals of documents, computed from the text of EN 16931-1 and of carnet's design, with exact fractions.

Reads a document a line (JSON) from standard input and writes its totals, a line each, to standard output. It knows nothing of
carnet's own arithmetic: tests/totals_oracle.rs compares the two to the last cent.

What the standard says (EN 16931-1, 6.4.1 and annex A): amounts are rounded to the currency's decimals, half away from zero.
BR-CO-10: BT-106 is the sum of BT-131. BR-CO-11 and 12: BT-107 and BT-108 are the sums of BT-92 and BT-99. BR-CO-13: BT-109 =
BT-106 - BT-107 + BT-108. BR-CO-14: BT-110 is the sum of BT-117. BR-CO-15: BT-112 = BT-109 + BT-110. BR-CO-16: BT-115 =
BT-112 - BT-113 + BT-114. BR-CO-17: BT-117 = BT-116 x BT-119 / 100, rounded, once for each category and rate.

What the design adds: a percentage off a line is rounded once with the line (decision 5); an allowance of the whole document that
names no rate is shared among the rates in proportion to their sums, cents by largest remainder; where prices include tax, the
agreed gross is what is due: net = gross - rounded tax for each category and rate, the lines' nets are cut from it by largest
remainder, and what BR-CO-17 cannot give goes into BT-114.
"""

import json
import sys
from collections import OrderedDict
from decimal import Decimal
from fractions import Fraction
from math import floor


def number(text):
    return Fraction(Decimal(text))


def rounded(value, decimals):
    """Half away from zero."""
    scaled = abs(value) * 10**decimals
    units = floor(scaled + Fraction(1, 2))
    return Fraction(units if value >= 0 else -units, 10**decimals)


def written(value, decimals):
    units = value * 10**decimals
    assert units.denominator == 1, "an amount has no more than the currency's decimals"
    digits = str(abs(units.numerator)).rjust(decimals + 1, "0")
    if decimals:
        digits = digits[:-decimals] + "." + digits[-decimals:]
    return ("-" if units < 0 else "") + digits


def largest_remainder(total, shares, decimals):
    """Amounts near the shares that sum to the total: of equal remainders the larger share goes first, then the earlier."""
    unit = Fraction(1, 10**decimals)
    parts = [floor(share / unit) * unit for share in shares]
    left = total - sum(parts, Fraction(0))
    order = sorted(range(len(shares)), key=lambda i: (parts[i] - shares[i], -abs(shares[i]), i))
    at = 0
    while left != 0:
        step = unit if left > 0 else -unit
        parts[order[at % len(order)]] += step
        left -= step
        at += 1
    return parts


def split(adjustments, decimals):
    """The sum of the amounts, and the sum of the percentages, which do not cascade."""
    amounts = sum((rounded(number(a["amount"]), decimals) for a in adjustments if "amount" in a), Fraction(0))
    percent = sum((number(a["percent"]) for a in adjustments if "percent" in a), Fraction(0))
    return amounts, percent


def line_agreed(line, decimals):
    exact = number(line["quantity"]) * number(line["price"]) / number(line.get("base", "1"))
    off, off_percent = split(line["allowances"], decimals)
    on, on_percent = split(line["charges"], decimals)
    if off_percent:
        # The reduced price is rounded once; a percentage on top of it is rounded by itself.
        net = rounded(exact * (1 - off_percent / 100), decimals) + rounded(exact * on_percent / 100, decimals)
    else:
        net = rounded(exact * (1 + on_percent / 100), decimals)
    return net - off + on


def of_document(adjustments, by_key, decimals):
    """(key, amount) for each rate that an allowance or charge of the whole document belongs to; None: nobody can say."""
    parts = []
    for adjustment in adjustments:
        key = tuple(adjustment["tax"]) if "tax" in adjustment else None
        base = by_key.get(key, Fraction(0)) if key else sum(by_key.values(), Fraction(0))
        if "amount" in adjustment:
            amount = rounded(number(adjustment["amount"]), decimals)
        else:
            amount = rounded(base * number(adjustment["percent"]) / 100, decimals)
        if key:
            parts.append((key, amount))
        elif amount == 0:
            continue
        elif len(by_key) == 1:
            parts.append((next(iter(by_key)), amount))
        elif base == 0:
            return None
        else:
            shares = [amount * part / base for part in by_key.values()]
            parts.extend(zip(by_key, largest_remainder(amount, shares, decimals)))
    return parts


CATEGORIES = ["S", "Z", "E", "AE", "K", "G", "O", "L", "M"]


def totals(document):
    decimals = document["decimals"]
    lines = document["lines"]
    order = lambda key: (CATEGORIES.index(key[0]), number(key[1]))
    agreed = [line_agreed(line, decimals) for line in lines]
    keys = [tuple(line["tax"]) for line in lines]
    by_key = OrderedDict((key, Fraction(0)) for key in sorted(set(keys), key=order))
    for key, amount in zip(keys, agreed):
        by_key[key] += amount
    allowances = of_document(document["allowances"], by_key, decimals)
    charges = of_document(document["charges"], by_key, decimals)
    if allowances is None or charges is None:
        return {"fault": "nothing-to-spread-over"}

    # Everything that is taxed, by key: (sign, kind, place, amount as agreed)
    taxed = {}
    for i, (key, amount) in enumerate(zip(keys, agreed)):
        taxed.setdefault(key, []).append((1, "line", i, amount))
    for i, (key, amount) in enumerate(allowances):
        taxed.setdefault(key, []).append((-1, "allowance", i, amount))
    for i, (key, amount) in enumerate(charges):
        taxed.setdefault(key, []).append((1, "charge", i, amount))
    nets = {"line": list(agreed), "allowance": [a for _, a in allowances], "charge": [a for _, a in charges]}
    breakdown, left = [], Fraction(0)
    for key in sorted(taxed, key=order):
        rate = number(key[1])
        whole = sum((sign * amount for sign, _, _, amount in taxed[key]), Fraction(0))
        if document["gross"]:
            taxable = whole - rounded(whole * rate / (100 + rate), decimals)
            shares = [sign * amount * 100 / (100 + rate) for sign, _, _, amount in taxed[key]]
            for (sign, kind, place, _), net in zip(taxed[key], largest_remainder(taxable, shares, decimals)):
                nets[kind][place] = sign * net
        else:
            taxable = whole
        tax = rounded(taxable * rate / 100, decimals)
        if document["gross"]:
            left += whole - taxable - tax
        breakdown.append((key, taxable, tax))
    write = lambda value: written(value, decimals)
    bt106 = sum(nets["line"], Fraction(0))
    bt107 = sum(nets["allowance"], Fraction(0))
    bt108 = sum(nets["charge"], Fraction(0))
    bt109 = bt106 - bt107 + bt108
    bt110 = sum((tax for _, _, tax in breakdown), Fraction(0))
    bt112 = bt109 + bt110
    bt113 = rounded(number(document.get("prepaid", "0")), decimals)
    bt114 = rounded(number(document.get("rounding", "0")), decimals) + left
    return {
        "lines": [write(net) for net in nets["line"]],
        "allowances": [write(net) for net in nets["allowance"]],
        "charges": [write(net) for net in nets["charge"]],
        "breakdown": [[key[0], key[1], write(taxable), write(tax)] for key, taxable, tax in breakdown],
        "BT-106": write(bt106),
        "BT-107": write(bt107),
        "BT-108": write(bt108),
        "BT-109": write(bt109),
        "BT-110": write(bt110),
        "BT-112": write(bt112),
        "BT-113": write(bt113),
        "BT-114": write(bt114),
        "BT-115": write(bt112 - bt113 + bt114),
    }


for line in sys.stdin:
    print(json.dumps(totals(json.loads(line))))
