//! How wide words are, and where they break.

/// The width of a text in pixels, a little generous: which font a reader has is not known.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let ems: f64 = text
        .chars()
        .map(|letter| match letter {
            '\u{300}'..='\u{36f}' => 0.0,
            'i' | 'l' | 'j' | 'I' | '.' | ',' | ':' | ';' | '|' | '\'' | '!' | ' ' => 0.32,
            't' | 'f' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' => 0.41,
            'm' | 'w' | 'M' | 'W' | '%' | '–' => 0.92,
            letter if letter.is_uppercase() => 0.72,
            letter if letter.is_ascii() => 0.58,
            letter if letter.is_alphabetic() => 0.60,
            _ => 0.70,
        })
        .sum();
    ems * size
}

/// A text in lines no wider than so many pixels; a word that is wider stands alone.
pub(super) fn wrap(text: &str, size: f64, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line, size) + width(" ", size) + width(word, size) <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_hold_all_words_and_no_more_than_the_width() {
        let text = "Tỷ lệ hộ nghèo đa chiều giảm theo từng năm cho tới khi đạt mục tiêu";
        let lines = wrap(text, 12.0, 120.0);
        assert_eq!(lines.join(" "), text);
        assert!(lines.len() > 2 && lines.iter().all(|line| width(line, 12.0) <= 120.0), "{lines:?}");
        assert_eq!(wrap("Sustainability", 20.0, 10.0), ["Sustainability"]);
    }
}
