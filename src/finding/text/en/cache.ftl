# What was kept of the book's files: `--verbose`.
cache-read = files read: { $read }; known from before: { $known }
cache-not-written = nothing can be kept for the next command: { $reason }
cache-disturbed = files of the book were changed while this was prepared; nothing was written: try again

doctor-cache = cache
doctor-cache-good = { $files } files are known, { $size } MB in { $path }
doctor-cache-empty = none yet: the next command that reads the book makes it
doctor-cache-contents = this disk keeps no times to go by, so every file is read and compared: { $files } files are known
doctor-cache-fault = it cannot be written: { $reason }
doctor-cache-fault-mend = see to it that { $path } can be written to; without it every command reads the whole book
