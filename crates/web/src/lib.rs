//! The desk: server-rendered pages over what the store holds.
