# What `carnet demo` says.

demo-not-empty = the folder { $folder } is not empty
demo-other-folder = name another: `carnet demo FOLDER`
demo-written = { $folder }: a firm of two years, { $records } records in { $commits } commits
demo-next = To look around:
