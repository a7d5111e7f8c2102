//! A scorecard and its record as something to read.
