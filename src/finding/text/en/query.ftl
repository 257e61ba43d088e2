# What is wrong with a query. `suggestion` is what to write instead.
query-empty = the query is empty: to see every record, leave it out
query-empty-value = there is no value after `{ $field }`: write it without spaces, as in `{ $field }:x` or `{ $field }:x,y`, or `{ $suggestion }` for records without { $field }
query-empty-range = a range needs at least one end, as in `{ $field }:1000..` or `{ $field }:..1000`; records that have { $field } are found by `{ $suggestion }`
query-bad-range = `{ $value }` is not a range: it has two dots and two ends at most, as in `10..20`; a text with two dots stands in quotes
query-unclosed-quote = this quote (`{ $quote }`) is never closed
query-text-after-quote = after a closing quote there must be a space, a comma or two dots
query-stray-quote = a text with a double quote in it stands in quotes itself, with the inner one written twice: `"24"" screen"`
query-unclosed-parenthesis = this parenthesis is never closed
query-unopened-parenthesis = this parenthesis was never opened
query-glued-parenthesis = put a space before the parenthesis, or quotes around the text that contains it
query-empty-parentheses = there is nothing between the parentheses
query-missing-operand = `{ $operator }` has nothing to work on; to search for the word itself, put it in quotes
query-equals-sign = a query uses `:` where `set` uses `=`: write `{ $suggestion }`
query-unknown-operator = there is no operator `{ $operator }`: write `{ $suggestion }`
query-operator-in-value = after `{ $field }:` there can be no < or >: write `{ $suggestion }`
query-one-value = an operator compares with one value: write `{ $suggestion }`
query-one-field = ask for one field at a time: `{ $suggestion }`
query-unknown-function = there is no `{ $name }:`: write `{ $suggestion }`; a value that contains a colon stands in quotes
query-bad-field = `{ $field }` cannot be the name of a field: a text that contains a colon or an operator stands in quotes
query-negation-sign = to exclude, write `{ $suggestion }`
query-too-deep = the query is nested more than { $limit } levels deep

query-unknown-field = { $kind } has no field `{ $field }`
query-bare-field = `{ $field }` is the name of a field: what should it be? (if you typed > or <, the shell took it: quote the query, or write `{ $field }:1000..`)
query-nothing-beyond = nothing lies beyond `{ $field }`: it is neither a reference nor a table
query-whole-table = `{ $field }` is a table: say which of its fields
query-bad-value = `{ $value }` is not { $expected }, which `{ $field }` is
query-bad-value-help = write it as in `{ $field }:{ $expected_example }`
query-not-a-choice = `{ $field }` cannot be `{ $value }`, only one of: { $choices }
query-no-such-record = there is no { $kind } `{ $value }`
query-no-such-record-help = `carnet find { $value }` looks in names and texts too
query-several-currencies = the amounts are in several currencies ({ $currencies }): say which one you mean
query-two-currencies = a range from { $first } to { $second } has no meaning
query-unknown-currency = `{ $currency }` is not a currency
query-not-comparable = `{ $field }` has no order: name the values, separated by commas
query-broken-segment = the query of segment `{ $segment }` is faulty: `carnet check` shows where
