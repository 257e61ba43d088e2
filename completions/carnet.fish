# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_carnet_global_optspecs
    string join \n C/book= today= as-of= at= lang= no-cache verbose color= h/help V/version
end

function __fish_carnet_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_carnet_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_carnet_using_subcommand
    set -l cmd (__fish_carnet_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c carnet -n "__fish_carnet_needs_command" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_needs_command" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_needs_command" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_needs_command" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_needs_command" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_needs_command" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_needs_command" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_needs_command" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_needs_command" -s h -l help -d 'Print help'
complete -c carnet -n "__fish_carnet_needs_command" -s V -l version -d 'Print version'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "check" -d 'Find every fault of the book, in one run'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "list" -d 'List records of a kind'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "show" -d 'Show records with all that is derived from them and all that refers to them'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "find" -d 'Find records by words'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "total" -d 'Add up records: sum, count, average, minimum, maximum'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "report" -d 'Print a report; without a name, list them'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "sql" -d 'Ask in SQL, over a table of every kind and the views that ship'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "export" -d 'Write the book as tables for other programs'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "init" -d 'Start a new book'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "demo" -d 'Write a demonstration firm of two years into a new folder, check it, and show its figures'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "explain" -d 'Explain a finding: what is wrong, why it matters, how to mend it'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "log" -d 'Tell what happened: who changed what, newest first'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "diff" -d 'Tell what differs between two states of the book, and what that makes of its figures'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "blame" -d 'Tell for every value of a record since when it is so, and by whom'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "feed" -d 'Tell what is new (sold, won, lost, issued, paid, noted) and what wants attention'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "sync" -d 'Bring your commits and those of your colleagues together, and send yours'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "audit" -d 'Prove that issued documents are what they were, commit by commit, or name where they are not'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "close" -d 'Close a period: its issued documents stay as they are from then on'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "guard" -d 'Judge commits by who may change what, before they come in'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "new" -d 'Write a new record'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "issue" -d 'Give drafts their numbers: they become documents, and stay as they are'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "set" -d 'Change fields of a record'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "confirm" -d 'Record that contact data of a customer or contact are still right'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "line" -d 'Add, change or remove lines of a document'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "quote" -d 'Write a quote for a deal, mark a quote as sent, or revise it'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "accept" -d 'Record that a quote was accepted: its deal is won, and the order is written'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "convert" -d 'Write a draft invoice of orders and deliveries: what is left of them, a deposit, or as far as the work has progressed'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "send" -d 'Send documents by e-mail, or write the messages ready to be sent'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "transmission" -d 'Write down how a document went, and what came back'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "render" -d 'Write documents as PDF, web page, e-invoice or plain text'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "template" -d 'Show the templates of documents, or copy one into the book to change it'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "credit" -d 'Write a credit note: for an invoice, for lines or an amount of it, or a rebate over several; or let one pay an invoice'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "correct" -d 'Write a corrected invoice: a draft that takes the place of an invoice that was wrong'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "edit" -d 'Open a record in your editor'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "mv" -d 'Rename a record and every reference to it'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "rm" -d 'Remove records that were a mistake'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "fmt" -d 'Bring files into their canonical form'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "migrate" -d 'Bring a book of an older format to this carnet\'s'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "import" -d 'Import records from another program\'s file'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "file" -d 'File a scan as a draft bill, the file itself kept with it'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "schema" -d 'Print the JSON Schema of a kind, for editors'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "doctor" -d 'Look at what stands around the book: git, the repository, this clone\'s settings, the remote'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "merge-driver" -d 'Merge one file for git: records field by field, lines by what they are'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "completions" -d 'Print a completion script for your shell'
complete -c carnet -n "__fish_carnet_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c carnet -n "__fish_carnet_using_subcommand check" -l since -d 'Only what concerns files changed since this commit; what they refer to is checked all the same' -r
complete -c carnet -n "__fish_carnet_using_subcommand check" -l baseline -d 'Leave out the findings that this file holds [default: `baseline` in the [check] table of carnet.toml]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand check" -l write-baseline -d 'Write all findings to this file, so that from now on only others are shown' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand check" -s f -l format -d 'How to print findings' -r -f -a "full\t''
short\t''
json\t''
sarif\t''
github\t''
gitlab\t''
junit\t''"
complete -c carnet -n "__fish_carnet_using_subcommand check" -l level -d 'Show findings of this level and above' -r -f -a "error\t''
warning\t''
note\t''"
complete -c carnet -n "__fish_carnet_using_subcommand check" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand check" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand check" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand check" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand check" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand check" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand check" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand check" -l fix -d 'Mend what can be mended without losing or guessing anything, as one commit'
complete -c carnet -n "__fish_carnet_using_subcommand check" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand check" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand check" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand check" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand check" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand list" -s p -l period -d 'Only records whose date lies in this period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B' -r
complete -c carnet -n "__fish_carnet_using_subcommand list" -s c -l columns -d 'Fields to show, separated by commas; derived ones and those of other records too: `customer.name,balance`' -r
complete -c carnet -n "__fish_carnet_using_subcommand list" -s s -l sort -d 'Fields to sort by, separated by commas; a minus sorts downwards: `-balance,date`' -r
complete -c carnet -n "__fish_carnet_using_subcommand list" -s n -l limit -d 'Show at most so many' -r
complete -c carnet -n "__fish_carnet_using_subcommand list" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand list" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand list" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand list" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand list" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand list" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand list" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand list" -l archived -d 'Archived records too'
complete -c carnet -n "__fish_carnet_using_subcommand list" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand list" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand show" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand show" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand show" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand show" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand show" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand show" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand show" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand show" -l all -d 'Everything that refers to them, not just the ten most recent of each kind'
complete -c carnet -n "__fish_carnet_using_subcommand show" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand show" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand find" -s k -l kind -d 'Only records of this kind; may be given several times' -r
complete -c carnet -n "__fish_carnet_using_subcommand find" -s n -l limit -d 'Show at most so many [default: 20 for people, all for programs]' -r
complete -c carnet -n "__fish_carnet_using_subcommand find" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand find" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand find" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand find" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand find" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand find" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand find" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand find" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand find" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand find" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand total" -s p -l period -d 'Only records whose date lies in this period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B' -r
complete -c carnet -n "__fish_carnet_using_subcommand total" -l of -d 'Fields to add up, separated by commas: `net`, `balance`, `lines.quantity`; without it records are counted' -r
complete -c carnet -n "__fish_carnet_using_subcommand total" -l by -d 'Fields to group by, separated by commas; dates in steps: `owner,date:month`, or just `month`' -r
complete -c carnet -n "__fish_carnet_using_subcommand total" -l fn -d 'What to compute, separated by commas' -r -f -a "sum\t''
count\t''
average\t''
minimum\t''
maximum\t''"
complete -c carnet -n "__fish_carnet_using_subcommand total" -s s -l sort -d 'Columns to sort by, separated by commas; a minus sorts downwards: `-net`' -r
complete -c carnet -n "__fish_carnet_using_subcommand total" -l limit -d 'Show at most so many groups' -r
complete -c carnet -n "__fish_carnet_using_subcommand total" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand total" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand total" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand total" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand total" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand total" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand total" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand total" -l archived -d 'Archived records too'
complete -c carnet -n "__fish_carnet_using_subcommand total" -l why -d 'Also name the records behind each figure'
complete -c carnet -n "__fish_carnet_using_subcommand total" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand total" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand total" -s h -l help -d 'Print help'
complete -c carnet -n "__fish_carnet_using_subcommand report" -s p -l period -d 'The period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B' -r
complete -c carnet -n "__fish_carnet_using_subcommand report" -l by -d 'What to break the figures down by, separated by commas: `owner,month`' -r
complete -c carnet -n "__fish_carnet_using_subcommand report" -l step -d 'Steps of time as columns: day, week, month, quarter, year, fy' -r
complete -c carnet -n "__fish_carnet_using_subcommand report" -l compare -d 'Compare sales with the period before (`previous`), the year before (`year`), both or none; the pipeline with itself as it stood on a day or at a commit' -r
complete -c carnet -n "__fish_carnet_using_subcommand report" -l customer -d 'Only this customer' -r
complete -c carnet -n "__fish_carnet_using_subcommand report" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand report" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand report" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand report" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand report" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand report" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand report" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand report" -l why -d 'Also list the documents behind each figure'
complete -c carnet -n "__fish_carnet_using_subcommand report" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand report" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand report" -s h -l help -d 'Print help'
complete -c carnet -n "__fish_carnet_using_subcommand sql" -l schema -d 'Show the columns of a table or view' -r
complete -c carnet -n "__fish_carnet_using_subcommand sql" -l timeout -d 'Stop a question that runs for so many seconds; 0 lets it run' -r
complete -c carnet -n "__fish_carnet_using_subcommand sql" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand sql" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand sql" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand sql" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand sql" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand sql" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand sql" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand sql" -l tables -d 'List the tables and views'
complete -c carnet -n "__fish_carnet_using_subcommand sql" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand sql" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand sql" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand export; and not __fish_seen_subcommand_from sqlite parquet views help" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand export; and not __fish_seen_subcommand_from sqlite parquet views help" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand export; and not __fish_seen_subcommand_from sqlite parquet views help" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand export; and not __fish_seen_subcommand_from sqlite parquet views help" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand export; and not __fish_seen_subcommand_from sqlite parquet views help" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand export; and not __fish_seen_subcommand_from sqlite parquet views help" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand export; and not __fish_seen_subcommand_from sqlite parquet views help" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand export; and not __fish_seen_subcommand_from sqlite parquet views help" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand export; and not __fish_seen_subcommand_from sqlite parquet views help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand export; and not __fish_seen_subcommand_from sqlite parquet views help" -f -a "sqlite" -d 'One SQLite file with every table and view'
complete -c carnet -n "__fish_carnet_using_subcommand export; and not __fish_seen_subcommand_from sqlite parquet views help" -f -a "parquet" -d 'A folder of Apache Parquet files, one a table, for DuckDB, Spark and their kin'
complete -c carnet -n "__fish_carnet_using_subcommand export; and not __fish_seen_subcommand_from sqlite parquet views help" -f -a "views" -d 'Print the SQL that makes the tables and views out of folders of Parquet'
complete -c carnet -n "__fish_carnet_using_subcommand export; and not __fish_seen_subcommand_from sqlite parquet views help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from sqlite" -l name -d 'What the column `book` says, where tables of several books are read together [default: the book\'s folder]' -r
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from sqlite" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from sqlite" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from sqlite" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from sqlite" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from sqlite" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from sqlite" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from sqlite" -l force -d 'Write over a file that `carnet export` did not write'
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from sqlite" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from sqlite" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from sqlite" -s h -l help -d 'Print help'
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from parquet" -l name -d 'What the column `book` says, where tables of several books are read together [default: the book\'s folder]' -r
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from parquet" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from parquet" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from parquet" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from parquet" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from parquet" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from parquet" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from parquet" -l force -d 'Write over a file that `carnet export` did not write'
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from parquet" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from parquet" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from parquet" -s h -l help -d 'Print help'
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from views" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from views" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from views" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from views" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from views" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from views" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from views" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from views" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from views" -s h -l help -d 'Print help'
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from help" -f -a "sqlite" -d 'One SQLite file with every table and view'
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from help" -f -a "parquet" -d 'A folder of Apache Parquet files, one a table, for DuckDB, Spark and their kin'
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from help" -f -a "views" -d 'Print the SQL that makes the tables and views out of folders of Parquet'
complete -c carnet -n "__fish_carnet_using_subcommand export; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c carnet -n "__fish_carnet_using_subcommand init" -l name -d 'Registered name of the firm' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l country -d 'Country, two letters' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l legal-form -d 'Legal form: SARL, EI…' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l siret -d 'French establishment number' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l capital -d 'Share capital of a French company' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l register -d 'Its trade register entry: RCS Lille 732 829 320' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l street -d 'Street and number of the firm' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l postcode -d 'Postcode' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l city -d 'City' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l vat -d 'VAT regime: normal or franchise' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l vat-id -d 'VAT number' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l iban -d 'Bank account that customers pay into' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l language -d 'Language of reports and documents' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l currency -d 'Currency of the book' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l time-zone -d 'Time zone: Europe/Paris' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l fiscal-year-start -d 'First month of the fiscal year' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l terms -d 'Payment terms: 30d, 30d-eom' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l first-number -d 'Number of the first invoice written here' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l member-name -d 'Your name' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l email -d 'Your e-mail address, that of your commits' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l member-id -d 'The id that stands for you' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand init" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand init" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand init" -s y -l yes -d 'Take the proposed answer to every question that no flag answers'
complete -c carnet -n "__fish_carnet_using_subcommand init" -l force -d 'Start the book in a folder that is not empty; no file there is changed'
complete -c carnet -n "__fish_carnet_using_subcommand init" -l no-git -d 'Without a git repository: no history, no undo'
complete -c carnet -n "__fish_carnet_using_subcommand init" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand init" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand demo" -l seed -d 'Another number makes another history' -r
complete -c carnet -n "__fish_carnet_using_subcommand demo" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand demo" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand demo" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand demo" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand demo" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand demo" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand demo" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand demo" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand demo" -s h -l help -d 'Print help'
complete -c carnet -n "__fish_carnet_using_subcommand explain" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand explain" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand explain" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand explain" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand explain" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand explain" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand explain" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand explain" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand explain" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand log" -s p -l period -d 'Only commits of this period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B' -r
complete -c carnet -n "__fish_carnet_using_subcommand log" -l by -d 'Only commits of this author: a member\'s id, or a part of a name or address' -r
complete -c carnet -n "__fish_carnet_using_subcommand log" -s n -l limit -d 'At most so many commits [default: 20 for people who narrow nothing, else all]' -r
complete -c carnet -n "__fish_carnet_using_subcommand log" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand log" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand log" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand log" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand log" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand log" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand log" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand log" -l all -d 'Every record of every commit, however many'
complete -c carnet -n "__fish_carnet_using_subcommand log" -l messages -d 'Show the first lines of the commits\' messages too'
complete -c carnet -n "__fish_carnet_using_subcommand log" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand log" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand log" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand diff" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand diff" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand diff" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand diff" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand diff" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand diff" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand diff" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand diff" -l all -d 'Every record, however many'
complete -c carnet -n "__fish_carnet_using_subcommand diff" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand diff" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand blame" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand blame" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand blame" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand blame" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand blame" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand blame" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand blame" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand blame" -l all -d 'The earlier values too'
complete -c carnet -n "__fish_carnet_using_subcommand blame" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand blame" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand blame" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand feed" -s p -l period -d 'Only what happened in this period: 2026-07, this-week, last-month, ytd, A..B [default: the last 14 days]' -r
complete -c carnet -n "__fish_carnet_using_subcommand feed" -l by -d 'Only what this author did: a member\'s id, or a part of a name or address' -r
complete -c carnet -n "__fish_carnet_using_subcommand feed" -l for -d 'Only what concerns this member: their deals and customers, and where they are mentioned' -r
complete -c carnet -n "__fish_carnet_using_subcommand feed" -l only -d 'Only these sorts of news and alerts: won, lost, opened, moved, issued, paid, note… and overdue, rotting…' -r
complete -c carnet -n "__fish_carnet_using_subcommand feed" -s n -l limit -d 'At most so many items [default: 40 for people who narrow nothing, else all]' -r
complete -c carnet -n "__fish_carnet_using_subcommand feed" -l atom -d 'Write an Atom file for feed readers, outside of the book; `-` is standard output' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand feed" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand feed" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand feed" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand feed" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand feed" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand feed" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand feed" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand feed" -l alerts -d 'Only the alerts, and all of them'
complete -c carnet -n "__fish_carnet_using_subcommand feed" -l fail-on-alert -d 'Exit with 1 when there is an alert'
complete -c carnet -n "__fish_carnet_using_subcommand feed" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand feed" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand feed" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand sync" -l mine -d 'Where both changed the same, keep yours: everywhere, or in this record or field' -r
complete -c carnet -n "__fish_carnet_using_subcommand sync" -l theirs -d 'Where both changed the same, take theirs: everywhere, or in this record or field' -r
complete -c carnet -n "__fish_carnet_using_subcommand sync" -l remote -d 'Bring together with this remote, and follow it from now on [default: the one the branch follows]' -r
complete -c carnet -n "__fish_carnet_using_subcommand sync" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand sync" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand sync" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand sync" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand sync" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand sync" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand sync" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand sync" -s n -l dry-run -d 'Show what would come and go, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand sync" -l no-push -d 'Bring in what is new and send nothing'
complete -c carnet -n "__fish_carnet_using_subcommand sync" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand sync" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand sync" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand audit" -l since -d 'Look only at what came after this commit; the comparisons are made all the same' -r
complete -c carnet -n "__fish_carnet_using_subcommand audit" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand audit" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand audit" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand audit" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand audit" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand audit" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand audit" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand audit" -l accept -d 'Take the book as it is now for audited, whatever was found: earlier states of this branch raise no alarm any more'
complete -c carnet -n "__fish_carnet_using_subcommand audit" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand audit" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand audit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand close" -l journal -d 'Which documents: sales (invoices and credit notes)' -r
complete -c carnet -n "__fish_carnet_using_subcommand close" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand close" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand close" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand close" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand close" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand close" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand close" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand close" -l list -d 'Show what is closed'
complete -c carnet -n "__fish_carnet_using_subcommand close" -s n -l dry-run -d 'Show what would be stated, and close nothing'
complete -c carnet -n "__fish_carnet_using_subcommand close" -l push -d 'Push the tag to the remote at once'
complete -c carnet -n "__fish_carnet_using_subcommand close" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand close" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand close" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand guard" -l branch -d 'The branch that holds [default: the one that HEAD of the repository names]' -r
complete -c carnet -n "__fish_carnet_using_subcommand guard" -l folder -d 'The book\'s folder in the repository [default: where carnet.toml lies]' -r
complete -c carnet -n "__fish_carnet_using_subcommand guard" -l print -d 'Print a ready-made file instead' -r -f -a "pre-receive\t'The hook of a server: hooks/pre-receive'
github\t'.github/workflows/carnet.yml'
github-guard\t'.github/workflows/carnet-guard.yml'
gitlab\t'.gitlab-ci.yml'
pre-commit\t'.pre-commit-config.yaml'"
complete -c carnet -n "__fish_carnet_using_subcommand guard" -s f -l format -d 'Print what was judged on standard output as well, a row a reason: json, jsonl, csv, tsv, md, yaml or table' -r
complete -c carnet -n "__fish_carnet_using_subcommand guard" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand guard" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand guard" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand guard" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand guard" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand guard" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand guard" -l proposed -d 'NEW is proposed for a merge: it need not contain all of OLD'
complete -c carnet -n "__fish_carnet_using_subcommand guard" -l stdin -d 'Read `OLD NEW REF` lines, as git gives them to a pre-receive hook'
complete -c carnet -n "__fish_carnet_using_subcommand guard" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand guard" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand guard" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand new" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand new" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand new" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand new" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand new" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand new" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand new" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand new" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand new" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand new" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand new" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand new" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand new" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand new" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand issue" -s q -l query -d 'All drafts that match a query, besides those that are named' -r
complete -c carnet -n "__fish_carnet_using_subcommand issue" -l date -d 'The day of issue, not before the last one of the series [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand issue" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand issue" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand issue" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand issue" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand issue" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand issue" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand issue" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand issue" -s n -l dry-run -d 'Show what would be written, and issue nothing'
complete -c carnet -n "__fish_carnet_using_subcommand issue" -s y -l yes -d 'Do not ask before issuing all that a query found'
complete -c carnet -n "__fish_carnet_using_subcommand issue" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand issue" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand issue" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand set" -l unset -d 'Remove this key' -r
complete -c carnet -n "__fish_carnet_using_subcommand set" -l where -d 'All records of a kind that match a query, besides those that are named' -r
complete -c carnet -n "__fish_carnet_using_subcommand set" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand set" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand set" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand set" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand set" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand set" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand set" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand set" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand set" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand set" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand set" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand set" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand set" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand confirm" -l on -d 'When it was found right [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand confirm" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand confirm" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand confirm" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand confirm" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand confirm" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand confirm" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand confirm" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand confirm" -l all -d 'All contact data that the record has'
complete -c carnet -n "__fish_carnet_using_subcommand confirm" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand confirm" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand confirm" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand confirm" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand confirm" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand confirm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand line; and not __fish_seen_subcommand_from add set rm help" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and not __fish_seen_subcommand_from add set rm help" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand line; and not __fish_seen_subcommand_from add set rm help" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and not __fish_seen_subcommand_from add set rm help" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and not __fish_seen_subcommand_from add set rm help" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and not __fish_seen_subcommand_from add set rm help" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand line; and not __fish_seen_subcommand_from add set rm help" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand line; and not __fish_seen_subcommand_from add set rm help" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand line; and not __fish_seen_subcommand_from add set rm help" -s h -l help -d 'Print help'
complete -c carnet -n "__fish_carnet_using_subcommand line; and not __fish_seen_subcommand_from add set rm help" -f -a "add" -d 'Add lines at the end: a product or words of your own, quantity, @price, key=value'
complete -c carnet -n "__fish_carnet_using_subcommand line; and not __fish_seen_subcommand_from add set rm help" -f -a "set" -d 'Change keys of a line'
complete -c carnet -n "__fish_carnet_using_subcommand line; and not __fish_seen_subcommand_from add set rm help" -f -a "rm" -d 'Remove a line'
complete -c carnet -n "__fish_carnet_using_subcommand line; and not __fish_seen_subcommand_from add set rm help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from add" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from add" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from add" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from add" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from add" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from add" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from add" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from add" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from add" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from add" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from add" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from add" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from add" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from set" -l unset -d 'Remove this key' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from set" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from set" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from set" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from set" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from set" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from set" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from set" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from set" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from set" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from set" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from set" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from set" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from set" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from rm" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from rm" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from rm" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from rm" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from rm" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from rm" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from rm" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from rm" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from rm" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from rm" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from rm" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from rm" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from rm" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from help" -f -a "add" -d 'Add lines at the end: a product or words of your own, quantity, @price, key=value'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from help" -f -a "set" -d 'Change keys of a line'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from help" -f -a "rm" -d 'Remove a line'
complete -c carnet -n "__fish_carnet_using_subcommand line; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c carnet -n "__fish_carnet_using_subcommand quote" -l sent -d 'It went to the customer on this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand quote" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand quote" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand quote" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand quote" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand quote" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand quote" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand quote" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand quote" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand quote" -l revise -d 'Write a draft that replaces it: the same lines, a new number'
complete -c carnet -n "__fish_carnet_using_subcommand quote" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand quote" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand quote" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand quote" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand quote" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand quote" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand accept" -l date -d 'When the customer said yes [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand accept" -l signatory -d 'Who signed' -r
complete -c carnet -n "__fish_carnet_using_subcommand accept" -l means -d 'How: bon-pour-accord, e-signature, e-mail or purchase-order' -r
complete -c carnet -n "__fish_carnet_using_subcommand accept" -l reference -d 'Number of the purchase order, the message, the signature' -r
complete -c carnet -n "__fish_carnet_using_subcommand accept" -l file -d 'The signed document in the book (files/…); its SHA-256 is kept with it' -r
complete -c carnet -n "__fish_carnet_using_subcommand accept" -l options -d 'The options that the customer takes: numbers of lines, products, or groups' -r
complete -c carnet -n "__fish_carnet_using_subcommand accept" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand accept" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand accept" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand accept" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand accept" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand accept" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand accept" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand accept" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand accept" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand accept" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand accept" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand accept" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand accept" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand accept" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand convert" -l customer -d 'With --delivered: of this customer alone' -r
complete -c carnet -n "__fish_carnet_using_subcommand convert" -s p -l period -d 'With --delivered: what was delivered in this period: 2026-10, last-month, A..B' -r
complete -c carnet -n "__fish_carnet_using_subcommand convert" -l deposit -d 'A deposit invoice: a percentage, or an amount with tax [default: what was agreed]' -r
complete -c carnet -n "__fish_carnet_using_subcommand convert" -l progress -d 'A progress invoice: how much is done by now, of all lines or of each, from the beginning' -r
complete -c carnet -n "__fish_carnet_using_subcommand convert" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand convert" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand convert" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand convert" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand convert" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand convert" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand convert" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand convert" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand convert" -l delivered -d 'All that was delivered and is in no invoice yet: a draft for each customer'
complete -c carnet -n "__fish_carnet_using_subcommand convert" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand convert" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand convert" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand convert" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand convert" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand convert" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand send" -s o -l output -d 'Write the message here instead of sending it: a file (.eml), a folder, or - for standard output' -r
complete -c carnet -n "__fish_carnet_using_subcommand send" -l to -d 'Write to this address instead of the customer\'s contact' -r
complete -c carnet -n "__fish_carnet_using_subcommand send" -l cc -d 'A copy to this address' -r
complete -c carnet -n "__fish_carnet_using_subcommand send" -l subject -d 'Say this in the subject instead of carnet\'s own words' -r
complete -c carnet -n "__fish_carnet_using_subcommand send" -l attach -d 'Attach this file' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand send" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand send" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand send" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand send" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand send" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand send" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand send" -l again -d 'Send it although it went before'
complete -c carnet -n "__fish_carnet_using_subcommand send" -s n -l dry-run -d 'Show the message, and send nothing'
complete -c carnet -n "__fish_carnet_using_subcommand send" -s y -l yes -d 'Do not ask before sending several messages'
complete -c carnet -n "__fish_carnet_using_subcommand send" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand send" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand send" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and not __fish_seen_subcommand_from record status help" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and not __fish_seen_subcommand_from record status help" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and not __fish_seen_subcommand_from record status help" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and not __fish_seen_subcommand_from record status help" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and not __fish_seen_subcommand_from record status help" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and not __fish_seen_subcommand_from record status help" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and not __fish_seen_subcommand_from record status help" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and not __fish_seen_subcommand_from record status help" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and not __fish_seen_subcommand_from record status help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and not __fish_seen_subcommand_from record status help" -f -a "record" -d 'A document went out'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and not __fish_seen_subcommand_from record status help" -f -a "status" -d 'An answer came back'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and not __fish_seen_subcommand_from record status help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from record" -l channel -d 'How: email, post, platform, peppol, portal or hand' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from record" -l date -d 'The day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from record" -l time -d 'The time of that day: 09:42' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from record" -l to -d 'To whom' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from record" -l message-id -d 'The number that the message bears: a flow number, a tracking number' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from record" -l receipt -d 'What the other side answered when it took it' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from record" -l file -d 'What was sent, in the book (files/…); its SHA-256 is kept with it' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from record" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from record" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from record" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from record" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from record" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from record" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from record" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from record" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from record" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from record" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from record" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from record" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from record" -s h -l help -d 'Print help'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from status" -l reason -d 'Why' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from status" -l reason-code -d 'The code that a platform gives the reason' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from status" -l date -d 'The day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from status" -l time -d 'The time of that day: 09:42' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from status" -l message-id -d 'The number of the message that said so' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from status" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from status" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from status" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from status" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from status" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from status" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from status" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from status" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from status" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from status" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from status" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from status" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from help" -f -a "record" -d 'A document went out'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from help" -f -a "status" -d 'An answer came back'
complete -c carnet -n "__fish_carnet_using_subcommand transmission; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c carnet -n "__fish_carnet_using_subcommand render" -s q -l query -d 'All invoices that match a query, besides the records that are named' -r
complete -c carnet -n "__fish_carnet_using_subcommand render" -s f -l format -d 'pdf, html, xml or text [default: by the end of --output, else pdf]' -r
complete -c carnet -n "__fish_carnet_using_subcommand render" -s o -l output -d 'A file, a folder, or - for standard output [default: this folder]' -r
complete -c carnet -n "__fish_carnet_using_subcommand render" -l language -d 'Another language than the customer\'s: en, fr, de, es, it or nl' -r
complete -c carnet -n "__fish_carnet_using_subcommand render" -l as -d 'Show it as another document: pro-forma, order-confirmation, delivery-note, quote, statement' -r
complete -c carnet -n "__fish_carnet_using_subcommand render" -l target -d 'For whom an e-invoice is: facturx, france, peppol, xrechnung, en16931… [default: what the customer\'s record or carnet.toml says, else facturx]' -r -f -a "en16931\t''
en16931-cii\t''
facturx\t''
facturx-minimum\t''
facturx-basic-wl\t''
facturx-basic\t''
facturx-extended\t''
peppol\t''
xrechnung\t''
xrechnung-cii\t''
france\t''
france-cii\t''
france-facturx\t''
france-extended\t''
france-extended-cii\t''
france-public\t''
france-public-facturx\t''"
complete -c carnet -n "__fish_carnet_using_subcommand render" -l period -d 'Of a statement [default: this year]' -r
complete -c carnet -n "__fish_carnet_using_subcommand render" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand render" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand render" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand render" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand render" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand render" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand render" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand render" -l new -d 'Write it anew although the original is kept: it says that it is a duplicate'
complete -c carnet -n "__fish_carnet_using_subcommand render" -l keep -d 'Keep what is written as the original, below files/ and with its hash in the record'
complete -c carnet -n "__fish_carnet_using_subcommand render" -l force -d 'Write over files that are there and say something else'
complete -c carnet -n "__fish_carnet_using_subcommand render" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand render" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand render" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand render" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand render" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand render" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand template; and not __fish_seen_subcommand_from list eject help" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand template; and not __fish_seen_subcommand_from list eject help" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand template; and not __fish_seen_subcommand_from list eject help" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand template; and not __fish_seen_subcommand_from list eject help" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand template; and not __fish_seen_subcommand_from list eject help" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand template; and not __fish_seen_subcommand_from list eject help" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand template; and not __fish_seen_subcommand_from list eject help" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand template; and not __fish_seen_subcommand_from list eject help" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand template; and not __fish_seen_subcommand_from list eject help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand template; and not __fish_seen_subcommand_from list eject help" -f -a "list" -d 'The templates, and which of them are the book\'s own'
complete -c carnet -n "__fish_carnet_using_subcommand template; and not __fish_seen_subcommand_from list eject help" -f -a "eject" -d 'Copy a built-in template into the book'
complete -c carnet -n "__fish_carnet_using_subcommand template; and not __fish_seen_subcommand_from list eject help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from list" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from list" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from list" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from list" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from list" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from list" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from list" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from list" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from eject" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from eject" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from eject" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from eject" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from eject" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from eject" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from eject" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from eject" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from eject" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from eject" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from eject" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from eject" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from eject" -s h -l help -d 'Print help'
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from help" -f -a "list" -d 'The templates, and which of them are the book\'s own'
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from help" -f -a "eject" -d 'Copy a built-in template into the book'
complete -c carnet -n "__fish_carnet_using_subcommand template; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c carnet -n "__fish_carnet_using_subcommand credit" -l cause -d 'Why, as the customer reads it' -r
complete -c carnet -n "__fish_carnet_using_subcommand credit" -l line -d 'A line of the invoice, from 1: all of it, or a quantity' -r
complete -c carnet -n "__fish_carnet_using_subcommand credit" -l amount -d 'An amount with tax, spread over the rates of the invoice; with --to, how much of the credit note' -r
complete -c carnet -n "__fish_carnet_using_subcommand credit" -l percent -d 'A percentage of the invoice' -r
complete -c carnet -n "__fish_carnet_using_subcommand credit" -l rebate -d 'A rebate of so many percent over several invoices, one credit note for all' -r
complete -c carnet -n "__fish_carnet_using_subcommand credit" -l period -d 'Of the customer, the invoices of this period' -r
complete -c carnet -n "__fish_carnet_using_subcommand credit" -l to -d 'The invoice that the credit note pays' -r
complete -c carnet -n "__fish_carnet_using_subcommand credit" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand credit" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand credit" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand credit" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand credit" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand credit" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand credit" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand credit" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand credit" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand credit" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand credit" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand credit" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand credit" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand credit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand correct" -l cause -d 'Why, as the customer reads it' -r
complete -c carnet -n "__fish_carnet_using_subcommand correct" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand correct" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand correct" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand correct" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand correct" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand correct" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand correct" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand correct" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand correct" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand correct" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand correct" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand correct" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand correct" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand correct" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand edit" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand edit" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand edit" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand edit" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand edit" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand edit" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand edit" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand edit" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand edit" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand edit" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand edit" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand edit" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand mv" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand mv" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand mv" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand mv" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand mv" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand mv" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand mv" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand mv" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand mv" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand mv" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand mv" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand mv" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand mv" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand rm" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand rm" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand rm" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand rm" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand rm" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand rm" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand rm" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand rm" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand rm" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand rm" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand rm" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand rm" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand fmt" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand fmt" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand fmt" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand fmt" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand fmt" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand fmt" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand fmt" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand fmt" -l layout -d 'Move files to their folders, and change nothing in them'
complete -c carnet -n "__fish_carnet_using_subcommand fmt" -l check -d 'List the files that are not in canonical form (with --layout: in their place), change nothing, and exit with 1 if there are any'
complete -c carnet -n "__fish_carnet_using_subcommand fmt" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand fmt" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand fmt" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand fmt" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand fmt" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand fmt" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand migrate" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand migrate" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand migrate" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand migrate" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand migrate" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand migrate" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand migrate" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand migrate" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand migrate" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand migrate" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand migrate" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand migrate" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand migrate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand import; and not __fish_seen_subcommand_from csv einvoice help" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand import; and not __fish_seen_subcommand_from csv einvoice help" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand import; and not __fish_seen_subcommand_from csv einvoice help" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand import; and not __fish_seen_subcommand_from csv einvoice help" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand import; and not __fish_seen_subcommand_from csv einvoice help" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand import; and not __fish_seen_subcommand_from csv einvoice help" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand import; and not __fish_seen_subcommand_from csv einvoice help" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand import; and not __fish_seen_subcommand_from csv einvoice help" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand import; and not __fish_seen_subcommand_from csv einvoice help" -s h -l help -d 'Print help'
complete -c carnet -n "__fish_carnet_using_subcommand import; and not __fish_seen_subcommand_from csv einvoice help" -f -a "csv" -d 'Import a CSV or TSV file: any, with a mapping, or an edited `list --format csv`, with --update'
complete -c carnet -n "__fish_carnet_using_subcommand import; and not __fish_seen_subcommand_from csv einvoice help" -f -a "einvoice" -d 'Import e-invoices of suppliers: UBL, CII, Factur-X and ZUGFeRD'
complete -c carnet -n "__fish_carnet_using_subcommand import; and not __fish_seen_subcommand_from csv einvoice help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -l map -d 'The mapping: which column goes into which field' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -l update -d 'Take back a `list KIND --format csv` that was edited in a spreadsheet' -r
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -l guess -d 'Write a first mapping (to --map, or to the screen) and preview what it gives'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -l skip-faulty -d 'Import the sound rows although others are faulty'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -l overwrite -d 'Give records that are in the book the file\'s values'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -l unset-empty -d 'With --update: an empty cell removes the field'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -l create -d 'With --update: a row with a new id becomes a record'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -l all -d 'List all faulty rows, differences and notes, not only the first of them'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from csv" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from einvoice" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from einvoice" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from einvoice" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from einvoice" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from einvoice" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from einvoice" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from einvoice" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from einvoice" -l all -d 'List all that no field holds, not only the first of it'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from einvoice" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from einvoice" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from einvoice" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from einvoice" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from einvoice" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from einvoice" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from help" -f -a "csv" -d 'Import a CSV or TSV file: any, with a mapping, or an edited `list --format csv`, with --update'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from help" -f -a "einvoice" -d 'Import e-invoices of suppliers: UBL, CII, Factur-X and ZUGFeRD'
complete -c carnet -n "__fish_carnet_using_subcommand import; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c carnet -n "__fish_carnet_using_subcommand file" -s m -l message -d 'Words for the commit instead of carnet\'s own' -r
complete -c carnet -n "__fish_carnet_using_subcommand file" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand file" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand file" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand file" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand file" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand file" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand file" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand file" -l scan -d 'File it as a scan although it holds an e-invoice'
complete -c carnet -n "__fish_carnet_using_subcommand file" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c carnet -n "__fish_carnet_using_subcommand file" -l with-my-edits -d 'Commit your own uncommitted edits of these files along'
complete -c carnet -n "__fish_carnet_using_subcommand file" -s y -l yes -d 'Do not ask before changing several records'
complete -c carnet -n "__fish_carnet_using_subcommand file" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand file" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand file" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand schema" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand schema" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand schema" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand schema" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand schema" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand schema" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand schema" -l all -d 'All kinds, in one object by their names'
complete -c carnet -n "__fish_carnet_using_subcommand schema" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand schema" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand doctor" -s f -l format -d 'table, json, jsonl, csv, tsv, md, yaml or ids' -r
complete -c carnet -n "__fish_carnet_using_subcommand doctor" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand doctor" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand doctor" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand doctor" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand doctor" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand doctor" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand doctor" -l fix -d 'Mend what is safe to mend: name the merge driver in this clone\'s configuration, add the attributes that call it'
complete -c carnet -n "__fish_carnet_using_subcommand doctor" -l online -d 'Ask the remote too'
complete -c carnet -n "__fish_carnet_using_subcommand doctor" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand doctor" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand merge-driver" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand merge-driver" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand merge-driver" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand merge-driver" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand merge-driver" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand merge-driver" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand merge-driver" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand merge-driver" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand merge-driver" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand completions" -l at -d 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise' -r
complete -c carnet -n "__fish_carnet_using_subcommand completions" -s C -l book -d 'The book: its folder, or any folder below it [default: where you are]' -r -F
complete -c carnet -n "__fish_carnet_using_subcommand completions" -l today -d 'Take this day for today (also CARNET_TODAY)' -r
complete -c carnet -n "__fish_carnet_using_subcommand completions" -l as-of -d 'Compute figures as of this day [default: today]' -r
complete -c carnet -n "__fish_carnet_using_subcommand completions" -l lang -d 'Speak English or French [default: the book\'s language] (also CARNET_LANG)' -r
complete -c carnet -n "__fish_carnet_using_subcommand completions" -l color -d 'When to use colour' -r -f -a "auto\t''
always\t''
never\t''"
complete -c carnet -n "__fish_carnet_using_subcommand completions" -l no-cache -d 'Read every file anew, whatever is known of it'
complete -c carnet -n "__fish_carnet_using_subcommand completions" -l verbose -d 'Say what was read, and from where'
complete -c carnet -n "__fish_carnet_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "check" -d 'Find every fault of the book, in one run'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "list" -d 'List records of a kind'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "show" -d 'Show records with all that is derived from them and all that refers to them'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "find" -d 'Find records by words'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "total" -d 'Add up records: sum, count, average, minimum, maximum'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "report" -d 'Print a report; without a name, list them'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "sql" -d 'Ask in SQL, over a table of every kind and the views that ship'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "export" -d 'Write the book as tables for other programs'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "init" -d 'Start a new book'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "demo" -d 'Write a demonstration firm of two years into a new folder, check it, and show its figures'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "explain" -d 'Explain a finding: what is wrong, why it matters, how to mend it'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "log" -d 'Tell what happened: who changed what, newest first'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "diff" -d 'Tell what differs between two states of the book, and what that makes of its figures'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "blame" -d 'Tell for every value of a record since when it is so, and by whom'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "feed" -d 'Tell what is new (sold, won, lost, issued, paid, noted) and what wants attention'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "sync" -d 'Bring your commits and those of your colleagues together, and send yours'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "audit" -d 'Prove that issued documents are what they were, commit by commit, or name where they are not'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "close" -d 'Close a period: its issued documents stay as they are from then on'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "guard" -d 'Judge commits by who may change what, before they come in'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "new" -d 'Write a new record'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "issue" -d 'Give drafts their numbers: they become documents, and stay as they are'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "set" -d 'Change fields of a record'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "confirm" -d 'Record that contact data of a customer or contact are still right'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "line" -d 'Add, change or remove lines of a document'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "quote" -d 'Write a quote for a deal, mark a quote as sent, or revise it'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "accept" -d 'Record that a quote was accepted: its deal is won, and the order is written'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "convert" -d 'Write a draft invoice of orders and deliveries: what is left of them, a deposit, or as far as the work has progressed'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "send" -d 'Send documents by e-mail, or write the messages ready to be sent'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "transmission" -d 'Write down how a document went, and what came back'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "render" -d 'Write documents as PDF, web page, e-invoice or plain text'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "template" -d 'Show the templates of documents, or copy one into the book to change it'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "credit" -d 'Write a credit note: for an invoice, for lines or an amount of it, or a rebate over several; or let one pay an invoice'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "correct" -d 'Write a corrected invoice: a draft that takes the place of an invoice that was wrong'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "edit" -d 'Open a record in your editor'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "mv" -d 'Rename a record and every reference to it'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "rm" -d 'Remove records that were a mistake'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "fmt" -d 'Bring files into their canonical form'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "migrate" -d 'Bring a book of an older format to this carnet\'s'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "import" -d 'Import records from another program\'s file'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "file" -d 'File a scan as a draft bill, the file itself kept with it'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "schema" -d 'Print the JSON Schema of a kind, for editors'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "doctor" -d 'Look at what stands around the book: git, the repository, this clone\'s settings, the remote'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "merge-driver" -d 'Merge one file for git: records field by field, lines by what they are'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "completions" -d 'Print a completion script for your shell'
complete -c carnet -n "__fish_carnet_using_subcommand help; and not __fish_seen_subcommand_from check list show find total report sql export init demo explain log diff blame feed sync audit close guard new issue set confirm line quote accept convert send transmission render template credit correct edit mv rm fmt migrate import file schema doctor merge-driver completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c carnet -n "__fish_carnet_using_subcommand help; and __fish_seen_subcommand_from export" -f -a "sqlite" -d 'One SQLite file with every table and view'
complete -c carnet -n "__fish_carnet_using_subcommand help; and __fish_seen_subcommand_from export" -f -a "parquet" -d 'A folder of Apache Parquet files, one a table, for DuckDB, Spark and their kin'
complete -c carnet -n "__fish_carnet_using_subcommand help; and __fish_seen_subcommand_from export" -f -a "views" -d 'Print the SQL that makes the tables and views out of folders of Parquet'
complete -c carnet -n "__fish_carnet_using_subcommand help; and __fish_seen_subcommand_from line" -f -a "add" -d 'Add lines at the end: a product or words of your own, quantity, @price, key=value'
complete -c carnet -n "__fish_carnet_using_subcommand help; and __fish_seen_subcommand_from line" -f -a "set" -d 'Change keys of a line'
complete -c carnet -n "__fish_carnet_using_subcommand help; and __fish_seen_subcommand_from line" -f -a "rm" -d 'Remove a line'
complete -c carnet -n "__fish_carnet_using_subcommand help; and __fish_seen_subcommand_from transmission" -f -a "record" -d 'A document went out'
complete -c carnet -n "__fish_carnet_using_subcommand help; and __fish_seen_subcommand_from transmission" -f -a "status" -d 'An answer came back'
complete -c carnet -n "__fish_carnet_using_subcommand help; and __fish_seen_subcommand_from template" -f -a "list" -d 'The templates, and which of them are the book\'s own'
complete -c carnet -n "__fish_carnet_using_subcommand help; and __fish_seen_subcommand_from template" -f -a "eject" -d 'Copy a built-in template into the book'
complete -c carnet -n "__fish_carnet_using_subcommand help; and __fish_seen_subcommand_from import" -f -a "csv" -d 'Import a CSV or TSV file: any, with a mapping, or an edited `list --format csv`, with --update'
complete -c carnet -n "__fish_carnet_using_subcommand help; and __fish_seen_subcommand_from import" -f -a "einvoice" -d 'Import e-invoices of suppliers: UBL, CII, Factur-X and ZUGFeRD'
