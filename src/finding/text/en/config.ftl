# Family 07, configuration: carnet.toml.

# detail; variants: missing, twice (detail: the id), pattern (detail: the pattern), no-format (detail: the number)
E0701 = carnet.toml: { $detail }
    .message-two-defaults = two tax rates are the default one: also `{ $detail }`
    .message-twice = `{ $detail }` is declared twice
    .message-no-format = there is no format { $detail } of books
    .message-missing = there is no carnet.toml here
    .message-twice = `{ $detail }` is declared twice in carnet.toml
    .message-pattern = `{ $detail }` is not a pattern of numbers
    .message-colour = `{ $detail }` is not a colour
    .message-logo = `{ $detail }` cannot be a logo
    .label = here
    .label-no-format = no such format
    .label-twice = declared again
    .label-pattern = not a pattern
    .label-colour = not a colour
    .label-logo = not a picture of the book
    .help = correct this first: most other rules depend on it
    .help-missing = change to the folder of your book, or begin a new one with `carnet init`
    .help-no-format = write format = 2
    .help-twice = rename or remove one of the two
    .help-pattern = write something like F-{"{"}year{"}"}-{"{"}n:4{"}"}
    .help-colour = write # and six hexadecimal digits: "#1f4e79"
    .help-logo = write the path of an svg, png or jpg file below the book's folder: "files/logo.svg"
    .what = The settings of the firm cannot be used as they are.
    .why = Tax rates, series and pipelines stand there. Until it is mended, only the form of the other files is checked.
    .mend = Correct the line shown. `carnet init` in an empty folder writes a complete example.
    .example =
        format = 2

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
        format = 3    # known to every version

# format, supported
E0706 = this book has format { $format }; the format of today is { $supported }
    .label = an older format
    .help = run `carnet migrate`: one commit, which changes names of keys and no value
    .what = The book was written for an older version of carnet.
    .why = It is read rightly, since every name that the format changed is known, but nothing is written into it: half of a book in the old form and half in the new would help nobody.
    .mend = Run `carnet migrate`. Tell the others who work on the book: an older carnet refuses the new format in one sentence.
    .example =
        format = 2

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
        off = ["E203"]     # wrong
        off = ["E0203"]    # right

# field, kind, detail; variants: clash, type (detail: the type), target (detail: the kind), name (detail: the name), kind,
# derived, reserved, twice, no-target
E0704 = the custom field `{ $field }` cannot be declared
    .message-derived = the custom field `{ $field }` has the name of a figure that carnet computes for each { $kind }
    .message-reserved = `{ $detail }` means something of its own in queries, so no custom field can have that name
    .message-twice = the custom field `{ $field }` of { $kind } is declared twice
    .message-no-target = the custom field `{ $field }` does not say which kind it refers to
    .message-clash = the custom field `{ $field }` has the name of a built-in key of { $kind }
    .message-kind = the custom field `{ $field }` is for a kind that does not exist: { $kind }
    .message-target = the custom field `{ $field }` refers to a kind that does not exist: { $detail }
    .message-name = `{ $detail }` cannot be the name of a custom field
    .message-type = the type of the custom field `{ $field }` is not known or incomplete: { $detail }
    .label = see here
    .label-derived = already a figure of { $kind }
    .label-reserved = reserved word
    .label-twice = declared again
    .label-no-target = a reference without a target
    .label-clash = already a key of { $kind }
    .help = correct the declaration
    .help-derived = choose another name
    .help-reserved = choose another name
    .help-twice = remove one of the two
    .help-no-target = add a line target = "customer", or another kind
    .help-clash = choose another name
    .help-kind = name a kind such as customer, deal or invoice
    .help-target = write target = "customer", or another kind
    .help-name = use small letters without accents, digits and underscores
    .help-type = choose one of: text, integer, amount, date, bool, choice (with choices), ref (with target)
    .what = A custom field is declared in carnet.toml in a way that cannot work.
    .why = Custom fields work like built-in ones everywhere, so their declaration must be exact.
    .mend = Give it a name of its own, a known type and a known kind.
    .example =
        {"["}[field]]
        kind = "customer"
        name = "sector"
        type = "text"
