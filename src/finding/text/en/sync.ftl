# Two clones of a book become one again: carnet sync.

# Above what came and went. upstream: origin/main. count: commits.
sync-came = From { $upstream }: { $count ->
    [one] 1 commit
   *[other] { $count } commits
}
sync-went = To { $upstream }: { $count ->
    [one] 1 commit
   *[other] { $count } commits
}
sync-would-come = Would come from { $upstream }: { $count ->
    [one] 1 commit
   *[other] { $count } commits
}
sync-would-go = Would go to { $upstream }: { $count ->
    [one] 1 commit
   *[other] { $count } commits
}
sync-waits = Not sent to { $upstream } yet: { $count ->
    [one] 1 commit
   *[other] { $count } commits
}
sync-no-record = No value of any record changed.
# shown, count: records
sync-first = the first { $shown } of { $count } changes (`carnet log` shows all)

# The last line. branch: main. upstream: origin/main. commit: its first digits.
sync-same = { $branch } and { $upstream } are the same: nothing came, nothing to send
sync-no-commit = { $branch } has no commit yet, and { $upstream } has none: nothing came, nothing to send
sync-done = { $branch } and { $upstream } are the same now, commit { $commit }
sync-no-push = nothing was sent: `carnet sync` without --no-push does that
sync-dry-run = nothing has moved: this was a dry run
sync-uncommitted = { $count ->
    [one] 1 file has edits that are not committed: they stay here
   *[other] { $count } files have edits that are not committed: they stay here
}
sync-new-errors = { $count ->
    [one] your commits bring 1 error that was not in the shared book: `carnet check` shows it
   *[other] your commits bring { $count } errors that were not in the shared book: `carnet check` shows them
}
sync-dropped = { $count ->
    [one] 1 commit of yours said nothing new any more, and was left out
   *[other] { $count } commits of yours said nothing new any more, and were left out
}
sync-merged = your commits were merged, not replayed: there is a merge among them, or a tag or another branch has them
sync-follow = { $branch } follows no branch of a remote. Follow { $remote }/{ $branch } from now on? [y/n]
sync-follows = { $branch } follows { $upstream } from now on

# What both sides changed.
sync-conflicts = Changed on both sides
sync-field = field
sync-before = before
sync-mine = yours
sync-theirs = theirs
sync-author = theirs by
sync-since = on
sync-whole = (all of it)
sync-side-changed = changed
sync-side-removed = removed
sync-in-conflict = { $count ->
    [one] you and your colleagues changed 1 value differently; nothing has moved
   *[other] you and your colleagues changed { $count } values differently; nothing has moved
}
sync-in-conflict-help = at a terminal, carnet asks; or say whose value stands:
sync-all-theirs = theirs, everywhere
sync-all-mine = yours, everywhere
sync-one-mine = yours, in all of this
sync-field-theirs = theirs, in this field
sync-in-conflict-are = in conflict: { $names }
sync-both-all = --mine and --theirs are both said of everything: which one?
sync-both-words = --mine and --theirs are both said of { $word }: which one?
sync-no-such-conflict = nothing that both sides changed is called { $word }; nothing has moved
sync-both-field = { $record }: both sides changed { $field }
sync-both-whole = { $record }: both sides changed it, and they cannot be merged
sync-before-label = before:
sync-mine-label = yours:
sync-theirs-label = theirs:
sync-by = { $author }, { $date }
sync-value = { $value }
sync-ask = Keep (m)ine, take (t)heirs, M or T for the rest of this record, (e)dit it, or (q)uit?
sync-ask-whole = Keep (m)ine, take (t)heirs, (e)dit it, or (q)uit?
sync-marks-left = { $path } still has marks (<<<<<<<, =======, >>>>>>>), or cannot be read. Open it again? [y/n]
sync-stopped = stopped; nothing has moved
sync-no-text = { $path } is no text that could be edited: take one side
sync-not-apart = in { $record } the two choices cannot be told apart: take one side for the whole record, or edit it
sync-would-break = { $count ->
    [one] together, the two sides make an error that neither has alone; nothing has moved
   *[other] together, the two sides make { $count } errors that neither has alone; nothing has moved
}
sync-both-renamed = you and your colleagues renamed the same record: it is { $mine } here and { $theirs } there; nothing has moved
sync-both-renamed-help = take their name, and what refers to it follows:
sync-closed = your commits change a period that is closed; nothing has moved
sync-closed-help = leave the documents of the period as they were (`git log` shows your commits), and correct with a credit note
sync-would-break-help = change one of your records so that both can stand, commit it, and sync again
sync-renumber-help = take the number back, bring in what came, then give the next one:
sync-number-given = one of your commits gives { $record } the number { $number }, which is another document's by now; a merge would publish that for good; nothing has moved
sync-number-given-help = make your unsent commits one, without that number, after what came in:
sync-number-given-message = { $record } and what went with it
sync-united = { $count } commits of yours were made one: between them the book would have been broken
# The first line of a commit's message. count: commits.
sync-united-message = sync: { $count } commits made one

# What stands in the way.
sync-no-remote = this repository knows no other one to sync with
sync-no-remote-help = make one (`git init --bare` in a folder that all can reach, or a project on a server), then `git remote add origin ADDRESS` and `carnet sync --remote origin`
sync-no-such-remote = no remote is called { $remote }
sync-remotes = there is { $known }
sync-no-upstream = { $branch } follows no branch of a remote, so it is not known whom to sync with
sync-no-upstream-help = carnet sync --remote { $remote }
sync-not-fetched = git is not set up to fetch { $branch } from { $remote }
sync-not-fetched-help = git remote set-branches --add { $remote } { $branch }
sync-shallow = this clone is shallow: what both sides have in common may not be in it
sync-shallow-help = git fetch --unshallow
sync-unreachable = { $remote } could not be asked; nothing has moved. git said:
sync-push-refused = { $upstream } did not take your commits; they are here, on top of what came in. It said:
sync-push-refused-help = once that is mended, `carnet sync` sends them
sync-rewritten = { $upstream } no longer has commits that it had: its history was rewritten; nothing has moved
sync-rewritten-help = ask whoever did it. `git log HEAD..{ $upstream }` shows what it has now, `git log { $upstream }..HEAD` what only you have
sync-gone = { $upstream } is not there any more: somebody deleted the branch; nothing has moved
sync-gone-help = ask who did it. To make it again with what you have: `git fetch --prune { $remote }`, then `carnet sync`
sync-unrelated = { $upstream } and this book have no commit in common: they are two different books
sync-file-and-folder = `{ $path }` cannot be brought in: one side has a file where the other has a folder; nothing has moved
# paths: between backquotes; count: how many; more: beyond those named
sync-edited = { $paths }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
} { $count ->
    [one] has
   *[other] have
} edits that are not committed yet, and would be overwritten; nothing has moved
sync-edited-help = commit them (`git commit -a`), or put them aside with `git stash`, and sync again
sync-untracked = { $paths }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
} { $count ->
    [one] is not known to git, and stands
   *[other] are not known to git, and stand
} where something comes in; nothing has moved
sync-untracked-help = move away what stands there, or commit it, and sync again
sync-crowded = { $upstream } moved { $attempts } times while this was being sent: somebody is faster; try again in a moment
