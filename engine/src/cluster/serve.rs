//! A scheduler and executors on the loopback of one machine.

use crate::EngineError;
use ballista_core::config::TaskSchedulingPolicy;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use core::num::NonZeroUsize;
use core::time::Duration;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;

/// An address of the loopback that nobody uses at the moment.
///
/// # Errors
/// [`EngineError::Cluster`] if the system gives none.
pub fn free_address() -> Result<SocketAddr, EngineError> {
    let address = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
    let found = TcpListener::bind(address).and_then(|listener| listener.local_addr());
    found.map_err(|error| EngineError::Cluster { scheduler: address.to_string(), message: error.to_string() })
}

/// A scheduler that takes an executor for lost which was silent for as many whole seconds, at least one, and fails what runs when
/// none has been left for as long again. It serves until it fails.
///
/// Busy executors are silent for up to five seconds: less only where all tasks are small.
///
/// # Errors
/// [`EngineError::Cluster`] for an address that is taken.
pub async fn serve_scheduler(address: SocketAddr, silence: Duration) -> Result<(), EngineError> {
    let failed = |error: &dyn core::fmt::Display| EngineError::Cluster {
        scheduler: address.to_string(),
        message: error.to_string(),
    };
    let seconds = silence.as_secs().max(1);
    let config = SchedulerConfig {
        bind_host: address.ip().to_string(),
        external_host: address.ip().to_string(),
        bind_port: address.port(),
        scheduling_policy: TaskSchedulingPolicy::PullStaged,
        executor_timeout_seconds: seconds,
        expire_dead_executor_interval_seconds: 1,
        no_executors_grace_period_seconds: seconds,
        ..SchedulerConfig::default()
    };
    let cluster = BallistaCluster::new_from_config(&config).await.map_err(|error| failed(&error))?;
    start_server(cluster, address, Arc::new(config)).await.map_err(|error| failed(&error))
}

/// An executor that runs so many tasks at once and keeps what it computes between stages in a folder. It serves until it fails or
/// the process is told to end.
///
/// # Errors
/// [`EngineError::Cluster`] if no scheduler answers within ten seconds.
pub async fn serve_executor(scheduler: SocketAddr, folder: &Path, tasks: NonZeroUsize) -> Result<(), EngineError> {
    let own = free_address()?;
    let config = ExecutorProcessConfig {
        bind_host: own.ip().to_string(),
        external_host: Some(own.ip().to_string()),
        port: own.port(),
        scheduler_host: scheduler.ip().to_string(),
        scheduler_port: scheduler.port(),
        scheduler_connect_timeout_seconds: 10,
        vcores: tasks.get(),
        task_scheduling_policy: TaskSchedulingPolicy::PullStaged,
        work_dir: Some(folder.display().to_string()),
        // Sums by pattern are small: no need to look for the limits of the machine.
        memory_pool_size: Some(0),
        ..ExecutorProcessConfig::default()
    };
    let served = start_executor_process(Arc::new(config)).await;
    served.map_err(|error| EngineError::Cluster { scheduler: scheduler.to_string(), message: error.to_string() })
}
