//! A survey from Parquet files.

use super::loaded::Loaded;
use super::truth::truth_values;
use crate::batch::share;
use crate::{BatchReader, EngineError, Place};
use ::parquet::arrow::ProjectionMask;
use ::parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use ::parquet::errors::ParquetError;
use ::parquet::file::reader::ChunkReader;
use arrow::array::{BooleanArray, RecordBatch, RecordBatchReader};
use arrow::datatypes::{DataType, Field, FieldRef, Schema, SchemaRef};
use arrow::error::ArrowError;
use core::num::NonZeroUsize;
#[cfg(feature = "datafusion")]
use core::sync::atomic::AtomicBool;
use core::sync::atomic::{AtomicU64, Ordering};
use poverty::measure::spec::{Spec, Survey, SurveyReader};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rows of a batch.
const BATCH: usize = 16_384;

/// How far reading has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Rows read.
    pub rows: u64,
    /// Rows of all files.
    pub of: u64,
}

/// A file that has been opened once, with what its footer says.
struct Opened {
    path: PathBuf,
    metadata: ArrowReaderMetadata,
    /// Row groups that need more bytes are read page by page, so that memory stays bounded.
    bytes_max: u64,
}

/// The survey in Parquet files, read by as many threads, with the same bits as by one.
///
/// `progress` is called by any of the threads after each row group.
///
/// ```no_run
/// use poverty::measure::spec::Spec;
/// use poverty_engine::parquet::{parquet_files, read_parquet};
/// # let spec = Spec::from_toml("", "")?;
/// let files = parquet_files("households/*.parquet")?;
/// let threads = std::thread::available_parallelism()?;
/// let survey = read_parquet(&spec, &files, threads, &|progress| eprintln!("{} of {}", progress.rows, progress.of))?;
/// let results = survey.measure()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`EngineError::Open`]; [`EngineError::Corrupt`] for files that are no Parquet, cut off or damaged, with the row group and the
/// column; [`EngineError::Schema`] for columns whose type differs between files; as [`BatchReader::push`] and
/// [`BatchReader::finish`]. Nothing is returned of what was read until then.
pub fn read_parquet<'s>(
    spec: &'s Spec,
    files: &[PathBuf],
    threads: NonZeroUsize,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Survey<'s>, EngineError> {
    let columns = spec.grouping().map(|grouping| grouping.columns());
    let opened = files.iter().map(|path| Opened::for_spec(path, spec)).collect::<Result<Vec<_>, _>>()?;
    check_alike(&opened, columns.as_deref())?;
    let groups: Vec<(&Opened, usize)> = opened
        .iter()
        .flat_map(|file| (0..file.metadata.metadata().num_row_groups()).map(move |group| (file, group)))
        .collect();
    let rows_of = |(file, group): &(&Opened, usize)| {
        u64::try_from(file.metadata.metadata().row_group(*group).num_rows()).unwrap_or(0)
    };
    let of = groups.iter().map(rows_of).fold(0_u64, u64::saturating_add);
    let rows = AtomicU64::new(0);
    let work = |reader: &mut BatchReader<'s>, piece: &(&Opened, usize)| {
        let (file, group) = *piece;
        let read = file.read(group, columns.as_deref(), reader)?;
        let expected = rows_of(piece);
        if read != expected {
            let message = format!("{read} rows, expected {expected} as the footer says");
            return Err(EngineError::Corrupt { place: file.place(Some(group)), message });
        }
        let rows = rows.fetch_add(read, Ordering::Relaxed).saturating_add(read);
        progress(Progress { rows, of });
        Ok(())
    };
    let source = files.first().map(|file| file.display().to_string()).unwrap_or_default();
    share(spec, &source, &groups, threads, &work)?.finish()
}

/// Refuses files that can't be opened or are cut off, and those with other columns than the first, or of other types.
#[cfg(feature = "datafusion")]
pub(crate) fn check_files(files: &[PathBuf]) -> Result<(), EngineError> {
    let opened = files.iter().map(|path| Opened::new(path)).collect::<Result<Vec<_>, _>>()?;
    check_alike(&opened, None)?;
    let Some((first, others)) = opened.split_first() else { return Ok(()) };
    for file in others {
        let more = file.schema().fields().iter().find(|field| first.schema().field_with_name(field.name()).is_err());
        if let Some(field) = more {
            return Err(EngineError::Schema {
                place: file.place(None),
                column: field.name().clone(),
                found: field.data_type().to_string(),
                expected: "absent".to_owned(),
            });
        }
    }
    Ok(())
}

