//! Rubrics: which indicators count for which rows, with what weight, threshold, words and advice. All of it is data that
//! assessors own; a rubric read from a file is checked against the catalogue of what scoring can see.
//!
//! Absent: any judging (that is `scoring`), any file access (that is `store`), and any number without its source.

mod catalogue;
mod check;
mod model;
mod parse;
mod variant;

pub use catalogue::{Entry, INDICATORS, SLOTS, entry};
pub use model::{Advice, Critical, Elsewhere, FORMAT, Feeling, IndicatorRule, Part, Rubric, Sourced, Standing, Unit};
pub use parse::parse_rubric;
pub use variant::{IndicatorChange, UnitChange, Variant, parse_variant, vary};
