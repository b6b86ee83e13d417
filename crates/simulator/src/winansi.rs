//! Windows-1252, which PDF calls `WinAnsiEncoding`: what office software of 2018 wrote by default.

/// The bytes of the text; a character outside the set becomes a question mark.
pub(crate) fn encode(text: &str) -> Vec<u8> {
    text.chars().map(byte).collect()
}

/// Whether every character of the text is in the set.
pub(crate) fn holds(text: &str) -> bool {
    text.chars().all(|character| character == '?' || byte(character) != b'?')
}

fn byte(character: char) -> u8 {
    match character {
        '€' => 0x80,
        '…' => 0x85,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        '\u{80}'..='\u{9f}' => b'?',
        other => u8::try_from(u32::from(other)).unwrap_or(b'?'),
    }
}
