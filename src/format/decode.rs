//! From bytes to text: UTF-8, UTF-16 with a byte order mark, and a clear word about everything else.

/// Why the bytes of a file are no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// A byte that UTF-8 does not allow there.
    #[error("line {line}, byte {byte}: not UTF-8; save the file as UTF-8")]
    NotUtf8 {
        /// The line, from 1.
        line: usize,
        /// The byte in the file, from 0.
        byte: usize,
    },
    /// Half a character of UTF-16.
    #[error("broken UTF-16 at byte {byte}; save the file as UTF-8")]
    NotUtf16 {
        /// The byte in the file, from 0.
        byte: usize,
    },
    /// A broken archive, or one without a text.
    #[error("no Word document; save the file as .docx again")]
    NotDocx,
    /// Files of 4 GiB and more: places in them do not fit.
    #[error("the file is too large ({size} bytes); split it")]
    TooLarge {
        /// Its bytes.
        size: usize,
    },
}

/// The text of a file. Spans count the bytes of this text, which are those of the file where that is UTF-8.
pub fn decode(path: &str, bytes: Vec<u8>) -> Result<String, DecodeError> {
    if bytes.len() >= u32::MAX as usize {
        return Err(DecodeError::TooLarge { size: bytes.len() });
    }
    if super::readers_by_path(path).any(|reader| reader.name() == "docx") {
        return super::docx::unpack(&bytes).ok_or(DecodeError::NotDocx);
    }
    match bytes.get(..2) {
        Some([0xFF, 0xFE]) => utf16(&bytes, u16::from_le_bytes),
        Some([0xFE, 0xFF]) => utf16(&bytes, u16::from_be_bytes),
        _ => String::from_utf8(bytes).map_err(|error| {
            let byte = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..byte).unwrap_or_default();
            DecodeError::NotUtf8 { line: memchr::memchr_iter(b'\n', before).count() + 1, byte }
        }),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, DecodeError> {
    let units = bytes.chunks_exact(2).skip(1).map(|pair| unit([pair[0], pair[1]]));
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut byte = 2;
    for decoded in char::decode_utf16(units) {
        let Ok(c) = decoded else { return Err(DecodeError::NotUtf16 { byte }) };
        byte += 2 * c.len_utf16();
        text.push(c);
    }
    if bytes.len() % 2 == 1 { Err(DecodeError::NotUtf16 { byte }) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_that_is_no_utf_8_is_named_with_its_line() {
        let error = decode("a.txt", b"one\ntwo \xE9t\xE9\n".to_vec()).unwrap_err();
        assert_eq!(error, DecodeError::NotUtf8 { line: 2, byte: 8 });
    }

    #[test]
    fn utf_16_is_read_in_both_byte_orders() {
        assert_eq!(decode("a", vec![0xFF, 0xFE, b'h', 0, b'i', 0]).as_deref(), Ok("hi"));
        assert_eq!(decode("a", vec![0xFE, 0xFF, 0, b'h', 0, b'i']).as_deref(), Ok("hi"));
        assert_eq!(decode("a", vec![0xFF, 0xFE, 0, 0xD8]), Err(DecodeError::NotUtf16 { byte: 2 }));
        assert_eq!(decode("a", vec![0xFF, 0xFE, b'h', 0, b'i']), Err(DecodeError::NotUtf16 { byte: 4 }));
    }
}
