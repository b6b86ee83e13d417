//! Fixed patterns, compiled once. Each one carries the sentence it was written for.

use regex::Regex;

/// A fixed pattern, compiled. Word boundaries are those of ASCII: beside a `£` or a `’` the fast engine of
/// `regex` gives up on Unicode's, and a long text would take seconds.
#[expect(clippy::expect_used, reason = "every pattern is a constant, and the tests use each of them")]
pub(crate) fn compiled(source: &str) -> Regex {
    Regex::new(&source.replace(r"\b", r"(?-u:\b)")).expect("a fixed pattern compiles")
}

/// Declares patterns that are compiled when they are first used.
macro_rules! patterns {
    ($($(#[$about:meta])* $name:ident = $source:expr;)*) => {
        $($(#[$about])* static $name: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| $crate::pattern::compiled($source));)*
    };
}
pub(crate) use patterns;
