//! What is typed, line by line, without waiting for it.

use std::io::BufRead;
use std::sync::mpsc::{Receiver, channel};

/// The lines of standard input as they come; the channel closes with it.
pub(in crate::cli) fn lines() -> Receiver<String> {
    let (send, receive) = channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    });
    receive
}
