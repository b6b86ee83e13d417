//! A seeded world of simulated authorities behind a real SMTP server, for demo, tests and rehearsals.
