//! Which steps a call can come to.

use std::collections::BTreeSet;

use super::{Reaction, Step};
use crate::ids::StepId;

/// The steps that can be reached from the first, or by one of the reactions that hold everywhere.
pub fn reached<'a>(steps: &'a [Step], everywhere: impl IntoIterator<Item = &'a Reaction>) -> BTreeSet<&'a StepId> {
    let mut reached: BTreeSet<&StepId> = steps.first().map(|step| &step.id).into_iter().collect();
    reached.extend(everywhere.into_iter().filter_map(|reaction| reaction.goto.as_ref()));
    loop {
        let before = reached.len();
        let here = steps.iter().filter(|step| reached.contains(&step.id));
        let next: Vec<&StepId> = here.flat_map(|step| step.expect.iter().filter_map(|r| r.goto.as_ref())).collect();
        reached.extend(next);
        if reached.len() == before {
            return reached;
        }
    }
}
