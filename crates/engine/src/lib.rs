//! The steps (launch, post, collect, read) and the loop that repeats them.
