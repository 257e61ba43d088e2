# audit and close.

# count: faults
audit-title-faults = { $count ->
    [one] Audit: 1 fault
   *[other] Audit: { $count } faults
}
audit-title-whole = Audit: nothing fails
# branch
audit-branch = Branch { $branch }
audit-commits = commits
audit-edges = steps compared
# edges: from a commit to the next
audit-proved = { $edges ->
    [one] The text of every issued document is unchanged on the 1 step from a commit to the next
   *[other] The text of every issued document is unchanged on all { $edges } steps from a commit to the next
}
audit-touching = touching invoices
audit-documents = documents
audit-compared = compared with
audit-fault-count = faults
audit-none = none
# commit
audit-with-audited = the last audit ({ $commit })
# count: closings
audit-with-closings = { $count ->
    [one] 1 closing
   *[other] { $count } closings
}
audit-with-nothing = nothing else
audit-series = Numbers
audit-first = first
audit-last = last
audit-gapless = gapless
audit-sealed = sealed
audit-no-series = (none)
audit-no-document = No document bears a number.
audit-faults = What fails
audit-the-tag = the tag
audit-the-history = the history

# What a fault was found against.
audit-against-parent = As it is now
audit-against-earlier = Where this branch was before
audit-against-audited = What was audited last
# name: of a remote branch
audit-against-remote = Compared with { $name }
audit-against-remote-earlier = { $name } as it was before
# name: a folder
audit-against-folder = Moved here from { $name }
# tag
audit-against-closing = Closing { $tag }

# Faults. number, path, fields: worded already.
audit-fault-changed = changed after issue: { $fields } ({ $path })
audit-fault-missing = issued, and gone ({ $path })
# to: the other number
audit-fault-renumbered = now bears the number { $to } ({ $path })
audit-fault-unnumbered = its number was taken away ({ $path })
# other: a path
audit-fault-twice = given twice: { $path } and { $other }
audit-fault-in-merge = given in a merge, which only joins what was issued before ({ $path })
# missing: numbers
audit-fault-gap = leaves a gap: { $missing } ({ $path })
# highest: a number
audit-fault-backwards = given after { $highest }: numbers only rise ({ $path })
# date, highest, earlier
audit-fault-date-backwards = dated { $date }, before { $highest } of { $earlier } ({ $path })
audit-fault-unreadable = its file cannot be read ({ $path })
audit-fault-seal = its seal does not match: it, or the document before it, is not as it was issued ({ $path })
audit-fault-unsealed = bears no seal, though the document before it does ({ $path })
audit-fault-gone = was rewritten: this commit is not here any more, and nothing is left to compare with
audit-fault-added = came into the period after it was closed ({ $path })
audit-fault-tag-no-commit = names no commit: it was replaced or made by hand
audit-fault-tag-lightweight = states nothing: it was replaced or made by hand
audit-fault-tag-no-statement = holds no statement that can be read: it was replaced or made by hand
audit-fault-tag-newer = was made by a later version of carnet: that one can check it
audit-fault-tag-other-name = states another period than its name: it was moved or copied
# key: what; stated, found
audit-fault-tag-differs = states { $key } { $stated }, but its commit holds { $found }: the tag was moved or forged
# tag, was: the tag object's id
audit-fault-tag-gone = is gone, though it was seen here. What it closed is open again. `git fetch --tags` brings it from another copy, and `git update-ref refs/tags/{ $tag } { $was }` from here
# was
audit-fault-tag-replaced = is another one than was seen here ({ $was }): it was replaced
audit-fault-tag-elsewhere = names a commit that is not in this history: the history was rewritten since, or the tag comes from elsewhere
# why: git's words
audit-fault-tag-signature = the signature is not good: { $why }
audit-fault-total = states { $key } { $stated }; the same documents make { $found } now: a rate or a currency was changed since

