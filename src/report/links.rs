//! Where to read more on the web.

/// The project.
pub(super) const PROJECT: &str = "https://github.com/fidelint/fidelint";

/// The page of a shipped rule; for rules of others, the page on writing rules.
pub(super) fn rule(id: &str) -> String {
    match id.contains('/') {
        true => format!("{PROJECT}/blob/main/docs/rules/language.md"),
        false => format!("{PROJECT}/blob/main/docs/rules/{id}.md"),
    }
}
