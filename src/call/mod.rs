//! One contact as a state machine: facts in, events out.
