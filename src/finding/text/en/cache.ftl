# What was kept of the book's files: `--verbose`.
cache-read = files read: { $read }; known from before: { $known }
cache-not-written = nothing can be kept for the next command: { $reason }
