# Texts of the command line that are neither findings nor reports.
