# What stands in the way of reading or writing a book.

store-no-book = there is no carnet.toml in { $path } nor in any folder above it: go to your book, or make one with `carnet init`
store-broken-git = { $path } is no sound repository (its HEAD cannot be read), so nothing could be committed: mend it, or clone the book again
store-io = { $path }: { $detail }
os-not-found = there is no such file or folder
os-permission = you are not allowed to: the folder or file belongs to somebody else, or is write-protected
os-exists = there is one already
os-not-a-folder = a part of the path is no folder
os-a-folder = this is a folder
os-read-only = the disk can only be read
os-full = the disk is full
store-bad-path = `{ $path }` is not a path inside the book
store-symlink = `{ $path }` is, or lies behind, a symbolic link; carnet writes only real files inside the book
store-twice = `{ $path }` would be written twice in one change
store-changed-meanwhile = `{ $path }` was changed by someone else in the meantime; nothing was written: run the command again
store-uncommitted = { $paths }{ $more ->
    [0] { "" }
   *[other] { " " }and { $more } more
} { $count ->
    [one] has
   *[other] have
} edits that are not committed yet: commit them first, or take them along with --with-my-edits
store-ignored = git ignores `{ $path }` (see `git check-ignore -v { $path }`), so it could not be committed
store-detached = HEAD is detached: a commit made here would belong to no branch. Go back to one with `git switch BRANCH`
store-unfinished = a { $operation } is not finished: { $operation ->
    [bisect] `git bisect reset` ends it
    [merge] finish it with `git merge --continue`, or drop it with `git merge --abort`
    [rebase] finish it with `git rebase --continue`, or drop it with `git rebase --abort`
    [revert] finish it with `git revert --continue`, or drop it with `git revert --abort`
    [cherry-pick] finish it with `git cherry-pick --continue`, or drop it with `git cherry-pick --abort`
   *[other] complete or abort it first (`git status` says how)
}
store-unmerged = some files are in conflict: settle them and `git add` them first (`git status` lists them)
store-moved = `{ $branch }` keeps being moved by another program; nothing was written: try again
store-busy-process = another carnet (process { $pid }) is writing to this book: try again in a moment
store-busy = another carnet is writing to this book: try again in a moment
store-nested = this carnet was started by a git hook of a carnet that is writing: it may read, not write
store-index-busy = another git holds { $path }: nothing was changed, try again in a moment (if no git is running, delete that file)
store-index-locked = commit { $commit } is made, but another git holds { $path }: the next carnet command will bring the index up to date (if no git is running, delete that file)
store-no-identity = git does not know who you are. Tell it once: `git config --global user.name "Your Name"` and `git config --global user.email you@example.com`
store-bad-date = GIT_AUTHOR_DATE or GIT_COMMITTER_DATE is not a date that git understands, such as 2026-10-03T10:00:00+02:00
store-owner = the repository belongs to another user. If you trust it: git config --global --add safe.directory '{ $path }'
store-bare = { $path } is a bare repository, which has no files to work on: clone it first
store-unsupported = the repository uses { $feature }, which carnet cannot read
store-unsupported-remedy = the repository uses { $feature }, which carnet cannot read; to do without: { $remedy }
store-unknown-revision = `{ $revision }` names no commit, branch or tag of this repository
store-no-git = git itself is needed here ({ $why }) and could not be started
store-refused = git refused the commit; the files are as they were before. It said:
store-damaged-intent = a write was interrupted and its note { $path } cannot be read: look at `git status`, then delete that file
store-git = git: { $detail }
