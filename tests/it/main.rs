//! All integration tests: one binary, one module per subject.

fn main() {}
