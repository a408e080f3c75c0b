//! A survey from Parquet files.

use crate::batch::share;
use crate::{BatchReader, EngineError, Place};
use ::parquet::arrow::ProjectionMask;
use ::parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use core::num::NonZeroUsize;
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
    let opened = files.iter().map(|path| Opened::new(path, spec)).collect::<Result<Vec<_>, _>>()?;
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
    fn new(path: &Path, spec: &Spec) -> Result<Self, EngineError> {
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
        // Columns that the file lacks are told with all that it has.
        SurveyReader::new(spec, &name, metadata.schema().fields().iter().map(|field| field.name().as_str()))?;
        Ok(Self { path: path.to_owned(), metadata })
    }

    fn schema(&self) -> &SchemaRef {
        self.metadata.schema()
    }

    fn place(&self, row_group: Option<usize>) -> Place {
        Place { source: self.path.display().to_string(), row_group, row: None }
    }

    /// Reads a row group, and returns how many rows it has.
    fn read(&self, group: usize, columns: Option<&[&str]>, reader: &mut BatchReader<'_>) -> Result<u64, EngineError> {
        let batches = self.batches(group, columns)?;
        reader.at(&self.path.display().to_string(), Some(group));
        let mut rows = 0_u64;
        for batch in batches {
            let batch = batch.map_err(|error| self.blame(group, columns, &error.to_string()))?;
            reader.push(&batch)?;
            rows = rows.saturating_add(batch.num_rows() as u64);
        }
        Ok(rows)
    }

    fn batches(&self, group: usize, columns: Option<&[&str]>) -> Result<ParquetRecordBatchReader, EngineError> {
        let mut builder = ParquetRecordBatchReaderBuilder::new_with_metadata(open(&self.path)?, self.metadata.clone());
        if let Some(columns) = columns {
            let fields = self.schema().fields().iter().enumerate();
            let read = fields.filter(|(_, field)| columns.contains(&field.name().as_str())).map(|(place, _)| place);
            let mask = ProjectionMask::roots(builder.parquet_schema(), read);
            builder = builder.with_projection(mask);
        }
        let batches = builder.with_row_groups(vec![group]).with_batch_size(BATCH).build();
        batches.map_err(|error| self.blame(group, columns, &error.to_string()))
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
