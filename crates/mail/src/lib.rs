//! Letters out, replies in, and which request a reply belongs to.
