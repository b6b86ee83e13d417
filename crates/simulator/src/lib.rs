//! A seeded world of simulated authorities behind a real SMTP server, for demo, tests and rehearsals.
//!
//! [`World::start`] draws a truth for every trust (who answers, what, how and when) from a seed and listens
//! for letters on loopback. Each accepted letter makes the trust write what it was cast to write;
//! [`World::post_due`] delivers, over SMTP, what is due by a time it is handed. [`Truth`] knows what was
//! drawn, so that what was recovered from the e-mails can be compared with it.
//!
//! *Invariants:* it never reads a clock; it speaks only over loopback and only to and from addresses under
//! `.invalid`; it shares no code with the crates that write letters and read replies, so a fault there cannot
//! hide here.

mod dice;
mod docx;
mod draw;
mod figures;
mod letter;
mod mime;
mod office;
mod pdf;
mod post;
mod say;
mod schedule;
mod smtp;
mod style;
mod truth;
mod unmime;
mod winansi;
mod world;
mod xlsx;

pub use truth::{Exemption, QUESTIONS, Said, Stated, Trust, Truth};
pub use world::{Received, World};
