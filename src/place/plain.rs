//! Names without diacritics.

/// A Vietnamese name in lower case without diacritics, tone marks and doubled spaces, `Đắk  Lắk` as `dak lak`: two
/// spellings of one name agree on it. Hyphens and apostrophes count as spaces.
///
/// Reads composed letters and letters followed by combining marks alike.
///
/// ```
/// use poverty::place::plain_name;
/// assert_eq!(plain_name("Bà Rịa - Vũng Tàu"), "ba ria vung tau");
/// assert_eq!(plain_name("Thừa Thiên Huế"), plain_name("thua thien hue"));
/// ```
#[must_use]
pub fn plain_name(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match base_letter(letter) {
            Some(base) => plain.push(base),
            None if is_combining(letter) => {}
            None if plain.ends_with(' ') || plain.is_empty() => {}
            None => plain.push(' '),
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// U+0300 to U+036F, what a decomposed text puts after its letters.
const fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

/// The letter without its marks; `None` for what separates words. Takes lower case.
fn base_letter(letter: char) -> Option<char> {
    Some(match letter {
        'à' | 'á' | 'ả' | 'ã' | 'ạ' | 'ă' | 'ằ' | 'ắ' | 'ẳ' | 'ẵ' | 'ặ' | 'â' | 'ầ' | 'ấ' | 'ẩ' | 'ẫ' | 'ậ' => {
            'a'
        }
        'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ' | 'ê' | 'ề' | 'ế' | 'ể' | 'ễ' | 'ệ' => 'e',
        'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' => 'i',
        'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' | 'ô' | 'ồ' | 'ố' | 'ổ' | 'ỗ' | 'ộ' | 'ơ' | 'ờ' | 'ớ' | 'ở' | 'ỡ' | 'ợ' => {
            'o'
        }
        'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' | 'ư' | 'ừ' | 'ứ' | 'ử' | 'ữ' | 'ự' => 'u',
        'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' => 'y',
        // đ (U+0111) and, in older files, the Icelandic letter that looks the same as a capital.
        'đ' | 'ð' => 'd',
        other if other.is_alphanumeric() => other,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn every_vietnamese_vowel_in_every_tone_loses_its_marks() {
        let vowels = [
            ("aàáảãạăằắẳẵặâầấẩẫậ", "a"),
            ("eèéẻẽẹêềếểễệ", "e"),
            ("iìíỉĩị", "i"),
            ("oòóỏõọôồốổỗộơờớởỡợ", "o"),
            ("uùúủũụưừứửữự", "u"),
            ("yỳýỷỹỵ", "y"),
            ("dđ", "d"),
        ];
        for (letters, base) in vowels {
            assert_eq!(plain_name(letters), base.repeat(letters.chars().count()), "{letters}");
            assert_eq!(plain_name(&letters.to_uppercase()), base.repeat(letters.chars().count()), "{letters}");
        }
    }

    #[test]
    fn decomposed_letters_read_as_composed_ones() {
        assert_eq!(plain_name("D\u{323}a\u{306}\u{301}k"), "dak");
        assert_eq!(plain_name("Hue\u{302}\u{301}"), "hue");
    }

    #[test]
    fn separators_collapse() {
        assert_eq!(plain_name("  M'Đrắk -- Ea  Súp "), "m drak ea sup");
        assert_eq!(plain_name("--"), "");
    }
}
