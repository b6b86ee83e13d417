//! A law or a file of holidays that is added to `config` is built in without a line of code.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=../../config/regimes");
    println!("cargo::rerun-if-changed=../../config/holidays");
}
