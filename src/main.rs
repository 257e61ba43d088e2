//! The `carnet` command. Everything is in the library: see `carnet::cli`.

fn main() -> std::process::ExitCode {
    carnet::cli::main()
}
