//! Where in a mailbox a message lies.

/// UIDVALIDITY and UID (RFC 3501, 2.3.1.1): together with the folder they name a message for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) validity: u32,
    pub(super) uid: u32,
}

impl Position {
    /// The first UID that comes after the position `seen`, as it holds for this folder; 1 where it does not.
    pub(super) fn after(seen: Option<&str>, folder: &str, validity: u32) -> u32 {
        let known = seen.and_then(|seen| Position::within(seen, folder));
        known.filter(|known| known.validity == validity).map_or(1, |known| known.uid.saturating_add(1))
    }

    /// `folder/uidvalidity/uid`.
    pub(super) fn of(self, folder: &str) -> String {
        format!("{folder}/{}/{}", self.validity, self.uid)
    }

    fn within(text: &str, folder: &str) -> Option<Position> {
        let (validity, uid) = text.strip_prefix(folder)?.strip_prefix('/')?.split_once('/')?;
        Some(Position { validity: validity.parse().ok()?, uid: uid.parse().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_holds_only_for_its_folder_and_uidvalidity() {
        for (seen, expected) in [
            (None, 1),
            (Some("INBOX/7/41"), 42),
            (Some("INBOX/8/41"), 1),
            (Some("Archive/7/41"), 1),
            (Some("INBOX/Sub/7/41"), 1),
            (Some("nonsense"), 1),
        ] {
            assert_eq!(Position::after(seen, "INBOX", 7), expected, "{seen:?}");
        }
        let position = Position { validity: 7, uid: 41 };
        assert_eq!(Position::after(Some(&position.of("A/B")), "A/B", 7), 42);
    }
}
