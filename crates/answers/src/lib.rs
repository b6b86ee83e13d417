//! Text to the kind of reply, exemptions cited and typed answers with their words: pure, never fails.
