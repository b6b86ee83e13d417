//! The one loop.

use std::fmt::Display;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::Step;

/// Repeats a step until `stop`: at once while there is something to do, after `rest` when there is nothing or the
/// step failed. A failure is logged with the step's name and does not end the loop.
pub async fn repeat<E: Display>(
    name: &str,
    rest: Duration,
    stop: &CancellationToken,
    mut step: impl AsyncFnMut() -> Result<Step, E>,
) {
    while !stop.is_cancelled() {
        match step().await {
            Ok(Step::Done) => continue,
            Ok(Step::Idle) => {}
            Err(error) => tracing::error!(step = name, "{error}"),
        }
        tokio::select! {
            () = tokio::time::sleep(rest) => {}
            () = stop.cancelled() => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_step_is_repeated_at_once_while_busy_and_after_a_rest_when_idle_or_failing() {
        let stop = CancellationToken::new();
        let started = tokio::time::Instant::now();
        let mut outcomes = vec![Ok(Step::Done), Err("full disk"), Ok(Step::Idle), Ok(Step::Done)].into_iter();
        let mut times = Vec::new();
        repeat("test", Duration::from_secs(10), &stop, async || {
            times.push(started.elapsed().as_secs());
            outcomes.next().unwrap_or_else(|| {
                stop.cancel();
                Ok(Step::Idle)
            })
        })
        .await;
        assert_eq!(times, [0, 0, 10, 20, 20]);
    }
}
