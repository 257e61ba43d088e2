
use builtin;
use str;

set edit:completion:arg-completer[carnet] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'carnet'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'carnet'= {
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
            cand check 'Find every fault of the book, in one run'
            cand list 'List records of a kind'
            cand show 'Show records with all that is derived from them and all that refers to them'
            cand find 'Find records by words'
            cand total 'Add up records: sum, count, average, minimum, maximum'
            cand report 'Print a report; without a name, list them'
            cand sql 'Ask in SQL, over a table of every kind and the views that ship'
            cand export 'Write the book as tables for other programs'
            cand init 'Start a new book'
            cand demo 'Write a demonstration firm of two years into a new folder, check it, and show its figures'
            cand explain 'Explain a finding: what is wrong, why it matters, how to mend it'
            cand log 'Tell what happened: who changed what, newest first'
            cand diff 'Tell what differs between two states of the book, and what that makes of its figures'
            cand blame 'Tell for every value of a record since when it is so, and by whom'
            cand feed 'Tell what is new (sold, won, lost, issued, paid, noted) and what wants attention'
            cand sync 'Bring your commits and those of your colleagues together, and send yours'
            cand audit 'Prove that issued documents are what they were, commit by commit, or name where they are not'
            cand close 'Close a period: its issued documents stay as they are from then on'
            cand guard 'Judge commits by who may change what, before they come in'
            cand new 'Write a new record'
            cand issue 'Give drafts their numbers: they become documents, and stay as they are'
            cand set 'Change fields of a record'
            cand confirm 'Record that contact data of a customer or contact are still right'
            cand line 'Add, change or remove lines of a document'
            cand quote 'Write a quote for a deal, mark a quote as sent, or revise it'
            cand accept 'Record that a quote was accepted: its deal is won, and the order is written'
            cand convert 'Write a draft invoice of orders and deliveries: what is left of them, a deposit, or as far as the work has progressed'
            cand send 'Send documents by e-mail, or write the messages ready to be sent'
            cand transmission 'Write down how a document went, and what came back'
            cand render 'Write documents as PDF, web page, e-invoice or plain text'
            cand template 'Show the templates of documents, or copy one into the book to change it'
            cand credit 'Write a credit note: for an invoice, for lines or an amount of it, or a rebate over several; or let one pay an invoice'
            cand correct 'Write a corrected invoice: a draft that takes the place of an invoice that was wrong'
            cand edit 'Open a record in your editor'
            cand mv 'Rename a record and every reference to it'
            cand rm 'Remove records that were a mistake'
            cand fmt 'Bring files into their canonical form'
            cand migrate 'Bring a book of an older format to this carnet''s'
            cand import 'Import records from another program''s file'
            cand file 'File a scan as a draft bill, the file itself kept with it'
            cand schema 'Print the JSON Schema of a kind, for editors'
            cand doctor 'Look at what stands around the book: git, the repository, this clone''s settings, the remote'
            cand merge-driver 'Merge one file for git: records field by field, lines by what they are'
            cand completions 'Print a completion script for your shell'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'carnet;check'= {
            cand --since 'Only what concerns files changed since this commit; what they refer to is checked all the same'
            cand --baseline 'Leave out the findings that this file holds [default: `baseline` in the [check] table of carnet.toml]'
            cand --write-baseline 'Write all findings to this file, so that from now on only others are shown'
            cand -f 'How to print findings'
            cand --format 'How to print findings'
            cand --level 'Show findings of this level and above'
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --fix 'Mend what can be mended without losing or guessing anything, as one commit'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;list'= {
            cand -p 'Only records whose date lies in this period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B'
            cand --period 'Only records whose date lies in this period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B'
            cand -c 'Fields to show, separated by commas; derived ones and those of other records too: `customer.name,balance`'
            cand --columns 'Fields to show, separated by commas; derived ones and those of other records too: `customer.name,balance`'
            cand -s 'Fields to sort by, separated by commas; a minus sorts downwards: `-balance,date`'
            cand --sort 'Fields to sort by, separated by commas; a minus sorts downwards: `-balance,date`'
            cand -n 'Show at most so many'
            cand --limit 'Show at most so many'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --archived 'Archived records too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;show'= {
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --all 'Everything that refers to them, not just the ten most recent of each kind'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;find'= {
            cand -k 'Only records of this kind; may be given several times'
            cand --kind 'Only records of this kind; may be given several times'
            cand -n 'Show at most so many [default: 20 for people, all for programs]'
            cand --limit 'Show at most so many [default: 20 for people, all for programs]'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;total'= {
            cand -p 'Only records whose date lies in this period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B'
            cand --period 'Only records whose date lies in this period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B'
            cand --of 'Fields to add up, separated by commas: `net`, `balance`, `lines.quantity`; without it records are counted'
            cand --by 'Fields to group by, separated by commas; dates in steps: `owner,date:month`, or just `month`'
            cand --fn 'What to compute, separated by commas'
            cand -s 'Columns to sort by, separated by commas; a minus sorts downwards: `-net`'
            cand --sort 'Columns to sort by, separated by commas; a minus sorts downwards: `-net`'
            cand --limit 'Show at most so many groups'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --archived 'Archived records too'
            cand --why 'Also name the records behind each figure'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'carnet;report'= {
            cand -p 'The period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B'
            cand --period 'The period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B'
            cand --by 'What to break the figures down by, separated by commas: `owner,month`'
            cand --step 'Steps of time as columns: day, week, month, quarter, year, fy'
            cand --compare 'Compare sales with the period before (`previous`), the year before (`year`), both or none; the pipeline with itself as it stood on a day or at a commit'
            cand --customer 'Only this customer'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --why 'Also list the documents behind each figure'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'carnet;sql'= {
            cand --schema 'Show the columns of a table or view'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --tables 'List the tables and views'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;export'= {
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand sqlite 'One SQLite file with every table and view'
            cand parquet 'A folder of Apache Parquet files, one a table, for DuckDB, Spark and their kin'
            cand views 'Print the SQL that makes the tables and views out of folders of Parquet'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'carnet;export;sqlite'= {
            cand --name 'What the column `book` says, where tables of several books are read together [default: the book''s folder]'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --force 'Write over a file that `carnet export` did not write'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'carnet;export;parquet'= {
            cand --name 'What the column `book` says, where tables of several books are read together [default: the book''s folder]'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --force 'Write over a file that `carnet export` did not write'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'carnet;export;views'= {
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'carnet;export;help'= {
            cand sqlite 'One SQLite file with every table and view'
            cand parquet 'A folder of Apache Parquet files, one a table, for DuckDB, Spark and their kin'
            cand views 'Print the SQL that makes the tables and views out of folders of Parquet'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'carnet;export;help;sqlite'= {
        }
        &'carnet;export;help;parquet'= {
        }
        &'carnet;export;help;views'= {
        }
        &'carnet;export;help;help'= {
        }
        &'carnet;init'= {
            cand --name 'Registered name of the firm'
            cand --country 'Country, two letters'
            cand --legal-form 'Legal form: SARL, EI…'
            cand --siret 'French establishment number'
            cand --capital 'Share capital of a French company'
            cand --register 'Its trade register entry: RCS Lille 732 829 320'
            cand --street 'Street and number of the firm'
            cand --postcode 'Postcode'
            cand --city 'City'
            cand --vat 'VAT regime: normal or franchise'
            cand --vat-id 'VAT number'
            cand --iban 'Bank account that customers pay into'
            cand --language 'Language of reports and documents'
            cand --currency 'Currency of the book'
            cand --time-zone 'Time zone: Europe/Paris'
            cand --fiscal-year-start 'First month of the fiscal year'
            cand --terms 'Payment terms: 30d, 30d-eom'
            cand --first-number 'Number of the first invoice written here'
            cand --member-name 'Your name'
            cand --email 'Your e-mail address, that of your commits'
            cand --member-id 'The id that stands for you'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -y 'Take the proposed answer to every question that no flag answers'
            cand --yes 'Take the proposed answer to every question that no flag answers'
            cand --force 'Start the book in a folder that is not empty; no file there is changed'
            cand --no-git 'Without a git repository: no history, no undo'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;demo'= {
            cand --seed 'Another number makes another history'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'carnet;explain'= {
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;log'= {
            cand -p 'Only commits of this period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B'
            cand --period 'Only commits of this period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B'
            cand --by 'Only commits of this author: a member''s id, or a part of a name or address'
            cand -n 'At most so many commits [default: 20 for people who narrow nothing, else all]'
            cand --limit 'At most so many commits [default: 20 for people who narrow nothing, else all]'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --all 'Every record of every commit, however many'
            cand --messages 'Show the first lines of the commits'' messages too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;diff'= {
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --all 'Every record, however many'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;blame'= {
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --all 'The earlier values too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;feed'= {
            cand -p 'Only what happened in this period: 2026-07, this-week, last-month, ytd, A..B [default: the last 14 days]'
            cand --period 'Only what happened in this period: 2026-07, this-week, last-month, ytd, A..B [default: the last 14 days]'
            cand --by 'Only what this author did: a member''s id, or a part of a name or address'
            cand --for 'Only what concerns this member: their deals and customers, and where they are mentioned'
            cand --only 'Only these sorts of news and alerts: won, lost, opened, moved, issued, paid, note… and overdue, rotting…'
            cand -n 'At most so many items [default: 40 for people who narrow nothing, else all]'
            cand --limit 'At most so many items [default: 40 for people who narrow nothing, else all]'
            cand --atom 'Write an Atom file for feed readers, outside of the book; `-` is standard output'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --alerts 'Only the alerts, and all of them'
            cand --fail-on-alert 'Exit with 1 when there is an alert'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;sync'= {
            cand --mine 'Where both changed the same, keep yours: everywhere, or in this record or field'
            cand --theirs 'Where both changed the same, take theirs: everywhere, or in this record or field'
            cand --remote 'Bring together with this remote, and follow it from now on [default: the one the branch follows]'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -n 'Show what would come and go, and change nothing'
            cand --dry-run 'Show what would come and go, and change nothing'
            cand --no-push 'Bring in what is new and send nothing'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;audit'= {
            cand --since 'Look only at what came after this commit; the comparisons are made all the same'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --accept 'Take the book as it is now for audited, whatever was found: earlier states of this branch raise no alarm any more'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;close'= {
            cand --journal 'Which documents: sales (invoices and credit notes)'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --list 'Show what is closed'
            cand -n 'Show what would be stated, and close nothing'
            cand --dry-run 'Show what would be stated, and close nothing'
            cand --push 'Push the tag to the remote at once'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;guard'= {
            cand --branch 'The branch that holds [default: the one that HEAD of the repository names]'
            cand --folder 'The book''s folder in the repository [default: where carnet.toml lies]'
            cand --print 'Print a ready-made file instead'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --proposed 'NEW is proposed for a merge: it need not contain all of OLD'
            cand --stdin 'Read `OLD NEW REF` lines, as git gives them to a pre-receive hook'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;new'= {
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;issue'= {
            cand -q 'All drafts that match a query, besides those that are named'
            cand --query 'All drafts that match a query, besides those that are named'
            cand --date 'The day of issue, not before the last one of the series [default: today]'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -n 'Show what would be written, and issue nothing'
            cand --dry-run 'Show what would be written, and issue nothing'
            cand -y 'Do not ask before issuing all that a query found'
            cand --yes 'Do not ask before issuing all that a query found'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;set'= {
            cand --unset 'Remove this key'
            cand --where 'All records of a kind that match a query, besides those that are named'
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;confirm'= {
            cand --on 'When it was found right [default: today]'
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --all 'All contact data that the record has'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;line'= {
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -h 'Print help'
            cand --help 'Print help'
            cand add 'Add lines at the end: a product or words of your own, quantity, @price, key=value'
            cand set 'Change keys of a line'
            cand rm 'Remove a line'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'carnet;line;add'= {
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'carnet;line;set'= {
            cand --unset 'Remove this key'
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'carnet;line;rm'= {
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'carnet;line;help'= {
            cand add 'Add lines at the end: a product or words of your own, quantity, @price, key=value'
            cand set 'Change keys of a line'
            cand rm 'Remove a line'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'carnet;line;help;add'= {
        }
        &'carnet;line;help;set'= {
        }
        &'carnet;line;help;rm'= {
        }
        &'carnet;line;help;help'= {
        }
        &'carnet;quote'= {
            cand --sent 'It went to the customer on this day [default: today]'
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --revise 'Write a draft that replaces it: the same lines, a new number'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;accept'= {
            cand --date 'When the customer said yes [default: today]'
            cand --signatory 'Who signed'
            cand --means 'How: bon-pour-accord, e-signature, e-mail or purchase-order'
            cand --reference 'Number of the purchase order, the message, the signature'
            cand --file 'The signed document in the book (files/…); its SHA-256 is kept with it'
            cand --options 'The options that the customer takes: numbers of lines, products, or groups'
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;convert'= {
            cand --customer 'With --delivered: of this customer alone'
            cand -p 'With --delivered: what was delivered in this period: 2026-10, last-month, A..B'
            cand --period 'With --delivered: what was delivered in this period: 2026-10, last-month, A..B'
            cand --deposit 'A deposit invoice: a percentage, or an amount with tax [default: what was agreed]'
            cand --progress 'A progress invoice: how much is done by now, of all lines or of each, from the beginning'
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --delivered 'All that was delivered and is in no invoice yet: a draft for each customer'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;send'= {
            cand -o 'Write the message here instead of sending it: a file (.eml), a folder, or - for standard output'
            cand --output 'Write the message here instead of sending it: a file (.eml), a folder, or - for standard output'
            cand --to 'Write to this address instead of the customer''s contact'
            cand --cc 'A copy to this address'
            cand --subject 'Say this in the subject instead of carnet''s own words'
            cand --attach 'Attach this file'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --again 'Send it although it went before'
            cand -n 'Show the message, and send nothing'
            cand --dry-run 'Show the message, and send nothing'
            cand -y 'Do not ask before sending several messages'
            cand --yes 'Do not ask before sending several messages'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;transmission'= {
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand record 'A document went out'
            cand status 'An answer came back'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'carnet;transmission;record'= {
            cand --channel 'How: email, post, platform, peppol, portal or hand'
            cand --date 'The day [default: today]'
            cand --time 'The time of that day: 09:42'
            cand --to 'To whom'
            cand --message-id 'The number that the message bears: a flow number, a tracking number'
            cand --receipt 'What the other side answered when it took it'
            cand --file 'What was sent, in the book (files/…); its SHA-256 is kept with it'
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'carnet;transmission;status'= {
            cand --reason 'Why'
            cand --reason-code 'The code that a platform gives the reason'
            cand --date 'The day [default: today]'
            cand --time 'The time of that day: 09:42'
            cand --message-id 'The number of the message that said so'
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'carnet;transmission;help'= {
            cand record 'A document went out'
            cand status 'An answer came back'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'carnet;transmission;help;record'= {
        }
        &'carnet;transmission;help;status'= {
        }
        &'carnet;transmission;help;help'= {
        }
        &'carnet;render'= {
            cand -q 'All invoices that match a query, besides the records that are named'
            cand --query 'All invoices that match a query, besides the records that are named'
            cand -f 'pdf, html, xml or text [default: by the end of --output, else pdf]'
            cand --format 'pdf, html, xml or text [default: by the end of --output, else pdf]'
            cand -o 'A file, a folder, or - for standard output [default: this folder]'
            cand --output 'A file, a folder, or - for standard output [default: this folder]'
            cand --language 'Another language than the customer''s: en, fr, de, es, it or nl'
            cand --as 'Show it as another document: pro-forma, order-confirmation, delivery-note, quote, statement'
            cand --target 'For whom an e-invoice is: facturx, france, peppol, xrechnung, en16931… [default: what the customer''s record or carnet.toml says, else facturx]'
            cand --period 'Of a statement [default: this year]'
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --new 'Write it anew although the original is kept: it says that it is a duplicate'
            cand --keep 'Keep what is written as the original, below files/ and with its hash in the record'
            cand --force 'Write over files that are there and say something else'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;template'= {
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand list 'The templates, and which of them are the book''s own'
            cand eject 'Copy a built-in template into the book'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'carnet;template;list'= {
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'carnet;template;eject'= {
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'carnet;template;help'= {
            cand list 'The templates, and which of them are the book''s own'
            cand eject 'Copy a built-in template into the book'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'carnet;template;help;list'= {
        }
        &'carnet;template;help;eject'= {
        }
        &'carnet;template;help;help'= {
        }
        &'carnet;credit'= {
            cand --cause 'Why, as the customer reads it'
            cand --line 'A line of the invoice, from 1: all of it, or a quantity'
            cand --amount 'An amount with tax, spread over the rates of the invoice; with --to, how much of the credit note'
            cand --percent 'A percentage of the invoice'
            cand --rebate 'A rebate of so many percent over several invoices, one credit note for all'
            cand --period 'Of the customer, the invoices of this period'
            cand --to 'The invoice that the credit note pays'
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;correct'= {
            cand --cause 'Why, as the customer reads it'
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;edit'= {
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;mv'= {
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;rm'= {
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;fmt'= {
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --check 'List the files that are not in canonical form, change nothing, and exit with 1 if there are any'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;migrate'= {
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;import'= {
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -h 'Print help'
            cand --help 'Print help'
            cand csv 'Import a CSV or TSV file: any, with a mapping, or an edited `list --format csv`, with --update'
            cand einvoice 'Import e-invoices of suppliers: UBL, CII, Factur-X and ZUGFeRD'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'carnet;import;csv'= {
            cand --map 'The mapping: which column goes into which field'
            cand --update 'Take back a `list KIND --format csv` that was edited in a spreadsheet'
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --guess 'Write a first mapping (to --map, or to the screen) and preview what it gives'
            cand --skip-faulty 'Import the sound rows although others are faulty'
            cand --overwrite 'Give records that are in the book the file''s values'
            cand --unset-empty 'With --update: an empty cell removes the field'
            cand --create 'With --update: a row with a new id becomes a record'
            cand --all 'List all faulty rows, differences and notes, not only the first of them'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;import;einvoice'= {
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --all 'List all that no field holds, not only the first of it'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;import;help'= {
            cand csv 'Import a CSV or TSV file: any, with a mapping, or an edited `list --format csv`, with --update'
            cand einvoice 'Import e-invoices of suppliers: UBL, CII, Factur-X and ZUGFeRD'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'carnet;import;help;csv'= {
        }
        &'carnet;import;help;einvoice'= {
        }
        &'carnet;import;help;help'= {
        }
        &'carnet;file'= {
            cand -m 'Words for the commit instead of carnet''s own'
            cand --message 'Words for the commit instead of carnet''s own'
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --scan 'File it as a scan although it holds an e-invoice'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --with-my-edits 'Commit your own uncommitted edits of these files along'
            cand -y 'Do not ask before changing several records'
            cand --yes 'Do not ask before changing several records'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;schema'= {
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --all 'All kinds, in one object by their names'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;doctor'= {
            cand -f 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --format 'table, json, jsonl, csv, tsv, md, yaml or ids'
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand --fix 'Mend what is safe to mend: name the merge driver in this clone''s configuration, add the attributes that call it'
            cand --online 'Ask the remote too'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;merge-driver'= {
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;completions'= {
            cand --at 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise'
            cand -C 'The book: its folder, or any folder below it [default: where you are]'
            cand --book 'The book: its folder, or any folder below it [default: where you are]'
            cand --today 'Take this day for today (also CARNET_TODAY)'
            cand --as-of 'Compute figures as of this day [default: today]'
            cand --lang 'Speak English or French [default: the book''s language] (also CARNET_LANG)'
            cand --color 'When to use colour'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'carnet;help'= {
            cand check 'Find every fault of the book, in one run'
            cand list 'List records of a kind'
            cand show 'Show records with all that is derived from them and all that refers to them'
            cand find 'Find records by words'
            cand total 'Add up records: sum, count, average, minimum, maximum'
            cand report 'Print a report; without a name, list them'
            cand sql 'Ask in SQL, over a table of every kind and the views that ship'
            cand export 'Write the book as tables for other programs'
            cand init 'Start a new book'
            cand demo 'Write a demonstration firm of two years into a new folder, check it, and show its figures'
            cand explain 'Explain a finding: what is wrong, why it matters, how to mend it'
            cand log 'Tell what happened: who changed what, newest first'
            cand diff 'Tell what differs between two states of the book, and what that makes of its figures'
            cand blame 'Tell for every value of a record since when it is so, and by whom'
            cand feed 'Tell what is new (sold, won, lost, issued, paid, noted) and what wants attention'
            cand sync 'Bring your commits and those of your colleagues together, and send yours'
            cand audit 'Prove that issued documents are what they were, commit by commit, or name where they are not'
            cand close 'Close a period: its issued documents stay as they are from then on'
            cand guard 'Judge commits by who may change what, before they come in'
            cand new 'Write a new record'
            cand issue 'Give drafts their numbers: they become documents, and stay as they are'
            cand set 'Change fields of a record'
            cand confirm 'Record that contact data of a customer or contact are still right'
            cand line 'Add, change or remove lines of a document'
            cand quote 'Write a quote for a deal, mark a quote as sent, or revise it'
            cand accept 'Record that a quote was accepted: its deal is won, and the order is written'
            cand convert 'Write a draft invoice of orders and deliveries: what is left of them, a deposit, or as far as the work has progressed'
            cand send 'Send documents by e-mail, or write the messages ready to be sent'
            cand transmission 'Write down how a document went, and what came back'
            cand render 'Write documents as PDF, web page, e-invoice or plain text'
            cand template 'Show the templates of documents, or copy one into the book to change it'
            cand credit 'Write a credit note: for an invoice, for lines or an amount of it, or a rebate over several; or let one pay an invoice'
            cand correct 'Write a corrected invoice: a draft that takes the place of an invoice that was wrong'
            cand edit 'Open a record in your editor'
            cand mv 'Rename a record and every reference to it'
            cand rm 'Remove records that were a mistake'
            cand fmt 'Bring files into their canonical form'
            cand migrate 'Bring a book of an older format to this carnet''s'
            cand import 'Import records from another program''s file'
            cand file 'File a scan as a draft bill, the file itself kept with it'
            cand schema 'Print the JSON Schema of a kind, for editors'
            cand doctor 'Look at what stands around the book: git, the repository, this clone''s settings, the remote'
            cand merge-driver 'Merge one file for git: records field by field, lines by what they are'
            cand completions 'Print a completion script for your shell'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'carnet;help;check'= {
        }
        &'carnet;help;list'= {
        }
        &'carnet;help;show'= {
        }
        &'carnet;help;find'= {
        }
        &'carnet;help;total'= {
        }
        &'carnet;help;report'= {
        }
        &'carnet;help;sql'= {
        }
        &'carnet;help;export'= {
            cand sqlite 'One SQLite file with every table and view'
            cand parquet 'A folder of Apache Parquet files, one a table, for DuckDB, Spark and their kin'
            cand views 'Print the SQL that makes the tables and views out of folders of Parquet'
        }
        &'carnet;help;export;sqlite'= {
        }
        &'carnet;help;export;parquet'= {
        }
        &'carnet;help;export;views'= {
        }
        &'carnet;help;init'= {
        }
        &'carnet;help;demo'= {
        }
        &'carnet;help;explain'= {
        }
        &'carnet;help;log'= {
        }
        &'carnet;help;diff'= {
        }
        &'carnet;help;blame'= {
        }
        &'carnet;help;feed'= {
        }
        &'carnet;help;sync'= {
        }
        &'carnet;help;audit'= {
        }
        &'carnet;help;close'= {
        }
        &'carnet;help;guard'= {
        }
        &'carnet;help;new'= {
        }
        &'carnet;help;issue'= {
        }
        &'carnet;help;set'= {
        }
        &'carnet;help;confirm'= {
        }
        &'carnet;help;line'= {
            cand add 'Add lines at the end: a product or words of your own, quantity, @price, key=value'
            cand set 'Change keys of a line'
            cand rm 'Remove a line'
        }
        &'carnet;help;line;add'= {
        }
        &'carnet;help;line;set'= {
        }
        &'carnet;help;line;rm'= {
        }
        &'carnet;help;quote'= {
        }
        &'carnet;help;accept'= {
        }
        &'carnet;help;convert'= {
        }
        &'carnet;help;send'= {
        }
        &'carnet;help;transmission'= {
            cand record 'A document went out'
            cand status 'An answer came back'
        }
        &'carnet;help;transmission;record'= {
        }
        &'carnet;help;transmission;status'= {
        }
        &'carnet;help;render'= {
        }
        &'carnet;help;template'= {
            cand list 'The templates, and which of them are the book''s own'
            cand eject 'Copy a built-in template into the book'
        }
        &'carnet;help;template;list'= {
        }
        &'carnet;help;template;eject'= {
        }
        &'carnet;help;credit'= {
        }
        &'carnet;help;correct'= {
        }
        &'carnet;help;edit'= {
        }
        &'carnet;help;mv'= {
        }
        &'carnet;help;rm'= {
        }
        &'carnet;help;fmt'= {
        }
        &'carnet;help;migrate'= {
        }
        &'carnet;help;import'= {
            cand csv 'Import a CSV or TSV file: any, with a mapping, or an edited `list --format csv`, with --update'
            cand einvoice 'Import e-invoices of suppliers: UBL, CII, Factur-X and ZUGFeRD'
        }
        &'carnet;help;import;csv'= {
        }
        &'carnet;help;import;einvoice'= {
        }
        &'carnet;help;file'= {
        }
        &'carnet;help;schema'= {
        }
        &'carnet;help;doctor'= {
        }
        &'carnet;help;merge-driver'= {
        }
        &'carnet;help;completions'= {
        }
        &'carnet;help;help'= {
        }
    ]
    $completions[$command]
}
