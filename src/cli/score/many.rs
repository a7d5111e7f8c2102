//! Many records at once: found under folders, judged on all cores, answered in their order, with progress for whoever waits.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::thread;

/// Records judged between two looks at the progress.
const BATCH: usize = 512;
/// Fewer are done before anybody could read the progress.
const WORTH_PROGRESS: usize = 50;

/// The records meant: a folder that is no record itself stands for all records directly in it, in the order of their names.
pub(in crate::cli) fn expand(paths: &[PathBuf]) -> Vec<PathBuf> {
    paths.iter().flat_map(|path| inside(path).unwrap_or_else(|| vec![path.clone()])).collect()
}

fn inside(folder: &Path) -> Option<Vec<PathBuf>> {
    let holds = |folder: &Path| folder.join("record.ron").is_file() || folder.join("sitting.ron").is_file();
    if !folder.is_dir() || holds(folder) {
        return None;
    }
    let entries = std::fs::read_dir(folder).ok()?;
    let mut found: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| holds(path)).collect();
    found.sort();
    // A folder that holds none is named itself, so that the fault says which.
    (!found.is_empty()).then_some(found)
}

/// Works on every path on all cores and hands over the results in order.
#[expect(clippy::print_stderr, reason = "progress")]
pub(in crate::cli) fn each<T: Send>(paths: &[PathBuf], work: impl Fn(&Path) -> T + Sync, mut take: impl FnMut(T)) {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let watched = paths.len() >= WORTH_PROGRESS && std::io::stderr().is_terminal();
    for (number, batch) in paths.chunks(BATCH).enumerate() {
        let share = batch.len().div_ceil(cores).max(1);
        let results: Vec<Vec<T>> = thread::scope(|scope| {
            let work = &work;
            let parts: Vec<_> =
                batch.chunks(share).map(|part| scope.spawn(move || part.iter().map(|path| work(path)).collect())).collect();
            parts.into_iter().filter_map(|part| part.join().ok()).collect()
        });
        results.into_iter().flatten().for_each(&mut take);
        if watched {
            eprint!("\r\x1b[K{}/{}", (number * BATCH + batch.len()).min(paths.len()), paths.len());
        }
    }
    if watched {
        eprint!("\r\x1b[K");
    }
}
