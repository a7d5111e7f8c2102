//! The program: runs the command line and sets the exit code.

fn main() -> std::process::ExitCode {
    pronto::cli::run(std::env::args_os()).into()
}