# What could not be proved. about, count.
audit-unproved = Not proved
audit-about-remote = other copies:
audit-about-closing = closings:
audit-about-signature = signatures:
audit-about-last = earlier audits:
audit-about-files = files:
audit-about-taken = meaning:
audit-about-work = uncommitted:
audit-about-since = before that:
audit-about-order = order:
audit-doubt-no-remote = there is no remote: this folder is the only copy, and nobody could contradict one who rewrites it
audit-doubt-not-pushed = { $count ->
    [one] 1 document is on no remote branch yet
   *[other] { $count } documents are on no remote branch yet
}: until they are pushed, this folder alone vouches for them
# first: a number
audit-doubt-not-merged = { $count ->
    [one] 1 document of { $about } is not here ({ $first })
   *[other] { $count } documents of { $about } are not here ({ $first }…)
}: not merged yet, as far as this clone remembers
audit-doubt-no-closing = no period is closed: had the whole history been rewritten in every copy, nothing here would show it. `carnet close` makes a tag that would
audit-doubt-open-tail = { $count ->
    [one] 1 document is in no closed period ({ $about })
   *[other] { $count } documents are in no closed period ({ $about })
}: had that part been rewritten in every copy at once, only the customers' copies would show it
audit-doubt-unsigned = { $count ->
    [one] 1 closing is not signed ({ $about })
   *[other] { $count } closings are not signed ({ $about }…)
}: whoever may write this repository could have made it anew; compare it with other copies
# why: git's words
audit-doubt-unverified = the signature of { $about } cannot be judged here: { $why }
audit-doubt-tag-not-merged = { $about } closes a commit of another branch, which is not merged here: only documents that are here, too, were compared
# commit
audit-doubt-mended = the file of { $about } could not be read from commit { $commit } on for a while; it says the same as before
audit-doubt-no-order = { $count ->
    [one] 1 number has not the form of its series ({ $about })
   *[other] { $count } numbers have not the form of their series ({ $about }…)
}: no order was checked there
audit-doubt-no-settings = carnet.toml could not be read at commit { $about }: the order of the numbers given there was not checked
# about: a series; what: worded below; commit
audit-doubt-loosened = commit { $commit } changed the rules of the numbers of { $about }: { $what }. What was given until they were changed again was held to less
audit-loosened-gapless = gaps are allowed
audit-loosened-external = numbers come from elsewhere
audit-loosened-pattern = another pattern
audit-loosened-removed = the series was removed
# about: a folder; commit
audit-doubt-came-from = the book came here from the folder { $about } with commit { $commit }. Its documents were compared on that step; what was before it in that folder was not looked at: check out the commit before it, and run the audit there
# about: a tag
audit-doubt-other-closings = { $count ->
    [one] 1 closing is of a book in another folder, which is not there any more ({ $about })
   *[other] { $count } closings are of a book in another folder, which is not there any more ({ $about }…)
}: nothing here is compared with it. If the book was moved, close those periods anew
# count, about: a number; what: worded below; source: a path; commit
audit-doubt-taken = { $count ->
    [one] 1 issued document ({ $about }) does not say { $what }
   *[other] { $count } issued documents ({ $about }…) do not say { $what }
}, and take it from elsewhere, where it was changed since: commit { $commit } did that last, in { $source }
audit-taken-tax = the rate behind its tax code
audit-taken-prices = whether prices include tax
audit-taken-currency = the currency
audit-taken-due = when it is due
audit-taken-party = the customer’s name and address
audit-doubt-first = this is the first audit of this branch here: what was rewritten before it, only other copies could tell
audit-doubt-detached = no branch is checked out: what this clone remembers of one was not compared
audit-doubt-uncommitted = { $count ->
    [one] 1 file differs from the last commit, and is not part of the record yet
   *[other] { $count } files differ from the last commit, and are not part of the record yet
}
audit-doubt-since = commits up to { $about } were not looked at
audit-doubt-accepted = { $count ->
    [one] 1 earlier state of this branch was accepted with --accept, and not compared
   *[other] { $count } earlier states of this branch were accepted with --accept, and not compared
}
# commit
audit-accepted = commit { $commit } is taken as audited: earlier states of this branch raise no alarm any more

# why
audit-not-kept = what was seen cannot be kept here for the next audit: { $why }

# close
# journal
close-no-journal = there is no journal `{ $journal }`: write sales
# period: as typed
close-whole-months = `{ $period }` cannot be closed: give whole months with a first and a last one, such as 2026-10, 2026Q3, 2026 or 2024-01..2026-09
# period, until
close-not-over = { $period } is not over: its last day is { $until }
# tag
close-already = that is closed already, by { $tag }
# path, count
close-uncommitted = { $count ->
    [one] `{ $path }` is not committed
   *[other] `{ $path }` and other files ({ $count } in all) are not committed
}: what is closed is a commit
# period, count
close-errors = { $count ->
    [one] { $period } has an error
   *[other] { $period } has { $count } errors
}: nothing is closed
# period, count, drafts
close-drafts = { $count ->
    [one] a draft is dated in { $period }: { $drafts }
   *[other] { $count } drafts are dated in { $period }: { $drafts }
}
close-drafts-help = issue them, date them later, or remove them
# number
close-no-totals = nobody can compute the totals of { $number }: run `carnet check`
# count, range
close-earlier-open = { $count ->
    [one] 1 document before that is in no closed period ({ $range })
   *[other] { $count } documents before that are in no closed period ({ $range })
}
close-earlier-first = close that first: carnet close { $range }
# tag
close-dry-run = nothing is closed; it would be by the tag { $tag }
# period, tag, commit
close-done = { $period } is closed: tag { $tag } on commit { $commit }, not signed
close-done-signed = { $period } is closed: signed tag { $tag } on commit { $commit }
# remote, tag
close-push = others learn of it with: git push { $remote } { $tag }
# remote
close-pushed = the tag is on { $remote }
close-no-remote = the tag was made and not pushed: there is no remote, or no plain one among several
close-only-here = there is no remote: keep a copy of the tag elsewhere, such as in the mail to your accountant
# period
close-title = Closing of { $period }
close-journal = journal
close-journal-sales = sales
close-period = period
close-from = from
close-until = until
close-tag = tag
close-digest = digest
close-seal = last seal
close-empty = No document in this period.
close-list-title = Closed periods
close-list-empty = No period is closed.
close-on = closed on
close-by = by
close-signature = signature
close-signature-unsigned = none
close-signature-good = good
close-signature-bad = bad
close-signature-unverified = not verified
close-holds = holds
close-unreadable = (unreadable)
close-part-count = a count of
close-part-net = a net total of
close-part-tax = tax of
close-part-gross = a total of
close-part-series = the numbers
close-part-seal = the last seal
close-part-digest = the digest
close-part-document = a count of
field-seal = seal