/// The first damage in files, found by reading all of them; nothing if there is none, or when told to stop.
#[cfg(feature = "datafusion")]
pub(crate) fn damage(files: &[PathBuf], stop: &AtomicBool) -> Option<EngineError> {
    let read = |file: &Opened, group: usize| {
        if stop.load(Ordering::Relaxed) {
            return Ok(());
        }
        let mut batches = file.batches(group, None)?;
        match batches.find_map(Result::err) {
            Some(error) => Err(file.blame(group, None, &error.to_string())),
            None => Ok(()),
        }
    };
    files.iter().find_map(|path| {
        let file = match Opened::new(path) {
            Ok(file) => file,
            Err(error) => return Some(error),
        };
        (0..file.metadata.metadata().num_row_groups()).find_map(|group| read(&file, group).err())
    })
}

/// Refuses files in which a column that is read has another type than in the first.
fn check_alike(opened: &[Opened], columns: Option<&[&str]>) -> Result<(), EngineError> {
    let Some((first, others)) = opened.split_first() else { return Ok(()) };
    for file in others {
        for field in first.schema().fields() {
            if !columns.is_none_or(|columns| columns.contains(&field.name().as_str())) {
                continue;
            }
            let found = file.schema().field_with_name(field.name()).ok().map(Field::data_type);
            if found != Some(field.data_type()) {
                return Err(EngineError::Schema {
                    place: file.place(None),
                    column: field.name().clone(),
                    found: found.map_or_else(|| "absent".to_owned(), ToString::to_string),
                    expected: field.data_type().to_string(),
                });
            }
        }
    }
    Ok(())
}

impl Opened {
    /// A file that has the columns that a specification names.
    fn for_spec(path: &Path, spec: &Spec) -> Result<Self, EngineError> {
        let file = Self::new(path)?;
        // Columns that the file lacks are told with all that it has.
        let names = file.schema().fields().iter().map(|field| field.name().as_str());
        SurveyReader::new(spec, &path.display().to_string(), names)?;
        Ok(file)
    }

