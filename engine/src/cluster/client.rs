//! Asking a cluster.

use crate::EngineError;
use crate::query::survey_of_files;
use ballista::prelude::{SessionConfigExt, SessionContextExt};
use core::num::NonZeroUsize;
use core::time::Duration;
use datafusion::execution::SessionStateBuilder;
use datafusion::prelude::{SessionConfig, SessionContext};
use poverty::measure::spec::{Spec, Survey};
use std::path::PathBuf;
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

/// How often a scheduler that does not answer yet is tried again.
const AGAIN: Duration = Duration::from_millis(50);

/// A context whose plans run on the cluster of a scheduler, such as `10.0.0.5:50050`, in so many partitions: at least as many as
/// all executors have processors.
///
/// # Errors
/// [`EngineError::Cluster`] if no scheduler listens there within the limit.
pub async fn connect(
    scheduler: &str,
    partitions: NonZeroUsize,
    limit: Duration,
) -> Result<SessionContext, EngineError> {
    let unreachable = |message: String| EngineError::Cluster { scheduler: scheduler.to_owned(), message };
    let reached = async {
        while let Err(error) = TcpStream::connect(scheduler).await {
            // A name that is none does not become one.
            if error.kind() == std::io::ErrorKind::InvalidInput {
                return Err(unreachable(error.to_string()));
            }
            sleep(AGAIN).await;
        }
        Ok(())
    };
    let silent = |_| Err(unreachable(format!("nobody listens there within {limit:?}")));
    timeout(limit, reached).await.unwrap_or_else(silent)?;
    // What a lost executor has written is computed again rather than asked for again and again.
    let config = SessionConfig::new_with_ballista()
        .with_target_partitions(partitions.get())
        .set_str("ballista.client.io_retries_times", "1")
        .set_str("ballista.client.io_retry_wait_time_ms", "200");
    let state = SessionStateBuilder::new().with_config(config).with_default_features().build();
    let context = SessionContext::remote_with_state(&format!("df://{scheduler}"), state).await;
    context.map_err(|error| unreachable(error.to_string()))
}

/// The survey in Parquet files, computed by a cluster.
///
/// ```no_run
/// use poverty::measure::spec::Spec;
/// use poverty_engine::cluster::{connect, survey_within};
/// use poverty_engine::parquet::parquet_files;
/// use std::num::NonZeroUsize;
/// use std::time::Duration;
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// # let spec = Spec::from_toml("", "")?;
/// let partitions = NonZeroUsize::new(64).ok_or("none")?;
/// let context = connect("10.0.0.5:50050", partitions, Duration::from_secs(10)).await?;
/// // A folder that every machine has mounted under this name.
/// let files = parquet_files("/data/households")?;
/// let results = survey_within(&spec, &context, &files, Duration::from_secs(600)).await?.measure()?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// [`EngineError::NoAnswer`] if the cluster does not answer within the limit, as one that has lost its last executor may never;
/// [`EngineError::Query`] if the cluster says that it failed; as [`survey_of_files`].
pub async fn survey_within<'s>(
    spec: &'s Spec,
    context: &SessionContext,
    files: &[PathBuf],
    limit: Duration,
) -> Result<Survey<'s>, EngineError> {
    let answer = timeout(limit, survey_of_files(spec, context, files)).await;
    answer.unwrap_or(Err(EngineError::NoAnswer { limit }))
}
