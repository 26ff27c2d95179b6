//! Entries that hold no translation: who translated, by the conventions of GNOME and KDE, and scripts behind a text.

use std::borrow::Cow;

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

/// Cuts off the script that a translation may carry, if the source has none.
pub(super) fn cut_script(text: &mut Cow<'_, str>, source: &str) {
    // Hardly a text has a bar at all.
    if memchr::memchr(b'|', text.as_bytes()).is_none() {
        return;
    }
    let Some(at) = text.find(FENCE).filter(|_| !source.contains(FENCE)) else { return };
    match text {
        Cow::Borrowed(text) => *text = text.get(..at).unwrap_or_default(),
        Cow::Owned(text) => text.truncate(at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_behind_the_text_is_cut_off() {
        let mut text = Cow::Borrowed("%1 Dateien|/|$[plural %1]");
        cut_script(&mut text, "%1 files");
        assert_eq!(text, "%1 Dateien");
        let mut kept = Cow::Owned("a|/|b".to_owned());
        cut_script(&mut kept, "a|/|b");
        assert_eq!(kept, "a|/|b");
    }

    #[test]
    fn the_translators_own_names_are_no_translation() {
        assert!(is_credit(None, "translator-credits"));
        assert!(is_credit(Some("NAME OF TRANSLATORS"), "Your names here"));
        assert!(!is_credit(Some("menu"), "Names"));
    }
}
