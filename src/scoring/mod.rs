//! From a record to findings to a scorecard. Pure, and blind to the simulation.
