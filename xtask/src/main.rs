//! Chores of the project: `cargo xtask locales`, `cargo xtask docs`, `cargo xtask bench`.

fn main() {
    eprintln!("cargo xtask locales | docs | bench FOLDER");
    std::process::exit(2);
}