    fn new(path: &Path) -> Result<Self, EngineError> {
        let name = path.display().to_string();
        let file = open(path)?;
        let corrupt = |error: ::parquet::errors::ParquetError| EngineError::Corrupt {
            place: Place { source: name.clone(), ..Place::default() },
            message: error.to_string(),
        };
        let metadata = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).map_err(corrupt)?;
        // Texts that tell levels apart are read as dictionaries, as they are stored.
        let schema = dictionaries(metadata.schema());
        let options = ArrowReaderOptions::new().with_schema(schema);
        let metadata = ArrowReaderMetadata::try_new(metadata.metadata().clone(), options).map_err(corrupt)?;
        Ok(Self { path: path.to_owned(), metadata, bytes_max: 1 << 26 })
    }

    fn schema(&self) -> &SchemaRef {
        self.metadata.schema()
    }

    fn place(&self, row_group: Option<usize>) -> Place {
        Place { source: self.path.display().to_string(), row_group, row: None }
    }

    /// Reads a row group, and returns how many rows it has.
    fn read(&self, group: usize, columns: Option<&[&str]>, reader: &mut BatchReader<'_>) -> Result<u64, EngineError> {
        reader.at(&self.path.display().to_string(), Some(group));
        let corrupt = |error: ParquetError| self.blame(group, columns, &error.to_string());
        let (fields, leaves) = self.needed(columns);
        let metadata = self.metadata.metadata().row_group(group);
        let Some(loaded) =
            Loaded::new(&open(&self.path)?, metadata, &leaves, self.bytes_max).map_err(corrupt)?.map(Arc::new)
        else {
            let batches = self.batches(group, columns)?;
            return self.push(batches, &[], group, columns, reader);
        };
        // Columns that are bitmaps in the file are taken over; the decoder does the others.
        let rows = usize::try_from(metadata.num_rows()).unwrap_or(0);
        let mut bitmaps = Vec::new();
        let mut others = Vec::new();
        for field in fields {
            let schema = self.schema().fields().get(field);
            let is_boolean = schema.is_some_and(|field| *field.data_type() == DataType::Boolean);
            let leaf = leaves.iter().find(|leaf| is_boolean && self.root_of(**leaf) == field);
            let chunk = leaf.and_then(|leaf| metadata.columns().get(*leaf));
            match schema.zip(chunk.and_then(|chunk| truth_values(&loaded, chunk, rows))) {
                Some((field, values)) => bitmaps.push((field.clone(), values)),
                None => others.push(field),
            }
        }
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(Loaded::clone(&loaded), self.metadata.clone());
        let batches = self.of_group(builder, group, &others).map_err(corrupt)?;
        self.push(batches, &bitmaps, group, columns, reader)
    }

    /// Hands on the batches, with the columns that are there as a whole; returns their rows.
    fn push(
        &self,
        batches: ParquetRecordBatchReader,
        whole: &[(FieldRef, BooleanArray)],
        group: usize,
        columns: Option<&[&str]>,
        reader: &mut BatchReader<'_>,
    ) -> Result<u64, EngineError> {
        let corrupt = |error: ArrowError| self.blame(group, columns, &error.to_string());
        let mut fields: Vec<FieldRef> = batches.schema().fields().iter().cloned().collect();
        fields.extend(whole.iter().map(|(field, _)| field.clone()));
        let schema = Arc::new(Schema::new(fields));
        let mut rows = 0_usize;
        for batch in batches {
            let batch = batch.map_err(corrupt)?;
            let mut arrays = batch.columns().to_vec();
            for (_, values) in whole {
                // A column that ends before the others is told by the next line.
                let length = values.len().saturating_sub(rows).min(batch.num_rows());
                arrays.push(Arc::new(values.slice(rows.min(values.len()), length)));
            }
            reader.push(&RecordBatch::try_new(schema.clone(), arrays).map_err(corrupt)?)?;
            rows = rows.saturating_add(batch.num_rows());
        }
        Ok(rows as u64)
    }

    /// The columns that are needed, by their places in the schema, and their leaves.
    fn needed(&self, columns: Option<&[&str]>) -> (Vec<usize>, Vec<usize>) {
        let is_needed = |name: &str| columns.is_none_or(|columns| columns.contains(&name));
        let fields = self.schema().fields().iter().enumerate();
        let fields: Vec<usize> = fields.filter(|(_, field)| is_needed(field.name())).map(|(place, _)| place).collect();
        let leaves = 0..self.metadata.parquet_schema().num_columns();
        let leaves = leaves.filter(|leaf| fields.contains(&self.root_of(*leaf))).collect();
        (fields, leaves)
    }

    fn root_of(&self, leaf: usize) -> usize {
        self.metadata.parquet_schema().get_column_root_idx(leaf)
    }

    fn batches(&self, group: usize, columns: Option<&[&str]>) -> Result<ParquetRecordBatchReader, EngineError> {
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(open(&self.path)?, self.metadata.clone());
        let (fields, _) = self.needed(columns);
        let batches = self.of_group(builder, group, &fields);
        batches.map_err(|error| self.blame(group, columns, &error.to_string()))
    }

    fn of_group<T: ChunkReader + 'static>(
        &self,
        builder: ParquetRecordBatchReaderBuilder<T>,
        group: usize,
        fields: &[usize],
    ) -> Result<ParquetRecordBatchReader, ParquetError> {
        let mask = ProjectionMask::roots(builder.parquet_schema(), fields.iter().copied());
        builder.with_projection(mask).with_row_groups(vec![group]).with_batch_size(BATCH).build()
    }

    /// The error of a row group, with the first column that can't be read by itself.
    fn blame(&self, group: usize, columns: Option<&[&str]>, message: &str) -> EngineError {
        let place = self.place(Some(group));
        // One column alone names itself; the end of the search.
        if let Some([column]) = columns {
            return EngineError::Column { place, column: (*column).to_owned(), message: message.to_owned() };
        }
        let all: Vec<&str> = self.schema().fields().iter().map(|field| field.name().as_str()).collect();
        for column in columns.unwrap_or(&all) {
            match self.batches(group, Some(&[column])) {
                Err(error @ EngineError::Column { .. }) => return error,
                Err(_) => {}
                Ok(mut batches) => {
                    if let Some(error) = batches.find_map(Result::err) {
                        let (column, message) = ((*column).to_owned(), error.to_string());
                        return EngineError::Column { place, column, message };
                    }
                }
            }
        }
        EngineError::Corrupt { place, message: message.to_owned() }
    }
}

