//! How the virtual customer reacts.
