//! Middle values: of frames, of turns by their length, of calls.

/// The value below which a share of sorted values lies, between neighbours by proportion; `None` of nothing.
pub(super) fn percentile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = share * last as f64;
    let below = place as usize;
    let above = sorted[(below + 1).min(last)];
    Some(sorted[below] + (above - sorted[below]) * (place - below as f64))
}

/// The middle value; `None` of nothing.
pub(super) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    percentile(&values, 0.5)
}

/// The value at which half of the weight is reached; `None` of nothing.
pub(super) fn weighted_median(mut values: Vec<(f64, u64)>) -> Option<f64> {
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let all: u64 = values.iter().map(|(_, weight)| weight).sum();
    let mut reached = 0;
    let at = values.iter().position(|(_, weight)| {
        reached += weight;
        2 * reached >= all
    })?;
    Some(values[at].0)
}
