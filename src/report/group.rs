//! One cause in many languages: a wrong figure in a source gives a finding in every translation of it.

use std::{borrow::Borrow, collections::HashMap};

use crate::finding::Finding;

/// Findings with one cause, in the order of the report.
#[derive(Debug, Clone)]
pub(super) struct Group<'a> {
    pub(super) first: &'a Finding,
    pub(super) others: Vec<&'a Finding>,
}

/// Puts findings together that one rule makes of one place in a source, where the translations say the same.
pub(super) fn groups(findings: &[impl Borrow<Finding>]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut known = HashMap::new();
    for finding in findings {
        let finding: &Finding = finding.borrow();
        let place = |finding: &'_ Finding| {
            let source = finding.source.as_ref()?;
            // In a bilingual file every translation has a source text of its own.
            finding.target.as_ref().is_none_or(|target| target.path != source.path).then_some(())?;
            Some((source.path.clone(), source.start, source.end, source.value.clone()))
        };
        let said = finding.target.as_ref().and_then(|target| target.value.as_deref());
        let key = place(finding).map(|place| (finding.rule.as_str(), finding.severity, place, said));
        match key.as_ref().and_then(|key| known.get(key)).copied() {
            Some(number) => {
                let group: &mut Group<'_> = &mut groups[number];
                group.others.push(finding);
            }
            None => {
                if let Some(key) = key {
                    known.insert(key, groups.len());
                }
                groups.push(Group { first: finding, others: Vec::new() });
            }
        }
    }
    groups
}

impl Group<'_> {
    /// Where else it is: *the same in fr:41:20, it:39:18 and 9 more*.
    pub(super) fn elsewhere(&self) -> String {
        const NAMED: usize = 4;
        let place = |finding: &&&Finding| match &finding.target {
            Some(target) => format!("{}:{}:{}", finding.language, target.line, target.column),
            None => finding.language.clone(),
        };
        let named: Vec<String> = self.others.iter().take(NAMED).map(|finding| place(&finding)).collect();
        match self.others.len().saturating_sub(NAMED) {
            0 => format!("the same in {}", named.join(", ")),
            more => format!("the same in {} and {more} more", named.join(", ")),
        }
    }

    /// The languages of all its findings, sorted.
    pub(super) fn languages(&self) -> Vec<&str> {
        let mut languages: Vec<&str> =
            std::iter::once(&self.first).chain(&self.others).map(|finding| finding.language.as_str()).collect();
        languages.sort_unstable();
        languages.dedup();
        languages
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples::finding;

    #[test]
    fn one_wrong_figure_in_a_source_is_one_group() {
        let mut all = vec![finding("de"), finding("fr"), finding("ja")];
        all[2].target.as_mut().expect("it has one").value = Some("99".to_owned());
        let groups = groups(&all);
        assert_eq!(groups.len(), 2);
        assert_eq!(groups[0].languages(), ["de", "fr"]);
        assert_eq!(groups[0].elsewhere(), "the same in fr:2:23");
    }
}
