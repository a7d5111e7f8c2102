//! Noticing that an author has saved a file.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::Library;
use crate::ids::ScenarioId;

/// The files a contact is made of, as they were when last looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    folders: Vec<PathBuf>,
    seen: Vec<(PathBuf, Option<SystemTime>, u64)>,
}

impl Watch {
    /// Watches a scenario, and all personas, companies and lexicons.
    pub fn new(library: &Library, scenario: &ScenarioId) -> Self {
        let scenarios = library.scenarios();
        let mut folders = vec![scenarios.join(scenario.as_str()), scenarios.join("personas"), scenarios.join("lexicon")];
        let companies = std::fs::read_dir(scenarios.join("companies")).into_iter().flatten().flatten();
        folders.extend(companies.map(|entry| entry.path()));
        let seen = look(&folders);
        Self { folders, seen }
    }

    /// Whether something has been saved since this was last asked.
    pub fn has_changed(&mut self) -> bool {
        let now = look(&self.folders);
        let changed = now != self.seen;
        self.seen = now;
        changed
    }
}

/// Every file an author writes in these folders, with when it was saved and how long it is.
fn look(folders: &[PathBuf]) -> Vec<(PathBuf, Option<SystemTime>, u64)> {
    let mut all = Vec::new();
    for entry in folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten() {
        let path = entry.path();
        if !written(&path) {
            continue;
        }
        if let Ok(meta) = entry.metadata() {
            all.push((path, meta.modified().ok(), meta.len()));
        }
    }
    all.sort();
    all
}

fn written(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "ron" || ending == "weights")
}
