//! The link definitions and sources of a document.

use std::sync::Arc;

use super::Policy;
use super::entity::unescape;
use super::link::{Definition, normalize};
use super::marker::number;
use super::tree::Source;

/// Most definitions a document can have; further ones are ignored.
const LIMIT: usize = 2_000;

/// Where a reference leads.
#[derive(Clone)]
pub(super) struct Reference {
    /// Nowhere, if the address is not allowed.
    pub(super) url: Option<Arc<str>>,
    /// Whether it may be the address of an image.
    pub(super) image: bool,
    pub(super) title: Arc<str>,
    /// The number of the source it is.
    pub(super) source: Option<u32>,
}

/// All definitions, by label.
#[derive(Default)]
pub(super) struct References {
    entries: Vec<(String, Reference)>,
    pub(super) sources: Vec<Source>,
}

impl References {
    /// Adds a definition; says whether it is a new one (the first one counts).
    pub(super) fn define(&mut self, definition: &Definition<'_>, policy: Policy) -> bool {
        let label = normalize(definition.label);
        let Err(at) = self.find(&label) else {
            return false;
        };
        if self.entries.len() >= LIMIT {
            return false;
        }
        let reference = Reference::new(&label, definition.url, definition.title, policy);
        if let (Some(number), Some(url)) = (reference.source, &reference.url) {
            let before = self
                .sources
                .partition_point(|source| source.number < number);
            if self
                .sources
                .get(before)
                .is_none_or(|source| source.number != number)
            {
                let label = reference.title.clone();
                let url = url.clone();
                self.sources.insert(before, Source { number, url, label });
            }
        }
        self.entries.insert(at, (label, reference));
        true
    }

    /// The definition of a label that has been normalized.
    pub(super) fn get(&self, label: &str) -> Option<&Reference> {
        let at = self.find(label).ok()?;
        self.entries.get(at).map(|(_, reference)| reference)
    }

    /// Forgets everything but the sources, when no more text can refer to it.
    pub(super) fn forget(&mut self) {
        self.entries = Vec::new();
    }

    fn find(&self, label: &str) -> Result<usize, usize> {
        self.entries
            .binary_search_by(|(known, _)| known.as_str().cmp(label))
    }
}

impl Reference {
    /// From the raw parts of a link or a definition.
    pub(super) fn new(label: &str, url: &str, title: &str, policy: Policy) -> Self {
        let url = unescape(url);
        let safe = (policy.link)(&url);
        let image = safe.as_deref().is_some_and(policy.image);
        Self {
            source: source_number(label).filter(|_| image),
            url: safe.map(Arc::from),
            image,
            title: Arc::from(unescape(title)),
        }
    }
}

/// The number of a source, if a label is one.
pub(super) fn source_number(label: &str) -> Option<u32> {
    let digits = label.bytes().all(|byte| byte.is_ascii_digit());
    (digits && (1..=4).contains(&label.len())).then(|| number(label))
}
