//! The database: the one door, outbox, inbox, blobs, results, board; SQLite and PostgreSQL.
