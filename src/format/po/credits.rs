//! Entries that hold no translation: who translated, by the conventions of GNOME and KDE, and scripts behind a text.

/// What stands for the names and addresses of the translators.
const CREDITS: [&str; 4] = ["translator-credits", "translator_credits", "Your names", "Your emails"];
/// The contexts that KDE gives them.
const CONTEXTS: [&str; 2] = ["NAME OF TRANSLATORS", "EMAIL OF TRANSLATORS"];
/// What parts a text of KDE from the script that may say it otherwise.
const FENCE: &str = "|/|";

/// Is it the entry where translators put their own names?
pub(super) fn is_credit(context: Option<&str>, id: &str) -> bool {
    CREDITS.contains(&id) || context.is_some_and(|context| CONTEXTS.contains(&context))
}

/// Where the script begins that a translation may carry, if the source has none.
pub(super) fn script(text: &str, source: &str) -> Option<usize> {
    // Hardly a text has a bar at all.
    memchr::memchr(b'|', text.as_bytes())?;
    text.find(FENCE).filter(|_| !source.contains(FENCE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_behind_the_text_is_found() {
        assert_eq!(script("%1 Dateien|/|$[plural %1]", "%1 files"), Some(10));
        assert_eq!(script("a|/|b", "a|/|b"), None);
    }

    #[test]
    fn the_translators_own_names_are_no_translation() {
        assert!(is_credit(None, "translator-credits"));
        assert!(is_credit(Some("NAME OF TRANSLATORS"), "Your names here"));
        assert!(!is_credit(Some("menu"), "Names"));
    }
}