/// The schema with texts as dictionaries.
fn dictionaries(schema: &SchemaRef) -> SchemaRef {
    let fields = schema.fields().iter().map(|field| match field.data_type() {
        DataType::Utf8 | DataType::LargeUtf8 => {
            let kind = DataType::Dictionary(Box::new(DataType::Int32), Box::new(field.data_type().clone()));
            Arc::new(Field::new(field.name(), kind, field.is_nullable()).with_metadata(field.metadata().clone()))
        }
        _ => field.clone(),
    });
    Arc::new(Schema::new_with_metadata(fields.collect::<Vec<_>>(), schema.metadata().clone()))
}

fn open(path: &Path) -> Result<File, EngineError> {
    File::open(path).map_err(|error| EngineError::Open { file: path.display().to_string(), message: error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::parquet::arrow::ArrowWriter;
    use ::parquet::file::properties::{WriterProperties, WriterVersion};
    use arrow::array::{ArrayRef, Float64Array, StringArray};

    const SPEC: &str = r#"
        data = { weight = "w" }
        options = { standard_errors = false, subgroups = ["area"] }
        dimension = [{ id = "housing", indicators = [{ column = "water" }, { column = "toilet" }, { column = "wall" }] }]
        weighting = [{ id = "nested", cutoffs = ["1/3", "2/3"] }]
    "#;

    fn batch() -> RecordBatch {
        let truth =
            |of: &dyn Fn(usize) -> Option<bool>| -> ArrayRef { Arc::new((0..5_003).map(of).collect::<BooleanArray>()) };
        let rows = 0..5_003_u32;
        RecordBatch::try_from_iter_with_nullable([
            (
                "w",
                Arc::new(rows.clone().map(|row| f64::from(row % 97) / 8.0).collect::<Float64Array>()) as ArrayRef,
                false,
            ),
            (
                "area",
                Arc::new(rows.map(|row| Some(["rural", "urban"][row as usize % 2])).collect::<StringArray>()),
                false,
            ),
            ("water", truth(&|row| Some(row % 3 == 0)), false),
            // May be null and is not; is null now and then.
            ("toilet", truth(&|row| Some(row % 5 < 2)), true),
            ("wall", truth(&|row| (row % 11 != 10).then_some(row % 7 == 1)), true),
        ])
        .unwrap()
    }

    /// However a writer lays out pages, and whether a row group is read at once or page by page.
    #[test]
    fn every_layout_of_a_file_gives_what_its_batch_gives() {
        let (spec, bare) = (Spec::from_toml("spec", SPEC).unwrap(), SPEC.replace("weight = \"w\"", ""));
        let bare = Spec::from_toml("bare", &bare.replace("subgroups = [\"area\"]", "")).unwrap();
        let folder = tempfile::tempdir().unwrap();
        for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
            for page in [100, 1 << 20] {
                let properties = WriterProperties::builder()
                    .set_writer_version(version)
                    .set_data_page_row_count_limit(page)
                    .set_write_batch_size(64)
                    .set_max_row_group_row_count(Some(2_000));
                let path = folder.path().join("file.parquet");
                let mut writer =
                    ArrowWriter::try_new(File::create(&path).unwrap(), batch().schema(), Some(properties.build()));
                writer.as_mut().unwrap().write(&batch()).unwrap();
                writer.unwrap().close().unwrap();
                // The second has no column but truth values.
                for spec in [&spec, &bare] {
                    let mut expected = BatchReader::new(spec, "batch");
                    expected.push(&batch()).unwrap();
                    let expected = expected.finish().unwrap().measure().unwrap();
                    for bytes_max in [0, 1 << 26] {
                        let file = Opened { bytes_max, ..Opened::for_spec(&path, spec).unwrap() };
                        let columns = spec.grouping().unwrap().columns();
                        let mut reader = BatchReader::new(spec, "file");
                        let rows: Vec<u64> =
                            (0..3).map(|group| file.read(group, Some(&columns), &mut reader).unwrap()).collect();
                        assert_eq!(rows, [2_000, 2_000, 1_003]);
                        assert_eq!(reader.finish().unwrap().measure().unwrap(), expected);
                    }
                }
            }
        }
    }
}
