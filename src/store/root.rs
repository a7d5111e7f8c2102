//! Where the shipped data lies: the folder that holds `scenarios`, `audio` and `assets`.

use std::path::{Path, PathBuf};

/// The data cannot be found.
#[derive(Debug, thiserror::Error)]
#[error(
    "cannot find the folder with Pronto's scenarios (looked in {looked}): start from the project's folder, or set PRONTO_ROOT to it"
)]
pub struct RootError {
    looked: String,
}

/// Finds the data folder: `PRONTO_ROOT`, else the working folder or one above it, else one above the program.
///
/// # Errors
/// [`RootError`] with every place that was looked at.
pub fn find_root() -> Result<PathBuf, RootError> {
    if let Some(root) = std::env::var_os("PRONTO_ROOT").map(PathBuf::from) {
        return if holds_data(&root) { Ok(root) } else { Err(RootError { looked: root.display().to_string() }) };
    }
    let here = std::env::current_dir().ok();
    let program = std::env::current_exe().ok().and_then(|path| path.parent().map(Path::to_owned));
    let starts = [here, program];
    let found = starts.iter().flatten().flat_map(|start| start.ancestors()).find(|folder| holds_data(folder));
    found.map(Path::to_owned).ok_or_else(|| {
        let looked: Vec<String> = starts.iter().flatten().map(|start| format!("{} and above", start.display())).collect();
        RootError { looked: looked.join(", ") }
    })
}

fn holds_data(folder: &Path) -> bool {
    folder.join("scenarios/personas").is_dir()
}
