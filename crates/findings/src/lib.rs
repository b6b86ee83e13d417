//! Accepted answers to figures, charts, report and exports: pure, byte-for-byte repeatable.
