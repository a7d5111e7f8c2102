//! The program: runs the command line and sets the exit code.

fn main() -> std::process::ExitCode {
    // `pronto records | head`: whoever reads has seen enough. No reason for a panic's report.
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if panic.payload_as_str().is_some_and(|why| why.contains("Broken pipe")) {
            std::process::exit(0);
        }
        report(panic);
    }));
    pronto::cli::run(std::env::args_os()).into()
}
