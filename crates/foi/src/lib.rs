//! Runs Freedom of Information campaigns: the commands.
