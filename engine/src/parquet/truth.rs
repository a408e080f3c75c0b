//! Columns of truth values, which Parquet stores as the bitmaps that we need.

use super::loaded::Loaded;
use ::parquet::basic::{Encoding, Type};
use ::parquet::column::page::Page;
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::ColumnChunkMetaData;
use ::parquet::file::serialized_reader::SerializedPageReader;
use arrow::array::{BooleanArray, BooleanBufferBuilder};
use std::sync::Arc;

/// The values of a column chunk without nulls, stored plainly, taken over as they are: a decoder for all cases would make a byte of
/// each bit first. Nothing for any other chunk, also a damaged one: the decoder tells what is wrong with it.
pub(super) fn truth_values(file: &Arc<Loaded>, chunk: &ColumnChunkMetaData, rows: usize) -> Option<BooleanArray> {
    let column = chunk.column_descr();
    let levels = column.max_def_level();
    if column.physical_type() != Type::BOOLEAN || column.max_rep_level() != 0 || levels > 1 {
        return None;
    }
    let mut values = BooleanBufferBuilder::new(rows);
    for page in SerializedPageReader::new(file.clone(), chunk, rows, None).ok()? {
        append(&page, levels == 1, &mut values).ok()??;
    }
    (values.len() == rows).then(|| BooleanArray::new(values.finish(), None))
}

/// Appends the values of a page; nothing if it is stored otherwise.
fn append(
    page: &Result<Page, ParquetError>,
    is_optional: bool,
    values: &mut BooleanBufferBuilder,
) -> Result<Option<()>, ()> {
    let page = page.as_ref().map_err(|_| ())?;
    let (bytes, count) = match page {
        Page::DataPage { buf, num_values, encoding: Encoding::PLAIN, def_level_encoding, .. } => {
            let bytes = if is_optional && *def_level_encoding == Encoding::RLE {
                let Some(bytes) = after_levels(buf, *num_values) else { return Ok(None) };
                bytes
            } else if is_optional {
                return Ok(None);
            } else {
                buf
            };
            (bytes, *num_values)
        }
        Page::DataPageV2 { buf, num_values, encoding: Encoding::PLAIN, num_nulls: 0, def_levels_byte_len, .. } => {
            (buf.get(*def_levels_byte_len as usize..).ok_or(())?, *num_values)
        }
        Page::DataPage { .. } | Page::DataPageV2 { .. } | Page::DictionaryPage { .. } => return Ok(None),
    };
    let count = usize::try_from(count).map_err(|_| ())?;
    let bytes = bytes.get(..count.div_ceil(8)).ok_or(())?;
    values.append_packed_range(0..count, bytes);
    Ok(Some(()))
}

/// What follows definition levels that say of so many values that all are there, as one run; nothing for other levels.
fn after_levels(page: &[u8], count: u32) -> Option<&[u8]> {
    let (length, rest) = page.split_first_chunk::<4>()?;
    let (levels, values) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    // A run: twice its length as a variable-length number, and the level.
    let (mut run, mut shift) = (0_u64, 0_u32);
    let mut bytes = levels.iter();
    for byte in &mut bytes {
        run |= u64::from(byte & 0x7f).checked_shl(shift)?;
        shift = shift.checked_add(7).filter(|shift| *shift < 63)?;
        if byte & 0x80 == 0 {
            break;
        }
    }
    let is_run = run & 1 == 0 && run >> 1 >= u64::from(count);
    (is_run && bytes.next() == Some(&1)).then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_skipped_only_if_all_values_are_there() {
        let page = |levels: &[u8]| {
            let length = u32::try_from(levels.len()).unwrap().to_le_bytes();
            [&length[..], levels, &[0xaa]].concat()
        };
        assert_eq!(after_levels(&page(&[0x10, 1]), 8), Some(&[0xaa][..]));
        // 300 values: 600 in two bytes.
        assert_eq!(after_levels(&page(&[0xd8, 0x04, 1]), 300), Some(&[0xaa][..]));
        assert_eq!(after_levels(&page(&[0x10, 0]), 8), None, "all are null");
        assert_eq!(after_levels(&page(&[0x0e, 1]), 8), None, "a shorter run");
        assert_eq!(after_levels(&page(&[0x03, 0xff]), 8), None, "bits, of which none need be set");
        assert_eq!(after_levels(&[9, 0, 0, 0, 1], 8), None, "cut off");
        assert_eq!(after_levels(&[1], 8), None);
    }
}
