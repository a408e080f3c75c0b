//! A cluster of Ballista on the loopback: machines come, take part, and are lost.

use crate::bad_input::{numbers, with, write};
use crate::data::{self, PERSONS, by_rows};
use crate::query::run;
use arrow::array::RecordBatch;
use poverty::measure::spec::{Spec, Survey};
use poverty_engine::EngineError;
use poverty_engine::cluster::{connect, free_address, serve_executor, serve_scheduler, survey_within};
use poverty_engine::parquet::parquet_files;
use std::fs;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

const SILENCE: Duration = Duration::from_secs(1);

const LIMIT: Duration = Duration::from_secs(60);

/// A scheduler and its executors, each with threads, sockets and a folder of its own.
pub(crate) struct Cluster {
    scheduler: SocketAddr,
    runtime: Option<Runtime>,
    machines: Vec<Machine>,
}

struct Machine {
    runtime: Option<Runtime>,
    folder: TempDir,
}

fn threads() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

impl Drop for Machine {
    /// Pulls the plug: nothing is told to anybody, and what the machine had stored is gone.
    fn drop(&mut self) {
        self.runtime.take().unwrap().shutdown_background();
        let _ = fs::remove_dir_all(self.folder.path());
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.machines.clear();
        self.runtime.take().unwrap().shutdown_background();
    }
}

impl Cluster {
    pub(crate) fn new() -> Self {
        let (scheduler, runtime) = (free_address().unwrap(), threads());
        runtime.spawn(serve_scheduler(scheduler, SILENCE));
        Self { scheduler, runtime: Some(runtime), machines: Vec::new() }
    }

    pub(crate) fn add_machine(&mut self) {
        let (folder, runtime, scheduler) = (tempfile::tempdir().unwrap(), threads(), self.scheduler);
        let path = folder.path().to_owned();
        runtime.spawn(async move { serve_executor(scheduler, &path, NonZeroUsize::MIN).await });
        self.machines.push(Machine { runtime: Some(runtime), folder });
    }

    /// Whether each machine has computed something.
    pub(crate) fn all_took_part(&self) -> bool {
        self.machines.iter().all(|machine| machine.has_stored())
    }

    pub(crate) fn survey<'s>(&self, spec: &'s Spec, files: &[PathBuf]) -> Result<Survey<'s>, EngineError> {
        self.survey_within(spec, files, LIMIT)
    }

    fn survey_within<'s>(&self, spec: &'s Spec, files: &[PathBuf], limit: Duration) -> Result<Survey<'s>, EngineError> {
        run(async {
            let partitions = NonZeroUsize::new(files.len()).unwrap();
            let context = connect(&self.scheduler.to_string(), partitions, LIMIT).await?;
            survey_within(spec, &context, files, limit).await
        })
    }
}

impl Machine {
    fn has_stored(&self) -> bool {
        fn any_file(folder: &Path) -> bool {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            entries.map(|entry| entry.path()).any(|path| path.is_file() || any_file(&path))
        }
        any_file(self.folder.path())
    }

    fn wait_until_it_has_stored(&self) {
        let begun = Instant::now();
        while !self.has_stored() {
            assert!(begun.elapsed() < LIMIT, "the machine took no part");
            thread::sleep(Duration::from_millis(1));
        }
    }
}

/// The rows in as many files.
pub(crate) fn files_of(rows: &RecordBatch, count: usize, folder: &Path) -> Vec<PathBuf> {
    let length = rows.num_rows() / count;
    for number in 0..count {
        write(&folder.join(format!("part-{number}.parquet")), &rows.slice(number * length, length), 1 << 20);
    }
    parquet_files(&folder.display().to_string()).unwrap()
}

/// One of two machines is lost after it has finished tasks and before the answer: what it computed is computed again by the other.
#[test]
fn a_machine_lost_in_the_middle_changes_no_bit() {
    let (spec, rows, folder) = (data::spec(PERSONS), data::survey(40_000), tempfile::tempdir().unwrap());
    let files = files_of(&rows[0], 40, folder.path());
    let mut cluster = Cluster::new();
    cluster.add_machine();
    cluster.add_machine();
    let lost = cluster.machines.pop().unwrap();
    let (found, answered, gone) = thread::scope(|scope| {
        let query = scope.spawn(|| (cluster.survey(&spec, &files), Instant::now()));
        lost.wait_until_it_has_stored();
        drop(lost);
        let gone = Instant::now();
        let (found, answered) = query.join().unwrap();
        (found, answered, gone)
    });
    assert!(gone < answered, "the answer came before the loss: this run has shown nothing");
    assert_eq!(found.unwrap().measure().unwrap(), by_rows(&spec, &rows));
}

#[test]
fn a_cluster_that_has_lost_all_its_machines_says_so_in_time() {
    let (spec, rows, folder) = (data::spec(PERSONS), data::survey(40_000), tempfile::tempdir().unwrap());
    let files = files_of(&rows[0], 40, folder.path());
    let mut cluster = Cluster::new();
    // Before any machine has come, the limit of the caller is the end.
    let error = cluster.survey_within(&spec, &files, Duration::from_millis(300)).unwrap_err();
    assert_eq!(error.to_string(), "no answer from the cluster within 300ms");
    assert_eq!(error.code(), "engine/no-answer");

    cluster.add_machine();
    let lost = cluster.machines.pop().unwrap();
    let begun = Instant::now();
    let error = thread::scope(|scope| {
        let query = scope.spawn(|| cluster.survey(&spec, &files).unwrap_err());
        lost.wait_until_it_has_stored();
        drop(lost);
        query.join().unwrap()
    });
    assert_eq!(error.code(), "engine/query", "{error}");
    assert!(error.to_string().contains("executors were lost"), "{error}");
    assert!(begun.elapsed() < LIMIT, "{:?}", begun.elapsed());
}

#[test]
fn a_cluster_refuses_what_one_machine_refuses() {
    let (spec, folder) = (data::spec(PERSONS), tempfile::tempdir().unwrap());
    let rows = &data::survey(2_000)[0];
    let mut cluster = Cluster::new();
    cluster.add_machine();
    let bad = with(rows, "schooling", &numbers((0..2_000).map(|row| if row == 1_999 { 2 } else { 0 })));
    let error = cluster.survey(&spec, &files_of(&bad, 4, folder.path())).unwrap_err();
    assert_eq!(error.code(), "engine/codes", "{error}");
    assert!(error.to_string().contains("column `schooling`"), "{error}");

    let files = files_of(rows, 4, folder.path());
    let mut damaged = fs::read(&files[2]).unwrap();
    let part = damaged.len() / 4;
    damaged[4..part].fill(0);
    fs::write(&files[2], damaged).unwrap();
    let error = cluster.survey(&spec, &files).unwrap_err().to_string();
    assert!(error.starts_with(&format!("{}, row group 0", files[2].display())), "{error}");
    assert!(error.contains("column `"), "{error}");
}

#[test]
fn a_scheduler_that_is_not_there() {
    let address = free_address().unwrap().to_string();
    let error = run(connect(&address, NonZeroUsize::MIN, Duration::from_millis(120))).err().unwrap();
    assert_eq!(error.to_string(), format!("cluster of {address}: nobody listens there within 120ms"));
    assert_eq!(error.code(), "engine/cluster");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let error = run(serve_scheduler(taken.local_addr().unwrap(), SILENCE)).unwrap_err();
    assert_eq!(error.code(), "engine/cluster");
}
