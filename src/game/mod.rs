//! The window. It shows events and turns input into facts; it decides nothing.
