//! Tests of `understand`.
