//! Tests of `plans`.
