//! The command line: one file a command. Only this module and `main` print.

/// How a command ended, as other programs see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Ran, and found faults.
    Faults,
    /// Could not run.
    CouldNotRun,
}

impl Exit {
    /// The process's exit code: 0, 1 or 2.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Faults => 1,
            Self::CouldNotRun => 2,
        }
    }
}
