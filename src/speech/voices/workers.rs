//! Many pieces of work on several threads, each taking the next as it is free; the first failure stops all.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Runs `work` on so many threads (at least one). Each call gets a function that gives the next number below `count`, and `None` when there is
/// none left or another thread has failed; so a worker keeps what it needs from one piece to the next.
///
/// # Errors
/// The first error of the workers in their order.
pub fn workers<E: Send>(
    count: usize,
    threads: usize,
    work: impl Fn(&dyn Fn() -> Option<usize>) -> Result<(), E> + Sync,
) -> Result<(), E> {
    let (next, stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
    let take = || match stopped.load(Ordering::Relaxed) {
        true => None,
        false => Some(next.fetch_add(1, Ordering::Relaxed)).filter(|number| *number < count),
    };
    let work = || work(&take).inspect_err(|_| stopped.store(true, Ordering::Relaxed));
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(work)).collect();
        running.into_iter().filter_map(|worker| worker.join().ok()).collect()
    })
}
