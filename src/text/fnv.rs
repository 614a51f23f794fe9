//! A short fingerprint of some bytes that any other program can compute.

/// FNV-1a over 64 bits.
pub fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(FNV_EMPTY, |sum, byte| fnv1a_on(sum, *byte))
}

/// FNV-1a of nothing, to go on from.
pub const FNV_EMPTY: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a with one more byte.
pub fn fnv1a_on(sum: u64, byte: u8) -> u64 {
    (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// The fingerprint of a file: FNV-1a without carriage returns and the blanks around, going on from another file's.
pub fn fingerprint(base: u64, text: &str) -> u64 {
    text.trim().bytes().filter(|byte| *byte != b'\r').fold(base, fnv1a_on)
}

#[cfg(test)]
mod tests {
    use super::fnv1a;

    #[test]
    fn published_values() {
        assert_eq!(fnv1a(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(b"a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv1a(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
