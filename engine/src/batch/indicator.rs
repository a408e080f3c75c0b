//! From the column of an indicator to two bitmaps: which rows are deprived, of which it is not known.

use super::value::{Plain, keys, text, texts};
use super::words::{known, rows_of_word, values};
use arrow::array::{Array, ArrayRef, AsArray};
use arrow::datatypes::Int64Type;
use arrow::error::ArrowError;
use poverty::measure::spec::{CodeMeaning, IndicatorColumn};

/// The two bitmaps of the rows of one chunk.
#[derive(Clone, Debug, Default)]
pub(super) struct Bits {
    pub(super) deprived: Vec<u64>,
    pub(super) missing: Vec<u64>,
    /// Whether any row is missing.
    pub(super) any_missing: bool,
}

/// A codebook made ready for columns of any type.
#[derive(Clone, Debug)]
pub(super) struct Codes {
    codes: Vec<(String, Meaning)>,
    /// Meanings of the whole numbers from 0 to 255.
    small: Vec<Meaning>,
    null: Meaning,
}

/// What a value does to the bits of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    NotDeprived,
    Deprived,
    Missing,
    /// The codebook lacks it.
    Invalid,
}

/// Why a column can't be read: the first row whose value the codebook lacks, or what Arrow says.
#[derive(Debug)]
pub(super) enum Refusal {
    Value { row: usize, value: String },
    Arrow(ArrowError),
}

impl From<ArrowError> for Refusal {
    fn from(error: ArrowError) -> Self {
        Self::Arrow(error)
    }
}

impl Codes {
    pub(super) fn new(indicator: &IndicatorColumn<'_>) -> Self {
        let meaning = |meaning: &CodeMeaning| match meaning {
            CodeMeaning::Deprived => Meaning::Deprived,
            CodeMeaning::NotDeprived => Meaning::NotDeprived,
            CodeMeaning::Unknown(_) => Meaning::Missing,
        };
        let codes = indicator.codes.iter().map(|(code, of)| ((*code).to_owned(), meaning(of))).collect();
        let mut own = Self { codes, small: Vec::new(), null: Meaning::Missing };
        own.small = (0..=255_u32).map(|number| own.of_text(&number.to_string())).collect();
        own.null = own.of_text("");
        own
    }

    fn of_text(&self, text: &str) -> Meaning {
        let found = self.codes.iter().find_map(|(code, meaning)| (code == text).then_some(*meaning));
        found.unwrap_or(Meaning::Invalid)
    }

    fn of_integer(&self, number: i64) -> Meaning {
        let small = usize::try_from(number).ok().and_then(|number| self.small.get(number)).copied();
        small.unwrap_or_else(|| self.of_text(&number.to_string()))
    }

    /// The bits of a column.
    pub(super) fn read(&self, column: &ArrayRef, bits: &mut Bits) -> Result<(), Refusal> {
        bits.any_missing = false;
        match Plain::of(column)? {
            Plain::Boolean(plain) => return self.read_boolean(&plain, bits),
            Plain::Integer(plain) => {
                let plain = plain.as_primitive::<Int64Type>();
                self.assemble(plain, bits, plain.values().iter().map(|value| self.of_integer(*value)))
            }
            Plain::Text(plain) => {
                let texts = plain.as_string::<i32>();
                let meaning = |row| if texts.is_null(row) { self.null } else { self.of_text(texts.value(row).trim()) };
                self.assemble(texts, bits, (0..texts.len()).map(meaning))
            }
            Plain::Dictionary(plain) => {
                let dictionary = plain.as_any_dictionary();
                let of_values: Vec<Meaning> =
                    texts(dictionary.values()).iter().map(|value| self.of_text(value)).collect();
                let keys = keys(dictionary);
                let meaning = |key: usize| of_values.get(key).copied().unwrap_or(self.null);
                self.assemble(plain.as_ref(), bits, keys.into_iter().map(meaning))
            }
            Plain::Other(plain) => {
                let texts = texts(&plain);
                self.assemble(plain.as_ref(), bits, texts.iter().map(|value| self.of_text(value)))
            }
        }
        .map_err(|row| Refusal::Value { row, value: text(column.as_ref(), row) })
    }

    /// Truth values are the codes 1 and 0: words at a time.
    fn read_boolean(&self, column: &ArrayRef, bits: &mut Bits) -> Result<(), Refusal> {
        let (yes, no) = (self.of_integer(1), self.of_integer(0));
        values(column.as_boolean(), &mut bits.deprived);
        let known = known(column.as_ref());
        if known.is_none() && (yes, no) == (Meaning::Deprived, Meaning::NotDeprived) {
            bits.missing.clear();
            bits.missing.resize(bits.deprived.len(), 0);
            return Ok(());
        }
        let known_words = known.as_deref().unwrap_or_default();
        let when = |meaning: Meaning, rows: u64, own: Meaning| if own == meaning { rows } else { 0 };
        bits.missing.clear();
        for (word, deprived) in bits.deprived.iter_mut().enumerate() {
            let rows = rows_of_word(word, column.len());
            let known = if known.is_some() { known_words.get(word).copied().unwrap_or_default() } else { rows };
            let parts = [(yes, *deprived & known & rows), (no, !*deprived & known & rows), (self.null, !known & rows)];
            let of = |meaning: Meaning| parts.iter().fold(0, |bits, (own, rows)| bits | when(meaning, *rows, *own));
            let invalid = of(Meaning::Invalid);
            if invalid != 0 {
                let row = word.saturating_mul(64).saturating_add(invalid.trailing_zeros() as usize);
                return Err(Refusal::Value { row, value: text(column.as_ref(), row) });
            }
            *deprived = of(Meaning::Deprived);
            let missing = of(Meaning::Missing);
            bits.any_missing |= missing != 0;
            bits.missing.push(missing);
        }
        Ok(())
    }

    /// Words from the meaning of each row; the first row without one is the error.
    fn assemble(
        &self,
        column: &dyn Array,
        bits: &mut Bits,
        meanings: impl Iterator<Item = Meaning>,
    ) -> Result<(), usize> {
        let nulls = column.nulls().filter(|nulls| nulls.null_count() > 0);
        bits.deprived.clear();
        bits.missing.clear();
        let (mut deprived, mut missing, mut row) = (0_u64, 0_u64, 0_usize);
        for meaning in meanings {
            let meaning = if nulls.is_some_and(|nulls| nulls.is_null(row)) { self.null } else { meaning };
            let shift = row & 63;
            match meaning {
                Meaning::NotDeprived => {}
                Meaning::Deprived => deprived |= 1 << shift,
                Meaning::Missing => missing |= 1 << shift,
                Meaning::Invalid => return Err(row),
            }
            row = row.saturating_add(1);
            if row & 63 == 0 {
                bits.any_missing |= missing != 0;
                bits.deprived.push(core::mem::take(&mut deprived));
                bits.missing.push(core::mem::take(&mut missing));
            }
        }
        if row & 63 != 0 {
            bits.any_missing |= missing != 0;
            bits.deprived.push(deprived);
            bits.missing.push(missing);
        }
        Ok(())
    }
}
