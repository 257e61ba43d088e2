# Family 07, configuration: carnet.toml.

# detail
E0701 = carnet.toml: { $detail }
    .label = here
    .help = correct this first: most other rules depend on it
    .what = The settings of the firm cannot be used as they are.
    .why = Tax rates, series and pipelines stand there. Until it is mended, only the form of the other files is checked.
    .mend = Correct the line shown. `carnet init` in an empty folder writes a complete example.
    .example =
        format = 1

        {"["}firm]
        name = "Atelier Martin"

# format, supported
E0702 = this book has format { $format }; this carnet knows formats up to { $supported }
    .label = newer than this program
    .help = install a newer carnet
    .what = The book was written by a newer version of carnet.
    .why = Reading it with an older one could misunderstand it or spoil it.
    .mend = Update carnet. The book is not changed by trying.
    .example =
        format = 1    # known to every version

# code, suggestion; variant: suggestion
E0703 = `{ $code }` is not a finding code
    .label = unknown code
    .help = write a code such as E0203, or its name, such as archived-reference
    .help-suggestion = write `{ $suggestion }`
    .what = The table [check] of carnet.toml sets the level of a code that does not exist.
    .why = A mistyped code would leave the rule as it was, while you believe it changed.
    .mend = Correct the code. The list stands in docs/findings.md.
    .example =
        {"["}check]
        E203 = "off"     # wrong
        E0203 = "off"    # right

# field, kind; variants: clash, type (value, choices), kind
E0704 = the custom field `{ $field }` cannot be declared
    .message-clash = the custom field `{ $field }` has the name of a built-in key of { $kind }
    .message-type = the type of the custom field `{ $field }` is unknown
    .message-kind = the custom field `{ $field }` is for a kind that does not exist: { $kind }
    .label = see here
    .label-clash = already a key of { $kind }
    .help = correct the declaration
    .help-clash = choose another name
    .help-type = choose one of: text, number, amount, date, boolean, choice, reference, list
    .help-kind = name a kind such as customer, deal or invoice
    .what = A custom field is declared in carnet.toml in a way that cannot work.
    .why = Custom fields work like built-in ones everywhere, so their declaration must be exact.
    .mend = Give it a name of its own, a known type and a known kind.
    .example =
        {"["}[fields]]
        kind = "customer"
        name = "sector"
        type = "text"
