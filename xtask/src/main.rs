//! Chores of the project: `cargo xtask locales`, `cargo xtask docs`, `cargo xtask bench`.

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.first().map(String::as_str) {
        Some("bench") => xtask::bench::run(&args[1..]),
        Some("docs") => xtask::docs::run(),
        Some("locales") => xtask::locales::run(&args[1..]),
        _ => {
            eprintln!("cargo xtask locales [--from FOLDER] | docs | bench FOLDER");
            std::process::exit(2);
        }
    }
}
