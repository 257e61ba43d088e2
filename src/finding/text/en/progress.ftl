# How far long work has come, on a terminal.

progress-looking = Looking at files
progress-reading = Reading records
progress-computing = Computing
progress-checking = Checking
progress-writing = Writing files
