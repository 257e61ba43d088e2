# The book in the past: --at and --compare.

# day: a date; commit: the first digits of an id; committed: the day of the commit
history-at-day = The book as it stood on { $day }: commit { $commit } of { $committed }
history-at-commit = The book at commit { $commit } of { $committed }
# day: a date
history-day = { $day }
history-no-repository = this book lies in no git repository, so it has no past: `git init` and a first commit give it one
history-no-commit = this book's repository has no commit yet, so there is no past to look at
# day: a date; first: the day of the first commit
history-before = this book had no commit yet on { $day }: its history begins on { $first }
history-not-yet = { $day } has not come yet: give a day up to today
# revision: as typed
history-no-book = `{ $revision }` holds no carnet.toml in this folder: the book was not there
# revision: the first digits of an id, as typed
history-ambiguous = the ids of several commits begin with `{ $revision }`: give more digits
history-shallow = this clone is shallow: older commits are not here, and nothing is said about what cannot be seen; `git fetch --unshallow` brings them
history-at-log = log tells of the past without --at: --period narrows it to days (`--period ..2026-09-30`), and `carnet show ID --at DAY` shows a record as it was
history-at-feed = feed tells of the past without --at: --period narrows it to days, as in `--period 2026-09`
history-at-diff = diff takes its states as A..B, as in `carnet diff 2026-09-30..HEAD`, and no --at
history-at-blame = blame tells of the values that are there now; `carnet show ID --at DAY` shows a record as it was, `carnet log ID` what happened to it
history-at-audit = audit proves the whole history up to now, and takes no --at; --since makes it begin at a later commit
history-at-guard = guard judges the commits that it is given, as A..B, and takes no --at
history-at-no-book = this command looks at no state of the book, so --at does not go with it
history-not-here = --at looks at the past, which nothing can change: it goes with list, show, find, total, report and check
history-not-with = --at does not go with { $option }
history-forms = a day (`2026-09-30`, `yesterday`, `-30d` as `--at=-30d`), or what git calls a commit: `HEAD~3`, a branch, a tag, the first digits of an id
history-forms-plain = a day (`2026-09-30`, `yesterday`, `-30d`), or what git calls a commit: `HEAD~3`, a branch, a tag, the first digits of an id
# text: as typed, a period such as 2026-09
history-period = `{ $text }` is a period, and a state of the book is of one day
# day: the last day of the period
history-period-day = its last day: { $day }
history-unknown-keys = Keys that this version of carnet does not know, kept as they stand:

history-pipeline-title = Open deals, then and now
# day: a date; commit: the first digits of an id
history-then = Then: { $day }, commit { $commit }
# day: a date
history-now = Now: { $day }
history-deals-then = deals then
history-deals-now = now
history-deals-change = change
history-amount-then = amount then
history-amount-now = now
history-amount-change = change
history-compare-alone = --compare with a past state does not go with { $option }
# commit: the first digits of an id
history-no-settings = carnet.toml of commit { $commit } cannot be read, so no figure of that time can be trusted
