# The book as tables: `carnet sql` and `carnet export`.

sql-empty = no statement was given
sql-empty-help = write one, such as: carnet sql 'select * from receivable'
sql-too-long = the question was stopped: it ran for { $seconds ->
        [one] a second
       *[other] { $seconds } seconds
    }
sql-too-long-help = `--timeout SECONDS` gives it more time, `--timeout 0` as much as it wants; a recursive question needs an end: `limit 100`
sql-too-large = the answer is larger than { $count } values
sql-too-large-help = ask for less: name columns, add `where` or `limit 100`; `carnet export sqlite FILE` writes whole tables
sql-several = one statement at a time
# word
sql-not-reading = { $word } is refused: `carnet sql` only reads
sql-not-reading-help = `carnet new`, `carnet set` and their kin change the book; `carnet export sqlite` writes a file that any program may change
# name
sql-no-table = there is no table { $name }
sql-no-table-help = `carnet sql --tables` lists them
# name
sql-no-column = there is no column { $name }
sql-no-column-help = `carnet sql --schema TABLE` lists those of a table; texts stand in single quotes
# name
sql-reserved = { $name } is a word of SQL
# name
sql-reserved-help = write "{ $name }" in double quotes for the table or column of that name
# name
sql-parameter = { $name } has no value here: only :as_of and :today have one
# message
sql-fault = SQLite cannot read this: { $message }
sql-no-rows = no rows
# column
sql-mixed = { $column } is of several currencies, and the answer would not say of which
sql-mixed-help = take the column currency along, and group by it where you add up: `select currency, sum(balance_cents) from invoice group by currency`
# count
table-left-out =
    { $count ->
        [one] a row with a number of more digits than a table holds is left out
       *[other] { $count } rows with numbers of more digits than a table holds are left out
    }
# what
table-not-built = this program was built without { $what }
table-not-built-help = install carnet with its default features
table-sort = sort
table-columns = columns
table-column = column
table-meaning = what it is
table-table = table
table-view = view
# path
export-unknown = `carnet export` writes no `{ $word }`, only sqlite, parquet and views
export-unknown-help = records as CSV, JSON and the like: carnet list invoice --format csv
export-taken = { $path } is there already, and `carnet export` did not write it
export-taken-help = `--force` writes over it
# path, detail
export-failed = { $path } was not written: { $detail }
# path
export-no-file = { $path } is no name of a file
# path, tables, rows
export-done = { $path } written: { $tables } tables, { $rows } rows

# The views.
table-view-receivable = Who owes what, by how late it is, one row a customer and currency: as `carnet report receivables`
table-view-ageing = What is owed, by how late it is, one row an age and currency: the totals of `carnet report receivables`
table-view-overdue = The documents that are late, each with its customer and how many days
table-view-balance = What stands between the firm and each customer, with its name, one row a customer and currency
table-view-sales = Sales without tax, credit notes deducted, by month: as `carnet report sales --by month`
table-view-sales-by-customer = The same by customer and month: as `carnet report sales --by customer,month`
table-view-sales-by-product = The same by product and month; what was taken off or added on whole documents has no product
table-view-pipeline = Open deals by stage, plain and weighted with their chances: as `carnet report pipeline`, without empty stages
table-view-line-total = Every line of quotes, orders and invoices with what it comes to
