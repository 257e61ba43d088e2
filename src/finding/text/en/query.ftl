# What is wrong with a query. `suggestion` is what to write instead.
query-empty = The query is empty. To see every record, leave it out.
query-empty-value = There is no value after “{ $field }”. Write it without spaces, as in { $field }:x or { $field }:x,y. To find records without { $field }, write { $suggestion }.
query-empty-range = A range needs at least one end, as in { $field }:1000.. or { $field }:..1000. To find records that have { $field }, write { $suggestion }.
query-bad-range = “{ $value }” is not a range. A range has two dots and two ends at most: 10..20. A text with two dots stands in quotes.
query-unclosed-quote = This quote ({ $quote }) is never closed.
query-text-after-quote = After a closing quote there must be a space, a comma or two dots.
query-stray-quote = A text with a double quote in it stands in quotes itself, with the inner one written twice: "24"" screen".
query-unclosed-parenthesis = This parenthesis is never closed.
query-unopened-parenthesis = This parenthesis was never opened.
query-glued-parenthesis = Put a space before the parenthesis, or quotes around the text that contains it.
query-empty-parentheses = There is nothing between the parentheses.
query-missing-operand = “{ $operator }” has nothing to work on. To search for the word itself, put it in quotes.
query-equals-sign = A query uses “:” where “set” uses “=”. Write { $suggestion }.
query-unknown-operator = There is no operator “{ $operator }”. Write “{ $suggestion }”.
query-operator-in-value = After “{ $field }:” there can be no < or >. Write { $suggestion }.
query-one-value = An operator compares with one value. Write { $suggestion }.
query-one-field = Ask for one field at a time: { $suggestion }.
query-unknown-function = There is no “{ $name }:”. Write { $suggestion }. A value that contains a colon stands in quotes.
query-bad-field = “{ $field }” cannot be the name of a field. Put a text that contains a colon or an operator in quotes.
query-negation-sign = To exclude, write { $suggestion }.
query-too-deep = The query is nested more than { $limit } levels deep.

query-unknown-field = { $kind } has no field `{ $field }`
query-bare-field = `{ $field }` is the name of a field: what should it be? (if you typed > or <, the shell took it: quote the query, or write `{ $field }:1000..`)
query-nothing-beyond = nothing lies beyond `{ $field }`: it is neither a reference nor a table
query-whole-table = `{ $field }` is a table: say which of its fields
query-bad-value = `{ $value }` is not { $expected }, which `{ $field }` is
query-not-a-choice = `{ $field }` cannot be `{ $value }`, only one of: { $choices }
query-no-such-record = there is no { $kind } `{ $value }`
query-several-currencies = the amounts are in several currencies ({ $currencies }): say which one you mean
query-two-currencies = a range from { $first } to { $second } has no meaning
query-unknown-currency = `{ $currency }` is not a currency
query-not-comparable = `{ $field }` has no order: name the values, separated by commas
query-broken-segment = the query of segment `{ $segment }` is faulty: `carnet check` shows where
