//! `fidelint pairs`: what is paired with what, and why.

use std::collections::{BTreeMap, BTreeSet};

use super::{Outcome, args::PairsOptions, project};

pub(super) fn run(options: &PairsOptions) -> anyhow::Result<Outcome> {
    let project = project::open(&options.paths, options.config.as_deref())?;
    let pairing = &project.pairing;
    // One line a convention; the pairs themselves on request.
    let mut by_reason: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for pair in &pairing.pairs {
        by_reason.entry(&pair.reason).or_default().push(pair);
    }
    for (reason, pairs) in &by_reason {
        let sources: BTreeSet<_> = pairs.iter().map(|pair| &pair.source).collect();
        let languages: BTreeSet<&str> = pairs.iter().map(|pair| pair.target_lang.as_str()).collect();
        anstream::println!(
            "{reason}: {}, {}, {}",
            count(sources.len(), "source"),
            count(languages.len(), "language"),
            count(pairs.len(), "pair")
        );
        if options.all {
            for pair in pairs {
                let (source, target) = (pair.source.display(), pair.target.display());
                anstream::println!("  {source} ({}) → {target} ({})", pair.source_lang, pair.target_lang);
            }
        }
    }
    for (path, reason) in &pairing.unpaired {
        anstream::println!("unpaired: {} ({reason})", path.display());
    }
    for (path, candidates) in &pairing.ambiguous {
        let candidates: Vec<String> =
            candidates.iter().map(|(source, reason)| format!("{} by {reason}", source.display())).collect();
        anstream::println!("ambiguous: {}: {}", path.display(), candidates.join(", or "));
    }
    for (path, languages) in &pairing.missing {
        anstream::println!("not translated: {} ({})", path.display(), languages.join(", "));
    }
    if pairing.pairs.is_empty() {
        anyhow::bail!(
            "nothing is paired below {}: name the pairs in fidelint.toml (`fidelint init` writes one)",
            project.root.display()
        );
    }
    Ok(Outcome::Clean)
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
