//! Tests of `game`.
