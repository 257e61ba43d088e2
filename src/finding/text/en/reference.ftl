# Family 02, references: a record names another one.

# key, target, kind, suggestion; variant: suggestion
E0201 = there is no { $kind } `{ $target }`
    .message-no-kind = `{ $target }` does not say which kind of record it means
    .help-no-kind = write kind/id: `{ $suggestion }`
    .label = no such { $kind }
    .help = correct the id, or create the { $kind } first
    .help-suggestion = write `{ $suggestion }`
    .what = A record names another one that does not exist.
    .why = An invoice to an unknown customer appears on nobody's account, and a payment of an unknown invoice settles nothing.
    .mend = Correct the id (it is the name of the other record's file without its ending), or create the record that is missing.
    .example =
        customer = "amce"    # wrong: no file customers/amce.toml
        customer = "acme"    # right

# key, target, expected, found (both kinds: @kind-customer …)
E0202 = `{ $key }` names a record of the wrong kind
    .message-prefixed = `{ $key }` wants a bare id, since it can only name one kind
    .label-prefixed = the kind is known here
    .help-prefixed = write `{ $suggestion }`
    .label = { $found } found, { $expected } wanted
    .help = name a record of the kind { $expected }
    .what = The record that is named exists, but it is of another kind than the key wants.
    .why = A supplier has no customer account, so the figures could not be attributed.
    .mend = Name a record of the right kind. Where any kind is allowed, write kind/id, such as customer/acme.
    .example =
        invoice = "quote/site-acme"    # wrong
        invoice = "site-acme"          # right: the id of an invoice

# target, kind, date
E0203 = { $kind } `{ $target }` is archived since { $date }
    .label = archived
    .help = choose another one, or remove `archived` from the record if it is in use again
    .what = A record dated after that day names something that was put away.
    .why = Archived customers and products are hidden from lists, so the new record would be easy to overlook.
    .mend = Choose the one in use now, or take the key `archived` out of the other record.
    .example =
        product = "audit-2019"    # wrong: archived = 2024-12-31
        product = "audit-day"     # right

# target, candidates
E0204 = `{ $target }` can mean several records
    .label = one of: { $candidates }
    .help = write kind/id, or a longer id
    .what = What is written here fits more than one record.
    .why = carnet never picks one at random.
    .mend = Write the full id, with its kind where needed: customer/acme.
    .example =
        about = "acme"             # wrong: a customer and a supplier
        about = "customer/acme"    # right

# key, path
E0205 = `{ $key }` leads back to this record
    .label = goes round in a circle: { $path }
    .help = remove one of these links
    .what = Following this key from record to record leads back to where it began.
    .why = A company cannot be its own parent, and sums over such a circle would never end.
    .mend = Look at the records along the circle and remove the link that is wrong.
    .example =
        # customers/acme.toml
        parent = "acme-group"

        # customers/acme-group.toml
        parent = "acme"          # wrong: remove it

# key, value, table (@table-tax …), choices, suggestion; variant: suggestion
E0206 = { $table } `{ $value }` is not declared in carnet.toml
    .label = not declared
    .help = write one of: { $choices }; or declare it in carnet.toml
    .help-suggestion = write `{ $suggestion }`; declared are: { $choices }
    .what = A tax rate, series, pipeline or other code of the firm is used that carnet.toml does not declare.
    .why = Rates and series are set in one place for the whole book, so that two people never compute two totals.
    .mend = Use a declared code, or add it to carnet.toml.
    .example =
        tax = "20"       # wrong
        tax = "fr-20"    # right: declared under {"["}[tax]] in carnet.toml

# detail
E0207 = this query cannot be read: { $detail }
    .label = in this query
    .help = try it with `carnet list` until it answers, then copy it here
    .what = A record stores a query, as segments do, and the query contains a mistake.
    .why = A query that cannot be read must not mean “all records”.
    .mend = Correct the query. `carnet list customer 'QUERY'` shows what it finds.
    .example =
        query = "teritory:nord"     # wrong: unknown field
        query = "territory:nord"    # right
