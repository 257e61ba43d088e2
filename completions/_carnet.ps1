
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'carnet' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'carnet'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'carnet' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Find every fault of the book, in one run')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List records of a kind')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show records with all that is derived from them and all that refers to them')
            [CompletionResult]::new('find', 'find', [CompletionResultType]::ParameterValue, 'Find records by words')
            [CompletionResult]::new('total', 'total', [CompletionResultType]::ParameterValue, 'Add up records: sum, count, average, minimum, maximum')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'Print a report; without a name, list them')
            [CompletionResult]::new('sql', 'sql', [CompletionResultType]::ParameterValue, 'Ask in SQL, over a table of every kind and the views that ship')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write the book as tables for other programs')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Start a new book')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Write a demonstration firm of two years into a new folder, check it, and show its figures')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain a finding: what is wrong, why it matters, how to mend it')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'Tell what happened: who changed what, newest first')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Tell what differs between two states of the book, and what that makes of its figures')
            [CompletionResult]::new('blame', 'blame', [CompletionResultType]::ParameterValue, 'Tell for every value of a record since when it is so, and by whom')
            [CompletionResult]::new('feed', 'feed', [CompletionResultType]::ParameterValue, 'Tell what is new (sold, won, lost, issued, paid, noted) and what wants attention')
            [CompletionResult]::new('sync', 'sync', [CompletionResultType]::ParameterValue, 'Bring your commits and those of your colleagues together, and send yours')
            [CompletionResult]::new('audit', 'audit', [CompletionResultType]::ParameterValue, 'Prove that issued documents are what they were, commit by commit, or name where they are not')
            [CompletionResult]::new('close', 'close', [CompletionResultType]::ParameterValue, 'Close a period: its issued documents stay as they are from then on')
            [CompletionResult]::new('guard', 'guard', [CompletionResultType]::ParameterValue, 'Judge commits by who may change what, before they come in')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Write a new record')
            [CompletionResult]::new('issue', 'issue', [CompletionResultType]::ParameterValue, 'Give drafts their numbers: they become documents, and stay as they are')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Change fields of a record')
            [CompletionResult]::new('confirm', 'confirm', [CompletionResultType]::ParameterValue, 'Record that contact data of a customer or contact are still right')
            [CompletionResult]::new('line', 'line', [CompletionResultType]::ParameterValue, 'Add, change or remove lines of a document')
            [CompletionResult]::new('quote', 'quote', [CompletionResultType]::ParameterValue, 'Write a quote for a deal, mark a quote as sent, or revise it')
            [CompletionResult]::new('accept', 'accept', [CompletionResultType]::ParameterValue, 'Record that a quote was accepted: its deal is won, and the order is written')
            [CompletionResult]::new('convert', 'convert', [CompletionResultType]::ParameterValue, 'Write a draft invoice of orders and deliveries: what is left of them, a deposit, or as far as the work has progressed')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Send documents by e-mail, or write the messages ready to be sent')
            [CompletionResult]::new('transmission', 'transmission', [CompletionResultType]::ParameterValue, 'Write down how a document went, and what came back')
            [CompletionResult]::new('render', 'render', [CompletionResultType]::ParameterValue, 'Write documents as PDF, web page, e-invoice or plain text')
            [CompletionResult]::new('template', 'template', [CompletionResultType]::ParameterValue, 'Show the templates of documents, or copy one into the book to change it')
            [CompletionResult]::new('credit', 'credit', [CompletionResultType]::ParameterValue, 'Write a credit note: for an invoice, for lines or an amount of it, or a rebate over several; or let one pay an invoice')
            [CompletionResult]::new('correct', 'correct', [CompletionResultType]::ParameterValue, 'Write a corrected invoice: a draft that takes the place of an invoice that was wrong')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Open a record in your editor')
            [CompletionResult]::new('mv', 'mv', [CompletionResultType]::ParameterValue, 'Rename a record and every reference to it')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Remove records that were a mistake')
            [CompletionResult]::new('fmt', 'fmt', [CompletionResultType]::ParameterValue, 'Bring files into their canonical form')
            [CompletionResult]::new('migrate', 'migrate', [CompletionResultType]::ParameterValue, 'Bring a book of an older format to this carnet''s')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import records from another program''s file')
            [CompletionResult]::new('file', 'file', [CompletionResultType]::ParameterValue, 'File a scan as a draft bill, the file itself kept with it')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of a kind, for editors')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Look at what stands around the book: git, the repository, this clone''s settings, the remote')
            [CompletionResult]::new('merge-driver', 'merge-driver', [CompletionResultType]::ParameterValue, 'Merge one file for git: records field by field, lines by what they are')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a completion script for your shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'carnet;check' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Only what concerns files changed since this commit; what they refer to is checked all the same')
            [CompletionResult]::new('--baseline', '--baseline', [CompletionResultType]::ParameterName, 'Leave out the findings that this file holds [default: `baseline` in the [check] table of carnet.toml]')
            [CompletionResult]::new('--write-baseline', '--write-baseline', [CompletionResultType]::ParameterName, 'Write all findings to this file, so that from now on only others are shown')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'How to print findings')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How to print findings')
            [CompletionResult]::new('--level', '--level', [CompletionResultType]::ParameterName, 'Show findings of this level and above')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--fix', '--fix', [CompletionResultType]::ParameterName, 'Mend what can be mended without losing or guessing anything, as one commit')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;list' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Only records whose date lies in this period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'Only records whose date lies in this period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B')
            [CompletionResult]::new('-c', '-c', [CompletionResultType]::ParameterName, 'Fields to show, separated by commas; derived ones and those of other records too: `customer.name,balance`')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Fields to show, separated by commas; derived ones and those of other records too: `customer.name,balance`')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Fields to sort by, separated by commas; a minus sorts downwards: `-balance,date`')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Fields to sort by, separated by commas; a minus sorts downwards: `-balance,date`')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show at most so many')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most so many')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--archived', '--archived', [CompletionResultType]::ParameterName, 'Archived records too')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;show' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Everything that refers to them, not just the ten most recent of each kind')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;find' {
            [CompletionResult]::new('-k', '-k', [CompletionResultType]::ParameterName, 'Only records of this kind; may be given several times')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Only records of this kind; may be given several times')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show at most so many [default: 20 for people, all for programs]')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most so many [default: 20 for people, all for programs]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;total' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Only records whose date lies in this period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'Only records whose date lies in this period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B')
            [CompletionResult]::new('--of', '--of', [CompletionResultType]::ParameterName, 'Fields to add up, separated by commas: `net`, `balance`, `lines.quantity`; without it records are counted')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Fields to group by, separated by commas; dates in steps: `owner,date:month`, or just `month`')
            [CompletionResult]::new('--fn', '--fn', [CompletionResultType]::ParameterName, 'What to compute, separated by commas')
            [CompletionResult]::new('-s', '-s', [CompletionResultType]::ParameterName, 'Columns to sort by, separated by commas; a minus sorts downwards: `-net`')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'Columns to sort by, separated by commas; a minus sorts downwards: `-net`')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'Show at most so many groups')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--archived', '--archived', [CompletionResultType]::ParameterName, 'Archived records too')
            [CompletionResult]::new('--why', '--why', [CompletionResultType]::ParameterName, 'Also name the records behind each figure')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'carnet;report' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'The period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'The period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'What to break the figures down by, separated by commas: `owner,month`')
            [CompletionResult]::new('--step', '--step', [CompletionResultType]::ParameterName, 'Steps of time as columns: day, week, month, quarter, year, fy')
            [CompletionResult]::new('--compare', '--compare', [CompletionResultType]::ParameterName, 'Compare sales with the period before (`previous`), the year before (`year`), both or none; the pipeline with itself as it stood on a day or at a commit')
            [CompletionResult]::new('--customer', '--customer', [CompletionResultType]::ParameterName, 'Only this customer')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--why', '--why', [CompletionResultType]::ParameterName, 'Also list the documents behind each figure')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'carnet;sql' {
            [CompletionResult]::new('--schema', '--schema', [CompletionResultType]::ParameterName, 'Show the columns of a table or view')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Stop a question that runs for so many seconds; 0 lets it run')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--tables', '--tables', [CompletionResultType]::ParameterName, 'List the tables and views')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;export' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('sqlite', 'sqlite', [CompletionResultType]::ParameterValue, 'One SQLite file with every table and view')
            [CompletionResult]::new('parquet', 'parquet', [CompletionResultType]::ParameterValue, 'A folder of Apache Parquet files, one a table, for DuckDB, Spark and their kin')
            [CompletionResult]::new('views', 'views', [CompletionResultType]::ParameterValue, 'Print the SQL that makes the tables and views out of folders of Parquet')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'carnet;export;sqlite' {
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'What the column `book` says, where tables of several books are read together [default: the book''s folder]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Write over a file that `carnet export` did not write')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'carnet;export;parquet' {
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'What the column `book` says, where tables of several books are read together [default: the book''s folder]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Write over a file that `carnet export` did not write')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'carnet;export;views' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'carnet;export;help' {
            [CompletionResult]::new('sqlite', 'sqlite', [CompletionResultType]::ParameterValue, 'One SQLite file with every table and view')
            [CompletionResult]::new('parquet', 'parquet', [CompletionResultType]::ParameterValue, 'A folder of Apache Parquet files, one a table, for DuckDB, Spark and their kin')
            [CompletionResult]::new('views', 'views', [CompletionResultType]::ParameterValue, 'Print the SQL that makes the tables and views out of folders of Parquet')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'carnet;export;help;sqlite' {
            break
        }
        'carnet;export;help;parquet' {
            break
        }
        'carnet;export;help;views' {
            break
        }
        'carnet;export;help;help' {
            break
        }
        'carnet;init' {
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Registered name of the firm')
            [CompletionResult]::new('--country', '--country', [CompletionResultType]::ParameterName, 'Country, two letters')
            [CompletionResult]::new('--legal-form', '--legal-form', [CompletionResultType]::ParameterName, 'Legal form: SARL, EI…')
            [CompletionResult]::new('--siret', '--siret', [CompletionResultType]::ParameterName, 'French establishment number')
            [CompletionResult]::new('--capital', '--capital', [CompletionResultType]::ParameterName, 'Share capital of a French company')
            [CompletionResult]::new('--register', '--register', [CompletionResultType]::ParameterName, 'Its trade register entry: RCS Lille 732 829 320')
            [CompletionResult]::new('--street', '--street', [CompletionResultType]::ParameterName, 'Street and number of the firm')
            [CompletionResult]::new('--postcode', '--postcode', [CompletionResultType]::ParameterName, 'Postcode')
            [CompletionResult]::new('--city', '--city', [CompletionResultType]::ParameterName, 'City')
            [CompletionResult]::new('--vat', '--vat', [CompletionResultType]::ParameterName, 'VAT regime: normal or franchise')
            [CompletionResult]::new('--vat-id', '--vat-id', [CompletionResultType]::ParameterName, 'VAT number')
            [CompletionResult]::new('--iban', '--iban', [CompletionResultType]::ParameterName, 'Bank account that customers pay into')
            [CompletionResult]::new('--language', '--language', [CompletionResultType]::ParameterName, 'Language of reports and documents')
            [CompletionResult]::new('--currency', '--currency', [CompletionResultType]::ParameterName, 'Currency of the book')
            [CompletionResult]::new('--time-zone', '--time-zone', [CompletionResultType]::ParameterName, 'Time zone: Europe/Paris')
            [CompletionResult]::new('--fiscal-year-start', '--fiscal-year-start', [CompletionResultType]::ParameterName, 'First month of the fiscal year')
            [CompletionResult]::new('--terms', '--terms', [CompletionResultType]::ParameterName, 'Payment terms: 30d, 30d-eom')
            [CompletionResult]::new('--first-number', '--first-number', [CompletionResultType]::ParameterName, 'Number of the first invoice written here')
            [CompletionResult]::new('--member-name', '--member-name', [CompletionResultType]::ParameterName, 'Your name')
            [CompletionResult]::new('--email', '--email', [CompletionResultType]::ParameterName, 'Your e-mail address, that of your commits')
            [CompletionResult]::new('--member-id', '--member-id', [CompletionResultType]::ParameterName, 'The id that stands for you')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Take the proposed answer to every question that no flag answers')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Take the proposed answer to every question that no flag answers')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Start the book in a folder that is not empty; no file there is changed')
            [CompletionResult]::new('--no-git', '--no-git', [CompletionResultType]::ParameterName, 'Without a git repository: no history, no undo')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;demo' {
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Another number makes another history')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'carnet;explain' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;log' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Only commits of this period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'Only commits of this period: 2026, 2026-07, 2026Q3, last-month, ytd, A..B')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Only commits of this author: a member''s id, or a part of a name or address')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'At most so many commits [default: 20 for people who narrow nothing, else all]')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'At most so many commits [default: 20 for people who narrow nothing, else all]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Every record of every commit, however many')
            [CompletionResult]::new('--messages', '--messages', [CompletionResultType]::ParameterName, 'Show the first lines of the commits'' messages too')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;diff' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Every record, however many')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;blame' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'The earlier values too')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;feed' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Only what happened in this period: 2026-07, this-week, last-month, ytd, A..B [default: the last 14 days]')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'Only what happened in this period: 2026-07, this-week, last-month, ytd, A..B [default: the last 14 days]')
            [CompletionResult]::new('--by', '--by', [CompletionResultType]::ParameterName, 'Only what this author did: a member''s id, or a part of a name or address')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'Only what concerns this member: their deals and customers, and where they are mentioned')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Only these sorts of news and alerts: won, lost, opened, moved, issued, paid, note… and overdue, rotting…')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'At most so many items [default: 40 for people who narrow nothing, else all]')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'At most so many items [default: 40 for people who narrow nothing, else all]')
            [CompletionResult]::new('--atom', '--atom', [CompletionResultType]::ParameterName, 'Write an Atom file for feed readers, outside of the book; `-` is standard output')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--alerts', '--alerts', [CompletionResultType]::ParameterName, 'Only the alerts, and all of them')
            [CompletionResult]::new('--fail-on-alert', '--fail-on-alert', [CompletionResultType]::ParameterName, 'Exit with 1 when there is an alert')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;sync' {
            [CompletionResult]::new('--mine', '--mine', [CompletionResultType]::ParameterName, 'Where both changed the same, keep yours: everywhere, or in this record or field')
            [CompletionResult]::new('--theirs', '--theirs', [CompletionResultType]::ParameterName, 'Where both changed the same, take theirs: everywhere, or in this record or field')
            [CompletionResult]::new('--remote', '--remote', [CompletionResultType]::ParameterName, 'Bring together with this remote, and follow it from now on [default: the one the branch follows]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would come and go, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would come and go, and change nothing')
            [CompletionResult]::new('--no-push', '--no-push', [CompletionResultType]::ParameterName, 'Bring in what is new and send nothing')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;audit' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Look only at what came after this commit; the comparisons are made all the same')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--accept', '--accept', [CompletionResultType]::ParameterName, 'Take the book as it is now for audited, whatever was found: earlier states of this branch raise no alarm any more')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;close' {
            [CompletionResult]::new('--journal', '--journal', [CompletionResultType]::ParameterName, 'Which documents: sales (invoices and credit notes)')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'Show what is closed')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be stated, and close nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be stated, and close nothing')
            [CompletionResult]::new('--push', '--push', [CompletionResultType]::ParameterName, 'Push the tag to the remote at once')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;guard' {
            [CompletionResult]::new('--branch', '--branch', [CompletionResultType]::ParameterName, 'The branch that holds [default: the one that HEAD of the repository names]')
            [CompletionResult]::new('--folder', '--folder', [CompletionResultType]::ParameterName, 'The book''s folder in the repository [default: where carnet.toml lies]')
            [CompletionResult]::new('--print', '--print', [CompletionResultType]::ParameterName, 'Print a ready-made file instead')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Print what was judged on standard output as well, a row a reason: json, jsonl, csv, tsv, md, yaml or table')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Print what was judged on standard output as well, a row a reason: json, jsonl, csv, tsv, md, yaml or table')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--proposed', '--proposed', [CompletionResultType]::ParameterName, 'NEW is proposed for a merge: it need not contain all of OLD')
            [CompletionResult]::new('--stdin', '--stdin', [CompletionResultType]::ParameterName, 'Read `OLD NEW REF` lines, as git gives them to a pre-receive hook')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;new' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;issue' {
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'All drafts that match a query, besides those that are named')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'All drafts that match a query, besides those that are named')
            [CompletionResult]::new('--date', '--date', [CompletionResultType]::ParameterName, 'The day of issue, not before the last one of the series [default: today]')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be written, and issue nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and issue nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before issuing all that a query found')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before issuing all that a query found')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;set' {
            [CompletionResult]::new('--unset', '--unset', [CompletionResultType]::ParameterName, 'Remove this key')
            [CompletionResult]::new('--where', '--where', [CompletionResultType]::ParameterName, 'All records of a kind that match a query, besides those that are named')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;confirm' {
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'When it was found right [default: today]')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All contact data that the record has')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;line' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add lines at the end: a product or words of your own, quantity, @price, key=value')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Change keys of a line')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Remove a line')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'carnet;line;add' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'carnet;line;set' {
            [CompletionResult]::new('--unset', '--unset', [CompletionResultType]::ParameterName, 'Remove this key')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'carnet;line;rm' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'carnet;line;help' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add lines at the end: a product or words of your own, quantity, @price, key=value')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Change keys of a line')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Remove a line')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'carnet;line;help;add' {
            break
        }
        'carnet;line;help;set' {
            break
        }
        'carnet;line;help;rm' {
            break
        }
        'carnet;line;help;help' {
            break
        }
        'carnet;quote' {
            [CompletionResult]::new('--sent', '--sent', [CompletionResultType]::ParameterName, 'It went to the customer on this day [default: today]')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--revise', '--revise', [CompletionResultType]::ParameterName, 'Write a draft that replaces it: the same lines, a new number')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;accept' {
            [CompletionResult]::new('--date', '--date', [CompletionResultType]::ParameterName, 'When the customer said yes [default: today]')
            [CompletionResult]::new('--signatory', '--signatory', [CompletionResultType]::ParameterName, 'Who signed')
            [CompletionResult]::new('--means', '--means', [CompletionResultType]::ParameterName, 'How: bon-pour-accord, e-signature, e-mail or purchase-order')
            [CompletionResult]::new('--reference', '--reference', [CompletionResultType]::ParameterName, 'Number of the purchase order, the message, the signature')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'The signed document in the book (files/…); its SHA-256 is kept with it')
            [CompletionResult]::new('--options', '--options', [CompletionResultType]::ParameterName, 'The options that the customer takes: numbers of lines, products, or groups')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;convert' {
            [CompletionResult]::new('--customer', '--customer', [CompletionResultType]::ParameterName, 'With --delivered: of this customer alone')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'With --delivered: what was delivered in this period: 2026-10, last-month, A..B')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'With --delivered: what was delivered in this period: 2026-10, last-month, A..B')
            [CompletionResult]::new('--deposit', '--deposit', [CompletionResultType]::ParameterName, 'A deposit invoice: a percentage, or an amount with tax [default: what was agreed]')
            [CompletionResult]::new('--progress', '--progress', [CompletionResultType]::ParameterName, 'A progress invoice: how much is done by now, of all lines or of each, from the beginning')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--delivered', '--delivered', [CompletionResultType]::ParameterName, 'All that was delivered and is in no invoice yet: a draft for each customer')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;send' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'Write the message here instead of sending it: a file (.eml), a folder, or - for standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'Write the message here instead of sending it: a file (.eml), a folder, or - for standard output')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Write to this address instead of the customer''s contact')
            [CompletionResult]::new('--cc', '--cc', [CompletionResultType]::ParameterName, 'A copy to this address')
            [CompletionResult]::new('--subject', '--subject', [CompletionResultType]::ParameterName, 'Say this in the subject instead of carnet''s own words')
            [CompletionResult]::new('--attach', '--attach', [CompletionResultType]::ParameterName, 'Attach this file')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--again', '--again', [CompletionResultType]::ParameterName, 'Send it although it went before')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show the message, and send nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the message, and send nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before sending several messages')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before sending several messages')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;transmission' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('record', 'record', [CompletionResultType]::ParameterValue, 'A document went out')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'An answer came back')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'carnet;transmission;record' {
            [CompletionResult]::new('--channel', '--channel', [CompletionResultType]::ParameterName, 'How: email, post, platform, peppol, portal or hand')
            [CompletionResult]::new('--date', '--date', [CompletionResultType]::ParameterName, 'The day [default: today]')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'The time of that day: 09:42')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'To whom')
            [CompletionResult]::new('--message-id', '--message-id', [CompletionResultType]::ParameterName, 'The number that the message bears: a flow number, a tracking number')
            [CompletionResult]::new('--receipt', '--receipt', [CompletionResultType]::ParameterName, 'What the other side answered when it took it')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'What was sent, in the book (files/…); its SHA-256 is kept with it')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'carnet;transmission;status' {
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why')
            [CompletionResult]::new('--reason-code', '--reason-code', [CompletionResultType]::ParameterName, 'The code that a platform gives the reason')
            [CompletionResult]::new('--date', '--date', [CompletionResultType]::ParameterName, 'The day [default: today]')
            [CompletionResult]::new('--time', '--time', [CompletionResultType]::ParameterName, 'The time of that day: 09:42')
            [CompletionResult]::new('--message-id', '--message-id', [CompletionResultType]::ParameterName, 'The number of the message that said so')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'carnet;transmission;help' {
            [CompletionResult]::new('record', 'record', [CompletionResultType]::ParameterValue, 'A document went out')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'An answer came back')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'carnet;transmission;help;record' {
            break
        }
        'carnet;transmission;help;status' {
            break
        }
        'carnet;transmission;help;help' {
            break
        }
        'carnet;render' {
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'All invoices that match a query, besides the records that are named')
            [CompletionResult]::new('--query', '--query', [CompletionResultType]::ParameterName, 'All invoices that match a query, besides the records that are named')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'pdf, html, xml or text [default: by the end of --output, else pdf]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'pdf, html, xml or text [default: by the end of --output, else pdf]')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'A file, a folder, or - for standard output [default: this folder]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'A file, a folder, or - for standard output [default: this folder]')
            [CompletionResult]::new('--language', '--language', [CompletionResultType]::ParameterName, 'Another language than the customer''s: en, fr, de, es, it or nl')
            [CompletionResult]::new('--as', '--as', [CompletionResultType]::ParameterName, 'Show it as another document: pro-forma, order-confirmation, delivery-note, quote, statement')
            [CompletionResult]::new('--target', '--target', [CompletionResultType]::ParameterName, 'For whom an e-invoice is: facturx, france, peppol, xrechnung, en16931… [default: what the customer''s record or carnet.toml says, else facturx]')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'Of a statement [default: this year]')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--new', '--new', [CompletionResultType]::ParameterName, 'Write it anew although the original is kept: it says that it is a duplicate')
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'Keep what is written as the original, below files/ and with its hash in the record')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Write over files that are there and say something else')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;template' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The templates, and which of them are the book''s own')
            [CompletionResult]::new('eject', 'eject', [CompletionResultType]::ParameterValue, 'Copy a built-in template into the book')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'carnet;template;list' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'carnet;template;eject' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'carnet;template;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The templates, and which of them are the book''s own')
            [CompletionResult]::new('eject', 'eject', [CompletionResultType]::ParameterValue, 'Copy a built-in template into the book')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'carnet;template;help;list' {
            break
        }
        'carnet;template;help;eject' {
            break
        }
        'carnet;template;help;help' {
            break
        }
        'carnet;credit' {
            [CompletionResult]::new('--cause', '--cause', [CompletionResultType]::ParameterName, 'Why, as the customer reads it')
            [CompletionResult]::new('--line', '--line', [CompletionResultType]::ParameterName, 'A line of the invoice, from 1: all of it, or a quantity')
            [CompletionResult]::new('--amount', '--amount', [CompletionResultType]::ParameterName, 'An amount with tax, spread over the rates of the invoice; with --to, how much of the credit note')
            [CompletionResult]::new('--percent', '--percent', [CompletionResultType]::ParameterName, 'A percentage of the invoice')
            [CompletionResult]::new('--rebate', '--rebate', [CompletionResultType]::ParameterName, 'A rebate of so many percent over several invoices, one credit note for all')
            [CompletionResult]::new('--period', '--period', [CompletionResultType]::ParameterName, 'Of the customer, the invoices of this period')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The invoice that the credit note pays')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;correct' {
            [CompletionResult]::new('--cause', '--cause', [CompletionResultType]::ParameterName, 'Why, as the customer reads it')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;edit' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;mv' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;rm' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;fmt' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--layout', '--layout', [CompletionResultType]::ParameterName, 'Move files to their folders, and change nothing in them')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'List the files that are not in canonical form (with --layout: in their place), change nothing, and exit with 1 if there are any')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;migrate' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;import' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('csv', 'csv', [CompletionResultType]::ParameterValue, 'Import a CSV or TSV file: any, with a mapping, or an edited `list --format csv`, with --update')
            [CompletionResult]::new('einvoice', 'einvoice', [CompletionResultType]::ParameterValue, 'Import e-invoices of suppliers: UBL, CII, Factur-X and ZUGFeRD')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'carnet;import;csv' {
            [CompletionResult]::new('--map', '--map', [CompletionResultType]::ParameterName, 'The mapping: which column goes into which field')
            [CompletionResult]::new('--update', '--update', [CompletionResultType]::ParameterName, 'Take back a `list KIND --format csv` that was edited in a spreadsheet')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--guess', '--guess', [CompletionResultType]::ParameterName, 'Write a first mapping (to --map, or to the screen) and preview what it gives')
            [CompletionResult]::new('--skip-faulty', '--skip-faulty', [CompletionResultType]::ParameterName, 'Import the sound rows although others are faulty')
            [CompletionResult]::new('--overwrite', '--overwrite', [CompletionResultType]::ParameterName, 'Give records that are in the book the file''s values')
            [CompletionResult]::new('--unset-empty', '--unset-empty', [CompletionResultType]::ParameterName, 'With --update: an empty cell removes the field')
            [CompletionResult]::new('--create', '--create', [CompletionResultType]::ParameterName, 'With --update: a row with a new id becomes a record')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'List all faulty rows, differences and notes, not only the first of them')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;import;einvoice' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'List all that no field holds, not only the first of it')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;import;help' {
            [CompletionResult]::new('csv', 'csv', [CompletionResultType]::ParameterValue, 'Import a CSV or TSV file: any, with a mapping, or an edited `list --format csv`, with --update')
            [CompletionResult]::new('einvoice', 'einvoice', [CompletionResultType]::ParameterValue, 'Import e-invoices of suppliers: UBL, CII, Factur-X and ZUGFeRD')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'carnet;import;help;csv' {
            break
        }
        'carnet;import;help;einvoice' {
            break
        }
        'carnet;import;help;help' {
            break
        }
        'carnet;file' {
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Words for the commit instead of carnet''s own')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--scan', '--scan', [CompletionResultType]::ParameterName, 'File it as a scan although it holds an e-invoice')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--with-my-edits', '--with-my-edits', [CompletionResultType]::ParameterName, 'Commit your own uncommitted edits of these files along')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask before changing several records')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;schema' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'All kinds, in one object by their names')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;doctor' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'table, json, jsonl, csv, tsv, md, yaml or ids')
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--fix', '--fix', [CompletionResultType]::ParameterName, 'Mend what is safe to mend: name the merge driver in this clone''s configuration, add the attributes that call it')
            [CompletionResult]::new('--online', '--online', [CompletionResultType]::ParameterName, 'Ask the remote too')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;merge-driver' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;completions' {
            [CompletionResult]::new('--at', '--at', [CompletionResultType]::ParameterName, 'Look at the book as it was on a day, or at a commit; figures are as of that day unless --as-of says otherwise')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--book', '--book', [CompletionResultType]::ParameterName, 'The book: its folder, or any folder below it [default: where you are]')
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'Take this day for today (also CARNET_TODAY)')
            [CompletionResult]::new('--as-of', '--as-of', [CompletionResultType]::ParameterName, 'Compute figures as of this day [default: today]')
            [CompletionResult]::new('--lang', '--lang', [CompletionResultType]::ParameterName, 'Speak English or French [default: the book''s language] (also CARNET_LANG)')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cache', '--no-cache', [CompletionResultType]::ParameterName, 'Read every file anew, whatever is known of it')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say what was read, and from where')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'carnet;help' {
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Find every fault of the book, in one run')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List records of a kind')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show records with all that is derived from them and all that refers to them')
            [CompletionResult]::new('find', 'find', [CompletionResultType]::ParameterValue, 'Find records by words')
            [CompletionResult]::new('total', 'total', [CompletionResultType]::ParameterValue, 'Add up records: sum, count, average, minimum, maximum')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'Print a report; without a name, list them')
            [CompletionResult]::new('sql', 'sql', [CompletionResultType]::ParameterValue, 'Ask in SQL, over a table of every kind and the views that ship')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write the book as tables for other programs')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Start a new book')
            [CompletionResult]::new('demo', 'demo', [CompletionResultType]::ParameterValue, 'Write a demonstration firm of two years into a new folder, check it, and show its figures')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain a finding: what is wrong, why it matters, how to mend it')
            [CompletionResult]::new('log', 'log', [CompletionResultType]::ParameterValue, 'Tell what happened: who changed what, newest first')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Tell what differs between two states of the book, and what that makes of its figures')
            [CompletionResult]::new('blame', 'blame', [CompletionResultType]::ParameterValue, 'Tell for every value of a record since when it is so, and by whom')
            [CompletionResult]::new('feed', 'feed', [CompletionResultType]::ParameterValue, 'Tell what is new (sold, won, lost, issued, paid, noted) and what wants attention')
            [CompletionResult]::new('sync', 'sync', [CompletionResultType]::ParameterValue, 'Bring your commits and those of your colleagues together, and send yours')
            [CompletionResult]::new('audit', 'audit', [CompletionResultType]::ParameterValue, 'Prove that issued documents are what they were, commit by commit, or name where they are not')
            [CompletionResult]::new('close', 'close', [CompletionResultType]::ParameterValue, 'Close a period: its issued documents stay as they are from then on')
            [CompletionResult]::new('guard', 'guard', [CompletionResultType]::ParameterValue, 'Judge commits by who may change what, before they come in')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Write a new record')
            [CompletionResult]::new('issue', 'issue', [CompletionResultType]::ParameterValue, 'Give drafts their numbers: they become documents, and stay as they are')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Change fields of a record')
            [CompletionResult]::new('confirm', 'confirm', [CompletionResultType]::ParameterValue, 'Record that contact data of a customer or contact are still right')
            [CompletionResult]::new('line', 'line', [CompletionResultType]::ParameterValue, 'Add, change or remove lines of a document')
            [CompletionResult]::new('quote', 'quote', [CompletionResultType]::ParameterValue, 'Write a quote for a deal, mark a quote as sent, or revise it')
            [CompletionResult]::new('accept', 'accept', [CompletionResultType]::ParameterValue, 'Record that a quote was accepted: its deal is won, and the order is written')
            [CompletionResult]::new('convert', 'convert', [CompletionResultType]::ParameterValue, 'Write a draft invoice of orders and deliveries: what is left of them, a deposit, or as far as the work has progressed')
            [CompletionResult]::new('send', 'send', [CompletionResultType]::ParameterValue, 'Send documents by e-mail, or write the messages ready to be sent')
            [CompletionResult]::new('transmission', 'transmission', [CompletionResultType]::ParameterValue, 'Write down how a document went, and what came back')
            [CompletionResult]::new('render', 'render', [CompletionResultType]::ParameterValue, 'Write documents as PDF, web page, e-invoice or plain text')
            [CompletionResult]::new('template', 'template', [CompletionResultType]::ParameterValue, 'Show the templates of documents, or copy one into the book to change it')
            [CompletionResult]::new('credit', 'credit', [CompletionResultType]::ParameterValue, 'Write a credit note: for an invoice, for lines or an amount of it, or a rebate over several; or let one pay an invoice')
            [CompletionResult]::new('correct', 'correct', [CompletionResultType]::ParameterValue, 'Write a corrected invoice: a draft that takes the place of an invoice that was wrong')
            [CompletionResult]::new('edit', 'edit', [CompletionResultType]::ParameterValue, 'Open a record in your editor')
            [CompletionResult]::new('mv', 'mv', [CompletionResultType]::ParameterValue, 'Rename a record and every reference to it')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Remove records that were a mistake')
            [CompletionResult]::new('fmt', 'fmt', [CompletionResultType]::ParameterValue, 'Bring files into their canonical form')
            [CompletionResult]::new('migrate', 'migrate', [CompletionResultType]::ParameterValue, 'Bring a book of an older format to this carnet''s')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Import records from another program''s file')
            [CompletionResult]::new('file', 'file', [CompletionResultType]::ParameterValue, 'File a scan as a draft bill, the file itself kept with it')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of a kind, for editors')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Look at what stands around the book: git, the repository, this clone''s settings, the remote')
            [CompletionResult]::new('merge-driver', 'merge-driver', [CompletionResultType]::ParameterValue, 'Merge one file for git: records field by field, lines by what they are')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print a completion script for your shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'carnet;help;check' {
            break
        }
        'carnet;help;list' {
            break
        }
        'carnet;help;show' {
            break
        }
        'carnet;help;find' {
            break
        }
        'carnet;help;total' {
            break
        }
        'carnet;help;report' {
            break
        }
        'carnet;help;sql' {
            break
        }
        'carnet;help;export' {
            [CompletionResult]::new('sqlite', 'sqlite', [CompletionResultType]::ParameterValue, 'One SQLite file with every table and view')
            [CompletionResult]::new('parquet', 'parquet', [CompletionResultType]::ParameterValue, 'A folder of Apache Parquet files, one a table, for DuckDB, Spark and their kin')
            [CompletionResult]::new('views', 'views', [CompletionResultType]::ParameterValue, 'Print the SQL that makes the tables and views out of folders of Parquet')
            break
        }
        'carnet;help;export;sqlite' {
            break
        }
        'carnet;help;export;parquet' {
            break
        }
        'carnet;help;export;views' {
            break
        }
        'carnet;help;init' {
            break
        }
        'carnet;help;demo' {
            break
        }
        'carnet;help;explain' {
            break
        }
        'carnet;help;log' {
            break
        }
        'carnet;help;diff' {
            break
        }
        'carnet;help;blame' {
            break
        }
        'carnet;help;feed' {
            break
        }
        'carnet;help;sync' {
            break
        }
        'carnet;help;audit' {
            break
        }
        'carnet;help;close' {
            break
        }
        'carnet;help;guard' {
            break
        }
        'carnet;help;new' {
            break
        }
        'carnet;help;issue' {
            break
        }
        'carnet;help;set' {
            break
        }
        'carnet;help;confirm' {
            break
        }
        'carnet;help;line' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add lines at the end: a product or words of your own, quantity, @price, key=value')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Change keys of a line')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Remove a line')
            break
        }
        'carnet;help;line;add' {
            break
        }
        'carnet;help;line;set' {
            break
        }
        'carnet;help;line;rm' {
            break
        }
        'carnet;help;quote' {
            break
        }
        'carnet;help;accept' {
            break
        }
        'carnet;help;convert' {
            break
        }
        'carnet;help;send' {
            break
        }
        'carnet;help;transmission' {
            [CompletionResult]::new('record', 'record', [CompletionResultType]::ParameterValue, 'A document went out')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'An answer came back')
            break
        }
        'carnet;help;transmission;record' {
            break
        }
        'carnet;help;transmission;status' {
            break
        }
        'carnet;help;render' {
            break
        }
        'carnet;help;template' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The templates, and which of them are the book''s own')
            [CompletionResult]::new('eject', 'eject', [CompletionResultType]::ParameterValue, 'Copy a built-in template into the book')
            break
        }
        'carnet;help;template;list' {
            break
        }
        'carnet;help;template;eject' {
            break
        }
        'carnet;help;credit' {
            break
        }
        'carnet;help;correct' {
            break
        }
        'carnet;help;edit' {
            break
        }
        'carnet;help;mv' {
            break
        }
        'carnet;help;rm' {
            break
        }
        'carnet;help;fmt' {
            break
        }
        'carnet;help;migrate' {
            break
        }
        'carnet;help;import' {
            [CompletionResult]::new('csv', 'csv', [CompletionResultType]::ParameterValue, 'Import a CSV or TSV file: any, with a mapping, or an edited `list --format csv`, with --update')
            [CompletionResult]::new('einvoice', 'einvoice', [CompletionResultType]::ParameterValue, 'Import e-invoices of suppliers: UBL, CII, Factur-X and ZUGFeRD')
            break
        }
        'carnet;help;import;csv' {
            break
        }
        'carnet;help;import;einvoice' {
            break
        }
        'carnet;help;file' {
            break
        }
        'carnet;help;schema' {
            break
        }
        'carnet;help;doctor' {
            break
        }
        'carnet;help;merge-driver' {
            break
        }
        'carnet;help;completions' {
            break
        }
        'carnet;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
