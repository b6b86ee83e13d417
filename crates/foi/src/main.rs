//! The `foi` program.

fn main() -> std::process::ExitCode {
    foi::main()
}
