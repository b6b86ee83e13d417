//! The product's binary once more, where Cargo shows it to the tests.

fn main() -> std::process::ExitCode {
    foi::main()
}
